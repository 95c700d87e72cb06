import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proveCase } from '../../../src/rooms/proof/prove.ts';
import { type Flavour, furtherCase, largeCase, MIXED, seeds } from './further-cases.ts';
import { caseJson } from './invented-cases.ts';
import { Oracle, type OracleCase, type OracleUnit } from './oracle.ts';

const PLAIN: Flavour = {
  byRules: false,
  contradictions: false,
  inferences: false,
  overrides: false,
  excluded: false,
  ownStandards: false,
  merges: false,
  selections: false,
  ownProfiles: false,
};
const UNITS: readonly OracleUnit[] = ['exhibit', 'group', 'class', 'selection'];
const LEVELS = ['single-sourced', 'arguable', 'contested', 'proved'];
const asSets = (sets: readonly (readonly string[])[]) => sets.map((set) => [...set].sort().join(' ')).sort();

/** Everything that a case asks, answered by the product and by trying every subset, compared word by word. */
function compare(seed: number, flavour: Flavour, most?: number): void {
  const made = furtherCase(seed, flavour, most) as unknown as OracleCase & Record<string, unknown>;
  const oracle = new Oracle(made);
  const ids = made.exhibits.map(({ id }) => id);
  const units = UNITS.filter((by) => by !== 'selection' || made.selections !== undefined);
  const analyses = made.allegations.flatMap(({ id }) =>
    units.flatMap((by) => LEVELS.map((level) => ({ allegation: id, by, level, maxOrder: null }))),
  );
  const whatIf = (['knock-out', 'strike'] as const).flatMap((mode) =>
    [ids.slice(0, 1), ids.slice(-2), ids].map((exclude) => ({ exclude, mode })),
  );
  const result = proveCase({ ...made, ask: { analyses, whatIf } });
  for (const passage of made.passages)
    expect([seed, passage.id, result.weights[passage.id]?.weight]).toEqual([
      seed,
      passage.id,
      oracle.weight(passage),
    ]);
  for (const { id, root, profile } of made.allegations) {
    const mine = result.allegations[id];
    expect([seed, id, mine?.status]).toEqual([seed, id, oracle.status(root, profile)]);
    const reach = oracle.reach(root, profile);
    expect(Object.keys(mine?.facts ?? {}).sort()).toEqual([...reach.facts].sort());
    for (const key of reach.facts) {
      const [fact = '', under = ''] = key.split('@');
      expect([seed, key, mine?.facts[key]]).toEqual([seed, key, oracle.fact(fact, under)]);
      const counted = mine?.counts[key];
      if (counted === undefined) continue;
      const { counts, best } = oracle.counts(fact);
      expect([seed, key, counted.counts, counted.best]).toEqual([seed, key, counts, best]);
      expect([...counted.material].sort()).toEqual(oracle.material(fact, under).sort());
    }
    expect([seed, id, asSets(mine?.gaps ?? [])]).toEqual([seed, id, asSets(oracle.gaps(root, profile))]);
    for (const analysis of mine?.analyses ?? []) {
      const { by, level } = analysis;
      const forced = oracle.analyse(root, profile, by, level);
      const at = [seed, id, by, level];
      expect([...at, analysis.maxOrder, analysis.universe]).toEqual([...at, null, forced.universe]);
      expect([...at, asSets(analysis.minimalCutSets)]).toEqual([...at, asSets(forced.cuts)]);
      expect([...at, asSets(analysis.minimalPathSets ?? [])]).toEqual([...at, asSets(forced.paths)]);
      const bySize: Record<string, number> = {};
      for (const cut of forced.cuts) bySize[cut.length] = (bySize[cut.length] ?? 0) + 1;
      expect([...at, analysis.countByOrder]).toEqual([...at, bySize]);
      const isBelow = forced.cuts.some((cut) => cut.length === 0);
      expect([...at, analysis.importance]).toEqual([...at, isBelow ? undefined : forced.importance]);
    }
  }
  whatIf.forEach(({ exclude, mode }, i) => {
    for (const { id, root, profile } of made.allegations)
      expect([seed, id, mode, exclude, result.whatIf[i]?.statuses[id]]).toEqual([
        seed,
        id,
        mode,
        exclude,
        oracle.whatIf(root, profile, exclude, mode),
      ]);
  });
}

const check = (flavour: Flavour, numRuns: number, most?: number): void =>
  fc.assert(
    fc.property(seeds, (seed) => compare(seed, flavour, most)),
    { numRuns },
  );

describe('cases of the form probata-proof-case/1 are answered as by trying every subset', () => {
  it('plain: all, any and k of n over groups', () => check(PLAIN, 60));
  it('with contradictions, answered and not', () => check({ ...PLAIN, contradictions: true }, 60));
  it('with inferences on inferences', () => check({ ...PLAIN, inferences: true, contradictions: true }, 60));
  it('with premises and overrides of both spellings', () =>
    check({ ...PLAIN, overrides: true, inferences: true }, 60));
  it('with exhibits that are excluded already', () =>
    check({ ...PLAIN, excluded: true, contradictions: true }, 60));
  it('with standards of their own on nodes, and edited standards', () =>
    check({ ...PLAIN, ownStandards: true, ownProfiles: true, contradictions: true }, 60));
  it('weighed by the rules', () => check({ ...PLAIN, byRules: true, contradictions: true }, 60));
  it('with merged origins, origins of exhibits and saved selections', () =>
    check({ ...PLAIN, merges: true, selections: true }, 60));
  it('with everything at once', () => check(MIXED, 150));
});

describe('large cases', () => {
  /** Sets of up to two exhibits by trying every pair: a fact is decided anew only when an exhibit of its own is out. */
  const byPairs = (made: OracleCase, root: string, profile: string): string[][] => {
    const oracle = new Oracle(made);
    const universe = oracle.universe(root, profile, 'exhibit');
    const fails = (...out: string[]): boolean => oracle.whatIf(root, profile, out, 'knock-out') !== 'proved';
    const ones = universe.filter((unit) => fails(unit));
    const rest = universe.filter((unit) => !ones.includes(unit));
    const pairs = rest.flatMap((a, i) => rest.slice(i + 1).flatMap((b) => (fails(a, b) ? [[a, b]] : [])));
    return [...ones.map((one) => [one]), ...pairs];
  };

  it('are answered to an order as by trying every set of that size', () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const made = largeCase(seed, 24, 40) as unknown as OracleCase & Record<string, unknown>;
      const [allegation] = made.allegations;
      if (allegation === undefined) throw new Error('no allegation');
      const analyses = [{ allegation: 'A1', by: 'exhibit', level: 'proved', maxOrder: 2 }];
      const mine = proveCase({ ...made, ask: { analyses } }).allegations['A1']?.analyses[0];
      expect([seed, asSets(mine?.minimalCutSets ?? [])]).toEqual([
        seed,
        asSets(byPairs(made, allegation.root, allegation.profile)),
      ]);
    }
  });

  it('list every set that they count, however many', () => {
    // three routes, each of thirty facts on an exhibit of its own: one exhibit out of each route, 30 x 30 x 30 sets
    const route = (n: number) => Array.from({ length: 30 }, (_, i) => `F${n * 30 + i + 1}`);
    const facts = [0, 1, 2].flatMap(route);
    const json = caseJson({
      exhibits: facts.map((fact) => `E-${fact}`),
      facts,
      passages: facts.map((fact) => ({ exhibit: `E-${fact}`, fact, weight: 3 })),
      nodes: [
        ...[0, 1, 2].map((n) => ({ id: `N${n}`, op: 'all', of: route(n).map((fact) => `fact:${fact}`) })),
        { id: 'R', op: 'any', of: ['node:N0', 'node:N1', 'node:N2'] },
      ],
      root: 'node:R',
    });
    const analyses = [{ allegation: 'A', by: 'exhibit', level: 'proved', maxOrder: 3 }];
    const mine = proveCase({ ...json, ask: { analyses } }).allegations['A']?.analyses[0];
    expect(mine?.countByOrder).toEqual({ 3: 27_000 });
    expect(mine?.minimalCutSets.length).toBe(27_000);
  });
});
