// How strong would something unseen have to be, to undo the finding? And how sure is a pooled or a shuffled figure?

import { Refusal } from '../../base/errors.ts';
import { betaQuantile, binomialTail, tQuantile } from './distributions.ts';
import { square } from './elementary.ts';
import { mean } from './matrix.ts';
import type { Generator } from './random.ts';

/**
 * The E-value of a risk ratio (VanderWeele and Ding, 2017): the least strength, as a risk ratio with both cause and
 * outcome, that an unseen confounder would need to explain it away. 1 for a ratio of 1.
 * @throws Refusal FLOWS_RATIO_NOT_POSITIVE
 */
export function eValue(riskRatio: number): number {
  if (!(riskRatio > 0)) throw new Refusal('FLOWS_RATIO_NOT_POSITIVE', 'A risk ratio lies above zero.');
  const ratio = riskRatio < 1 ? 1 / riskRatio : riskRatio;
  return ratio + Math.sqrt(ratio * (ratio - 1));
}

/** Bounds of a one-sided p-value if an unseen bias of odds up to gamma acted on matched pairs. */
export interface RosenbaumBound {
  readonly gamma: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Rosenbaum's bounds for McNemar's test (Observational Studies, 2002, section 4.3): of the discordant pairs, those in
 * which only the treated unit shows the outcome are binomial with chance between 1/(1+gamma) and gamma/(1+gamma).
 */
export function rosenbaumBound(discordant: number, treatedOnly: number, gamma: number): RosenbaumBound {
  if (!(gamma >= 1) || treatedOnly > discordant)
    throw new Refusal(
      'FLOWS_PAIRS_WRONG',
      'Gamma is at least 1, and a part of the pairs is no more than all of them.',
    );
  return {
    gamma,
    lower: binomialTail(treatedOnly, discordant, 1 / (1 + gamma)),
    upper: binomialTail(treatedOnly, discordant, gamma / (1 + gamma)),
  };
}

/** The largest gamma at which the finding stands at level `alpha`; 1 if it does not stand even without bias. */
export function largestGamma(discordant: number, treatedOnly: number, alpha: number): number {
  // P(Bin(n, p) ≥ k) = alpha at the alpha-quantile of Beta(k, n - k + 1).
  const p = treatedOnly === 0 ? 0 : betaQuantile(alpha, treatedOnly, discordant - treatedOnly + 1);
  return Math.max(1, p / (1 - p));
}

export interface Pooled {
  readonly estimate: number;
  readonly within: number;
  readonly between: number;
  readonly total: number;
  /** Share of the variance that the missing values cause. */
  readonly lambda: number;
  readonly dfRubin: number;
  readonly dfBarnardRubin: number;
  readonly interval: readonly [number, number];
}

/**
 * Rubin's rules (1987) for estimates from several imputations, with the degrees of freedom of Barnard and Rubin (1999).
 * @param completeDf degrees of freedom had nothing been missing
 */
export function rubin(
  estimates: readonly number[],
  variances: readonly number[],
  completeDf: number,
  level = 0.95,
): Pooled {
  const m = estimates.length;
  if (m < 2 || variances.length !== m)
    throw new Refusal('FLOWS_TOO_SHORT', 'Pooling needs two imputations, each with a variance.');
  const estimate = mean(estimates);
  const within = mean(variances);
  const between = estimates.reduce((sum, value) => sum + square(value - estimate), 0) / (m - 1);
  const total = within + (1 + 1 / m) * between;
  const lambda = ((1 + 1 / m) * between) / total;
  const dfRubin = (m - 1) / square(lambda);
  const observed = ((completeDf + 1) / (completeDf + 3)) * completeDf * (1 - lambda);
  const dfBarnardRubin = between === 0 ? observed : (dfRubin * observed) / (dfRubin + observed);
  const half = tQuantile(0.5 + level / 2, dfBarnardRubin) * Math.sqrt(total);
  return {
    estimate,
    within,
    between,
    total,
    lambda,
    dfRubin,
    dfBarnardRubin,
    interval: [estimate - half, estimate + half],
  };
}

export interface Permutation {
  readonly observed: number;
  readonly permutations: number;
  /** Share of the splits with a difference at least as large, the observed one among them. */
  readonly p: number;
  /** Share of the splits whose difference is at least as far from none, on either side. */
  readonly pTwoSided: number;
  /** The smallest p that so few splits can give. */
  readonly smallestP: number;
  readonly exact: boolean;
}

/**
 * Difference of two means against all splits into groups of these sizes (Fisher), one-sided and on both sides. Where the splits are more
 * than `limit`, so many are drawn, and the observed one is counted with them.
 */
export function permutationTest(
  first: readonly number[],
  second: readonly number[],
  random: Generator,
  limit = 200_000,
): Permutation {
  const all = [...first, ...second];
  const n = all.length;
  const k = first.length;
  const sum = all.reduce((total, value) => total + value, 0);
  const observedSum = first.reduce((total, value) => total + value, 0);
  const observed = observedSum / k - (sum - observedSum) / (n - k);
  // The difference grows with the sum of the first group alone; a hair of slack keeps ties ties.
  const slack =
    1e-9 *
    Math.max(
      1,
      all.reduce((total, value) => total + Math.abs(value), 0),
    );
  let atLeast = 0;
  let asFar = 0;
  // The difference is none where the first group's sum is its share of the whole.
  const none = (k * sum) / n;
  const tally = (total: number): void => {
    if (total >= observedSum - slack) atLeast += 1;
    if (Math.abs(total - none) >= Math.abs(observedSum - none) - slack) asFar += 1;
  };
  let count = 1;
  for (let i = 0; i < k; i += 1) count = (count * (n - i)) / (i + 1);
  count = Math.round(count);
  if (count <= limit) {
    const walk = (from: number, left: number, total: number): void => {
      if (left === 0) {
        tally(total);
        return;
      }
      for (let i = from; i <= n - left; i += 1) walk(i + 1, left - 1, total + (all[i] ?? 0));
    };
    walk(0, k, 0);
    return {
      observed,
      permutations: count,
      p: atLeast / count,
      pTwoSided: asFar / count,
      smallestP: 1 / count,
      exact: true,
    };
  }
  for (let i = 0; i < limit; i += 1) {
    random.shuffle(all, k);
    let total = 0;
    for (let j = 0; j < k; j += 1) total += all[j] ?? 0;
    tally(total);
  }
  return {
    observed,
    permutations: limit,
    p: (atLeast + 1) / (limit + 1),
    pTwoSided: (asFar + 1) / (limit + 1),
    smallestP: 1 / (limit + 1),
    exact: false,
  };
}

export interface Robustness {
  /** Part of the variance of both the treatment and the outcome that an unseen thing must explain to bring the estimate to zero. */
  readonly value: number;
  /** The same, to bring the estimate inside its own interval at the level `alpha`. */
  readonly valueAtAlpha: number;
  /** Part of the outcome's remaining variance that the treatment explains: the least an all-explaining confounder needs. */
  readonly partialR2: number;
}

/**
 * Robustness value of a regression coefficient (Cinelli and Hazlett, 2020; R sensemakr), for a linear model.
 * @param t the coefficient over its standard error
 * @param df residual degrees of freedom
 */
export function robustness(t: number, df: number, alpha = 0.05): Robustness {
  if (!(df > 1))
    throw new Refusal('FLOWS_TOO_SHORT', 'A robustness value needs more than one degree of freedom.');
  const f = Math.abs(t) / Math.sqrt(df);
  const critical = Math.abs(tQuantile(alpha / 2, df - 1)) / Math.sqrt(df - 1);
  const of = (x: number): number => (x <= 0 ? 0 : (Math.sqrt(square(square(x)) + 4 * x * x) - x * x) / 2);
  const left = f - critical;
  const bound = left > 0 && f > 1 / critical ? (f * f - critical * critical) / (1 + f * f) : of(left);
  return { value: of(f), valueAtAlpha: bound, partialR2: (t * t) / (t * t + df) };
}

/**
 * The estimate as it would stand if a confounder as strong as stated had been left out: the named benchmark, such as an
 * observed covariate, gives its two parts of variance explained (Cinelli and Hazlett, 2020, equation 14).
 */
export function adjustedEstimate(
  estimate: number,
  standardError: number,
  df: number,
  r2Treatment: number,
  r2Outcome: number,
): number {
  const bias = Math.sqrt((r2Outcome * r2Treatment) / (1 - r2Treatment)) * standardError * Math.sqrt(df);
  return Math.sign(estimate) * (Math.abs(estimate) - bias);
}
