import { describe, expect, test } from 'vitest';
import { normalCdf } from '../../../src/rooms/flows/distributions.ts';
import { mean, sumOfSquares } from '../../../src/rooms/flows/matrix.ts';
import { Generator } from '../../../src/rooms/flows/random.ts';

/** xoshiro256** and SplitMix64 written plainly on big integers, from the papers' own description. */
function plain(seed: bigint): () => bigint {
  const wrap = (x: bigint): bigint => BigInt.asUintN(64, x);
  const rotate = (x: bigint, k: bigint): bigint => wrap((x << k) | (x >> (64n - k)));
  let state = seed;
  const s = Array.from({ length: 4 }, () => {
    state = wrap(state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = wrap((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = wrap((z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  }) as [bigint, bigint, bigint, bigint];
  return () => {
    const result = wrap(rotate(wrap(s[1] * 5n), 7n) * 9n);
    const t = wrap(s[1] << 17n);
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45n);
    return result;
  };
}

describe('the generator', () => {
  test('is xoshiro256** to the bit, over 20,000 draws of several seeds', () => {
    for (const seed of [0n, 1n, 20_210_719n, 0xffffffffffffffffn]) {
      const ours = new Generator(seed);
      const theirs = plain(seed);
      for (let i = 0; i < 5000; i += 1) expect(ours.next64()).toBe(theirs());
    }
  });

  test('SplitMix64 of seed 0 begins with the published words', () => {
    // Vigna's reference: 0xe220a8397b1dcdaf is the first output for seed 0; the generator's first result follows from it.
    const first = plain(0n)();
    expect(new Generator(0).next64()).toBe(first);
  });

  test('the same seed gives the same draws, another seed others', () => {
    const draw = (seed: number): number[] => {
      const g = new Generator(seed);
      return [g.uniform(), g.normal(), g.gamma(2.5), g.beta(18, 4), g.below(1000)];
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  test('the moments of each distribution come out within four standard errors', () => {
    const n = 100_000;
    const g = new Generator(42);
    const check = (draw: () => number, m: number, v: number): void => {
      const values = Float64Array.from({ length: n }, draw);
      expect(Math.abs(mean(values) - m)).toBeLessThan(4 * Math.sqrt(v / n));
      expect(Math.abs(sumOfSquares(values) / n / v - 1)).toBeLessThan(0.05);
    };
    check(() => g.uniform(), 0.5, 1 / 12);
    check(() => g.normal(), 0, 1);
    check(() => g.gamma(2.5), 2.5, 2.5);
    check(() => g.gamma(0.4), 0.4, 0.4);
    check(() => g.beta(18, 4), 18 / 22, (18 * 4) / (22 * 22 * 23));
    check(() => g.below(6), 2.5, 35 / 12);
  });

  test('normal draws have the shape of the curve, tail and layers included', () => {
    // Counts in 15 cells against the exact probabilities: chi-squared with 14 degrees of freedom, 36.1 at one in a thousand.
    const cuts = [-3.6, -3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3];
    const n = 1_000_000;
    const g = new Generator(2024);
    const counts = new Array<number>(cuts.length + 1).fill(0);
    for (let i = 0; i < n; i += 1) {
      const x = g.normal();
      const cell = cuts.filter((cut) => x > cut).length;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    let chi = 0;
    counts.forEach((count, i) => {
      const low = i === 0 ? 0 : normalCdf(cuts[i - 1] ?? 0);
      const high = i === cuts.length ? 1 : normalCdf(cuts[i] ?? 0);
      const expected = n * (high - low);
      chi += (count - expected) ** 2 / expected;
    });
    expect(chi).toBeLessThan(36.1);
  });

  test('a shuffle keeps every member and favours no place', () => {
    const g = new Generator(3);
    const first = new Array<number>(5).fill(0);
    for (let i = 0; i < 20_000; i += 1) {
      const list = g.shuffle([0, 1, 2, 3, 4]);
      expect([...list].sort().join('')).toBe('01234');
      first[list[0] ?? 0] = (first[list[0] ?? 0] ?? 0) + 1;
    }
    for (const count of first) expect(Math.abs(count - 4000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.16));
  });
});
