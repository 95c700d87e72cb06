// When did a series change? Three costs, four searches; all of them name the last point of each stretch.
import { Refusal } from '../../base/errors.ts';
import { log, NEAR_LOG_ERROR, nearLog, square } from './elementary.ts';

/**
 * What one stretch of constant behaviour costs. `mean`: squared deviations from its mean. `mean-variance`: twice the
 * negative Gaussian log-likelihood with its own mean and variance. `poisson`: the same for counts with one rate.
 */
export type CostKind = 'mean' | 'mean-variance' | 'poisson';

export interface Segmentation {
  /** Last index of each stretch but the last, counted from 1. */
  readonly changePoints: readonly number[];
  /** Cost of all stretches, without penalties. */
  readonly cost: number;
}

interface Sums {
  readonly n: number;
  /** Running sums: s[i] of the first i values, q[i] of their squares. */
  readonly s: Float64Array;
  readonly q: Float64Array;
  readonly kind: CostKind;
}

/**
 * Pruned exact linear time (Killick, Fearnhead and Eckley, 2012): the segmentation that minimises cost plus `penalty`
 * per change point, exactly, in about linear time where changes are many.
 * @param minLength shortest stretch allowed
 * @throws Refusal FLOWS_SERIES_GAP, FLOWS_TOO_SHORT, FLOWS_COUNTS_ONLY
 */
export function pelt(
  values: readonly number[],
  kind: CostKind,
  penalty: number,
  minLength = 2,
): Segmentation {
  const sums = prepare(values, kind, minLength);
  const { n } = sums;
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  const last = new Int32Array(n + 1);
  best[0] = -penalty;
  // Candidates for the last change, and the moment at which each was found useless (0: not yet).
  const candidates = new Int32Array(n + 1);
  const doomed = new Int32Array(n + 1);
  const costs = new Float64Array(n + 1);
  let count = 0;
  const cost = costOf(sums);
  for (let t = minLength; t <= n; t += 1) {
    const fresh = t - minLength;
    if (fresh === 0 || fresh >= minLength) candidates[count++] = fresh;
    if (kind === 'mean') meanTotals(sums, t, best, candidates, count, costs);
    else if (kind === 'mean-variance') varianceTotals(sums, t, best, candidates, count, costs, penalty, cost);
    else
      for (let c = 0; c < count; c += 1) {
        const from = candidates[c] as number; // c < count
        costs[c] = (best[from] as number) + cost(from, t);
      }
    let least = Number.POSITIVE_INFINITY;
    let where = 0;
    for (let c = 0; c < count; c += 1)
      if ((costs[c] as number) < least) {
        least = costs[c] as number;
        where = candidates[c] as number;
      }
    best[t] = least + penalty;
    last[t] = where;
    // A candidate beaten by t's own best cannot win for any end that leaves t a full stretch: it goes minLength later.
    let kept = 0;
    for (let c = 0; c < count; c += 1) {
      const from = candidates[c] as number;
      if ((costs[c] as number) > least + penalty && doomed[from] === 0) doomed[from] = t + minLength;
      if (doomed[from] === 0 || t + 1 < (doomed[from] as number)) candidates[kept++] = from;
    }
    count = kept;
  }
  return trace(sums, last);
}

/** The same minimum by trying every last change at every point: quadratic, and the measure of PELT in tests. */
export function optimalPartition(
  values: readonly number[],
  kind: CostKind,
  penalty: number,
  minLength = 2,
): Segmentation {
  const sums = prepare(values, kind, minLength);
  const best = new Float64Array(sums.n + 1).fill(Number.POSITIVE_INFINITY);
  const last = new Int32Array(sums.n + 1);
  best[0] = -penalty;
  const cost = costOf(sums);
  for (let t = minLength; t <= sums.n; t += 1)
    for (let from = 0; from <= t - minLength; from += 1) {
      const total = (best[from] as number) + cost(from, t) + penalty;
      if (total < (best[t] as number)) {
        best[t] = total;
        last[t] = from;
      }
    }
  return trace(sums, last);
}

/** At most one change: the split that lowers the cost most, with the saving it brings. */
export function singleChange(
  values: readonly number[],
  kind: CostKind,
  minLength = 1,
): {
  readonly changePoint: number;
  readonly saving: number;
  readonly costBefore: number;
  readonly costAfter: number;
} {
  const sums = prepare(values, kind, minLength);
  const cost = costOf(sums);
  const { at, saving } = bestSplit(cost, 0, sums.n, minLength);
  const whole = cost(0, sums.n);
  return { changePoint: at, saving, costBefore: whole, costAfter: whole - saving };
}

/** Binary segmentation (Scott and Knott, 1974): the best split first, then the best in the parts; quick, not exact. */
export function binarySegmentation(
  values: readonly number[],
  kind: CostKind,
  penalty: number,
  maxChanges: number,
  minLength = 2,
): Segmentation {
  const sums = prepare(values, kind, minLength);
  const cost = costOf(sums);
  const open = [{ from: 0, to: sums.n, ...bestSplit(cost, 0, sums.n, minLength) }];
  const found: number[] = [];
  while (found.length < maxChanges) {
    let top = 0;
    open.forEach((part, i) => {
      if (part.saving > (open[top]?.saving ?? 0)) top = i;
    });
    const part = open[top];
    if (part === undefined || !(part.saving > penalty)) break;
    found.push(part.at);
    open.splice(
      top,
      1,
      { from: part.from, to: part.at, ...bestSplit(cost, part.from, part.at, minLength) },
      { from: part.at, to: part.to, ...bestSplit(cost, part.at, part.to, minLength) },
    );
  }
  const changePoints = found.sort((a, b) => a - b);
  return { changePoints, cost: totalCost(cost, sums.n, changePoints) };
}

/** One step of the penalty path: between `from` and `to` this segmentation is the best. */
export interface PenaltyStep {
  readonly from: number;
  readonly to: number;
  readonly changePoints: readonly number[];
}

/**
 * All best segmentations for penalties between two bounds (CROPS: Haynes, Eckley and Fearnhead, 2017), so that a reader
 * sees how far the answer hangs on the penalty chosen.
 */
export function penaltyPath(
  values: readonly number[],
  kind: CostKind,
  low: number,
  high: number,
  minLength = 2,
): readonly PenaltyStep[] {
  const runs = new Map<number, Segmentation>();
  const run = (penalty: number): Segmentation => {
    const known = runs.get(penalty);
    if (known !== undefined) return known;
    const made = pelt(values, kind, penalty, minLength);
    runs.set(penalty, made);
    return made;
  };
  const search = (a: number, b: number): void => {
    const [left, right] = [run(a), run(b)];
    const gap = left.changePoints.length - right.changePoints.length;
    if (gap <= 1) return;
    const middle = (right.cost - left.cost) / gap;
    if (!(middle > a && middle < b) || runs.size > 200) return;
    const between = run(middle).changePoints.length;
    if (between === left.changePoints.length || between === right.changePoints.length) return;
    search(a, middle);
    search(middle, b);
  };
  search(low, high);
  const distinct = new Map<number, Segmentation>();
  for (const one of runs.values()) distinct.set(one.changePoints.length, one);
  const sorted = [...distinct.values()].sort((a, b) => b.changePoints.length - a.changePoints.length);
  return sorted.map((one, i) => {
    const finer = sorted[i - 1];
    const coarser = sorted[i + 1];
    const edge = (a: Segmentation, b: Segmentation): number =>
      (b.cost - a.cost) / (a.changePoints.length - b.changePoints.length);
    return {
      from: finer === undefined ? low : edge(finer, one),
      to: coarser === undefined ? high : edge(one, coarser),
      changePoints: one.changePoints,
    };
  });
}

/** The commonest cost written out in one loop, which the engine can keep in registers: half the time of a call each. */
function meanTotals(
  { s, q }: Sums,
  t: number,
  best: Float64Array,
  candidates: Int32Array,
  count: number,
  costs: Float64Array,
): void {
  const [st, qt] = [s[t] as number, q[t] as number];
  for (let c = 0; c < count; c += 1) {
    const from = candidates[c] as number;
    const sum = st - (s[from] as number);
    costs[c] = (best[from] as number) + (qt - (q[from] as number) - (sum * sum) / (t - from));
  }
}

/**
 * The same for a variance of its own, where the logarithm is nearly all of the time: a near one decides for most
 * candidates, and whoever lies near the least total or near the least plus the penalty is worked out in full, so that
 * what is found is what the whole logarithm finds.
 */
function varianceTotals(
  { s, q }: Sums,
  t: number,
  best: Float64Array,
  candidates: Int32Array,
  count: number,
  costs: Float64Array,
  penalty: number,
  cost: Cost,
): void {
  const [st, qt] = [s[t] as number, q[t] as number];
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < count; c += 1) {
    const from = candidates[c] as number;
    const length = t - from;
    const sum = st - (s[from] as number);
    const scatter = qt - (q[from] as number) - (sum * sum) / length;
    const total =
      (best[from] as number) + length * (nearLog(Math.max(scatter, 1e-10) / length) + LOG_2_PI_AND_1);
    costs[c] = total;
    if (total < least) least = total;
  }
  const exactly = (c: number): number => {
    const from = candidates[c] as number;
    return (best[from] as number) + cost(from, t);
  };
  // The error of the near logarithm, and what the two roundings of such sums may differ by.
  const doubt = 2 * t * NEAR_LOG_ERROR + 1e-12 * (Math.abs(least) + penalty);
  let exact = Number.POSITIVE_INFINITY;
  for (let c = 0; c < count; c += 1)
    if ((costs[c] as number) <= least + doubt) {
      costs[c] = exactly(c);
      exact = Math.min(exact, costs[c] as number);
    }
  const edge = exact + penalty;
  for (let c = 0; c < count; c += 1)
    if (Math.abs((costs[c] as number) - edge) <= doubt) costs[c] = exactly(c);
}

type Cost = (from: number, to: number) => number;

const LOG_2_PI_AND_1 = 2.8378770664093453;

function costOf({ s, q, kind }: Sums): Cost {
  if (kind === 'mean')
    return (from, to) => {
      const sum = (s[to] as number) - (s[from] as number);
      return (q[to] as number) - (q[from] as number) - (sum * sum) / (to - from);
    };
  if (kind === 'poisson')
    return (from, to) => {
      const sum = (s[to] as number) - (s[from] as number);
      return sum === 0 ? 0 : 2 * (sum - sum * log(sum / (to - from)));
    };
  return (from, to) => {
    const length = to - from;
    const sum = (s[to] as number) - (s[from] as number);
    const square = (q[to] as number) - (q[from] as number) - (sum * sum) / length;
    // A stretch without any scatter would cost minus infinity; a tiny variance stands in for the grain of the data.
    return length * (log(Math.max(square, 1e-10) / length) + LOG_2_PI_AND_1);
  };
}

function prepare(values: readonly number[], kind: CostKind, minLength: number): Sums {
  const n = values.length;
  if (n < 2 * minLength || minLength < 1)
    throw new Refusal('FLOWS_TOO_SHORT', `${n} points cannot hold two stretches of ${minLength}.`);
  const s = new Float64Array(n + 1);
  const q = new Float64Array(n + 1);
  let centre = 0;
  // Squares are taken about the mean, so that a high level does not swallow the digits of the scatter.
  if (kind !== 'poisson') centre = values.reduce((sum, value) => sum + value, 0) / n;
  for (let i = 0; i < n; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value))
      throw new Refusal('FLOWS_SERIES_GAP', `Point ${i + 1} is missing: fill or cut the series.`);
    if (kind === 'poisson' && value < 0)
      throw new Refusal('FLOWS_COUNTS_ONLY', 'A count cannot be negative.');
    s[i + 1] = (s[i] as number) + (value - centre);
    q[i + 1] = (q[i] as number) + square(value - centre);
  }
  return { n, s, q, kind };
}

function bestSplit(cost: Cost, from: number, to: number, minLength: number): { at: number; saving: number } {
  const whole = to - from >= 2 * minLength ? cost(from, to) : 0;
  let at = from;
  let saving = Number.NEGATIVE_INFINITY;
  for (let i = from + minLength; i <= to - minLength; i += 1) {
    const gain = whole - cost(from, i) - cost(i, to);
    if (gain > saving) {
      saving = gain;
      at = i;
    }
  }
  return { at, saving };
}

function trace(sums: Sums, last: Int32Array): Segmentation {
  const changePoints: number[] = [];
  for (let t = last[sums.n] as number; t > 0; t = last[t] as number) changePoints.push(t);
  changePoints.reverse();
  return { changePoints, cost: totalCost(costOf(sums), sums.n, changePoints) };
}

function totalCost(cost: Cost, n: number, changePoints: readonly number[]): number {
  let from = 0;
  let total = 0;
  for (const to of [...changePoints, n]) {
    total += cost(from, to);
    from = to;
  }
  return total;
}
