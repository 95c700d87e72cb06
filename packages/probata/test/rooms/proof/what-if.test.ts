import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WhatIfQuestion } from '../../../src/rooms/proof/case.ts';
import { Evaluation, indexCase, regroup } from '../../../src/rooms/proof/evaluate.ts';
import { askWhatIf, worldOf } from '../../../src/rooms/proof/what-if.ts';
import { smallCases } from './invented-cases.ts';

describe('a what-if that decides only what it touches', () => {
  it('gives every allegation, element and fact the status that an evaluation from scratch gives', () => {
    fc.assert(
      fc.property(
        smallCases,
        fc.array(fc.nat(9), { maxLength: 3 }),
        fc.boolean(),
        fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 2 }),
        fc.array(fc.tuple(fc.nat(9), fc.constantFrom(1 as const, 2 as const, 3 as const)), { maxLength: 2 }),
        (made, excluded, strikes, merged, added) => {
          const index = indexCase(made);
          const groups = [...new Set(made.passages.map(({ group }) => group))];
          const question: WhatIfQuestion = {
            exclude: excluded.flatMap((n) => made.exhibits[n % made.exhibits.length]?.id ?? []),
            mode: strikes ? 'strike' : 'knock-out',
            merges: merged.flatMap(([a, b]) =>
              groups.length === 0
                ? []
                : [
                    {
                      a: groups[a % groups.length] ?? '',
                      b: groups[b % groups.length] ?? '',
                      reason: 'asked',
                    },
                  ],
            ),
            contradictions: added.flatMap(([n, weight]) => {
              const fact = made.facts[n % made.facts.length];
              return fact === undefined ? [] : [{ fact: fact.id, weight }];
            }),
          };
          const before = new Evaluation(index);
          const answer = askWhatIf(before, question);
          const scratch = new Evaluation(regroup(index, question.merges ?? []), worldOf(index, question));
          for (const [n, allegation] of index.allegations.entries())
            expect(answer.allegations[n]?.after).toBe(scratch.allegation(allegation));
          const changed = [...scratch.facts].flatMap(([id, { status }]) => {
            const was = before.facts.get(id)?.status;
            return was === undefined || was === status ? [] : [{ id, before: was, after: status }];
          });
          const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
          expect(answer.facts.toSorted(byId)).toEqual(changed.sort(byId));
        },
      ),
      { numRuns: 200 },
    );
  });
});
