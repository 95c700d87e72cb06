// The folders that stand beside the filings, and the bytes of a file in one of them.
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenBytes, WrittenFolder } from '../../ports/outgoing.ts';

type Files = WrittenFolder['files'];

const CHUNK = 256 * 1024;

/** Every finished folder in `root`, the latest first; none where nothing was written yet. */
export function writtenFolders(root: string): readonly WrittenFolder[] {
  return foldersIn(root)
    .map((name): WrittenFolder => {
      const path = join(root, name);
      return { name, path, at: lstatSync(path).mtime.toISOString(), files: filesIn(path) };
    })
    .sort((a, b) => (a.at === b.at ? (a.name < b.name ? -1 : 1) : a.at < b.at ? 1 : -1));
}

/** The bytes of a file that `writtenFolders` tells of; undefined for any other name. */
export function openWritten(root: string, folder: string, path: string): WrittenBytes | undefined {
  // Names are looked for among those that are there, never put together into a path: `..` is no name of a file.
  if (!foldersIn(root).includes(folder)) return undefined;
  if (!filesIn(join(root, folder)).some((file) => file.path === path)) return undefined;
  const file = openSync(join(root, folder, path), constants.O_RDONLY | constants.O_NOFOLLOW);
  return { bytes: fstatSync(file).size, chunks: chunksOf(file) };
}

/** A folder that is still being written begins with a point. */
function foldersIn(root: string): readonly string[] {
  try {
    return readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw thrown;
  }
}

/** Plain files below `folder`, by their path with `/`, in its order. */
function filesIn(folder: string, under = ''): Files {
  return readdirSync(join(folder, under), { withFileTypes: true })
    .flatMap((entry): Files => {
      const path = under === '' ? entry.name : `${under}/${entry.name}`;
      if (entry.isDirectory()) return filesIn(folder, path);
      return entry.isFile() ? [{ path, bytes: lstatSync(join(folder, path)).size }] : [];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function* chunksOf(file: number): Generator<Uint8Array, undefined> {
  try {
    for (;;) {
      const chunk = new Uint8Array(CHUNK);
      const read = readSync(file, chunk);
      if (read === 0) return undefined;
      yield chunk.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}
