// What the series would have done without the event: a wandering level plus control series, learnt before the event.
import { Refusal } from '../../base/errors.ts';
import { exp, log, square } from './elementary.ts';
import { cholesky, type Matrix, mean, sumOfSquares } from './matrix.ts';
import type { Generator } from './random.ts';
import { type Parts, sampleState } from './structural-state.ts';

/** Priors on the scale of the series before the event (standardised). Each may be moved: the answer may hang on them. */
export interface StructuralPriors {
  /** Guess of the level's step as a part of the series' standard deviation (CausalImpact: 0.01), and its weight in points. */
  readonly levelSd: number;
  readonly levelWeight: number;
  /** Part of the variance that the controls are expected to explain, and the weight of that guess. */
  readonly expectedR2: number;
  readonly noiseWeight: number;
  /** Number of controls expected to matter. */
  readonly expectedSize: number;
}

export const CAUSAL_IMPACT_PRIORS: StructuralPriors = {
  levelSd: 0.01,
  levelWeight: 32,
  expectedR2: 0.8,
  noiseWeight: 50,
  expectedSize: 3,
};

export interface StructuralRun {
  /** Effect at each point after the event, one row per kept draw. */
  readonly effects: readonly Float64Array[];
  /** Predicted series after the event, one row per kept draw. */
  readonly predictions: readonly Float64Array[];
  readonly coefficients: readonly Float64Array[];
  /** Share of the draws in which each control is in the model. */
  readonly inclusion: readonly number[];
  readonly meanEffect: Summary;
  readonly cumulativeEffect: Summary;
  readonly meanPrediction: Summary;
  /** Share of the draws on the other side of zero from the mean: the one-sided tail. */
  readonly tail: number;
  /** Split R-hat of the mean effect over the chains (near 1 where they agree), and its effective number of draws. */
  readonly rHat: number;
  readonly effectiveDraws: number;
}

export interface Summary {
  readonly mean: number;
  readonly sd: number;
  readonly interval: readonly [number, number];
}

/**
 * Bayesian structural time series (Brodersen and others, 2015): local level and regression with spike and slab on the
 * controls, by Gibbs sampling in several chains; the series and the controls are standardised on the time before.
 * @param y the whole series
 * @param controls control series of the same length, untouched by the event
 * @param before number of points before the event
 * @throws Refusal FLOWS_TOO_SHORT, FLOWS_SERIES_GAP
 */
export function structuralEffect(
  y: readonly number[],
  controls: readonly (readonly number[])[],
  before: number,
  random: Generator,
  options: {
    readonly draws?: number;
    readonly burn?: number;
    readonly chains?: number;
    readonly priors?: StructuralPriors;
    readonly level?: number;
    /** A slope that wanders, and steps of a season of so many points that wander; left out: a level only. */
    readonly trend?: boolean;
    readonly season?: number | null;
  } = {},
): StructuralRun {
  const { draws = 2000, burn = 500, chains = 2, priors = CAUSAL_IMPACT_PRIORS, level = 0.95 } = options;
  const parts: Parts = { trend: options.trend ?? false, season: options.season ?? null };
  if (parts.season !== null && (parts.season < 2 || before < 2 * parts.season))
    throw new Refusal('FLOWS_TOO_SHORT', 'Seasons need at least two whole rounds before the event.');
  if (before < 5 || before >= y.length)
    throw new Refusal('FLOWS_TOO_SHORT', 'At least five points before and one after the event are needed.');
  if (
    [y, ...controls].some(
      (series) => series.length !== y.length || series.some((value) => !Number.isFinite(value)),
    )
  )
    throw new Refusal('FLOWS_SERIES_GAP', 'The series and its controls must be whole and of one length.');
  const standard = standardise(y, before);
  const x = controls.map((series) => standardise(series, before).values);
  const effects: Float64Array[] = [];
  const predictions: Float64Array[] = [];
  const coefficients: Float64Array[] = [];
  const means: number[][] = [];
  for (let chain = 0; chain < chains; chain += 1) {
    const own: number[] = [];
    means.push(own);
    sampleChain(standard.values, x, before, random, priors, parts, burn, draws, (path, beta) => {
      const prediction = path.map((value) => value * standard.scale + standard.centre);
      const effect = prediction.map((value, i) => (y[before + i] ?? 0) - value);
      predictions.push(prediction);
      effects.push(effect);
      coefficients.push(
        beta.map((value, j) => (value * standard.scale) / (standardScale(controls[j] ?? [], before) || 1)),
      );
      own.push(mean(effect));
    });
  }
  const meanEffects = Float64Array.from(effects, mean);
  const points = y.length - before;
  const average = mean(meanEffects);
  const other = meanEffects.filter((value) => value * average <= 0).length;
  return {
    effects,
    predictions,
    coefficients,
    inclusion: controls.map(
      (_, j) => coefficients.filter((beta) => beta[j] !== 0).length / coefficients.length,
    ),
    meanEffect: summary(meanEffects, level),
    cumulativeEffect: summary(
      meanEffects.map((value) => value * points),
      level,
    ),
    meanPrediction: summary(Float64Array.from(predictions, mean), level),
    tail: other / meanEffects.length,
    ...convergence(means),
  };
}

/**
 * The same run under other guesses of how far the level wanders: 0.01 makes narrow intervals where the series does
 * wander, so that an interval that grows several times over must be shown with the answer.
 */
export function levelPriorSensitivity(
  y: readonly number[],
  controls: readonly (readonly number[])[],
  before: number,
  seed: (i: number) => Generator,
  levels: readonly number[] = [0.001, 0.01, 0.05, 0.1, 0.2],
  parts: { readonly trend?: boolean; readonly season?: number | null } = {},
): readonly { readonly levelSd: number; readonly effect: Summary }[] {
  return levels.map((levelSd, i) => ({
    levelSd,
    effect: structuralEffect(y, controls, before, seed(i), {
      ...parts,
      draws: 600,
      burn: 200,
      priors: { ...CAUSAL_IMPACT_PRIORS, levelSd },
    }).meanEffect,
  }));
}

type Keep = (path: Float64Array, beta: Float64Array) => void;

function sampleChain(
  y: Float64Array,
  x: readonly Float64Array[],
  before: number,
  random: Generator,
  priors: StructuralPriors,
  parts: Parts,
  burn: number,
  draws: number,
  keep: Keep,
): void {
  const k = x.length;
  const pre = y.slice(0, before);
  const slab = slabOf(x, before);
  const included = new Uint8Array(k).fill(1);
  let beta: Float64Array = new Float64Array(k);
  let sigma2 = 0.5;
  let eta2 = square(priors.levelSd);
  const state = new Float64Array(before);
  const rest = new Float64Array(before);
  const a = new Float64Array(before + 1);
  const p = new Float64Array(before + 1);
  const rich = parts.trend || parts.season !== null ? sampleState(parts, before, priors, random) : null;
  for (let draw = 0; draw < burn + draws; draw += 1) {
    for (let t = 0; t < before; t += 1) rest[t] = (pre[t] as number) - regression(x, beta, t);
    if (rich === null) {
      drawLevel(rest, sigma2, eta2, state, a, p, random);
      eta2 = drawStepVariance(state, priors, random);
    } else {
      state.set(rich.draw(rest, sigma2));
    }
    for (let t = 0; t < before; t += 1) rest[t] = (pre[t] as number) - (state[t] as number);
    const drawn = drawRegression(rest, x, before, slab, included, priors, random);
    beta = drawn.beta;
    sigma2 = drawn.sigma2;
    if (draw < burn) continue;
    const path = new Float64Array(y.length - before);
    let level = state[before - 1] as number;
    const onward = rich?.onward(path.length);
    for (let i = 0; i < path.length; i += 1) {
      if (onward === undefined) level += Math.sqrt(eta2) * random.normal();
      else level = onward[i] as number;
      path[i] = level + regression(x, beta, before + i) + Math.sqrt(sigma2) * random.normal();
    }
    keep(path, beta.slice());
  }
}

function regression(x: readonly Float64Array[], beta: Float64Array, t: number): number {
  let sum = 0;
  for (let j = 0; j < x.length; j += 1)
    if (beta[j] !== 0) sum += (beta[j] as number) * ((x[j] as Float64Array)[t] as number);
  return sum;
}

/** Forward filtering, backward sampling (Carter and Kohn, 1994) of a level whose first value is the first point, sd 1. */
function drawLevel(
  y: Float64Array,
  sigma2: number,
  eta2: number,
  state: Float64Array,
  a: Float64Array,
  p: Float64Array,
  random: Generator,
): void {
  const n = y.length;
  let level = y[0] as number;
  let variance = 1;
  for (let t = 0; t < n; t += 1) {
    const gain = variance / (variance + sigma2);
    level += gain * ((y[t] as number) - level);
    variance *= 1 - gain;
    a[t] = level;
    p[t] = variance;
    variance += eta2;
  }
  state[n - 1] = (a[n - 1] as number) + Math.sqrt(p[n - 1] as number) * random.normal();
  for (let t = n - 2; t >= 0; t -= 1) {
    const back = (p[t] as number) / ((p[t] as number) + eta2);
    const centre = (a[t] as number) + back * ((state[t + 1] as number) - (a[t] as number));
    state[t] = centre + Math.sqrt((p[t] as number) * (1 - back)) * random.normal();
  }
}

/** Variance of the level's step: inverse gamma, cut at the variance of the series itself. */
function drawStepVariance(state: Float64Array, priors: StructuralPriors, random: Generator): number {
  let sum = priors.levelWeight * square(priors.levelSd);
  for (let t = 1; t < state.length; t += 1) sum += square((state[t] as number) - (state[t - 1] as number));
  const shape = (priors.levelWeight + state.length - 1) / 2;
  for (let trial = 0; trial < 1000; trial += 1) {
    const value = sum / 2 / random.gamma(shape);
    if (value <= 1) return value;
  }
  return 1;
}

interface Slab {
  readonly gram: Matrix;
  readonly precision: Matrix;
}

/** The slab's precision: a hundredth of a point's weight, half full and half diagonal (bsts: `SpikeSlabPrior`). */
function slabOf(x: readonly Float64Array[], before: number): Slab {
  const gram = x.map((a) =>
    x.map((b) => {
      let sum = 0;
      for (let t = 0; t < before; t += 1) sum += (a[t] as number) * (b[t] as number);
      return sum;
    }),
  );
  const precision = gram.map((row, i) =>
    row.map((value, j) => (0.01 / before) * (i === j ? value : value / 2)),
  );
  return { gram, precision };
}

/** Which controls are in, their weights and the noise: each control in turn put in or out by its marginal likelihood. */
function drawRegression(
  y: Float64Array,
  x: readonly Float64Array[],
  before: number,
  slab: Slab,
  included: Uint8Array,
  priors: StructuralPriors,
  random: Generator,
): { beta: Float64Array; sigma2: number } {
  const k = x.length;
  const xy = x.map((series) => {
    let sum = 0;
    for (let t = 0; t < before; t += 1) sum += (series[t] as number) * (y[t] as number);
    return sum;
  });
  let yy = 0;
  for (let t = 0; t < before; t += 1) yy += square(y[t] as number);
  const chance = Math.min(1, priors.expectedSize / Math.max(k, 1));
  const prior = { ss: priors.noiseWeight * (1 - priors.expectedR2), df: priors.noiseWeight };
  let fit = fitOf(slab, xy, yy, included, prior, before);
  if (chance < 1) {
    const odds = log(chance) - log(1 - chance);
    for (const j of random.shuffle(Array.from({ length: k }, (_, i) => i))) {
      included[j] = included[j] === 1 ? 0 : 1;
      const other = fitOf(slab, xy, yy, included, prior, before);
      const gain = other.logLikelihood - fit.logLikelihood + (included[j] === 1 ? odds : -odds);
      // A Gibbs step: the flip stands with its own share of the two likelihoods.
      if (random.uniform() < 1 / (1 + exp(-gain))) fit = other;
      else included[j] = included[j] === 1 ? 0 : 1;
    }
    fit = fitOf(slab, xy, yy, included, prior, before);
  }
  const sigma2 = fit.ss / 2 / random.gamma((prior.df + before) / 2);
  const beta = new Float64Array(k);
  const z = fit.places.map(() => Math.sqrt(sigma2) * random.normal());
  // beta = centre + L'^-1 z, with L L' the posterior precision.
  for (let i = fit.places.length - 1; i >= 0; i -= 1) {
    let sum = z[i] ?? 0;
    for (let j = i + 1; j < fit.places.length; j += 1) sum -= (fit.root[j]?.[i] ?? 0) * (z[j] ?? 0);
    z[i] = sum / (fit.root[i]?.[i] ?? 1);
  }
  fit.places.forEach((j, i) => {
    beta[j] = (fit.centre[i] ?? 0) + (z[i] ?? 0);
  });
  return { beta, sigma2 };
}

function fitOf(
  slab: Slab,
  xy: readonly number[],
  yy: number,
  included: Uint8Array,
  prior: { ss: number; df: number },
  n: number,
): { places: number[]; root: Matrix; centre: number[]; ss: number; logLikelihood: number } {
  const places = [...included].flatMap((one, j) => (one === 1 ? [j] : []));
  if (places.length === 0) {
    const ss = prior.ss + yy;
    return { places, root: [], centre: [], ss, logLikelihood: (-(prior.df + n) / 2) * log(ss) };
  }
  const pick = (m: Matrix): number[][] => places.map((i) => places.map((j) => m[i]?.[j] ?? 0));
  const omega = pick(slab.precision);
  const posterior = pick(slab.gram).map((row, i) => row.map((value, j) => value + (omega[i]?.[j] ?? 0)));
  const root = cholesky(posterior);
  const forward: number[] = [];
  places.forEach((place, i) => {
    let sum = xy[place] ?? 0;
    for (let j = 0; j < i; j += 1) sum -= (root[i]?.[j] ?? 0) * (forward[j] ?? 0);
    forward[i] = sum / (root[i]?.[i] ?? 1);
  });
  const centre = [...forward];
  for (let i = places.length - 1; i >= 0; i -= 1) {
    let sum = forward[i] ?? 0;
    for (let j = i + 1; j < places.length; j += 1) sum -= (root[j]?.[i] ?? 0) * (centre[j] ?? 0);
    centre[i] = sum / (root[i]?.[i] ?? 1);
  }
  const ss = prior.ss + yy - forward.reduce((sum, value) => sum + value * value, 0);
  const halfLog = (m: Matrix): number => m.reduce((sum, row, i) => sum + log(row[i] ?? 1), 0);
  const logLikelihood = halfLog(cholesky(omega)) - halfLog(root) - ((prior.df + n) / 2) * log(ss);
  return { places, root, centre, ss, logLikelihood };
}

function standardScale(series: readonly number[], before: number): number {
  return Math.sqrt(sumOfSquares(series.slice(0, before)) / (before - 1));
}

function standardise(
  series: readonly number[],
  before: number,
): { values: Float64Array; centre: number; scale: number } {
  const centre = mean(series.slice(0, before));
  const scale = standardScale(series, before) || 1;
  return { values: Float64Array.from(series, (value) => (value - centre) / scale), centre, scale };
}

function summary(values: Float64Array, level: number): Summary {
  const sorted = values.slice().sort();
  const at = (p: number): number => {
    const place = (sorted.length - 1) * p;
    const low = Math.floor(place);
    const next = sorted[Math.min(low + 1, sorted.length - 1)] as number;
    return (sorted[low] as number) + (place - low) * (next - (sorted[low] as number));
  };
  const tail = (1 - level) / 2;
  return {
    mean: mean(values),
    sd: Math.sqrt(sumOfSquares(values) / (values.length - 1)),
    interval: [at(tail), at(1 - tail)],
  };
}

/** Split R-hat and effective draws (Gelman and others, Bayesian Data Analysis, section 11.4 and 11.5). */
function convergence(chains: readonly (readonly number[])[]): { rHat: number; effectiveDraws: number } {
  const halves = chains.flatMap((chain) => {
    const half = Math.floor(chain.length / 2);
    return [chain.slice(0, half), chain.slice(half, 2 * half)];
  });
  const n = halves[0]?.length ?? 0;
  const m = halves.length;
  const means = halves.map(mean);
  const within = mean(halves.map((half) => sumOfSquares(half) / (n - 1)));
  const between = (n * sumOfSquares(means)) / (m - 1);
  const variance = ((n - 1) / n) * within + between / n;
  let sum = 0;
  for (let lag = 1; lag < n - 1; lag += 2) {
    // Pairs of neighbouring lags are added until a pair is no longer positive (Geyer).
    const pair = [lag, lag + 1].reduce((total, l) => total + 1 - variogram(halves, l) / (2 * variance), 0);
    if (!(pair > 0)) break;
    sum += pair;
  }
  return { rHat: Math.sqrt(variance / within), effectiveDraws: (m * n) / (1 + 2 * sum) };
}

function variogram(halves: readonly (readonly number[])[], lag: number): number {
  let total = 0;
  let count = 0;
  for (const half of halves)
    for (let t = lag; t < half.length; t += 1) {
      total += square((half[t] ?? 0) - (half[t - lag] ?? 0));
      count += 1;
    }
  return total / count;
}
