// What would have happened to the treated unit, read off a weighted mix of units that were not treated.
import { Refusal } from '../../base/errors.ts';
import { exp, square } from './elementary.ts';
import { sumOfSquares } from './matrix.ts';
import { minimise } from './nelder-mead.ts';
import type { Generator } from './random.ts';
import { simplexWeights } from './simplex.ts';

/** Outcomes of all units at the same times. `values[u][t]`; `before`: number of times before the treatment. */
export interface Panel {
  readonly units: readonly string[];
  readonly times: readonly number[];
  readonly values: readonly Float64Array[];
  readonly before: number;
}

export interface SyntheticControl {
  readonly treated: string;
  /** Weight of each donor, zeros left out. */
  readonly weights: Readonly<Record<string, number>>;
  /** Treated less synthetic at every time. */
  readonly gaps: Float64Array;
  readonly preRmspe: number;
  readonly postRmspe: number;
  /** Mean gap after the treatment. */
  readonly effect: number;
}

/**
 * Weights that fit the outcomes before the treatment best (Abadie, Diamond and Hainmueller, 2010, without covariates).
 * @param treated index of the treated unit; all others, or `donors`, may be mixed
 */
export function outcomeControl(panel: Panel, treated: number, donors?: readonly number[]): SyntheticControl {
  const pool = donors ?? panel.units.map((_, u) => u).filter((u) => u !== treated);
  const w = simplexWeights(
    pool.map((u) => valuesOf(panel, u).slice(0, panel.before)),
    valuesOf(panel, treated).slice(0, panel.before),
  );
  return described(panel, treated, pool, w);
}

/** A placebo: every unit in turn as if it had been the treated one, all others as donors. */
export interface Placebos {
  readonly ratios: Readonly<Record<string, number>>;
  /** Place of the treated unit by its ratio of fit after to fit before, the largest first. */
  readonly rank: number;
  readonly p: number;
  /** The smallest p that so few units can give. */
  readonly smallestP: number;
  readonly runs: readonly SyntheticControl[];
}

/** In-space placebos, no unit left out for a bad fit. */
export function placebos(panel: Panel, treated: number): Placebos {
  const runs = panel.units.map((_, u) => outcomeControl(panel, u));
  const ratio = (run: SyntheticControl): number => run.postRmspe / run.preRmspe;
  const own = ratio(runs[treated] as SyntheticControl); // the treated unit is one of the units
  const rank = runs.filter((run) => ratio(run) >= own).length;
  return {
    ratios: Object.fromEntries(runs.map((run) => [run.treated, ratio(run)])),
    rank,
    p: rank / runs.length,
    smallestP: 1 / runs.length,
    runs,
  };
}

/** The control again with each donor of a thousandth or more left out in turn: how far the effect hangs on one of them. */
export function leaveOneOut(
  panel: Panel,
  treated: number,
): readonly { readonly without: string; readonly effect: number; readonly preRmspe: number }[] {
  const whole = outcomeControl(panel, treated);
  const donors = Object.keys(whole.weights).filter((name) => (whole.weights[name] ?? 0) >= 0.001);
  return donors.map((name) => {
    const pool = panel.units.map((_, u) => u).filter((u) => u !== treated && panel.units[u] !== name);
    const run = outcomeControl(panel, treated, pool);
    return { without: name, effect: run.effect, preRmspe: run.preRmspe };
  });
}

// With V on one predictor alone many mixes match it exactly, and rounding would choose among them: a fit that nobody could
// work out again. Below this part the other predictors no longer decide anything a double can hold.
const LEAST_IMPORTANCE = 1e-8;

/** Predictors of each unit, already averaged: `predictors[p][u]`. They are divided by their scatter over all units. */
export interface PredictorFit extends SyntheticControl {
  readonly v: readonly number[];
  readonly preMspe: number;
  /** Fit that each start reached: to be shown, since V has many local minima. */
  readonly starts: readonly number[];
}

/** Weights for given predictor importances V: one answer, by one quadratic programme. */
export function controlGivenV(
  panel: Panel,
  treated: number,
  predictors: readonly Float64Array[],
  v: readonly number[],
): SyntheticControl {
  const scaled = scale(predictors);
  const pool = panel.units.map((_, u) => u).filter((u) => u !== treated);
  return described(panel, treated, pool, innerWeights(scaled, treated, pool, v));
}

/**
 * Searches V for the best fit of the outcomes before the treatment (Abadie, Diamond and Hainmueller, 2010, section 3.2),
 * from several random starts by Nelder and Mead on the logarithms of V. One start from equal V can stop far from the
 * best (MSPE 21.7 against 3.1 on the California data): the fit of every start is returned.
 */
export function controlWithPredictors(
  panel: Panel,
  treated: number,
  predictors: readonly Float64Array[],
  random: Generator,
  starts = 10,
  evaluations = 800,
): PredictorFit {
  const k = predictors.length;
  if (k === 0) throw new Refusal('FLOWS_TOO_SHORT', 'A fit on predictors needs at least one of them.');
  const scaled = scale(predictors);
  const pool = panel.units.map((_, u) => u).filter((u) => u !== treated);
  const pre = panel.before;
  const own = valuesOf(panel, treated);
  const importance = (logs: readonly number[]): number[] => {
    const top = Math.max(...logs);
    const raw = logs.map((value) => exp(value - top));
    const sum = raw.reduce((a, b) => a + b, 0);
    return raw.map((value) => LEAST_IMPORTANCE + (1 - k * LEAST_IMPORTANCE) * (value / sum));
  };
  const fit = (logs: readonly number[]): number => {
    const w = innerWeights(scaled, treated, pool, importance(logs));
    let total = 0;
    for (let t = 0; t < pre; t += 1) {
      let synthetic = 0;
      for (let i = 0; i < pool.length; i += 1)
        if (w[i] !== 0) synthetic += (w[i] as number) * (valuesOf(panel, pool[i] as number)[t] as number);
      total += square((own[t] as number) - synthetic);
    }
    return total / pre;
  };
  let best: { point: readonly number[]; value: number } = {
    point: new Array<number>(k).fill(0),
    value: Number.POSITIVE_INFINITY,
  };
  const reached: number[] = [];
  for (let s = 0; s < starts; s += 1) {
    // The best of a handful of random points, from V spread evenly to V on one predictor alone, opens each search.
    let open: { point: readonly number[]; value: number } = { point: [], value: Number.POSITIVE_INFINITY };
    for (let trial = 0; trial < 20; trial += 1) {
      const spread = 1 + 5 * random.uniform();
      const point = Array.from({ length: k }, () => spread * random.normal());
      const value = fit(point);
      if (value < open.value) open = { point, value };
    }
    const end = minimise(fit, open.point, 1.5, evaluations - 20);
    reached.push(end.value);
    if (end.value < best.value) best = end;
  }
  const v = importance(best.point);
  return { ...controlGivenV(panel, treated, predictors, v), v, preMspe: best.value, starts: reached };
}

function innerWeights(
  scaled: readonly Float64Array[],
  treated: number,
  pool: readonly number[],
  v: readonly number[],
): Float64Array {
  const roots = v.map(Math.sqrt);
  const column = (u: number): Float64Array =>
    Float64Array.from(scaled, (row, p) => (roots[p] ?? 0) * (row[u] as number));
  return simplexWeights(pool.map(column), column(treated));
}

function scale(predictors: readonly Float64Array[]): readonly Float64Array[] {
  return predictors.map((row) => {
    const sd = Math.sqrt(sumOfSquares(row) / (row.length - 1));
    if (!(sd > 0))
      throw new Refusal('FLOWS_COLLINEAR', 'A predictor is the same for every unit: leave it out.');
    return row.map((value) => value / sd);
  });
}

function described(
  panel: Panel,
  treated: number,
  pool: readonly number[],
  w: Float64Array,
): SyntheticControl {
  const gaps = valuesOf(panel, treated).slice();
  pool.forEach((u, i) => {
    const values = valuesOf(panel, u);
    const weight = w[i] as number;
    if (weight !== 0)
      for (let t = 0; t < gaps.length; t += 1) gaps[t] = (gaps[t] as number) - weight * (values[t] as number);
  });
  const rmspe = (part: Float64Array): number =>
    Math.sqrt(part.reduce((sum, gap) => sum + gap * gap, 0) / part.length);
  const after = gaps.slice(panel.before);
  return {
    treated: panel.units[treated] ?? '',
    weights: Object.fromEntries(
      pool.flatMap((u, i) => ((w[i] as number) > 0 ? [[panel.units[u] ?? '', w[i] as number]] : [])),
    ),
    gaps,
    preRmspe: rmspe(gaps.slice(0, panel.before)),
    postRmspe: rmspe(after),
    effect: after.reduce((sum, gap) => sum + gap, 0) / after.length,
  };
}

function valuesOf(panel: Panel, u: number): Float64Array {
  const values = panel.values[u];
  if (values === undefined)
    throw new Refusal('FLOWS_UNIT_UNKNOWN', `There is no unit number ${u + 1} in the panel.`);
  return values;
}
