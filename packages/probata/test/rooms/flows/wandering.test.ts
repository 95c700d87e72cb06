// A level that wanders by itself is not read as an effect of a date, and what little a series says of it is carried along.
import { describe, expect, test } from 'vitest';
import { interruptedSeries, PLAIN } from '../../../src/rooms/flows/interrupted.ts';
import { filterLevel } from '../../../src/rooms/flows/local-level.ts';
import { Generator } from '../../../src/rooms/flows/random.ts';
import { carryOn, stepOf, stepUpTo, wanderingRegression } from '../../../src/rooms/flows/wandering.ts';

const walk = (n: number, step: number, noise: number, seed: number): number[] => {
  const g = new Generator(seed);
  let level = 0;
  return Array.from({ length: n }, () => {
    const value = level + noise * g.normal();
    level += step * g.normal();
    return value;
  });
};
const none = (y: readonly number[]): number[][] => y.map(() => []);

describe('a regression on a wandering level', () => {
  test('without regressors each way of wandering forecasts as the Kalman filter of that way does', () => {
    const y = walk(60, 0.3, 1, 4);
    const fit = wanderingRegression(none(y), y);
    for (const part of fit.parts) {
      const filtered = filterLevel(y, { sigma2Eps: part.sigma2, sigma2Eta: part.q * part.sigma2 });
      expect(part.level).toBeCloseTo(filtered.state[60] ?? Number.NaN, 9);
      expect(part.levelVariance * part.sigma2).toBeCloseTo(filtered.variance[60] ?? Number.NaN, 9);
    }
    expect(fit.parts.reduce((sum, one) => sum + one.weight, 0)).toBeCloseTo(1, 2);
  });

  test('an exact step on a still level is given back; where the level walks its error is wide', () => {
    const step = (seed: number, size: number) => {
      const y = walk(100, size, 0.5, seed).map((value, t) => value + (t >= 60 ? 5 : 0));
      return wanderingRegression(
        y.map((_, t) => [t >= 60 ? 1 : 0]),
        y,
      );
    };
    const still = step(7, 0);
    expect(Math.abs((still.coefficients[0] ?? 0) - 5)).toBeLessThan(0.4);
    const error = (fit: ReturnType<typeof step>): number => Math.sqrt(fit.covariance[0]?.[0] ?? 0);
    expect(error(step(7, 0.5))).toBeGreaterThan(3 * error(still));
    expect(stepOf(step(7, 0.5))).toBeGreaterThan(0.3);
    expect(stepUpTo(still, 0.975)).toBeLessThan(0.3);
  });

  test('a sum far ahead is surer than its parts only while the level stands', () => {
    const y = walk(120, 0.4, 0.2, 9);
    const fit = wanderingRegression(none(y), y);
    const ahead = carryOn(
      fit,
      Array.from({ length: 12 }, () => []),
    );
    expect(ahead.errors.at(-1)).toBeGreaterThan(2 * (ahead.errors[0] ?? 0));
    // Twelve independent errors would add up to the root of their squares; a walk adds up to far more.
    expect(ahead.sumError).toBeGreaterThan(
      2 * Math.hypot(...ahead.errors.slice(0, 12).map(() => ahead.errors[0] ?? 0)),
    );
    expect(ahead.sum).toBeCloseTo(12 * (ahead.expected[0] ?? 0), 9);
  });

  test('two regressors that are one are refused', () => {
    const y = walk(40, 0.1, 1, 2);
    expect(() =>
      wanderingRegression(
        y.map((_, t) => [t, 2 * t]),
        y,
      ),
    ).toThrow(/move as one/);
    expect(() => wanderingRegression(none(y.slice(0, 3)), y.slice(0, 3))).toThrow(/Too few/);
  });
});

describe('an interrupted series', () => {
  test('on walks without an effect it rejects about five times in a hundred, where least squares rejects most', () => {
    let [wandering, plain] = [0, 0];
    for (let s = 0; s < 60; s += 1) {
      const y = walk(96, 0.3, 0.6, 300 + s);
      if (interruptedSeries(y, 84, { ...PLAIN, trend: false, errors: 'wandering' }).levelChange.p < 0.05)
        wandering += 1;
      if (interruptedSeries(y, 84, { ...PLAIN, trend: false, errors: 'ols' }).levelChange.p < 0.05)
        plain += 1;
    }
    expect(wandering).toBeLessThanOrEqual(8);
    expect(plain).toBeGreaterThan(20);
  });
});
