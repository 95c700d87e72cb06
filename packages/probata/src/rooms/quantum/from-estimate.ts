// Reads a share or a quantity out of an adopted estimate, and tells when the estimate no longer says so.
import { Refusal } from '../../base/errors.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { type Estimate, estimateRow, normalQuantile, staleness } from '../flows/index.ts';
import type { Assumption, SaidDistribution } from './assumptions.ts';
import type { Claim } from './figures.ts';

/** Point, ends and level of a figure of an estimate, as decimals; the ends null where the estimate gives none. */
export interface Reading {
  readonly point: string;
  readonly low: string | null;
  readonly high: string | null;
  readonly level: string | null;
}

// Where an estimate gives a figure outside its effect, its ends stand under these names.
const ENDS: Readonly<Record<string, readonly [string, string]>> = {
  attributableFraction: ['fractionLow', 'fractionHigh'],
};

/**
 * The figure of an estimate that `reading` names: `effect`, or `figures.NAME`.
 * @throws Refusal QUANTUM_ESTIMATE_FIGURE, naming what there is to be read
 */
export function readEstimate(estimate: Estimate, reading: string): Reading {
  const { effect, figures } = estimate;
  if (reading === 'effect') {
    if (effect !== null)
      return { point: effect.point, low: effect.low, high: effect.high, level: effect.level };
  } else if (reading.startsWith('figures.')) {
    const name = reading.slice('figures.'.length);
    const at = (key: string | undefined): string | null => {
      const value = key === undefined ? undefined : figures[key];
      return typeof value === 'string' && isDecimal(value) ? value : null;
    };
    const point = at(name);
    const ends = ENDS[name] ?? [undefined, undefined];
    if (point !== null)
      return { point, low: at(ends[0]), high: at(ends[1]), level: effect === null ? null : effect.level };
  }
  const names = Object.entries(figures).flatMap(([name, value]) =>
    typeof value === 'string' && isDecimal(value) ? [`figures.${name}`] : [],
  );
  throw new Refusal(
    'QUANTUM_ESTIMATE_FIGURE',
    `The estimate has no figure “${reading}”. To be read: ${[...(effect === null ? [] : ['effect']), ...names].join(', ') || 'nothing'}.`,
    { estimate: estimate.id },
  );
}

/** The ratio of a share, exactly as the estimate gives it. Refusal QUANTUM_SHARE_BEYOND outside 0 to 1. */
export function shareOf(estimate: Estimate, reading: string, end: 'point' | 'low' | 'high'): string {
  const found = readEstimate(estimate, reading);
  const value = found[end];
  if (value === null || !(Number(value) >= 0 && Number(value) <= 1))
    throw new Refusal(
      'QUANTUM_SHARE_BEYOND',
      value === null
        ? `The estimate gives no ${end} end for “${reading}”.`
        : `“${reading}” is ${value}: a share lies between 0 and 1. Name another figure of the estimate.`,
      { estimate: estimate.id },
    );
  return value;
}

/** A normal distribution about the point, as wide as the interval; the point alone where there is no interval. */
export function distributionOf(estimate: Estimate, reading: string): SaidDistribution {
  const { point, low, high, level } = readEstimate(estimate, reading);
  if (low === null || high === null || level === null) return { kind: 'stated', value: point };
  const width = Number(high) - Number(low);
  const sd = width / (2 * normalQuantile(0.5 + Number(level) / 2));
  if (!(sd > 0)) return { kind: 'stated', value: point };
  return { kind: 'normal', mean: point, sd: plainDecimal(sd) };
}

/** Refusal QUANTUM_ESTIMATE_UNKNOWN, QUANTUM_ESTIMATE_NOT_ADOPTED: what nobody pleads carries no money. */
export function adopted(estimate: Estimate | undefined, id: string): Estimate {
  if (estimate === undefined)
    throw new Refusal(
      'QUANTUM_ESTIMATE_UNKNOWN',
      `There is no estimate ${id}. List them with 'probata estimate list'.`,
      { estimate: id },
    );
  if (estimate.adopted === null || estimate.withdrawn !== null)
    throw new Refusal(
      'QUANTUM_ESTIMATE_NOT_ADOPTED',
      `The estimate ${id} is ${estimate.withdrawn === null ? 'worked out, but not adopted' : 'given up'}. Adopt it with 'probata estimate adopt', with the ground, before money rests on it.`,
      { estimate: id },
    );
  return estimate;
}

/** Why a figure that was read from an estimate no longer stands; one sentence each, empty while it does. */
export async function doubtsOf(
  look: Look,
  id: string,
  reading: string | undefined,
  said: (estimate: Estimate) => boolean,
): Promise<readonly string[]> {
  const estimate = await estimateRow(look, id);
  if (estimate === undefined) return [`There is no estimate ${id}.`];
  const doubts = [...(await staleness(look, estimate))];
  if (estimate.adopted === null) doubts.push(`The estimate ${id} is not adopted.`);
  if (estimate.withdrawn !== null) doubts.push(`The estimate ${id} was given up: ${estimate.withdrawn}`);
  if (reading !== undefined && !said(estimate))
    doubts.push(`What was entered is not what the estimate ${id} gives for ${reading}.`);
  return doubts;
}

/** The estimates of flows that the claim and its assumptions name. */
export function estimatesNamed(claim: Claim, assumptions: readonly Assumption[]): readonly string[] {
  const named = [
    ...claim.lines.flatMap((line) => line.share?.estimate ?? []),
    ...assumptions.flatMap((one) => one.estimate ?? []),
  ];
  return [...new Set(named.filter((one) => /^est_[0-9a-z]{26}$/.test(one)))].sort();
}

const isDecimal = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

function plainDecimal(value: number): string {
  return value.toFixed(12).replace(/0+$/, '').replace(/\.$/, '');
}
