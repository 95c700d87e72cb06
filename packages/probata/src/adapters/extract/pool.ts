// The pool of reading processes: hostile bytes go in on one side, checked plain records come out on the other.
import { setMaxListeners } from 'node:events';
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
import { findFence } from './fence.ts';
import { DEFAULT_LIMITS, TOOL } from './limits.ts';
import { preparedProgram } from './prepared.ts';
import { type Answered, type Failed, type Reader, startReader } from './reader.ts';

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
/** So many files are sent to a process beyond the one it reads: the house may be long with what came back before. */
const AHEAD = 2;
/** Only short ones are sent ahead, and fetched before their turn. */
const AHEAD_BYTES = 4 * MIB;
const FETCHED_AHEAD = 2;
/** A run gives all its files one signal, to which each listens that is in a reader's hands. */
const SHARED_SIGNAL = 64;

interface Waiting {
  /** Its number in the order of asking. */
  readonly n: number;
  readonly request: ExtractRequest;
  readonly limits: ExtractLimits;
  readonly resolve: (extraction: Extraction) => void;
  readonly reject: (error: unknown) => void;
  /** Its bytes, where they were fetched before its turn. */
  fetched?: Promise<Uint8Array>;
  /** How often it ended its reader, and how long it may still be read, milliseconds. */
  tries: number;
  leftMs: number;
  /** What other files left in a process is not its need: it gets one of its own. */
  alone: boolean;
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
  const tries = options.tries ?? 3;
  const readers = new Set<Reader>();
  /** How many files are on their way to each reader or in its hands. */
  const given = new Map<Reader, number>();
  const idling = new Map<Reader, NodeJS.Timeout>();
  const queue: Waiting[] = [];
  let asked = 0;
  let running = 0;
  let isClosed = false;
  const closed = (): Fault =>
    new Fault('EXTRACTOR_CLOSED', 'The extractor was closed while this file was waiting.');

  const hands = (reader: Reader): number => given.get(reader) ?? 0;

  const wake = (reader: Reader): void => {
    clearTimeout(idling.get(reader));
    idling.delete(reader);
  };

  const end = async (reader: Reader): Promise<void> => {
    wake(reader);
    await reader.end();
  };

  const start = (compartment: string): Reader => {
    const reader = startReader(fence, compartment);
    readers.add(reader);
    given.set(reader, 0);
    void reader.gone.then(() => {
      readers.delete(reader);
      given.delete(reader);
      wake(reader);
      next();
    });
    return reader;
  };

  const rest = (reader: Reader): void => {
    if (reader.isDead() || hands(reader) > 0 || idling.has(reader)) return;
    const clock = setTimeout(() => void end(reader), options.idleMs ?? 30_000);
    clock.unref();
    idling.set(reader, clock);
  };

  /**
   * Where a file may go now: to a process that is free, a new one, or one that reads another file of its compartment and
   * shall not wait for the house when that is done. Undefined: it waits.
   */
  const placeFor = ({ request, alone }: Waiting): Reader | undefined => {
    const own = [...readers].filter((one) => one.compartment === request.compartment && !one.isDead());
    const free = alone ? undefined : own.find((one) => hands(one) === 0);
    if (free !== undefined) return free;
    if (readers.size < size) return start(request.compartment);
    if ([...readers].some((one) => one.isDead())) return undefined; // there is room as soon as it is gone
    const stranger = [...idling.keys()].find((one) => alone || one.compartment !== request.compartment);
    if (stranger !== undefined) {
      void end(stranger);
      return undefined;
    }
    if (alone || !isShort(request)) return undefined;
    const [least] = own
      .filter((one) => hands(one) <= AHEAD && !one.isLong())
      .sort((a, b) => hands(a) - hands(b));
    return least;
  };

  const fetch = (waiting: Waiting): Promise<Uint8Array> => {
    const { bytes } = waiting.request;
    waiting.fetched ??= (async () => (typeof bytes === 'function' ? bytes() : bytes))();
    return waiting.fetched;
  };

  /** One try. Gives the record, or undefined where the file stands in the queue again. */
  const attempt = async (waiting: Waiting, reader: Reader): Promise<Extraction | undefined> => {
    const { request, limits } = waiting;
    const bytes = await fetch(waiting);
    if (bytes.length > limits.inputBytes) return tooLarge(bytes.length, limits);
    if (isClosed) throw closed();
    request.signal?.throwIfAborted();
    const isReused = reader.handed() > 0;
    const outcome = await reader.hand({ request, bytes, limits, allowedMs: waiting.leftMs });
    const again = (): undefined => {
      if (isClosed) throw closed();
      const at = queue.findIndex(({ n }) => n > waiting.n);
      queue.splice(at < 0 ? queue.length : at, 0, waiting);
      return undefined;
    };
    if ('returned' in outcome) return again();
    if (reader.isDead()) await reader.gone; // who has the record may count on it
    if ('failed' in outcome) waiting.leftMs -= outcome.tookMs;
    if (isReused && isOutOfMemory(outcome) && waiting.leftMs > 0) {
      waiting.alone = true;
      return again();
    }
    if ('extraction' in outcome) return outcome.extraction;
    waiting.tries += 1;
    if (outcome.failed !== 'crashed') return failure(outcome.failed, outcome.reason);
    if (waiting.tries < tries && waiting.leftMs > 0) return again();
    return failure('crashed', `${outcome.reason} Tried ${waiting.tries} times; set aside.`);
  };

  const serve = (waiting: Waiting, reader: Reader): void => {
    wake(reader);
    given.set(reader, hands(reader) + 1);
    running += 1;
    const done = (act: () => void): void => {
      running -= 1;
      if (given.has(reader)) given.set(reader, hands(reader) - 1);
      rest(reader);
      next();
      setImmediate(act); // what the house does with a record is long: the next file is on its way first
    };
    attempt(waiting, reader).then(
      (extraction) =>
        done(() => {
          if (extraction !== undefined) waiting.resolve(extraction);
        }),
      (error) => done(() => waiting.reject(error)),
    );
  };

  const next = (): void => {
    while (!isClosed) {
      const [waiting] = queue;
      if (waiting === undefined) return;
      const reader = placeFor(waiting);
      if (reader === undefined) break;
      queue.shift();
      serve(waiting, reader);
    }
    // What goes wrong with them is told when their turn has come.
    if (!isClosed)
      for (const ahead of queue.slice(0, FETCHED_AHEAD))
        if (isShort(ahead.request)) fetch(ahead).catch(() => {});
  };

  return {
    extract(request) {
      if (isClosed) return Promise.reject(new Fault('EXTRACTOR_CLOSED', 'The extractor is closed.'));
      const own: ExtractLimits = { ...limits, ...request.limits };
      const bytes = sizeOf(request);
      if (bytes !== undefined && bytes > own.inputBytes) return Promise.resolve(tooLarge(bytes, own));
      if (request.signal !== undefined) setMaxListeners(SHARED_SIGNAL, request.signal);
      return new Promise<Extraction>((resolve, reject) => {
        asked += 1;
        queue.push({
          n: asked,
          request,
          limits: own,
          resolve,
          reject,
          tries: 0,
          leftMs: own.wallMs,
          alone: false,
        });
        next();
      });
    },
    tool: () => TOOL,
    fence: () => fence.words,
    load: () => ({
      running,
      waiting: queue.length,
      processes: [...readers].flatMap((r) => (r.pid === undefined ? [] : [r.pid])),
    }),
    async close() {
      isClosed = true;
      for (const waiting of queue.splice(0)) waiting.reject(closed());
      while (readers.size > 0) await Promise.all([...readers].map(end));
    },
  };
}

/** Reading from source or from the built package: the child has the same extension as this file. */
function extension(): string {
  return import.meta.url.endsWith('.ts') ? '.ts' : '.js';
}

function isOutOfMemory(outcome: Answered | Failed): boolean {
  if (!('extraction' in outcome)) return outcome.failed === 'memory-limit';
  const { extraction } = outcome;
  return extraction.state === 'error' && extraction.errorKind === 'memory-limit';
}

/** How many bytes it has, where that is known before they are fetched. */
function sizeOf({ bytes, size }: ExtractRequest): number | undefined {
  return typeof bytes === 'function' ? size : bytes.length;
}

function isShort(request: ExtractRequest): boolean {
  const bytes = sizeOf(request);
  return bytes !== undefined && bytes <= AHEAD_BYTES;
}

function tooLarge(size: number, { inputBytes }: ExtractLimits): Extraction {
  return failure('too-large', `The file has ${size} bytes; the limit for reading is ${inputBytes}.`);
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
