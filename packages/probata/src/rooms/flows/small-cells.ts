// Hides small counts of persons, and as many more as it takes that none can be worked out from the totals that are known.
import { following } from './what-follows.ts';

/** Which cells are hidden, by their places. */
export interface Hidden {
  /** Because they are small themselves. */
  readonly primary: ReadonlySet<number>;
  /** Because a small one could be worked out from them. */
  readonly besides: ReadonlySet<number>;
  /** Small ones that follow from a known total even so, since nothing stands beside them in it. */
  readonly uncovered: ReadonlySet<number>;
}

/**
 * Primary suppression of counts from 1 to `least` - 1, then complementary suppression: as long as some small count follows
 * from the totals that a reader knows, the smallest count that stands in a total with it, or in one bound to that, is
 * hidden too. The reader is taken to know that no count is negative, that one which is not empty is at least 1, and, where
 * nothing is hidden besides, that all that is hidden is small (Hundepool et al., Statistical Disclosure Control, 2012,
 * ch. 4: the attacker's interval). See what-follows.ts for how that is found.
 * @param counts null where nothing is stated anyhow
 * @param totals each the places of the counts whose sum is known
 * @param also places that are hidden anyhow
 */
export function hideSmall(
  counts: readonly (number | null)[],
  totals: readonly (readonly number[])[],
  least: number,
  also: Iterable<number> = [],
): Hidden {
  const primary = new Set(
    counts.flatMap((count, i) => (count !== null && count > 0 && count < least ? [i] : [])),
  );
  // Where a count is not stated at all, the total of its kind says nothing of one cell.
  const known = totals.filter((total) => total.every((i) => counts[i] !== null));
  const besides = new Set([...also].filter((i) => !primary.has(i)));
  for (;;) {
    const hidden = [...primary, ...besides].sort((a, b) => a - b);
    const most = besides.size === 0 ? least - 1 : Number.POSITIVE_INFINITY;
    const uncovered = new Set<number>();
    let beside: number | undefined;
    for (const small of following(hidden, primary, counts, known, most)) {
      beside = nearest(small, known, new Set(hidden), counts);
      if (beside !== undefined) break;
      // A total of one count alone shows it whatever else is hidden: the caller must not print such a total.
      uncovered.add(small);
    }
    if (beside === undefined) return { primary, besides, uncovered };
    besides.add(beside);
  }
}

/** The cheapest count not hidden yet in a total with this one; else in a total that shares a hidden count with such a one. */
function nearest(
  first: number,
  totals: readonly (readonly number[])[],
  hidden: ReadonlySet<number>,
  counts: readonly (number | null)[],
): number | undefined {
  const reached = new Set([first]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    const bound = totals.filter((total) => total.some((i) => reached.has(i))).flat();
    const free = bound
      .filter((i) => !hidden.has(i))
      .sort((a, b) => cost(counts[a]) - cost(counts[b]) || a - b);
    if (free[0] !== undefined) return free[0];
    for (const i of bound) reached.add(i);
  }
  return undefined;
}

/** Counts with something in them before empty ones, small before large. */
const cost = (count: number | null | undefined): number => (count == null || count === 0 ? 1e15 : count);
