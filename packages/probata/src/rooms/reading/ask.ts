// Questions about passages, for screens and for the rooms further on.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import type { Sealable } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import type { Occurrence } from './refind.ts';
import { type Passage, type Place, passage } from './types.ts';
import type { ReadingTables } from './view.ts';

/** A passage with the words around it, by which it is found again. */
export interface MarkedPassage extends Passage {
  readonly prefix: Sealable<string>;
  readonly suffix: Sealable<string>;
  /** Which of how many equal places it was; of passages marked before equals were counted, undefined. */
  readonly occurrence: Occurrence | undefined;
}

interface PassageRow {
  readonly passage: ReadingTables['reading_passage'];
  readonly occurrence: Occurrence | undefined;
}

function shape({ passage: row, occurrence }: PassageRow): MarkedPassage {
  return {
    id: row.id as Passage['id'],
    exhibit: row.exhibit as Passage['exhibit'],
    place: fromJson<Place>(row.place) ?? { by: 'whole' },
    quote: fromJson<Passage['quote']>(row.quote) ?? '',
    prefix: fromJson<Sealable<string>>(row.prefix) ?? '',
    suffix: fromJson<Sealable<string>>(row.suffix) ?? '',
    pin: row.pin,
    rendition: row.rendition,
    original: row.original,
    withdrawn: row.withdrawn === 1,
    seq: row.seq,
    occurrence,
  };
}

/** Adds to rows which of their equals they are. */
async function withOccurrences(
  look: Look,
  rows: readonly ReadingTables['reading_passage'][],
): Promise<MarkedPassage[]> {
  const found = new Map<string, Occurrence>();
  for (let i = 0; i < rows.length; i += 500) {
    const ids = rows.slice(i, i + 500).map((row) => row.id);
    const some = await look
      .tables<ReadingTables>()
      .selectFrom('reading_occurrence')
      .selectAll()
      .where('id', 'in', ids)
      .execute();
    for (const { id, nth, of } of some) found.set(id, { nth, of });
  }
  return rows.map((passage) => shape({ passage, occurrence: found.get(passage.id) }));
}

/** The passage with that id, or undefined. */
export async function passageRow(look: Look, id: string): Promise<MarkedPassage | undefined> {
  const row = await look
    .tables<ReadingTables>()
    .selectFrom('reading_passage')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : (await withOccurrences(look, [row]))[0];
}

/** Passages by id. */
export async function passagesByIds(
  look: Look,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Passage>> {
  const found = new Map<string, Passage>();
  for (let i = 0; i < ids.length; i += 500) {
    const rows = await look
      .tables<ReadingTables>()
      .selectFrom('reading_passage')
      .selectAll()
      .where('id', 'in', ids.slice(i, i + 500))
      .execute();
    for (const row of rows) found.set(row.id, shape({ passage: row, occurrence: undefined }));
  }
  return found;
}

export interface PassageHome {
  readonly exhibit: string;
  readonly pin: string;
  readonly withdrawn: boolean;
}

/** Where each passage stands and whether it was withdrawn, without its words; of these passages, or of all. */
export async function passageHomes(
  look: Look,
  ids?: readonly string[],
): Promise<ReadonlyMap<string, PassageHome>> {
  const found = new Map<string, PassageHome>();
  const query = look
    .tables<ReadingTables>()
    .selectFrom('reading_passage')
    .select(['id', 'exhibit', 'pin', 'withdrawn']);
  const add = (rows: readonly { id: string; exhibit: string; pin: string; withdrawn: number }[]): void => {
    for (const { id, exhibit, pin, withdrawn } of rows)
      found.set(id, { exhibit, pin, withdrawn: withdrawn === 1 });
  };
  if (ids === undefined) add(await query.execute());
  else
    for (let i = 0; i < ids.length; i += 500)
      add(await query.where('id', 'in', ids.slice(i, i + 500)).execute());
  return found;
}

/** Every passage of an exhibit, by page and place. */
export async function passagesOf(look: Look, exhibit: string): Promise<readonly MarkedPassage[]> {
  const rows = await look
    .tables<ReadingTables>()
    .selectFrom('reading_passage')
    .selectAll()
    .where('exhibit', '=', exhibit)
    .orderBy('page')
    .orderBy('seq')
    .execute();
  return withOccurrences(look, rows);
}

/**
 * Every passage that stands on words of an exhibit and was not withdrawn, in the order of marking.
 * @param ids only these
 */
export async function passagesOnText(
  look: Look,
  ids?: ReadonlySet<string>,
): Promise<readonly MarkedPassage[]> {
  const rows = await look
    .tables<ReadingTables>()
    .selectFrom('reading_passage')
    .selectAll()
    .where('withdrawn', '=', 0)
    .where('rendition', 'is not', null)
    .orderBy('seq')
    .execute();
  return withOccurrences(look, ids === undefined ? rows : rows.filter((row) => ids.has(row.id)));
}

/** The encoding a person chose for an exhibit's text, or undefined where the bytes decide. */
export async function encodingOf(look: Look, exhibit: string): Promise<string | undefined> {
  const row = await look
    .tables<ReadingTables>()
    .selectFrom('reading_encoding')
    .select('encoding')
    .where('exhibit', '=', exhibit)
    .executeTakeFirst();
  return row?.encoding;
}

export const READING_QUESTIONS: readonly Question[] = [
  question({
    name: 'passage.show',
    summary: 'One passage: exhibit, place, words.',
    input: z.strictObject({ passage: idOf('passage') }),
    output: z.object({ passage: passage.nullable() }),
    example: { passage: `pas_${'0'.repeat(26)}` },
    answer: async (look, input) => ({ passage: (await passageRow(look, input.passage)) ?? null }),
  }),
  question({
    name: 'passage.list',
    summary: 'The passages of one exhibit, or of all, newest last.',
    input: z.strictObject({
      exhibit: idOf('exhibit').optional(),
      limit: z.number().int().min(1).max(1000).default(200),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ total: z.number(), passages: z.array(passage) }),
    example: { exhibit: `exh_${'0'.repeat(26)}` },
    async answer(look, { exhibit, limit, offset }) {
      let rows = look.tables<ReadingTables>().selectFrom('reading_passage');
      if (exhibit !== undefined) rows = rows.where('exhibit', '=', exhibit);
      const total = await rows.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
      const page = await rows.selectAll().orderBy('seq').limit(limit).offset(offset).execute();
      return {
        total: Number(total.n),
        passages: page.map((row) => shape({ passage: row, occurrence: undefined })),
      };
    },
  }),
];
