import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ProofCase,
  rankOf,
  STATUSES,
  type Status,
  type UnitKind,
} from '../../../src/rooms/proof/case.ts';
import { AS_IT_IS, Evaluation, indexCase } from '../../../src/rooms/proof/evaluate.ts';
import { type Analysis, analyse, bySizeThenName } from '../../../src/rooms/proof/knock-out.ts';
import { proveCase } from '../../../src/rooms/proof/prove.ts';
import { caseJson, makeCase, smallCases } from './invented-cases.ts';

/** The status when exactly these units are out, by evaluating a case from which they were taken: no gate, no diagram. */
function statusWithout(proofCase: ProofCase, by: UnitKind, out: ReadonlySet<string>): Status {
  const index = indexCase(proofCase);
  const [allegation] = proofCase.allegations;
  if (allegation === undefined) throw new Error('no allegation');
  if (by === 'group') {
    const kept = proofCase.passages.filter(
      ({ bearing, group }) => bearing !== 'supports' || !out.has(index.sourceOf(group)),
    );
    return new Evaluation(indexCase({ ...proofCase, passages: kept })).allegation(allegation);
  }
  const absent = proofCase.exhibits.filter((exhibit) => out.has(by === 'class' ? exhibit.class : exhibit.id));
  const world = { ...AS_IT_IS, absent: new Set(absent.map(({ id }) => id)) };
  return new Evaluation(index, world).allegation(allegation);
}

interface ByForce {
  readonly cuts: string[][];
  readonly paths: string[][];
  readonly pivotal: Map<string, number>;
}

/** Every subset tried. */
function byForce(proofCase: ProofCase, by: UnitKind, level: Status, universe: readonly string[]): ByForce {
  const size = universe.length;
  const holds: boolean[] = [];
  const membersOf = (mask: number): string[] => universe.filter((_, i) => (mask & (1 << i)) !== 0);
  for (let mask = 0; mask < 1 << size; mask += 1)
    holds.push(rankOf(statusWithout(proofCase, by, new Set(membersOf(mask)))) >= rankOf(level));
  const cuts: string[][] = [];
  const paths: string[][] = [];
  const pivotal = new Map(universe.map((unit) => [unit, 0]));
  const everything = (1 << size) - 1;
  for (let mask = 0; mask < 1 << size; mask += 1) {
    const bits = universe.map((_, i) => 1 << i);
    const inside = bits.filter((bit) => (mask & bit) !== 0);
    if (holds[mask] === false && inside.every((bit) => holds[mask ^ bit] === true))
      cuts.push(membersOf(mask));
    // `mask` stands, the rest is out
    const standing = holds[everything ^ mask] === true;
    if (standing && inside.every((bit) => holds[everything ^ mask ^ bit] === false))
      paths.push(membersOf(mask));
    universe.forEach((unit, i) => {
      const bit = 1 << i;
      if ((mask & bit) === 0 && holds[mask] !== holds[mask | bit])
        pivotal.set(unit, (pivotal.get(unit) ?? 0) + 1);
    });
  }
  return { cuts: cuts.sort(bySizeThenName), paths: paths.sort(bySizeThenName), pivotal };
}

function analyseCase(proofCase: ProofCase, by: UnitKind, level: Status, maxOrder: number | null): Analysis {
  const [allegation] = proofCase.allegations;
  if (allegation === undefined) throw new Error('no allegation');
  return analyse(indexCase(proofCase), allegation, { by, level, maxOrder });
}

const levels = fc.constantFrom(...STATUSES.filter((status) => status !== 'empty'));
const kinds = fc.constantFrom<UnitKind>('exhibit', 'group', 'class');

describe('knocking out', () => {
  it('gives exactly the sets and the pivotal counts that trying every subset gives', () => {
    fc.assert(
      fc.property(smallCases, levels, kinds, (proofCase, level, by) => {
        const analysis = analyseCase(proofCase, by, level, null);
        const forced = byForce(proofCase, by, level, analysis.universe);
        expect(analysis.minimalCutSets).toEqual(forced.cuts);
        expect(analysis.minimalPathSets).toEqual(forced.paths);
        for (const { unit, pivotal, cutsByOrder } of analysis.importance ?? []) {
          expect([unit, pivotal]).toEqual([unit, BigInt(forced.pivotal.get(unit) ?? 0)]);
          cutsByOrder.forEach((count, order) => {
            const containing = forced.cuts.filter((cut) => cut.length === order && cut.includes(unit));
            expect(count).toBe(BigInt(containing.length));
          });
        }
      }),
      { numRuns: 400 },
    );
  });

  it('truncated at an order, gives the complete answer up to that order', () => {
    fc.assert(
      fc.property(
        smallCases,
        levels,
        kinds,
        fc.integer({ min: 1, max: 4 }),
        (proofCase, level, by, order) => {
          const all = analyseCase(proofCase, by, level, null).minimalCutSets;
          const some = analyseCase(proofCase, by, level, order).minimalCutSets;
          expect(some).toEqual(all.filter((cut) => cut.length <= order));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds cut sets each of which meets every path set', () => {
    fc.assert(
      fc.property(smallCases, levels, kinds, (proofCase, level, by) => {
        const { minimalCutSets, minimalPathSets } = analyseCase(proofCase, by, level, null);
        for (const cut of minimalCutSets)
          for (const path of minimalPathSets ?? [])
            expect(cut.some((unit) => path.includes(unit))).toBe(true);
      }),
    );
  });

  it('does not depend on the order in which entries came', () => {
    fc.assert(
      fc.property(smallCases, levels, kinds, (proofCase, level, by) => {
        const turned = {
          ...proofCase,
          passages: proofCase.passages.toReversed(),
          facts: proofCase.facts.toReversed(),
        };
        expect(analyseCase(turned, by, level, null)).toEqual(analyseCase(proofCase, by, level, null));
      }),
    );
  });

  it('by saved selection, an exhibit falls with any selection that holds it', () => {
    // F needs one weight-3 source: E1 (in both selections) or E2 (in none, hence never knocked out) or E3 (late)
    const words = (passages: readonly string[]) =>
      makeCase({
        exhibits: ['E1', 'E2', 'E3'],
        facts: ['F'],
        passages: passages.map((exhibit) => ({ exhibit, fact: 'F', weight: 3 })),
        more: {
          selections: [
            { id: 'late', exhibits: ['E1', 'E3'] },
            { id: 'anonymous', exhibits: ['E1'] },
          ],
        },
      });
    expect(analyseCase(words(['E1', 'E3']), 'selection', 'proved', null)).toMatchObject({
      universe: ['anonymous', 'late'],
      minimalCutSets: [['late']],
      minimalPathSets: [['late']],
    });
    expect(analyseCase(words(['E1', 'E2']), 'selection', 'proved', null).minimalCutSets).toEqual([]);
  });

  it('keeps its conventions at the edges', () => {
    const none = makeCase({ exhibits: ['E1'], facts: ['F'], passages: [] });
    expect(analyseCase(none, 'exhibit', 'proved', null)).toMatchObject({
      minimalCutSets: [[]],
      minimalPathSets: [],
    });
    const conceded = makeCase({ exhibits: ['E1'], facts: [{ id: 'F', premise: 'conceded' }], passages: [] });
    expect(analyseCase(conceded, 'exhibit', 'proved', null)).toMatchObject({
      minimalCutSets: [],
      minimalPathSets: [[]],
    });
  });

  it('keeps what hurts: an exhibit that helps one fact and hurts another', () => {
    // E1 proves F and contradicts G (weight 2 against 2: contested). Struck, G is proved; knocked out, it stays contested.
    const json = caseJson({
      exhibits: ['E1', 'E2', 'E3', 'E4'],
      facts: ['F', 'G'],
      passages: [
        { exhibit: 'E1', fact: 'F', weight: 3 },
        { exhibit: 'E4', fact: 'F', weight: 3 },
        { exhibit: 'E2', fact: 'G', weight: 2 },
        { exhibit: 'E3', fact: 'G', weight: 2 },
        { exhibit: 'E1', fact: 'G', weight: 2, bearing: 'contradicts' },
      ],
      nodes: [{ id: 'N', op: 'all', of: ['fact:F', 'fact:G'] }],
      root: 'node:N',
      more: {
        ask: {
          whatIf: [
            { exclude: ['E1'], mode: 'strike' },
            { exclude: ['E1'], mode: 'knock-out' },
          ],
        },
      },
    });
    const result = proveCase(json);
    expect(result.allegations['A']?.status).toBe('contested');
    expect(result.whatIf.map(({ statuses }) => statuses['A'])).toEqual(['proved', 'contested']);
  });

  it('says so when a complete answer is too large and gives a truncated one', () => {
    const exhibits = Array.from({ length: 24 }, (_, i) => `E${i}`);
    const proofCase = makeCase({
      exhibits,
      facts: exhibits.map((_, i) => `F${i}`),
      passages: exhibits.flatMap((exhibit, i) => [
        { exhibit, fact: `F${i}`, weight: 2 },
        { exhibit: `E${(i * 7 + 3) % 24}`, fact: `F${i}`, weight: 2 },
        { exhibit: `E${(i * 11 + 5) % 24}`, fact: `F${i}`, weight: 2 },
      ]),
      nodes: [{ id: 'N', op: 'all', of: exhibits.map((_, i) => `fact:F${i}`) }],
      root: 'node:N',
    });
    const [allegation] = proofCase.allegations;
    if (allegation === undefined) throw new Error('no allegation');
    const limits = { listed: 100, nodes: 200, fallbackOrder: 2, pivotalWhenTruncated: false };
    const analysis = analyse(
      indexCase(proofCase),
      allegation,
      { by: 'exhibit', level: 'proved', maxOrder: null },
      limits,
    );
    expect(analysis.maxOrder).toBe(2);
    expect(analysis.truncatedBecause).toBe('the complete answer needs more than 200 nodes');
    expect(analysis.minimalCutSets).toEqual(analyseCase(proofCase, 'exhibit', 'proved', 2).minimalCutSets);
  });
});
