// Finds the reference cases that lie beside the repository, where they are present.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const SHARED = join(HERE, '..', '..', '..', '..', '..', '..', 'shared');

/** The folder of one case; null, with a warning that nobody can miss, where it is absent. */
export function caseFolder(name: string): string | null {
  const folder = join(SHARED, 'reference', 'quantum', name);
  if (existsSync(join(folder, 'expected.json'))) return folder;
  console.warn(
    `SKIPPED: no reference case ${name} beside the repository (looked for ../shared/reference/quantum/${name})`,
  );
  return null;
}

/** A file of the shared data folder as text; null, with a warning, where it is absent. */
export function sharedText(...path: readonly string[]): string | null {
  const file = join(SHARED, ...path);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  console.warn(`SKIPPED: no ${path.join('/')} beside the repository`);
  return null;
}

export function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}
