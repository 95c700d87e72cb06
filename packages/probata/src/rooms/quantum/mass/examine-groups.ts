// What the claims of drawn groups came to: sums over groups, which say nothing of any one claim.
import { examinedClaims, type FixedSum } from './examine.ts';
import type { Moments } from './extrapolate.ts';
import { ALL_GROUPS, type DrawnGroups } from './groups.ts';
import type { Frame } from './register.ts';

/** Exact sums over the drawn groups of a stratum, in minor units; x is claimed by a group, y what it counts for. */
export interface GroupResult {
  readonly stratum: string;
  readonly groups: number;
  readonly drawn: number;
  /** Claims of the whole stratum, and what they claim together. */
  readonly claims: number;
  readonly claimed: bigint;
  readonly claimsDrawn: number;
  readonly answered: number;
  readonly accepted: number;
  /** Sum of squares of what single claims count for: what drawing them one by one would have shown. */
  readonly single: bigint;
  /** Over all drawn groups, unanswered claims as nothing. */
  readonly nothing: Moments;
  /** Over the groups of which somebody answered, the unanswered claims of a group taken to be as its answered ones. */
  readonly leftOut: Moments;
}

/**
 * Adds up the results of a sample of groups; a drawn claim without a result was not answered.
 * @param results accepted sums in minor units, by the claim's id; nothing but claims of drawn groups
 * @throws Refusal QUANTUM_RESULT_NOT_DRAWN
 */
export function examineGroups(
  frame: Frame,
  sample: DrawnGroups,
  results: ReadonlyMap<string, number>,
  rules: readonly FixedSum[],
): readonly GroupResult[] {
  const groups = sample.among;
  interface Own {
    readonly stratum: number;
    x: bigint;
    y: bigint;
    answered: number;
  }
  const own = new Map<number, Own>();
  const rows = groups.strata.map((one, s) => ({
    stratum: groups.isNested ? one.name : ALL_GROUPS,
    groups: one.count,
    drawn: sample.sizes[s]?.drawn ?? 0,
    claims: groups.claims[s] ?? 0,
    claimed: one.claimed,
    claimsDrawn: 0,
    answered: 0,
    accepted: 0,
    single: 0n,
    nothing: { n: 0, x: 0n, y: 0n, xx: 0n, yy: 0n, xy: 0n },
    leftOut: { n: 0, x: 0n, y: 0n, xx: 0n, yy: 0n, xy: 0n },
  }));
  for (const { place, stratum, claimed, counts } of examinedClaims(frame, sample.places, results, rules)) {
    const group = groups.groupOf[place] as number;
    const s = groups.isNested ? stratum : 0;
    const sums = own.get(group) ?? { stratum: s, x: 0n, y: 0n, answered: 0 };
    own.set(group, sums);
    const row = rows[s] as (typeof rows)[number];
    row.claimsDrawn += 1;
    sums.x += claimed;
    if (counts === null) continue;
    row.answered += 1;
    if (counts > 0n) row.accepted += 1;
    row.single += counts * counts;
    sums.y += counts;
    sums.answered += 1;
  }
  for (const [group, sums] of own) {
    const row = rows[sums.stratum] as (typeof rows)[number];
    add(row.nothing, sums.x, sums.y);
    if (sums.answered === 0) continue;
    const [size, answered] = [BigInt(groups.sizes[group] as number), BigInt(sums.answered)];
    // To the minor unit, half up.
    add(row.leftOut, sums.x, (2n * sums.y * size + answered) / (2n * answered));
  }
  return rows;
}

type Adding = { -readonly [K in keyof Moments]: Moments[K] };

function add(to: Adding, x: bigint, y: bigint): void {
  to.n += 1;
  to.x += x;
  to.y += y;
  to.xx += x * x;
  to.yy += y * y;
  to.xy += x * y;
}
