// Which of several places may stay as they are when the others are moved: a longest run of them that is in order.

/** The numbers of a longest increasing run (patience sorting; Fredman 1975), the earliest found where there are several. */
export function inRow(places: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const before: number[] = places.map(() => -1);
  for (const [i, place] of places.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[ends[middle] as number] as number) < place) low = middle + 1;
      else high = middle;
    }
    before[i] = low === 0 ? -1 : (ends[low - 1] as number);
    ends[low] = i;
  }
  const kept = new Set<number>();
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i] as number) kept.add(places[i] as number);
  return kept;
}
