// Hides small cells of a table of persons, and enough others that they cannot be worked out from the totals.
import { hideSmall } from '../../flows/index.ts';

/** A table of counts with its totals; a hidden cell is null. Rows, then columns. */
export interface Suppressed {
  readonly cells: readonly (readonly (number | null)[])[];
  readonly rowTotals: readonly number[];
  readonly columnTotals: readonly number[];
  readonly total: number;
  /** Cells hidden because they are small, and because others could be worked out from them. */
  readonly primary: number;
  readonly complementary: number;
  /** How many small ones follow from the totals even so: the table must not be printed. */
  readonly told: number;
}

/**
 * Primary suppression of cells from 1 to `least` - 1, then complementary suppression. Totals are printed, so a hidden cell
 * can be worked out exactly if, in the graph whose nodes are the rows and columns and whose edges are the hidden cells, its
 * edge is a bridge (Gusfield, 1988). Until no small cell is one, the cheapest further cell that closes a way around it is
 * hidden: cells with figures before empty ones, small before large. What a reader knows besides the totals (no count is
 * negative, and one that is not empty is at least 1) may tell a cell even on such a ring; then more are hidden.
 */
export function suppress(counts: readonly (readonly number[])[], least = 5): Suppressed {
  const rows = counts.length;
  const columns = counts[0]?.length ?? 0;
  const hidden = counts.map((row) => row.map((count) => count > 0 && count < least));
  const primary = hidden.flat().filter(Boolean).length;
  for (;;) {
    const bare = openCells(hidden, counts, least);
    if (bare.length === 0) break;
    const [r = 0, c = 0] = bare[0] ?? [];
    const next = cheapestWay(hidden, counts, r, c);
    // A table of one row or one column has no way around.
    if (next.length === 0) break;
    for (const [i, j] of next) (hidden[i] as boolean[])[j] = true;
  }
  const at = (i: number, j: number): number => i * columns + j;
  const range = (length: number): readonly number[] => Array.from({ length }, (_unused, i) => i);
  const found = hideSmall(
    counts.flat(),
    [
      ...range(rows).map((i) => range(columns).map((j) => at(i, j))),
      ...range(columns).map((j) => range(rows).map((i) => at(i, j))),
    ],
    least,
    hidden.flatMap((row, i) => row.flatMap((isHidden, j) => (isHidden ? [at(i, j)] : []))),
  );
  for (const place of found.besides)
    (hidden[Math.floor(place / columns)] as boolean[])[place % columns] = true;
  const rowTotals = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columnTotals = Array.from({ length: columns }, (_unused, j) =>
    counts.reduce((sum, row) => sum + (row[j] ?? 0), 0),
  );
  const all = hidden.flat().filter(Boolean).length;
  return {
    cells: counts.map((row, i) => row.map((count, j) => (hidden[i]?.[j] === true ? null : count))),
    rowTotals,
    columnTotals,
    total: rowTotals.reduce((sum, one) => sum + one, 0),
    primary,
    complementary: all - primary,
    told: found.uncovered.size,
  };
}

type CellAt = readonly [number, number];

/** Small cells whose count follows from the totals: those that no other way joins. */
function openCells(
  hidden: readonly (readonly boolean[])[],
  counts: readonly (readonly number[])[],
  least: number,
): readonly CellAt[] {
  const found: CellAt[] = [];
  hidden.forEach((row, r) => {
    row.forEach((isHidden, c) => {
      const count = counts[r]?.[c] ?? 0;
      if (isHidden && count > 0 && count < least && !joined(hidden, r, c)) found.push([r, c]);
    });
  });
  return found;
}

/** Is there a way from row r to column c over hidden cells other than (r, c) itself? */
function joined(hidden: readonly (readonly boolean[])[], r: number, c: number): boolean {
  const seenRows = new Set([r]);
  const seenColumns = new Set<number>();
  const rows = [r];
  while (rows.length > 0) {
    const row = rows.pop() as number;
    for (const [j, isHidden] of (hidden[row] ?? []).entries()) {
      if (!isHidden || (row === r && j === c) || seenColumns.has(j)) continue;
      if (j === c) return true;
      seenColumns.add(j);
      hidden.forEach((other, i) => {
        if (other[j] === true && !(i === r && j === c) && !seenRows.has(i)) {
          seenRows.add(i);
          rows.push(i);
        }
      });
    }
  }
  return false;
}

/** The cells to hide besides so that (r, c) is on a ring: the cheapest of all ways round (Dijkstra over rows and columns). */
function cheapestWay(
  hidden: readonly (readonly boolean[])[],
  counts: readonly (readonly number[])[],
  r: number,
  c: number,
): readonly CellAt[] {
  const rows = counts.length;
  const columns = counts[0]?.length ?? 0;
  const cost = (i: number, j: number): number => {
    if (i === r && j === c) return Number.POSITIVE_INFINITY;
    if (hidden[i]?.[j] === true) return 0;
    const count = counts[i]?.[j] ?? 0;
    return count === 0 ? 1e12 : count;
  };
  const distance = new Array<number>(rows + columns).fill(Number.POSITIVE_INFINITY);
  const from = new Array<number>(rows + columns).fill(-1);
  const done = new Array<boolean>(rows + columns).fill(false);
  distance[r] = 0;
  for (;;) {
    let node = -1;
    distance.forEach((value, i) => {
      if (!done[i] && value < Number.POSITIVE_INFINITY && (node < 0 || value < (distance[node] as number)))
        node = i;
    });
    if (node < 0) return [];
    if (node === rows + c) break;
    done[node] = true;
    const isRow = node < rows;
    const count = isRow ? columns : rows;
    for (let other = 0; other < count; other += 1) {
      const [i, j] = isRow ? [node, other] : [other, node - rows];
      const next = isRow ? rows + other : other;
      const way = (distance[node] as number) + cost(i, j);
      if (way < (distance[next] as number)) {
        distance[next] = way;
        from[next] = node;
      }
    }
  }
  const path: CellAt[] = [];
  for (let node = rows + c; node !== r; node = from[node] as number) {
    const before = from[node] as number;
    path.push(node >= rows ? [before, node - rows] : [node, before - rows]);
  }
  return path.filter(([i, j]) => hidden[i]?.[j] !== true);
}
