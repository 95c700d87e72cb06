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

/**
 * Augmented Dickey-Fuller test with a constant: the null is a unit root. The p-value is MacKinnon's (1994) response
 * surface for one series with a constant.
 */
export function dickeyFuller(values: readonly number[], lag: number): TestResult {
  const steps = values.slice(1).map((value, i) => value - (values[i] ?? 0));
  const x: number[][] = [];
  const y: number[] = [];
  for (let t = lag; t < steps.length; t += 1) {
    y.push(steps[t] ?? 0);
    x.push([values[t] ?? 0, ...Array.from({ length: lag }, (_, j) => steps[t - j - 1] ?? 0), 1]);
  }
  const fit = ols(x, y);
  const statistic = (fit.coefficients[0] ?? 0) / (fit.standardErrors[0] ?? 1);
  return { statistic, p: mackinnon(statistic) };
}

/** MacKinnon (1994), table 3 and 4, constant, one series: p = Φ of a polynomial in the statistic. */
function mackinnon(t: number): number {
  if (t > 2.74) return 1;
  if (t < -18.83) return 0;
  if (t <= -1.61) return normalCdf(2.1659 + t * (1.4412 + t * 0.038269));
  return normalCdf(1.7339 + t * (0.93202 + t * (-0.12745 + t * -0.010368)));
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
