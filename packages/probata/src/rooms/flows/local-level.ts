// A level that may wander, seen through noise: filtered, smoothed, fitted and carried forward.
import { Refusal } from '../../base/errors.ts';
import { exp, log, square } from './elementary.ts';

/** y_t = mu_t + eps_t, mu_{t+1} = mu_t + eta_t, the first level wholly unknown (exact diffuse start). */
export interface LocalLevel {
  readonly sigma2Eps: number;
  readonly sigma2Eta: number;
}

export interface Filtered {
  /** a_t and P_t for t = 1 to n + 1: the level at t seen from t - 1. a_1 is unknown: 0 with an infinite variance. */
  readonly state: readonly number[];
  readonly variance: readonly number[];
  /** One-step errors v_t and their variances F_t; NaN where nothing can be said (the first point, a gap). */
  readonly errors: readonly number[];
  readonly errorVariances: readonly number[];
  /** Diffuse log-likelihood, the first point left out (Durbin and Koopman, 2012, section 7.2). */
  readonly logLikelihood: number;
}

export interface Smoothed {
  readonly state: readonly number[];
  readonly variance: readonly number[];
}

/** The Kalman filter (Durbin and Koopman, ch. 2 and 5). A missing value (NaN) is a point without news. */
export function filterLevel(y: readonly number[], model: LocalLevel): Filtered {
  const state = [0];
  const variance = [Number.POSITIVE_INFINITY];
  const errors: number[] = [];
  const errorVariances: number[] = [];
  let logLikelihood = 0;
  let a = 0;
  let p = Number.POSITIVE_INFINITY;
  for (const value of y) {
    if (Number.isNaN(value)) {
      errors.push(Number.NaN);
      errorVariances.push(Number.NaN);
      p += model.sigma2Eta;
    } else if (p === Number.POSITIVE_INFINITY) {
      // The first value seen tells the level, with the variance of its noise.
      errors.push(Number.NaN);
      errorVariances.push(Number.POSITIVE_INFINITY);
      a = value;
      p = model.sigma2Eps + model.sigma2Eta;
    } else {
      const f = p + model.sigma2Eps;
      const v = value - a;
      const k = p / f;
      errors.push(v);
      errorVariances.push(f);
      logLikelihood -= 0.5 * (LOG_TWO_PI + log(f) + (v * v) / f);
      a += k * v;
      p = p * (1 - k) + model.sigma2Eta;
    }
    state.push(a);
    variance.push(p);
  }
  return { state, variance, errors, errorVariances, logLikelihood };
}

/** The state smoother (Durbin and Koopman, section 4.4, with the diffuse first step of 5.3): the level given all points. */
export function smoothLevel(y: readonly number[], model: LocalLevel): Smoothed {
  const filtered = filterLevel(y, model);
  const n = y.length;
  const state = new Array<number>(n).fill(0);
  const variance = new Array<number>(n).fill(0);
  let r = 0;
  let big = 0;
  for (let t = n - 1; t >= 0; t -= 1) {
    const p = filtered.variance[t] ?? 0;
    const a = filtered.state[t] ?? 0;
    const f = filtered.errorVariances[t] ?? Number.NaN;
    if (Number.isNaN(y[t] ?? Number.NaN)) {
      // No news at t: r and N pass through.
    } else if (f === Number.POSITIVE_INFINITY) {
      // Diffuse point: the level is the value itself plus what later points say about its noise.
      state[t] = (y[t] ?? 0) + model.sigma2Eps * r;
      variance[t] = model.sigma2Eps - square(model.sigma2Eps) * big;
      // Points before the first value seen are as unknown as the level there.
      for (let s = t - 1; s >= 0; s -= 1) {
        state[s] = state[t] ?? 0;
        variance[s] = (variance[s + 1] ?? 0) + model.sigma2Eta;
      }
      return { state, variance };
    } else {
      const l = 1 - p / f;
      r = (filtered.errors[t] ?? 0) / f + l * r;
      big = 1 / f + l * l * big;
    }
    state[t] = a + p * r;
    variance[t] = p - p * p * big;
  }
  return { state, variance };
}

/** Mean and variance of the next `steps` values of the series. */
export function forecastLevel(
  y: readonly number[],
  model: LocalLevel,
  steps: number,
): readonly { readonly mean: number; readonly variance: number }[] {
  const filtered = filterLevel(y, model);
  const a = filtered.state[y.length] ?? Number.NaN;
  const p = filtered.variance[y.length] ?? Number.NaN;
  return Array.from({ length: steps }, (_, i) => ({
    mean: a,
    variance: p + i * model.sigma2Eta + model.sigma2Eps,
  }));
}

/**
 * The variances of largest diffuse likelihood. The noise variance is concentrated out (section 2.10.2), which leaves a
 * search for the ratio q on its logarithm: a grid of starts, each followed by golden sections.
 * @throws Refusal FLOWS_TOO_SHORT
 */
export function fitLevel(y: readonly number[]): LocalLevel & { readonly logLikelihood: number } {
  const seen = y.filter((value) => !Number.isNaN(value)).length;
  if (seen < 3) throw new Refusal('FLOWS_TOO_SHORT', 'A wandering level needs at least three points.');
  const concentrated = (logQ: number): { value: number; sigma2Eps: number } => {
    const run = filterLevel(y, { sigma2Eps: 1, sigma2Eta: exp(logQ) });
    let sum = 0;
    let logs = 0;
    run.errors.forEach((v, t) => {
      const f = run.errorVariances[t] ?? Number.NaN;
      if (Number.isNaN(v) || !Number.isFinite(f)) return;
      sum += (v * v) / f;
      logs += log(f);
    });
    const sigma2Eps = sum / (seen - 1);
    return { sigma2Eps, value: -0.5 * ((seen - 1) * (LOG_TWO_PI + 1 + log(sigma2Eps)) + logs) };
  };
  let best = -25;
  for (let logQ = -25; logQ <= 10; logQ += 0.5)
    if (concentrated(logQ).value > concentrated(best).value) best = logQ;
  let low = best - 0.5;
  let high = best + 0.5;
  const golden = 0.6180339887498949;
  for (let i = 0; i < 80 && high - low > 1e-10; i += 1) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (concentrated(left).value > concentrated(right).value) high = right;
    else low = left;
  }
  const logQ = (low + high) / 2;
  const { sigma2Eps, value } = concentrated(logQ);
  return { sigma2Eps, sigma2Eta: sigma2Eps * exp(logQ), logLikelihood: value };
}

const LOG_TWO_PI = 1.8378770664093453;
