import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankOf } from '../../../src/rooms/proof/case.ts';
import { Evaluation, indexCase } from '../../../src/rooms/proof/evaluate.ts';
import {
  findNestingBreaks,
  HOUSE_STANDARDS,
  patternMet,
  STANDARD_DISCLAIMER,
} from '../../../src/rooms/proof/standards.ts';
import { makeCase } from './invented-cases.ts';

describe('the standards of proof', () => {
  it('are nested: what a stricter one accepts, a laxer one accepts', () => {
    expect(findNestingBreaks(HOUSE_STANDARDS)).toEqual([]);
  });

  it('are nested for every count of sources', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), fc.nat(5), (a, b, c) => {
        const counts = [a, a + b, a + b + c] as const;
        const accepted = HOUSE_STANDARDS.map((profile) => patternMet(profile, counts) >= 0);
        expect(accepted).toEqual(accepted.toSorted((left, right) => Number(left) - Number(right)));
      }),
    );
  });

  it('give statuses that never fall from a stricter to a laxer one, contradictions included', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 5 });
    fc.assert(
      fc.property(weights, weights, (support, against) => {
        const words = (list: readonly number[], bearing: string, from: number) =>
          list.map((weight, i) => ({ exhibit: `E${from + i}`, fact: 'F', weight, bearing }));
        const passages = [...words(support, 'supports', 0), ...words(against, 'contradicts', 20)];
        const exhibits = passages.map(({ exhibit }) => exhibit);
        const evaluation = new Evaluation(indexCase(makeCase({ exhibits, facts: ['F'], passages })));
        const ranks = HOUSE_STANDARDS.map(({ id }) => rankOf(evaluation.fact('F', id).status));
        expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
      }),
    );
  });

  it('warn when an edited standard breaks the nesting', () => {
    const [conclusive, convincing] = HOUSE_STANDARDS;
    if (conclusive === undefined || convincing === undefined) throw new Error('house standards are missing');
    const stricter = { ...convincing, sufficiency: [{ w3: 3, w2: 3, w1: 3 }] };
    const breaks = findNestingBreaks([conclusive, stricter]);
    expect(breaks[0]?.message).toContain('2-2-2 sources suffice for fully conclusive but not for');
  });

  it('carry their disclaimer and their marks', () => {
    expect(STANDARD_DISCLAIMER).toBe(
      'a house rule for preparing the case, not a statement of how the Court decides',
    );
    for (const { authority } of HOUSE_STANDARDS) expect(authority).toMatch(/^\[R\] to be checked: /);
  });
});
