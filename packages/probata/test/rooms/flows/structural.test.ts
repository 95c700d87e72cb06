import { describe, expect, test } from 'vitest';
import { Generator } from '../../../src/rooms/flows/random.ts';
import { levelPriorSensitivity, structuralEffect } from '../../../src/rooms/flows/structural.ts';

/** A control that wanders, a series of 1.2 times it plus noise and a level that may wander, and 4 more from point 70. */
function made(seed: number, wander: number, effect = 4): { y: number[]; x: number[] } {
  const g = new Generator(seed);
  let driver = 0;
  let level = 0;
  const x: number[] = [];
  const y: number[] = [];
  for (let t = 0; t < 100; t += 1) {
    driver = 0.95 * driver + g.normal();
    level += wander * g.normal();
    x.push(100 + driver);
    y.push(1.2 * driver + level + g.normal() + (t >= 70 ? effect : 0));
  }
  return { y, x };
}

describe('structural time series', () => {
  test('find the effect and the weight of the control, in chains that agree', () => {
    const { y, x } = made(1, 0);
    const run = structuralEffect(y, [x], 70, new Generator(2), { draws: 1500, burn: 300 });
    expect(run.meanEffect.interval[0]).toBeLessThan(4);
    expect(run.meanEffect.interval[1]).toBeGreaterThan(4);
    expect(Math.abs(run.meanEffect.mean - 4)).toBeLessThan(1);
    expect(run.inclusion).toEqual([1]);
    expect(run.rHat).toBeLessThan(1.05);
    expect(run.effectiveDraws).toBeGreaterThan(200);
    expect(run.cumulativeEffect.mean).toBeCloseTo(30 * run.meanEffect.mean, 8);
    expect(run.tail).toBeLessThan(0.01);
  });

  test('the same seed gives the same bytes', () => {
    const { y, x } = made(3, 0);
    const run = (): number =>
      structuralEffect(y, [x], 70, new Generator(7), { draws: 100, burn: 50 }).meanEffect.mean;
    expect(run()).toBe(run());
  });

  test('of many controls the one that matters is kept and the idle ones mostly left out', () => {
    const { y, x } = made(5, 0);
    const idle = Array.from({ length: 9 }, (_, i) => {
      const g = new Generator(100 + i);
      return x.map(() => g.normal());
    });
    const run = structuralEffect(y, [x, ...idle], 70, new Generator(6), { draws: 800, burn: 200 });
    expect(run.inclusion[0]).toBe(1);
    const others = run.inclusion.slice(1).reduce((a, b) => a + b, 0) / 9;
    expect(others).toBeLessThan(0.25);
  });

  test('the interval covers the true effect in 90 to 98 of a hundred series with a still level', () => {
    let covered = 0;
    const runs = 200;
    for (let seed = 0; seed < runs; seed += 1) {
      const { y, x } = made(1000 + seed, 0);
      const { interval } = structuralEffect(y, [x], 70, new Generator(seed), {
        draws: 250,
        burn: 80,
        chains: 2,
      }).meanEffect;
      if (interval[0] <= 4 && interval[1] >= 4) covered += 1;
    }
    expect(covered / runs).toBeGreaterThanOrEqual(0.9);
    expect(covered / runs).toBeLessThanOrEqual(0.985);
  });

  test('a wider guess of the level’s step gives a wider interval, and both are shown', () => {
    const { y, x } = made(8, 0.3);
    const rows = levelPriorSensitivity(y, [x], 70, (i) => new Generator(i));
    const width = (row: (typeof rows)[number] | undefined): number =>
      (row?.effect.interval[1] ?? 0) - (row?.effect.interval[0] ?? 0);
    expect(width(rows.at(-1))).toBeGreaterThan(width(rows[0]) * 1.3);
  });

  test('gaps and short histories are refused', () => {
    expect(() => structuralEffect([1, 2, 3], [], 2, new Generator(1))).toThrow(/five points/);
    expect(() => structuralEffect([1, 2, 3, 4, 5, 6, Number.NaN], [], 6, new Generator(1))).toThrow(/whole/);
  });
});
