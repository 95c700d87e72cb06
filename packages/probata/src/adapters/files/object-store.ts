// Originals in a folder: each file is named by the hash of its own bytes, flushed, read back, and read-only from then on.
import { createHash, hash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Breach, Fault } from '../../base/errors.ts';
import type { ObjectGroup, ObjectKey, ObjectStore, ObjectVerdict, Taken } from '../../ports/object-store.ts';
import { BLOCK, errnoOf, hashFile, READ_WARILY, vaultFault, writeAll } from './disk.ts';
import { flushFolder, isAlive } from './head-file.ts';
import { decipherStream, encipherStream } from './sealed-object.ts';
import type { VerifyWork } from './verify-worker.ts';

const ADDRESS = /^[0-9a-f]{64}$/;
const INCOMING = 'incoming';
const HEAD = 4096;
// Files beyond this are read back while the disk is flushing them.
const LONG = 1024 * 1024;
// Starting a thread costs as much as hashing some hundred small files.
const WORTH_THREADS = 256;

/** `originals/ab/<64 hex>`. */
function pathOf(folder: string, address: string): string {
  return join(folder, address.slice(0, 2), address);
}

/** Re-hashes one stored object. `block` is scratch. */
export function verdictAt(folder: string, address: string, block: Uint8Array): ObjectVerdict {
  const found = hashFile(pathOf(folder, address), block);
  return found === undefined ? 'missing' : found === address ? 'sound' : 'altered';
}

const altered = (address: string): Breach =>
  new Breach(
    'VAULT_OBJECT_ALTERED',
    `The stored original ${address} no longer has its hash: it was altered on the disk. Restore it from a back-up.`,
    { address },
  );

/** Opens (or makes) the folder of originals. Fault VAULT_STORE when it cannot be used. */
export function openObjectStore(folder: string): ObjectStore {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (thrown) {
    throw vaultFault(thrown, 'opening the folder of originals');
  }
  const block = Buffer.allocUnsafeSlow(BLOCK);

  function* storedBytes(address: string): IterableIterator<Uint8Array> {
    let file: number;
    try {
      file = openSync(pathOf(folder, address), READ_WARILY);
    } catch (thrown) {
      if (errnoOf(thrown) !== 'ENOENT') throw vaultFault(thrown, 'opening an original');
      throw new Fault('VAULT_OBJECT_MISSING', `The original ${address} is not in the vault.`, {
        cause: thrown,
        details: { address },
      });
    }
    try {
      const sum = createHash('sha256');
      for (;;) {
        const piece = Buffer.allocUnsafe(BLOCK);
        const n = readSync(file, piece, 0, BLOCK, null);
        if (n === 0) break;
        sum.update(piece.subarray(0, n));
        yield piece.subarray(0, n);
      }
      if (sum.digest('hex') !== address) throw altered(address);
    } catch (thrown) {
      throw vaultFault(thrown, 'reading an original');
    } finally {
      closeSync(file);
    }
  }

  const store: ObjectStore = {
    group: () => new FileGroup(folder, block),
    has: (address) => ADDRESS.test(address) && existsSync(pathOf(folder, address)),
    read(address, key) {
      if (key !== undefined) return new Uint8Array(Buffer.concat([...store.stream(address, key)]));
      let bytes: Buffer;
      try {
        bytes = readFileSync(pathOf(folder, address), { flag: READ_WARILY as unknown as string });
      } catch (thrown) {
        if (errnoOf(thrown) === 'ENOENT')
          throw new Fault('VAULT_OBJECT_MISSING', `The original ${address} is not in the vault.`, {
            cause: thrown,
            details: { address },
          });
        throw vaultFault(thrown, 'reading an original');
      }
      if (hash('sha256', bytes, 'hex') !== address) throw altered(address);
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    },
    stream: (address, key) =>
      key === undefined ? storedBytes(address) : decipherStream(storedBytes(address), key, address),
    verify: (address) => verdictAt(folder, address, block),
    verifyAll: (addresses, progress, signal) => verifyAll(folder, addresses, progress, signal, block),
    *addresses() {
      for (const fan of folders(folder)) {
        for (const name of readdirSync(join(folder, fan)).sort())
          if (ADDRESS.test(name) && name.startsWith(fan)) yield name;
      }
    },
    strangers() {
      const found: string[] = [];
      for (const name of readdirSync(folder)) {
        if (name === INCOMING) continue;
        if (!/^[0-9a-f]{2}$/.test(name)) {
          found.push(name);
          continue;
        }
        for (const inner of readdirSync(join(folder, name)))
          if (!ADDRESS.test(inner) || !inner.startsWith(name)) found.push(`${name}/${inner}`);
      }
      return found.sort();
    },
    destroy(address) {
      const path = pathOf(folder, address);
      try {
        // Windows will not remove a read-only file.
        if (process.platform === 'win32' && existsSync(path)) chmodSync(path, 0o600);
        unlinkSync(path);
        flushFolder(join(folder, address.slice(0, 2)));
        return 'destroyed';
      } catch (thrown) {
        if (errnoOf(thrown) === 'ENOENT') return 'absent';
        throw vaultFault(thrown, 'removing an original');
      }
    },
    sweep: () => sweep(folder),
  };
  return store;
}

function folders(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{2}$/.test(name))
    .sort();
}

/** A temporary file on its way to its address, still open. */
interface Incoming {
  readonly temp: string;
  readonly address: string;
  readonly bytes: number;
  readonly file: number;
}

type Written = Pick<Incoming, 'temp' | 'file'>;

class FileGroup implements ObjectGroup {
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
    const plain = createHash('sha256');
    let plainBytes = 0;
    let head: Uint8Array = new Uint8Array(0);
    const watched = function* (): IterableIterator<Uint8Array> {
      for (const piece of source) {
        plain.update(piece);
        if (plainBytes < HEAD) head = Buffer.concat([head, piece.subarray(0, HEAD - plainBytes)]);
        plainBytes += piece.length;
        yield piece;
      }
    };
    const sealed = key === undefined ? undefined : createHash('sha256');
    let bytes = 0;
    const stored = function* (): IterableIterator<Uint8Array> {
      for (const piece of key === undefined ? watched() : encipherStream(watched(), key)) {
        sealed?.update(piece);
        bytes += piece.length;
        yield piece;
      }
    };
    const written = this.#write(stored());
    const digest = plain.digest('hex');
    const address = sealed === undefined ? digest : sealed.digest('hex');
    return this.#keep(address, bytes, { plain: digest, plainBytes, head }, () => written);
  }

  /** Enters a take; `write` is called only when the bytes are not held yet (or were written while hashing). */
  #keep(
    address: string,
    bytes: number,
    rest: Pick<Taken, 'plain' | 'plainBytes' | 'head'>,
    write: () => Written,
  ): Taken {
    const held = this.#claimed.has(address) || existsSync(pathOf(this.#folder, address));
    const taken: Taken = { address, bytes, ...rest, held };
    this.#claimed.set(address, (this.#claimed.get(address) ?? 0) + 1);
    if (!held) this.#incoming.set(taken, { address, bytes, ...write() });
    return taken;
  }

  #write(pieces: Iterable<Uint8Array>): Written {
    const temp = join(this.#own, String(this.#n));
    this.#n += 1;
    let file: number | undefined;
    try {
      if (!this.#made) {
        mkdirSync(this.#own, { recursive: true, mode: 0o700 });
        this.#made = true;
      }
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
      for (const { temp, address, bytes } of this.#incoming.values()) {
        if (bytes <= LONG) continue;
        if (hashFile(temp, this.#block) === address) readBack.add(address);
      }
      const flushes = await flushing;
      for (const done of flushes) if (done.status === 'rejected') throw done.reason;
      for (const { file } of this.#incoming.values()) closeSync(file);
      this.#areOpen = false;
      for (const { address, bytes } of this.#incoming.values())
        if (bytes > LONG && !readBack.has(address)) throw altered(address);
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
    if (this.#areOpen) for (const { file } of this.#incoming.values()) closeSync(file);
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

/** A failed flush is never tried again: the kernel may have dropped the bytes, and a second call would then lie. */
function flush(file: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fsync(file, (error) => (error === null ? resolve() : reject(error)));
  });
}

function throwAway({ temp, file }: Incoming): void {
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

/** Removes the leavings of groups whose process is gone. */
function sweep(folder: string): number {
  const incoming = join(folder, INCOMING);
  if (!existsSync(incoming)) return 0;
  let swept = 0;
  for (const name of readdirSync(incoming)) {
    if (isAlive(Number(name.split('-')[0]))) continue;
    swept += readdirSync(join(incoming, name)).length;
    rmSync(join(incoming, name), { recursive: true, force: true });
  }
  return swept;
}

const VERDICTS: readonly (ObjectVerdict | undefined)[] = [undefined, 'sound', 'altered', 'missing'];

async function verifyAll(
  folder: string,
  addresses: readonly string[],
  progress: ((done: number) => void) | undefined,
  signal: AbortSignal | undefined,
  block: Uint8Array,
): Promise<readonly ObjectVerdict[]> {
  signal?.throwIfAborted();
  if (addresses.length < WORTH_THREADS)
    return addresses.map((address, i) => {
      const verdict = verdictAt(folder, address, block);
      progress?.(i + 1);
      return verdict;
    });
  const verdicts = new SharedArrayBuffer(addresses.length);
  const counter = new SharedArrayBuffer(8);
  const shared = new Int32Array(counter);
  const stride = Math.max(1, Math.min(availableParallelism(), 8));
  const ticking = setInterval(() => progress?.(Atomics.load(shared, 0)), 200);
  const stop = (): void => void Atomics.store(shared, 1, 1);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await Promise.all(
      Array.from({ length: stride }, (_, start) => {
        const workerData: VerifyWork = { folder, addresses, start, stride, verdicts, counter };
        return runWorker(workerData);
      }),
    );
  } finally {
    clearInterval(ticking);
    signal?.removeEventListener('abort', stop);
  }
  signal?.throwIfAborted();
  progress?.(addresses.length);
  return Array.from(new Uint8Array(verdicts), (code, i) => {
    const verdict = VERDICTS[code];
    if (verdict === undefined)
      throw new Fault('VAULT_VERIFY', `The original ${addresses[i]} was not checked.`);
    return verdict;
  });
}

function runWorker(workerData: VerifyWork): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { workerData });
    worker.once('message', () => resolve());
    worker.once('error', (thrown) => reject(vaultFault(thrown, 're-hashing originals')));
    worker.once('exit', (code) => {
      if (code !== 0) reject(new Fault('VAULT_VERIFY', `A checking thread ended with code ${code}.`));
    });
  });
}
