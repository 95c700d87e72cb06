// Smaller parts by hand: how exact a printed figure is, hidden bias in pairs, shares of a variance, gaps drawn anew.
import { expect, test } from 'vitest';
import { bridged, imputeLevel } from '../../../src/rooms/flows/imputation.ts';
import type { Input } from '../../../src/rooms/flows/monte-carlo.ts';
import { largestRankGamma, medianDifference, signedRankBound } from '../../../src/rooms/flows/pairs.ts';
import { Generator } from '../../../src/rooms/flows/random.ts';
import { bearingOf } from '../../../src/rooms/flows/read-statements.ts';
import { varianceShares } from '../../../src/rooms/flows/shares.ts';

test('the words beside a figure say how exact it is', () => {
  expect(bearingOf('', '8106', 2)).toEqual({ bears: 'exact', margin: null });
  expect(bearingOf('rounded_100', '7700', 2)).toEqual({ bears: 'rounded', margin: '100' });
  expect(bearingOf('rounded', '8900', 2)).toEqual({ bears: 'rounded', margin: '100' });
  expect(bearingOf('about', '4200', 2)).toEqual({ bears: 'about', margin: '100' });
  expect(bearingOf('more than', '1600', 2)).toEqual({ bears: 'at-least', margin: null });
  expect(bearingOf('not more than', '23', 2)).toEqual({ bears: 'at-most', margin: null });
  expect(() => bearingOf('perhaps', '5', 2)).toThrow(/Row 2 says “perhaps”/);
});

test('signed ranks: without bias both bounds are one p, and the bias that loses the finding is found', () => {
  const differences = [3, 5, 8, -1, 6, 9, 4, 7, 10, -2, 11, 12];
  const even = signedRankBound(differences, 1);
  expect(even.lower).toBe(even.upper);
  // Ranks of the two below: 1 and 2, so that 75 of 78 lie above.
  expect(even.statistic).toBe(75);
  const gamma = largestRankGamma(differences, 0.05);
  expect(signedRankBound(differences, gamma).upper).toBeLessThanOrEqual(0.05);
  expect(signedRankBound(differences, gamma + 0.01).upper).toBeGreaterThan(0.05);
});

test('ten pairs: the second and the ninth difference hold the median in 97.9 of a hundred', () => {
  const middle = medianDifference([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95);
  expect(middle).toMatchObject({ median: 5.5, low: 2, high: 9 });
  expect(middle.level).toBeCloseTo(0.978515625, 9);
});

test('shares of a sum of independent inputs are those of their variances; a constant has none', () => {
  const inputs: Input[] = [
    { name: 'wide', distribution: { kind: 'normal', mean: 0, sd: 3 } },
    { name: 'narrow', distribution: { kind: 'normal', mean: 0, sd: 1 } },
    { name: 'fixed', distribution: { kind: 'constant', value: 5 } },
  ];
  const sum = (v: Float64Array): number => (v[0] ?? 0) + (v[1] ?? 0) + (v[2] ?? 0);
  const shares = varianceShares(inputs, sum, 40_000, new Generator(3)).map((one) => one.first);
  expect(Math.abs((shares[0] ?? 0) - 0.9)).toBeLessThan(0.02);
  expect(Math.abs((shares[1] ?? 0) - 0.1)).toBeLessThan(0.02);
  expect(shares[2]).toBe(0);
});

test('what was seen is never changed, and what was not is drawn differently each time', () => {
  const g = new Generator(5);
  const y = Array.from({ length: 40 }, (_, t) => (t === 12 || t === 13 ? Number.NaN : 100 + 5 * g.normal()));
  const drawn = imputeLevel(y, 5, new Generator(6));
  for (const series of drawn)
    series.forEach((value, t) => {
      if (!Number.isNaN(y[t] ?? 0)) expect(value).toBe(y[t]);
    });
  expect(new Set(drawn.map((series) => series[12])).size).toBe(5);
  expect(Math.abs((bridged(y)[12] ?? 0) - 100)).toBeLessThan(15);
});
