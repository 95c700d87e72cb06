// Questions about pleadings. Composing needs facts, passages, exhibits and figures: see app/tasks/pleading.ts.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { fromJson } from '../../base/stable-json.ts';
import { readText, type Texts, texts } from '../../base/texts.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { inOrder } from './order.ts';
import { type Block, type BlockKind, blockKind, type PleadingOpened } from './types.ts';
import type { PleadingTables } from './view.ts';

/** The pleading as opened, or undefined. */
export async function pleadingRow(look: Look, id: string): Promise<PleadingOpened | undefined> {
  const row = await look
    .tables<PleadingTables>()
    .selectFrom('pleading_document')
    .select('opened')
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : fromJson<PleadingOpened>(row.opened);
}

/** One block with the pleading it belongs to. */
export async function blockRow(
  look: Look,
  id: string,
): Promise<{ readonly pleading: string; readonly kind: BlockKind; readonly removed: boolean } | undefined> {
  const row = await look
    .tables<PleadingTables>()
    .selectFrom('pleading_block')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { pleading: row.pleading, kind: blockKind.parse(row.kind), removed: row.removed === 1 };
}

/** One block as it stands, removed or not: its words, kind and place. */
export async function blockStands(
  look: Look,
  id: string,
): Promise<
  | {
      readonly text: Texts;
      readonly kind: BlockKind;
      readonly after: string | null;
      readonly removed: boolean;
    }
  | undefined
> {
  const row = await look
    .tables<PleadingTables>()
    .selectFrom('pleading_block')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  const text = fromJson<Texts>(row?.text ?? null);
  if (row === undefined || text === undefined) return undefined;
  return { text, kind: blockKind.parse(row.kind), after: row.after, removed: row.removed === 1 };
}

/** The text of one block as it stands; undefined where there is none. */
export async function blockText(look: Look, id: string): Promise<Texts | undefined> {
  return (await blockStands(look, id))?.text;
}

/** The blocks of a pleading in reading order. Removed blocks keep their place in the chain and are left out of the answer. */
export async function blocksOf(
  look: Look,
  pleading: string,
): Promise<readonly (Block & { readonly version: number; readonly worded: number })[]> {
  const rows = await look
    .tables<PleadingTables>()
    .selectFrom('pleading_block')
    .selectAll()
    .where('pleading', '=', pleading)
    .execute();
  return inOrder(rows)
    .filter((row) => row.removed === 0)
    .map((row) => ({
      id: row.id,
      kind: blockKind.parse(row.kind),
      text: fromJson<Texts>(row.text) ?? { authoritative: 'en', versions: { en: '' } },
      version: row.seq,
      worded: row.worded,
    }));
}

/** Where every block of a pleading stands, removed ones too. */
export async function placesOf(
  look: Look,
  pleading: string,
): Promise<readonly { readonly id: string; readonly after: string | null; readonly placed: number }[]> {
  return await look
    .tables<PleadingTables>()
    .selectFrom('pleading_block')
    .select(['id', 'after', 'placed'])
    .where('pleading', '=', pleading)
    .execute();
}

/** The last block of the chain, removed or not; null for an empty pleading. */
export async function lastBlock(look: Look, pleading: string): Promise<string | null> {
  return inOrder(await placesOf(look, pleading)).at(-1)?.id ?? null;
}

export const PLEADING_QUESTIONS: readonly Question[] = [
  question({
    name: 'pleading.list',
    summary: 'The pleadings of the matter.',
    input: z.strictObject({}),
    output: z.object({
      pleadings: z.array(
        z.object({
          id: z.string(),
          type: z.string(),
          title: z.string(),
          isFiled: z.boolean(),
          blocks: z.number(),
        }),
      ),
    }),
    example: {},
    async answer(look) {
      const tables = look.tables<PleadingTables>();
      const rows = await tables.selectFrom('pleading_document').selectAll().orderBy('seq').execute();
      const counts = await tables
        .selectFrom('pleading_block')
        .select((e) => ['pleading', e.fn.countAll<number>().as('n')])
        .where('removed', '=', 0)
        .groupBy('pleading')
        .execute();
      return {
        pleadings: rows.flatMap((row) => {
          const opened = fromJson<PleadingOpened>(row.opened);
          if (opened === undefined) return [];
          const n = counts.find((count) => count.pleading === row.id)?.n ?? 0;
          return [
            {
              id: row.id,
              type: row.type,
              title: readText(opened.title, opened.language).text,
              isFiled: opened.isFiled,
              blocks: Number(n),
            },
          ];
        }),
      };
    },
  }),
  question({
    name: 'block.list',
    summary: 'The blocks of a pleading in reading order, as written.',
    input: z.strictObject({ pleading: idOf('pleading') }),
    output: z.object({
      blocks: z.array(z.object({ id: z.string(), kind: blockKind, text: texts, version: z.number() })),
    }),
    example: { pleading: `ple_${'0'.repeat(26)}` },
    async answer(look, input) {
      const blocks = await blocksOf(look, input.pleading);
      return { blocks: blocks.map(({ worded: _worded, ...block }) => block) };
    },
  }),
];
