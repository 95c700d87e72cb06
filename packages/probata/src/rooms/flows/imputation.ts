// Fills gaps of a series several times over, so that what is not known is carried into the error and not forgotten.
import { fitLevel, type LocalLevel, smoothLevel } from './local-level.ts';
import type { Generator } from './random.ts';

/**
 * The series with its gaps (NaN) filled by draws from a wandering level fitted to what is seen: each draw is a path that
 * could have been, by the simulation smoother of Durbin and Koopman (2002). What was seen is never changed.
 * @param count number of completed series
 */
export function imputeLevel(y: readonly number[], count: number, random: Generator): readonly number[][] {
  const model = fitLevel(y);
  const known = smoothLevel(y, model).state;
  return Array.from({ length: count }, () => {
    const drawn = drawPath(y.length, model, random);
    const gapped = drawn.map((value, t) => (Number.isNaN(y[t] ?? Number.NaN) ? Number.NaN : value));
    const again = smoothLevel(gapped, model).state;
    return y.map((value, t) =>
      Number.isNaN(value) ? (known[t] ?? 0) + (drawn[t] ?? 0) - (again[t] ?? 0) : value,
    );
  });
}

/** The series with its gaps filled by the level itself: one completed series, for checks that need a whole one. */
export function bridged(y: readonly number[]): number[] {
  if (!y.some(Number.isNaN)) return [...y];
  const { state } = smoothLevel(y, fitLevel(y));
  return y.map((value, t) => (Number.isNaN(value) ? (state[t] ?? 0) : value));
}

function drawPath(n: number, model: LocalLevel, random: Generator): number[] {
  let level = 0;
  return Array.from({ length: n }, () => {
    const value = level + Math.sqrt(model.sigma2Eps) * random.normal();
    level += Math.sqrt(model.sigma2Eta) * random.normal();
    return value;
  });
}
