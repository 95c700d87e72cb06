// What is installed for running: under which licences, and whether anything would run at install.
import { NOTICES } from './notices.ts';
import { INSTALL_SCRIPTS, LICENCES } from './table.ts';
import { read } from './tree.ts';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly bundleDependencies?: unknown;
}

type Lock = { readonly packages: Readonly<Record<string, Locked>> };

export interface RunTime {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** Every package that is there when Probata runs, whatever the platform, by name. */
export function runTimePackages(): readonly RunTime[] {
  // What the workbench is built from is sent to the browser, so it is there at run time too.
  const bundled = JSON.parse(read('packages/workbench/package.json')) as {
    devDependencies?: Record<string, string>;
  };
  const shown = Object.keys(bundled.devDependencies ?? {}).filter((name) => !BUILDERS.has(name));
  const found = walk((visit) => {
    for (const name of shown) visit(name, 'packages/workbench');
  });
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The folders of the packages that the server needs, by their place under the root: name and path. */
export function runTimeFolders(): readonly (readonly [string, string])[] {
  return [...walk(() => undefined)].map(([path, { name }]) => [name, path]);
}

function walk(more: (visit: (name: string, from: string) => void) => void): ReadonlyMap<string, RunTime> {
  const { packages } = JSON.parse(read('package-lock.json')) as Lock;
  const found = new Map<string, RunTime>();
  const visit = (name: string, from: string): void => {
    // Node's own rule: the nearest node_modules upward.
    let at = from;
    let path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    while (packages[path] === undefined && at !== '') {
      at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '';
      path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    }
    const entry = packages[path];
    if (entry === undefined || entry.link === true || found.has(path)) return;
    found.set(path, { name, version: entry.version ?? '', licence: entry.license ?? 'none stated' });
    for (const next of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }))
      visit(next, path);
  };
  for (const workspace of ['packages/seal', 'packages/probata'])
    for (const name of Object.keys({
      ...packages[workspace]?.dependencies,
      ...packages[workspace]?.optionalDependencies,
    }))
      visit(name, workspace);
  more(visit);
  return found;
}

// Tools that build the workbench and are not in what they build.
const BUILDERS = new Set(['vite', '@vitejs/plugin-react', '@types/react', '@types/react-dom', 'typescript']);

/** Breaches of the licence list, of the install-script list, and packages without an integrity hash. */
export function packageFaults(): readonly string[] {
  const { packages } = JSON.parse(read('package-lock.json')) as Lock;
  const faults: string[] = [];
  for (const { name, licence } of runTimePackages())
    if (!isAllowed(licence))
      faults.push(`${name}: its licence (${licence}) is not on the list in scripts/check/table.ts.`);
  for (const [path, entry] of Object.entries(packages)) {
    if (!path.includes('node_modules/') || entry.link === true) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (entry.hasInstallScript === true && !INSTALL_SCRIPTS.includes(name))
      faults.push(`${name}: runs a script when installed and is not on the list.`);
    if (entry.integrity === undefined) faults.push(`${name}: has no integrity hash in package-lock.json.`);
  }
  return faults;
}

/** An SPDX expression in its simple forms: OR needs one allowed side, AND all of them. */
export function isAllowed(licence: string): boolean {
  const plain = licence.replace(/^\(|\)$/g, '');
  if (plain.includes(' OR ')) return plain.split(' OR ').some(isAllowed);
  return plain.split(' AND ').every((part) => LICENCES.has(part.trim()));
}

/** docs/licences.md, as it must be. */
export function licencePage(): string {
  const rows = runTimePackages().map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  return `# Licences of what runs

Probata itself (packages/probata, packages/workbench) is AGPL-3.0-or-later; packages/seal is Apache-2.0 and has no
dependencies. The packages below are there when it runs, on one platform or another, or are built into the workbench.
This page is made by \`npm run docs\` from package-lock.json, and \`npm run check\` holds it to that.

| package | version | licence |
| --- | --- | --- |
${rows.join('\n')}

${NOTICES}`;
}
