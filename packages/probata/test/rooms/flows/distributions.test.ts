import { describe, expect, test } from 'vitest';
import {
  betaQuantile,
  binomialTail,
  chiSquaredTail,
  fTail,
  logGamma,
  logNormalCdf,
  normalCdf,
  normalQuantile,
  normalTail,
  tQuantile,
  tTail,
} from '../../../src/rooms/flows/distributions.ts';

describe('distributions', () => {
  test('log gamma: factorials and the square root of pi', () => {
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 13);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 14);
    expect(logGamma(1)).toBeCloseTo(0, 14);
  });

  test('the normal distribution, in the middle and far out', () => {
    // Abramowitz and Stegun, table 26.1: P(1) = 0.84134 47460 68543, Q(5) = 2.86651 57 e-7.
    expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14);
    expect(normalTail(5) / 2.866515718791939e-7).toBeCloseTo(1, 12);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    for (const p of [1e-12, 1e-5, 0.1, 0.5, 0.9, 0.99999])
      expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 10);
    expect(logNormalCdf(-40)).toBeCloseTo(-804.608442, 5);
    expect(logNormalCdf(-29.99)).toBeCloseTo(logNormalCdf(-30.01) + 0.6, 1);
  });

  test('t, chi-squared, F, binomial and beta at printed values', () => {
    expect(tQuantile(0.975, 10)).toBeCloseTo(2.2281388519862744, 10);
    expect(tQuantile(0.025, 10)).toBeCloseTo(-2.2281388519862744, 10);
    expect(tTail(2.2281388519862744, 10)).toBeCloseTo(0.025, 12);
    expect(chiSquaredTail(3.841458820694124, 1)).toBeCloseTo(0.05, 12);
    expect(fTail(4.964602743730711, 1, 10)).toBeCloseTo(0.05, 10);
    // P(X ≥ 8) of ten tosses: (45 + 10 + 1) / 1024.
    expect(binomialTail(8, 10, 0.5)).toBeCloseTo(56 / 1024, 14);
    expect([binomialTail(0, 10, 0.5), binomialTail(11, 10, 0.5)]).toEqual([1, 0]);
    expect(betaQuantile(0.5, 1, 1)).toBeCloseTo(0.5, 14);
  });
});
