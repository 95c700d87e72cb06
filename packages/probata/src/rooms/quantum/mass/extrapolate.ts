// From the examined sample to all claims of the register, with an honest error and a bound to stand on.
import { type Money, majorUnits } from '../../../base/money/index.ts';
import { toNumber } from '../../../base/rational.ts';
import { normalQuantile, tQuantile } from '../../flows/index.ts';
import { cents } from '../joint.ts';
import type { StratumResult } from './examine.ts';
import type { GroupResult } from './examine-groups.ts';

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

/** Exact sums over what was drawn in a stratum, in minor units: x claimed, y what it counts for. */
export interface Moments {
  readonly n: number;
  readonly x: bigint;
  readonly y: bigint;
  readonly xx: bigint;
  readonly yy: bigint;
  readonly xy: bigint;
}

/** A stratum as its sample speaks of it; what was drawn in it are claims, or groups of them. */
export interface SpokenStratum {
  readonly stratum: string;
  readonly claims: {
    readonly of: number;
    readonly drawn: number;
    readonly answered: number;
    readonly accepted: number;
  };
  /** What chance chose: claims, or groups. */
  readonly of: number;
  readonly drawn: number;
  /** Claimed in the whole of it. */
  readonly claimed: bigint;
  /** Unanswered claims as nothing, and as if they had not been drawn. */
  readonly nothing: Moments;
  readonly leftOut: Moments;
  /** Of groups only: the sum of squares of what single claims count for. */
  readonly single: bigint | null;
}

/** The strata of a sample of claims. @param claimed what is claimed in each of the whole register, in the same order */
export function spokenOfClaims(
  results: readonly StratumResult[],
  claimed: readonly bigint[],
): readonly SpokenStratum[] {
  return results.map(
    ({ stratum, of, drawn, answered, accepted, x, y, xx, yy, xy, silentX, silentXX }, i) => ({
      stratum,
      claims: { of, drawn, answered, accepted },
      of,
      drawn,
      claimed: claimed[i] ?? 0n,
      nothing: { n: drawn, x: x + silentX, y, xx: xx + silentXX, yy, xy },
      leftOut: { n: answered, x, y, xx, yy, xy },
      single: null,
    }),
  );
}

/** The strata of a sample of groups. */
export function spokenOfGroups(results: readonly GroupResult[]): readonly SpokenStratum[] {
  return results.map(
    ({ stratum, groups, drawn, claims, claimed, claimsDrawn, answered, accepted, ...rest }) => ({
      stratum,
      claims: { of: claims, drawn: claimsDrawn, answered, accepted },
      of: groups,
      drawn,
      claimed,
      nothing: rest.nothing,
      leftOut: rest.leftOut,
      single: rest.single,
    }),
  );
}

/**
 * The six estimates: by means, by the combined ratio and by the combined regression, with unanswered claims as nothing and
 * left out (Cochran, 1977, sections 5.4, 6.11 and 7.10). Within strata the sample is drawn without replacement. Where groups
 * were drawn, their totals are what is added (sections 9.2 and 11.3), and interval and bound use Student's t, with one degree
 * less than the groups for each stratum.
 * @param level 0.95 for a 95 % interval; the bound is one-sided at the same level
 */
export function extrapolate(
  spoken: readonly SpokenStratum[],
  currency: string,
  level = 0.95,
): readonly Extrapolation[] {
  return (['nothing', 'left-out'] as const).flatMap((silence) => {
    const strata = spoken.flatMap((one) => {
      const own = silence === 'nothing' ? one.nothing : one.leftOut;
      return own.n === 0 ? [] : [{ ...own, N: one.of, claimed: one.claimed }];
    });
    const isOfGroups = spoken.some((one) => one.single !== null);
    const degrees = strata.reduce((sum, s) => sum + (s.n >= s.N ? 0 : s.n - 1), 0);
    const quantile = (p: number): number =>
      isOfGroups && degrees > 0 ? tQuantile(p, degrees) : normalQuantile(p);
    // A stratum of which nobody answered has nothing to speak for it; left out, its claims count as nothing.
    const mean = strata.reduce((sum, s) => sum + (s.N / s.n) * Number(s.y), 0);
    const weightedX = strata.reduce((sum, s) => sum + (s.N / s.n) * Number(s.x), 0);
    const ratio = weightedX === 0 ? 0 : mean / weightedX;
    const all = Number(strata.reduce((sum, s) => sum + s.claimed, 0n));
    const slope = slopeOf(strata);
    const factor = weightedX === 0 ? 0 : all / weightedX;
    const error = (of: number): number => Math.sqrt(variance(strata, of));
    const make = (estimator: Extrapolation['estimator'], minor: number, of: number): Extrapolation =>
      made(estimator, silence, minor, of, currency, [quantile(0.5 + level / 2), quantile(level)]);
    return [
      make('mean', mean, error(0)),
      make('ratio', ratio * all, factor * error(ratio)),
      make('regression', mean + slope * (all - weightedX), error(slope)),
    ];
  });
}

/**
 * What drawing groups cost: the variance of the total by groups over that of as many claims drawn one by one in each
 * stratum. Null where single claims were drawn, or nothing scatters.
 */
export function groupEffect(spoken: readonly SpokenStratum[]): number | null {
  let simple = 0;
  for (const { claims, nothing, single } of spoken) {
    const [N, n] = [claims.of, claims.drawn];
    if (single === null) return null;
    if (n < 2 || n >= N) continue;
    const squares = Number(BigInt(n) * single - nothing.y * nothing.y) / n;
    simple += (N * N * (1 - n / N) * squares) / (n - 1) / n;
  }
  const own = variance(
    spoken.flatMap((one) => (one.nothing.n === 0 ? [] : [{ ...one.nothing, N: one.of }])),
    0,
  );
  return simple > 0 ? own / simple : null;
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
  [twoSided, oneSided]: readonly [number, number],
): Extrapolation {
  const unit = toNumber(majorUnits({ minor: 1n, currency }));
  const money = (value: number): Money => cents(value * unit, currency);
  return {
    estimator,
    silence,
    estimate: money(minor),
    standardError: money(error),
    low: money(Math.max(0, minor - twoSided * error)),
    high: money(minor + twoSided * error),
    lowerBound: money(Math.max(0, minor - oneSided * error)),
  };
}
