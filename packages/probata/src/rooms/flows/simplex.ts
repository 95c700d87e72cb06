// The weights, none negative and one in all, that bring a mix of columns closest to a target.
import { Refusal } from '../../base/errors.ts';

/**
 * Minimises |A w - b|² + ridge |w|² over w ≥ 0, Σ w = 1, exactly, by a primal active-set method (Nocedal and Wright,
 * Numerical Optimization, ch. 16): the support grows by the column with the steepest gain and shrinks where a weight
 * would turn negative, until no column can gain.
 * @param columns the columns of A, all of one length
 * @throws Refusal FLOWS_NO_CONVERGENCE
 */
export function simplexWeights(
  columns: readonly Float64Array[],
  target: Float64Array,
  ridge = 0,
): Float64Array {
  const k = columns.length;
  const gram = new Float64Array(k * k);
  // As the weights add to one, A w - b = Σ w (a - b): working with the differences keeps the digits that a common
  // level would swallow.
  const off = columns.map((column) => column.map((value, i) => value - (target[i] as number)));
  let trace = 0;
  for (let i = 0; i < k; i += 1) {
    const a = off[i] as Float64Array; // i < k
    for (let j = 0; j <= i; j += 1) {
      const value = inner(a, off[j] as Float64Array);
      gram[i * k + j] = value;
      gram[j * k + i] = value;
    }
    trace += gram[i * k + i] as number;
  }
  // A hair of ridge keeps the system solvable where columns outnumber rows; far below any printed digit.
  const hair = ridge + 1e-14 * (trace / k);
  for (let i = 0; i < k; i += 1) gram[i * k + i] = (gram[i * k + i] as number) + hair;
  return activeSet(gram, new Float64Array(k), k);
}

/** Minimises ½ w'Gw - c'w on the simplex, for a positive definite G (row by row). */
export function activeSet(gram: Float64Array, linear: Float64Array, k: number): Float64Array {
  const w = new Float64Array(k);
  let start = 0;
  for (let i = 1; i < k; i += 1) {
    const value = (at: number): number => 0.5 * (gram[at * k + at] as number) - (linear[at] as number);
    if (value(i) < value(start)) start = i;
  }
  w[start] = 1;
  const support = [start];
  const gradient = new Float64Array(k);
  const inside = new Uint8Array(k);
  inside[start] = 1;
  let scale = 0;
  for (let i = 0; i < k; i += 1)
    scale = Math.max(scale, gram[i * k + i] as number, Math.abs(linear[i] as number));
  for (let round = 0; round < 50 * k + 200; round += 1) {
    // Best point of the present support; step back to the first weight that would turn negative.
    const goal = equalityPoint(gram, linear, support, k);
    let step = 1;
    let leaving = -1;
    support.forEach((j, s) => {
      const [from, to] = [w[j] as number, goal[s] as number];
      if (to < 0 && from / (from - to) < step) {
        step = from / (from - to);
        leaving = s;
      }
    });
    support.forEach((j, s) => {
      w[j] = (w[j] as number) + step * ((goal[s] as number) - (w[j] as number));
    });
    if (leaving >= 0) {
      const out = support[leaving] as number;
      w[out] = 0;
      inside[out] = 0;
      support.splice(leaving, 1);
      continue;
    }
    let level = 0;
    for (let i = 0; i < k; i += 1) {
      let sum = -(linear[i] as number);
      for (const j of support) sum += (gram[i * k + j] as number) * (w[j] as number);
      gradient[i] = sum;
      if (inside[i] === 1) level += sum * (w[i] as number);
    }
    let entering = -1;
    let gain = -1e-13 * scale;
    for (let i = 0; i < k; i += 1)
      if (inside[i] === 0 && (gradient[i] as number) - level < gain) {
        gain = (gradient[i] as number) - level;
        entering = i;
      }
    if (entering < 0) return w;
    support.push(entering);
    inside[entering] = 1;
  }
  throw new Refusal('FLOWS_NO_CONVERGENCE', 'The weights do not settle: columns may repeat each other.');
}

/** The point of least value with the weights of the support adding to one, signs left free: by Cholesky on the support. */
function equalityPoint(
  gram: Float64Array,
  linear: Float64Array,
  support: readonly number[],
  k: number,
): Float64Array {
  const m = support.length;
  const l = new Float64Array(m * m);
  for (let i = 0; i < m; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let sum = gram[(support[i] as number) * k + (support[j] as number)] as number;
      for (let s = 0; s < j; s += 1) sum -= (l[i * m + s] as number) * (l[j * m + s] as number);
      // A pivot eaten by rounding is lifted to the smallest that keeps the square root real.
      l[i * m + j] = i === j ? Math.sqrt(Math.max(sum, 1e-300)) : sum / (l[j * m + j] as number);
    }
  const solve = (right: (i: number) => number): Float64Array => {
    const x = new Float64Array(m);
    for (let i = 0; i < m; i += 1) {
      let sum = right(i);
      for (let j = 0; j < i; j += 1) sum -= (l[i * m + j] as number) * (x[j] as number);
      x[i] = sum / (l[i * m + i] as number);
    }
    for (let i = m - 1; i >= 0; i -= 1) {
      let sum = x[i] as number;
      for (let j = i + 1; j < m; j += 1) sum -= (l[j * m + i] as number) * (x[j] as number);
      x[i] = sum / (l[i * m + i] as number);
    }
    return x;
  };
  const free = solve((i) => linear[support[i] as number] as number);
  const ones = solve(() => 1);
  let sumFree = 0;
  let sumOnes = 0;
  for (let i = 0; i < m; i += 1) {
    sumFree += free[i] as number;
    sumOnes += ones[i] as number;
  }
  const lambda = (1 - sumFree) / sumOnes;
  return free.map((value, i) => value + lambda * (ones[i] as number));
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
