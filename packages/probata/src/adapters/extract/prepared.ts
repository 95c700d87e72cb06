// Keeps the programs of reading processes as plain JavaScript: one that starts for every broken file strips no types first.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program to start, and the folder that holds all of it; undefined where it runs from its sources. */
export interface PreparedProgram {
  readonly program: string;
  readonly folder: string | undefined;
}

const SOURCES = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Beside the sources, so that libraries are found from there as from the sources themselves. */
const KEPT = join(SOURCES, '..', '.cache', 'readers');
const WEEK_MS = 7 * 86_400_000;
const IMPORTED = /(?:^(?:import|export)\s(?!type\s)[^;]*?from\s|import\()'(\.{1,2}\/[^']+\.ts)'/gm;

/**
 * Writes a TypeScript program and what it imports of ours as JavaScript, once for every state of the sources, in a folder
 * named by the hash of them all. A built package has no TypeScript; there, and where nothing may be written, the
 * program is given back as it is. What is written is what was read with the types left out.
 */
export function preparedProgram(program: string, sources = SOURCES, kept = KEPT): PreparedProgram {
  if (!program.endsWith('.ts')) return { program, folder: undefined };
  const files = filesOf(program);
  const hash = createHash('sha256').update(process.version);
  for (const [path, code] of files) hash.update(`\0${relative(sources, path)}\0${code}`);
  const folder = join(kept, hash.digest('hex'));
  const ready = { program: placeOf(folder, sources, program), folder };
  if (existsSync(folder)) return ready;
  const unfinished = `${folder}.${process.pid}`;
  try {
    for (const [path, code] of files) {
      const place = placeOf(unfinished, sources, path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(
        place,
        quietly(() => stripTypeScriptTypes(code)).replace(/(['"]\.{1,2}\/[^'"\n]*)\.ts(['"])/g, '$1.js$2'),
      );
    }
    writeFileSync(join(unfinished, 'package.json'), '{"type":"module"}\n');
    renameSync(unfinished, folder);
    forgetOld(kept);
    return ready;
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
    // Another process may have been first; a folder that cannot be written costs time and nothing else.
    return existsSync(folder) ? ready : { program, folder: undefined };
  }
}

/** States of the sources that are long gone; a process started from one has read it by then. */
function forgetOld(kept: string): void {
  for (const name of readdirSync(kept)) {
    const folder = join(kept, name);
    if (Date.now() - statSync(folder).mtimeMs > WEEK_MS) rmSync(folder, { recursive: true, force: true });
  }
}

function placeOf(folder: string, sources: string, path: string): string {
  return join(folder, relative(sources, path)).replace(/\.ts$/, '.js');
}

/** A program and all it imports of ours, in the order in which they are found. */
function filesOf(program: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const waiting = [program];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue;
    const code = readFileSync(path, 'utf8');
    files.set(path, code);
    for (const [, named] of code.matchAll(IMPORTED)) waiting.push(resolve(dirname(path), named as string)); // one group
  }
  return files;
}

/** Node warns that stripping is an experiment, in the middle of whatever is on the terminal; the sources run by it anyway. */
function quietly<T>(act: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return act();
  } finally {
    process.emitWarning = emitWarning;
  }
}
