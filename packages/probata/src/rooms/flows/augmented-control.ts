// Synthetic control with the imbalance that its weights leave before the treatment taken out by a ridge regression.
import { Refusal } from '../../base/errors.ts';
import { exp, log } from './elementary.ts';
import { solveSymmetric } from './matrix.ts';
import { simplexWeights } from './simplex.ts';
import type { Panel } from './synthetic-control.ts';

export interface AugmentedControl {
  /** Mean gap after the treatment. */
  readonly effect: number;
  readonly gaps: Float64Array;
  /** Weights of all donors; some may be negative: that is how far the fit is carried beyond the donors. */
  readonly weights: Readonly<Record<string, number>>;
  readonly ridge: number;
  readonly preRmspe: number;
  /** Fit before the treatment without and with the correction, as parts of that of equal weights. */
  readonly improvement: number;
}

/**
 * Ridge augmented synthetic control (Ben-Michael, Feller and Rothstein, 2021). Outcomes are centred on the donors' mean
 * at each time; the ridge is chosen by leaving out each time before the treatment in turn.
 * @throws Refusal FLOWS_TOO_SHORT
 */
export function augmentedControl(
  panel: Panel,
  treated: number,
  ridge: number | null = null,
): AugmentedControl {
  const pool = panel.units.map((_, u) => u).filter((u) => u !== treated);
  const { before } = panel;
  if (before < 3 || pool.length < 2)
    throw new Refusal(
      'FLOWS_TOO_SHORT',
      'At least three times before the treatment and two donors are needed.',
    );
  const times = panel.times.length;
  const means = Float64Array.from(
    { length: times },
    (_, t) => pool.reduce((sum, u) => sum + (panel.values[u]?.[t] ?? Number.NaN), 0) / pool.length,
  );
  const centred = (u: number): Float64Array =>
    Float64Array.from(means, (m, t) => (panel.values[u]?.[t] ?? Number.NaN) - m);
  const donors = pool.map(centred);
  const own = centred(treated);
  const pre = Array.from({ length: before }, (_, t) => t);
  const lambda = ridge ?? chosenRidge(donors, own, pre);
  const weights = augmentedWeights(donors, own, pre, lambda);
  const gaps = Float64Array.from({ length: times }, (_, t) =>
    donors.reduce((left, row, i) => left - (weights[i] ?? 0) * (row[t] ?? 0), own[t] ?? 0),
  );
  const rmspe = (of: (t: number) => number): number =>
    Math.sqrt(pre.reduce((sum, t) => sum + of(t) ** 2, 0) / before);
  const after = gaps.slice(before);
  const preRmspe = rmspe((t) => gaps[t] ?? 0);
  return {
    effect: after.reduce((sum, gap) => sum + gap, 0) / after.length,
    gaps,
    weights: Object.fromEntries(pool.map((u, i) => [panel.units[u] ?? '', weights[i] ?? 0])),
    ridge: lambda,
    preRmspe,
    improvement: preRmspe / rmspe((t) => own[t] ?? 0),
  };
}

/** γ + (x1 - X0'γ)' (X0'X0 + λ I)^-1 X0', over the times given. */
function augmentedWeights(
  donors: readonly Float64Array[],
  own: Float64Array,
  times: readonly number[],
  lambda: number,
): readonly number[] {
  const cut = (row: Float64Array): Float64Array => Float64Array.from(times, (t) => row[t] as number);
  const columns = donors.map(cut);
  const target = cut(own);
  const gamma = simplexWeights(columns, target);
  const rest = Array.from(target, (value, t) =>
    columns.reduce((left, row, i) => left - (gamma[i] as number) * (row[t] as number), value),
  );
  const k = times.length;
  const gram = Array.from({ length: k }, (_, a) =>
    Array.from({ length: k }, (__, b) =>
      columns.reduce((sum, row) => sum + (row[a] as number) * (row[b] as number), a === b ? lambda : 0),
    ),
  );
  const pull = solveSymmetric(gram, rest);
  return columns.map(
    (row, i) => (gamma[i] as number) + pull.reduce((sum, value, t) => sum + value * (row[t] as number), 0),
  );
}

function chosenRidge(donors: readonly Float64Array[], own: Float64Array, pre: readonly number[]): number {
  // The largest ridge worth trying: the trace bounds the largest eigenvalue of X0'X0.
  const top = donors.reduce(
    (sum, row) => sum + pre.reduce((part, t) => part + (row[t] as number) ** 2, 0),
    0,
  );
  let best = { lambda: top, error: Number.POSITIVE_INFINITY };
  for (let i = 0; i < 20; i += 1) {
    const lambda = exp(log(top) - (i * log(1e8)) / 19);
    let error = 0;
    for (const out of pre) {
      const weights = augmentedWeights(
        donors,
        own,
        pre.filter((t) => t !== out),
        lambda,
      );
      error +=
        donors.reduce(
          (left, row, d) => left - (weights[d] ?? 0) * (row[out] as number),
          own[out] as number,
        ) ** 2;
    }
    if (error < best.error) best = { lambda, error };
  }
  return best.lambda;
}
