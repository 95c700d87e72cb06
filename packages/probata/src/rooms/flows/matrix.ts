// Small dense matrices: least squares by reflections, and symmetric systems by Cholesky's square root.

import { Refusal } from '../../base/errors.ts';
import { square } from './elementary.ts';

/** Rows of equal length. */
export type Matrix = readonly (readonly number[])[];

export interface LeastSquares {
  readonly coefficients: readonly number[];
  readonly fitted: readonly number[];
  readonly residuals: readonly number[];
  readonly rss: number;
  /** (X'X)^-1, for standard errors. */
  readonly inverse: Matrix;
}

/**
 * Least squares by Householder reflections (Golub and Van Loan, ch. 5), which never form X'X and so keep its digits.
 * @param x n rows of k columns, n ≥ k
 * @throws Refusal FLOWS_COLLINEAR where a column is a combination of those before it
 */
export function leastSquares(x: Matrix, y: readonly number[]): LeastSquares {
  const n = x.length;
  const k = x[0]?.length ?? 0;
  if (n < k || k === 0)
    throw new Refusal('FLOWS_TOO_SHORT', `${n} observations cannot carry ${k} coefficients.`);
  const a = columnsOf(x);
  const b = Float64Array.from(y);
  const norms = a.map((column) => Math.sqrt(dot(column, column)));
  for (let j = 0; j < k; j += 1) {
    const column = a[j] as Float64Array; // j < k, the number of columns
    let norm = 0;
    for (let i = j; i < n; i += 1) norm += square(at(column, i));
    norm = Math.sqrt(norm);
    if (!(norm > 1e-11 * Math.max(norms[j] ?? 0, Number.MIN_VALUE)))
      throw new Refusal(
        'FLOWS_COLLINEAR',
        `Column ${j + 1} is a combination of the columns before it: leave one out.`,
      );
    const alpha = at(column, j) > 0 ? -norm : norm;
    const v = column.slice();
    v[j] = at(v, j) - alpha;
    let scale = 0;
    for (let i = j; i < n; i += 1) scale += square(at(v, i));
    for (const target of [...a.slice(j), b]) reflect(target, v, j, 2 / scale);
    for (let i = j; i < n; i += 1) if (i > j) column[i] = 0;
  }
  const r = (i: number, j: number): number => at(a[j] as Float64Array, i);
  const solve = (right: (i: number) => number): number[] => {
    const out = new Array<number>(k).fill(0);
    for (let i = k - 1; i >= 0; i -= 1) {
      let sum = right(i);
      for (let j = i + 1; j < k; j += 1) sum -= r(i, j) * (out[j] ?? 0);
      out[i] = sum / r(i, i);
    }
    return out;
  };
  const coefficients = solve((i) => at(b, i));
  const rInverse = Array.from({ length: k }, (_, c) => solve((i) => (i === c ? 1 : 0)));
  const inverse = Array.from({ length: k }, (_, i) =>
    Array.from({ length: k }, (_, j) =>
      rInverse.reduce((sum, column) => sum + (column[i] ?? 0) * (column[j] ?? 0), 0),
    ),
  );
  const fitted = x.map((row) => row.reduce((sum, value, j) => sum + value * (coefficients[j] ?? 0), 0));
  const residuals = y.map((value, i) => value - (fitted[i] ?? 0));
  return { coefficients, fitted, residuals, rss: dot(residuals, residuals), inverse };
}

/** The lower square root L with L L' = m. @throws Refusal FLOWS_NOT_POSITIVE where there is none */
export function cholesky(m: Matrix): Matrix {
  const k = m.length;
  const l = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  for (let i = 0; i < k; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let sum = m[i]?.[j] ?? 0;
      for (let s = 0; s < j; s += 1) sum -= (l[i]?.[s] ?? 0) * (l[j]?.[s] ?? 0);
      const row = l[i] as number[]; // i < k
      if (i === j) {
        if (!(sum > 0)) throw new Refusal('FLOWS_NOT_POSITIVE', 'The matrix is not positive definite.');
        row[j] = Math.sqrt(sum);
      } else row[j] = sum / (l[j]?.[j] ?? 1);
    }
  return l;
}

/** Solves m x = b for a symmetric positive definite m. */
export function solveSymmetric(m: Matrix, b: readonly number[]): number[] {
  const l = cholesky(m);
  const k = l.length;
  const z: number[] = [];
  for (let i = 0; i < k; i += 1) {
    let sum = b[i] ?? 0;
    for (let j = 0; j < i; j += 1) sum -= (l[i]?.[j] ?? 0) * (z[j] ?? 0);
    z[i] = sum / (l[i]?.[i] ?? 1);
  }
  for (let i = k - 1; i >= 0; i -= 1) {
    let sum = z[i] ?? 0;
    for (let j = i + 1; j < k; j += 1) sum -= (l[j]?.[i] ?? 0) * (z[j] ?? 0);
    z[i] = sum / (l[i]?.[i] ?? 1);
  }
  return z;
}

/** a b, for matrices that fit. */
export function product(a: Matrix, b: Matrix): number[][] {
  const width = b[0]?.length ?? 0;
  return a.map((row) =>
    Array.from({ length: width }, (_, j) => row.reduce((sum, value, s) => sum + value * (b[s]?.[j] ?? 0), 0)),
  );
}

/** v' m v: the variance of a combination v of estimates with covariance m. */
export function quadratic(v: readonly number[], m: Matrix): number {
  return v.reduce((sum, vi, i) => sum + vi * v.reduce((inner, vj, j) => inner + (m[i]?.[j] ?? 0) * vj, 0), 0);
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] ?? 0;
  return sum / values.length;
}

/** Sum of squared deviations from the mean, in two passes. */
export function sumOfSquares(values: ArrayLike<number>): number {
  const m = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += square((values[i] ?? 0) - m);
  return sum;
}

const at = (column: Float64Array, i: number): number => column[i] ?? 0;

function columnsOf(x: Matrix): Float64Array[] {
  const k = x[0]?.length ?? 0;
  return Array.from({ length: k }, (_, j) => Float64Array.from(x, (row) => row[j] ?? Number.NaN));
}

function reflect(target: Float64Array, v: Float64Array, from: number, factor: number): void {
  let sum = 0;
  for (let i = from; i < target.length; i += 1) sum += at(v, i) * at(target, i);
  sum *= factor;
  for (let i = from; i < target.length; i += 1) target[i] = at(target, i) - sum * at(v, i);
}
