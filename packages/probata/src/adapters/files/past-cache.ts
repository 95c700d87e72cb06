// Files that are written and read past the system's page cache: what is read is then what the disk holds.
import { closeSync, constants, openSync, rmSync, writeSync } from 'node:fs';
import { errnoOf, READ_WARILY } from './disk.ts';

/** A piece of 1 MiB: long enough that a disk gives its full rate, short enough to stop soon. */
export const PIECE = 1024 * 1024;

/** What offsets, lengths and memory must be multiples of; a multiple of the block size of every common disk. */
export const ALIGNED = 4096;

const PAST_CACHE = constants.O_DIRECT ?? 0;

/** A file, and whether it goes past the page cache. */
export interface PastCache {
  readonly file: number;
  readonly isPastCache: boolean;
}

// The types of this runtime leave its WebAssembly out. Nothing is run in it: its memory is what begins on a page.
declare const WebAssembly: {
  readonly Memory: new (size: {
    readonly initial: number;
    readonly maximum: number;
  }) => { readonly buffer: ArrayBuffer };
};

/**
 * Memory that begins on a page, as going past the cache needs; a Buffer begins somewhere within one.
 * @param bytes a multiple of 64 KiB
 */
export function pages(bytes: number): Uint8Array<ArrayBuffer> {
  const initial = bytes / 65536;
  return new Uint8Array(new WebAssembly.Memory({ initial, maximum: initial }).buffer);
}

/** Makes a new read-only file for writing; through the cache where the system or the file system knows no other way. */
export function createPastCache(path: string): PastCache {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  if (PAST_CACHE === 0) return { file: openSync(path, flags, 0o444), isPastCache: false };
  let file: number | undefined;
  try {
    file = openSync(path, flags | PAST_CACHE, 0o444);
    // Some file systems say no only to the first write. What is written here is written over.
    writeSync(file, pages(65536), 0, ALIGNED, 0);
    return { file, isPastCache: true };
  } catch (thrown) {
    if (file !== undefined) closeSync(file);
    if (file !== undefined || errnoOf(thrown) === 'EINVAL') rmSync(path, { force: true });
    if (errnoOf(thrown) !== 'EINVAL') throw thrown;
  }
  return { file: openSync(path, flags, 0o444), isPastCache: false };
}

/** Opens a file that `createPastCache` made, for reading it in the same way. */
export function openPastCache(path: string, isPastCache: boolean): number {
  return openSync(path, READ_WARILY | (isPastCache ? PAST_CACHE : 0));
}
