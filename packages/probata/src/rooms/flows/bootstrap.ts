// How much would a figure scatter if the sample were drawn again?

import { Refusal } from '../../base/errors.ts';
import { normalCdf, normalQuantile } from './distributions.ts';
import { cube } from './elementary.ts';
import { mean, sumOfSquares } from './matrix.ts';
import type { Generator } from './random.ts';

export interface Bootstrap {
  readonly estimate: number;
  readonly bias: number;
  readonly standardError: number;
  /** How the error changes with the figure (0: not at all), from the infinitesimal jackknife; BCa uses this one. */
  readonly acceleration: number;
  /** The same from leaving one member out, for comparison. */
  readonly jackknifeAcceleration: number;
  readonly percentile: readonly [number, number];
  readonly basic: readonly [number, number];
  /** Bias-corrected and accelerated (Efron, 1987). */
  readonly bca: readonly [number, number];
  readonly draws: Float64Array;
}

/** A statistic of a sample given by how often each of its n members occurs; it must also take parts of a member. */
export type WeightedStatistic = (counts: Float64Array) => number;

/**
 * Bootstrap of n members drawn one by one with replacement, or in runs of `block` neighbours where the members follow
 * each other in time (moving blocks, Künsch, 1989). With `strata` the first so many members, then the next, are each
 * drawn from among themselves.
 * @throws Refusal FLOWS_TOO_SHORT
 */
export function bootstrap(
  n: number,
  statistic: WeightedStatistic,
  draws: number,
  random: Generator,
  options: { readonly level?: number; readonly block?: number; readonly strata?: readonly number[] } = {},
): Bootstrap {
  const { level = 0.95, block = 1, strata = [n] } = options;
  if (n < 3 || block < 1 || block > n / 2 || strata.some((size) => size < 1))
    throw new Refusal('FLOWS_TOO_SHORT', `${n} members are too few to be drawn again.`);
  const once = new Float64Array(n).fill(1);
  const estimate = statistic(once);
  const values = new Float64Array(draws);
  const counts = new Float64Array(n);
  for (let b = 0; b < draws; b += 1) {
    counts.fill(0);
    let first = 0;
    for (const size of strata) {
      const run = Math.min(block, size);
      for (let left = size; left > 0; ) {
        const start = first + random.below(size - run + 1);
        for (let i = start; i < start + Math.min(run, left); i += 1) counts[i] = (counts[i] as number) + 1;
        left -= run;
      }
      first += size;
    }
    values[b] = statistic(counts);
  }
  const acceleration = accelerationOf(infinitesimal(n, statistic, estimate));
  const jackknifeAcceleration = accelerationOf(jackknife(n, statistic, estimate));
  return { ...summary(estimate, values, acceleration, level), jackknifeAcceleration };
}

/** Acceleration a = Σ l³ / (6 (Σ l²)^1.5) of influence values (Davison and Hinkley, 1997, section 5.3.2). */
function accelerationOf(influence: Float64Array): number {
  let squares = 0;
  let cubes = 0;
  for (const value of influence) {
    squares += value * value;
    cubes += cube(value);
  }
  return squares === 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
}

/** Influence of each member by a small shift of weight onto it (R boot: `empinf`, type "inf", step 0.001 / n). */
function infinitesimal(n: number, statistic: WeightedStatistic, estimate: number): Float64Array {
  const step = 0.001 / n;
  const counts = new Float64Array(n);
  return Float64Array.from({ length: n }, (_, i) => {
    counts.fill(1 - step);
    counts[i] = 1 - step + n * step;
    return (statistic(counts) - estimate) / step;
  });
}

/** Influence of each member by leaving it out: (n - 1) (estimate - estimate without it). */
function jackknife(n: number, statistic: WeightedStatistic, estimate: number): Float64Array {
  const counts = new Float64Array(n).fill(1);
  return Float64Array.from({ length: n }, (_, i) => {
    counts[i] = 0;
    const without = statistic(counts);
    counts[i] = 1;
    return (n - 1) * (estimate - without);
  });
}

function summary(
  estimate: number,
  values: Float64Array,
  acceleration: number,
  level: number,
): Omit<Bootstrap, 'jackknifeAcceleration'> {
  const sorted = Float64Array.from(values).sort();
  const centre = mean(values);
  const tail = (1 - level) / 2;
  const [low, high] = [orderQuantile(sorted, tail), orderQuantile(sorted, 1 - tail)];
  let below = 0;
  for (const value of values) if (value < estimate) below += 1;
  const z0 = normalQuantile(
    Math.min(Math.max(below / values.length, 0.5 / values.length), 1 - 0.5 / values.length),
  );
  const adjusted = (p: number): number => {
    const z = z0 + normalQuantile(p);
    return normalCdf(z0 + z / (1 - acceleration * z));
  };
  return {
    estimate,
    bias: centre - estimate,
    standardError: Math.sqrt(sumOfSquares(values) / (values.length - 1)),
    acceleration,
    percentile: [low, high],
    basic: [2 * estimate - high, 2 * estimate - low],
    bca: [orderQuantile(sorted, adjusted(tail)), orderQuantile(sorted, adjusted(1 - tail))],
    draws: values,
  };
}

/** The (R + 1) p-th smallest of R draws, with a straight line between neighbours. */
function orderQuantile(sorted: Float64Array, p: number): number {
  const place = (sorted.length + 1) * p;
  const k = Math.min(Math.max(Math.floor(place), 1), sorted.length - 1);
  const [a, b] = [sorted[k - 1] as number, sorted[k] as number];
  return a + Math.min(Math.max(place - k, 0), 1) * (b - a);
}
