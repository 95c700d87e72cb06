// Shares the hashing of a large bag with the other processors; what each finds is compared by the seal's own checks.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FileSource } from '@probata/seal';
import { CLAIM, type DigestWork } from './digest-messages.ts';

// Below this many bytes of payload, starting a thread takes longer than it saves.
const WORTH_THREADS = 64 * 1024 * 1024;
const THREAD = new URL('./digest-thread.ts', import.meta.url);
const HEX = 64;

export interface SharedDigests extends FileSource {
  /** Ends the threads; what they had not finished is left. */
  close(): Promise<void>;
}

/**
 * A source that gives the same answers as `source`, with the SHA-256 of its payload computed ahead by other threads.
 * The one who asks takes files from the front and the threads take them from the back, so that nobody waits for more
 * than one file. A thread that fails leaves its file to the one who asks, who then meets the error in its own words.
 * @param folder the folder that `source` was opened on
 * @param processors how many share the work, the one who asks included
 */
export function shareDigests(
  source: FileSource,
  folder: string,
  processors = Math.min(availableParallelism(), 8),
): SharedDigests {
  const paths = [...source.files.keys()].filter((path) => path.startsWith('data/')).sort();
  const bytes = paths.reduce((sum, path) => sum + (source.files.get(path) ?? 0), 0);
  const count = bytes < WORTH_THREADS ? 0 : processors - 1;
  if (count < 1) return { ...source, close: async () => undefined };
  const places = new Map(paths.map((path, i) => [path, i]));
  const claims = new Int32Array(new SharedArrayBuffer(4 * paths.length));
  const found = new Uint8Array(new SharedArrayBuffer(HEX * paths.length));
  const digits = new TextDecoder();
  const workers = Array.from({ length: count }, () => {
    const workerData: DigestWork = { folder, paths, claims, found };
    const worker = new Worker(THREAD, { workerData, execArgv: [] });
    worker.on('error', () => undefined); // its exit says enough
    // Whatever it had taken and not finished goes back to the one who asks.
    worker.on('exit', () => {
      for (let i = 0; i < claims.length; i += 1)
        if (Atomics.compareExchange(claims, i, CLAIM.taken, CLAIM.failed) === CLAIM.taken)
          Atomics.notify(claims, i);
    });
    worker.unref();
    return worker;
  });
  return {
    ...source,
    async digest(path, algorithm) {
      const i = algorithm === 'sha256' ? places.get(path) : undefined;
      if (i === undefined) return source.digest(path, algorithm);
      if (Atomics.compareExchange(claims, i, CLAIM.free, CLAIM.asked) !== CLAIM.free)
        await Atomics.waitAsync(claims, i, CLAIM.taken).value;
      return Atomics.load(claims, i) === CLAIM.done
        ? digits.decode(found.slice(i * HEX, (i + 1) * HEX))
        : source.digest(path, algorithm);
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
