// Reads a long original back behind the one who writes it, on a processor of its own, and answers with its hash.
import { createHash } from 'node:crypto';
import { closeSync, read } from 'node:fs';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type ReadBack, STAGE } from './long-copy-stage.ts';
import { openPastCache, PIECE, pages } from './past-cache.ts';

/** The hash of the file (64 hex), or undefined when it was thrown away. */
async function follow({ path, stage, isPastCache }: ReadBack): Promise<string | undefined> {
  const file = openPastCache(path, isPastCache);
  const written = (): bigint => Atomics.load(stage, STAGE.written);
  const ends = (): bigint => Atomics.load(stage, STAGE.ends);
  const isThere = (at: number): boolean => ends() === 1n || written() - BigInt(at) >= BigInt(PIECE);
  const piece = (into: Uint8Array, at: number): Promise<number> =>
    new Promise((resolve, reject) => {
      read(file, into, 0, PIECE, at, (error, n) => (error === null ? resolve(n) : reject(error)));
    });
  /** As `piece`, once that much is written or the file ends; undefined when it is thrown away. */
  const comingPiece = async (into: Uint8Array, at: number): Promise<number | undefined> => {
    for (;;) {
      // Read before it is judged: what is written in between wakes the waiting at once.
      const seen = written();
      if (ends() === 2n) return undefined;
      if (isThere(at)) return piece(into, at);
      await Atomics.waitAsync(stage, STAGE.written, seen).value;
    }
  };
  try {
    const sum = createHash('sha256');
    // One piece is hashed while the disk gives the next.
    let [block, other] = [pages(PIECE), pages(PIECE)];
    let coming = comingPiece(block, 0);
    for (let at = 0; ; ) {
      const n = await coming;
      if (n === undefined) return undefined;
      if (n === 0) return sum.digest('hex');
      at += n;
      coming = comingPiece(other, at);
      sum.update(block.subarray(0, n));
      [block, other] = [other, block];
    }
  } finally {
    closeSync(file);
  }
}

async function answer(port: MessagePort): Promise<void> {
  // Waiting for the writer does not keep a thread alive; listening does.
  port.on('message', () => undefined);
  try {
    const digest = await follow(workerData as ReadBack);
    if (digest !== undefined) port.postMessage(digest);
  } finally {
    port.close();
  }
}

if (parentPort !== null) await answer(parentPort);
