// Draws a sample of claims that anyone can draw again: from the seed, the sizes and the hash of the frame alone.
import { sha256, toHex, utf8 } from '@probata/seal';
import { Refusal } from '../../../base/errors.ts';
import { drawSample, Generator } from '../../flows/index.ts';
import type { Frame, Stratum } from './register.ts';

/** What chance chooses among: claims of a frame, or groups of them. Members of each stratum, ascending. */
export interface Drawable {
  readonly strata: readonly Stratum[];
  readonly members: readonly Uint32Array[];
}

/** How many of each stratum are drawn; in the order of the strata's names. */
export interface StratumDrawn {
  readonly stratum: string;
  readonly of: number;
  readonly drawn: number;
}

export interface DrawnSample {
  readonly sizes: readonly StratumDrawn[];
  /** No groups: single claims were drawn. */
  readonly groups: null;
  /** Places in the frame, ascending. */
  readonly places: Uint32Array;
  /** SHA-256 (hex) of the ids drawn, each with a line feed, in the order of the frame. */
  readonly listHash: string;
}

export const ALLOCATIONS = ['proportional', 'by-sum', 'equal'] as const;
export type Allocation = (typeof ALLOCATIONS)[number];

/**
 * Shares a sample of `size` among the strata: by their numbers, by the sums claimed in them, or equally; at least two in
 * each (one shows no scatter), never more than there are. Remainders go to the largest, ties to the earlier name.
 * @throws Refusal QUANTUM_SAMPLE_SIZE
 */
export function allocate(
  frame: Drawable,
  size: number,
  by: Allocation,
  unit: 'claims' | 'groups' = 'claims',
): readonly StratumDrawn[] {
  const least = frame.strata.reduce((sum, one) => sum + Math.min(2, one.count), 0);
  const all = frame.strata.reduce((sum, one) => sum + one.count, 0);
  if (size < least || size > all)
    throw new Refusal(
      'QUANTUM_SAMPLE_SIZE',
      `A sample of ${size} cannot be drawn: ${frame.strata.length} ${frame.strata.length === 1 ? 'stratum needs' : 'strata need'} at least ${least}, and there are ${all} ${unit}.`,
      { least },
    );
  const weight = frame.strata.map((one) =>
    by === 'equal' ? 1 : by === 'by-sum' ? Number(one.claimed) : one.count,
  );
  const fixed = frame.strata.map((): number | null => null);
  // A stratum whose share is below two or above what it holds is set to that, and the rest is shared anew.
  for (let settled = false; !settled; ) {
    settled = true;
    const { left, all: weights } = shareLeft(size, weight, fixed);
    frame.strata.forEach((one, i) => {
      if (fixed[i] !== null) return;
      const quota = weights > 0 ? (left * (weight[i] as number)) / weights : 0;
      if (quota >= 2 && quota <= one.count) return;
      fixed[i] = quota < 2 ? Math.min(2, one.count) : one.count;
      settled = false;
    });
  }
  const { left, all: weights } = shareLeft(size, weight, fixed);
  const quotas = weight.map((one, i) => (fixed[i] === null && weights > 0 ? (left * one) / weights : null));
  const drawn = frame.strata.map((_one, i) => fixed[i] ?? Math.floor(quotas[i] ?? 0));
  const byRest = drawn
    .map((_one, i) => i)
    .sort(
      (a, b) =>
        rest(quotas[b]) - rest(quotas[a]) || (frame.strata[b]?.count ?? 0) - (frame.strata[a]?.count ?? 0),
    );
  // What rounding down left over, or what the least of two took too much of, goes one by one.
  for (
    let over = size - drawn.reduce((sum, one) => sum + one, 0), at = 0;
    over !== 0;
    at = (at + 1) % byRest.length
  ) {
    const i = (over > 0 ? byRest[at] : byRest[byRest.length - 1 - at]) as number;
    const next = (drawn[i] as number) + Math.sign(over);
    if (next < Math.min(2, frame.strata[i]?.count ?? 0) || next > (frame.strata[i]?.count ?? 0)) continue;
    drawn[i] = next;
    over -= Math.sign(over);
  }
  return frame.strata.map((one, i) => ({ stratum: one.name, of: one.count, drawn: drawn[i] as number }));
}

const rest = (quota: number | null | undefined): number => (quota == null ? -1 : quota - Math.floor(quota));

function shareLeft(
  size: number,
  weight: readonly number[],
  fixed: readonly (number | null)[],
): { readonly left: number; readonly all: number } {
  return {
    left: size - fixed.reduce((sum: number, one) => sum + (one ?? 0), 0),
    all: weight.reduce((sum, one, i) => sum + (fixed[i] === null ? one : 0), 0),
  };
}

/**
 * The sample: within each stratum, in the order of names, `drawn` members without replacement by Floyd's method, from one
 * generator (xoshiro256**) begun with the seed. The same frame, seed and sizes give the same claims on any machine.
 * @throws Refusal QUANTUM_FRAME_OTHER where the strata or their sizes are not those of the frame
 */
export function drawFrom(frame: Frame, sizes: readonly StratumDrawn[], seed: number): DrawnSample {
  const places = drawMembers(frame, sizes, seed, 'claims');
  return { sizes, groups: null, places, listHash: listHashOf(frame, places) };
}

/** The members that a seed chooses, ascending. @throws Refusal QUANTUM_FRAME_OTHER */
export function drawMembers(
  frame: Drawable,
  sizes: readonly StratumDrawn[],
  seed: number,
  unit: 'claims' | 'groups',
): Uint32Array {
  const random = new Generator(seed);
  const chosen: number[] = [];
  frame.strata.forEach((stratum, s) => {
    const size = sizes[s];
    if (size === undefined || size.stratum !== stratum.name || size.of !== stratum.count)
      throw new Refusal(
        'QUANTUM_FRAME_OTHER',
        `The sample was drawn from another frame: “${stratum.name}” has ${stratum.count} ${unit} here.`,
      );
    const members = frame.members[s] as Uint32Array;
    for (const place of drawSample(stratum.count, size.drawn, random)) chosen.push(members[place] as number);
  });
  return Uint32Array.from(chosen).sort();
}

/** SHA-256 (hex) of the ids at these places, each with a line feed, in the order given. */
export function listHashOf(frame: Frame, places: Uint32Array): string {
  const lines: string[] = [];
  for (const place of places) lines.push(`${frame.ids[place]}\n`);
  return toHex(sha256(utf8(lines.join(''))));
}
