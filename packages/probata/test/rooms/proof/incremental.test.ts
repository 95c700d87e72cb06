import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CasePassage, STATUSES, type UnitKind, type Weight } from '../../../src/rooms/proof/case.ts';
import { Evaluation, indexCase } from '../../../src/rooms/proof/evaluate.ts';
import { type CaseEdit, LiveCase } from '../../../src/rooms/proof/incremental.ts';
import { analyse } from '../../../src/rooms/proof/knock-out.ts';
import { makeCase, smallCases } from './invented-cases.ts';

const strokes = fc.array(fc.tuple(fc.nat(5), fc.nat(99), fc.nat(99), fc.nat(99), fc.nat(3)), {
  maxLength: 8,
});
const NOTE = { reason: 'edited', by: 'test', at: '2025-01-02' };

/** Turns random numbers into an edit that fits the case as it stands. */
function editFrom(
  live: LiveCase,
  [kind, a, b, c, weight]: [number, number, number, number, number],
  n: number,
): CaseEdit {
  const { passages, exhibits, facts } = live.proofCase;
  const passage = passages[a % Math.max(1, passages.length)];
  const exhibit = exhibits[b % exhibits.length];
  const fact = facts[c % facts.length];
  if (exhibit === undefined || fact === undefined) throw new Error('an empty case');
  const fresh: CasePassage = {
    id: `new-${n}`,
    exhibit: exhibit.id,
    pin: '',
    fact: fact.id,
    bearing: a % 4 === 0 ? 'contradicts' : 'supports',
    group: `g${a % 4}`,
    directness: 'unknown',
    contemporaneity: 'unknown',
    interest: 'unknown',
    override: { to: weight as Weight, ...NOTE },
  };
  if (kind === 0 || passage === undefined) return { kind: 'put-passage', passage: fresh };
  if (kind === 1) return { kind: 'remove-passage', id: passage.id };
  if (kind === 2)
    return { kind: 'put-passage', passage: { ...passage, override: { to: weight as Weight, ...NOTE } } };
  if (kind === 3) return { kind: 'put-passage', passage: { ...passage, fact: fact.id, exhibit: exhibit.id } };
  if (kind === 4)
    return {
      kind: 'put-exhibit',
      exhibit: { ...exhibit, status: b % 2 === 0 ? 'offered' : 'excluded', class: 'witness' },
    };
  return a % 2 === 0
    ? { kind: 'merge-groups', merge: { a: `g${a % 4}`, b: `g${b % 4}`, reason: 'same' } }
    : { kind: 'put-fact', fact: { ...fact, premise: b % 2 === 0 ? 'conceded' : 'needs-proof' } };
}

describe('a case under edit', () => {
  it('equals the same case read from scratch, after every edit', () => {
    fc.assert(
      fc.property(
        smallCases,
        strokes,
        fc.constantFrom<UnitKind>('exhibit', 'group', 'class'),
        (proofCase, list, by) => {
          const live = new LiveCase(proofCase);
          list.forEach((stroke, n) => {
            live.apply(editFrom(live, stroke, n));
            const index = indexCase(live.proofCase);
            const scratch = new Evaluation(index);
            const [allegation] = index.allegations;
            if (allegation === undefined) return;
            expect(live.status('A')).toBe(scratch.allegation(allegation));
            for (const [key, result] of scratch.facts) {
              const kept = live.evaluation.fact(result.fact.id, result.profile.id);
              expect([key, kept.status, kept.counts, kept.rule]).toEqual([
                key,
                result.status,
                result.counts,
                result.rule,
              ]);
            }
            for (const level of STATUSES.slice(1)) {
              const mine = live.analyse('A', by, level, 3);
              const fromScratch = analyse(index, allegation, { by, level, maxOrder: 3 });
              expect(mine.minimalCutSets).toEqual(fromScratch.minimalCutSets);
              expect(mine.universe).toEqual(fromScratch.universe);
              expect(mine.importance?.map(({ unit }) => unit)).toEqual(
                fromScratch.importance?.map(({ unit }) => unit),
              );
            }
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives back the very same answer when an edit changes nothing that matters', () => {
    const live = new LiveCase(
      makeCase({
        exhibits: ['E1', 'E2'],
        facts: ['F'],
        passages: [
          { exhibit: 'E1', fact: 'F', weight: 3 },
          { exhibit: 'E2', fact: 'F', weight: 1 },
        ],
      }),
    );
    const before = live.analyse('A', 'exhibit', 'proved', 3);
    const [, second] = live.proofCase.passages;
    if (second === undefined) throw new Error('no passage');
    live.apply({ kind: 'put-passage', passage: { ...second, pin: 'p. 7' } });
    expect(live.analyse('A', 'exhibit', 'proved', 3)).toBe(before);
  });

  it('refuses an edit that would close a circle or that names nothing', () => {
    const inference = (from: string) => [
      { id: `from-${from}`, from: [from], strength: 2 as const, warrant: 'w' },
    ];
    const live = new LiveCase(
      makeCase({ exhibits: ['E1'], facts: ['F', { id: 'G', inferences: inference('F') }], passages: [] }),
    );
    const circle = { id: 'F', text: '', inferences: inference('G') };
    expect(() => live.apply({ kind: 'put-fact', fact: circle })).toThrow(/F → G → F|G → F → G/);
    expect(() => live.apply({ kind: 'remove-passage', id: 'P9' })).toThrow("passage 'P9' is not in the case");
  });
});
