// Questions about passages, for screens and for the rooms further on.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import type { Sealable } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { type Passage, type Place, passage } from './types.ts';
import type { ReadingTables } from './view.ts';

/** A passage with the words around it, by which it is found again. */
export interface MarkedPassage extends Passage {
  readonly prefix: Sealable<string>;
  readonly suffix: Sealable<string>;
}

function shape(row: ReadingTables['reading_passage']): MarkedPassage {
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
  };
}

/** The passage with that id, or undefined. */
export async function passageRow(look: Look, id: string): Promise<MarkedPassage | undefined> {
  const row = await look
    .tables<ReadingTables>()
    .selectFrom('reading_passage')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : shape(row);
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
    for (const row of rows) found.set(row.id, shape(row));
  }
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
  return rows.map(shape);
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
      return { total: Number(total.n), passages: page.map(shape) };
    },
  }),
];
