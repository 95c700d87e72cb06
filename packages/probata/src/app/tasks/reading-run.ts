// Reads what the vault took in: one exhibit after another through the extractors, attachments becoming exhibits of their own.
import { z } from 'zod';
import { Fault } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { Extraction } from '../../ports/extractor.ts';
import type { OutboxJob } from '../../ports/ledger-store.ts';
import { pagesOf } from '../../rooms/reading/index.ts';
import { usualEnding, vaultTables } from '../../rooms/vault/index.ts';
import type { House, Watch } from '../house.ts';
import { paceOf } from '../pace.ts';
import { task } from '../task.ts';
import { bytesOf, findExhibit } from './exhibit-bytes.ts';

export const READING_TASK = 'reading.read';

/** The job that reading an exhibit is; queued in the transaction of its deposit. */
export function readingJob(exhibit: string): OutboxJob {
  return { key: `${READING_TASK} ${exhibit}`, task: READING_TASK, input: JSON.stringify({ exhibit }) };
}

// As many at once as the pool has processes; it makes the rest wait, so a longer queue only holds less.
const AT_ONCE = 4;

const counts = z.object({
  read: z.number(),
  partlyRead: z.number(),
  error: z.number(),
  byKind: z.record(z.string(), z.number()),
});

export const readingRun = task({
  name: 'reading.run',
  summary: 'Read every exhibit that waits to be read, and index what is open.',
  input: z.strictObject({
    /** Read these again, whatever was read before. */
    exhibits: z.array(idOf('exhibit')).optional(),
  }),
  output: counts,
  example: {},
  power: 'write',
  async run(house, { exhibits }, watch) {
    await refill(house, watch);
    const tally = { read: 0, partlyRead: 0, error: 0, byKind: {} as Record<string, number> };
    const done = new Set<string>();
    const queue: { exhibit: string; job?: OutboxJob }[] = (exhibits ?? []).map((exhibit) => ({ exhibit }));
    const take = (): { exhibit: string; job?: OutboxJob } | undefined => {
      if (queue.length === 0 && exhibits === undefined) {
        for (const job of house.ledger.store.jobs(200)) {
          if (job.task !== READING_TASK || done.has(job.key)) continue;
          done.add(job.key);
          queue.push({ exhibit: (JSON.parse(job.input) as { exhibit: string }).exhibit, job });
        }
      }
      return queue.shift();
    };
    let finished = 0;
    const worker = async (): Promise<void> => {
      for (let next = take(); next !== undefined && !watch.signal.aborted; next = take()) {
        const card = await readOne(house, next.exhibit, watch);
        if (next.job !== undefined) await house.ledger.store.finishJob(next.job.key);
        finished += 1;
        if (card === undefined) continue;
        if (card.state === 'read') tally.read += 1;
        else if (card.state === 'partly-read') tally.partlyRead += 1;
        else tally.error += 1;
        if (card.errorKind !== null) tally.byKind[card.errorKind] = (tally.byKind[card.errorKind] ?? 0) + 1;
        watch.progress({
          stage: 'reading',
          done: finished,
          all: finished + queue.length,
          errors: tally.error,
        });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return tally;
  },
});

/** An index made anew (by a newer version, or because the old file was removed) takes in what was read before. */
async function refill(house: House, watch: Watch): Promise<void> {
  if (!house.search.lacksOlder()) return;
  const rows = await vaultTables(house.ledger.look)
    .selectFrom('vault_exhibit')
    .select('id')
    .where('compartment', 'is', null)
    .where('erased', '=', 0)
    .orderBy('seq')
    .execute();
  const pace = paceOf(watch, 'indexing again', rows.length);
  for (const [i, { id }] of rows.entries()) {
    if (watch.signal.aborted) return;
    const extraction = house.search.holds(id) ? undefined : house.renditions.open(id);
    if (extraction !== undefined) index(house, id, extraction);
    pace.step(i + 1, 0);
    if (i % 50 === 49) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  house.search.filled();
}

function index(house: House, id: string, extraction: Extraction): void {
  const pages = pagesOf(extraction).map(({ page, start, end }) => ({
    page,
    start,
    text: extraction.text.slice(start, end),
  }));
  house.search.put(id, { language: extraction.language ?? null, kind: extraction.kind }, pages);
}

/** Reads one exhibit to a final state and indexes it if it is open. Undefined when there is nothing to read. */
async function readOne(house: House, id: string, watch: Watch) {
  const opened = await findExhibit(house, id);
  if (opened.object === undefined) return undefined;
  const { compartment } = opened.exhibit;
  const name = await nameFor(house, id);
  try {
    const extraction = await house.extractor.extract({
      bytes: async () => bytesOf(house, opened),
      name,
      compartment: compartment ?? 'open',
      signal: watch.signal,
    });
    const card = house.renditions.put(id, opened.object.address, extraction, 1, opened.key);
    // Sealed text never enters the shared index.
    if (compartment === null) index(house, id, extraction);
    return card;
  } catch (thrown) {
    if (watch.signal.aborted) return undefined;
    throw new Fault('READING_FAILED', `Reading ${id} stopped.`, { cause: thrown, details: { exhibit: id } });
  }
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
