// Regressions with standard errors that allow for dependence in time, and for counts that scatter more than Poisson.
import { Refusal } from '../../base/errors.ts';
import { exp, log, square } from './elementary.ts';
import { dot, type LeastSquares, leastSquares, type Matrix, mean, product } from './matrix.ts';

export interface Regression extends LeastSquares {
  /** Estimated variance of the disturbance, rss / (n - k). */
  readonly variance: number;
  readonly standardErrors: readonly number[];
  readonly covariance: Matrix;
}

/** Ordinary least squares. @throws Refusal FLOWS_COLLINEAR, FLOWS_TOO_SHORT */
export function ols(x: Matrix, y: readonly number[]): Regression {
  const fit = leastSquares(x, y);
  const freedom = x.length - fit.coefficients.length;
  const variance = freedom > 0 ? fit.rss / freedom : Number.NaN;
  const covariance = fit.inverse.map((row) => row.map((value) => value * variance));
  return { ...fit, variance, covariance, standardErrors: rootsOfDiagonal(covariance) };
}

/**
 * Newey and West's covariance (1987) of least-squares or score estimates: bread · meat · bread with Bartlett weights
 * 1 - j / (lag + 1). No small-sample factor, no pre-whitening (R sandwich: `NeweyWest(lag, prewhite = FALSE)`).
 * @param scores one row per observation, in order of time: x_t times the residual
 * @param bread the inverse of the information: (X'X)^-1 for least squares
 */
export function neweyWest(scores: Matrix, bread: Matrix, lag: number): number[][] {
  const k = bread.length;
  const flat = Float64Array.from(scores.flat());
  const meat = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  const gamma = new Float64Array(k * k);
  for (let j = 0; j <= lag; j += 1) {
    gamma.fill(0);
    for (let t = j; t < scores.length; t += 1)
      for (let a = 0; a < k; a += 1) {
        const now = flat[t * k + a] as number;
        const then = (t - j) * k;
        for (let b = 0; b < k; b += 1)
          gamma[a * k + b] = (gamma[a * k + b] as number) + now * (flat[then + b] as number);
      }
    const weight = 1 - j / (lag + 1);
    for (let a = 0; a < k; a += 1)
      for (let b = 0; b < k; b += 1) {
        const mirrored = j === 0 ? 0 : (gamma[b * k + a] as number);
        (meat[a] as number[])[b] = (meat[a]?.[b] ?? 0) + weight * ((gamma[a * k + b] as number) + mirrored); // a < k
      }
  }
  return product(product(bread, meat), bread);
}

/** Scores of a least-squares fit, for `neweyWest`. */
export function olsScores(x: Matrix, fit: LeastSquares): number[][] {
  return x.map((row, t) => row.map((value) => value * (fit.residuals[t] ?? 0)));
}

export interface CountRegression {
  readonly coefficients: readonly number[];
  readonly fitted: readonly number[];
  /** Pearson's chi-squared over its degrees of freedom: 1 for Poisson counts, more where they scatter more. */
  readonly dispersion: number;
  /** Covariance under quasi-Poisson: dispersion times the inverse information. */
  readonly covariance: Matrix;
  readonly standardErrors: readonly number[];
  readonly scores: Matrix;
  /** The inverse information, unscaled: the bread of a sandwich. */
  readonly bread: Matrix;
  readonly iterations: number;
}

/**
 * Quasi-Poisson regression of counts with log link, by iteratively reweighted least squares (McCullagh and Nelder,
 * ch. 2 and 9). It stops where R's `glm` stops (deviance to 1e-8), and dispersion and errors rest on the weights of the
 * last step, as there: the other side's expert will check with R, and should find the same digits.
 * @throws Refusal FLOWS_COUNTS_ONLY for a negative count, FLOWS_NO_CONVERGENCE
 */
export function quasiPoisson(x: Matrix, y: readonly number[]): CountRegression {
  if (y.some((value) => !(value >= 0)))
    throw new Refusal('FLOWS_COUNTS_ONLY', 'A count cannot be negative or missing.');
  let eta = y.map((value) => log(value + 0.1));
  let mu = y.map((value) => value + 0.1);
  let before = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= 100; iteration += 1) {
    const roots = mu.map(Math.sqrt);
    const z = y.map((value, i) => (eta[i] ?? 0) + (value - (mu[i] ?? 1)) / (mu[i] ?? 1));
    const fit = leastSquares(
      x.map((row, i) => row.map((value) => value * (roots[i] ?? 1))),
      z.map((value, i) => value * (roots[i] ?? 1)),
    );
    eta = x.map((row) => dot(row, fit.coefficients));
    mu = eta.map(exp);
    const deviance =
      2 * y.reduce((sum, v, i) => sum + (v === 0 ? 0 : v * (log(v) - (eta[i] ?? 0))) - (v - (mu[i] ?? 0)), 0);
    if (Math.abs(before - deviance) < 1e-8 * (Math.abs(deviance) + 0.1))
      return finished(x, y, mu, roots, fit, iteration);
    before = deviance;
  }
  throw new Refusal(
    'FLOWS_NO_CONVERGENCE',
    'The count regression does not settle: a column may separate the zeros.',
  );
}

/** An attribution of counts to a driver: what the model expects less what it expects with the driver set to `reference`. */
export function attributable(
  x: Matrix,
  fit: CountRegression,
  columns: readonly number[],
  reference: readonly number[],
): { readonly number: number; readonly fraction: number } {
  let difference = 0;
  x.forEach((row, t) => {
    const shift = columns.reduce(
      (sum, c, i) => sum + (fit.coefficients[c] ?? 0) * ((row[c] ?? 0) - (reference[i] ?? 0)),
      0,
    );
    difference += (fit.fitted[t] ?? 0) * (1 - exp(-shift));
  });
  const total = fit.fitted.reduce((sum, value) => sum + value, 0);
  return { number: difference, fraction: difference / total };
}

function finished(
  x: Matrix,
  y: readonly number[],
  mu: readonly number[],
  roots: readonly number[],
  fit: LeastSquares,
  iterations: number,
): CountRegression {
  const freedom = y.length - fit.coefficients.length;
  // Working residual times working weight: (y - mu) / mu at the end, weighted as in the last step.
  const pull = y.map((value, i) => ((value - (mu[i] ?? 1)) / (mu[i] ?? 1)) * square(roots[i] ?? 1));
  const dispersion =
    y.reduce((sum, value, i) => sum + ((value - (mu[i] ?? 1)) / (mu[i] ?? 1)) * (pull[i] ?? 0), 0) / freedom;
  const covariance = fit.inverse.map((row) => row.map((value) => value * dispersion));
  return {
    coefficients: fit.coefficients,
    fitted: mu,
    dispersion,
    covariance,
    standardErrors: rootsOfDiagonal(covariance),
    scores: x.map((row, i) => row.map((value) => value * (pull[i] ?? 0))),
    bread: fit.inverse,
    iterations,
  };
}

export function rootsOfDiagonal(m: Matrix): number[] {
  return m.map((row, i) => Math.sqrt(row[i] ?? Number.NaN));
}

/** Durbin and Watson's statistic of residuals: near 2 without first-order dependence. */
export function durbinWatson(residuals: readonly number[]): number {
  let top = 0;
  for (let t = 1; t < residuals.length; t += 1) top += square((residuals[t] ?? 0) - (residuals[t - 1] ?? 0));
  return top / dot(residuals, residuals);
}

/** Deviations from the mean. */
export function centred(values: readonly number[]): number[] {
  const m = mean(values);
  return values.map((value) => value - m);
}
