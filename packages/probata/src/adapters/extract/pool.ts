// The pool of reading processes: hostile bytes go in on one side, checked plain records come out on the other.
import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../base/errors.ts';
import type {
  ExtractErrorKind,
  Extraction,
  ExtractLimits,
  Extractor,
  ExtractRequest,
} from '../../ports/extractor.ts';
import { endFenced, type Fence, findFence, startFenced } from './fence.ts';
import { encodeFrame, encodeJson, FRAME, frameReader } from './frames.ts';
import { DEFAULT_LIMITS, TOOL } from './limits.ts';
import { residentBytes } from './memory.ts';
import { preparedProgram } from './prepared.ts';
import { receiver } from './receive.ts';
import { NotARecord } from './receive-fields.ts';

export interface PoolOptions {
  /** How many files are read at once; one process each. */
  readonly size?: number;
  readonly limits?: Partial<ExtractLimits>;
  /** How often one file may kill its reader before it is given up (quarantined as `crashed`). */
  readonly tries?: number;
  /** An idle process is ended after this long, milliseconds. */
  readonly idleMs?: number;
  /** The reader's program; only tests name another. */
  readonly program?: string;
  /** Where bwrap and unshare are looked for; only tests name another. */
  readonly path?: string;
}

/** The pool as an adapter: the port, and what operators and tests want to see. */
export interface ExtractorPool extends Extractor {
  load(): { readonly running: number; readonly waiting: number; readonly processes: readonly number[] };
}

const MIB = 1 << 20;
// What a reader learns of its engine in its first hundred files it would have to learn again; its memory ends it sooner.
const REUSES = 1_000;
const RETIRE_RSS = 384 * MIB;
const START_MS = 30_000;
const WATCH_MS = 100;
/** The next file is fetched while others are read, unless it is longer: a reader is not to wait for the disk. */
const AHEAD_BYTES = 4 * MIB;

interface Reader {
  readonly child: ChildProcess;
  readonly compartment: string;
  readonly ready: Promise<void>;
  readonly cut: ReturnType<typeof frameReader>;
  readonly gone: Promise<string>;
  stderr: string;
  used: number;
  isDead: boolean;
  idle: NodeJS.Timeout | undefined;
}

interface Waiting {
  readonly request: ExtractRequest;
  readonly resolve: (extraction: Extraction) => void;
  readonly reject: (error: unknown) => void;
  /** Its bytes, where they were fetched before its turn. */
  fetched?: Promise<Uint8Array>;
}

/** One try: a finished record, or how the reader ended without one. */
type Outcome = Answered | Failed;

interface Answered {
  readonly extraction: Extraction;
  readonly rss: number;
  readonly isSound: boolean;
}

interface Failed {
  readonly failed: ExtractErrorKind;
  readonly reason: string;
}

/**
 * Opens a pool. Nothing is started before the first file but the fence is found and tried.
 * @returns the extractor; throws Fault where no reader can be started at all (then at the first file).
 */
export async function openExtractorPool(options: PoolOptions = {}): Promise<ExtractorPool> {
  const limits: ExtractLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const size = options.size ?? Math.max(1, Math.min(8, availableParallelism()));
  const own = join(dirname(fileURLToPath(import.meta.url)), `child${extension()}`);
  const { program, folder } =
    options.program === undefined ? preparedProgram(own) : { program: options.program, folder: undefined };
  const fence = await findFence({
    heapMib: Math.max(64, Math.floor(limits.rssBytes / MIB / 2)),
    program,
    ...(folder === undefined ? {} : { folders: [folder] }),
    ...(options.path === undefined ? {} : { path: options.path }),
  });
  const readers = new Set<Reader>();
  const idle: Reader[] = [];
  const queue: Waiting[] = [];
  let running = 0;
  let isClosed = false;

  const end = async (reader: Reader): Promise<void> => {
    if (reader.idle !== undefined) clearTimeout(reader.idle);
    const at = idle.indexOf(reader);
    if (at >= 0) idle.splice(at, 1);
    reader.isDead = true;
    reader.child.stdout?.resume();
    endFenced(reader.child);
    await reader.gone;
    readers.delete(reader);
  };

  /** A process that has served the same compartment cleanly, else a new one; an idle stranger makes room. */
  const take = async (compartment: string): Promise<Reader> => {
    const known = idle.findIndex((r) => r.compartment === compartment && !r.isDead);
    if (known >= 0) {
      const [reader] = idle.splice(known, 1) as [Reader]; // known is an index of idle
      if (reader.idle !== undefined) clearTimeout(reader.idle);
      reader.idle = undefined;
      return reader;
    }
    const stranger = idle[0];
    if (stranger !== undefined && readers.size >= size) await end(stranger);
    // Checked after every wait and right before the start: what starts now, close() would not see.
    if (isClosed)
      throw new Fault('EXTRACTOR_CLOSED', 'The extractor was closed while this file was waiting.');
    const reader = startReader(fence, compartment);
    readers.add(reader);
    return reader;
  };

  /** Kept is a process that answered and says it is sound, where it is neither worn nor grown: docs/decisions. */
  const giveBack = async (reader: Reader, outcome: Outcome | undefined): Promise<void> => {
    reader.used += 1;
    const isSound = outcome !== undefined && 'extraction' in outcome && outcome.isSound;
    if (!isSound || isClosed || reader.isDead || reader.used >= REUSES || outcome.rss > RETIRE_RSS)
      return end(reader);
    reader.idle = setTimeout(() => void end(reader), options.idleMs ?? 30_000);
    reader.idle.unref();
    idle.push(reader);
  };

  const fetch = (waiting: Waiting): Promise<Uint8Array> => {
    const { bytes } = waiting.request;
    waiting.fetched ??= (async () => (typeof bytes === 'function' ? bytes() : bytes))();
    return waiting.fetched;
  };

  const serve = async (waiting: Waiting): Promise<Extraction> => {
    const { request } = waiting;
    const own: ExtractLimits = { ...limits, ...request.limits };
    const tooLarge = (size: number): Extraction =>
      failure('too-large', `The file has ${size} bytes; the limit for reading is ${own.inputBytes}.`);
    if (request.size !== undefined && request.size > own.inputBytes) return tooLarge(request.size);
    const bytes = await fetch(waiting);
    if (bytes.length > own.inputBytes) return tooLarge(bytes.length);
    const until = performance.now() + own.wallMs;
    let last: Failed = { failed: 'crashed', reason: 'The reader was not started.' };
    const tries = options.tries ?? 3;
    for (let count = 0; count < tries; count += 1) {
      if (isClosed)
        throw new Fault('EXTRACTOR_CLOSED', 'The extractor was closed while this file was waiting.');
      request.signal?.throwIfAborted();
      const reader = await take(request.compartment);
      const isReused = reader.used > 0;
      let outcome: Outcome | undefined;
      try {
        outcome = await readOnce(reader, request, bytes, own, until);
      } finally {
        await giveBack(reader, outcome);
      }
      // What files before it left in the process is not this file's need: once more, in a process of its own.
      if (isReused && isOutOfMemory(outcome) && performance.now() < until) {
        count -= 1;
        continue;
      }
      if ('extraction' in outcome) return outcome.extraction;
      last = outcome;
      if (outcome.failed !== 'crashed' || performance.now() > until) break;
    }
    const reason =
      last.failed === 'crashed' ? `${last.reason} Tried ${tries} times; set aside.` : last.reason;
    return failure(last.failed, reason);
  };

  const next = (): void => {
    while (running < size && !isClosed) {
      const waiting = queue.shift();
      if (waiting === undefined) return;
      running += 1;
      const done = (act: () => void): void => {
        running -= 1;
        next();
        setImmediate(act); // what the house does with a record is long: the next file is on its way first
      };
      serve(waiting).then(
        (extraction) => done(() => waiting.resolve(extraction)),
        (error) => done(() => waiting.reject(error)),
      );
    }
    const [ahead] = queue;
    // What goes wrong with it is told when its turn has come.
    if (!isClosed && ahead?.request.size !== undefined && ahead.request.size <= AHEAD_BYTES)
      fetch(ahead).catch(() => {});
  };

  return {
    extract(request) {
      if (isClosed) return Promise.reject(new Fault('EXTRACTOR_CLOSED', 'The extractor is closed.'));
      return new Promise<Extraction>((resolve, reject) => {
        queue.push({ request, resolve, reject });
        next();
      });
    },
    tool: () => TOOL,
    fence: () => fence.words,
    load: () => ({
      running,
      waiting: queue.length,
      processes: [...readers].flatMap((r) => (r.child.pid === undefined ? [] : [r.child.pid])),
    }),
    async close() {
      isClosed = true;
      for (const waiting of queue.splice(0)) {
        waiting.reject(
          new Fault('EXTRACTOR_CLOSED', 'The extractor was closed while this file was waiting.'),
        );
      }
      while (readers.size > 0) await Promise.all([...readers].map(end));
    },
  };
}

/** Reading from source or from the built package: the child has the same extension as this file. */
function extension(): string {
  return import.meta.url.endsWith('.ts') ? '.ts' : '.js';
}

function isOutOfMemory(outcome: Outcome): boolean {
  if (!('extraction' in outcome)) return outcome.failed === 'memory-limit';
  const { extraction } = outcome;
  return extraction.state === 'error' && extraction.errorKind === 'memory-limit';
}

function startReader(fence: Fence, compartment: string): Reader {
  const child = startFenced(fence);
  const cut = frameReader();
  let isReady = (): void => {};
  let failStart = (_error: Error): void => {};
  const ready = new Promise<void>((resolve, reject) => {
    isReady = resolve;
    failStart = reject;
  });
  ready.catch(() => {}); // waited for in readOnce; a reader ended before its first file is no error
  let isGone = (_how: string): void => {};
  const gone = new Promise<string>((resolve) => {
    isGone = resolve;
  });
  const reader: Reader = {
    child,
    compartment,
    ready,
    cut,
    gone,
    stderr: '',
    used: 0,
    isDead: false,
    idle: undefined,
  };
  const first = (chunk: Buffer): void => {
    try {
      if (cut(chunk).some((f) => f.type === FRAME.ready)) {
        child.stdout?.off('data', first);
        child.stdout?.pause();
        isReady();
      }
    } catch (error) {
      failStart(error as Error);
    }
  };
  child.stdout?.on('data', first);
  child.stderr?.on('data', (chunk: Buffer) => {
    reader.stderr = (reader.stderr + chunk.toString('latin1')).slice(-4_000);
  });
  child.stdin?.on('error', () => {}); // a dead reader shows itself through `gone`
  child.once('error', (error) => {
    reader.isDead = true;
    failStart(error);
    isGone(error.message);
  });
  child.once('exit', () => {
    reader.isDead = true;
    child.stdout?.resume(); // a paused pipe would hold back `close`
  });
  child.once('close', (code, signal) => {
    failStart(new Error(`ended before it was ready (${signal ?? code})`));
    isGone(signal ?? `exit ${code}`);
  });
  return reader;
}

/** Hands one file to a reader and waits for its record, the clock, the memory watch, or the reader's death. */
async function readOnce(
  reader: Reader,
  request: ExtractRequest,
  bytes: Uint8Array,
  limits: ExtractLimits,
  until: number,
): Promise<Outcome> {
  const started = await settleStart(reader);
  if (started !== undefined) return started;
  request.signal?.throwIfAborted(); // an abort during the start has no listener yet
  return await new Promise<Outcome>((resolve, reject) => {
    const incoming = receiver(limits);
    let isSettled = false;
    const settle = (act: () => void): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(clock);
      clearInterval(watch);
      reader.child.stdout?.off('data', take);
      reader.child.stdout?.pause();
      request.signal?.removeEventListener('abort', abort);
      act();
    };
    const fail = (failed: ExtractErrorKind, reason: string): void =>
      settle(() => resolve({ failed, reason }));
    const clock = setTimeout(
      () =>
        fail(
          'time-limit',
          `Reading took longer than ${Math.round(limits.wallMs / 1000)} seconds and was stopped.`,
        ),
      Math.max(1, until - performance.now()),
    );
    const pid = reader.child.pid;
    const watch = setInterval(() => {
      const held = pid === undefined ? undefined : residentBytes(pid);
      if (held !== undefined && held > limits.rssBytes) {
        fail(
          'memory-limit',
          `Reading needed more than ${Math.round(limits.rssBytes / MIB)} MiB of memory and was stopped.`,
        );
      }
    }, WATCH_MS);
    const abort = (): void => settle(() => reject(request.signal?.reason ?? new Error('aborted')));
    const take = (chunk: Buffer): void => {
      try {
        for (const frame of reader.cut(chunk)) {
          const done = incoming.take(frame);
          if (done !== undefined) settle(() => resolve(done));
        }
      } catch (error) {
        if (!(error instanceof NotARecord) && !(error instanceof RangeError)) throw error;
        reader.isDead = true;
        fail('crashed', `The reader's answer was not a record (${error.message}).`);
      }
    };
    void reader.gone.then((how) => {
      // V8 says so on stderr before it aborts; a wasm heap at its end throws inside the reader instead.
      const isMemory = /out of memory|Allocation failed|bad_alloc/i.test(reader.stderr);
      if (isMemory)
        fail('memory-limit', 'Reading needed more memory than a reader may have and was stopped.');
      else fail('crashed', `The reader ended without an answer (${how}).`);
    });
    request.signal?.addEventListener('abort', abort, { once: true });
    reader.child.stdout?.on('data', take);
    reader.child.stdout?.resume();
    const { name, password, encoding, asDraft } = request;
    reader.child.stdin?.write(
      encodeJson(FRAME.job, {
        name: name.slice(0, 4_096).toWellFormed(),
        password,
        encoding,
        ...(asDraft === undefined ? {} : { asDraft }),
        limits,
      }),
    );
    const piece = 1 << 19;
    for (let at = 0; at < bytes.length; at += piece) {
      reader.child.stdin?.write(encodeFrame(FRAME.bytes, bytes.subarray(at, at + piece)));
    }
    reader.child.stdin?.write(encodeFrame(FRAME.end, new Uint8Array(0)));
  });
}

async function settleStart(reader: Reader): Promise<Outcome | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not ready within ${START_MS / 1000} seconds`)), START_MS);
  });
  try {
    await Promise.race([reader.ready, late]);
    return undefined;
  } catch (error) {
    const said = reader.stderr.trim().split('\n').slice(-3).join(' ').slice(0, 500);
    return {
      failed: 'crashed',
      reason: `The reader could not be started: ${(error as Error).message}. ${said}`,
    };
  } finally {
    clearTimeout(timer);
  }
}

/** The record of a file whose reader gave none. */
function failure(errorKind: ExtractErrorKind, reason: string): Extraction {
  return {
    state: 'error',
    errorKind,
    reason: reason.slice(0, 2_000),
    kind: 'unknown',
    mediaType: 'application/octet-stream',
    warnings: [],
    isEncrypted: false,
    text: '',
    pages: [],
    tables: [],
    cells: [],
    metadata: {},
    attachments: [],
    active: [],
    hidden: [],
    tool: TOOL,
  };
}
