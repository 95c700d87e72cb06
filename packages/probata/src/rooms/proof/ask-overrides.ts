// The question that lists what persons set in place of the rules.
import { z } from 'zod';
import { type Question, question } from '../../ledger/room.ts';
import { evaluate, proofTables } from './look-up.ts';
import { status } from './types.ts';

const overrideList = question({
  name: 'override.list',
  summary:
    'Statuses and weights set by a person in place of the rules: who, when and why; also those taken back.',
  input: z.strictObject({}),
  output: z.object({
    statuses: z.array(
      z.object({
        fact: z.string(),
        text: z.string(),
        to: status.nullable(),
        reason: z.string(),
        by: z.string(),
        at: z.string(),
        /** The one that counts now; earlier ones and those taken back do not. */
        inForce: z.boolean(),
      }),
    ),
    weights: z.array(
      z.object({
        citation: z.string(),
        fact: z.string(),
        exhibit: z.string(),
        to: z.number(),
        reason: z.string(),
        by: z.string(),
        at: z.string(),
      }),
    ),
  }),
  example: {},
  async answer(look) {
    const rows = await proofTables(look)
      .selectFrom('proof_override_history')
      .selectAll()
      .orderBy('seq')
      .execute();
    const last = new Map(rows.map((row) => [row.fact, row.seq]));
    const { index } = await evaluate(look);
    return {
      statuses: rows.map(({ fact, seq, status: to, reason, by, at }) => ({
        fact,
        text: index.facts.get(fact)?.text ?? fact,
        to: to === null ? null : status.parse(to),
        reason,
        by,
        at,
        inForce: to !== null && last.get(fact) === seq,
      })),
      weights: [...index.passages.values()].flatMap(({ passage }) =>
        passage.override === undefined
          ? []
          : [
              {
                citation: passage.id,
                fact: passage.fact,
                exhibit: passage.exhibit,
                ...passage.override,
              },
            ],
      ),
    };
  },
});

export const OVERRIDE_QUESTIONS: readonly Question[] = [overrideList];
