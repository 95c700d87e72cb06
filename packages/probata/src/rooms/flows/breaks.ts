// Breaks in the mean of a series with a confidence interval for each date, and how many breaks the series supports.
import { Refusal } from '../../base/errors.ts';
import { logGamma, logNormalCdf, root } from './distributions.ts';
import { exp, log, square } from './elementary.ts';
import { mean, sumOfSquares } from './matrix.ts';

/** The best placing of a given number of breaks. */
export interface BreakSet {
  readonly breaks: readonly number[];
  readonly rss: number;
  readonly bic: number;
}

/** A break (last index of the old stretch, from 1) with its interval. Null where the interval cannot be given. */
export interface BreakInterval {
  readonly low: number | null;
  readonly at: number;
  readonly high: number | null;
}

/**
 * The best 0 to `max` breaks in the mean (Bai and Perron, 2003, by dynamic programming), no stretch shorter than `trim`
 * of the series, each with its BIC: n log(rss / n) and 2 (m + 1) parameters, as R strucchange counts them.
 * @throws Refusal FLOWS_TOO_SHORT
 */
export function breakSets(values: readonly number[], trim = 0.15, max?: number): readonly BreakSet[] {
  const n = values.length;
  const h = Math.floor(trim * n);
  const most = Math.min(max ?? Number.POSITIVE_INFINITY, Math.ceil(n / h) - 2, Math.floor(n / h) - 1);
  if (h < 2 || most < 0)
    throw new Refusal('FLOWS_TOO_SHORT', `${n} points are too few for stretches of ${h}.`);
  const rss = residualTable(values);
  // least[m][t]: the best rss of the first t points with m breaks.
  const least: Float64Array[] = [
    Float64Array.from({ length: n + 1 }, (_, t) => (t >= h ? rss(0, t) : Number.POSITIVE_INFINITY)),
  ];
  const before: Int32Array[] = [new Int32Array(n + 1)];
  for (let m = 1; m <= most; m += 1) {
    const row = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
    const from = new Int32Array(n + 1);
    for (let t = (m + 1) * h; t <= n; t += 1)
      for (let b = m * h; b <= t - h; b += 1) {
        const total = (least[m - 1]?.[b] ?? Number.POSITIVE_INFINITY) + rss(b, t);
        if (total < (row[t] ?? 0)) {
          row[t] = total;
          from[t] = b;
        }
      }
    least.push(row);
    before.push(from);
  }
  return least.map((row, m) => {
    const breaks: number[] = [];
    let t = n;
    for (let level = m; level > 0; level -= 1) {
      t = before[level]?.[t] ?? 0;
      breaks.unshift(t);
    }
    const total = row[n] ?? Number.NaN;
    const bic = n * (log(total / n) + 1 + log(2 * Math.PI)) + log(n) * 2 * (m + 1);
    return { breaks, rss: total, bic };
  });
}

/** The number of breaks with the lowest BIC. */
export function breaksByBic(sets: readonly BreakSet[]): number {
  let best = 0;
  sets.forEach((set, m) => {
    if (set.bic < (sets[best]?.bic ?? Number.POSITIVE_INFINITY)) best = m;
  });
  return best;
}

/**
 * Intervals for the dates of breaks in a mean by the limit distribution of Bai (1997), each stretch with its own
 * variance of the errors. The interval is rounded outwards to whole points.
 */
export function breakIntervals(
  values: readonly number[],
  breaks: readonly number[],
  level = 0.95,
): readonly BreakInterval[] {
  const edges = [0, ...breaks, values.length];
  const tail = (1 - level) / 2;
  return breaks.map((at, i) => {
    const left = values.slice(edges[i], at);
    const right = values.slice(at, edges[i + 2]);
    const step = mean(right) - mean(left);
    const [v1, v2] = [sumOfSquares(left) / left.length, sumOfSquares(right) / right.length];
    // Without scatter on one side, or without a step, the limit law says nothing.
    if (!(v1 > 0 && v2 > 0) || step === 0) return { low: null, at, high: null };
    const phi = v2 / v1;
    const below = argmaxCdf(0, phi);
    if (!(below > tail && below < 1 - tail)) return { low: null, at, high: null };
    const upper = root((x) => argmaxCdf(x, phi) - (1 - tail), 0, 1);
    const lower = root((x) => tail - argmaxCdf(-x, phi), 0, 1);
    const scale = v1 / (step * step);
    return { low: at - Math.ceil(upper * scale), at, high: at + Math.ceil(lower * scale) };
  });
}

/**
 * The largest F statistic of a single break in the mean over the middle of the series (Andrews, 1993), with an
 * asymptotic p-value.
 */
export function supF(
  values: readonly number[],
  trim = 0.15,
): { readonly statistic: number; readonly at: number; readonly p: number } {
  const n = values.length;
  const h = Math.floor(trim * n);
  if (h < 2) throw new Refusal('FLOWS_TOO_SHORT', `${n} points are too few for a test of a break.`);
  const rss = residualTable(values);
  const whole = rss(0, n);
  let statistic = 0;
  let at = h;
  for (let t = h; t <= n - h; t += 1) {
    const apart = rss(0, t) + rss(t, n);
    const f = (whole - apart) / (apart / (n - 2));
    if (f > statistic) {
      statistic = f;
      at = t;
    }
  }
  return { statistic, at, p: supFTail(statistic, 1, trim) };
}

/**
 * P(sup F > c) for k coefficients and symmetric trimming, by the expansion for large c that DeLong (1981) gives for the
 * supremum of a squared, standardised tied-down Bessel process. Good below some five per cent; held to 1 above.
 */
function supFTail(c: number, k: number, trim: number): number {
  const lambda = square((1 - trim) / trim);
  const front = exp((k / 2) * log(c / 2) - c / 2 - logGamma(k / 2));
  return Math.min(1, Math.max(0, front * ((1 - k / c) * log(lambda) + 2 / c)));
}

/**
 * Distribution of the place of the maximum of the two-sided process of Bai (1997, appendix B) where the regressors do
 * not change their scale (xi = 1) and the variances stand as 1 to phi.
 */
function argmaxCdf(x: number, phi: number): number {
  const z = Math.abs(x);
  if (x < 0) {
    const f = 1 / phi;
    return (
      -exp(halfLog(z) - z / 8 - HALF_LOG_TWO_PI) -
      phi * ((phi + 2) / (phi + 1)) * exp((f * (1 + f) * z) / 2 + logNormalCdf(-(0.5 + f) * Math.sqrt(z))) +
      (z / 2 - 2 + square(phi + 2) / (phi + 1)) * exp(logNormalCdf(-Math.sqrt(z) / 2))
    );
  }
  const f = 1 / phi;
  return (
    1 +
    Math.sqrt(f) * exp(halfLog(z) - (f * z) / 8 - HALF_LOG_TWO_PI) +
    f *
      ((2 * phi + 1) / (phi + 1)) *
      exp(((phi + 1) * z) / 2 + logNormalCdf((-(phi + 0.5) / Math.sqrt(phi)) * Math.sqrt(z))) -
    (square(2 * phi + 1) / ((phi + 1) * phi) - 2 + (f * z) / 2) *
      exp(logNormalCdf((-Math.sqrt(f) * Math.sqrt(z)) / 2))
  );
}

const HALF_LOG_TWO_PI = 0.9189385332046727;
const halfLog = (z: number): number => (z === 0 ? Number.NEGATIVE_INFINITY : log(z) / 2);

function residualTable(values: readonly number[]): (from: number, to: number) => number {
  const centre = mean(values);
  const s = new Float64Array(values.length + 1);
  const q = new Float64Array(values.length + 1);
  values.forEach((value, i) => {
    s[i + 1] = (s[i] ?? 0) + value - centre;
    q[i + 1] = (q[i] ?? 0) + square(value - centre);
  });
  return (from, to) => {
    const sum = (s[to] ?? 0) - (s[from] ?? 0);
    return (q[to] ?? 0) - (q[from] ?? 0) - (sum * sum) / (to - from);
  };
}
