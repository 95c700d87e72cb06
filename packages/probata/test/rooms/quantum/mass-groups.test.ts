// Groups of claims drawn whole: anyone draws them again, and their error is that of groups.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Generator } from '../../../src/rooms/flows/index.ts';
import { clusterTotal } from '../../../src/rooms/flows/survey.ts';
import { allocate } from '../../../src/rooms/quantum/mass/draw.ts';
import { examineGroups } from '../../../src/rooms/quantum/mass/examine-groups.ts';
import { extrapolate, groupEffect, spokenOfGroups } from '../../../src/rooms/quantum/mass/extrapolate.ts';
import { drawGroups, groupsOf } from '../../../src/rooms/quantum/mass/groups.ts';
import { frameOf, readRegister } from '../../../src/rooms/quantum/mass/register.ts';

const HEAD = 'id,district,family,claimed';
const COLUMNS = { id: 'id', strata: ['district'], claimed: 'claimed' };

/** Families of one to six in one district each, whose claims are accepted alike; every eleventh claim stands alone. */
function families(n: number, seed: number, apart = false) {
  const random = new Generator(seed);
  const accepted = new Map<string, number>();
  const rows: string[] = [];
  for (let family = 0; rows.length < n; family += 1) {
    const share = 0.1 + 0.8 * random.uniform();
    const size = 1 + random.below(6);
    for (let k = 0; k < size && rows.length < n; k += 1) {
      const id = `C${String(rows.length).padStart(6, '0')}`;
      const minor = 40_000 + random.below(20_000);
      accepted.set(id, Math.floor(minor * share));
      const district = ['North', 'South'][(apart ? family + k : family) % 2];
      rows.push(
        `${id},${district},${rows.length % 11 === 0 ? '' : `F${family}`},${(minor / 100).toFixed(2)}`,
      );
    }
  }
  const table = readRegister([HEAD, ...rows].join('\n'));
  const frame = frameOf(table, COLUMNS, 'EUR');
  return { accepted, rows, table, frame, groups: groupsOf(frame, table, COLUMNS, 'family') };
}
type Made = ReturnType<typeof families>;

function sampled({ frame, groups, accepted }: Made, size: number, seed: number) {
  const sizes = allocate(groups, size, 'proportional', 'groups');
  const drawn = drawGroups(frame, groups, sizes, seed);
  const results = new Map(
    Array.from(drawn.places, (place) => {
      const id = frame.ids[place] ?? '';
      return [id, accepted.get(id) ?? 0];
    }),
  );
  const spoken = spokenOfGroups(examineGroups(frame, drawn, results, []));
  return { drawn, sizes, results, spoken, all: extrapolate(spoken, 'EUR') };
}
const of = (all: ReturnType<typeof extrapolate>, estimator: string, silence = 'nothing') => {
  const found = all.find((one) => one.estimator === estimator && one.silence === silence);
  if (found === undefined) throw new Error(`no ${estimator}`);
  return found;
};

describe('groups', () => {
  test('are the same whatever the order of the rows, lie within strata or are one stratum, and a claim may stand alone', () => {
    const nested = families(600, 1);
    expect(nested.groups.isNested).toBe(true);
    const turned = readRegister([HEAD, ...[...nested.rows].reverse()].join('\n'));
    const other = groupsOf(nested.frame, turned, COLUMNS, 'family');
    expect(other.hash).toBe(nested.groups.hash);
    expect(drawGroups(nested.frame, other, allocate(other, 40, 'equal'), 5).listHash).toBe(
      drawGroups(nested.frame, nested.groups, allocate(nested.groups, 40, 'equal'), 5).listHash,
    );
    expect(nested.groups.names.filter((one) => one.startsWith('\t')).length).toBe(Math.ceil(600 / 11));
    expect([...nested.groups.sizes].reduce((sum, one) => sum + one, 0)).toBe(600);
    const across = families(600, 1, true);
    expect(across.groups.isNested).toBe(false);
    expect(across.groups.strata.map((one) => one.count)).toEqual([across.groups.names.length]);
  });

  test('are drawn as the page of the format says: its hashes follow from that page alone', () => {
    const made = families(300, 9);
    const { drawn, sizes } = sampled(made, 30, 20_350_526);
    // Written anew from docs/formats/claim-register.md: xoshiro256** over unbounded integers, Floyd, code-unit order.
    const MASK = (1n << 64n) - 1n;
    const words: bigint[] = [];
    let state = 20_350_526n;
    for (let i = 0; i < 4; i += 1) {
      state = (state + 0x9e3779b97f4a7c15n) & MASK;
      let z = state;
      z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
      z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
      words.push(z ^ (z >> 31n));
    }
    let [a, b, c, d] = words as [bigint, bigint, bigint, bigint];
    const turn = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (64n - k))) & MASK;
    const next = (): bigint => {
      const result = (turn((b * 5n) & MASK, 7n) * 9n) & MASK;
      const t = (b << 17n) & MASK;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= t;
      d = turn(d, 45n);
      return result;
    };
    const below = (n: number): number => {
      const limit = 4_294_967_296 - (4_294_967_296 % n);
      for (;;) {
        const high = Number(next() >> 32n);
        if (high < limit) return high % n;
      }
    };
    const claims = made.rows
      .map((row) => row.split(','))
      .map(([id = '', district = '', family = '']) => ({ id, district, family, group: family || `\t${id}` }))
      .sort((x, y) => (x.id < y.id ? -1 : 1));
    const hash = (lines: readonly string[]): string =>
      createHash('sha256').update(lines.join('')).digest('hex');
    expect(hash(claims.map((one) => `${one.id}\t${one.family}\n`))).toBe(made.groups.hash);
    const chosen = new Set<string>();
    for (const { stratum, drawn: size } of sizes) {
      const names = [
        ...new Set(claims.filter((one) => one.district === stratum).map((one) => one.group)),
      ].sort();
      const taken = new Set<number>();
      for (let j = names.length - size; j < names.length; j += 1) {
        const t = below(j + 1);
        taken.add(taken.has(t) ? j : t);
      }
      for (const place of taken) chosen.add(names[place] ?? '');
    }
    const listed = claims.filter((one) => chosen.has(one.group)).map((one) => `${one.id}\n`);
    expect(hash(listed)).toBe(drawn.listHash);
  });
});

describe('what drawn groups say of all', () => {
  test('agrees with the cluster estimator claim by claim, its error and its bound by Student’s t', () => {
    const made = families(1500, 3, true);
    const { drawn, results, all } = sampled(made, 60, 11);
    const ids = Array.from(drawn.places, (place) => made.frame.ids[place] ?? '');
    const cluster = Array.from(drawn.places, (place) => String(made.groups.groupOf[place]));
    const peer = clusterTotal(
      {
        cluster,
        clusterSize: new Map(cluster.map((name) => [name, made.groups.sizes[Number(name)] ?? 0])),
        clusters: made.groups.names.length,
      },
      ids.map((id) => (results.get(id) ?? 0) / 100),
    );
    const mean = of(all, 'mean');
    const euros = (sum: { readonly minor: bigint }): number => Number(sum.minor) / 100;
    expect(euros(mean.estimate)).toBeCloseTo(peer.estimate, 1);
    expect(euros(mean.standardError)).toBeCloseTo(peer.standardError, 1);
    expect(euros(mean.low)).toBeCloseTo(peer.interval[0], 1);
    expect(euros(mean.lowerBound)).toBeCloseTo(peer.lowerBound, 1);
  });

  test('its bound holds in about 95 of a hundred draws, where one that took claims for single would hold less', () => {
    const made = families(1500, 4);
    const truth = BigInt([...made.accepted.values()].reduce((sum, one) => sum + one, 0));
    let [held, effects] = [0, 0];
    for (let seed = 1; seed <= 200; seed += 1) {
      const { all, spoken } = sampled(made, 60, seed);
      if (of(all, 'ratio').lowerBound.minor <= truth) held += 1;
      effects += groupEffect(spoken) ?? 0;
    }
    expect(held).toBeGreaterThanOrEqual(180);
    expect(held).toBeLessThanOrEqual(199);
    // Families are accepted alike: as many claims drawn one by one would have shown far less scatter.
    expect(effects / 200).toBeGreaterThan(2);
  });

  test('unanswered claims count as nothing in the one, and as the answered of their group in the other', () => {
    const made = families(600, 5);
    const { drawn, results } = sampled(made, 50, 2);
    const some = new Map([...results].filter((_one, i) => i % 3 !== 0));
    const all = extrapolate(spokenOfGroups(examineGroups(made.frame, drawn, some, [])), 'EUR');
    expect(of(all, 'ratio').estimate.minor).toBeLessThan(of(all, 'ratio', 'left-out').estimate.minor);
  });

  test('a whole frame drawn has no error, and its total is the total', () => {
    const made = families(200, 6);
    const { all } = sampled(made, made.groups.names.length, 1);
    expect(of(all, 'mean').standardError.minor).toBe(0n);
    expect(of(all, 'mean').estimate.minor).toBe(
      BigInt([...made.accepted.values()].reduce((sum, one) => sum + one, 0)),
    );
  });

  test('a result of a claim whose group was not drawn is refused', () => {
    const made = families(200, 7);
    const { drawn } = sampled(made, 20, 1);
    const inIt = new Set(Array.from(drawn.places, (place) => made.frame.ids[place]));
    const other = made.frame.ids.find((id) => !inIt.has(id)) ?? '';
    expect(() => examineGroups(made.frame, drawn, new Map([[other, 1]]), [])).toThrow(/not in the sample/u);
  });
});
