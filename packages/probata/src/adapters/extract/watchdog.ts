// Ends a reading process from within when its house is gone or its time is up.
import { Worker } from 'node:worker_threads';

/**
 * Starts a second thread that ends this process when its time is up or the house has died, even while a parser loops:
 * the house's own kill does not reach an orphan.
 * @returns one shared number: the time (milliseconds since 1970) at which to end; 0 while nothing is read
 */
export function watchOverMyself(): BigInt64Array {
  const shared = new BigInt64Array(new SharedArrayBuffer(8));
  const parent = process.ppid;
  const watch = `const { workerData: w } = require('node:worker_threads');
    setInterval(() => {
      const until = Atomics.load(w.shared, 0);
      if (process.ppid !== w.parent || (until !== 0n && BigInt(Date.now()) > until)) process.kill(process.pid, 'SIGKILL');
    }, 500);`;
  new Worker(watch, {
    eval: true,
    workerData: { shared, parent },
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  }).unref();
  return shared;
}
