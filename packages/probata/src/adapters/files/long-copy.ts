// Copies one long original while another thread reads back and hashes what the disk already holds of it.
import { closeSync, ftruncateSync, rmSync, write } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { vaultFault } from './disk.ts';
import { type ReadBack, STAGE } from './long-copy-stage.ts';
import { ALIGNED, createPastCache, type PastCache, PIECE, pages } from './past-cache.ts';

const READER = new URL('./long-copy-reader.ts', import.meta.url);

/** A long original that is written and not flushed yet. */
export interface LongCopy {
  readonly file: number;
  /** SHA-256 (64 hex) of what was read back of the file. */
  readonly readBack: Promise<string>;
  /** Ends the reading back; for a copy that is thrown away. */
  stop(): void;
}

/**
 * Writes `source` to a new file at `path`. Where the system can, both writing and reading back go past the page cache:
 * what is hashed is then what the disk returns, and no copy of a file of many gigabytes drives everything else out of
 * memory. The caller's thread is free between pieces. Throws the signal's reason when it aborts, else a Fault
 * VAULT_DISK_FULL or VAULT_STORE; no file is left then.
 */
export async function copyLong(
  path: string,
  source: Iterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<LongCopy> {
  const out = created(path);
  const stage = new BigInt64Array(new SharedArrayBuffer(16));
  const workerData: ReadBack = { path, stage, isPastCache: out.isPastCache };
  const reader = new Worker(READER, { workerData });
  const tell = (at: number, to: bigint): void => {
    Atomics.store(stage, at, to);
    Atomics.notify(stage, 0);
  };
  const stop = (): void => {
    Atomics.store(stage, STAGE.ends, 2n);
    // The reader sleeps on the first number only.
    Atomics.add(stage, STAGE.written, 1n);
    Atomics.notify(stage, 0);
  };
  const readBack = answerOf(reader);
  readBack.catch(() => undefined); // whoever commits awaits it
  try {
    const written = await writePieces(out, source, (bytes) => tell(STAGE.written, BigInt(bytes)), signal);
    ftruncateSync(out.file, written);
    Atomics.store(stage, STAGE.ends, 1n);
    // One more than there is wakes a reader that has read all of it.
    tell(STAGE.written, BigInt(written) + 1n);
    return { file: out.file, readBack, stop };
  } catch (thrown) {
    stop();
    closeSync(out.file);
    rmSync(path, { force: true });
    if (signal?.aborted) throw signal.reason;
    throw vaultFault(thrown, 'writing an original');
  }
}

function created(path: string): PastCache {
  try {
    return createPastCache(path);
  } catch (thrown) {
    throw vaultFault(thrown, 'writing an original');
  }
}

/** Fills one half of the memory while the disk takes the other. Gives how many bytes the source had. */
async function writePieces(
  { file, isPastCache }: PastCache,
  source: Iterable<Uint8Array>,
  told: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<number> {
  const halves = [pages(PIECE), pages(PIECE)] as const;
  let half: Uint8Array = halves[0];
  let filled = 0;
  let begun = 0;
  let writing: Promise<void> = Promise.resolve();
  const send = async (bytes: number, mayBeRead: boolean): Promise<void> => {
    await writing;
    signal?.throwIfAborted();
    const at = begun;
    const piece = half.subarray(0, bytes);
    writing = writeAt(file, piece, at).then(() => {
      if (mayBeRead) told(at + bytes);
    });
    writing.catch(() => undefined); // the next piece, or the end, awaits it
    begun += bytes;
    half = half === halves[0] ? halves[1] : halves[0];
    filled = 0;
  };
  try {
    for (const piece of source)
      for (let from = 0; from < piece.length; ) {
        const n = Math.min(piece.length - from, PIECE - filled);
        half.set(piece.subarray(from, from + n), filled);
        filled += n;
        from += n;
        if (filled === PIECE) await send(PIECE, true);
      }
    const all = begun + filled;
    if (filled > 0) {
      // Only whole blocks go past the cache: the end is padded, and cut off again by the caller.
      const padded = isPastCache ? Math.ceil(filled / ALIGNED) * ALIGNED : filled;
      half.fill(0, filled, padded);
      await send(padded, false);
    }
    await writing;
    return all;
  } catch (thrown) {
    // Nobody may close the file under a write that is still on its way.
    await writing.catch(() => undefined);
    throw thrown;
  }
}

async function writeAt(file: number, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += await new Promise<number>((resolve, reject) => {
      write(file, bytes, done, bytes.length - done, at + done, (error, n) =>
        error === null ? resolve(n) : reject(error),
      );
    });
}

function answerOf(reader: Worker): Promise<string> {
  return new Promise((resolve, reject) => {
    reader.once('message', resolve);
    reader.once('error', (thrown) => reject(vaultFault(thrown, 'reading an original back')));
    reader.once('exit', () => reject(vaultFault(new Error('the thread ended'), 'reading an original back')));
  });
}
