/**
 * Writes the exhibits of the invented matter Aurelia v. Borovia, in two folders by the time they came, and beside them
 * `exhibits.json`, which says of each where it came from. The same bytes at every run.
 *
 * Use: node examples/border-case/make-exhibits.ts OUT
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { about, arrival } from './make/about.ts';
import type { Exhibit } from './make/exhibit.ts';
import { flights, listTranslation } from './make/flights.ts';
import { law } from './make/law.ts';
import { mail } from './make/mail.ts';
import { laterMoney, money } from './make/money.ts';
import { notesVerbales } from './make/notes.ts';
import { press } from './make/press.ts';
import { reports } from './make/reports.ts';
import { respondent } from './make/respondent.ts';
import { talks } from './make/talks.ts';
import { voices } from './make/voices.ts';
import { returns, watch } from './make/watch.ts';
import { witnesses } from './make/witnesses.ts';

/** Makes every exhibit of the matter, in the order of their numbers. */
export async function makeExhibits(): Promise<readonly Exhibit[]> {
  return [
    ...(await voices()),
    ...(await watch()),
    ...witnesses(),
    ...press(),
    ...reports(),
    ...flights(),
    ...respondent(),
    ...notesVerbales(),
    ...talks(),
    ...law(),
    ...money(),
    ...mail(),
    ...listTranslation(),
    ...laterMoney(),
    ...returns(),
  ];
}

/** The sidecar of one folder, as `intake.add` reads it beside the files. */
export function sidecar(exhibits: readonly Exhibit[], folder: ReturnType<typeof arrival>): string {
  const here = exhibits.filter((e) => arrival(e) === folder);
  const files = Object.fromEntries(here.map((e) => [e.file, about(e, here)]));
  return `${JSON.stringify({ files }, null, 2)}\n`;
}

/** Writes the files and a sidecar into one folder for each arrival, making them if needed; gives the exhibits written. */
export async function writeExhibits(out: string): Promise<readonly Exhibit[]> {
  const exhibits = await makeExhibits();
  for (const folder of new Set(exhibits.map(arrival))) {
    mkdirSync(join(out, folder), { recursive: true });
    writeFileSync(join(out, folder, 'exhibits.json'), sidecar(exhibits, folder));
  }
  for (const e of exhibits) writeFileSync(join(out, arrival(e), e.file), e.bytes);
  return exhibits;
}

if (import.meta.main) {
  const out = process.argv[2];
  if (out === undefined) {
    process.stderr.write('Use: node examples/border-case/make-exhibits.ts OUT\n');
    process.exit(2);
  }
  const exhibits = await writeExhibits(out);
  const bytes = exhibits.reduce((a, e) => a + e.bytes.length, 0);
  process.stdout.write(`${exhibits.length} exhibits, ${bytes} bytes, in ${out}\n`);
}
