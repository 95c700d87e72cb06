// An interrupted series whose own level may wander: the effect of the date beyond what the series does by itself.
import { tQuantile, tTail } from './distributions.ts';
import type { Change, Interrupted, InterruptedOptions } from './interrupted.ts';
import { carryOn, wanderingRegression } from './wandering.ts';

/**
 * Interrupted series with errors of a wandering level plus noise (Harvey and Durbin, 1986). The change of level is the
 * coefficient of a step in all the series; the sum is what was observed less what the time before foretells, with the
 * doubt of a level that goes on wandering after the date.
 */
export function wanderingInterrupted(
  y: readonly number[],
  before: number,
  options: InterruptedOptions,
): Interrupted {
  const n = y.length;
  const { donut, trend } = options;
  const after = n - before;
  const bends = trend && after - donut >= 3;
  const without = new Set(options.without ?? []);
  const isLeftOut = (t: number): boolean =>
    (donut > 0 && t >= before - donut && t < before + donut) || without.has(t);
  const base = (t: number): number[] => [
    ...(trend ? [(t - before) / n] : []),
    ...(options.season === null
      ? []
      : Array.from({ length: options.season - 1 }, (_, s) => (t % (options.season ?? 1) === s ? 1 : 0))),
    ...options.covariates.map((series) => series[t] ?? 0),
  ];
  const whole = wanderingRegression(
    y.map((_, t) =>
      isLeftOut(t)
        ? null
        : [t >= before ? 1 : 0, ...(bends ? [t >= before ? (t - before) / n : 0] : []), ...base(t)],
    ),
    y,
  );
  const change = (estimate: number, standardError: number, df: number): Change => {
    const half = tQuantile(0.5 + options.level / 2, df) * standardError;
    return {
      estimate,
      standardError,
      interval: [estimate - half, estimate + half],
      p: 2 * tTail(Math.abs(estimate / standardError), df),
    };
  };
  const coefficient = (i: number, factor = 1): Change =>
    change(
      factor * (whole.coefficients[i] ?? Number.NaN),
      factor * Math.sqrt(whole.covariance[i]?.[i] ?? Number.NaN),
      whole.df,
    );
  const own = wanderingRegression(
    Array.from({ length: before }, (_, t) => (isLeftOut(t) ? null : base(t))),
    y.slice(0, before),
  );
  const later = Array.from({ length: after }, (_, i) => base(before + i));
  const ahead = carryOn(own, later);
  const counted = later.map((_, i) => before + i).filter((t) => !isLeftOut(t));
  // Points left out near the date are in neither sum; their doubt is, which widens the interval by a hair.
  const observed = counted.reduce((sum, t) => sum + (y[t] ?? 0), 0);
  const expected = counted.reduce((sum, t) => sum + (ahead.expected[t - before] ?? 0), 0);
  const residuals = whole.errors.filter((value) => !Number.isNaN(value));
  return {
    levelChange: coefficient(0),
    slopeChange: bends ? coefficient(1, 1 / n) : null,
    cumulative: change(observed - expected, ahead.sumError, own.df),
    counterfactual: ahead.expected,
    counterfactualError: ahead.errors,
    residuals,
    wandering: whole.q,
    df: own.df,
    levelDf: whole.df,
  };
}

/** How far a level that wanders by q drifts in a number of points, as a multiple of the noise: for a sentence. */
export const driftOf = (q: number, points: number): number => Math.sqrt(q * points);
