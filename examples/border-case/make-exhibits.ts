/**
 * Writes the exhibits of the invented matter Aurelia v. Borovia, and beside them `exhibits.json`, which says of each
 * where it came from and what is hidden in it. The same bytes at every run.
 *
 * Use: node examples/border-case/make-exhibits.ts OUT
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exhibit } from './make/exhibit.ts';
import { flights, listTranslation } from './make/flights.ts';
import { law } from './make/law.ts';
import { mail } from './make/mail.ts';
import { money } from './make/money.ts';
import { notesVerbales } from './make/notes.ts';
import { press } from './make/press.ts';
import { reports } from './make/reports.ts';
import { respondent } from './make/respondent.ts';
import { talks } from './make/talks.ts';
import { voices } from './make/voices.ts';
import { watch } from './make/watch.ts';
import { witnesses } from './make/witnesses.ts';
import { INVENTED } from './make/world.ts';

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
  ];
}

/** The text of the sidecar: every exhibit without its bytes, with their number and SHA-256. */
export function sidecar(exhibits: readonly Exhibit[]): string {
  const described = exhibits.map(({ bytes, ...said }) => ({
    ...said,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  return `${JSON.stringify({ notice: INVENTED, matter: 'Aurelia v. Borovia', exhibits: described }, null, 2)}\n`;
}

/** Writes the files and the sidecar into a folder, making it if needed; gives the exhibits written. */
export async function writeExhibits(out: string): Promise<readonly Exhibit[]> {
  const exhibits = await makeExhibits();
  mkdirSync(out, { recursive: true });
  for (const e of exhibits) writeFileSync(join(out, e.file), e.bytes);
  writeFileSync(join(out, 'exhibits.json'), sidecar(exhibits));
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
  process.stdout.write(`${exhibits.length} exhibits, ${bytes} bytes, and exhibits.json in ${out}\n`);
}
