// Questions about drafts that went out as Word files, and what the files that came back propose.
import { z } from 'zod';
import { idOf } from '../../../base/ids.ts';
import { type Question, question } from '../../../ledger/room.ts';
import type { PleadingTables } from '../view.ts';
import { currentBlocks, draftsOf, isOpen, returnRow } from './rows.ts';
import { canonical, saysSame } from './source-text.ts';
import { lossReason, proposal } from './types.ts';

const EXAMPLE_RETURN = `drt_${'0'.repeat(26)}`;
const shownMark = z.object({
  id: z.string(),
  words: z.string(),
  block: z.string(),
  number: z.string().nullable(),
});

export const DRAFT_QUESTIONS: readonly Question[] = [
  question({
    name: 'draft.list',
    summary: 'The Word files that were written of a pleading, and those that came back.',
    input: z.strictObject({ pleading: idOf('pleading').optional() }),
    output: z.object({
      drafts: z.array(
        z.object({
          draft: z.string(),
          pleading: z.string(),
          at: z.string(),
          file: z.string(),
          citations: z.number(),
          returns: z.array(
            z.object({
              returned: z.string(),
              at: z.string(),
              file: z.string(),
              proposals: z.number(),
              open: z.number(),
              lost: z.number(),
            }),
          ),
        }),
      ),
    }),
    example: {},
    async answer(look, { pleading }) {
      const rows = await look
        .tables<PleadingTables>()
        .selectFrom('pleading_return')
        .selectAll()
        .orderBy('seq', 'desc')
        .execute();
      const drafts = await draftsOf(look, pleading);
      return {
        drafts: await Promise.all(
          drafts.map(async ({ id, at, said }) => {
            const returns = [];
            for (const row of rows.filter((one) => one.draft === id)) {
              const found = await returnRow(look, row.id);
              if (found === undefined) continue;
              const open = found.said.proposals.filter((one) => isOpen(found, one.n)).length;
              returns.push({
                returned: row.id,
                at: row.at,
                file: found.said.file.name,
                proposals: found.said.proposals.length,
                open,
                lost: found.said.citations.lost.length,
              });
            }
            return {
              draft: id,
              pleading: said.pleading,
              at,
              file: said.file.name,
              citations: said.marks.length,
              returns,
            };
          }),
        ),
      };
    },
  }),
  question({
    name: 'draft.show',
    summary:
      'What a Word file that came back proposes, paragraph by paragraph, and what became of each citation.',
    input: z.strictObject({ returned: idOf('draftReturn') }),
    output: z.object({
      returned: z.string(),
      draft: z.string(),
      pleading: z.string(),
      file: z.string(),
      at: z.string(),
      proposals: z.array(
        proposal.extend({
          state: z.enum(['open', 'accepted', 'left', 'done']),
          /** The block was changed here too since the draft went out; what it says now. */
          ours: z.string().nullable(),
          number: z.string().nullable(),
          dropped: z.array(shownMark),
        }),
      ),
      citations: z.object({
        sent: z.number(),
        standing: z.number(),
        moved: z.array(shownMark.extend({ to: z.string().nullable() })),
        edited: z.array(shownMark.extend({ now: z.string() })),
        copied: z.array(shownMark.extend({ times: z.number() })),
        byWords: z.array(shownMark),
        lost: z.array(
          shownMark.extend({
            reason: lossReason,
            by: z.string(),
            on: z.string(),
            source: z.string(),
            /** Whether the paragraph as it stands here still has it. */
            stands: z.boolean(),
          }),
        ),
        foreign: z.array(z.string()),
      }),
      /** What the marks in the texts above say, so that a person reads words and no ids. */
      marks: z.array(z.object({ source: z.string(), words: z.string() })),
      remarks: z.array(z.string()),
    }),
    example: { returned: EXAMPLE_RETURN },
    async answer(look, { returned }) {
      const found = await returnRow(look, returned);
      if (found === undefined)
        return {
          returned,
          draft: '',
          pleading: '',
          file: '',
          at: '',
          proposals: [],
          citations: {
            sent: 0,
            standing: 0,
            moved: [],
            edited: [],
            copied: [],
            byWords: [],
            lost: [],
            foreign: [],
          },
          marks: [],
          remarks: [`No file that came back is known as ${returned}.`],
        };
      const { said, draft } = found;
      const current = await currentBlocks(look, draft.said);
      const marks = new Map(draft.said.marks.map((mark) => [mark.id, mark]));
      const shown = (id: string) => {
        const mark = marks.get(id);
        const block = mark?.block ?? '';
        return { id, words: mark?.words ?? '', block, number: current.get(block)?.number ?? null };
      };
      return {
        returned,
        draft: draft.id,
        pleading: draft.said.pleading,
        file: said.file.name,
        at: found.at,
        proposals: said.proposals.map((one) => {
          const now = one.block === null ? undefined : current.get(one.block);
          const isBoth = one.is !== 'write' && (now === undefined || !saysSame(canonical(now.text), one.was));
          const isDone = one.is === 'rewrite' && now !== undefined && saysSame(canonical(now.text), one.text);
          const decided = found.decided.get(one.n)?.as ?? 'open';
          return {
            ...one,
            state: decided === 'open' && isDone ? ('done' as const) : decided,
            ours: decided === 'open' && isBoth && !isDone ? (now?.text ?? '') : null,
            number: now?.number ?? null,
            dropped: one.drops.map(shown),
          };
        }),
        citations: {
          sent: draft.said.marks.length,
          standing: said.citations.standing,
          moved: said.citations.moved.map(({ id, to }) => ({
            ...shown(id),
            to: to === null ? null : (current.get(to)?.number ?? null),
          })),
          edited: said.citations.edited.map(({ id, words }) => ({ ...shown(id), now: words })),
          copied: said.citations.copied.map(({ id, times }) => ({ ...shown(id), times })),
          byWords: said.citations.byWords.map(shown),
          lost: said.citations.lost.map((one) => {
            const mark = marks.get(one.id);
            const text = current.get(mark?.block ?? '')?.text ?? '';
            return {
              ...shown(one.id),
              ...one,
              source: mark?.source ?? '',
              stands: text.includes(mark?.source ?? '\0'),
            };
          }),
          foreign: said.citations.foreign,
        },
        marks: [
          ...new Map(
            draft.said.marks
              .filter(({ source }) => said.proposals.some((one) => `${one.text}${one.was}`.includes(source)))
              .map(({ source, words }) => [source, { source, words }]),
          ).values(),
        ],
        remarks: said.remarks,
      };
    },
  }),
];
