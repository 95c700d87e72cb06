// The near side of the engine thread: a promise for each message, progress while it runs, and a new thread if one dies.
import { Worker } from 'node:worker_threads';
import type { Progress, RunOptions } from '../../app/house.ts';
import { errorShape, Fault } from '../../base/errors.ts';
import type { JsonValue } from '../../base/json.ts';
import type { Receipt } from '../../ledger/ledger.ts';
import type { ContentHead, ContentRequest } from './content.ts';
import type { Call, EngineEvent, EngineFacts, EngineStart, FromEngine, ToEngine } from './messages.ts';
import { putTogether } from './sent-error.ts';

export interface TaskWatch {
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

/** An open matter, held by a thread of its own. Errors arrive as the classes they were thrown as. */
export interface Engine {
  readonly facts: EngineFacts;
  run(name: string, input: unknown, options?: RunOptions): Promise<Receipt>;
  ask(name: string, input: unknown): Promise<unknown>;
  task(name: string, input: unknown, watch?: TaskWatch): Promise<unknown>;
  /** The facts as they are now. */
  look(): Promise<EngineFacts>;
  /** The bytes of an exhibit or of a written file, pulled piece by piece. */
  content(request: ContentRequest): Promise<OpenedContent>;
  recall(key: string): Promise<JsonValue | undefined>;
  remember(key: string, answer: JsonValue): Promise<void>;
  /** Tells of new entries and background work; gives back the way to stop listening. */
  listen(listener: (event: EngineEvent) => void): () => void;
  /** Messages not yet answered. */
  waiting(): number;
  close(): Promise<void>;
}

export interface OpenedContent {
  readonly head: ContentHead;
  /** The next piece; null at the end. Throws Breach if the whole turns out not to be what was taken in. */
  next(): Promise<Uint8Array | null>;
  drop(): void;
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((progress: Progress) => void) | undefined;
}

// A thread that dies is replaced after a pause that grows; three deaths within a minute end it.
const RESTART_AFTER_MS = [200, 1000, 5000] as const;
const DEATHS_REMEMBERED_MS = 60_000;
// The first question reads the whole record and keeps most of it: with little room for what is young, half of its time
// would go into moving that about.
const YOUNG_MB = 48;
const ENGINE = new URL('./engine-thread.ts', import.meta.url);

/**
 * Opens (or, with `create`, makes) a matter in a thread of its own.
 * Throws what opening threw: Refusal MATTER_MISSING, KEYS_PASSPHRASE, …
 */
export async function openEngine(start: EngineStart, thread: URL = ENGINE): Promise<Engine> {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(event: EngineEvent) => void>();
  const deaths: number[] = [];
  let nextId = 1;
  let closed = false;
  let worker: Worker | undefined;
  let facts: EngineFacts;
  let down: Fault | undefined;

  const closedFault = (): Fault => new Fault('ENGINE_CLOSED', 'This matter is closed.');
  const tell = (event: EngineEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const failAll = (error: Error): void => {
    for (const each of waiting.values()) each.reject(error);
    waiting.clear();
  };
  const receive = (message: FromEngine): void => {
    if ('event' in message) {
      tell(message.event);
      return;
    }
    if (!('id' in message)) return;
    const caller = waiting.get(message.id);
    if (caller === undefined) return;
    if ('progress' in message) {
      caller.progress?.(message.progress);
      return;
    }
    waiting.delete(message.id);
    if ('error' in message) caller.reject(putTogether(message.error));
    else caller.resolve(message.answer);
  };

  const begin = (given: EngineStart): Promise<EngineFacts> =>
    new Promise((resolve, reject) => {
      const started = new Worker(thread, {
        workerData: given,
        execArgv: [],
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      });
      let ready = false;
      let crash: Error | undefined;
      started.on('message', (message: FromEngine) => {
        if ('ready' in message) {
          ready = true;
          worker = started;
          resolve(message.ready);
        } else if ('failed' in message) reject(putTogether(message.failed));
        else receive(message);
      });
      started.on('error', (error) => {
        crash = error;
      });
      started.on('exit', () => {
        if (worker === started) worker = undefined;
        const why = crash === undefined ? 'it stopped' : crash.message;
        const error = new Fault(
          'ENGINE_DIED',
          `The engine of this matter ended unexpectedly (${why}). What was acknowledged is safe; look again before repeating.`,
          { cause: crash },
        );
        reject(error);
        if (!ready) return;
        failAll(closed ? closedFault() : error);
        if (closed) return;
        revive(why);
      });
    });

  const revive = (why: string): void => {
    const now = performance.now();
    deaths.push(now);
    const recent = deaths.filter((at) => now - at < DEATHS_REMEMBERED_MS).length;
    const pause = RESTART_AFTER_MS[recent - 1];
    if (pause === undefined) {
      const message = `The engine of this matter died ${recent} times within a minute (${why}). Restart Probata.`;
      down = new Fault('ENGINE_DOWN', message);
      tell({ type: 'engine', state: 'down', message });
      return;
    }
    tell({ type: 'engine', state: 'restarting', message: `The engine is being started again (${why}).` });
    setTimeout(() => {
      if (closed) return;
      const { create: _made, ...again } = start;
      begin(again).then(
        (found) => {
          facts = found;
          tell({ type: 'engine', state: 'open', message: 'The engine is open again.' });
        },
        (thrown: unknown) => revive(errorShape(thrown).message),
      );
    }, pause).unref();
  };

  const call = <T>(given: Call, progress?: (progress: Progress) => void): Promise<T> & { id: number } => {
    const id = nextId;
    nextId += 1;
    const promise = new Promise<T>((resolve, reject) => {
      if (closed) throw closedFault();
      if (down !== undefined) throw down;
      if (worker === undefined)
        throw new Fault(
          'ENGINE_RESTARTING',
          'The engine of this matter is being started again. Try in a moment.',
        );
      waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject, progress });
      worker.postMessage({ id, call: given } satisfies ToEngine);
    });
    return Object.assign(promise, { id });
  };

  facts = await begin(start);

  return {
    get facts() {
      return facts;
    },
    run: (name, input, options = {}) => call<Receipt>({ type: 'run', name, input, options }),
    ask: (name, input) => call({ type: 'ask', name, input }),
    async task(name, input, watch = {}) {
      const stop = new SharedArrayBuffer(4);
      const running = call({ type: 'task', name, input, stop }, watch.progress);
      const cancel = (): void => {
        Atomics.store(new Int32Array(stop), 0, 1);
        worker?.postMessage({ cancel: running.id } satisfies ToEngine);
      };
      if (watch.signal?.aborted === true) cancel();
      watch.signal?.addEventListener('abort', cancel, { once: true });
      try {
        return await running;
      } finally {
        watch.signal?.removeEventListener('abort', cancel);
      }
    },
    async look() {
      facts = await call<EngineFacts>({ type: 'facts' });
      return facts;
    },
    async content(request) {
      const { handle, head } = await call<{ handle: number; head: ContentHead }>({
        type: 'open-content',
        request,
      });
      return {
        head,
        next: () => call<Uint8Array | null>({ type: 'next-chunk', handle }),
        drop: () => void call({ type: 'drop-content', handle }).catch(() => undefined),
      };
    },
    recall: (key) => call<JsonValue | undefined>({ type: 'recall', key }),
    remember: (key, answer) => call<void>({ type: 'remember', key, answer }),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    waiting: () => waiting.size,
    async close() {
      if (closed) return;
      const thread_ = worker;
      if (thread_ === undefined) {
        closed = true;
        return;
      }
      const ended = new Promise<void>((resolve) => thread_.once('exit', () => resolve()));
      const said = call({ type: 'close' });
      closed = true;
      await said.catch(() => undefined);
      await ended;
    },
  };
}
