// One hash over many files, so that nothing is built again that has not changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './check/tree.ts';

/** SHA-256 over names and bytes of every file under the given paths, but those that `skip` names. */
export function contentHash(paths: readonly string[], skip: (path: string) => boolean = () => false): string {
  const hash = createHash('sha256');
  const visit = (path: string): void => {
    const full = join(ROOT, path);
    if (!existsSync(full) || skip(path)) return;
    const entries = tryList(full);
    if (entries === undefined) {
      const bytes = readFileSync(full);
      hash.update(`${path}\0${bytes.length}\0`).update(bytes);
    } else for (const name of entries) visit(`${path}/${name}`);
  };
  for (const path of paths) visit(path);
  return hash.digest('hex');
}

function tryList(path: string): string[] | undefined {
  try {
    return readdirSync(path).sort();
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw thrown;
  }
}

const mark = (name: string): string => join(ROOT, '.cache', 'built', name);

/** The hash under which something was last built; undefined when it never was. */
export function builtHash(name: string): string | undefined {
  return existsSync(mark(name)) ? readFileSync(mark(name), 'utf8') : undefined;
}

export function noteBuilt(name: string, hash: string): void {
  mkdirSync(dirname(mark(name)), { recursive: true });
  writeFileSync(mark(name), hash);
}
