// Compares a remembered stretch of text with a new reading letter by letter, and says where its parts now stand.

/** Where a pattern of three parts (before, quote, after) fits best in a window, and how alike each part is, 0 to 1. */
export interface Alignment {
  /** Units of the window in which the quote stands. */
  readonly start: number;
  readonly end: number;
  readonly before: number;
  readonly quote: number;
  readonly after: number;
  readonly whole: number;
}

const FAR = 1 << 28;

/** One row of the table: for each column the cost so far, and where and at what cost the quote began and ended. */
interface Row {
  readonly cost: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly costAtStart: Int32Array;
  readonly costAtEnd: Int32Array;
}

/**
 * Aligns with the least edits (Levenshtein; semi-global, after Sellers 1980): the window may be longer than the pattern
 * at both ends at no cost. `centre` is where the pattern is thought to begin in the window, `band` how far beside it is
 * looked. Letters that differ in case only count a quarter of an edit.
 */
export function align(
  window: string,
  [before, quote, after]: readonly [string, string, string],
  centre: number,
  band: number,
): Alignment {
  const pattern = before + quote + after;
  const width = 2 * band + 1;
  const [a, b] = [codesOf(pattern), codesOf(window)];
  let row = newRow(width);
  let next = newRow(width);
  // Row i, column k stands for window unit i + centre - band + k. Costs in quarters of an edit.
  for (let k = 0; k < width; k += 1) {
    const at = centre - band + k;
    row.cost[k] = at >= 0 && at <= window.length ? 0 : FAR;
  }
  mark(row, 0, before.length, before.length + quote.length, centre - band);
  for (let i = 1; i <= pattern.length; i += 1) {
    step(row, next, { i, first: i + centre - band, a, b });
    mark(next, i, before.length, before.length + quote.length, i + centre - band);
    [row, next] = [next, row];
  }
  let best = 0;
  for (let k = 1; k < width; k += 1) if (at(row.cost, k) < at(row.cost, best)) best = k;
  const [total, atStart, atEnd] = [at(row.cost, best), at(row.costAtStart, best), at(row.costAtEnd, best)];
  const alike = (edits: number, length: number): number =>
    length === 0 ? 1 : Math.max(0, 1 - edits / 4 / length);
  return {
    start: Math.max(0, at(row.start, best)),
    end: Math.max(0, at(row.end, best)),
    before: alike(atStart, before.length),
    quote: alike(atEnd - atStart, quote.length),
    after: alike(total - atEnd, after.length),
    whole: alike(total, pattern.length),
  };
}

function step(
  row: Row,
  next: Row,
  { i, first, a, b }: { readonly i: number; readonly first: number; readonly a: Codes; readonly b: Codes },
): void {
  const width = row.cost.length;
  const length = b.exact.length;
  const [exact, folded] = [a.exact[i - 1], a.folded[i - 1]];
  for (let k = 0; k < width; k += 1) {
    const column = first + k;
    let cost = FAR;
    let from: Row = row;
    let fromColumn = k;
    if (column >= 0 && column <= length) {
      if (column > 0) {
        const differs = b.exact[column - 1] === exact ? 0 : b.folded[column - 1] === folded ? 1 : 4;
        cost = at(row.cost, k) + differs;
      }
      if (k + 1 < width && at(row.cost, k + 1) + 4 < cost) {
        cost = at(row.cost, k + 1) + 4; // a letter of the pattern is missing
        fromColumn = k + 1;
      }
      if (k > 0 && at(next.cost, k - 1) + 4 < cost) {
        cost = at(next.cost, k - 1) + 4; // a letter was put in
        from = next;
        fromColumn = k - 1;
      }
    }
    next.cost[k] = cost;
    next.start[k] = at(from.start, fromColumn);
    next.end[k] = at(from.end, fromColumn);
    next.costAtStart[k] = at(from.costAtStart, fromColumn);
    next.costAtEnd[k] = at(from.costAtEnd, fromColumn);
  }
}

function mark(row: Row, i: number, quoteFrom: number, quoteTo: number, first: number): void {
  if (i === quoteFrom) {
    for (let k = 0; k < row.cost.length; k += 1) row.start[k] = first + k;
    row.costAtStart.set(row.cost);
  }
  if (i === quoteTo) {
    for (let k = 0; k < row.cost.length; k += 1) row.end[k] = first + k;
    row.costAtEnd.set(row.cost);
  }
}

function newRow(width: number): Row {
  const made = (): Int32Array => new Int32Array(width);
  return { cost: made(), start: made(), end: made(), costAtStart: made(), costAtEnd: made() };
}

interface Codes {
  readonly exact: Uint16Array;
  readonly folded: Uint16Array;
}

function codesOf(text: string): Codes {
  const exact = Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  // Unit by unit, so that both stay of one length.
  const folded = Uint16Array.from({ length: text.length }, (_, i) =>
    text.charAt(i).toLowerCase().charCodeAt(0),
  );
  return { exact, folded };
}

const at = (list: Int32Array, i: number): number => list[i] as number; // every index stands within its row
