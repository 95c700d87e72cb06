// The head as a small file, replaced whole: written beside, flushed, renamed, and the folder flushed.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Breach, Fault } from '../../base/errors.ts';
import type { HeadStore } from '../../ports/head-store.ts';

/** A head kept in one file. Fault HEAD_WRITE when the disk fails; the old head then still stands. */
export function headFile(path: string): HeadStore {
  const read = (): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);
  return {
    place: path,
    read,
    swap(expected, next) {
      if (read() !== expected)
        throw new Breach('HEAD_MOVED', `The head at ${path} was changed by another program.`, {
          place: path,
        });
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        writeDurably(path, new TextEncoder().encode(next));
      } catch (thrown) {
        throw new Fault('HEAD_WRITE', `The head could not be written to ${path}.`, { cause: thrown });
      }
    },
  };
}

/** Replaces a file so that a crash leaves either the old bytes or the new ones, never a mixture. */
export function writeDurably(path: string, bytes: Uint8Array, mode = 0o600): void {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', mode);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  flushFolder(dirname(path));
}

/** Flushes a folder's entries. Windows cannot open a folder for this and does not need it. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
