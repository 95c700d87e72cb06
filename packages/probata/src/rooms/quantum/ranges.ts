// A study states ranges under its assumptions and never one sum: what that makes of a claim.
import { type Deficiency, Refusal } from '../../base/errors.ts';
import type { Models } from './assumptions.ts';
import type { Claim, Line } from './figures.ts';
import type { TraceNode } from './trace.ts';

/** Whether the claim is a study, which states no one sum of anything. */
export const statesRanges = (claim: Pick<Claim, 'shows'>): boolean => claim.shows === 'ranges';

/** The models of a claim: in a study each head states its range, whatever its own formula pleads. */
export function modelsAsStated(claim: Pick<Claim, 'shows'>, models: Models): Models {
  if (!statesRanges(claim)) return models;
  return { ...models, models: models.models.map((one) => ({ ...one, point: 'range' as const })) };
}

/** Whether a node of the working states its two ends and no sum between them. */
export function isRange({ step, figure }: TraceNode): boolean {
  return figure === null && (step.kind === 'range' || step.kind === 'drawn');
}

/** Refusal QUANTUM_RANGES_ONLY: one figure is given where a study states a range. */
export const rangesOnly = (title: string): Refusal =>
  new Refusal(
    'QUANTUM_RANGES_ONLY',
    `“${title}” is one sum, and this claim is a study that states ranges only: open an estimated head and enter the lowest and the highest figure that the record gives as an assumption. Lines may still say why there is no figure yet.`,
  );

/** The line as a study holds it: one with a sum of its own has no figure, and the reason is among the deficiencies. */
export function lineAsStated(line: Line, claim: Pick<Claim, 'shows'>, faults: Deficiency[]): Line {
  if (!statesRanges(claim) || line.status !== 'claimed' || line.figure.state === 'none') return line;
  const { code, message } = rangesOnly(line.title);
  faults.push({ code, subject: line.id, message, severity: 'error' });
  return { ...line, figure: { state: 'none', why: message }, indexation: null };
}
