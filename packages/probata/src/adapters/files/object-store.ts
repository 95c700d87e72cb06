// Originals in a folder: each file is named by the hash of its own bytes, flushed, read back, and read-only from then on.
import { createHash, hash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Fault, Refusal } from '../../base/errors.ts';
import type { ObjectStore, ObjectVerdict } from '../../ports/object-store.ts';
import { BLOCK, errnoOf, READ_WARILY, vaultFault } from './disk.ts';
import { flushFolder, isAlive } from './head-file.ts';
import { altered, INCOMING, pathOf, verdictAt } from './object-file.ts';
import { FileGroup } from './object-group.ts';
import { decipherStream } from './sealed-object.ts';
import type { VerifyWork } from './verify-worker.ts';

const ADDRESS = /^[0-9a-f]{64}$/;
// Starting a thread costs as much as hashing some hundred small files.
const WORTH_THREADS = 256;

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
        if ((thrown as NodeJS.ErrnoException).code === 'ERR_FS_FILE_TOO_LARGE')
          throw new Refusal(
            'VAULT_OBJECT_LONG',
            'This original is longer than 2 GiB: it cannot be opened whole. It can be played, downloaded and cited as a whole.',
            { address },
          );
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
