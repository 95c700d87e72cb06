// The commands of pleading.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { readText, type Texts, textsInput } from '../../base/texts.ts';
import { type Command, command } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { blockRow, lastBlock, placesOf, pleadingRow } from './ask.ts';
import { chainOf } from './chain.ts';
import { FIGURE_COMMANDS, quotedDraft, quotesOf } from './figures.ts';
import { blockKind, blockRemoved, pleadingOpened } from './types.ts';

const EXAMPLE_PLEADING = `ple_${'0'.repeat(26)}`;
const EXAMPLE_BLOCK = `blk_${'0'.repeat(26)}`;

function unknownBlock(block: string): Refusal {
  return new Refusal('PLEADING_BLOCK_UNKNOWN', `The block ${block} is not in this pleading.`, { block });
}

/** The figures that a text quotes, as the claim gives them at this moment. */
async function quotesIn(look: Look, pleading: string, text: Texts) {
  const opened = await pleadingRow(look, pleading);
  return quotesOf(look, readText(text, opened?.language ?? 'en').text);
}

export const PLEADING_COMMANDS: readonly Command[] = [
  command({
    name: 'pleading.open',
    summary: 'Open a pleading: an application, a memorial, a study.',
    input: pleadingOpened.extend({
      title: textsInput,
      numbering: pleadingOpened.shape.numbering.default('plain'),
      language: pleadingOpened.shape.language.default('en'),
      isFiled: z.boolean().default(true),
    }),
    example: { type: 'memorial', title: 'Memorial of Aurelia', shortTitle: 'Memorial', numbering: 'chapter' },
    load: async () => null,
    decide: (said, _state, act) => [{ kind: 'pleading.opened', subject: act.newId('pleading'), said }],
  }),
  command({
    name: 'block.write',
    summary:
      'Write a block into a pleading: a chapter, heading, paragraph, quotation, submission or summary.',
    input: z.strictObject({
      pleading: idOf('pleading'),
      kind: blockKind.default('paragraph'),
      text: textsInput,
      /** Left out: at the end. */
      after: idOf('block').nullable().optional(),
    }),
    example: {
      pleading: EXAMPLE_PLEADING,
      kind: 'paragraph',
      text: `The flights rose from 9 to 31 a week [@fact_${'0'.repeat(26)}].`,
    },
    load: async (look, input) => ({
      pleading: await pleadingRow(look, input.pleading),
      last: await lastBlock(look, input.pleading),
      quotes: await quotesIn(look, input.pleading, input.text),
      after: typeof input.after === 'string' ? await blockRow(look, input.after) : undefined,
    }),
    decide(input, state, act) {
      if (state.pleading === undefined)
        throw new Refusal(
          'PLEADING_UNKNOWN',
          `There is no pleading ${input.pleading}. List them with 'probata pleading list'.`,
          { pleading: input.pleading },
        );
      if (typeof input.after === 'string' && state.after?.pleading !== input.pleading)
        throw unknownBlock(input.after);
      const after = input.after === undefined ? state.last : input.after;
      const block = act.newId('block');
      return [
        {
          kind: 'block.written',
          subject: block,
          refs: [input.pleading],
          said: { pleading: input.pleading, kind: input.kind, text: input.text, after },
        },
        ...quotedDraft(block, state.quotes),
      ];
    },
  }),
  command({
    name: 'block.rewrite',
    summary: 'Write a block anew.',
    input: z.strictObject({ block: idOf('block'), text: textsInput, kind: blockKind.optional() }),
    example: { block: EXAMPLE_BLOCK, text: 'The flights tripled within four months.' },
    load: async (look, input) => {
      const row = await blockRow(look, input.block);
      return { row, quotes: row === undefined ? [] : await quotesIn(look, row.pleading, input.text) };
    },
    decide({ block, text, kind }, { row, quotes }) {
      if (row === undefined || row.removed) throw unknownBlock(block);
      return [
        {
          kind: 'block.rewritten',
          subject: block,
          refs: [row.pleading],
          said: { text, kind: kind ?? row.kind },
        },
        ...quotedDraft(block, quotes),
      ];
    },
  }),
  command({
    name: 'block.move',
    summary: 'Move a block after another one, or to the first place.',
    input: z.strictObject({ block: idOf('block'), after: idOf('block').nullable() }),
    example: { block: EXAMPLE_BLOCK, after: null },
    async load(look, input) {
      const block = await blockRow(look, input.block);
      return {
        block,
        after: input.after === null ? null : await blockRow(look, input.after),
        places: block === undefined ? [] : await placesOf(look, block.pleading),
      };
    },
    decide({ block, after }, state) {
      if (state.block === undefined || state.block.removed) throw unknownBlock(block);
      if (after === block) throw new Refusal('PLEADING_MOVE_SELF', 'A block cannot stand after itself.');
      if (after !== null && state.after?.pleading !== state.block.pleading) throw unknownBlock(after);
      const refs = [state.block.pleading];
      const relinked = chainOf(state.places).move(block, after);
      return relinked.map((one) => ({
        kind: 'block.moved',
        subject: one.block,
        refs,
        said: { after: one.after },
      }));
    },
  }),
  command({
    name: 'block.remove',
    summary: 'Remove a block, saying why; its wording stays in the ledger.',
    input: z.strictObject({ block: idOf('block'), ...blockRemoved.shape }),
    example: { block: EXAMPLE_BLOCK, ground: 'Said already in paragraph 12.' },
    load: (look, input) => blockRow(look, input.block),
    decide({ block, ground }, row) {
      if (row === undefined || row.removed) throw unknownBlock(block);
      return [{ kind: 'block.removed', subject: block, refs: [row.pleading], said: { ground } }];
    },
  }),
  ...FIGURE_COMMANDS,
];
