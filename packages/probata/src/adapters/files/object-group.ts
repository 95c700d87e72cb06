// Originals on their way into the store, in groups that become durable together and are read back before they count.
import { createHash, hash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../base/errors.ts';
import type { LongWatch, ObjectGroup, ObjectKey, Taken } from '../../ports/object-store.ts';
import { hashFile, vaultFault, writeAll } from './disk.ts';
import { copyLong, type LongCopy } from './long-copy.ts';
import { altered, INCOMING, pathOf, verdictAt } from './object-file.ts';
import { encipherStream } from './sealed-object.ts';

const HEAD = 4096;
// Files beyond this are read back while the disk is flushing them.
const LONG = 1024 * 1024;

/** A temporary file on its way to its address, still open; a long one is being read back already. */
interface Incoming extends Partial<LongCopy> {
  readonly temp: string;
  readonly address: string;
  readonly bytes: number;
  readonly file: number;
}

type Written = Omit<Incoming, 'address' | 'bytes'>;

/** A group of `folder`; see ports/object-store.ts. */
export class FileGroup implements ObjectGroup {
  readonly #folder: string;
  readonly #block: Buffer;
  readonly #own: string;
  #made = false;
  #areOpen = true;
  #n = 0;
  readonly #incoming = new Map<Taken, Incoming>();
  /** Addresses of this group, with the number of takes that rely on each. */
  readonly #claimed = new Map<string, number>();

  constructor(folder: string, block: Buffer) {
    this.#folder = folder;
    this.#block = block;
    // The process number lets a later sweep see whether the writer is still alive.
    this.#own = join(folder, INCOMING, `${process.pid}-${randomBytes(8).toString('hex')}`);
  }

  takeWhole(bytes: Uint8Array, key?: ObjectKey): Taken {
    const plain = hash('sha256', bytes, 'hex');
    const head = bytes.slice(0, HEAD);
    if (key === undefined) {
      return this.#keep(plain, bytes.length, { plain, plainBytes: bytes.length, head }, () =>
        this.#write([bytes]),
      );
    }
    const box = Buffer.concat([...encipherStream([bytes], key)]);
    return this.#keep(hash('sha256', box, 'hex'), box.length, { plain, plainBytes: bytes.length, head }, () =>
      this.#write([box]),
    );
  }

  take(source: Iterable<Uint8Array>, key?: ObjectKey): Taken {
    const one = observed(source, key);
    const written = this.#write(one.stored);
    const { address, bytes, ...rest } = one.found();
    return this.#keep(address, bytes, rest, written);
  }

  async takeLong(source: Iterable<Uint8Array>, key?: ObjectKey, watch: LongWatch = {}): Promise<Taken> {
    const one = observed(source, key, watch.copied);
    const temp = this.#temp();
    const copy = await copyLong(temp, one.stored, watch.signal);
    const { address, bytes, ...rest } = one.found();
    const written = { temp, ...copy };
    return this.#keep(address, bytes, rest, written);
  }

  /** Enters a take. `written` is what was written while hashing, or how to write bytes that are not held yet. */
  #keep(
    address: string,
    bytes: number,
    rest: Pick<Taken, 'plain' | 'plainBytes' | 'head'>,
    written: Written | (() => Written),
  ): Taken {
    const held = this.#claimed.has(address) || existsSync(pathOf(this.#folder, address));
    const taken: Taken = { address, bytes, ...rest, held };
    this.#claimed.set(address, (this.#claimed.get(address) ?? 0) + 1);
    const isWritten = typeof written !== 'function';
    if (!held) this.#incoming.set(taken, { address, bytes, ...(isWritten ? written : written()) });
    else if (isWritten) throwAway(written);
    return taken;
  }

  #temp(): string {
    if (!this.#made) {
      try {
        mkdirSync(this.#own, { recursive: true, mode: 0o700 });
      } catch (thrown) {
        throw vaultFault(thrown, 'writing an original');
      }
      this.#made = true;
    }
    this.#n += 1;
    return join(this.#own, String(this.#n));
  }

  #write(pieces: Iterable<Uint8Array>): Written {
    const temp = this.#temp();
    let file: number | undefined;
    try {
      file = openSync(temp, 'wx', 0o444);
      for (const piece of pieces) writeAll(file, piece);
    } catch (thrown) {
      if (file !== undefined) closeSync(file);
      rmSync(temp, { force: true });
      throw vaultFault(thrown, 'writing an original');
    }
    return { temp, file };
  }

  drop(taken: Taken): void {
    const left = (this.#claimed.get(taken.address) ?? 1) - 1;
    if (left > 0) this.#claimed.set(taken.address, left);
    else this.#claimed.delete(taken.address);
    const incoming = this.#incoming.get(taken);
    // Another take of the group may rely on these very bytes.
    if (incoming === undefined || left > 0) return;
    this.#incoming.delete(taken);
    throwAway(incoming);
  }

  async commit(): Promise<void> {
    try {
      // All files were written before the first is flushed: one commit of the file system's journal then carries most
      // of them, and creating files does not wait for flushes. The flushes run on other threads; whoever awaits may work.
      const flushing = Promise.allSettled([...this.#incoming.values()].map(({ file }) => flush(file)));
      // Long files are read back while the disk works: the same file, under the name that it has until it is flushed.
      const readBack = new Set<string>();
      for (const { temp, address, bytes, readBack: following } of this.#incoming.values()) {
        if (following !== undefined) {
          if ((await following) === address) readBack.add(address);
          continue;
        }
        if (bytes <= LONG) continue;
        if (hashFile(temp, this.#block) === address) readBack.add(address);
      }
      const flushes = await flushing;
      for (const done of flushes) if (done.status === 'rejected') throw done.reason;
      for (const { file } of this.#incoming.values()) closeSync(file);
      this.#areOpen = false;
      for (const { address, bytes, readBack: following } of this.#incoming.values())
        if ((following !== undefined || bytes > LONG) && !readBack.has(address)) throw altered(address);
      const fans = new Set<string>();
      for (const { temp, address } of this.#incoming.values()) {
        const fan = join(this.#folder, address.slice(0, 2));
        if (!fans.has(fan)) {
          if (mkdirSync(fan, { recursive: true, mode: 0o700 }) !== undefined) fans.add(this.#folder);
          fans.add(fan);
        }
        renameSync(temp, pathOf(this.#folder, address));
      }
      for (const address of this.#claimed.keys()) fans.add(join(this.#folder, address.slice(0, 2)));
      await Promise.all([...fans].map(flushFolderSoon));
      for (const address of this.#claimed.keys()) {
        if (readBack.has(address)) continue;
        const verdict = verdictAt(this.#folder, address, this.#block);
        if (verdict === 'altered') throw altered(address);
        if (verdict === 'missing')
          throw new Fault(
            'VAULT_OBJECT_MISSING',
            `The original ${address} vanished while it was being kept.`,
            {
              details: { address },
            },
          );
      }
      this.#clear();
    } catch (thrown) {
      // A file that stands at its address is whole, and another program may rely on it by now: it stays, without an
      // entry (fsck names it), and serves the next try. Everything else of the group goes.
      await this.abandon();
      throw vaultFault(thrown, 'keeping originals');
    }
  }

  async abandon(): Promise<void> {
    for (const { file, stop } of this.#incoming.values()) {
      stop?.();
      if (this.#areOpen) closeSync(file);
    }
    this.#clear();
  }

  #clear(): void {
    this.#incoming.clear();
    this.#claimed.clear();
    if (this.#made) rmSync(this.#own, { recursive: true, force: true });
    this.#made = false;
    this.#areOpen = true;
  }
}

/** A source looked at while it is copied: what is to be stored, and, once that was gone through, what it was. */
function observed(
  source: Iterable<Uint8Array>,
  key: ObjectKey | undefined,
  copied?: (bytes: number) => void,
): {
  readonly stored: IterableIterator<Uint8Array>;
  found(): Pick<Taken, 'address' | 'bytes' | 'plain' | 'plainBytes' | 'head'>;
} {
  const plain = createHash('sha256');
  const sealed = key === undefined ? undefined : createHash('sha256');
  let plainBytes = 0;
  let bytes = 0;
  let head: Uint8Array = new Uint8Array(0);
  const watched = function* (): IterableIterator<Uint8Array> {
    for (const piece of source) {
      plain.update(piece);
      if (plainBytes < HEAD) head = Buffer.concat([head, piece.subarray(0, HEAD - plainBytes)]);
      plainBytes += piece.length;
      yield piece;
      copied?.(plainBytes);
    }
  };
  const stored = function* (): IterableIterator<Uint8Array> {
    for (const piece of key === undefined ? watched() : encipherStream(watched(), key)) {
      sealed?.update(piece);
      bytes += piece.length;
      yield piece;
    }
  };
  return {
    stored: stored(),
    found() {
      const digest = plain.digest('hex');
      return { address: sealed?.digest('hex') ?? digest, bytes, plain: digest, plainBytes, head };
    },
  };
}

/** A failed flush is never tried again: the kernel may have dropped the bytes, and a second call would then lie. */
function flush(file: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fsync(file, (error) => (error === null ? resolve() : reject(error)));
  });
}

function throwAway({ temp, file, stop }: Written): void {
  stop?.();
  closeSync(file);
  rmSync(temp, { force: true });
}

/** Flushes a folder's entries on another thread. Windows cannot, and does not need it. */
function flushFolderSoon(path: string): Promise<void> {
  if (process.platform === 'win32') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const folder = openSync(path, 'r');
    fsync(folder, (error) => {
      closeSync(folder);
      if (error === null) resolve();
      else reject(error);
    });
  });
}
