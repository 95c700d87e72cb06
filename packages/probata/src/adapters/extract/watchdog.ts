// Ends a reading process from within when its house is gone or its time is up.
/** Said to a program whose fence ends it with the house (bubblewrap's `--die-with-parent`, kept by the kernel). */
export const ENDS_WITH_HOUSE = '--ends-with-house';

/**
 * Starts a second thread that ends this process when its time is up or the house has died, even while a parser loops:
 * the house's own kill does not reach an orphan.
 * Where the fence sees to orphans no thread is needed: a house that lives ends what is late by its own clock.
 * @returns one shared number: the time (milliseconds since 1970) at which to end; 0 while nothing is read
 */
export function watchOverMyself(): BigInt64Array {
  const shared = new BigInt64Array(new SharedArrayBuffer(8));
  if (process.argv.includes(ENDS_WITH_HOUSE)) return shared;
  // Loaded only where it is used: most readers start without it.
  const { Worker } = process.getBuiltinModule('node:worker_threads');
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
