// The weights of the published estimator, found the way its authors' own program finds them, early stop included.
import { square } from './elementary.ts';

/**
 * Frank and Wolfe's method as the R package synthdid runs it (Arkhangelsky and others, 2021, replication code): 100
 * steps, weights below a quarter of the largest put to zero, then up to 10,000 more until a step lowers the value by
 * less than `minDecrease`². It stops short of the optimum where the ridge is tiny: on the California data its synthetic
 * control gives -19.620, the exact optimum of `simplexWeights` -19.514. Kept so that a published figure can be met.
 * @param columns columns of A, each of n numbers
 * @param zeta root of the ridge per row: minimises |A w - b|² / n + zeta² |w|²
 */
export function frankWolfeWeights(
  columns: readonly Float64Array[],
  target: Float64Array,
  zeta: number,
  minDecrease: number,
): Float64Array {
  const k = columns.length;
  const first = run(columns, target, zeta, minDecrease, new Float64Array(k).fill(1 / k), 100);
  const largest = Math.max(...first);
  const sparse = first.map((value) => (value <= largest / 4 ? 0 : value));
  const sum = sparse.reduce((a, b) => a + b, 0);
  return run(
    columns,
    target,
    zeta,
    minDecrease,
    sparse.map((value) => value / sum),
    10_000,
  );
}

function run(
  columns: readonly Float64Array[],
  target: Float64Array,
  zeta: number,
  minDecrease: number,
  start: Float64Array,
  steps: number,
): Float64Array {
  const [k, n] = [columns.length, target.length];
  const ridge = n * zeta * zeta;
  const w = start.slice();
  const error = target.map((b) => -b);
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i += 1) error[i] = (error[i] as number) + (w[j] as number) * (column[i] as number);
  });
  const gradient = new Float64Array(k);
  let before = Number.POSITIVE_INFINITY;
  for (let step = 0; step < steps; step += 1) {
    let best = 0;
    for (let j = 0; j < k; j += 1) {
      const column = columns[j] as Float64Array; // j < k
      let sum = ridge * (w[j] as number);
      for (let i = 0; i < n; i += 1) sum += (error[i] as number) * (column[i] as number);
      gradient[j] = sum;
      if (sum < (gradient[best] as number)) best = j;
    }
    let slope = 0;
    let bend = 0;
    for (let j = 0; j < k; j += 1) {
      const move = (j === best ? 1 : 0) - (w[j] as number);
      slope += (gradient[j] as number) * move;
      bend += ridge * move * move;
    }
    // The error moves towards that of the chosen column alone: A d = a_best - A w.
    const chosen = columns[best] as Float64Array;
    for (let i = 0; i < n; i += 1)
      bend += square((chosen[i] as number) - (error[i] as number) - (target[i] as number));
    if (bend === 0) return w;
    const length = Math.min(1, Math.max(0, -slope / bend));
    let value = 0;
    for (let i = 0; i < n; i += 1) {
      const move = (chosen[i] as number) - (error[i] as number) - (target[i] as number);
      error[i] = (error[i] as number) + length * move;
      value += square(error[i] as number) / n;
    }
    for (let j = 0; j < k; j += 1) {
      w[j] = (w[j] as number) + length * ((j === best ? 1 : 0) - (w[j] as number));
      value += zeta * zeta * square(w[j] as number);
    }
    if (step >= 1 && before - value <= minDecrease * minDecrease) return w;
    before = value;
  }
  return w;
}
