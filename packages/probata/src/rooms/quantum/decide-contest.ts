// The commands of what is contested and decided: the other side's case, awards, instalments, doubles, withdrawals.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import { type Command, command, parseInput } from '../../ledger/room.ts';
import { partRow } from './ask.ts';
import { change } from './counter-case.ts';
import { exhibitsBehind, money, partCommand, passages, text, withExhibits, ZERO } from './part-command.ts';
import { awardEntered, counterCaseEntered, doubleJudged, instalmentsOrdered } from './types.ts';

const anyItem = z
  .string()
  .regex(/^(head|line|asm|ctr|awd|reg|smp)_[0-9a-z]{26}$/, 'must be the id of a part of the claim');
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2035-05-26')
  .nullable()
  .default(null);
/** Checked for its form, kept as it was said. */
const saidChange = z.custom<JsonObject>().superRefine((value, context) => {
  const parsed = change.safeParse(value);
  if (!parsed.success)
    for (const issue of parsed.error.issues)
      context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
});

export const CONTEST_COMMANDS: readonly Command[] = [
  partCommand({
    name: 'counter-case.enter',
    summary:
      'Enter the claim as the other side would have it, change by change, each with its ground; or set one anew (id).',
    kind: 'counter-case.entered',
    noun: 'counterCase',
    input: z.strictObject({
      id: idOf('counterCase').optional(),
      title: text(400),
      party: idOf('party').nullable().default(null),
      changes: z
        .array(z.strictObject({ title: text(400), change: saidChange, ground: text(400), passages }))
        .min(1)
        .max(200),
    }),
    example: {
      title: 'The Respondent’s figures',
      changes: [
        {
          title: 'Interest at 2 %',
          change: { does: 'set-rate', rule: `line_${ZERO}`, annual: '0.02' },
          ground: 'Counter-Memorial, paragraph 7.12.',
        },
      ],
    },
    content: counterCaseEntered,
    say: ({ id: _id, changes, ...rest }) =>
      ({
        ...rest,
        changes: changes.map(({ passages: sources, ...one }) => ({ ...one, sources })),
      }) as JsonObject,
  }),
  partCommand({
    name: 'award.enter',
    summary:
      'Enter what was awarded, refused or reserved under a head, with the ground; or set it anew (id).',
    kind: 'award.entered',
    noun: 'award',
    input: z.strictObject({
      id: idOf('award').optional(),
      head: idOf('head'),
      outcome: z.enum(['awarded', 'refused', 'reserved']),
      sum: money.nullable().default(null),
      ground: text(2000),
      on: day,
      passages,
    }),
    example: {
      head: `head_${ZERO}`,
      outcome: 'awarded',
      sum: { amount: '120000.00', currency: 'USD' },
      ground: 'Judgment, paragraph 86.',
    },
    content: awardEntered as unknown as z.ZodType<JsonObject>,
    check: ({ outcome, sum }) => {
      if ((outcome === 'awarded') !== (sum !== null))
        throw new Refusal(
          'QUANTUM_AWARD_SUM',
          'An award has a sum; what was refused or reserved has none. Give the sum with outcome awarded only.',
        );
    },
    say: ({ id: _id, passages: sources, ...rest }) => ({ ...rest, sources }) as JsonObject,
  }),
  command({
    name: 'instalments.order',
    summary:
      'Enter that a sum is to be paid in equal instalments, cents that do not divide in the first ones.',
    input: z.strictObject({
      sum: money,
      count: instalmentsOrdered.shape.count,
      first: instalmentsOrdered.shape.first,
      everyMonths: instalmentsOrdered.shape.everyMonths.default(12),
      ground: text(2000),
      passages,
    }),
    example: {
      sum: { amount: '325000000.00', currency: 'USD' },
      count: 5,
      first: '2022-09-01',
      everyMonths: 12,
      ground: 'DRC v. Uganda, Judgment of 9 February 2022, paragraph 406.',
    },
    load: (look, input) => exhibitsBehind(look, input),
    decide({ passages: sources, ...rest }, exhibits, act) {
      const said = parseInput('instalments.order', instalmentsOrdered, {
        ...rest,
        sources: withExhibits(sources, exhibits),
      });
      return [{ kind: 'instalments.ordered', subject: act.newId('award'), refs: [...exhibits.keys()], said }];
    },
  }),
  command({
    name: 'double.judge',
    summary: 'Judge whether two entries claim one loss or two; the program only points at them.',
    input: z.strictObject({ ...doubleJudged.shape, first: idOf('line'), second: idOf('line') }),
    example: {
      first: `line_${ZERO}`,
      second: `line_${'0'.repeat(25)}1`,
      outcome: 'two-losses',
      ground: 'Two invoices of one sum, numbered apart.',
    },
    load: async () => null,
    decide({ first, second, ...rest }) {
      if (first === second) throw new Refusal('QUANTUM_DOUBLE_SELF', 'Name two entries, not one twice.');
      const [a, b] = first < second ? [first, second] : [second, first];
      return [{ kind: 'double.judged', subject: a, refs: [b], said: { second: b, ...rest } }];
    },
  }),
  command({
    name: 'item.withdraw',
    summary:
      'Withdraw a head, credit, rule, assumption, table, counter-case, award, register or sample, saying why; it stays in the ledger.',
    input: z.strictObject({ item: anyItem, ground: text(1000) }),
    example: { item: `head_${ZERO}`, ground: 'Pleaded under another head.' },
    load: (look, { item }) => partRow(look, item),
    decide({ item, ground }, row) {
      if (row === undefined)
        throw new Refusal('QUANTUM_PART_UNKNOWN', `There is no ${item} in the claim.`, { item });
      if (row.sort === 'line') return [{ kind: 'line.withdrawn', subject: item, said: { ground } }];
      return [{ kind: 'item.withdrawn', subject: item, said: { ground } }];
    },
  }),
];
