// Which input the doubt of a total comes from: the share of the total's variance that goes away once an input is known.
import { cholesky, type Matrix, mean, sumOfSquares } from './matrix.ts';
import { type Formula, type Input, samplersOf } from './monte-carlo.ts';
import type { Generator } from './random.ts';

export interface VarianceShare {
  readonly name: string;
  /** Var E[total | input] / Var total: first-order share (Sobol, 1993), between 0 and 1. */
  readonly first: number;
}

/**
 * First-order shares of the variance from one set of draws: the draws are put in order of an input and cut into classes
 * of like size; the means of the classes scatter as the total does with that input, less what chance scatters within
 * them (Plischke, Borgonovo and Smith, 2013). It holds for inputs that hang together as well: shares then need not add up to one.
 * @param classes number of classes; each needs some dozens of draws
 */
export function varianceShares(
  inputs: readonly Input[],
  formula: Formula,
  count: number,
  random: Generator,
  correlation: Matrix | null = null,
  classes = 50,
): readonly VarianceShare[] {
  const draw = samplersOf(inputs, random, correlation === null ? null : cholesky(correlation));
  const columns = inputs.map(() => new Float64Array(count));
  const totals = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const values = draw();
    totals[i] = formula(values);
    for (let j = 0; j < columns.length; j += 1) (columns[j] as Float64Array)[i] = values[j] as number; // j < inputs
  }
  const centre = mean(totals);
  const variance = sumOfSquares(totals) / count;
  return inputs.map(({ name, distribution }, j) => {
    if (distribution.kind === 'constant' || variance === 0) return { name, first: 0 };
    const column = columns[j] as Float64Array;
    const order = Array.from({ length: count }, (_, i) => i).sort(
      (a, b) => (column[a] as number) - (column[b] as number) || a - b,
    );
    let between = 0;
    let within = 0;
    for (let c = 0; c < classes; c += 1) {
      const [from, to] = [Math.floor((c * count) / classes), Math.floor(((c + 1) * count) / classes)];
      const part = Float64Array.from(order.slice(from, to), (i) => totals[i] as number);
      const off = mean(part) - centre;
      between += part.length * off * off;
      within += sumOfSquares(part);
    }
    // What chance alone makes the means of classes scatter: the variance within, once for each class.
    const noise = ((classes - 1) * within) / (count - classes);
    return { name, first: Math.min(1, Math.max(0, (between - noise) / (variance * count))) };
  });
}
