// The head as a small file, replaced whole: written beside, flushed, renamed, and the folder flushed.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '../../base/errors.ts';
import type { HeadStore, PreparedHead } from '../../ports/head-store.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);
// Holding the lock takes milliseconds.
const WAIT_MS = 10_000;
const SQLITE_BUSY = 5;
const SQLITE_NOTADB = 26;

/** A head kept in one file. */
export function headFile(path: string): HeadStore {
  removeLeavings(path);
  const read = (): string | null => {
    try {
      return readFileSync(path, 'utf8');
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw new Fault('HEAD_READ', `The head at ${path} could not be read.`, { cause: thrown });
    }
  };
  return {
    place: path,
    read,
    prepare(next) {
      const beside = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.new`;
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        writeFlushed(beside, new TextEncoder().encode(next), 0o600);
      } catch (thrown) {
        rmSync(beside, { force: true });
        throw headFault(thrown, path);
      }
      return prepared(path, beside, read);
    },
  };
}

function prepared(path: string, beside: string, read: () => string | null): PreparedHead {
  return {
    publish(replaces) {
      try {
        withLock(`${path}.lock`, () => {
          if (!replaces(read())) return;
          renameSync(beside, path);
          flushFolder(dirname(path));
        });
      } catch (thrown) {
        throw headFault(thrown, path);
      } finally {
        rmSync(beside, { force: true });
      }
    },
    discard: () => rmSync(beside, { force: true }),
  };
}

function headFault(thrown: unknown, path: string): unknown {
  if (thrown instanceof Fault) return thrown;
  const errno = (thrown as NodeJS.ErrnoException).code;
  if (errno === undefined) return thrown;
  if (FULL.has(errno))
    return new Fault(
      'LEDGER_DISK_FULL',
      'The disk is full. Nothing of this act was written; free some space and try again.',
      { cause: thrown },
    );
  return new Fault('HEAD_WRITE', `The head could not be written to ${path} (${errno}).`, { cause: thrown });
}

/**
 * One program at a time, also across copies of a matter. The lock is one of SQLite's on an empty file: the system lets
 * go of it the moment its holder dies, so that a killed program keeps nobody out.
 */
function withLock(lock: string, work: () => void): void {
  const held = lockedFile(lock);
  try {
    work();
  } finally {
    held.close();
  }
}

function lockedFile(lock: string, isSecondTry = false): DatabaseSync {
  // Made first, so that only its owner may read it.
  closeSync(openSync(lock, 'a', 0o600));
  const held = new DatabaseSync(lock, { timeout: WAIT_MS });
  try {
    held.exec('BEGIN EXCLUSIVE');
    return held;
  } catch (thrown) {
    held.close();
    const code = (thrown as { errcode?: number }).errcode;
    if (code === SQLITE_NOTADB && !isSecondTry) {
      // The lock holds nothing: bytes that somebody put there may go.
      rmSync(lock, { force: true });
      return lockedFile(lock, true);
    }
    if (code !== SQLITE_BUSY) throw thrown;
    throw new Fault('LEDGER_BUSY', 'Another program holds the head of this matter. Try again shortly.', {
      cause: thrown,
    });
  }
}

/** Heads prepared by programs that died before they were published. */
function removeLeavings(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) return;
  const form = new RegExp(`^${basename(path).replace(/[^A-Za-z0-9]/g, '\\$&')}\\.(\\d+)-[0-9a-f]{12}\\.new$`);
  for (const name of readdirSync(folder)) {
    const pid = form.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

/** True while a process of that number runs on this machine. */
export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // EPERM: it lives, but is another user's.
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Replaces a file so that a crash leaves either the old bytes or the new ones, never a mixture. */
export function writeDurably(path: string, bytes: Uint8Array, mode = 0o600): void {
  const beside = `${path}.new`;
  writeFlushed(beside, bytes, mode);
  renameSync(beside, path);
  flushFolder(dirname(path));
}

function writeFlushed(path: string, bytes: Uint8Array, mode: number): void {
  const file = openSync(path, 'w', mode);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
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
