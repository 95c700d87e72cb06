// Order in time, a change at a date, what an unseen thing would need: against published figures, exact cases and draws.
import { describe, expect, test } from 'vitest';
import { augmentedControl } from '../../../src/rooms/flows/augmented-control.ts';
import { cosinePi } from '../../../src/rooms/flows/elementary.ts';
import {
  GRANGER_CAUTION,
  grangerTable,
  grangerTest,
  todaYamamoto,
} from '../../../src/rooms/flows/granger.ts';
import { interruptedSeries, PLAIN, placeboDates } from '../../../src/rooms/flows/interrupted.ts';
import { Generator } from '../../../src/rooms/flows/random.ts';
import { adjustedEstimate, robustness } from '../../../src/rooms/flows/sensitivity.ts';
import { structuralEffect } from '../../../src/rooms/flows/structural.ts';
import { clusterTotal } from '../../../src/rooms/flows/survey.ts';
import { outcomeControl, type Panel } from '../../../src/rooms/flows/synthetic-control.ts';

describe('Granger', () => {
  const g = new Generator(3);
  const driver = Array.from({ length: 300 }, () => g.normal());
  const response = driver.map((_, t) => 0.8 * (driver[t - 2] ?? 0) + g.normal());

  test('a driver two points ahead is found at order two, in its own direction only', () => {
    expect(grangerTest(driver, response, 2).p).toBeLessThan(1e-6);
    expect(grangerTest(response, driver, 2).p).toBeGreaterThan(0.01);
    expect(grangerTable(driver, response, 6).chosen).toBe(2);
    expect(todaYamamoto(driver, response, 2).p).toBeLessThan(1e-6);
  });

  test('on unrelated series the five per cent test rejects about five times in a hundred', () => {
    const draws = new Generator(11);
    let rejected = 0;
    for (let i = 0; i < 200; i += 1) {
      const [a, b] = [0, 1].map(() => Array.from({ length: 60 }, () => draws.normal())) as [
        number[],
        number[],
      ];
      if (grangerTest(a, b, 2).p < 0.05) rejected += 1;
    }
    expect(rejected).toBeGreaterThan(2);
    expect(rejected).toBeLessThan(20);
  });

  test('the caution says that it is no test of cause', () => {
    expect(GRANGER_CAUTION).toMatch(/does not say that one causes the other/);
  });
});

describe('interrupted series', () => {
  test('an exact step and bend are given back, and the effect adds up', () => {
    // y = 10 + t/2 before point 20; then 4 more and a quarter more each point.
    const y = Array.from(
      { length: 30 },
      (_, t) => 10 + t / 2 + (t >= 20 ? 4 + (t - 20) / 4 : 0) + (t % 2 === 0 ? 1e-7 : -1e-7),
    );
    const run = interruptedSeries(y, 20);
    expect(run.levelChange.estimate).toBeCloseTo(4, 5);
    expect(run.slopeChange?.estimate).toBeCloseTo(0.25, 5);
    expect(run.cumulative.estimate).toBeCloseTo(40 + 45 / 4, 4); // 10 × 4 and (0 + … + 9) / 4
    expect(run.counterfactual[0]).toBeCloseTo(20, 5);
  });

  test('seasons and a covariate are told apart from the step, and months near the date can be left out', () => {
    const g = new Generator(8);
    const other = Array.from({ length: 72 }, () => g.normal());
    const y = other.map((x, t) => 5 + 2 * x + ((t % 12) - 6) + (t >= 60 ? 3 : 0) + 0.1 * g.normal());
    for (const donut of [0, 1]) {
      const run = interruptedSeries(y, 60, {
        ...PLAIN,
        trend: false,
        season: 12,
        covariates: [other],
        donut,
      });
      expect(run.levelChange.estimate).toBeCloseTo(3, 0);
      expect(run.levelChange.interval[0]).toBeGreaterThan(2);
    }
    expect(
      placeboDates(y, 60, { ...PLAIN, trend: false, season: 12, covariates: [other] }, 6).length,
    ).toBeGreaterThan(20);
  });

  test('cosines come from plain arithmetic', () => {
    for (const u of [0, 0.1, 0.25, 0.3, 0.5, 0.77, 1, 1.4, 2, 17.3])
      expect(cosinePi(u)).toBeCloseTo(Math.cos(Math.PI * u), 13);
  });
});

describe('sensitivity', () => {
  test('the published robustness values for Darfur: 13.9 % and 7.6 %, partial R² 2.2 %', () => {
    // Cinelli and Hazlett (2020), table 1: estimate 0.097, standard error 0.023, t 4.184, 783 degrees of freedom.
    const found = robustness(4.18445, 783);
    expect(found.value).toBeCloseTo(0.1388, 4);
    expect(found.valueAtAlpha).toBeCloseTo(0.0763, 4);
    expect(found.partialR2).toBeCloseTo(0.0219, 4);
  });

  test('a confounder of exactly the robustness value on both sides brings the estimate to zero', () => {
    const { value } = robustness(4.18445, 783);
    expect(adjustedEstimate(0.0973, 0.0973 / 4.18445, 783, value, value)).toBeCloseTo(0, 6);
  });
});

describe('groups of claims', () => {
  test('by hand: three of six groups, wholly examined', () => {
    // Totals 6, 12, 15: mean 11, variance 21. Total 66, variance 36 × (1 - 1/2) × 21 / 3 = 126.
    const sample = {
      cluster: ['a', 'a', 'b', 'b', 'c'],
      clusterSize: new Map([
        ['a', 2],
        ['b', 2],
        ['c', 1],
      ]),
      clusters: 6,
    };
    const found = clusterTotal(sample, [2, 4, 5, 7, 15]);
    expect(found.estimate).toBe(66);
    expect(found.standardError).toBeCloseTo(Math.sqrt(126), 12);
    expect(found.lowerBound).toBeCloseTo(66 - 2.919985580355 * Math.sqrt(126), 6); // t(0.95, 2)
  });

  test('a second step within the groups adds its own error', () => {
    const sample = {
      cluster: ['a', 'a', 'b', 'b'],
      clusterSize: new Map([
        ['a', 4],
        ['b', 2],
      ]),
      clusters: 2,
    };
    // All groups drawn: only a is sampled within. 2/2 × 16 × (1 - 1/2) × 2 / 2 = 8.
    expect(clusterTotal(sample, [1, 3, 5, 7]).standardError).toBeCloseTo(Math.sqrt(8), 12);
  });
});

describe('structural series with trend and seasons', () => {
  test('a step on a seasonal series is found with the seasons in the model, and missed by far less narrowly without', () => {
    const g = new Generator(4);
    const season = [0, 3, 5, 8, 4, 2, 0, -2, -4, -7, -5, -4];
    const y = Array.from(
      { length: 84 },
      (_, t) => 20 + (season[t % 12] ?? 0) + 0.5 * g.normal() + (t >= 78 ? 3 : 0),
    );
    const options = { draws: 300, burn: 100, chains: 2 };
    const seasonal = structuralEffect(y, [], 78, new Generator(1), { ...options, season: 12 });
    const plain = structuralEffect(y, [], 78, new Generator(1), options);
    expect(seasonal.meanEffect.mean).toBeGreaterThan(2);
    expect(seasonal.meanEffect.mean).toBeLessThan(4);
    expect(seasonal.meanEffect.interval[0]).toBeGreaterThan(0);
    expect(plain.meanEffect.sd).toBeGreaterThan(seasonal.meanEffect.sd);
  });

  test('a slope goes on beyond the date', () => {
    const g = new Generator(4);
    const y = Array.from({ length: 60 }, (_, t) => t + 0.5 * g.normal());
    const run = structuralEffect(y, [], 50, new Generator(1), {
      draws: 300,
      burn: 200,
      chains: 2,
      trend: true,
    });
    expect(run.meanEffect.interval[0]).toBeLessThan(0);
    expect(run.meanEffect.interval[1]).toBeGreaterThan(0);
  });
});

describe('augmented synthetic control', () => {
  test('where the donors cannot reach the treated unit the ridge takes the imbalance out, and a huge ridge changes nothing', () => {
    const g = new Generator(6);
    const times = Array.from({ length: 24 }, (_, t) => t);
    const common = times.map((t) => Math.sqrt(t) * 2);
    const donor = (load: number) =>
      Float64Array.from(times, (t) => load * (common[t] ?? 0) + 0.05 * g.normal());
    const treated = Float64Array.from(
      times,
      (t) => 2.5 * (common[t] ?? 0) + 0.05 * g.normal() + (t >= 18 ? 5 : 0),
    );
    const panel: Panel = {
      units: ['t', 'a', 'b', 'c', 'd'],
      times,
      values: [treated, donor(1), donor(1.3), donor(1.6), donor(2)],
      before: 18,
    };
    const plain = outcomeControl(panel, 0);
    const augmented = augmentedControl(panel, 0);
    expect(Math.abs(augmented.effect - 5)).toBeLessThan(Math.abs(plain.effect - 5) / 3);
    expect(augmented.preRmspe).toBeLessThan(plain.preRmspe);
    expect(augmentedControl(panel, 0, 1e12).effect).toBeCloseTo(plain.effect, 3);
  });
});
