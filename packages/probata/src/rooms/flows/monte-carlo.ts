// Carries the doubt in each input through to the total, and shows which input the doubt comes from.
import { Refusal } from '../../base/errors.ts';
import { betaQuantile, normalCdf, normalQuantile } from './distributions.ts';
import { exp, log, square } from './elementary.ts';
import { cholesky, type Matrix, mean, sumOfSquares } from './matrix.ts';
import type { Generator } from './random.ts';

/** What is known of an input. `lognormal` by its median and the standard deviation of its logarithm. */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  | { readonly kind: 'lognormal'; readonly median: number; readonly sigma: number }
  | { readonly kind: 'triangular'; readonly min: number; readonly mode: number; readonly max: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'beta'; readonly a: number; readonly b: number };

export interface Input {
  readonly name: string;
  readonly distribution: Distribution;
}

/** A total worked out from one value of each input, in their order. */
export type Formula = (values: Float64Array) => number;

export interface Propagation {
  readonly draws: Float64Array;
  readonly mean: number;
  readonly standardDeviation: number;
  /** Monte Carlo error of the mean: what more draws would still move. */
  readonly meanError: number;
  readonly quantile: (p: number) => number;
}

/**
 * Draws the inputs, works out the total each time (GUM Supplement 1, JCGM 101). With a correlation matrix the inputs
 * are tied by a Gaussian copula, each keeping its own distribution.
 * @throws Refusal FLOWS_NOT_POSITIVE where the correlations cannot all hold, FLOWS_DISTRIBUTION_WRONG
 */
export function propagate(
  inputs: readonly Input[],
  formula: Formula,
  count: number,
  random: Generator,
  correlation: Matrix | null = null,
): Propagation {
  const draw = samplersOf(inputs, random, correlation === null ? null : cholesky(correlation));
  const draws = new Float64Array(count);
  for (let i = 0; i < count; i += 1) draws[i] = formula(draw());
  return propagationOf(draws);
}

/** Mean, scatter and quantiles of totals that were drawn. */
export function propagationOf(draws: Float64Array): Propagation {
  const count = draws.length;
  const work = draws.slice();
  const m = mean(draws);
  const standardDeviation = Math.sqrt(sumOfSquares(draws) / (count - 1));
  return {
    draws,
    mean: m,
    standardDeviation,
    meanError: standardDeviation / Math.sqrt(count),
    quantile: (p) => {
      const place = (count - 1) * p;
      const low = Math.floor(place);
      const below = orderStatistic(work, low);
      return below + (place - low) * (orderStatistic(work, Math.min(low + 1, count - 1)) - below);
    },
  };
}

/**
 * Draws of all inputs together, one after another, in a list that is used again. `root` is the Cholesky root of their
 * correlations, or null where they are apart.
 */
export function samplersOf(
  inputs: readonly Input[],
  random: Generator,
  root: Matrix | null,
): () => Float64Array {
  for (const input of inputs) check(input);
  const values = new Float64Array(inputs.length);
  if (root === null) {
    const samplers = inputs.map(({ distribution }) => samplerOf(distribution, random));
    return () => {
      for (let j = 0; j < samplers.length; j += 1) values[j] = (samplers[j] as () => number)(); // j < inputs
      return values;
    };
  }
  const z = new Float64Array(inputs.length);
  return () => {
    for (let j = 0; j < z.length; j += 1) z[j] = random.normal();
    for (let j = 0; j < z.length; j += 1) {
      let sum = 0;
      for (let k = 0; k <= j; k += 1) sum += (root[j]?.[k] ?? 0) * (z[k] as number);
      values[j] = quantileOf((inputs[j] as Input).distribution, normalCdf(sum)); // one row per input
    }
    return values;
  };
}

/** The value that would stand at place `k` if the list were sorted; puts the list partly in order (Hoare's selection). */
export function orderStatistic(list: Float64Array, k: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const [a, b, c] = [list[low] as number, list[(low + high) >>> 1] as number, list[high] as number];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let i = low;
    let j = high;
    while (i <= j) {
      while ((list[i] as number) < pivot) i += 1;
      while ((list[j] as number) > pivot) j -= 1;
      if (i <= j) {
        const held = list[i] as number;
        list[i] = list[j] as number;
        list[j] = held;
        i += 1;
        j -= 1;
      }
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return list[k] as number;
}

/** One bar of the tornado: the total with this input alone at its 5th and 95th percentile, the others at their mean. */
export interface TornadoBar {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

/** The bars, longest first; inputs that are constant have none. */
export function tornado(inputs: readonly Input[], formula: Formula): readonly TornadoBar[] {
  const centre = Float64Array.from(inputs, ({ distribution }) => meanOf(distribution));
  return inputs
    .flatMap(({ name, distribution }, j) => {
      if (distribution.kind === 'constant') return [];
      const at = (p: number): number => {
        const values = centre.slice();
        values[j] = quantileOf(distribution, p);
        return formula(values);
      };
      return [{ name, low: at(0.05), high: at(0.95) }];
    })
    .sort((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low));
}

/** Exact mean and standard deviation of a share times a sum of independent inputs. */
export function momentsOfShare(
  share: Distribution,
  parts: readonly Distribution[],
): { readonly mean: number; readonly sd: number } {
  const m = parts.reduce((sum, part) => sum + meanOf(part), 0);
  const v = parts.reduce((sum, part) => sum + varianceOf(part), 0);
  const [ms, vs] = [meanOf(share), varianceOf(share)];
  // Var(S X) = E[S²] E[X²] - (E S E X)² for independent S and X.
  return { mean: ms * m, sd: Math.sqrt((vs + ms * ms) * (v + m * m) - square(ms * m)) };
}

export function meanOf(d: Distribution): number {
  switch (d.kind) {
    case 'constant':
      return d.value;
    case 'normal':
      return d.mean;
    case 'lognormal':
      return d.median * exp((d.sigma * d.sigma) / 2);
    case 'triangular':
      return (d.min + d.mode + d.max) / 3;
    case 'uniform':
      return (d.min + d.max) / 2;
    case 'beta':
      return d.a / (d.a + d.b);
  }
}

export function varianceOf(d: Distribution): number {
  switch (d.kind) {
    case 'constant':
      return 0;
    case 'normal':
      return d.sd * d.sd;
    case 'lognormal': {
      const s2 = d.sigma * d.sigma;
      return d.median * d.median * exp(s2) * (exp(s2) - 1);
    }
    case 'triangular':
      return (
        (square(d.min) + square(d.mode) + square(d.max) - d.min * d.mode - d.min * d.max - d.mode * d.max) /
        18
      );
    case 'uniform':
      return square(d.max - d.min) / 12;
    case 'beta':
      return (d.a * d.b) / (square(d.a + d.b) * (d.a + d.b + 1));
  }
}

export function quantileOf(d: Distribution, p: number): number {
  switch (d.kind) {
    case 'constant':
      return d.value;
    case 'normal':
      return d.mean + d.sd * normalQuantile(p);
    case 'lognormal':
      return d.median * exp(d.sigma * normalQuantile(p));
    case 'triangular': {
      const width = d.max - d.min;
      const split = (d.mode - d.min) / width;
      return p < split
        ? d.min + Math.sqrt(p * width * (d.mode - d.min))
        : d.max - Math.sqrt((1 - p) * width * (d.max - d.mode));
    }
    case 'uniform':
      return d.min + p * (d.max - d.min);
    case 'beta':
      return betaQuantile(p, d.a, d.b);
  }
}

function samplerOf(d: Distribution, random: Generator): () => number {
  switch (d.kind) {
    case 'constant':
      return () => d.value;
    case 'normal':
      return () => d.mean + d.sd * random.normal();
    case 'lognormal': {
      const centre = log(d.median);
      return () => exp(centre + d.sigma * random.normal());
    }
    case 'triangular':
    case 'uniform':
      return () => quantileOf(d, random.uniform());
    case 'beta':
      return () => random.beta(d.a, d.b);
  }
}

function check({ name, distribution: d }: Input): void {
  const right =
    d.kind === 'constant' ||
    (d.kind === 'normal' && d.sd >= 0) ||
    (d.kind === 'lognormal' && d.median > 0 && d.sigma >= 0) ||
    (d.kind === 'triangular' && d.min <= d.mode && d.mode <= d.max && d.min < d.max) ||
    (d.kind === 'uniform' && d.min < d.max) ||
    (d.kind === 'beta' && d.a > 0 && d.b > 0);
  if (!right)
    throw new Refusal(
      'FLOWS_DISTRIBUTION_WRONG',
      `“${name}” has impossible parameters for a ${d.kind} distribution.`,
    );
}
