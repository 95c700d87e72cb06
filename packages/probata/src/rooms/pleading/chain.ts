// Moves one block among the others: those that stood after it stay where they are, so that nothing is carried along or lost.
import { inOrder, type Placed } from './order.ts';

export interface Relinked {
  readonly block: string;
  readonly after: string | null;
}

export interface Chain {
  /** The block before it in reading order, removed ones among them; null for the first. */
  before(block: string): string | null;
  /** What must be entered so that this block alone stands after `after`, in this order. */
  move(block: string, after: string | null): readonly Relinked[];
  add(block: string, after: string | null): void;
}

/** The chain of a pleading's blocks, removed ones included; it follows what is done to it. */
export function chainOf(placed: readonly Placed[]): Chain {
  let rows: readonly Placed[] = placed;
  let last = Math.max(0, ...rows.map((row) => row.placed));
  const before = (block: string): string | null => {
    const ordered = inOrder(rows);
    return ordered[ordered.findIndex((row) => row.id === block) - 1]?.id ?? null;
  };
  const put = (block: string, after: string | null): Relinked => {
    last += 1;
    rows = [...rows.filter((row) => row.id !== block), { id: block, after, placed: last }];
    return { block, after };
  };
  return {
    before,
    move(block, after) {
      if (before(block) === after) return [];
      const place = before(block);
      // Of those that name the same, the latest placed comes first: they are put anew from the last to the first.
      const following = rows.filter((row) => row.after === block).sort((a, b) => a.placed - b.placed);
      return [...following.map((row) => put(row.id, place)), put(block, after)];
    },
    add: (block, after) => void put(block, after),
  };
}
