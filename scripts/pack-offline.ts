// npm run pack-offline: one tarball that installs Probata on a machine without a network, workbench and verifier inside.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { buildIfStale } from './build.ts';
import { runTimeFolders } from './check/packages.ts';
import { ROOT } from './check/tree.ts';

const STAGE = join(ROOT, '.cache', 'pack');

/** The optional word is the folder for the tarball. What runs on this platform is bundled; seal goes in as a package. */
export async function main(argv: readonly string[]): Promise<void> {
  const [out = '.'] = argv;
  await buildIfStale();
  rmSync(STAGE, { recursive: true, force: true });
  mkdirSync(STAGE, { recursive: true });
  const own = JSON.parse(readFileSync(join(ROOT, 'packages/probata/package.json'), 'utf8')) as PackageFile;
  copyAsJavaScript('packages/probata', STAGE, ['src', 'bin', 'data', 'law', 'packs']);
  copyAsJavaScript('packages/seal', join(STAGE, 'node_modules/@probata/seal'), ['src', 'make']);
  writePackage('packages/seal', join(STAGE, 'node_modules/@probata/seal'));
  if (existsSync(join(ROOT, 'packages/workbench/dist')))
    cpSync(join(ROOT, 'packages/workbench/dist'), join(STAGE, 'workbench'), { recursive: true });
  if (existsSync(join(ROOT, 'packages/seal/page/dist/verify.html')))
    cpSync(join(ROOT, 'packages/seal/page/dist/verify.html'), join(STAGE, 'verify.html'));
  const bundled = ['@probata/seal'];
  for (const [name, folder] of runTimeFolders()) {
    if (!existsSync(join(ROOT, folder))) continue; // for another platform
    cpSync(join(ROOT, folder), join(STAGE, folder), { recursive: true, dereference: true });
    if (folder === `node_modules/${name}`) bundled.push(name);
  }
  const { devDependencies: _tools, ...kept } = own;
  const file: PackageFile = { ...asJavaScript(kept), bundleDependencies: bundled };
  writeFileSync(join(STAGE, 'package.json'), `${JSON.stringify(file, null, 2)}\n`);
  const target = resolve(process.env['INIT_CWD'] ?? process.cwd(), out);
  mkdirSync(target, { recursive: true });
  const npm = process.env['npm_execpath'];
  const [command, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const said = execFileSync(command, [...first, 'pack', '--json', '--pack-destination', target], {
    cwd: STAGE,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 256 * 1024 * 1024,
  });
  const [packed] = JSON.parse(said) as readonly { filename: string; size: number }[];
  if (packed === undefined) throw new Error('npm pack made nothing.');
  process.stdout.write(
    `${relative(process.cwd(), join(target, packed.filename))}, ${(packed.size / 2 ** 20).toFixed(0)} MiB, for ${process.platform} ${process.arch}. Install it anywhere with Node 24: npm install -g --offline FILE\n`,
  );
}

type PackageFile = Readonly<Record<string, unknown>>;

/** Types are stripped, nothing else is changed: what runs is what was read. Node refuses TypeScript under node_modules. */
function copyAsJavaScript(from: string, to: string, folders: readonly string[]): void {
  const copy = (path: string): void => {
    const full = join(ROOT, from, path);
    if (!existsSync(full)) return;
    for (const entry of readdirSync(full, { withFileTypes: true })) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        copy(inner);
        continue;
      }
      const target = join(to, inner).replace(/\.ts$/, '.js');
      mkdirSync(dirname(target), { recursive: true });
      if (entry.name.endsWith('.ts')) {
        const code = stripTypeScriptTypes(readFileSync(join(ROOT, from, inner), 'utf8'), { mode: 'strip' });
        writeFileSync(target, code.replace(/(['"])(\.{1,2}\/[^'"\n]*)\.ts\1/g, '$1$2.js$1'));
      } else cpSync(join(ROOT, from, inner), target);
    }
  };
  for (const folder of folders) copy(folder);
  for (const name of ['LICENSE', 'README.md'])
    if (existsSync(join(ROOT, from, name))) cpSync(join(ROOT, from, name), join(to, name));
}

function writePackage(from: string, to: string): void {
  const parsed = JSON.parse(readFileSync(join(ROOT, from, 'package.json'), 'utf8')) as PackageFile;
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(asJavaScript(parsed), null, 2)}\n`);
}

function asJavaScript(file: PackageFile): PackageFile {
  return JSON.parse(JSON.stringify(file).replaceAll('.ts"', '.js"')) as PackageFile;
}
