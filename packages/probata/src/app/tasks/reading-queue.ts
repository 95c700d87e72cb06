// Which exhibits are to be read: those that wait, those that failed, those of one kind; and whether reading is paused.
import type { OutboxJob } from '../../ports/ledger-store.ts';
import type { House } from '../house.ts';

export const READING_TASK = 'reading.read';

/** The job that reading an exhibit is; queued in the transaction of its deposit. */
export function readingJob(exhibit: string): OutboxJob {
  return { key: `${READING_TASK} ${exhibit}`, task: READING_TASK, input: JSON.stringify({ exhibit }) };
}

export interface Choice {
  readonly exhibits?: readonly string[] | undefined;
  readonly failed?: boolean | undefined;
  readonly error?: string | undefined;
  readonly kind?: string | undefined;
}

export interface ReadingQueue {
  next(): { readonly exhibit: string; readonly job?: OutboxJob } | undefined;
  /** How many are left, as far as is known. */
  left(): number;
  /** A job has left the outbox. */
  done(key: string): void;
  /** Lets go of what was taken and not done. */
  release(): void;
}

const AHEAD = 200;

/** What a run has to read: the named, the failed or the kind; or, with no choice, whatever waits and whatever comes in meanwhile. */
export function queueOf(house: House, { exhibits, failed, error, kind }: Choice): ReadingQueue {
  const { store } = house.ledger;
  const isChosen = exhibits !== undefined || failed === true || error !== undefined || kind !== undefined;
  if (isChosen) {
    const found =
      exhibits ??
      house.renditions.list({
        ...(failed === true || error !== undefined ? { state: 'error' } : {}),
        ...(error === undefined ? {} : { errorKind: error }),
        ...(kind === undefined ? {} : { kind }),
      });
    const queue = [...found];
    let at = 0;
    return {
      next() {
        const exhibit = queue[at];
        at += 1;
        return exhibit === undefined ? undefined : { exhibit };
      },
      left: () => Math.max(0, queue.length - at),
      done() {},
      release() {},
    };
  }
  // Two runs beside each other (the server's own and a person's) never take the same job.
  const taken = claims.get(store) ?? new Set<string>();
  claims.set(store, taken);
  const own = new Set<string>();
  const ahead: { readonly exhibit: string; readonly job: OutboxJob }[] = [];
  return {
    next() {
      if (ahead.length === 0)
        for (const job of store.jobs(AHEAD + taken.size, READING_TASK)) {
          if (taken.has(job.key)) continue;
          taken.add(job.key);
          own.add(job.key);
          ahead.push({ exhibit: (JSON.parse(job.input) as { exhibit: string }).exhibit, job });
          if (ahead.length >= AHEAD) break;
        }
      return ahead.shift();
    },
    left: () => store.jobCount(READING_TASK),
    done(key) {
      taken.delete(key);
      own.delete(key);
    },
    release() {
      for (const key of own) taken.delete(key);
    },
  };
}

/** Jobs in the hands of a run, by the store they wait in. */
const claims = new WeakMap<object, Set<string>>();
