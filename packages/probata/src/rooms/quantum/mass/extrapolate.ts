// From the examined sample to all claims of the register, with an honest error and a bound to stand on.
import { type Money, majorUnits } from '../../../base/money/index.ts';
import { toNumber } from '../../../base/rational.ts';
import { normalQuantile } from '../../flows/index.ts';
import { cents } from '../joint.ts';
import type { StratumResult } from './examine.ts';

export interface Extrapolation {
  /**
   * `mean`: strata sizes times mean accepted. `ratio`: accepted over claimed, times what is claimed in all. `regression`: the
   * mean moved by a slope times how far the sample's claimed total lies off the register's.
   */
  readonly estimator: 'mean' | 'ratio' | 'regression';
  /** `nothing`: a drawn claim that was not answered counts as nothing. `left-out`: as if it had not been drawn. */
  readonly silence: 'nothing' | 'left-out';
  readonly estimate: Money;
  readonly standardError: Money;
  readonly low: Money;
  readonly high: Money;
  /** One-sided: with the stated level the truth is not below it. Never below nothing. */
  readonly lowerBound: Money;
}

/**
 * The six estimates: by means, by the combined ratio and by the combined regression, with unanswered claims as nothing and
 * left out (Cochran, 1977, sections 5.4, 6.11 and 7.10). Within strata the sample is drawn without replacement.
 * @param claimed what is claimed in each stratum of the whole register, in minor units, in the order of the results
 * @param level 0.95 for a 95 % interval; the bound is one-sided at the same level
 */
export function extrapolate(
  results: readonly StratumResult[],
  claimed: readonly bigint[],
  currency: string,
  level = 0.95,
): readonly Extrapolation[] {
  return (['nothing', 'left-out'] as const).flatMap((silence) => {
    const strata = results.flatMap((one, i) => {
      const asNothing = silence === 'nothing';
      const n = asNothing ? one.drawn : one.answered;
      if (n === 0) return [];
      return [
        {
          N: one.of,
          n,
          x: asNothing ? one.x + one.silentX : one.x,
          xx: asNothing ? one.xx + one.silentXX : one.xx,
          y: one.y,
          yy: one.yy,
          xy: one.xy,
          claimed: claimed[i] ?? 0n,
        },
      ];
    });
    // A stratum of which nobody answered has nothing to speak for it; left out, its claims count as nothing.
    const mean = strata.reduce((sum, s) => sum + (s.N / s.n) * Number(s.y), 0);
    const weightedX = strata.reduce((sum, s) => sum + (s.N / s.n) * Number(s.x), 0);
    const ratio = weightedX === 0 ? 0 : mean / weightedX;
    const all = Number(strata.reduce((sum, s) => sum + s.claimed, 0n));
    const slope = slopeOf(strata);
    const factor = weightedX === 0 ? 0 : all / weightedX;
    const error = (of: number): number => Math.sqrt(variance(strata, of));
    return [
      made('mean', silence, mean, error(0), currency, level),
      made('ratio', silence, ratio * all, factor * error(ratio), currency, level),
      made('regression', silence, mean + slope * (all - weightedX), error(slope), currency, level),
    ];
  });
}

interface Moments {
  readonly n: number;
  readonly x: bigint;
  readonly y: bigint;
  readonly xx: bigint;
  readonly yy: bigint;
  readonly xy: bigint;
}

/** The slope that makes the scatter of the total smallest: within strata, each with the weight it has in the variance. */
function slopeOf(strata: readonly (Moments & { readonly N: number })[]): number {
  let [xy, xx] = [0, 0];
  for (const s of strata) {
    if (s.n < 2 || s.n >= s.N) continue;
    const n = BigInt(s.n);
    const weight = (s.N * s.N * (1 - s.n / s.N)) / (s.n * (s.n - 1));
    xy += (weight * Number(n * s.xy - s.x * s.y)) / s.n;
    xx += (weight * Number(n * s.xx - s.x * s.x)) / s.n;
  }
  return xx === 0 ? 0 : xy / xx;
}

/** Sum of squares of y - R x about its mean. Each part is exact before it becomes a double: nothing cancels away. */
function scatter(s: Moments, ratio: number): number {
  const n = BigInt(s.n);
  const centred = (product: bigint, a: bigint, b: bigint): number => Number(n * product - a * b) / s.n;
  const yy = centred(s.yy, s.y, s.y);
  if (ratio === 0) return yy;
  return yy - 2 * ratio * centred(s.xy, s.x, s.y) + ratio * ratio * centred(s.xx, s.x, s.x);
}

/**
 * Σ N² (1 - n/N) s²/n. One answered claim shows no scatter: its stratum is given the widest scatter of the others, which
 * can only lower the bound.
 */
function variance(strata: readonly (Moments & { readonly N: number })[], ratio: number): number {
  const own = strata.map((s) => (s.n < 2 ? null : Math.max(0, scatter(s, ratio)) / (s.n - 1)));
  const widest = Math.max(0, ...own.flatMap((one) => one ?? []));
  return strata.reduce(
    (sum, s, i) => sum + (s.n >= s.N ? 0 : (s.N * s.N * (1 - s.n / s.N) * (own[i] ?? widest)) / s.n),
    0,
  );
}

function made(
  estimator: Extrapolation['estimator'],
  silence: Extrapolation['silence'],
  minor: number,
  error: number,
  currency: string,
  level: number,
): Extrapolation {
  const unit = toNumber(majorUnits({ minor: 1n, currency }));
  const money = (value: number): Money => cents(value * unit, currency);
  const half = normalQuantile(0.5 + level / 2) * error;
  return {
    estimator,
    silence,
    estimate: money(minor),
    standardError: money(error),
    low: money(Math.max(0, minor - half)),
    high: money(minor + half),
    lowerBound: money(Math.max(0, minor - normalQuantile(level) * error)),
  };
}
