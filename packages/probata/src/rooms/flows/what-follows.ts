// Which hidden counts a reader can work out: those that every way of filling the blanks gives the same.

/** One known sum of hidden counts: which of them, each with its factor, and what they come to. */
interface Sum {
  readonly terms: readonly (readonly [at: number, factor: number])[];
  readonly comesTo: number;
}

/** What a count may be, both ends included. */
interface Bounds {
  low: number;
  high: number;
}

const TINY = 1e-9;
const ROUNDS = 100;
/** How many other values of a count are tried, and the steps of the search for each; what is not found by then counts as not there. */
const TRIED = 24;
const STEPS = 500;

/**
 * The places of `asked` whose counts follow from the totals, one after another: first those that bounds give, narrowed by
 * every total and by their differences; then those for which no other filling in whole numbers is found. Where none is
 * found within the steps allowed the count is taken to follow, which hides more and never less.
 * @param hidden the places that a reader does not see; of a count that is not empty the reader knows that it is at least 1
 * @param counts all counts; of decimal ones only what follows by bounds is found
 * @param totals each the places of stated counts whose sum is known
 * @param most what a reader knows no hidden count to exceed
 */
export function* following(
  hidden: readonly number[],
  asked: ReadonlySet<number>,
  counts: readonly (number | null)[],
  totals: readonly (readonly number[])[],
  most: number,
): Generator<number> {
  const truth = hidden.map((i) => counts[i] ?? 0);
  const place = new Map(hidden.map((i, at) => [i, at]));
  const sums = totals.flatMap((total): Sum[] => {
    const within = [...new Set(total)].flatMap((i) => place.get(i) ?? []);
    const comesTo = within.reduce((sum, at) => sum + (truth[at] as number), 0);
    return within.length === 0 ? [] : [{ terms: within.map((at) => [at, 1]), comesTo }];
  });
  const bounds = truth.map((count): Bounds => ({ low: count > 0 ? Math.min(1, count) : 0, high: most }));
  for (const { terms, comesTo } of sums) for (const [at] of terms) cap(bounds[at] as Bounds, comesTo);
  const isWhole = truth.every(Number.isInteger);
  narrow([...sums, ...reduced(sums, hidden.length)], bounds, isWhole);
  const open = hidden.flatMap((i, at) => (asked.has(i) ? [at] : []));
  const isOne = (at: number): boolean => (bounds[at] as Bounds).high - (bounds[at] as Bounds).low < TINY;
  for (const at of open) if (isOne(at)) yield hidden[at] as number;
  if (!isWhole) return;
  // Of a count in no total nothing is known.
  const bound = new Set(sums.flatMap(({ terms }) => terms.map(([at]) => at)));
  for (const at of open)
    if (!isOne(at) && bound.has(at) && !hasOther(sums, bounds, truth, at)) yield hidden[at] as number;
}

function cap(bounds: Bounds, high: number): void {
  bounds.high = Math.min(bounds.high, high);
}

/** Whether some filling gives the count at `at` another value than the true one. */
function hasOther(
  sums: readonly Sum[],
  bounds: readonly Bounds[],
  truth: readonly number[],
  at: number,
): boolean {
  let tried = 0;
  for (const value of nearestFirst(bounds[at] as Bounds, truth[at] as number)) {
    if (value === truth[at]) continue;
    if (tried >= TRIED) return false;
    tried += 1;
    const filled = truth.map((count, i) => (i === at ? value : count));
    if (mend(sums, bounds, filled, new Set([at]), { steps: STEPS })) return true;
  }
  return false;
}

/**
 * Mends the first sum that does not come out, unless some sum no longer can, by each of its counts that was not moved yet, in every measure that its
 * bounds allow, the whole of what is missing first; then what that puts out elsewhere.
 */
function mend(
  sums: readonly Sum[],
  bounds: readonly Bounds[],
  filled: number[],
  moved: Set<number>,
  left: { steps: number },
): boolean {
  left.steps -= 1;
  if (left.steps < 0) return false;
  let broken: Sum | undefined;
  let lacks = 0;
  for (const sum of sums) {
    let [lacking, down, up] = [sum.comesTo, 0, 0];
    for (const [at] of sum.terms) {
      const value = filled[at] as number;
      lacking -= value;
      if (moved.has(at)) continue;
      down += (bounds[at] as Bounds).low - value;
      up += (bounds[at] as Bounds).high - value;
    }
    if (lacking < down || lacking > up) return false;
    if (lacking !== 0 && broken === undefined) [broken, lacks] = [sum, lacking];
  }
  if (broken === undefined) return true;
  const free = broken.terms.map(([at]) => at).filter((at) => !moved.has(at));
  const next = free[0];
  if (next === undefined) return false;
  for (const at of free) {
    const from = filled[at] as number;
    const goal = Math.min(Math.max(from + lacks, (bounds[at] as Bounds).low), (bounds[at] as Bounds).high);
    if (goal === from) continue;
    filled[at] = goal;
    moved.add(at);
    if (mend(sums, bounds, filled, moved, left)) return true;
    moved.delete(at);
    filled[at] = from;
  }
  // Not by one of them alone: the first in every other measure, its own included, and the others after it.
  const from = filled[next] as number;
  moved.add(next);
  for (const value of nearestFirst(bounds[next] as Bounds, from)) {
    if (left.steps <= 0) break;
    filled[next] = value;
    if (mend(sums, bounds, filled, moved, left)) return true;
  }
  moved.delete(next);
  filled[next] = from;
  return false;
}

/** The whole numbers within the bounds, from `from` outwards. */
function* nearestFirst({ low, high }: Bounds, from: number): Generator<number> {
  for (let off = 0; from - off >= low || from + off <= high; off += 1) {
    if (from + off >= low && from + off <= high) yield from + off;
    if (off > 0 && from - off >= low && from - off <= high) yield from - off;
  }
}

/** Narrows each bound by what every sum leaves for it, until nothing narrows any more. */
function narrow(sums: readonly Sum[], bounds: readonly Bounds[], isWhole: boolean): void {
  for (let round = 0, isMoved = true; isMoved && round < ROUNDS; round += 1) {
    isMoved = false;
    for (const { terms, comesTo } of sums) {
      let [least, most] = [0, 0];
      for (const [at, factor] of terms) {
        const { low, high } = bounds[at] as Bounds; // one for each hidden count
        least += factor > 0 ? factor * low : factor * high;
        most += factor > 0 ? factor * high : factor * low;
      }
      for (const [at, factor] of terms) {
        const own = bounds[at] as Bounds;
        const [down, up] = factor > 0 ? [own.low, own.high] : [own.high, own.low];
        const ends = [comesTo - (most - factor * up), comesTo - (least - factor * down)] as const;
        const [from, to] = [
          Math.min(...ends.map((end) => end / factor)),
          Math.max(...ends.map((end) => end / factor)),
        ];
        const low = isWhole ? Math.ceil(from - TINY) : from;
        const high = isWhole ? Math.floor(to + TINY) : to;
        if (low > own.low + TINY) {
          if (factor > 0) least += factor * (low - own.low);
          else most += factor * (low - own.low);
          [own.low, isMoved] = [low, true];
        }
        if (high < own.high - TINY) {
          if (factor > 0) most -= factor * (own.high - high);
          else least -= factor * (own.high - high);
          [own.high, isMoved] = [high, true];
        }
      }
    }
  }
}

/** The sums in reduced rows (Gauss and Jordan): a difference of two totals stands there as a sum of its own. */
function reduced(sums: readonly Sum[], columns: number): readonly Sum[] {
  const rows: Float64Array[] = sums.map(({ terms, comesTo }) => {
    const row = new Float64Array(columns + 1);
    for (const [at, factor] of terms) row[at] = factor;
    row[columns] = comesTo;
    return row;
  });
  let pivotRow = 0;
  for (let column = 0; column < columns && pivotRow < rows.length; column += 1) {
    const found = rows.findIndex((row, i) => i >= pivotRow && Math.abs(row[column] as number) > TINY);
    if (found < 0) continue;
    [rows[pivotRow], rows[found]] = [rows[found] as Float64Array, rows[pivotRow] as Float64Array];
    const pivot = rows[pivotRow] as Float64Array;
    const scale = pivot[column] as number;
    for (let j = column; j <= columns; j += 1) pivot[j] = (pivot[j] as number) / scale;
    rows.forEach((row, i) => {
      const factor = row[column] as number;
      if (i === pivotRow || Math.abs(factor) <= TINY) return;
      for (let j = column; j <= columns; j += 1) row[j] = (row[j] as number) - factor * (pivot[j] as number);
    });
    pivotRow += 1;
  }
  return rows.slice(0, pivotRow).map((row) => ({
    // What is left by rounding is nothing.
    terms: [...row.subarray(0, columns)].flatMap((factor, at): [number, number][] =>
      Math.abs(factor) <= TINY ? [] : [[at, factor]],
    ),
    comesTo: row[columns] as number,
  }));
}
