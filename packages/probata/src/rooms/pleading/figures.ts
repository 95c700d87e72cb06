// The figures that a paragraph quotes: what they said when it was written, and whether the claim says something else now.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { fromJson } from '../../base/stable-json.ts';
import { readText } from '../../base/texts.ts';
import { type Command, command, type Draft, type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { quotedFigures, readQuote } from '../quantum/index.ts';
import { blockRow, blockText, pleadingRow } from './ask.ts';
import { figuresIn } from './source.ts';
import type { figureQuoted, Quoted } from './types.ts';
import type { PleadingTables } from './view.ts';

/** What the quotes of a text say now, in the form in which the ledger keeps it. Empty for a text without figures. */
export async function quotesOf(look: Look, text: string): Promise<readonly Quoted[]> {
  const keys = figuresIn(text);
  if (keys.length === 0) return [];
  const now = await quotedFigures(look, keys);
  return keys.map((key) => {
    const [of = '', ...words] = key.split(' ');
    const quote = readQuote(of, words.join(' '));
    return {
      of: of as Quoted['of'], // the reader of source texts lets no other through
      field: quote?.field ?? words.join(' '),
      display: words.join(' '),
      shown: now.get(key) ?? null,
    };
  });
}

/** The draft that keeps what a block’s figures said; none where it quotes none. */
export function quotedDraft(block: string, quotes: readonly Quoted[]): readonly Draft[] {
  if (quotes.length === 0) return [];
  const refs = [...new Set(quotes.map((one) => one.of).filter((of) => of !== 'claim'))];
  return [{ kind: 'figure.quoted', subject: block, refs, said: { quotes } }];
}

/** The key under which a quote stands in its text: `head_… net in millions 1`. */
export const keyOf = ({ of, display }: Pick<Quoted, 'of' | 'display'>): string =>
  display === '' ? of : `${of} ${display}`;

/** What was said by each block of a pleading, by block and key; blocks written before figures were kept are not in it. */
export async function quotedBefore(
  look: Look,
  blocks: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string | null>>> {
  if (blocks.length === 0) return new Map();
  const rows = await look
    .tables<PleadingTables>()
    .selectFrom('pleading_quote')
    .selectAll()
    .where('block', 'in', [...blocks])
    .execute();
  return new Map(
    rows.map((row) => [
      row.block,
      new Map(
        (fromJson<z.output<typeof figureQuoted>>(row.said)?.quotes ?? []).map((one) => [
          keyOf(one),
          one.shown,
        ]),
      ),
    ]),
  );
}

export const FIGURE_COMMANDS: readonly Command[] = [
  command({
    name: 'figure.confirm',
    summary: 'Confirm that a paragraph was read again with the figures that it quotes now; its mark goes.',
    input: z.strictObject({ block: idOf('block') }),
    example: { block: `blk_${'0'.repeat(26)}` },
    load: async (look, { block }) => {
      const row = await blockRow(look, block);
      const text = row === undefined ? undefined : await blockText(look, block);
      const opened = row === undefined ? undefined : await pleadingRow(look, row.pleading);
      return {
        row,
        quotes: text === undefined ? [] : await quotesOf(look, readText(text, opened?.language ?? 'en').text),
      };
    },
    decide({ block }, { row, quotes }) {
      if (row === undefined || row.removed)
        throw new Refusal('PLEADING_BLOCK_UNKNOWN', `The block ${block} is not in this pleading.`, { block });
      if (quotes.length === 0)
        throw new Refusal('PLEADING_NO_FIGURE', 'This paragraph quotes no figure of the claim.', { block });
      return quotedDraft(block, quotes);
    },
  }),
];

export const FIGURE_QUESTIONS: readonly Question[] = [
  question({
    name: 'figure.quotes',
    summary:
      'The figures that the paragraphs of a pleading quote: what they said when written, and what they say now.',
    input: z.strictObject({ pleading: idOf('pleading').optional() }),
    output: z.object({
      quotes: z.array(
        z.object({
          pleading: z.string(),
          block: z.string(),
          of: z.string(),
          field: z.string(),
          display: z.string(),
          written: z.string().nullable(),
          now: z.string().nullable(),
          isStale: z.boolean(),
        }),
      ),
      stale: z.number(),
    }),
    example: {},
    async answer(look, { pleading }) {
      let query = look
        .tables<PleadingTables>()
        .selectFrom('pleading_block')
        .innerJoin('pleading_quote', 'pleading_quote.block', 'pleading_block.id')
        .select([
          'pleading_block.id as id',
          'pleading_block.pleading as pleading',
          'pleading_quote.said as said',
        ])
        .where('pleading_block.removed', '=', 0);
      if (pleading !== undefined) query = query.where('pleading_block.pleading', '=', pleading);
      const rows = await query.orderBy('pleading_quote.seq').execute();
      const said = rows.flatMap((row) =>
        (fromJson<z.output<typeof figureQuoted>>(row.said)?.quotes ?? []).map((one) => ({ ...one, row })),
      );
      const now = await quotedFigures(look, [...new Set(said.map(keyOf))]);
      const quotes = said.map(({ row, shown, ...one }) => {
        const current = now.get(keyOf(one)) ?? null;
        return {
          pleading: row.pleading,
          block: row.id,
          ...one,
          written: shown,
          now: current,
          isStale: current !== shown,
        };
      });
      return { quotes, stale: quotes.filter((one) => one.isStale).length };
    },
  }),
];
