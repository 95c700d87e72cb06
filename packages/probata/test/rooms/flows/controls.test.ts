import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frankWolfeWeights } from '../../../src/rooms/flows/frank-wolfe.ts';
import { minimise } from '../../../src/rooms/flows/nelder-mead.ts';
import { Generator } from '../../../src/rooms/flows/random.ts';
import { simplexWeights } from '../../../src/rooms/flows/simplex.ts';
import {
  controlGivenV,
  controlWithPredictors,
  leaveOneOut,
  outcomeControl,
  type Panel,
  placebos,
} from '../../../src/rooms/flows/synthetic-control.ts';
import { controlDid, placeboError, plainDid, syntheticDid } from '../../../src/rooms/flows/synthetic-did.ts';

const value = (columns: readonly Float64Array[], b: Float64Array, w: Float64Array): number =>
  b.reduce(
    (sum, target, i) => sum + (columns.reduce((s, a, j) => s + (w[j] ?? 0) * (a[i] ?? 0), 0) - target) ** 2,
    0,
  );

describe('weights on the simplex', () => {
  test('by hand: the point (1, 1) between (0, 0), (2, 0) and (0, 2) is half of the last two', () => {
    const w = simplexWeights(
      [
        [0, 0],
        [2, 0],
        [0, 2],
      ].map((c) => Float64Array.from(c)),
      Float64Array.from([1, 1]),
    );
    expect([...w].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([0, 0.5, 0.5]);
    // A point outside is met at the nearest edge: (3, 3) at the middle of the far side.
    const far = simplexWeights(
      [
        [0, 0],
        [2, 0],
        [0, 2],
      ].map((c) => Float64Array.from(c)),
      Float64Array.from([3, 3]),
    );
    expect([...far].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([0, 0.5, 0.5]);
  });

  test('no mix drawn at random does better, for more or fewer columns than rows', () => {
    const sizes = fc.tuple(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 1e6 }),
    );
    fc.assert(
      fc.property(sizes, ([k, n, seed]) => {
        const g = new Generator(seed);
        const columns = Array.from({ length: k }, () => Float64Array.from({ length: n }, () => g.normal()));
        const target = Float64Array.from({ length: n }, () => g.normal());
        const w = simplexWeights(columns, target);
        expect(w.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        expect(Math.min(...w)).toBeGreaterThanOrEqual(0);
        const best = value(columns, target, w);
        for (let i = 0; i < 50; i += 1) {
          const raw = Float64Array.from({ length: k }, () => g.gamma(0.3));
          const sum = raw.reduce((a, b) => a + b, 0);
          expect(
            value(
              columns,
              target,
              raw.map((v) => v / sum),
            ),
          ).toBeGreaterThanOrEqual(best - 1e-8);
        }
        const published = frankWolfeWeights(columns, target, 0, 1e-9);
        expect(value(columns, target, published)).toBeGreaterThanOrEqual(best - 1e-8);
      }),
      { numRuns: 200 },
    );
  });
});

describe('Nelder and Mead', () => {
  test('find the bottom of Rosenbrock’s valley', () => {
    const end = minimise(
      (x) => (1 - (x[0] ?? 0)) ** 2 + 100 * ((x[1] ?? 0) - (x[0] ?? 0) ** 2) ** 2,
      [-1.2, 1],
      0.5,
      2000,
    );
    expect(end.point[0]).toBeCloseTo(1, 3);
    expect(end.point[1]).toBeCloseTo(1, 3);
  });
});

/** Ten units of two common factors; the first is a mix of the second and third, and falls by 5 after 20 of 30 times. */
function made(seed: number): Panel {
  const g = new Generator(seed);
  const factors = [0, 1].map(() => {
    let level = 50;
    return Float64Array.from({ length: 30 }, () => (level += g.normal()));
  });
  const loadings = Array.from({ length: 10 }, () => [0.2 + g.uniform(), 0.2 + g.uniform()] as const);
  const values = loadings.map(([a, b]) =>
    Float64Array.from(
      { length: 30 },
      (_, t) => a * (factors[0]?.[t] ?? 0) + b * (factors[1]?.[t] ?? 0) + 0.05 * g.normal(),
    ),
  );
  values[0] = Float64Array.from(
    { length: 30 },
    (_, t) => 0.4 * (values[1]?.[t] ?? 0) + 0.6 * (values[2]?.[t] ?? 0) - (t >= 20 ? 5 : 0),
  );
  return {
    units: values.map((_, i) => `unit ${i}`),
    times: Array.from({ length: 30 }, (_, t) => 2000 + t),
    values,
    before: 20,
  };
}

describe('synthetic control', () => {
  const panel = made(4);

  test('finds the mix it was made of and the fall', () => {
    const run = outcomeControl(panel, 0);
    expect(run.weights['unit 1']).toBeCloseTo(0.4, 3);
    expect(run.weights['unit 2']).toBeCloseTo(0.6, 3);
    expect(run.effect).toBeCloseTo(-5, 3);
    expect(run.preRmspe).toBeLessThan(1e-4);
  });

  test('a placebo test of ten units can say no more than one in ten', () => {
    const fake = placebos(panel, 0);
    expect([fake.rank, fake.p, fake.smallestP]).toEqual([1, 0.1, 0.1]);
    expect(fake.runs).toHaveLength(10);
  });

  test('leaving out a donor that matters worsens the fit', () => {
    for (const one of leaveOneOut(panel, 0)) expect(one.preRmspe).toBeGreaterThan(1e-4);
  });

  test('a search over V repeats itself from its seed, shows every start, and no fixed V fits better', () => {
    const predictors = [0, 7, 19].map((t) => Float64Array.from(panel.values, (row) => row[t] as number));
    const run = controlWithPredictors(panel, 0, predictors, new Generator(5), 3, 150);
    expect(controlWithPredictors(panel, 0, predictors, new Generator(5), 3, 150).v).toEqual(run.v);
    expect(run.starts).toHaveLength(3);
    expect(run.preMspe).toBeCloseTo(run.preRmspe ** 2, 10);
    const even = controlGivenV(panel, 0, predictors, [1 / 3, 1 / 3, 1 / 3]);
    expect(run.preRmspe).toBeLessThanOrEqual(even.preRmspe + 1e-12);
    const flat = predictors.map((row) => row.map(() => 1));
    expect(() => controlWithPredictors(panel, 0, flat, new Generator(5))).toThrow(/same for every unit/);
  });
});

describe('synthetic difference in differences', () => {
  const panel = made(9);
  const did = {
    controls: panel.values.slice(1),
    treated: [panel.values[0] as Float64Array],
    before: panel.before,
  };

  test('finds the fall that plain differences miss where the units drift apart', () => {
    expect(Math.abs(syntheticDid(did).effect + 5)).toBeLessThan(Math.abs(plainDid(did).effect + 5) + 0.2);
    expect(syntheticDid(did).effect).toBeCloseTo(-5, 0);
    expect(controlDid(did).effect).toBeCloseTo(-5, 2);
  });

  test('a level of its own and a shock common to all leave it unmoved', () => {
    const shifted = {
      ...did,
      treated: did.treated.map((row) => row.map((v) => v + 100)),
    };
    expect(syntheticDid(shifted).effect).toBeCloseTo(syntheticDid(did).effect, 6);
    expect(plainDid(shifted).effect).toBeCloseTo(plainDid(did).effect, 8);
  });

  test('the placebo error repeats itself from its seed', () => {
    expect(placeboError(did, 20, new Generator(1))).toBe(placeboError(did, 20, new Generator(1)));
  });
});
