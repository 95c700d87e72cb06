import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cholesky, leastSquares, product, solveSymmetric } from '../../../src/rooms/flows/matrix.ts';
import {
  attributable,
  durbinWatson,
  neweyWest,
  ols,
  olsScores,
  quasiPoisson,
} from '../../../src/rooms/flows/regression.ts';

describe('least squares', () => {
  test('by hand: y = 1 + 2x through (0,1), (1,3), (2,5) with one point lifted by 3', () => {
    // Points (0,1) (1,3) (2,8): slope = Σ(x-1)(y-4)/Σ(x-1)² = (3 + 4)/2 = 3.5, intercept 4 - 3.5 = 0.5.
    const fit = ols(
      [
        [1, 0],
        [1, 1],
        [1, 2],
      ],
      [1, 3, 8],
    );
    expect(fit.coefficients[0]).toBeCloseTo(0.5, 12);
    expect(fit.coefficients[1]).toBeCloseTo(3.5, 12);
    // Residuals 0.5, -1, 0.5: rss 1.5, variance 1.5, slope error sqrt(1.5 / 2).
    expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt(0.75), 12);
    expect(durbinWatson(fit.residuals)).toBeCloseTo((1.5 ** 2 + 1.5 ** 2) / 1.5, 12);
  });

  test('an ill-made system keeps its digits: the Hilbert matrix of order 8', () => {
    const h = Array.from({ length: 8 }, (_, i) => Array.from({ length: 8 }, (__, j) => 1 / (i + j + 1)));
    const fit = leastSquares(
      h,
      h.map((row) => row.reduce((s, v) => s + v, 0)),
    );
    for (const value of fit.coefficients) expect(Math.abs(value - 1)).toBeLessThan(5e-6);
  });

  test('a column that repeats another is refused by its number', () => {
    expect(() =>
      ols(
        [
          [1, 2, 3],
          [1, 4, 5],
          [1, 6, 7],
          [1, 8, 9],
        ],
        [1, 2, 3, 4],
      ),
    ).toThrow(/Column 3/);
    expect(() => ols([[1, 2]], [1])).toThrow(/1 observations cannot carry 2/);
  });

  test('residuals stand square on every column', () => {
    const row = fc.tuple(
      fc.constant(1),
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: -50, max: 50 }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(row, fc.integer({ min: -99, max: 99 })), { minLength: 8, maxLength: 20 }),
        (rows) => {
          const [x, y] = [rows.map(([a]) => [...a]), rows.map(([, b]) => b)];
          let fit: ReturnType<typeof ols>;
          try {
            fit = ols(x, y);
          } catch {
            return;
          }
          for (let j = 0; j < 3; j += 1)
            expect(
              Math.abs(x.reduce((s, r, i) => s + (r[j] ?? 0) * (fit.residuals[i] ?? 0), 0)),
            ).toBeLessThan(1e-7);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('Newey and West with no lag is White’s covariance', () => {
    const x = [
      [1, 0],
      [1, 1],
      [1, 2],
      [1, 3],
    ];
    const fit = ols(x, [1, 3, 8, 9]);
    const meat = [0, 1].map((a) =>
      [0, 1].map((b) =>
        x.reduce((s, row, t) => s + (row[a] ?? 0) * (row[b] ?? 0) * (fit.residuals[t] ?? 0) ** 2, 0),
      ),
    );
    const white = product(product(fit.inverse, meat), fit.inverse);
    neweyWest(olsScores(x, fit), fit.inverse, 0).forEach((row, i) => {
      row.forEach((value, j) => {
        expect(value).toBeCloseTo(white[i]?.[j] ?? 0, 10);
      });
    });
  });
});

describe('quasi-Poisson', () => {
  test('two groups: the coefficient is the log of the ratio of their means', () => {
    // Means 2 and 6: intercept log 2, effect log 3; the rise over the first group is attributable: 12 of 24 − … = 12/18 of group two.
    const x = [0, 0, 0, 1, 1, 1].map((g) => [1, g]);
    const fit = quasiPoisson(x, [1, 2, 3, 5, 6, 7]);
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(2), 6);
    expect(fit.coefficients[1]).toBeCloseTo(Math.log(3), 6);
    // Pearson: (1 + 0 + 1)/2 + (1 + 0 + 1)/6 = 4/3 over 4 degrees of freedom.
    expect(fit.dispersion).toBeCloseTo(1 / 3, 4);
    const part = attributable(x, fit, [1], [0]);
    expect(part.number).toBeCloseTo(12, 4);
    expect(part.fraction).toBeCloseTo(0.5, 4);
    expect(() => quasiPoisson(x, [1, 2, 3, -1, 6, 7])).toThrow(/count/);
  });
});

describe('symmetric systems', () => {
  test('are solved, and refused where they are not positive', () => {
    expect(
      solveSymmetric(
        [
          [4, 2],
          [2, 3],
        ],
        [2, 5],
      ).map((v) => Math.round(v * 1e12) / 1e12),
    ).toEqual([-0.5, 2]);
    expect(() =>
      cholesky([
        [1, 2],
        [2, 1],
      ]),
    ).toThrow(/not positive/);
  });
});
