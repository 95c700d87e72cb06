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
/** Rows squared times columns, from which on rows are not reduced. */
const LARGE = 2e8;
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
  // Elimination in a very large table costs more than it finds: there the search looks at each count by itself.
  const differences = sums.length ** 2 * hidden.length > LARGE ? [] : reduced(sums, hidden.length);
  narrow([...sums, ...differences], bounds, isWhole);
  const open = hidden.flatMap((i, at) => (asked.has(i) ? [at] : []));
  const isOne = (at: number): boolean => (bounds[at] as Bounds).high - (bounds[at] as Bounds).low < TINY;
  for (const at of open) if (isOne(at)) yield hidden[at] as number;
  if (!isWhole) return;
  const sumsOf = hidden.map((): number[] => []);
  sums.forEach(({ terms }, sum) => {
    for (const [at] of terms) (sumsOf[at] as number[]).push(sum);
  });
  for (const at of open) {
    // Of a count in no total nothing is known.
    if (isOne(at) || (sumsOf[at] as number[]).length === 0) continue;
    if (!hasOther(sums, sumsOf, bounds, truth, at)) yield hidden[at] as number;
  }
}

function cap(bounds: Bounds, high: number): void {
  bounds.high = Math.min(bounds.high, high);
}

/** Whether some filling gives the count at `at` another value than the true one. */
function hasOther(
  sums: readonly Sum[],
  sumsOf: readonly (readonly number[])[],
  bounds: readonly Bounds[],
  truth: readonly number[],
  at: number,
): boolean {
  let tried = 0;
  for (const value of nearestFirst(bounds[at] as Bounds, truth[at] as number)) {
    if (value === truth[at]) continue;
    if (tried >= TRIED) return false;
    tried += 1;
    const filling = new Filling(sums, sumsOf, bounds, truth);
    filling.move(at, value);
    if (filling.mend(new Set([at]))) return true;
  }
  return false;
}

/** A filling that starts as the truth and is moved count by count; it knows which sums do not come out. */
class Filling {
  readonly #sums: readonly Sum[];
  readonly #sumsOf: readonly (readonly number[])[];
  readonly #bounds: readonly Bounds[];
  readonly #truth: readonly number[];
  readonly #moved = new Map<number, number>();
  /** By the place of a sum: what it lacks, where it lacks or exceeds. */
  readonly #lacking = new Map<number, number>();
  #left = STEPS;

  constructor(
    sums: readonly Sum[],
    sumsOf: readonly (readonly number[])[],
    bounds: readonly Bounds[],
    truth: readonly number[],
  ) {
    [this.#sums, this.#sumsOf, this.#bounds, this.#truth] = [sums, sumsOf, bounds, truth];
  }

  move(at: number, value: number): void {
    const by = value - this.#at(at);
    this.#moved.set(at, value);
    for (const sum of this.#sumsOf[at] as readonly number[]) {
      const lacks = (this.#lacking.get(sum) ?? 0) - by;
      if (lacks === 0) this.#lacking.delete(sum);
      else this.#lacking.set(sum, lacks);
    }
  }

  /**
   * Mends the first sum that does not come out, unless some sum no longer can, by each of its counts that is not settled,
   * in every measure that its bounds allow, the whole of what is missing first; then what that puts out elsewhere.
   */
  mend(settled: Set<number>): boolean {
    this.#left -= 1;
    if (this.#left < 0) return false;
    for (const [sum, lacks] of this.#lacking) if (!this.#canComeOut(sum, lacks, settled)) return false;
    const [broken] = this.#lacking;
    if (broken === undefined) return true;
    const [sum, lacks] = broken;
    const free = (this.#sums[sum] as Sum).terms
      .flatMap(([at]) => (settled.has(at) ? [] : [{ at, puts: this.#putsOut(at, lacks) }]))
      .sort((a, b) => a.puts - b.puts)
      .map(({ at }) => at);
    for (const at of free) {
      const { low, high } = this.#bounds[at] as Bounds;
      const from = this.#at(at);
      const goal = Math.min(Math.max(from + lacks, low), high);
      if (goal !== from && this.#settle(at, goal, settled)) return true;
    }
    // Not by one of them alone: the first in every measure, its own included, and the others after it.
    const [next] = free;
    if (next === undefined) return false;
    for (const value of nearestFirst(this.#bounds[next] as Bounds, this.#at(next))) {
      if (this.#left <= 0) return false;
      if (this.#settle(next, value, settled)) return true;
    }
    return false;
  }

  #settle(at: number, value: number, settled: Set<number>): boolean {
    const from = this.#at(at);
    this.move(at, value);
    settled.add(at);
    if (this.mend(settled)) return true;
    settled.delete(at);
    this.move(at, from);
    return false;
  }

  /** How many sums a move would put out, less those that it would mend. */
  #putsOut(at: number, by: number): number {
    let count = 0;
    for (const sum of this.#sumsOf[at] as readonly number[]) {
      const lacks = this.#lacking.get(sum);
      if (lacks === undefined) count += 1;
      else if (lacks === by) count -= 1;
    }
    return count;
  }

  #canComeOut(sum: number, lacks: number, settled: ReadonlySet<number>): boolean {
    let room = 0;
    for (const [at] of (this.#sums[sum] as Sum).terms) {
      if (settled.has(at)) continue;
      const { low, high } = this.#bounds[at] as Bounds;
      room += lacks > 0 ? high - this.#at(at) : this.#at(at) - low;
      if (room >= Math.abs(lacks)) return true;
    }
    return false;
  }

  #at(at: number): number {
    return this.#moved.get(at) ?? (this.#truth[at] as number);
  }
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
