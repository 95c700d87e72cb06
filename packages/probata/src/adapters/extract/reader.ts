// One reading process and the files in its hands: the one it reads, and those sent ahead so that it never waits.
import type { ChildProcess } from 'node:child_process';
import type { ExtractErrorKind, Extraction, ExtractLimits, ExtractRequest } from '../../ports/extractor.ts';
import { endFenced, type Fence, startFenced } from './fence.ts';
import { encodeFrame, encodeJson, FRAME, frameHead, frameReader } from './frames.ts';
import { residentBytes } from './memory.ts';
import { type Receiver, receiver } from './receive.ts';
import { NotARecord } from './receive-fields.ts';

/** One try at one file. */
export interface Job {
  readonly request: ExtractRequest;
  readonly bytes: Uint8Array;
  readonly limits: ExtractLimits;
  /** How long this try may take from when its reading begins, milliseconds. */
  readonly allowedMs: number;
}

/** How a try ended: with a record, without one, or before its turn came because the process ended. */
export type Outcome = Answered | Failed | Returned;

export interface Answered {
  readonly extraction: Extraction;
  readonly rss: number;
  readonly isSound: boolean;
}

export interface Failed {
  readonly failed: ExtractErrorKind;
  readonly reason: string;
  /** How long it was read, milliseconds. */
  readonly tookMs: number;
}

export interface Returned {
  readonly returned: true;
}

/** A process that reads files of one compartment, in the order in which they are handed to it. */
export interface Reader {
  readonly compartment: string;
  readonly pid: number | undefined;
  /** Files handed to it so far, answered or not. */
  handed(): number;
  /** Whether the file that it reads is a long one: nothing more should be made to wait for that. */
  isLong(): boolean;
  isDead(): boolean;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  /**
   * Gives it a file. Resolves with how that went, as soon as that is known; rejects with the reason of the request's
   * signal. A file that was not begun when the process ended comes back as `returned`.
   */
  hand(job: Job): Promise<Outcome>;
  /** Ends it and what it started; what is in its hands comes back. Resolves when it is gone. */
  end(): Promise<void>;
}

interface Held {
  readonly job: Job;
  readonly settle: (act: () => void) => void;
  readonly resolve: (outcome: Outcome) => void;
  /** The record that comes in, and when its reading began; from its turn on. */
  turn?: Turn;
  isSettled: boolean;
}

interface Turn {
  readonly record: Receiver;
  readonly began: number;
  readonly clock: NodeJS.Timeout;
}

const MIB = 1 << 20;
const START_MS = 30_000;
const WATCH_MS = 100;
const PIECE = 1 << 19;
const LONG_BYTES = 4 * MIB;
const LONG_MS = 500;
// What a reader learns of its engines in its first thousand files it would have to learn again; its memory ends it sooner.
const REUSES = 4_000;
const RETIRE_RSS = 512 * MIB;

/** Starts a process behind the fence. It is started at once, and waited for with the first file. */
export function startReader(fence: Fence, compartment: string): Reader {
  const child = startFenced(fence);
  const { pid } = child;
  const cut = frameReader();
  const line: Held[] = [];
  let handed = 0;
  let answered = 0;
  let isDead = false;
  let isReady = false;
  let stderr = '';
  let watch: NodeJS.Timeout | undefined;

  const fail = (failed: ExtractErrorKind, reason: string): void => {
    const [first] = line;
    if (first === undefined) return;
    const tookMs = first.turn === undefined ? 0 : performance.now() - first.turn.began;
    first.settle(() => first.resolve({ failed, reason, tookMs }));
  };

  /** Nothing more will come of it: the file it was at has failed by now, or goes back with the others. */
  const letGo = (): void => {
    isDead = true;
    clearInterval(watch);
    for (const held of line.splice(0)) {
      clearTimeout(held.turn?.clock);
      held.settle(() => held.resolve({ returned: true }));
    }
    endFenced(child);
  };

  const begin = (): void => {
    const [first] = line;
    if (first === undefined || first.turn !== undefined || !isReady) return;
    if (first.isSettled) return letGo(); // its asker gave it up, and the process has it: no use for either
    const { limits, allowedMs } = first.job;
    const clock = setTimeout(
      () => {
        fail(
          'time-limit',
          `Reading took longer than ${Math.round(limits.wallMs / 1000)} seconds and was stopped.`,
        );
        letGo();
      },
      Math.max(1, allowedMs),
    );
    first.turn = { record: receiver(limits), began: performance.now(), clock };
    watch ??= setInterval(look, WATCH_MS);
  };

  const look = (): void => {
    const limit = line[0]?.job.limits.rssBytes;
    const used = pid === undefined || limit === undefined ? undefined : residentBytes(pid);
    if (used === undefined || limit === undefined || used <= limit) return;
    fail(
      'memory-limit',
      `Reading needed more than ${Math.round(limit / MIB)} MiB of memory and was stopped.`,
    );
    letGo();
  };

  const take = (chunk: Buffer): void => {
    try {
      for (const frame of cut(chunk)) {
        if (isDead) return;
        if (frame.type === FRAME.ready && !isReady) {
          isReady = true;
          clearTimeout(start);
          begin();
          continue;
        }
        const [first] = line;
        if (first?.turn === undefined) throw new NotARecord('an answer to nothing');
        const done = first.turn.record.take(frame);
        if (done === undefined) continue;
        clearTimeout(first.turn.clock);
        line.shift();
        answered += 1;
        first.settle(() => first.resolve(done));
        // Kept is a process that says it is sound, where it is neither worn nor grown: docs/decisions/readers-after-damage.md.
        if (!done.isSound || done.rss > RETIRE_RSS || answered >= REUSES) return letGo();
        if (line.length === 0) {
          clearInterval(watch);
          watch = undefined;
        }
        begin();
      }
    } catch (error) {
      if (!(error instanceof NotARecord) && !(error instanceof RangeError)) throw error;
      fail('crashed', `The reader's answer was not a record (${error.message}).`);
      letGo();
    }
  };

  const notStarted = (why: string): void => {
    const said = stderr.trim().split('\n').slice(-3).join(' ').slice(0, 500);
    fail('crashed', `The reader could not be started: ${why}. ${said}`);
    letGo();
  };

  const ended = (how: string): void => {
    clearTimeout(start);
    if (!isReady) return notStarted(how);
    // V8 says so on stderr before it aborts; a wasm heap at its end throws inside the reader instead.
    if (/out of memory|Allocation failed|bad_alloc/i.test(stderr))
      fail('memory-limit', 'Reading needed more memory than a reader may have and was stopped.');
    else fail('crashed', `The reader ended without an answer (${how}).`);
    letGo();
  };

  const start = setTimeout(() => notStarted(`not ready within ${START_MS / 1000} seconds`), START_MS);
  start.unref();
  child.stdout?.on('data', take);
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('latin1')).slice(-4_000);
  });
  child.stdin?.on('error', () => {}); // a dead reader shows itself by its end
  const gone = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      ended(error.message);
      resolve();
    });
    child.once('close', (code, signal) => {
      ended(isReady ? (signal ?? `exit ${code}`) : `ended before it was ready (${signal ?? code})`);
      resolve();
    });
  });

  return {
    compartment,
    pid,
    handed: () => handed,
    isLong() {
      const [first] = line;
      if (first === undefined) return false;
      const began = first.turn?.began ?? performance.now();
      return first.job.bytes.length > LONG_BYTES || performance.now() - began > LONG_MS;
    },
    isDead: () => isDead,
    gone,
    hand(job) {
      handed += 1;
      return new Promise((resolve, reject) => {
        const { signal } = job.request;
        const abort = (): void => {
          const isFirst = line[0] === held;
          held.settle(() => reject(signal?.reason ?? new Error('aborted')));
          if (isFirst) letGo();
        };
        const held: Held = {
          job,
          resolve,
          isSettled: false,
          settle(act) {
            if (held.isSettled) return;
            held.isSettled = true;
            signal?.removeEventListener('abort', abort);
            act();
          },
        };
        if (isDead) return resolve({ returned: true });
        signal?.addEventListener('abort', abort, { once: true });
        line.push(held);
        send(child, job);
        begin();
      });
    },
    async end() {
      letGo();
      child.stdout?.resume();
      await gone;
    },
  };
}

function send(child: ChildProcess, { request, bytes, limits }: Job): void {
  const { name, password, encoding, asDraft } = request;
  child.stdin?.cork();
  child.stdin?.write(
    encodeJson(FRAME.job, {
      name: name.slice(0, 4_096).toWellFormed(),
      password,
      encoding,
      ...(asDraft === undefined ? {} : { asDraft }),
      limits,
    }),
  );
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    child.stdin?.write(frameHead(FRAME.bytes, piece.length));
    child.stdin?.write(piece); // as it lies: nothing is copied
  }
  child.stdin?.write(encodeFrame(FRAME.end, new Uint8Array(0)));
  child.stdin?.uncork();
}
