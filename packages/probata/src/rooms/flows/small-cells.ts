// Hides small counts of persons, and as many more as it takes that none can be worked out from the totals that are known.

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
 * Primary suppression of counts from 1 to `least` - 1, then complementary suppression: as long as some hidden count follows
 * from the totals that a reader knows, the smallest count that stands in a total with it is hidden too.
 * @param counts null where nothing is stated anyhow
 * @param totals each the places of the counts whose sum is known
 */
export function hideSmall(
  counts: readonly (number | null)[],
  totals: readonly (readonly number[])[],
  least: number,
): Hidden {
  const primary = new Set(
    counts.flatMap((count, i) => (count !== null && count > 0 && count < least ? [i] : [])),
  );
  const besides = new Set<number>();
  for (;;) {
    const hidden = [...primary, ...besides].sort((a, b) => a - b);
    const open = determined(hidden, counts, totals).filter((i) => primary.has(i));
    const first = open[0];
    if (first === undefined) return { primary, besides, uncovered: new Set() };
    const beside = totals
      .filter((total) => total.includes(first))
      .flat()
      .filter((i) => counts[i] !== null && !primary.has(i) && !besides.has(i))
      .sort((a, b) => cost(counts[a]) - cost(counts[b]) || a - b)[0];
    // A total of one count alone shows it whatever else is hidden: the caller must not print such a total.
    if (beside === undefined) return { primary, besides, uncovered: new Set(open) };
    besides.add(beside);
  }
}

/** Counts with something in them before empty ones, small before large. */
const cost = (count: number | null | undefined): number => (count == null || count === 0 ? 1e15 : count);

/** The hidden places whose counts follow from the totals: in the reduced rows of the system they stand alone. */
function determined(
  hidden: readonly number[],
  counts: readonly (number | null)[],
  totals: readonly (readonly number[])[],
): readonly number[] {
  const place = new Map(hidden.map((i, at) => [i, at]));
  const rows = totals
    // Where a count is not stated at all, the total of its kind says nothing of one cell.
    .filter((total) => total.every((i) => counts[i] !== null))
    .map((total) => {
      const row = new Array<number>(hidden.length).fill(0);
      for (const i of total) {
        const at = place.get(i);
        if (at !== undefined) row[at] = 1;
      }
      return row;
    })
    .filter((row) => row.some((value) => value !== 0));
  let pivotRow = 0;
  for (let column = 0; column < hidden.length && pivotRow < rows.length; column += 1) {
    const found = rows.findIndex((row, i) => i >= pivotRow && Math.abs(row[column] ?? 0) > 1e-9);
    if (found < 0) continue;
    [rows[pivotRow], rows[found]] = [rows[found] as number[], rows[pivotRow] as number[]];
    const pivot = rows[pivotRow] as number[];
    const scale = pivot[column] as number;
    for (let j = 0; j < pivot.length; j += 1) pivot[j] = (pivot[j] as number) / scale;
    rows.forEach((row, i) => {
      const factor = row[column] as number;
      if (i === pivotRow || Math.abs(factor) <= 1e-9) return;
      for (let j = 0; j < row.length; j += 1) row[j] = (row[j] as number) - factor * (pivot[j] as number);
    });
    pivotRow += 1;
  }
  return rows.flatMap((row) => {
    const left = row.flatMap((value, at) => (Math.abs(value) > 1e-9 ? [at] : []));
    return left.length === 1 ? [hidden[left[0] as number] as number] : [];
  });
}
