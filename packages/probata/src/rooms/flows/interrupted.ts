// Did the level or the slope of a series change at a date, beyond its trend, its seasons and what else is known?
import { Refusal } from '../../base/errors.ts';
import { tQuantile, tTail } from './distributions.ts';
import { cosinePi, power } from './elementary.ts';
import { wanderingInterrupted } from './interrupted-wandering.ts';
import { type Matrix, product, quadratic } from './matrix.ts';
import { neweyWest, ols, olsScores, type Regression } from './regression.ts';

/** How the errors allow for dependence in time. */
export type TimeErrors = 'wandering' | 'cosine' | 'newey-west' | 'ols';

export interface InterruptedOptions {
  /** Points in a year (12 for months) for seasonal steps; null: none. */
  readonly season: number | null;
  /** A straight trend before the date, and its change after. */
  readonly trend: boolean;
  /** Further series, each of the outcome's length. */
  readonly covariates: readonly (readonly number[])[];
  /** Points left out on either side of the date. */
  readonly donut: number;
  /** Further points left out, by their place: those that were not seen. */
  readonly without?: readonly number[];
  readonly errors: TimeErrors;
  readonly level: number;
}

export interface Change {
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: readonly [number, number];
  readonly p: number;
}

export interface Interrupted {
  readonly levelChange: Change;
  /** Null where no trend is in the model. */
  readonly slopeChange: Change | null;
  /** Observed less expected, added up over the points after the date. */
  readonly cumulative: Change;
  readonly counterfactual: readonly number[];
  readonly counterfactualError: readonly number[];
  readonly residuals: readonly number[];
  /** Variance of the level's step as a multiple of that of the noise; null where the errors know no such level. */
  readonly wandering: number | null;
  readonly df: number;
  /** Degrees of freedom of the changes of level and slope. */
  readonly levelDf: number;
}

export const PLAIN: InterruptedOptions = {
  season: null,
  trend: true,
  covariates: [],
  donut: 0,
  errors: 'cosine',
  level: 0.95,
};

/**
 * Interrupted time series by segmented regression (Bernal and others, 2017), with four kinds of errors. `wandering`: a
 * level that drifts by itself plus noise (Harvey and Durbin, 1986), for series that have no fixed mean, as most counts of
 * people moving have not. `cosine`: the equal-weighted cosine estimate of the long-run variance with Student's t of its own
 * few degrees of freedom (Lazarus, Lewis, Stock and Watson, 2018). `newey-west`: the usual one, which rejects too often in
 * short series. `ols`: no dependence at all.
 * @param before number of points before the date
 * @throws Refusal FLOWS_TOO_SHORT, FLOWS_COLLINEAR
 */
export function interruptedSeries(
  y: readonly number[],
  before: number,
  options: InterruptedOptions = PLAIN,
): Interrupted {
  const n = y.length;
  const after = n - before;
  const { season, trend, covariates, donut } = options;
  if (before < 4 + donut || after < 1 + donut || covariates.some((series) => series.length !== n))
    throw new Refusal(
      'FLOWS_TOO_SHORT',
      'At least four points before the date and one after it are needed, in every series.',
    );
  if (options.errors === 'wandering') return wanderingInterrupted(y, before, options);
  // A slope after the date needs three points; with fewer only the level may change.
  const bends = trend && after - donut >= 3;
  const row = (t: number, happened: boolean): number[] => [
    1,
    ...(trend ? [(t - before) / n] : []),
    happened && t >= before ? 1 : 0,
    ...(bends ? [happened && t >= before ? (t - before) / n : 0] : []),
    ...(season === null ? [] : Array.from({ length: season - 1 }, (_, s) => (t % season === s ? 1 : 0))),
    ...covariates.map((series) => series[t] ?? 0),
  ];
  const used = y
    .map((_, t) => t)
    .filter(
      (t) =>
        (donut === 0 || t < before - donut || t >= before + donut) && options.without?.includes(t) !== true,
    );
  const x = used.map((t) => row(t, true));
  const fit = ols(
    x,
    used.map((t) => y[t] ?? 0),
  );
  const freedom = used.length - (x[0]?.length ?? 0);
  if (freedom < 3) throw new Refusal('FLOWS_TOO_SHORT', 'Too few points for so many coefficients.');
  const { covariance, df } = covarianceOf(x, fit, options.errors, freedom);
  const quantile = tQuantile(0.5 + options.level / 2, df);
  const change = (weights: readonly number[], factor = 1): Change => {
    const estimate = factor * weights.reduce((sum, w, i) => sum + w * (fit.coefficients[i] ?? 0), 0);
    const standardError = Math.abs(factor) * Math.sqrt(quadratic(weights, covariance));
    const half = quantile * standardError;
    return {
      estimate,
      standardError,
      interval: [estimate - half, estimate + half],
      p: 2 * tTail(Math.abs(estimate / standardError), df),
    };
  };
  const k = x[0]?.length ?? 0;
  const place = trend ? 2 : 1;
  const unit = (i: number): number[] => Array.from({ length: k }, (_, j) => (j === i ? 1 : 0));
  const summed = new Array<number>(k).fill(0);
  const from = before + donut;
  for (let t = from; t < n; t += 1) {
    const [with_, without] = [row(t, true), row(t, false)];
    for (let i = 0; i < k; i += 1) summed[i] = (summed[i] ?? 0) + (with_[i] ?? 0) - (without[i] ?? 0);
  }
  const later = Array.from({ length: after }, (_, i) => row(before + i, false));
  return {
    levelChange: change(unit(place)),
    slopeChange: bends ? change(unit(place + 1), 1 / n) : null,
    cumulative: change(summed),
    counterfactual: later.map((r) => r.reduce((sum, v, i) => sum + v * (fit.coefficients[i] ?? 0), 0)),
    counterfactualError: later.map((r) => Math.sqrt(quadratic(r, covariance))),
    residuals: fit.residuals,
    wandering: null,
    df,
    levelDf: df,
  };
}

/** The same model at every earlier date that leaves enough points on both sides, using the time before the event only. */
export function placeboDates(
  y: readonly number[],
  before: number,
  options: InterruptedOptions,
  stretch: number,
): readonly { readonly at: number; readonly level: Change }[] {
  const dates: { at: number; level: Change }[] = [];
  const k = 4 + (options.season ?? 1) + options.covariates.length;
  for (let at = Math.max(k + 4, stretch); at + stretch <= before; at += 1) {
    const { without = [], ...rest } = options;
    const cut = {
      ...rest,
      without,
      covariates: options.covariates.map((series) => series.slice(0, at + stretch)),
    };
    dates.push({ at, level: interruptedSeries(y.slice(0, at + stretch), at, cut).levelChange });
  }
  return dates;
}

function covarianceOf(
  x: Matrix,
  fit: Regression,
  errors: TimeErrors,
  freedom: number,
): { readonly covariance: Matrix; readonly df: number } {
  if (errors === 'ols') return { covariance: fit.covariance, df: freedom };
  const scores = olsScores(x, fit);
  const n = x.length;
  // Least squares makes residuals too small by this factor (Davidson and MacKinnon, HC1).
  const swell = n / freedom;
  if (errors === 'newey-west') {
    const lag = Math.floor(4 * power(n / 100, 2 / 9));
    return {
      covariance: neweyWest(scores, fit.inverse, lag).map((row) => row.map((value) => value * swell)),
      df: freedom,
    };
  }
  const df = Math.max(2, Math.floor(0.41 * power(n, 2 / 3)));
  const k = scores[0]?.length ?? 0;
  const meat = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  for (let j = 1; j <= df; j += 1) {
    const sum = new Array<number>(k).fill(0);
    scores.forEach((score, t) => {
      const weight = Math.SQRT2 * cosinePi((j * (t + 0.5)) / n);
      for (let i = 0; i < k; i += 1) sum[i] = (sum[i] ?? 0) + weight * (score[i] ?? 0);
    });
    for (let a = 0; a < k; a += 1)
      for (let b = 0; b < k; b += 1)
        (meat[a] as number[])[b] = (meat[a]?.[b] ?? 0) + ((sum[a] ?? 0) * (sum[b] ?? 0)) / df; // a < k
  }
  return {
    covariance: product(product(fit.inverse, meat), fit.inverse).map((row) =>
      row.map((value) => value * swell),
    ),
    df,
  };
}
