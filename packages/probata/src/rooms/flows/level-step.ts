// How far a series walks by itself from one point to the next, learnt from the time before an event.
import { sumOfSquares } from './matrix.ts';
import { stepOf, stepUpTo, type WanderingFit, wanderingRegression } from './wandering.ts';

/** A part of the scatter before the date: the expected step, one that is likely not passed, one not ruled out. */
export interface LevelStep {
  readonly mean: number;
  readonly likely: number;
  readonly most: number;
}

/**
 * How far the level steps at each point before the date, as a part of the series' scatter, controls and season apart,
 * by restricted likelihood.
 * @param y the series; only its first `before` points are looked at
 * @param season points to a round, or null
 */
export function levelStep(
  y: readonly number[],
  controls: readonly (readonly number[])[],
  before: number,
  season: number | null,
): LevelStep {
  const pre = y.slice(0, before);
  const scatter = Math.sqrt(sumOfSquares(pre) / (before - 1)) || 1;
  const rows = pre.map((_, t) => [
    ...(season === null ? [] : Array.from({ length: season - 1 }, (__, s) => (t % season === s ? 1 : 0))),
    ...controls.map((series) => series[t] ?? 0),
  ]);
  const told = (fit: WanderingFit) => ({
    mean: stepOf(fit) / scatter,
    likely: stepUpTo(fit, 0.8) / scatter,
    most: stepUpTo(fit, 0.975) / scatter,
  });
  try {
    return told(wanderingRegression(rows, pre));
  } catch {
    // More controls than points, or two alike: the level is then looked at without them.
    return told(
      wanderingRegression(
        pre.map(() => []),
        pre,
      ),
    );
  }
}

/** The step that a structural series takes as its guess: never stiller than CausalImpact's 0.01, never more than the scatter. */
export function stepTaken(shown: LevelStep): number {
  return Math.min(1, Math.max(0.01, shown.mean));
}
