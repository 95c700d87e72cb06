// From a sample of claims to all of them: totals, means and ratios with honest errors, and a bound to stand on.

import { Refusal } from '../../base/errors.ts';
import { normalQuantile, tQuantile } from './distributions.ts';
import { square } from './elementary.ts';
import { dot, leastSquares, type Matrix } from './matrix.ts';
import type { Generator } from './random.ts';

/** A sample drawn without replacement within strata. `size`: members of the stratum in the whole frame. */
export interface StratifiedSample {
  readonly stratum: readonly string[];
  readonly size: readonly number[];
}

export interface SurveyEstimate {
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: readonly [number, number];
  /** One-sided: with the stated level the truth is not below. */
  readonly lowerBound: number;
}

/** Weight of each sampled member: how many of the frame it stands for, N_h / n_h. */
export function weightsOf(sample: StratifiedSample): Float64Array {
  const strata = strataOf(sample);
  return Float64Array.from(sample.stratum, (name) => {
    const one = strata.get(name);
    return one === undefined ? Number.NaN : one.size / one.members.length;
  });
}

/**
 * Variance of a weighted total of linearised values: Σ N_h² (1 - n_h/N_h) s_h²/n_h (Cochran, 1977, section 5.4).
 * @throws Refusal FLOWS_STRATUM_SINGLE where a stratum has one member only and is not wholly sampled
 */
export function totalVariance(sample: StratifiedSample, values: ArrayLike<number>): number {
  let variance = 0;
  for (const [name, { size, members }] of strataOf(sample)) {
    const n = members.length;
    if (size <= n) continue;
    if (n < 2)
      throw new Refusal(
        'FLOWS_STRATUM_SINGLE',
        `Stratum “${name}” has one sampled member: its scatter is unknown. Join it to another.`,
      );
    let sum = 0;
    for (const i of members) sum += values[i] ?? 0;
    const centre = sum / n;
    let squares = 0;
    for (const i of members) squares += square((values[i] ?? 0) - centre);
    variance += size * size * (1 - n / size) * (squares / (n - 1) / n);
  }
  return variance;
}

/** Total over the frame. */
export function surveyTotal(sample: StratifiedSample, y: readonly number[], level = 0.95): SurveyEstimate {
  return withErrors(dot(weightsOf(sample), y), totalVariance(sample, y), level);
}

/** Mean over the frame: the total over the number of members, which the strata give. */
export function surveyMean(sample: StratifiedSample, y: readonly number[], level = 0.95): SurveyEstimate {
  const size = frameSize(sample);
  return withErrors(dot(weightsOf(sample), y) / size, totalVariance(sample, y) / square(size), level);
}

/** Ratio of two totals, such as accepted over claimed, its error by linearisation: (y - R x) / X. */
export function surveyRatio(
  sample: StratifiedSample,
  y: readonly number[],
  x: readonly number[],
  level = 0.95,
): SurveyEstimate {
  const w = weightsOf(sample);
  const below = dot(w, x);
  const ratio = dot(w, y) / below;
  const linear = y.map((value, i) => (value - ratio * (x[i] ?? 0)) / below);
  return withErrors(ratio, totalVariance(sample, linear), level);
}

/** Accepted total from the accepted-to-claimed ratio of the sample and the claimed total of the frame. */
export function ratioTotal(
  sample: StratifiedSample,
  accepted: readonly number[],
  claimed: readonly number[],
  frameClaimed: number,
  level = 0.95,
): SurveyEstimate {
  const ratio = surveyRatio(sample, accepted, claimed, level);
  return withErrors(ratio.estimate * frameClaimed, square(ratio.standardError * frameClaimed), level);
}

/**
 * Regression (GREG) estimate of the frame's total: the weights are moved as little as they may be, so that the sample
 * meets the known totals of the auxiliary values; the error is that of the residuals under the moved weights
 * (Deville and Särndal, 1992; R survey `calibrate`, linear).
 * @param x auxiliary values of each member, a constant among them
 * @param totals their totals over the frame
 */
export function regressionTotal(
  sample: StratifiedSample,
  y: readonly number[],
  x: Matrix,
  totals: readonly number[],
  level = 0.95,
): SurveyEstimate {
  const w = weightsOf(sample);
  const roots = Array.from(w, Math.sqrt);
  const weighted = x.map((row, i) => row.map((value) => value * (roots[i] ?? 1)));
  const fit = leastSquares(
    weighted,
    y.map((value, i) => value * (roots[i] ?? 1)),
  );
  // Calibrated weights g_i w_i with g = 1 + (T - T̂)' (X'WX)^-1 x.
  const gap = totals.map(
    (total, j) => total - x.reduce((sum, row, i) => sum + (w[i] ?? 0) * (row[j] ?? 0), 0),
  );
  const lambda = fit.inverse.map((row) => dot(row, gap));
  const g = x.map((row) => 1 + dot(row, lambda));
  const estimate = y.reduce((sum, value, i) => sum + (w[i] ?? 0) * (g[i] ?? 1) * value, 0);
  const residuals = y.map((value, i) => value - dot(x[i] ?? [], fit.coefficients));
  const linear = residuals.map((value, i) => value * (g[i] ?? 1));
  return withErrors(estimate, totalVariance(sample, linear), level);
}

/**
 * Design effect of a mean: its variance over that of a simple random sample of the same size without replacement.
 */
export function designEffect(sample: StratifiedSample, y: readonly number[]): number {
  const w = weightsOf(sample);
  const size = frameSize(sample);
  const n = y.length;
  const centre = dot(w, y) / size;
  let scatter = 0;
  y.forEach((value, i) => {
    scatter += (w[i] ?? 0) * square(value - centre);
  });
  // Kish's population variance estimated with the weights, n/(n-1) for the sample's own mean.
  const simple = ((1 - n / size) * ((scatter / size) * (n / (n - 1)))) / n;
  return totalVariance(sample, y) / square(size) / simple;
}

/**
 * Draws a sample without replacement from a frame in a stated order; the seed and the order let anyone draw it again.
 * @returns places in the frame, ascending
 */
export function drawSample(frameSize_: number, n: number, random: Generator): readonly number[] {
  if (n > frameSize_)
    throw new Refusal('FLOWS_FRAME_TOO_SMALL', `A frame of ${frameSize_} cannot give a sample of ${n}.`);
  // Floyd's method keeps only the sample in memory, however large the frame.
  const chosen = new Set<number>();
  for (let j = frameSize_ - n; j < frameSize_; j += 1) {
    const t = random.below(j + 1);
    chosen.add(chosen.has(t) ? j : t);
  }
  return [...chosen].sort((a, b) => a - b);
}

/** Sample size for a proportion p to within e at a level, with the finite frame taken in: n0 / (1 + (n0 - 1) / N). */
export function sampleSize(p: number, e: number, frame: number, level = 0.95): number {
  const z = normalQuantile(0.5 + level / 2);
  const n0 = (z * z * p * (1 - p)) / (e * e);
  return Math.ceil(n0 / (1 + (n0 - 1) / frame));
}

/** Claims drawn in two steps: first groups (camps, offices, files) without replacement, then claims within each group. */
export interface ClusterSample {
  /** Group of each sampled claim. */
  readonly cluster: readonly string[];
  /** Claims in the whole of each sampled group; where all of them were examined the second step adds no error. */
  readonly clusterSize: ReadonlyMap<string, number>;
  /** Groups in the whole frame. */
  readonly clusters: number;
}

/**
 * Total over the frame from a sample of groups (Cochran, 1977, section 11.3): the mean of the groups' totals times the
 * number of groups, with the error of both steps. The interval and the bound use Student's t with one degree less than
 * the groups, since the groups, not the claims, are what was drawn.
 * @throws Refusal FLOWS_STRATUM_SINGLE for one group only, FLOWS_FRAME_UNCLEAR
 */
export function clusterTotal(sample: ClusterSample, y: readonly number[], level = 0.95): SurveyEstimate {
  const groups = new Map<string, number[]>();
  sample.cluster.forEach((name, i) => {
    const values = groups.get(name);
    if (values === undefined) groups.set(name, [y[i] ?? 0]);
    else values.push(y[i] ?? 0);
  });
  const m = groups.size;
  const all = sample.clusters;
  if (m < 2)
    throw new Refusal(
      'FLOWS_STRATUM_SINGLE',
      'One group says nothing of how groups differ: draw at least two.',
    );
  if (m > all) throw new Refusal('FLOWS_FRAME_UNCLEAR', `${m} groups were drawn from a frame of ${all}.`);
  let within = 0;
  const totals = [...groups].map(([name, values]) => {
    const size = sample.clusterSize.get(name) ?? Number.NaN;
    const n = values.length;
    if (!(size >= n))
      throw new Refusal(
        'FLOWS_FRAME_UNCLEAR',
        `The group “${name}” has ${n} sampled claims and a size of ${size}.`,
      );
    const centre = values.reduce((sum, value) => sum + value, 0) / n;
    if (size > n) {
      if (n < 2)
        throw new Refusal(
          'FLOWS_STRATUM_SINGLE',
          `The group “${name}” has one sampled claim: its scatter is unknown.`,
        );
      const scatter = values.reduce((sum, value) => sum + square(value - centre), 0) / (n - 1);
      within += square(size) * (1 - n / size) * (scatter / n);
    }
    return size * centre;
  });
  const centre = totals.reduce((sum, value) => sum + value, 0) / m;
  const scatter = totals.reduce((sum, value) => sum + square(value - centre), 0) / (m - 1);
  const variance = square(all) * (1 - m / all) * (scatter / m) + (all / m) * within;
  const standardError = Math.sqrt(variance);
  const estimate = all * centre;
  const half = tQuantile(0.5 + level / 2, m - 1) * standardError;
  return {
    estimate,
    standardError,
    interval: [estimate - half, estimate + half],
    lowerBound: estimate - tQuantile(level, m - 1) * standardError,
  };
}

function strataOf(sample: StratifiedSample): Map<string, { size: number; members: number[] }> {
  const strata = new Map<string, { size: number; members: number[] }>();
  sample.stratum.forEach((name, i) => {
    const size = sample.size[i] ?? Number.NaN;
    const one = strata.get(name);
    if (one === undefined) strata.set(name, { size, members: [i] });
    else {
      if (one.size !== size)
        throw new Refusal(
          'FLOWS_FRAME_UNCLEAR',
          `Stratum “${name}” is given two sizes: ${one.size} and ${size}.`,
        );
      one.members.push(i);
    }
  });
  return strata;
}

function frameSize(sample: StratifiedSample): number {
  let all = 0;
  for (const { size } of strataOf(sample).values()) all += size;
  return all;
}

function withErrors(estimate: number, variance: number, level: number): SurveyEstimate {
  const standardError = Math.sqrt(variance);
  const half = normalQuantile(0.5 + level / 2) * standardError;
  return {
    estimate,
    standardError,
    interval: [estimate - half, estimate + half],
    lowerBound: estimate - normalQuantile(level) * standardError,
  };
}
