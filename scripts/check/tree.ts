// The files of the repository, and what each imports.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const SKIPPED = new Set(['node_modules', '.git', '.cache', 'dist', 'coverage', 'matters']);

/** Every file that belongs to the project, as a path with slashes from its root. */
export function projectFiles(): readonly string[] {
  try {
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return listed
      .split('\0')
      .filter((path) => path !== '' && existsSync(join(ROOT, path)))
      .sort();
  } catch {
    return walk('').sort();
  }
}

function walk(at: string): string[] {
  return readdirSync(join(ROOT, at), { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = posix.join(at, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export interface Import {
  readonly line: number;
  /** As written. */
  readonly from: string;
  /** For a relative one, the path from the root. */
  readonly path: string | undefined;
}

const IMPORT =
  /(?:^|\n)[ \t]*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*(['"])([^'"\n]+)\1|\bimport\(\s*(['"])([^'"\n]+)\3\s*\)|\bnew URL\(\s*(['"])(\.[^'"\n]+\.ts)\5/g;

/** What a TypeScript file imports, types and dynamic imports too. Comments are not looked at. */
export function importsOf(path: string, text: string): readonly Import[] {
  const code = withoutComments(text);
  return [...code.matchAll(IMPORT)].map((match) => {
    const from = match[2] ?? match[4] ?? match[6] ?? '';
    const line = code.slice(0, match.index + match[0].search(/\S/)).split('\n').length;
    return { line, from, path: from.startsWith('.') ? posix.join(dirname(path), from) : undefined };
  });
}

/** The text with comments blanked, so that lines keep their numbers; strings that hold `//` are left whole. */
export function withoutComments(text: string): string {
  return text.replace(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(,])\/\/[^\n]*/g,
    (match: string, quoted: string | undefined) => quoted ?? match.replace(/[^\n]/g, ' '),
  );
}
