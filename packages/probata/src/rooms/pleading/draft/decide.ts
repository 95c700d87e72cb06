// The commands of a draft that came back: take a proposal, leave it, take the decision back, and put a lost citation back.
import { z } from 'zod';
import { Refusal } from '../../../base/errors.ts';
import { idOf } from '../../../base/ids.ts';
import { readText } from '../../../base/texts.ts';
import { type Command, command } from '../../../ledger/room.ts';
import type { Look } from '../../../ports/ledger-store.ts';
import { blockRow, blockStands, placesOf } from '../ask.ts';
import { chainOf } from '../chain.ts';
import { quotedDraft, quotesOf } from '../figures.ts';
import type { Quoted } from '../types.ts';
import { type ReturnRow, returnRow } from './rows.ts';
import { accept, decision, type Known, proposalOf, type Stands, takenBack, withWords } from './take.ts';
import { markId } from './types.ts';

const ZERO = '0'.repeat(26);
const chosen = {
  returned: idOf('draftReturn'),
  proposals: z.array(z.number().int().min(1)).min(1).max(5000),
};

async function known(look: Look, returned: string, numbers: readonly number[]): Promise<Known> {
  const found = await returnRow(look, returned);
  const blocks = new Map<string, Stands>();
  const quotes = new Map<number, readonly Quoted[]>();
  for (const one of found?.said.proposals ?? []) {
    if (!numbers.includes(one.n)) continue;
    for (const id of [one.block, found?.decided.get(one.n)?.made]) {
      const stands = id == null ? undefined : await blockStands(look, id);
      if (id != null && stands !== undefined) blocks.set(id, stands);
    }
    if (one.text !== '') quotes.set(one.n, await quotesOf(look, one.text));
  }
  const places = found === undefined ? [] : await placesOf(look, found.draft.said.pleading);
  return { found, blocks, quotes, chain: chainOf(places) };
}

function returnOf({ found }: Known, returned: string): ReturnRow {
  if (found === undefined)
    throw new Refusal(
      'DRAFT_RETURN_UNKNOWN',
      `No file that came back is known as ${returned}. List them with 'probata draft list'.`,
    );
  return found;
}

export const DRAFT_COMMANDS: readonly Command[] = [
  command({
    name: 'draft.accept',
    summary:
      'Accept changes that a Word file proposes; each is entered like a change made here, and can be taken back.',
    input: z.strictObject({
      ...chosen,
      /** Citations that the change would drop are kept, at the end of the paragraph. */
      keep: z.boolean().default(false),
      /** The paragraph was changed here too: the Word file's words take its place. */
      over: z.boolean().default(false),
    }),
    example: { returned: `drt_${ZERO}`, proposals: [1, 2], keep: true },
    load: (look, input) => known(look, input.returned, input.proposals),
    decide(input, state, act) {
      const found = returnOf(state, input.returned);
      const made = new Map(
        [...found.decided].flatMap(([n, one]) =>
          one.as === 'accepted' && one.made !== undefined ? [[n, one.made as string]] : [],
        ),
      );
      return [...new Set(input.proposals)]
        .sort((a, b) => a - b)
        .flatMap((n) => {
          const one = proposalOf(found, n);
          if (found.decided.get(n)?.as === 'accepted')
            throw new Refusal('DRAFT_ACCEPTED_ALREADY', `Change ${n} was accepted already.`);
          return accept(found, one, state, act, made, input);
        });
    },
  }),
  command({
    name: 'draft.leave',
    summary:
      'Leave changes that a Word file proposes: the pleading stays as it is, and the file is not asked again.',
    input: z.strictObject(chosen),
    example: { returned: `drt_${ZERO}`, proposals: [3] },
    load: (look, input) => known(look, input.returned, []),
    decide(input, state) {
      const found = returnOf(state, input.returned);
      return input.proposals.map((n) => {
        proposalOf(found, n);
        if (found.decided.get(n)?.as === 'accepted')
          throw new Refusal(
            'DRAFT_ACCEPTED_ALREADY',
            `Change ${n} was accepted; take that back first (draft reopen).`,
          );
        return decision(found, n, { as: 'left' });
      });
    },
  }),
  command({
    name: 'draft.reopen',
    summary:
      'Take back what was decided of changes: the paragraph stands as before, and the change is open again.',
    input: z.strictObject(chosen),
    example: { returned: `drt_${ZERO}`, proposals: [1] },
    load: (look, input) => known(look, input.returned, input.proposals),
    decide(input, state) {
      const found = returnOf(state, input.returned);
      return [...new Set(input.proposals)]
        .sort((a, b) => b - a)
        .flatMap((n) => [
          ...takenBack(found, proposalOf(found, n), state),
          decision(found, n, { as: 'open' }),
        ]);
    },
  }),
  command({
    name: 'citation.put-back',
    summary: 'Put a citation that a Word file lost back at the end of its paragraph.',
    input: z.strictObject({ returned: idOf('draftReturn'), citation: markId }),
    example: { returned: `drt_${ZERO}`, citation: 'X7K2QM0001' },
    async load(look, input) {
      const found = await returnRow(look, input.returned);
      const mark = found?.draft.said.marks.find((one) => one.id === input.citation);
      const stands = mark === undefined ? undefined : await blockStands(look, mark.block);
      const row = mark === undefined ? undefined : await blockRow(look, mark.block);
      const text =
        stands === undefined || found === undefined
          ? ''
          : readText(stands.text, found.draft.said.language).text;
      const next = mark === undefined ? '' : `${text.trimEnd()} ${mark.source}`;
      return { found, mark, stands, row, text, next, quotes: next === '' ? [] : await quotesOf(look, next) };
    },
    decide(input, { found, mark, stands, row, text, next, quotes }) {
      if (found === undefined || mark === undefined)
        throw new Refusal('DRAFT_CITATION_UNKNOWN', `The citation ${input.citation} is not of this draft.`);
      if (stands === undefined || row === undefined || row.removed)
        throw new Refusal(
          'DRAFT_BLOCK_GONE',
          'The paragraph of this citation is removed here. Take the removal back, or cite it in another paragraph.',
          { block: mark.block },
        );
      if (text.includes(mark.source))
        throw new Refusal('DRAFT_CITATION_STANDS', 'The paragraph still has this citation.', {
          block: mark.block,
        });
      return [
        {
          kind: 'block.rewritten',
          subject: mark.block,
          refs: [row.pleading],
          said: { text: withWords(stands.text, found.draft.said.language, next), kind: row.kind },
        },
        ...quotedDraft(mark.block, quotes),
      ];
    },
  }),
  command({
    name: 'block.restore',
    summary: 'Put a removed block back in its place, in the words that it had.',
    input: z.strictObject({ block: idOf('block') }),
    example: { block: `blk_${ZERO}` },
    load: (look, { block }) => blockRow(look, block),
    decide({ block }, row) {
      if (row === undefined || !row.removed)
        throw new Refusal('PLEADING_BLOCK_STANDS', `The block ${block} is not removed.`, { block });
      return [{ kind: 'block.restored', subject: block, refs: [row.pleading], said: {} }];
    },
  }),
];
