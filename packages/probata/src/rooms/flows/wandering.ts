// Regression on a level that may wander: what a series owes to a date, told apart from its own drifting (Harvey and Durbin, 1986).
import { Refusal } from '../../base/errors.ts';
import { exp, log } from './elementary.ts';
import { cholesky, type Matrix, quadratic } from './matrix.ts';

/** Generalised least squares with errors of a wandering level plus noise, over all ways of wandering that the series allows. */
export interface WanderingFit {
  readonly coefficients: readonly number[];
  readonly covariance: Matrix;
  /** The most likely variance of the level's step, as a multiple of that of the noise. */
  readonly q: number;
  readonly df: number;
  /** One-step errors in units of their own scatter; NaN where nothing can be said. */
  readonly errors: readonly number[];
  readonly parts: readonly WanderingPart[];
}

/** The fit at one way of wandering, and how much it weighs. */
export interface WanderingPart {
  readonly weight: number;
  readonly q: number;
  readonly sigma2: number;
  readonly coefficients: readonly number[];
  readonly covariance: Matrix;
  /** The level one step after the last point, less what the regressors explain; of each regressor; its variance over the noise's. */
  readonly level: number;
  readonly levelOf: readonly number[];
  readonly levelVariance: number;
}

interface Filtered {
  /** Standardised innovations of the series and of every column, one row for each point that tells something. */
  readonly rows: readonly (readonly number[])[];
  readonly places: readonly number[];
  readonly logs: number;
  readonly ends: readonly number[];
  readonly variance: number;
}

/** The Kalman filter at a given ratio on all columns at once: its gains hang on no figure. A row that is null is a gap. */
function filter(rows: readonly (readonly number[] | null)[], q: number): Filtered {
  const width = rows.find((row) => row !== null)?.length ?? 0;
  const level = new Float64Array(width);
  const innovations: number[][] = [];
  const places: number[] = [];
  let p = Number.POSITIVE_INFINITY;
  let logs = 0;
  rows.forEach((row, t) => {
    if (row === null) {
      p += q;
      return;
    }
    if (p === Number.POSITIVE_INFINITY) {
      level.set(row);
      p = 1 + q;
      return;
    }
    const f = p + 1;
    const root = Math.sqrt(f);
    const gain = p / f;
    const out = new Array<number>(width);
    for (let c = 0; c < width; c += 1) {
      const v = (row[c] as number) - (level[c] as number);
      out[c] = v / root;
      level[c] = (level[c] as number) + gain * v;
    }
    innovations.push(out);
    places.push(t);
    logs += log(f);
    p = p * (1 - gain) + q;
  });
  return { rows: innovations, places, logs, ends: [...level], variance: p };
}

interface Solved {
  readonly coefficients: readonly number[];
  readonly root: Matrix;
  readonly rss: number;
}

/** Least squares of the first column on the others, by the normal equations: the columns are innovations, near white. */
function solve(rows: readonly (readonly number[])[], k: number): Solved {
  const gram = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  const right = new Array<number>(k).fill(0);
  let whole = 0;
  for (const row of rows) {
    const y = row[0] as number;
    whole += y * y;
    for (let i = 0; i < k; i += 1) {
      const xi = row[i + 1] as number;
      right[i] = (right[i] as number) + xi * y;
      const line = gram[i] as number[];
      for (let j = 0; j <= i; j += 1) line[j] = (line[j] as number) + xi * (row[j + 1] as number);
    }
  }
  for (let i = 0; i < k; i += 1)
    for (let j = i + 1; j < k; j += 1) (gram[i] as number[])[j] = gram[j]?.[i] as number; // i, j < k
  const root = cholesky(gram);
  // What is left of a column once those before it are taken out; next to nothing, and it is one of them.
  if (root.some((row, i) => (row[i] as number) ** 2 < 1e-11 * (gram[i]?.[i] as number)))
    throw new Refusal('FLOWS_NOT_POSITIVE', 'The matrix is not positive definite.');
  const forward: number[] = [];
  for (let i = 0; i < k; i += 1) {
    let sum = right[i] as number;
    for (let j = 0; j < i; j += 1) sum -= (root[i]?.[j] as number) * (forward[j] as number);
    forward[i] = sum / (root[i]?.[i] as number);
  }
  const coefficients = [...forward];
  for (let i = k - 1; i >= 0; i -= 1) {
    let sum = forward[i] as number;
    for (let j = i + 1; j < k; j += 1) sum -= (root[j]?.[i] as number) * (coefficients[j] as number);
    coefficients[i] = sum / (root[i]?.[i] as number);
  }
  return { coefficients, root, rss: whole - forward.reduce((sum, value) => sum + value * value, 0) };
}

// Ways of wandering that are weighed, by the logarithm of q: from a level that stands still to one that is all walk. A
// still level is the plainer account, and the weight before the series is seen falls slowly with q; so chosen, intervals
// cover what they say both where the level stands and where it walks (bench: coverage).
const LEAST_LOG_Q = -14;
const MOST_LOG_Q = 5;
const LOG_Q_STEP = 0.5;
const PLAINNESS = 0.3;

/**
 * Fits y on the regressors at each of a row of ways of wandering, and weighs these by their restricted likelihood: one
 * best guess would pass over how little a short series says of it, and its intervals would be too narrow. No constant may
 * stand among the regressors: the level is one.
 * @param x one row for each point; null for a point left out
 * @throws Refusal FLOWS_TOO_SHORT, FLOWS_COLLINEAR
 */
export function wanderingRegression(
  x: readonly (readonly number[] | null)[],
  y: readonly number[],
): WanderingFit {
  const k = x.find((row) => row !== null)?.length ?? 0;
  const rows = x.map((row, t) => (row === null ? null : [y[t] ?? Number.NaN, ...row]));
  const df = rows.filter((row) => row !== null).length - 1 - k;
  if (df < 3) throw new Refusal('FLOWS_TOO_SHORT', 'Too few points for so many coefficients.');
  const runs = Array.from({ length: (MOST_LOG_Q - LEAST_LOG_Q) / LOG_Q_STEP + 1 }, (_, i) => {
    const logQ = LEAST_LOG_Q + i * LOG_Q_STEP;
    const q = exp(logQ);
    const run = filter(rows, q);
    const solved = collinearRefused(() => solve(run.rows, k));
    const halfLog = solved.root.reduce((sum, row, j) => sum + log(row[j] as number), 0);
    return {
      q,
      run,
      solved,
      weighed: -0.5 * (df * log(solved.rss / df) + run.logs) - halfLog - PLAINNESS * logQ,
    };
  });
  const top = runs.reduce((best, one) => (one.weighed > best.weighed ? one : best));
  const total = runs.reduce((sum, one) => sum + exp(one.weighed - top.weighed), 0);
  const parts = runs.flatMap(({ q, run, solved, weighed }): WanderingPart[] => {
    const weight = exp(weighed - top.weighed) / total;
    if (weight < 1e-4) return [];
    const sigma2 = solved.rss / df;
    const [end = 0, ...levelOf] = run.ends;
    const { coefficients } = solved;
    return [
      {
        weight,
        q,
        sigma2,
        coefficients,
        covariance: inverseOf(solved.root).map((row) => row.map((value) => value * sigma2)),
        level: end - coefficients.reduce((sum, b, j) => sum + b * (levelOf[j] as number), 0),
        levelOf,
        levelVariance: run.variance,
      },
    ];
  });
  const coefficients = Array.from({ length: k }, (_, j) =>
    mixed(parts, (one) => one.coefficients[j] as number),
  );
  const errors = new Array<number>(y.length).fill(Number.NaN);
  const scale = Math.sqrt(top.solved.rss / df);
  top.run.rows.forEach((row, i) => {
    const fitted = top.solved.coefficients.reduce((sum, b, j) => sum + b * (row[j + 1] as number), 0);
    errors[top.run.places[i] as number] = ((row[0] as number) - fitted) / scale;
  });
  return {
    coefficients,
    covariance: coefficients.map((_, i) =>
      coefficients.map((__, j) =>
        mixed(
          parts,
          (one) =>
            (one.covariance[i]?.[j] as number) +
            ((one.coefficients[i] as number) - (coefficients[i] as number)) *
              ((one.coefficients[j] as number) - (coefficients[j] as number)),
        ),
      ),
    ),
    q: top.q,
    df,
    errors,
    parts,
  };
}

/** The level's step in units of the series: the mean over all ways of wandering that the series allows. */
export const stepOf = (fit: WanderingFit): number => mixed(fit.parts, (one) => Math.sqrt(one.q * one.sigma2));

/** The step that the series does not rule out: `share` of the weight lies at or below it. */
export function stepUpTo(fit: WanderingFit, share: number): number {
  const whole = fit.parts.reduce((sum, one) => sum + one.weight, 0);
  let below = 0;
  for (const one of fit.parts) {
    below += one.weight;
    if (below >= share * whole) return Math.sqrt(one.q * one.sigma2);
  }
  return Number.NaN;
}

/** The mean over the ways of wandering, by their weights. */
function mixed(parts: readonly WanderingPart[], of: (part: WanderingPart) => number): number {
  const whole = parts.reduce((sum, one) => sum + one.weight, 0);
  return parts.reduce((sum, one) => sum + one.weight * of(one), 0) / whole;
}

/** Carries a fit of the points before a date over those after it: each expected value, and the sum of what was expected. */
export function carryOn(
  fit: WanderingFit,
  rows: readonly (readonly number[])[],
): {
  readonly expected: readonly number[];
  readonly errors: readonly number[];
  readonly sum: number;
  readonly sumError: number;
} {
  const n = rows.length;
  const total = rows[0]?.map((_, j) => rows.reduce((sum, row) => sum + (row[j] as number), 0)) ?? [];
  // The level at the first point is off by its variance; each step after it adds q, and is carried into all sums that follow.
  let walk = 0;
  for (let i = 1; i < n; i += 1) walk += (n - i) * (n - i);
  const off = (part: WanderingPart, row: readonly number[], times = 1): number[] =>
    row.map((value, j) => value - times * (part.levelOf[j] as number));
  const value = (part: WanderingPart, row: readonly number[]): number =>
    part.level + row.reduce((sum, v, j) => sum + v * (part.coefficients[j] as number), 0);
  const both = (
    middle: (part: WanderingPart) => number,
    variance: (part: WanderingPart) => number,
  ): readonly [number, number] => {
    const centre = mixed(fit.parts, middle);
    return [centre, Math.sqrt(mixed(fit.parts, (one) => variance(one) + (middle(one) - centre) ** 2))];
  };
  const points = rows.map((row, h) =>
    both(
      (one) => value(one, row),
      (one) => one.sigma2 * (one.levelVariance + h * one.q + 1) + quadratic(off(one, row), one.covariance),
    ),
  );
  const [sum, sumError] = both(
    (one) => rows.reduce((all, row) => all + value(one, row), 0),
    (one) =>
      one.sigma2 * (n * n * one.levelVariance + one.q * walk + n) +
      quadratic(off(one, total, n), one.covariance),
  );
  return { expected: points.map(([v]) => v), errors: points.map(([, e]) => e), sum, sumError };
}

function inverseOf(root: Matrix): number[][] {
  const k = root.length;
  const inverse = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  for (let c = 0; c < k; c += 1) {
    const z = new Array<number>(k).fill(0);
    for (let i = c; i < k; i += 1) {
      let sum = i === c ? 1 : 0;
      for (let j = c; j < i; j += 1) sum -= (root[i]?.[j] as number) * (z[j] as number);
      z[i] = sum / (root[i]?.[i] as number);
    }
    for (let i = k - 1; i >= 0; i -= 1) {
      let sum = z[i] as number;
      for (let j = i + 1; j < k; j += 1) sum -= (root[j]?.[i] as number) * (inverse[j]?.[c] as number);
      (inverse[i] as number[])[c] = sum / (root[i]?.[i] as number); // i < k
    }
  }
  return inverse;
}

function collinearRefused<T>(run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code === 'FLOWS_NOT_POSITIVE')
      throw new Refusal(
        'FLOWS_COLLINEAR',
        'Two of the things in the model move as one: leave one of them out.',
      );
    throw thrown;
  }
}
