// How fast long work goes and when it will end: for the eye only, never for an entry.
import type { Progress, Watch } from './house.ts';

// The monotonic clock of the runtime: wall time may jump, and the house's clock belongs to entries.
const now = (): number => performance.now();

/** Says how far a stage has come, at most five times a second; `note` carries rate and time left. */
export interface Pace {
  /** `all` is asked for where the whole grows while the work goes on. */
  step(done: number, errors: number, subject?: () => string, all?: () => number): void;
  end(done: number, errors: number, all?: number): void;
}

/** Starts the pace of one stage. `already` was done before this run and does not count towards the rate. */
export function paceOf(watch: Watch, stage: string, known: number | null, already = 0): Pace {
  const start = now();
  let last = Number.NEGATIVE_INFINITY;
  const say = (done: number, errors: number, all: number | null, subject?: () => string): void => {
    const seconds = (now() - start) / 1000;
    const rate = seconds > 0.2 ? (done - already) / seconds : 0;
    const parts = [
      ...(rate > 0 ? [`${rate >= 10 ? Math.round(rate) : rate.toFixed(1)}/s`] : []),
      ...(rate > 0 && all !== null && all > done ? [`${inWords((all - done) / rate)} left`] : []),
      ...(subject === undefined ? [] : [subject()]),
    ];
    const progress: Progress = { stage, done, all, errors };
    watch.progress(parts.length === 0 ? progress : { ...progress, note: parts.join(', ') });
  };
  return {
    step(done, errors, subject, all) {
      if (now() - last < 200) return;
      last = now();
      say(done, errors, all === undefined ? known : all(), subject);
    },
    end: (done, errors, all) => say(done, errors, all ?? known ?? done),
  };
}

/** Starts watching one file of `size` bytes; gives words for how much of it is done, and when it will be. */
export function partOf(size: number): (bytes: number) => string {
  const start = now();
  return (bytes) => {
    const seconds = (now() - start) / 1000;
    const left = seconds > 0.5 ? `, ${inWords(((size - bytes) / bytes) * seconds)} left` : '';
    return `${Math.round(bytes / 1e6)} of ${Math.round(size / 1e6)} MB${left}`;
  };
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
