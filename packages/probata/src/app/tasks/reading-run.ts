// Reads what the vault took in: several exhibits at once through the extractors, each searchable as soon as it is read.
import { z } from 'zod';
import { Fault } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { EXTRACT_ERROR_KINDS, type Extraction } from '../../ports/extractor.ts';
import { encodingOf, withRecognised } from '../../rooms/reading/index.ts';
import { usualEnding, vaultTables } from '../../rooms/vault/index.ts';
import type { House, Watch } from '../house.ts';
import { asOutline, outlineOf } from '../long-recordings.ts';
import { paceOf } from '../pace.ts';
import { INPUT_LIMIT } from '../read-file.ts';
import { type CarriedFiles, carriedFiles, depositChildren } from '../reading-children.ts';
import { index, refill, turn } from '../reading-index.ts';
import { task } from '../task.ts';
import { bytesOf, findExhibit, type OpenedExhibit } from './exhibit-bytes.ts';
import { queueOf } from './reading-queue.ts';

// More than the pool has processes: some are read, some are sent ahead, and the records of others are taken in.
const AT_ONCE = 12;
// Each leaving of the queue is put on the disk: several leave together. After a crash the last of them are read again.
const LEAVE_TOGETHER = 32;
const LEAVE_AFTER_MS = 1_000;
const SETTLE_TOGETHER = 8;

const counts = z.object({
  read: z.number(),
  partlyRead: z.number(),
  error: z.number(),
  byKind: z.record(z.string(), z.number()),
  /** How many still wait, and whether they do because reading is paused. */
  waiting: z.number(),
  paused: z.boolean(),
});

export const readingRun = task({
  name: 'reading.run',
  summary:
    'Read every exhibit that waits, or again those that failed or are of one kind; index what is open.',
  input: z.strictObject({
    /** Read these again, whatever was read before. */
    exhibits: z.array(idOf('exhibit')).optional(),
    /** Read again whatever ended in an error. */
    failed: z.boolean().optional(),
    /** Read again what ended in this error. */
    error: z.enum(EXTRACT_ERROR_KINDS).optional(),
    /** Read again what was read as this kind of file (pdf, eml, …). */
    kind: z
      .string()
      .regex(/^[a-z0-9-]{1,20}$/, 'must be the short name of a kind of file, such as pdf or eml')
      .optional(),
    /** As the server does by itself: not while reading is paused. */
    background: z.boolean().default(false),
  }),
  output: counts,
  example: { failed: true },
  power: 'write',
  async run(house, { background, ...choice }, watch) {
    if (!background) house.renditions.setPaused(false);
    const tally = { read: 0, partlyRead: 0, error: 0, byKind: {} as Record<string, number> };
    const isPaused = (): boolean => background && house.renditions.isPaused();
    if (!isPaused()) await refill(house, watch);
    const queue = queueOf(house, choice);
    const pace = paceOf(watch, 'reading', null);
    let finished = 0;
    const read: string[] = [];
    const carried = carriedFiles(house);
    let left = performance.now();
    const leave = async (): Promise<void> => {
      const keys = read.splice(0);
      left = performance.now();
      // What leaves the queue must be on the disk. In pieces: the readers are fed between them.
      await house.search.settle();
      while (house.likeness.settle(SETTLE_TOGETHER) > 0) await turn();
      await carried.settle();
      if (keys.length === 0) return;
      await house.ledger.store.finishJobs(keys);
      for (const key of keys) queue.done(key);
    };
    const worker = async (): Promise<void> => {
      while (!watch.signal.aborted && !isPaused()) {
        const next = queue.next();
        if (next === undefined) return;
        const card = (await readOne(house, next.exhibit, watch, undefined, carried))?.card;
        if (watch.signal.aborted) return;
        if (next.job !== undefined) read.push(next.job.key);
        if (read.length >= LEAVE_TOGETHER || performance.now() - left > LEAVE_AFTER_MS) await leave();
        finished += 1;
        if (card !== undefined) {
          if (card.state === 'read') tally.read += 1;
          else if (card.state === 'partly-read') tally.partlyRead += 1;
          else tally.error += 1;
          if (card.errorKind !== null) tally.byKind[card.errorKind] = (tally.byKind[card.errorKind] ?? 0) + 1;
        }
        pace.step(finished, tally.error, undefined, () => finished + queue.left() - read.length);
      }
    };
    try {
      // What was read carries files, which are entered last and then wait as well.
      for (let before = -1; before < finished && !watch.signal.aborted && !isPaused(); ) {
        before = finished;
        await Promise.all(Array.from({ length: AT_ONCE }, worker));
        await leave();
      }
    } finally {
      await leave().finally(() => queue.release());
    }
    const waiting = house.ledger.store.jobCount();
    pace.end(finished, tally.error, finished + (isPaused() ? waiting : 0));
    return { ...tally, waiting, paused: isPaused() };
  },
});

export const readingPause = task({
  name: 'reading.pause',
  summary: 'Stop reading by itself until somebody goes on; what waits stays in its order.',
  input: z.strictObject({}),
  output: z.object({ waiting: z.number() }),
  example: {},
  power: 'write',
  async run(house) {
    house.renditions.setPaused(true);
    return { waiting: house.ledger.store.jobCount() };
  },
});

export const readingFailures = task({
  name: 'reading.failures',
  summary: 'The exhibits that could not be read, or only in part, each with the reason.',
  input: z.strictObject({
    error: z.enum(EXTRACT_ERROR_KINDS).optional(),
    limit: z.number().int().min(1).max(500).default(100),
    offset: z.number().int().min(0).default(0),
  }),
  output: z.object({
    total: z.number(),
    failures: z.array(
      z.object({
        exhibit: z.string(),
        kind: z.string(),
        errorKind: z.string().nullable(),
        reason: z.string().nullable(),
        tries: z.number(),
      }),
    ),
  }),
  example: {},
  power: null,
  async run(house, { error, limit, offset }) {
    const all = house.renditions.list({
      state: 'error',
      ...(error === undefined ? {} : { errorKind: error }),
    });
    const cards = house.renditions.cards(all.slice(offset, offset + limit));
    return {
      total: all.length,
      failures: [...cards.values()].map(({ exhibit, kind, errorKind, reason, tries }) => ({
        exhibit,
        kind,
        errorKind,
        reason,
        tries,
      })),
    };
  },
});

/**
 * Reads one exhibit to a final state, makes exhibits of what it carries, and indexes it if it is open. Undefined when
 * there is nothing to read, or the work was stopped.
 * @param as how a person wants it read, instead of what is kept about it
 * @param carried takes the files that it carries, to be entered with those of others; without it they are entered here
 */
export async function readOne(
  house: House,
  id: string,
  watch: Watch,
  as?: { readonly encoding: string | undefined; readonly password?: string },
  carried?: CarriedFiles,
) {
  const opened = await findExhibit(house, id);
  if (opened.object === undefined) return undefined;
  const { compartment } = opened.exhibit;
  const name = await nameFor(house, id);
  const encoding = as === undefined ? await encodingOf(house.ledger.look, id) : as.encoding;
  try {
    const { bytes } = opened.object;
    const outline =
      bytes > INPUT_LIMIT
        ? await outlineOf(house.originals.stream(opened.object.address, opened.key), watch.signal)
        : undefined;
    const told = await house.extractor.extract({
      ...(outline === undefined
        ? { bytes: async () => bytesOf(house, opened), size: bytes }
        : { bytes: outline }),
      name,
      compartment: compartment ?? 'open',
      ...(encoding === undefined ? {} : { encoding }),
      ...(as?.password === undefined ? {} : { password: as.password }),
      signal: watch.signal,
    });
    const fresh = outline === undefined ? told : asOutline(told, bytes);
    if (carried === undefined) await depositChildren(house, opened, fresh);
    else await carried.take(opened, fresh);
    const reading = withOlderRecognition(house, opened, fresh);
    const card = house.renditions.put(id, opened.object.address, reading, 1, opened.key);
    if (compartment === null) await index(house, opened, reading);
    return { card, reading };
  } catch (thrown) {
    if (watch.signal.aborted) return undefined;
    throw new Fault('READING_FAILED', `Reading ${id} stopped.`, { cause: thrown, details: { exhibit: id } });
  }
}

/** What was recognised in the same bytes before is kept: a new reader of files is no new recogniser of print. */
function withOlderRecognition(house: House, opened: OpenedExhibit, fresh: Extraction): Extraction {
  const { exhibit, object, key } = opened;
  const card = house.renditions.card(exhibit.id);
  if (card === undefined || card.recogniser === null || card.object !== object?.address) return fresh;
  const older = house.renditions.open(exhibit.id, key);
  if (older?.recognised === undefined || older.pages.length !== fresh.pages.length) return fresh;
  return withRecognised(fresh, older.recognised, older.recogniser);
}

/** A name for the reader: only its ending tells it something (a table from a note), and the rest may be a person's name. */
async function nameFor(house: House, id: string): Promise<string> {
  const row = await vaultTables(house.ledger.look)
    .selectFrom('vault_detail')
    .select('media_claimed')
    .where('id', '=', id)
    .executeTakeFirst();
  const ending = row?.media_claimed == null ? null : usualEnding(row.media_claimed);
  return ending === null ? id : `${id}.${ending}`;
}
