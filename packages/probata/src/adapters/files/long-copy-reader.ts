// Reads a long original back behind the one who writes it, on a processor of its own, and answers with its hash.
import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type ReadBack, STAGE } from './long-copy-stage.ts';
import { openPastCache, PIECE, pages } from './past-cache.ts';

/** The hash of the file (64 hex), or undefined when it was thrown away. */
function follow({ path, stage, isPastCache }: ReadBack): string | undefined {
  const file = openPastCache(path, isPastCache);
  try {
    const sum = createHash('sha256');
    const block = pages(PIECE);
    for (let at = 0; ; ) {
      const written = Atomics.load(stage, STAGE.written);
      const ends = Atomics.load(stage, STAGE.ends);
      if (ends === 2n) return undefined;
      if (ends === 0n && written - BigInt(at) < BigInt(PIECE)) {
        Atomics.wait(stage, STAGE.written, written);
        continue;
      }
      const n = readSync(file, block, 0, PIECE, at);
      if (n === 0) return sum.digest('hex');
      sum.update(block.subarray(0, n));
      at += n;
    }
  } finally {
    closeSync(file);
  }
}

if (parentPort !== null) {
  const digest = follow(workerData as ReadBack);
  if (digest !== undefined) parentPort.postMessage(digest);
}
