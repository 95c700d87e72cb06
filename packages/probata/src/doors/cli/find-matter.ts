// Finds the matter a command is about: named outright, by the environment, or the one whose folder we stand in.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from '../../base/errors.ts';

/**
 * The matter's folder: `named` (--matter), else PROBATA_MATTER, else the nearest folder upward that holds a matter.
 * @throws Refusal CLI_NO_MATTER when there is none
 */
export function findMatter(
  named: string | undefined,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const said = named ?? env['PROBATA_MATTER'];
  if (said !== undefined && said !== '') return resolve(cwd, said);
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'matter.json'))) return folder;
    if (dirname(folder) === folder) break;
  }
  throw new Refusal(
    'CLI_NO_MATTER',
    "No matter was named. Give --matter DIR, set PROBATA_MATTER, or stand in a matter's folder; 'probata init DIR --title TITLE' makes one.",
  );
}
