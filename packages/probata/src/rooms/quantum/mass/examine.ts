// What the examined claims of a sample came to, stratum by stratum: sums that say nothing of any one person.
import { Refusal } from '../../../base/errors.ts';
import type { DrawnSample } from './draw.ts';
import type { Frame } from './register.ts';

/** A fixed sum for each accepted claim of a category, or a ceiling above which none is counted. In minor units. */
export interface FixedSum {
  readonly category: string;
  readonly form: 'fixed' | 'ceiling';
  readonly sum: number;
}

/** Exact sums over the answered claims of a stratum, in minor units; x is claimed, y is what counts as accepted. */
export interface StratumResult {
  readonly stratum: string;
  readonly of: number;
  readonly drawn: number;
  readonly answered: number;
  readonly accepted: number;
  readonly x: bigint;
  readonly y: bigint;
  readonly xx: bigint;
  readonly yy: bigint;
  readonly xy: bigint;
  /** Claimed by the drawn claims that were not answered. */
  readonly silentX: bigint;
  readonly silentXX: bigint;
}

/**
 * Adds up the results of a sample. A drawn claim without a result was not answered, and is counted apart.
 * @param results accepted sums in minor units, by the claim's id; nothing but drawn claims
 * @throws Refusal QUANTUM_RESULT_NOT_DRAWN for a claim that was not drawn: only what chance chose may speak for the rest
 */
export function examine(
  frame: Frame,
  sample: DrawnSample,
  results: ReadonlyMap<string, number>,
  rules: readonly FixedSum[],
): readonly StratumResult[] {
  const rows = frame.strata.map((one, s) => ({
    stratum: one.name,
    of: one.count,
    drawn: sample.sizes[s]?.drawn ?? 0,
    answered: 0,
    accepted: 0,
    x: 0n,
    y: 0n,
    xx: 0n,
    yy: 0n,
    xy: 0n,
    silentX: 0n,
    silentXX: 0n,
  }));
  for (const { stratum, claimed, counts } of examinedClaims(frame, sample.places, results, rules)) {
    const row = rows[stratum] as (typeof rows)[number];
    if (counts === null) {
      row.silentX += claimed;
      row.silentXX += claimed * claimed;
      continue;
    }
    row.answered += 1;
    if (counts > 0n) row.accepted += 1;
    row.x += claimed;
    row.y += counts;
    row.xx += claimed * claimed;
    row.yy += counts * counts;
    row.xy += claimed * counts;
  }
  return rows;
}

/** A drawn claim with what it counts for under the rule of its category; null where it was not answered. */
export interface ExaminedClaim {
  readonly place: number;
  readonly stratum: number;
  readonly claimed: bigint;
  readonly counts: bigint | null;
}

/** The drawn claims in order. @throws Refusal QUANTUM_RESULT_NOT_DRAWN for a result of a claim that was not drawn */
export function examinedClaims(
  frame: Frame,
  places: Uint32Array,
  results: ReadonlyMap<string, number>,
  rules: readonly FixedSum[],
): readonly ExaminedClaim[] {
  const byCategory = new Map(rules.map((one) => [one.category, one]));
  let used = 0;
  const claims = Array.from(places, (place): ExaminedClaim => {
    const stratum = frame.stratum[place] as number;
    const claimed = BigInt(frame.claimed[place] as number);
    const result = results.get(frame.ids[place] as string);
    if (result === undefined) return { place, stratum, claimed, counts: null };
    used += 1;
    const category =
      frame.category === null ? (frame.strata[stratum]?.name ?? '') : (frame.category[place] ?? '');
    return { place, stratum, claimed, counts: BigInt(counted(result, byCategory.get(category))) };
  });
  if (used !== results.size) {
    const drawn = new Set(Array.from(places, (place) => frame.ids[place]));
    const other = [...results.keys()].find((id) => !drawn.has(id)) ?? '';
    throw new Refusal(
      'QUANTUM_RESULT_NOT_DRAWN',
      `There is a result for ${other}, which is not in the sample. Only claims that chance chose may speak for the rest; enter others as lines.`,
      { claim: other },
    );
  }
  return claims;
}

/** What an accepted sum counts for under the rule of its category. */
export function counted(accepted: number, rule: FixedSum | undefined): number {
  if (rule === undefined) return accepted;
  if (rule.form === 'fixed') return accepted > 0 ? rule.sum : 0;
  return Math.min(accepted, rule.sum);
}
