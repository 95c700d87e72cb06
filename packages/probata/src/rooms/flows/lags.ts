// Does one series move before another, by how much, and after how long?
import { Refusal } from '../../base/errors.ts';
import { log, wholePower } from './elementary.ts';
import { quadratic } from './matrix.ts';
import {
  type CountRegression,
  centred,
  neweyWest,
  ols,
  quasiPoisson,
  type Regression,
} from './regression.ts';

export interface CrossCorrelation {
  readonly lags: readonly number[];
  /** corr(driver at t + lag, response at t): a peak at a negative lag means the driver moves first. */
  readonly values: readonly number[];
  /** Half-width of the 95 % band for two series without dependence. */
  readonly band: number;
  readonly peakLag: number;
}

/** Cross-correlations at lags -maxLag to maxLag, dividing by n throughout (biased, as Box and Jenkins print them). */
export function crossCorrelation(
  driver: readonly number[],
  response: readonly number[],
  maxLag: number,
): CrossCorrelation {
  if (driver.length !== response.length || driver.length <= maxLag + 1)
    throw new Refusal(
      'FLOWS_TOO_SHORT',
      'The two series must be of one length, longer than the largest lag.',
    );
  const x = centred(driver);
  const y = centred(response);
  const n = x.length;
  const scale = Math.sqrt(x.reduce((s, v) => s + v * v, 0) * y.reduce((s, v) => s + v * v, 0));
  const lags = Array.from({ length: 2 * maxLag + 1 }, (_, i) => i - maxLag);
  const values = lags.map((lag) => {
    let sum = 0;
    for (let t = Math.max(0, -lag); t < Math.min(n, n - lag); t += 1) sum += (x[t + lag] ?? 0) * (y[t] ?? 0);
    return sum / scale;
  });
  let peak = 0;
  values.forEach((value, i) => {
    if (Math.abs(value) > Math.abs(values[peak] ?? 0)) peak = i;
  });
  return { lags, values, band: 1.959963984540054 / Math.sqrt(n), peakLag: lags[peak] ?? 0 };
}

/** First differences. */
export function differences(values: readonly number[]): number[] {
  return values.slice(1).map((value, i) => value - (values[i] ?? 0));
}

/**
 * Pre-whitening (Box and Jenkins, ch. 11): an autoregression of the driver, its order chosen by AIC up to `maxOrder`, is
 * used as a filter on both series, so that the driver's own memory does not pass for an effect.
 */
export function prewhiten(
  driver: readonly number[],
  response: readonly number[],
  maxOrder: number,
): { readonly driver: readonly number[]; readonly response: readonly number[]; readonly order: number } {
  const x = centred(driver);
  const y = centred(response);
  let best: { order: number; aic: number; phi: readonly number[] } = {
    order: 0,
    aic: Number.POSITIVE_INFINITY,
    phi: [],
  };
  for (let order = 0; order <= maxOrder; order += 1) {
    // All orders on the same points, or their criteria could not be compared.
    const rows = x
      .slice(maxOrder)
      .map((_, i) => Array.from({ length: order }, (__, j) => x[i + maxOrder - j - 1] ?? 0));
    const target = x.slice(maxOrder);
    const fit = order === 0 ? null : ols(rows, target);
    const rss = fit === null ? target.reduce((s, v) => s + v * v, 0) : fit.rss;
    const aic = target.length * log(rss / target.length) + 2 * order;
    if (aic < best.aic) best = { order, aic, phi: fit?.coefficients ?? [] };
  }
  const filter = (values: readonly number[]): number[] =>
    values
      .slice(best.order)
      .map((value, i) =>
        best.phi.reduce((left, phi, j) => left - phi * (values[i + best.order - j - 1] ?? 0), value),
      );
  return { driver: filter(x), response: filter(y), order: best.order };
}

export interface LagCurve {
  readonly weights: readonly number[];
  readonly standardErrors: readonly number[];
  readonly sum: number;
  readonly sumStandardError: number;
  /** Lags with a negative weight: to be flagged where the driver cannot lower the response. */
  readonly negative: readonly number[];
}

/** A row for each point with all its lags: a constant, the driver now and at lags 1 to `maxLag`. */
export function lagMatrix(driver: readonly number[], maxLag: number): number[][] {
  return driver
    .slice(maxLag)
    .map((_, i) => [1, ...Array.from({ length: maxLag + 1 }, (__, j) => driver[i + maxLag - j] ?? 0)]);
}

/**
 * Free lag weights for counts (quasi-Poisson, log link). The sum of the weights is the effect of a unit lasting increase
 * on the log of the expected count; its error is also given by Newey and West.
 */
export function countLags(
  driver: readonly number[],
  counts: readonly number[],
  maxLag: number,
  hacLag: number,
): { readonly fit: CountRegression; readonly curve: LagCurve; readonly sumStandardErrorHac: number } {
  const fit = quasiPoisson(lagMatrix(driver, maxLag), counts.slice(maxLag));
  const pick = fit.coefficients.map((_, i) => (i === 0 ? 0 : 1));
  const hac = neweyWest(fit.scores, fit.bread, hacLag);
  return {
    fit,
    curve: curveOf(
      fit.coefficients.slice(1),
      fit.standardErrors.slice(1),
      Math.sqrt(quadratic(pick, fit.covariance)),
    ),
    sumStandardErrorHac: Math.sqrt(quadratic(pick, hac)),
  };
}

/** Lag weights on a polynomial of a degree (Almon, 1965), by least squares on the response as given. */
export function almonLags(
  driver: readonly number[],
  response: readonly number[],
  maxLag: number,
  degree: number,
): { readonly fit: Regression; readonly curve: LagCurve } {
  const powers = (lag: number): number[] => Array.from({ length: degree + 1 }, (_, p) => wholePower(lag, p));
  const basis = Array.from({ length: maxLag + 1 }, (_, lag) => powers(lag));
  const x = lagMatrix(driver, maxLag).map((row) => [
    1,
    ...powers(0).map((_, p) =>
      row.slice(1).reduce((sum, value, lag) => sum + value * (basis[lag]?.[p] ?? 0), 0),
    ),
  ]);
  const fit = ols(x, response.slice(maxLag));
  const combination = (b: readonly number[]): number[] => [0, ...b];
  const weights = basis.map((b) =>
    b.reduce((sum, value, p) => sum + value * (fit.coefficients[p + 1] ?? 0), 0),
  );
  const errors = basis.map((b) => Math.sqrt(quadratic(combination(b), fit.covariance)));
  const all = powers(0).map((_, p) => basis.reduce((sum, b) => sum + (b[p] ?? 0), 0));
  return { fit, curve: curveOf(weights, errors, Math.sqrt(quadratic(combination(all), fit.covariance))) };
}

function curveOf(
  weights: readonly number[],
  standardErrors: readonly number[],
  sumStandardError: number,
): LagCurve {
  return {
    weights,
    standardErrors,
    sum: weights.reduce((sum, value) => sum + value, 0),
    sumStandardError,
    negative: weights.flatMap((value, lag) => (value < 0 ? [lag] : [])),
  };
}
