// Differences in differences, with units and times weighted so that they were alike before the treatment.
import { square } from './elementary.ts';
import { frankWolfeWeights } from './frank-wolfe.ts';
import { mean, sumOfSquares } from './matrix.ts';
import type { Generator } from './random.ts';
import { simplexWeights } from './simplex.ts';

/** Controls first, then the treated units, all at the same times; `before` times lie before the treatment. */
export interface DidPanel {
  readonly controls: readonly Float64Array[];
  readonly treated: readonly Float64Array[];
  readonly before: number;
}

export interface DidEstimate {
  readonly effect: number;
  readonly unitWeights: Float64Array;
  readonly timeWeights: Float64Array;
}

/** Plain difference in differences: all controls and all earlier times alike. */
export function plainDid(panel: DidPanel): DidEstimate {
  const unitWeights = new Float64Array(panel.controls.length).fill(1 / panel.controls.length);
  const timeWeights = new Float64Array(panel.before).fill(1 / panel.before);
  return { effect: contrast(panel, unitWeights, timeWeights), unitWeights, timeWeights };
}

/**
 * Synthetic control in the same frame: unit weights that fit the levels before, no weight on earlier times.
 * @param solver `exact`: the optimum; `published`: where the authors' own program stops (see `frankWolfeWeights`)
 */
export function controlDid(panel: DidPanel, solver: 'exact' | 'published' = 'exact'): DidEstimate {
  const { before } = panel;
  const average = treatedMean(panel);
  const sigma = noise(panel);
  const zeta = 1e-6 * sigma;
  const columns = panel.controls.map((row) => row.slice(0, before));
  const unitWeights =
    solver === 'exact'
      ? simplexWeights(columns, average.slice(0, before), square(zeta) * before)
      : frankWolfeWeights(columns, average.slice(0, before), zeta, 1e-5 * sigma);
  const timeWeights = new Float64Array(before);
  return { effect: contrast(panel, unitWeights, timeWeights), unitWeights, timeWeights };
}

/**
 * Synthetic difference in differences (Arkhangelsky and others, 2021, algorithm 1): unit weights with an intercept and a
 * ridge of (N1 T1)^(1/4) times the noise of the controls' yearly steps, time weights with an intercept.
 */
export function syntheticDid(panel: DidPanel): DidEstimate {
  const { before, controls, treated } = panel;
  const after = (controls[0]?.length ?? 0) - before;
  const sigma = noise(panel);
  const zeta = Math.sqrt(Math.sqrt(treated.length * after)) * sigma;
  const average = treatedMean(panel);
  // An intercept is the same as taking each column's deviations from its mean.
  const unitWeights = simplexWeights(
    controls.map((row) => centre(row.slice(0, before))),
    centre(average.slice(0, before)),
    square(zeta) * before,
  );
  const later = Float64Array.from(controls, (row) => mean(row.slice(before)));
  const timeWeights = simplexWeights(
    Array.from({ length: before }, (_, t) => centre(Float64Array.from(controls, (row) => row[t] as number))),
    centre(later),
    square(1e-6 * sigma) * controls.length,
  );
  return { effect: contrast(panel, unitWeights, timeWeights), unitWeights, timeWeights };
}

/** Standard error by placebos: controls drawn at random stand in for the treated units (algorithm 4). */
export function placeboError(panel: DidPanel, draws: number, random: Generator): number {
  const effects = new Float64Array(draws);
  const order = panel.controls.map((_, i) => i);
  const count = panel.treated.length;
  for (let d = 0; d < draws; d += 1) {
    random.shuffle(order, count);
    const pick = (i: number): Float64Array => panel.controls[order[i] as number] as Float64Array; // a shuffled index
    effects[d] = syntheticDid({
      before: panel.before,
      treated: Array.from({ length: count }, (_, i) => pick(i)),
      controls: Array.from({ length: order.length - count }, (_, i) => pick(i + count)),
    }).effect;
  }
  return Math.sqrt(sumOfSquares(effects) / draws);
}

function contrast(panel: DidPanel, unitWeights: Float64Array, timeWeights: Float64Array): number {
  const step = (row: Float64Array): number => {
    let earlier = 0;
    for (let t = 0; t < panel.before; t += 1) earlier += (timeWeights[t] as number) * (row[t] as number);
    return mean(row.slice(panel.before)) - earlier;
  };
  const others = panel.controls.reduce((sum, row, i) => sum + (unitWeights[i] as number) * step(row), 0);
  return step(treatedMean(panel)) - others;
}

function treatedMean(panel: DidPanel): Float64Array {
  const first = panel.treated[0] ?? new Float64Array(0);
  return first.map(
    (_, t) => panel.treated.reduce((sum, row) => sum + (row[t] as number), 0) / panel.treated.length,
  );
}

/** Standard deviation of the controls' steps from one time to the next, before the treatment. */
function noise(panel: DidPanel): number {
  const steps = panel.controls.flatMap((row) =>
    Array.from({ length: panel.before - 1 }, (_, t) => (row[t + 1] as number) - (row[t] as number)),
  );
  return Math.sqrt(sumOfSquares(steps) / (steps.length - 1));
}

function centre(values: Float64Array): Float64Array {
  const m = mean(values);
  return values.map((value) => value - m);
}
