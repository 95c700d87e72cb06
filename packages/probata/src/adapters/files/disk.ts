// What the disk says, in the house's own words; and the few loops in which files are read and hashed at full speed.
import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { Breach, Fault, Refusal } from '../../base/errors.ts';

/** Blocks of 256 KiB: writing in blocks of 1 MiB took ten times the system time on ext4 when measured. */
export const BLOCK = 256 * 1024;
const O_NOFOLLOW = constants.O_NOFOLLOW ?? 0;
const O_NONBLOCK = constants.O_NONBLOCK ?? 0;

/** Reading without following a link and without waiting for the other end of a pipe. */
export const READ_WARILY = constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK;

/** The code of a failed system call, such as ENOSPC; undefined for anything else. */
export function errnoOf(thrown: unknown): string | undefined {
  return (thrown as NodeJS.ErrnoException | null)?.code;
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Turns what the disk threw into a Fault of the vault; refusals and breaches pass unchanged. */
export function vaultFault(thrown: unknown, doing: string): Error {
  if (thrown instanceof Fault || thrown instanceof Breach || thrown instanceof Refusal) return thrown;
  const errno = errnoOf(thrown);
  if (errno !== undefined && FULL.has(errno))
    return new Fault(
      'VAULT_DISK_FULL',
      `The disk is full (${doing}). Nothing of this group was kept; free some space and try again.`,
      { cause: thrown, details: { errno } },
    );
  return new Fault('VAULT_STORE', `The disk failed (${doing}: ${(thrown as Error).message}).`, {
    cause: thrown,
    details: { errno: errno ?? 'unknown' },
  });
}

/** Writes all of `bytes`, however few the disk takes at a time. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
}

/** SHA-256 of a stored file, in hexadecimal; undefined when it is not there. `block` is scratch, reused by the caller. */
export function hashFile(path: string, block: Uint8Array): string | undefined {
  let file: number;
  try {
    file = openSync(path, READ_WARILY);
  } catch (thrown) {
    if (errnoOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
  try {
    const first = readSync(file, block, 0, block.length, null);
    // A short first read is nearly always the whole file: one call of the hash is several times cheaper than three.
    if (first < block.length && first >= fstatSync(file).size)
      return hash('sha256', block.subarray(0, first), 'hex');
    const sum = createHash('sha256').update(block.subarray(0, first));
    for (;;) {
      const n = readSync(file, block, 0, block.length, null);
      if (n === 0) return sum.digest('hex');
      sum.update(block.subarray(0, n));
    }
  } finally {
    closeSync(file);
  }
}
