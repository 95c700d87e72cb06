// npm run docs: writes the pages that are made from the program, and adds new entry kinds to the history.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { licencePage } from './check/packages.ts';
import { historyRows, referencePages } from './check/reference-pages.ts';
import { ROOT, read } from './check/tree.ts';

export async function main(): Promise<void> {
  const pages = [...referencePages(), ['docs/licences.md', licencePage()] as const];
  for (const [path, text] of pages) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
  // A kind once listed stays listed: rows are added, never taken away.
  const history = read('docs/history.md');
  const missing = [...historyRows()].filter(([row]) => !history.includes(row)).map(([, line]) => line);
  if (missing.length > 0)
    writeFileSync(join(ROOT, 'docs/history.md'), `${history.trimEnd()}\n${missing.join('\n')}\n`);
  process.stdout.write(
    `${pages.length} pages are written; ${missing.length} kinds are new in docs/history.md\n`,
  );
}
