// npm start: serves at once, builds what has changed, builds the two examples, and says where everything is.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { placesFrom } from '../packages/probata/src/adapters/files/places.ts';
import { errorShape } from '../packages/probata/src/base/errors.ts';
import { withPassphrase } from '../packages/probata/src/doors/cli/desk.ts';
import { processTerminal } from '../packages/probata/src/doors/cli/process-terminal.ts';
import { openServer, type ProbataServer } from '../packages/probata/src/doors/http/server.ts';
import { workbenchFolder } from '../packages/probata/src/doors/http/workbench-folder.ts';
import { openEngine } from '../packages/probata/src/doors/worker/engine-client.ts';
import { buildIfStale, NotBuilt } from './build.ts';
import { ROOT } from './check/tree.ts';
import { builtHash, contentHash, noteBuilt } from './content-hash.ts';

const MATTERS = join(ROOT, 'matters');
const PROBATA = join(ROOT, 'packages/probata/bin/probata.mjs');

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const near = (path: string): string => relative(process.cwd(), path) || '.';

/** `--no-serve` builds and ends; `--port N` (else a free one); `--no-examples` leaves the examples alone. */
export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      'no-serve': { type: 'boolean', default: false },
      'no-examples': { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      'content-port': { type: 'string', default: '0' },
    },
  });
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => (stop.signal.aborted ? process.exit(130) : stop.abort()));

  const server = values['no-serve']
    ? undefined
    : await openServer({
        port: Number(values.port),
        contentPort: Number(values['content-port']),
        workbench: workbenchFolder(),
      });
  try {
    if (server !== undefined) invite(server);
    const unbuilt = await build();
    server?.reloadWorkbench();
    const failed = values['no-examples'] ? [] : await examples(server, stop.signal);
    if (failed.length > 0 || unbuilt) process.exitCode = 1;
    if (server === undefined) {
      say(
        failed.length === 0 && !unbuilt
          ? 'All is built. npm start serves it.'
          : `Not built: ${[...(unbuilt ? ['the workbench or the verifier'] : []), ...failed].join(', ')}.`,
      );
      return;
    }
    say(
      `\nOpen it: ${server.startLink()}\nThe link lets one browser in. Enter prints a new one, Ctrl-C stops.`,
    );
    await new Promise<void>((resolve) => {
      if (stop.signal.aborted) resolve();
      else stop.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    say('Stopped. Everything that was acknowledged is in the matters.');
  } finally {
    await server?.close();
    process.stdin.pause();
  }
}

/** Builds the pages; what cannot be built is said, and what was built before is served. */
async function build(): Promise<boolean> {
  try {
    const built = await buildIfStale();
    if (built.length > 0) say(`Built: ${built.join(', ')}.`);
    return false;
  } catch (thrown) {
    if (!(thrown instanceof NotBuilt)) throw thrown;
    say(thrown.message);
    return true;
  }
}

function invite(server: ProbataServer): void {
  say(`Probata serves at ${server.origin}, on this machine alone. Open it: ${server.startLink()}`);
  if (!process.stdin.isTTY) return;
  createInterface({ input: process.stdin }).on('line', () => say(server.startLink()));
}

/** Builds every example that has changed and serves it; gives the names of those that could not be built. */
async function examples(server: ProbataServer | undefined, signal: AbortSignal): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const name of exampleNames()) {
    if (signal.aborted) break;
    const folder = join(MATTERS, name);
    const hash = contentHash([`examples/${name}`], (path) => /^examples\/[^/]+\/(exhibits|test)$/.test(path));
    if (isCurrent(name, folder, hash)) {
      say(`${name}: unchanged, in ${near(folder)}`);
    } else {
      server?.building(name, { name, title: name, message: 'This example is being built.' });
      say(`${name}: is being built`);
      const done = await buildExample(name, folder, hash, signal);
      server?.building(name, null);
      if (!done) {
        if (!signal.aborted) failed.push(name);
        continue;
      }
    }
    for (const found of results(folder)) say(`  ${found}`);
    if (server === undefined) continue;
    try {
      const engine = await withPassphrase(process.env, processTerminal(process.env), (passphrase) =>
        openEngine({ folder, drain: true, ...(passphrase === undefined ? {} : { passphrase }) }),
      );
      server.add(engine);
    } catch (thrown) {
      say(`${name}: ${errorShape(thrown).message}`);
      failed.push(name);
    }
  }
  return failed;
}

function exampleNames(): readonly string[] {
  return readdirSync(join(ROOT, 'examples'))
    .filter((name) => existsSync(join(ROOT, 'examples', name, 'case.do.yaml')))
    .sort();
}

/** Built from these sources, and by the person whose keys are on this machine now: nobody else could open it. */
function isCurrent(name: string, folder: string, hash: string): boolean {
  return (
    builtHash(`example-${name}`) === hash &&
    builtHash(`person-${name}`) === personHere() &&
    existsSync(join(folder, 'matter.json'))
  );
}

function personHere(): string {
  const path = join(placesFrom(process.env).config, 'identity.json');
  return existsSync(path) ? String((JSON.parse(readFileSync(path, 'utf8')) as { user?: unknown }).user) : '';
}

/** The signed head of a matter: it changes with every entry. */
function headOf(folder: string): string {
  const path = join(folder, 'head');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/**
 * Builds an example beside its place and moves it there when it is whole. An interrupted build is taken up again; a
 * matter of an older version of the example is kept under another name if somebody has worked in it.
 */
async function buildExample(
  name: string,
  folder: string,
  hash: string,
  signal: AbortSignal,
): Promise<boolean> {
  const source = join(ROOT, 'examples', name);
  const growing = join(MATTERS, `.building-${name}`);
  mkdirSync(MATTERS, { recursive: true });
  const begun = `${hash} ${personHere()}`;
  if (builtHash(`building-${name}`) !== begun) rmSync(growing, { recursive: true, force: true });
  noteBuilt(`building-${name}`, begun);
  const maker = join(source, 'make-exhibits.ts');
  if (existsSync(maker) && !(await node([maker, join(source, 'exhibits')], signal))) return false;
  if (!(await node([PROBATA, 'do', join(source, 'case.do.yaml'), '--matter', growing], signal))) return false;
  if (existsSync(folder) && builtHash(`head-${name}`) === headOf(folder)) rmSync(folder, { recursive: true });
  if (existsSync(folder)) {
    let kept = `${folder}-before`;
    for (let n = 2; existsSync(kept); n += 1) kept = `${folder}-before-${n}`;
    renameSync(folder, kept);
    say(`${name}: entries were made in the older matter; it is kept in ${near(kept)}`);
  }
  renameSync(growing, folder);
  noteBuilt(`example-${name}`, hash);
  noteBuilt(`head-${name}`, headOf(folder));
  noteBuilt(`person-${name}`, personHere());
  say(`${name}: built, in ${near(folder)}`);
  return true;
}

function node(args: readonly string[], signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
    signal.addEventListener('abort', () => child.kill('SIGINT'), { once: true });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

/** The PDFs and sealed bags that an example ended in. */
function results(folder: string, depth = 0): readonly string[] {
  if (depth > 3) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile() && entry.name.endsWith('.pdf')) return [`PDF: ${near(path)}`];
    if (!entry.isDirectory() || ['originals', 'derived', 'keys'].includes(entry.name)) return [];
    if (existsSync(join(path, 'bagit.txt')))
      return [
        `Sealed bag: ${near(path)} (check it: npm run probata -- verify ${near(path)})`,
        ...pdfsIn(join(path, 'data', 'pleading')),
      ];
    return results(path, depth + 1);
  });
}

function pdfsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => `PDF: ${near(join(folder, name))}`);
}
