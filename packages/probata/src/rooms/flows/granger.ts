// Does the past of one series help to foretell another? A test of order in time, which is not a test of cause.
import { Refusal } from '../../base/errors.ts';
import { chiSquaredTail, fTail } from './distributions.ts';
import { log } from './elementary.ts';
import { type Matrix, solveSymmetric } from './matrix.ts';
import { ols } from './regression.ts';

/** Printed with every result: the name of the test promises more than it gives. */
export const GRANGER_CAUTION =
  'This test says that the past of one series helps to foretell the other. It does not say that one causes the other: ' +
  'a third thing that moves both, one earlier than the other, gives the same result.';

export interface GrangerTest {
  readonly order: number;
  readonly statistic: number;
  readonly df1: number;
  readonly df2: number;
  readonly p: number;
  /** Akaike's criterion of the larger model, on the same points for every order of one table. */
  readonly aic: number;
}

/**
 * Granger's test (1969): are the lags 1 to `order` of `cause` jointly zero in a regression of `effect` on its own lags and
 * theirs? An F test by least squares.
 * @param skip points left out at the start, so that several orders are compared on the same points
 * @throws Refusal FLOWS_TOO_SHORT
 */
export function grangerTest(
  cause: readonly number[],
  effect: readonly number[],
  order: number,
  skip = order,
): GrangerTest {
  enough(cause, effect, order, skip);
  const { own, both, target } = lagged(cause, effect, order, skip);
  const small = ols(own, target);
  const large = ols(both, target);
  const df2 = target.length - 2 * order - 1;
  const statistic = (small.rss - large.rss) / order / (large.rss / df2);
  const aic = target.length * log(large.rss / target.length) + 2 * (2 * order + 1);
  return { order, statistic, df1: order, df2, p: fTail(statistic, order, df2), aic };
}

/** The test at every order up to `most`, on the same points; `chosen` is the order with the lowest AIC. */
export function grangerTable(
  cause: readonly number[],
  effect: readonly number[],
  most: number,
): { readonly tests: readonly GrangerTest[]; readonly chosen: number } {
  const tests = Array.from({ length: most }, (_, i) => grangerTest(cause, effect, i + 1, most));
  const best = tests.reduce((a, b) => (b.aic < a.aic ? b : a));
  return { tests, chosen: best.order };
}

/**
 * Toda and Yamamoto's version (1995) for series that may have unit roots: `extra` further lags are put in and left out
 * of the Wald test, which is then chi-squared whether or not the series wander.
 */
export function todaYamamoto(
  cause: readonly number[],
  effect: readonly number[],
  order: number,
  extra = 1,
): { readonly statistic: number; readonly df: number; readonly p: number } {
  enough(cause, effect, order + extra, order + extra);
  const { both, target } = lagged(cause, effect, order + extra, order + extra);
  const fit = ols(both, target);
  // Columns: a constant, the effect's own lags, the cause's lags; the first `order` of the last are tested.
  const places = Array.from({ length: order }, (_, i) => 1 + order + extra + i);
  const b = places.map((i) => fit.coefficients[i] ?? 0);
  const v: Matrix = places.map((i) => places.map((j) => fit.covariance[i]?.[j] ?? 0));
  const solved = solveSymmetric(v, b);
  const statistic = b.reduce((sum, value, i) => sum + value * (solved[i] ?? 0), 0);
  return { statistic, df: order, p: chiSquaredTail(statistic, order) };
}

function enough(cause: readonly number[], effect: readonly number[], order: number, skip: number): void {
  if (cause.length !== effect.length || order < 1 || cause.length - skip < 2 * order + 3)
    throw new Refusal(
      'FLOWS_TOO_SHORT',
      'Two series of one length are needed, with more points than twice the lags tested.',
    );
}

function lagged(
  cause: readonly number[],
  effect: readonly number[],
  order: number,
  skip: number,
): { readonly own: Matrix; readonly both: Matrix; readonly target: readonly number[] } {
  const start = Math.max(order, skip);
  const rows = effect.slice(start).map((_, i) => {
    const t = i + start;
    const past = (series: readonly number[]): number[] =>
      Array.from({ length: order }, (__, j) => series[t - j - 1] ?? 0);
    return { own: [1, ...past(effect)], both: [1, ...past(effect), ...past(cause)] };
  });
  return { own: rows.map((row) => row.own), both: rows.map((row) => row.both), target: effect.slice(start) };
}
