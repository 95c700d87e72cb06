// Holds the documentation to the program: every command, question, task, entry kind and setting is written about.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { licencePage } from './packages.ts';
import { projectFiles, ROOT, read } from './tree.ts';

const SETTINGS_PAGE = 'docs/guide/operators.md';
const NEEDED = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'LICENSE',
  'docs/house.md',
  'docs/trust.md',
  'docs/history.md',
  'docs/formats/ledger.md',
  'docs/formats/bundle.md',
  'docs/decisions/dependencies.md',
  SETTINGS_PAGE,
];

/** Every lack, as a sentence that says what to do. */
export async function docFaults(): Promise<readonly string[]> {
  const { historyRows, referencePages, undescribed } = await import('./reference-pages.ts');
  const faults = NEEDED.filter((path) => !existsSync(join(ROOT, path))).map((path) => `${path} is missing.`);
  const text = (path: string): string =>
    existsSync(join(ROOT, path)) ? read(path).replaceAll('\r\n', '\n') : '';
  for (const [path, page] of [...referencePages(), ['docs/licences.md', licencePage()] as const])
    if (text(path) !== page) faults.push(`${path} is not what the program says: run 'npm run docs'.`);
  for (const option of undescribed())
    faults.push(`no sentence says what ${option} is: add one to packages/probata/src/app/option-words.ts.`);
  const pages = referencePages();
  for (const path of projectFiles())
    if (path.startsWith('docs/reference/') && !pages.has(path))
      faults.push(`${path} is about nothing any more: remove it.`);
  const history = text('docs/history.md');
  for (const [row] of historyRows())
    if (!history.includes(row)) faults.push(`docs/history.md lacks ${row}: run 'npm run docs'.`);
  const settings = text(SETTINGS_PAGE);
  for (const [setting, where] of settingsUsed())
    if (!settings.includes(`\`${setting}\``))
      faults.push(`${SETTINGS_PAGE} does not tell of ${setting} (used in ${where}).`);
  const dependencies = text('docs/decisions/dependencies.md');
  for (const name of declaredPackages())
    if (!dependencies.includes(`\`${name}\``))
      faults.push(`docs/decisions/dependencies.md does not say why ${name} is there.`);
  return [...faults, ...deadLinks()];
}

/** Environment settings that the program reads, with one file that does; the field of a citation in Word is none. */
function settingsUsed(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const path of projectFiles())
    if (/^(packages\/[^/]+\/(src|bin)|scripts|bench)\/.*\.(ts|tsx|mjs)$/.test(path))
      for (const [setting] of read(path).matchAll(/(?<!ADDIN )\bPROBATA_[A-Z]+(?:_[A-Z]+)*\b/g))
        found.set(setting, path);
  return found;
}

function declaredPackages(): readonly string[] {
  return [
    'package.json',
    'packages/seal/package.json',
    'packages/probata/package.json',
    'packages/workbench/package.json',
  ].flatMap((path) => {
    const parsed = JSON.parse(read(path)) as Readonly<
      Record<string, Readonly<Record<string, string>> | undefined>
    >;
    return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.keys(parsed[kind] ?? {}).filter((name) => name !== 'probata' && name !== '@probata/seal'),
    );
  });
}

/** Links between our own pages that lead nowhere. */
function deadLinks(): readonly string[] {
  return projectFiles()
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      [
        ...read(path)
          .replace(/```[\s\S]*?```/g, '')
          .matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g),
      ].flatMap(([, target = '']) => {
        if (/^[a-z]+:/.test(target)) return [];
        return existsSync(join(ROOT, path, '..', decodeURI(target)))
          ? []
          : [`${path}: the link to ${target} leads nowhere.`];
      }),
    );
}
