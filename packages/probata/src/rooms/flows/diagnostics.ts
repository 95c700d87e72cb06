// The checks that every series and every fit must show: dependence in time, a unit root, a normal shape.

import { chiSquaredTail, normalCdf } from './distributions.ts';
import { square, wholePower } from './elementary.ts';
import { dot } from './matrix.ts';
import { centred, ols } from './regression.ts';

export interface TestResult {
  readonly statistic: number;
  readonly p: number;
}

/** Autocorrelations at lags 1 to `maxLag`, dividing by n throughout. */
export function autocorrelations(values: readonly number[], maxLag: number): number[] {
  const x = centred(values);
  const total = dot(x, x);
  return Array.from({ length: maxLag }, (_, k) => {
    let sum = 0;
    for (let t = k + 1; t < x.length; t += 1) sum += (x[t] ?? 0) * (x[t - k - 1] ?? 0);
    return sum / total;
  });
}

/** Ljung and Box (1978): no autocorrelation up to `lag`. `fitted`: parameters already spent on the residuals. */
export function ljungBox(values: readonly number[], lag: number, fitted = 0): TestResult {
  const n = values.length;
  const statistic = autocorrelations(values, lag).reduce(
    (sum, rho, k) => sum + (n * (n + 2) * rho * rho) / (n - k - 1),
    0,
  );
  return { statistic, p: chiSquaredTail(statistic, lag - fitted) };
}

/** What the test of a unit root allows for beside it. */
export type Deterministic = 'none' | 'constant' | 'trend';

/**
 * Augmented Dickey-Fuller test: the null is a unit root. The p-value is MacKinnon's (1994) response surface for one
 * series without a constant, with one, or with one and a straight trend.
 */
export function dickeyFuller(
  values: readonly number[],
  lag: number,
  allows: Deterministic = 'constant',
): TestResult {
  const steps = values.slice(1).map((value, i) => value - (values[i] ?? 0));
  const x: number[][] = [];
  const y: number[] = [];
  for (let t = lag; t < steps.length; t += 1) {
    y.push(steps[t] ?? 0);
    x.push([
      values[t] ?? 0,
      ...Array.from({ length: lag }, (_, j) => steps[t - j - 1] ?? 0),
      ...(allows === 'none' ? [] : [1]),
      ...(allows === 'trend' ? [t + 1] : []),
    ]);
  }
  const fit = ols(x, y);
  const statistic = (fit.coefficients[0] ?? 0) / (fit.standardErrors[0] ?? 1);
  return { statistic, p: mackinnon(statistic, allows) };
}

/** MacKinnon (1994), tables 3 and 4, one series: p = Φ of a polynomial in the statistic, one below `star`, one above. */
const SURFACES: Readonly<
  Record<
    Deterministic,
    { most: number; least: number; star: number; small: readonly number[]; large: readonly number[] }
  >
> = {
  none: {
    most: Number.POSITIVE_INFINITY,
    least: -19.04,
    star: -1.04,
    small: [0.6344, 1.2378, 0.032496],
    large: [0.4797, 0.93557, -0.06999, 0.033066],
  },
  constant: {
    most: 2.74,
    least: -18.83,
    star: -1.61,
    small: [2.1659, 1.4412, 0.038269],
    large: [1.7339, 0.93202, -0.12745, -0.010368],
  },
  trend: {
    most: 0.7,
    least: -16.18,
    star: -2.89,
    small: [3.2512, 1.6047, 0.049588],
    large: [2.5261, 0.61654, -0.37956, -0.060285],
  },
};

function mackinnon(t: number, allows: Deterministic): number {
  const { most, least, star, small, large } = SURFACES[allows];
  if (t > most) return 1;
  if (t < least) return 0;
  return normalCdf((t <= star ? small : large).reduceRight((sum, c) => sum * t + c, 0));
}

/** Kwiatkowski, Phillips, Schmidt and Shin (1992): the null is a level that does not move. Above 0.463 it falls at 5 %. */
export function kpss(values: readonly number[], lag: number): number {
  const e = centred(values);
  const n = e.length;
  let walk = 0;
  let top = 0;
  for (const value of e) {
    walk += value;
    top += walk * walk;
  }
  let long = dot(e, e);
  for (let j = 1; j <= lag; j += 1) {
    let sum = 0;
    for (let t = j; t < n; t += 1) sum += (e[t] ?? 0) * (e[t - j] ?? 0);
    long += 2 * (1 - j / (lag + 1)) * sum;
  }
  return top / (n * n) / (long / n);
}

/** Jarque and Bera (1987): skewness and kurtosis of a normal distribution. */
export function jarqueBera(values: readonly number[]): TestResult {
  const e = centred(values);
  const n = e.length;
  const moment = (power: number): number => e.reduce((sum, value) => sum + wholePower(value, power), 0) / n;
  const m2 = moment(2);
  const skewness = moment(3) / (m2 * Math.sqrt(m2));
  const kurtosis = moment(4) / (m2 * m2);
  const statistic = (n / 6) * (square(skewness) + square(kurtosis - 3) / 4);
  return { statistic, p: chiSquaredTail(statistic, 2) };
}
