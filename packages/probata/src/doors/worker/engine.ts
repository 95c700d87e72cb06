// The engine thread: the only place of a running Probata that opens the database of a matter.
import { parentPort, workerData } from 'node:worker_threads';
import type { Progress, Watch } from '../../app/house.ts';
import type { Matter } from '../../app/matter.ts';
import { Fault } from '../../base/errors.ts';
import { createMatter, openMatter } from '../../compose.ts';
import type { HouseTables } from '../../ledger/house.ts';
import { type Content, openContent } from './content.ts';
import { openJournal } from './journal.ts';
import type { Call, EngineFacts, EngineStart, EntryNotice, FromEngine, ToEngine } from './messages.ts';
import { takeApart } from './sent-error.ts';

const PROGRESS_MS = 80;
const WATCH_MS = 1000;
const READING = 'reading.run';
const RECOGNISING = 'reading.recognise';

const port = parentPort;
if (port === null) throw new Error('engine.ts is started as a worker thread');
const send = (message: FromEngine): void => port.postMessage(message);
const start = workerData as EngineStart;

try {
  await serve(await openFor(start));
} catch (thrown) {
  send({ failed: takeApart(thrown) });
  port.close();
}

async function openFor({ folder, create, places, passphrase }: EngineStart): Promise<Matter> {
  const options = {
    ...(places === undefined ? {} : { places }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
  return create === undefined ? openMatter(folder, options) : createMatter(folder, create, options);
}

async function serve(matter: Matter): Promise<void> {
  const { ledger } = matter.house;
  const journal = openJournal(matter.house);
  const stops = new Map<number, AbortController>();
  const contents = new Map<number, Content>();
  let told = ledger.size();
  let closing = false;

  // Others may write too (the command line beside a server), so the ledger's size is looked at, not only our own acts.
  const tell = (): void => {
    const size = ledger.size();
    if (size === told) return;
    const entries: EntryNotice[] = [];
    for (const { seq, kind, subject, at, by } of ledger.store.entries(Math.max(told, size - 100), size)) {
      entries.push({ seq, kind, subject, at, by });
      if (kind === 'content.erased') journal.forget();
    }
    told = size;
    send({ event: { type: 'entries', size, entries } });
    if (start.drain) void drain();
  };
  const timer = setInterval(tell, WATCH_MS);
  timer.unref();

  let draining: Promise<void> | undefined;
  const backgroundStop = new AbortController();
  const drain = (): Promise<void> => {
    draining ??= drainJobs(matter, backgroundStop.signal).finally(() => {
      draining = undefined;
    });
    return draining;
  };

  const answerCall = async (id: number, call: Call): Promise<unknown> => {
    switch (call.type) {
      case 'run':
        return matter.run(call.name, call.input, call.options);
      case 'ask':
        return matter.ask(call.name, call.input);
      case 'task': {
        const stop = new AbortController();
        stops.set(id, stop);
        const watch = watchFor(stop, new Int32Array(call.stop), (progress) => send({ id, progress }));
        try {
          return await matter.task(call.name, call.input, watch);
        } catch (thrown) {
          if (stop.signal.aborted && !(thrown instanceof Fault && thrown.code === 'CANCELLED'))
            throw new Fault('CANCELLED', `${call.name} was cancelled; what it had finished is kept.`, {
              cause: thrown,
            });
          throw thrown;
        } finally {
          stops.delete(id);
        }
      }
      case 'facts':
        return factsOf(matter);
      case 'open-content': {
        const content = await openContent(matter.house, call.request);
        contents.set(id, content);
        return { handle: id, head: content.head };
      }
      case 'next-chunk': {
        const next = contents.get(call.handle)?.chunks.next();
        if (next === undefined || next.done === true) {
          contents.delete(call.handle);
          return null;
        }
        return next.value;
      }
      case 'drop-content':
        contents.get(call.handle)?.chunks.return?.();
        contents.delete(call.handle);
        return undefined;
      case 'recall':
        return journal.recall(call.key);
      case 'remember':
        return journal.remember(call.key, call.answer);
      case 'close':
        closing = true;
        clearInterval(timer);
        for (const stop of stops.values()) stop.abort();
        backgroundStop.abort();
        await draining;
        return matter.close();
    }
  };
  port?.on('message', (message: ToEngine) => {
    if ('cancel' in message) {
      stops.get(message.cancel)?.abort();
      return;
    }
    const { id, call } = message;
    void answerCall(id, call)
      .then(
        (answer) => send({ id, answer }),
        (thrown: unknown) => send({ id, error: takeApart(thrown) }),
      )
      .then(() => {
        // Others that end while the matter is being closed must not take the way of the answer to `close` with them.
        if (call.type === 'close') port?.close();
        else if (!closing) tell();
      });
  });
  send({ ready: await factsOf(matter) });
  if (start.drain) void drain();
}

/** Progress is thinned; and because a busy thread hears no messages, the stop flag is looked at each time it reports. */
function watchFor(
  stop: AbortController,
  flag: Int32Array,
  say: (progress: Progress) => void,
  signal: AbortSignal = stop.signal,
): Watch {
  let last = Number.NEGATIVE_INFINITY;
  let stage = '';
  return {
    signal,
    progress(progress) {
      if (Atomics.load(flag, 0) !== 0) stop.abort();
      const now = performance.now();
      const whole = progress.all !== null && progress.done >= progress.all;
      if (progress.stage === stage && !whole && now - last < PROGRESS_MS) return;
      stage = progress.stage;
      last = now;
      say(progress);
    },
  };
}

/**
 * Reads what entries have put into the outbox until it is empty, then looks for print in pages without text; what is
 * deposited meanwhile is read first. What cannot be read ends in a state of its own.
 */
async function drainJobs(matter: Matter, signal: AbortSignal): Promise<void> {
  const { store } = matter.house.ledger;
  const say = (progress: Progress): void => send({ event: { type: 'jobs', progress } });
  const watch = watchFor(new AbortController(), new Int32Array(1), say, signal);
  let running = READING;
  try {
    for (let isDone = false; !isDone && !signal.aborted; ) {
      running = READING;
      if (store.jobs(1).length > 0) await matter.task(READING, { background: true }, watch);
      running = RECOGNISING;
      const { isInterrupted } = (await matter.task(RECOGNISING, { yields: true }, watch)) as {
        readonly isInterrupted: boolean;
      };
      isDone = !isInterrupted;
    }
  } catch (thrown) {
    if (!signal.aborted) send({ event: { type: 'job-failed', task: running, error: takeApart(thrown) } });
  }
  say({ stage: 'reading', done: 0, all: 0, errors: 0 });
}

async function factsOf(matter: Matter): Promise<EngineFacts> {
  const { ledger, folder } = matter.house;
  const row = await ledger.look
    .tables<HouseTables>()
    .selectFrom('house_matter')
    .selectAll()
    .executeTakeFirst();
  const { verdict } = ledger;
  return {
    folder,
    matter: row?.id ?? '',
    origin: ledger.origin,
    title: row?.title ?? '',
    notice: row?.notice ?? null,
    size: ledger.size(),
    state: verdict.state,
    reason: verdict.reason?.message ?? null,
    notices: verdict.notices.map(String),
  };
}
