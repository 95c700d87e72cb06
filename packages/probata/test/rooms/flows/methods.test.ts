import { describe, expect, test } from 'vitest';
import { bootstrap } from '../../../src/rooms/flows/bootstrap.ts';
import { autocorrelations, jarqueBera, ljungBox } from '../../../src/rooms/flows/diagnostics.ts';
import { almonLags, crossCorrelation, prewhiten } from '../../../src/rooms/flows/lags.ts';
import { filterLevel, fitLevel, forecastLevel, smoothLevel } from '../../../src/rooms/flows/local-level.ts';
import { mean, sumOfSquares } from '../../../src/rooms/flows/matrix.ts';
import {
  type Input,
  momentsOfShare,
  orderStatistic,
  propagate,
  tornado,
} from '../../../src/rooms/flows/monte-carlo.ts';
import { Generator } from '../../../src/rooms/flows/random.ts';
import {
  eValue,
  largestGamma,
  permutationTest,
  rosenbaumBound,
  rubin,
} from '../../../src/rooms/flows/sensitivity.ts';
import { drawSample, sampleSize, surveyMean, surveyTotal } from '../../../src/rooms/flows/survey.ts';

const noise = (n: number, seed: number): number[] => {
  const g = new Generator(seed);
  return Array.from({ length: n }, () => g.normal());
};

describe('lags', () => {
  test('a driver that moves three steps ahead peaks at lag -3', () => {
    const x = noise(300, 1);
    const y = x.map((_, t) => (x[t - 3] ?? 0) + 0.1 * Math.sin(t));
    expect(crossCorrelation(x, y, 8).peakLag).toBe(-3);
  });

  test('two wandering series correlate until each is pre-whitened', () => {
    const walk = (seed: number): number[] => {
      let level = 0;
      return noise(400, seed).map((e) => {
        level = 0.97 * level + e;
        return level;
      });
    };
    const peak = (c: ReturnType<typeof crossCorrelation>): number =>
      Math.max(...c.values.map(Math.abs)) / c.band;
    const peaks = Array.from({ length: 30 }, (_, i) => {
      const [a, b] = [walk(2 * i), walk(2 * i + 1)];
      const white = prewhiten(a, b, 6);
      expect(white.order).toBeGreaterThanOrEqual(1);
      return [
        peak(crossCorrelation(a, b, 12)),
        peak(crossCorrelation(white.driver, white.response, 12)),
      ] as const;
    });
    // Of 30 unrelated pairs most seem related before, and hardly one by as much after.
    expect(peaks.filter(([raw]) => raw > 2).length).toBeGreaterThan(15);
    expect(peaks.filter(([, clean]) => clean > 2).length).toBeLessThan(6);
  });

  test('Almon’s polynomial recovers weights that lie on one', () => {
    const x = noise(200, 4);
    const weight = (lag: number): number => 0.3 + 0.2 * lag - 0.05 * lag * lag;
    const y = x.map((_, t) => [0, 1, 2, 3, 4].reduce((s, lag) => s + weight(lag) * (x[t - lag] ?? 0), 1));
    const { curve } = almonLags(x, y, 4, 2);
    curve.weights.forEach((w, lag) => {
      expect(w).toBeCloseTo(weight(lag), 9);
    });
    expect(curve.sum).toBeCloseTo(0.3 + 0.45 + 0.5 + 0.45 + 0.3, 9);
  });
});

describe('the wandering level', () => {
  test('without wandering it is the mean, and its variance that of a mean', () => {
    const y = [3, 5, 4, 8];
    const model = { sigma2Eps: 2, sigma2Eta: 0 };
    const smooth = smoothLevel(y, model);
    for (const level of smooth.state) expect(level).toBeCloseTo(5, 10);
    for (const variance of smooth.variance) expect(variance).toBeCloseTo(0.5, 10);
    expect(forecastLevel(y, model, 1)[0]?.variance).toBeCloseTo(2.5, 10);
  });

  test('a gap is bridged, with more doubt in the middle of it', () => {
    const y = [1, 1, Number.NaN, Number.NaN, Number.NaN, 5, 5];
    const smooth = smoothLevel(y, { sigma2Eps: 1e-9, sigma2Eta: 1 });
    // Brownian bridge from 1 to 5 over four steps: 2, 3, 4; variance 3/4, 1, 3/4.
    expect(smooth.state.slice(2, 5).map((v) => Math.round(v * 1e6) / 1e6)).toEqual([2, 3, 4]);
    expect(smooth.variance.slice(2, 5).map((v) => Math.round(v * 1e6) / 1e6)).toEqual([0.75, 1, 0.75]);
    expect(filterLevel(y, { sigma2Eps: 1, sigma2Eta: 1 }).errors.filter(Number.isNaN)).toHaveLength(4);
  });

  test('a gap at the beginning is as unknown as it is far', () => {
    const smooth = smoothLevel([Number.NaN, Number.NaN, 4, 4], { sigma2Eps: 1e-9, sigma2Eta: 1 });
    expect(smooth.state.map(Math.round)).toEqual([4, 4, 4, 4]);
    expect(smooth.variance.map(Math.round)).toEqual([2, 1, 0, 0]);
  });

  test('the fit finds the variances it was made with', () => {
    const g = new Generator(77);
    let level = 0;
    const y = Array.from({ length: 3000 }, () => {
      level += 0.5 * g.normal();
      return level + g.normal();
    });
    const fit = fitLevel(y);
    expect(fit.sigma2Eps).toBeGreaterThan(0.9);
    expect(fit.sigma2Eps).toBeLessThan(1.1);
    expect(Math.abs(fit.sigma2Eta - 0.25)).toBeLessThan(0.05);
  });
});

describe('sensitivity', () => {
  test('a ratio of 3.9 needs a confounder of 7.26 (VanderWeele and Ding)', () => {
    expect(eValue(3.9)).toBeCloseTo(7.263, 3);
    expect(eValue(1 / 3.9)).toBeCloseTo(eValue(3.9), 10);
    expect(() => eValue(0)).toThrow(/above zero/);
  });

  test('Rosenbaum’s bounds meet without bias and the largest gamma gives just the level', () => {
    const even = rosenbaumBound(20, 15, 1);
    expect(even.lower).toBe(even.upper);
    const gamma = largestGamma(122, 110, 0.05);
    expect(rosenbaumBound(122, 110, gamma).upper).toBeCloseTo(0.05, 9);
    expect(largestGamma(20, 10, 0.05)).toBe(1);
  });

  test('imputations that agree cost no certainty', () => {
    const pooled = rubin([5, 5, 5], [1, 1, 1], 50);
    expect([pooled.estimate, pooled.total, pooled.lambda]).toEqual([5, 1, 0]);
    expect(pooled.dfBarnardRubin).toBeCloseTo((51 / 53) * 50, 10);
  });

  test('a permutation test by hand: {3, 4} against {1, 2} is one split in six', () => {
    expect(permutationTest([3, 4], [1, 2], new Generator(1))).toEqual({
      observed: 2,
      permutations: 6,
      p: 1 / 6,
      pTwoSided: 2 / 6,
      smallestP: 1 / 6,
      exact: true,
    });
    const drawn = permutationTest([12, 15, 9, 22, 17, 30], [8, 11, 7, 14, 10, 13], new Generator(1), 900);
    expect(drawn.exact).toBe(false);
    expect(Math.abs(drawn.p - 0.0271)).toBeLessThan(0.02);
  });
});

describe('the bootstrap', () => {
  const values = noise(60, 9);
  const average = (counts: Float64Array): number => {
    let [sum, n] = [0, 0];
    counts.forEach((count, i) => {
      sum += count * (values[i] ?? 0);
      n += count;
    });
    return sum / n;
  };

  test('of a mean scatters as the formula says, and the seed repeats it', () => {
    const result = bootstrap(60, average, 4000, new Generator(2));
    const expected = Math.sqrt(sumOfSquares(values) / 60 / 60);
    expect(Math.abs(result.standardError / expected - 1)).toBeLessThan(0.05);
    expect(result.estimate).toBeCloseTo(mean(values), 12);
    expect(bootstrap(60, average, 4000, new Generator(2)).bca).toEqual(result.bca);
  });

  test('in blocks of neighbours scatters more where the members hang together', () => {
    const walk = noise(400, 5);
    for (let i = 1; i < 400; i += 1) walk[i] = 0.8 * (walk[i - 1] ?? 0) + (walk[i] ?? 0);
    const statistic = (counts: Float64Array): number =>
      counts.reduce((s, c, i) => s + c * (walk[i] ?? 0), 0) / 400;
    const single = bootstrap(400, statistic, 1000, new Generator(2));
    const blocks = bootstrap(400, statistic, 1000, new Generator(2), { block: 20 });
    expect(blocks.standardError / single.standardError).toBeGreaterThan(1.8);
  });
});

describe('surveys', () => {
  test('a wholly sampled frame has no error; one stratum by hand', () => {
    const whole = { stratum: ['a', 'a', 'a'], size: [3, 3, 3] };
    expect(surveyTotal(whole, [1, 2, 6])).toMatchObject({ estimate: 9, standardError: 0, lowerBound: 9 });
    // Three of six: total 2 × 9 = 18; variance 36 × (1 - 1/2) × 7/3 = 42.
    const half = { stratum: ['a', 'a', 'a'], size: [6, 6, 6] };
    expect(surveyTotal(half, [1, 2, 6]).standardError).toBeCloseTo(Math.sqrt(42), 12);
    expect(surveyMean(half, [1, 2, 6]).estimate).toBe(3);
    expect(() => surveyTotal({ stratum: ['a'], size: [6] }, [1])).toThrow(/one sampled member/);
    expect(() => surveyTotal({ stratum: ['a', 'a'], size: [6, 7] }, [1, 2])).toThrow(/two sizes/);
  });

  test('a sample can be drawn again from its seed, without repeats', () => {
    const drawn = drawSample(1_000_000, 60, new Generator(8));
    expect(drawn).toEqual(drawSample(1_000_000, 60, new Generator(8)));
    expect(new Set(drawn).size).toBe(60);
    expect(drawSample(5, 5, new Generator(1))).toEqual([0, 1, 2, 3, 4]);
    expect(sampleSize(0.5, 0.05, 1e9)).toBe(385);
  });
});

describe('Monte Carlo', () => {
  const inputs: readonly Input[] = [
    { name: 'share', distribution: { kind: 'beta', a: 18, b: 4 } },
    { name: 'barrier', distribution: { kind: 'normal', mean: 152, sd: 4 } },
    { name: 'overtime', distribution: { kind: 'triangular', min: 15, mode: 23, max: 35 } },
  ];
  const formula = (v: Float64Array): number => (v[0] ?? 0) * ((v[1] ?? 0) + (v[2] ?? 0));

  test('comes to the exact mean within its own error, and its scatter to the exact one', () => {
    const run = propagate(inputs, formula, 50_000, new Generator(3));
    const exact = momentsOfShare(
      inputs[0]?.distribution ?? { kind: 'constant', value: 1 },
      inputs.slice(1).map((i) => i.distribution),
    );
    expect(Math.abs(run.mean - exact.mean)).toBeLessThan(4 * run.meanError);
    expect(Math.abs(run.standardDeviation / exact.sd - 1)).toBeLessThan(0.02);
    expect(tornado(inputs, formula)[0]?.name).toBe('share');
  });

  test('a quantile is the value that sorting would put in its place', () => {
    const values = Float64Array.from(noise(501, 13), (v) => Math.round(v * 5));
    const sorted = values.slice().sort();
    const work = values.slice();
    for (const k of [250, 0, 500, 12, 13, 487]) expect(orderStatistic(work, k)).toBe(sorted[k]);
  });

  test('inputs tied to each other widen the sum, and impossible ties are refused', () => {
    const two: readonly Input[] = [1, 2].map((n) => ({
      name: String(n),
      distribution: { kind: 'normal', mean: 0, sd: 1 },
    }));
    const sum = (v: Float64Array): number => (v[0] ?? 0) + (v[1] ?? 0);
    const tied = propagate(two, sum, 20_000, new Generator(1), [
      [1, 0.8],
      [0.8, 1],
    ]);
    expect(tied.standardDeviation).toBeCloseTo(Math.sqrt(3.6), 1);
    expect(() =>
      propagate(two, sum, 10, new Generator(1), [
        [1, 1.2],
        [1.2, 1],
      ]),
    ).toThrow(/not positive/);
    expect(() =>
      propagate([{ name: 'x', distribution: { kind: 'beta', a: 0, b: 1 } }], sum, 10, new Generator(1)),
    ).toThrow(/impossible/);
  });
});

describe('diagnostics', () => {
  test('noise passes, a walk does not', () => {
    const e = noise(500, 12);
    let level = 0;
    const walk = e.map((v) => {
      level += v;
      return level;
    });
    expect(ljungBox(e, 10).p).toBeGreaterThan(0.01);
    expect(ljungBox(walk, 10).p).toBeLessThan(1e-10);
    expect(autocorrelations([1, -1, 1, -1], 1)[0]).toBeCloseTo(-0.75, 12);
    expect(jarqueBera(e).p).toBeGreaterThan(0.01);
  });
});
