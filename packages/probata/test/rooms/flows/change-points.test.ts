import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakIntervals, breakSets, breaksByBic, supF } from '../../../src/rooms/flows/breaks.ts';
import {
  binarySegmentation,
  type CostKind,
  optimalPartition,
  pelt,
  penaltyPath,
  singleChange,
} from '../../../src/rooms/flows/change-points.ts';
import { Generator } from '../../../src/rooms/flows/random.ts';

function steps(levels: readonly number[], length: number, seed: number, sd = 1): number[] {
  const g = new Generator(seed);
  return levels.flatMap((level) => Array.from({ length }, () => level + sd * g.normal()));
}

describe('change points', () => {
  test('by hand: 1 1 1 5 5 5 changes after the third point and then costs nothing', () => {
    const one = singleChange([1, 1, 1, 5, 5, 5], 'mean');
    // About the mean 3 each point is off by 2: 6 × 4 = 24 before.
    expect(one).toEqual({ changePoint: 3, saving: 24, costBefore: 24, costAfter: 0 });
  });

  test('PELT finds exactly what trying everything finds, for each cost and shortest stretch', () => {
    const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 60 });
    const kinds = fc.constantFrom<CostKind>('mean', 'mean-variance', 'poisson');
    fc.assert(
      fc.property(
        values,
        kinds,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 20 }),
        (y, kind, minLength, penalty) => {
          const quick = pelt(y, kind, penalty + 0.37, minLength);
          const slow = optimalPartition(y, kind, penalty + 0.37, minLength);
          const total = (s: typeof quick): number => s.cost + (penalty + 0.37) * s.changePoints.length;
          expect(total(quick)).toBeCloseTo(total(slow), 7);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('binary segmentation finds plain steps; the penalty path shows the plateau of the true number', () => {
    const y = steps([0, 6, 0, 6], 50, 11);
    expect(binarySegmentation(y, 'mean', 30, 10).changePoints).toEqual([50, 100, 150]);
    const path = penaltyPath(y, 'mean', 5, 5000);
    const widest = path.reduce((a, b) => (b.to / b.from > a.to / a.from ? b : a));
    expect(widest.changePoints).toEqual([50, 100, 150]);
    for (let i = 1; i < path.length; i += 1) expect(path[i]?.from).toBeCloseTo(path[i - 1]?.to ?? 0, 6);
  });

  test('gaps, negative counts and short series are refused', () => {
    expect(() => pelt([1, Number.NaN, 2, 3], 'mean', 1)).toThrow(/Point 2 is missing/);
    expect(() => pelt([1, -1, 2, 3], 'poisson', 1)).toThrow(/negative/);
    expect(() => pelt([1, 2, 3], 'mean', 1, 2)).toThrow(/cannot hold/);
  });

  test('of 100,000 points with 99 changes all are found', () => {
    const y = steps(
      Array.from({ length: 100 }, (_, i) => (i % 2) * 3),
      1000,
      5,
    );
    const found = pelt(y, 'mean', 2 * Math.log(y.length), 2);
    expect(found.changePoints.length).toBeGreaterThanOrEqual(99);
  });
});

describe('dated breaks', () => {
  test('one step is found with an interval around it', () => {
    const y = steps([10, 12], 60, 3);
    const sets = breakSets(y);
    expect(breaksByBic(sets)).toBe(1);
    const [interval] = breakIntervals(y, sets[1]?.breaks ?? []);
    expect(Math.abs((interval?.at ?? 0) - 60)).toBeLessThanOrEqual(2);
    expect(interval?.low).toBeLessThanOrEqual(interval?.at ?? 0);
    expect(interval?.high).toBeGreaterThanOrEqual(interval?.at ?? 0);
  });

  test('the 95 % interval holds the true date in 90 to 99 of a hundred simulated series', () => {
    let inside = 0;
    const runs = 300;
    for (let seed = 0; seed < runs; seed += 1) {
      const y = steps([0, 1.2], 60, seed);
      const one = singleChange(y, 'mean', 9).changePoint;
      const [interval] = breakIntervals(y, [one]);
      if (interval !== undefined && (interval.low ?? 0) <= 60 && (interval.high ?? 0) >= 60) inside += 1;
    }
    expect(inside / runs).toBeGreaterThan(0.9);
    expect(inside / runs).toBeLessThan(0.995);
  });

  test('without a break the test of one rejects in about five of a hundred', () => {
    let rejected = 0;
    for (let seed = 1000; seed < 1400; seed += 1) if (supF(steps([0], 120, seed)).p < 0.05) rejected += 1;
    expect(rejected).toBeLessThanOrEqual(34); // 8 % of 400 and a little chance
  });
});
