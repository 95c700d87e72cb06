// Re-hashes stored objects on a processor of its own; told the folder and the addresses, it answers with verdicts.
import { parentPort, workerData } from 'node:worker_threads';
import { BLOCK } from './disk.ts';
import { verdictAt } from './object-file.ts';

/** What is handed over: every `stride`-th address from `start`; verdicts and the count go into shared memory. */
export interface VerifyWork {
  readonly folder: string;
  readonly addresses: readonly string[];
  readonly start: number;
  readonly stride: number;
  /** One byte per address: 1 sound, 2 altered, 3 missing. */
  readonly verdicts: SharedArrayBuffer;
  /** [0] done, [1] stop when not 0. */
  readonly counter: SharedArrayBuffer;
}

if (parentPort !== null) {
  const work = workerData as VerifyWork;
  const verdicts = new Uint8Array(work.verdicts);
  const counter = new Int32Array(work.counter);
  const block = Buffer.allocUnsafeSlow(BLOCK);
  for (let i = work.start; i < work.addresses.length && Atomics.load(counter, 1) === 0; i += work.stride) {
    const verdict = verdictAt(work.folder, work.addresses[i] ?? '', block);
    verdicts[i] = verdict === 'sound' ? 1 : verdict === 'altered' ? 2 : 3;
    Atomics.add(counter, 0, 1);
  }
  parentPort.postMessage('done');
}
