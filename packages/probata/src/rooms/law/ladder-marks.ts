// Which rungs of a ladder rest on law that nobody has checked yet.
import type { Ladder } from './types.ts';

/** By rung: true while the rung, as the pack words it, is to be checked and nobody has cleared it. */
export function rungMarks(ladder: Ladder, cleared: ReadonlySet<string>): ReadonlyMap<string, boolean> {
  return new Map(
    ladder.rungs.map((rung) => {
      const own = rung.toBeChecked ?? (rung.seenIn === undefined ? undefined : false);
      const marked = own ?? ladder.toBeChecked ?? ladder.seenIn === undefined;
      return [rung.id, marked && !cleared.has(rung.id)];
    }),
  );
}
