// Counting without listing: how many sets of each size a family holds, exactly, however many there are.
import { EMPTY_SET, type Family, type FamilyBook, NOTHING } from './zbdd.ts';

/** counts[j] = how many members have j units. */
export type BySize = readonly bigint[];

/** The counts of what one level stands for: one set of one unit, unless it is a module. */
export type LevelCounts = (level: number) => BySize | undefined;

const UNIT: BySize = [0n, 1n];
/** Sums of two numbers below this stay exact in a double. */
const EXACT = 2 ** 52;

/**
 * Members of `family` by size.
 * Plain numbers are used while they are exact (below 2^52), and big integers as soon as one is not.
 * @param levelCounts what a module level stands for; undefined = an ordinary unit
 */
export function countBySize(book: FamilyBook, family: Family, levelCounts?: LevelCounts): BySize {
  if (family === NOTHING) return [];
  if (family === EMPTY_SET) return [1n];
  if (levelCounts === undefined) {
    const plain = countPlain(book, family);
    if (plain !== undefined) return trimmed(plain);
  }
  return trimmed(countBig(book, family, levelCounts ?? (() => undefined)));
}

/** The sum over all sizes. */
export function totalOf(counts: BySize): bigint {
  return counts.reduce((sum, next) => sum + next, 0n);
}

/** Node ids under `family`, parts before wholes: ids are given in that order by construction. */
export function reachable(book: FamilyBook, family: Family): number[] {
  const seen = new Uint8Array(family + 1);
  seen[family] = 1;
  const ids: number[] = [];
  for (let id = family; id >= 2; id -= 1) {
    if (seen[id] !== 1) continue;
    ids.push(id);
    seen[book.lo[id] as number] = 1;
    seen[book.hi[id] as number] = 1;
  }
  return ids.reverse();
}

function countPlain(book: FamilyBook, family: Family): bigint[] | undefined {
  const ids = reachable(book, family);
  const start = new Float64Array(family + 1);
  let room = 2;
  for (const id of ids) {
    start[id] = room;
    room += (book.longest[id] as number) + 1;
  }
  if (room > 60_000_000) return undefined;
  const cells = new Float64Array(room);
  cells[1] = 1;
  start[1] = 1;
  for (const id of ids) {
    const at = start[id] as number;
    const lo = book.lo[id] as number;
    const hi = book.hi[id] as number;
    for (let j = 0; j <= (book.longest[lo] as number); j += 1)
      cells[at + j] = cells[(start[lo] as number) + j] as number;
    for (let j = 0; j <= (book.longest[hi] as number); j += 1) {
      const sum = (cells[at + j + 1] as number) + (cells[(start[hi] as number) + j] as number);
      if (sum >= EXACT) return undefined;
      cells[at + j + 1] = sum;
    }
  }
  const at = start[family] as number;
  return Array.from(cells.subarray(at, at + (book.longest[family] as number) + 1), (cell) => BigInt(cell));
}

function countBig(book: FamilyBook, family: Family, levelCounts: LevelCounts): BySize {
  const known = new Map<Family, BySize>([
    [NOTHING, []],
    [EMPTY_SET, [1n]],
  ]);
  for (const id of reachable(book, family)) {
    const lo = known.get(book.lo[id] as number) ?? [];
    const hi = known.get(book.hi[id] as number) ?? [];
    known.set(id, sum(lo, times(hi, levelCounts(book.level[id] as number) ?? UNIT)));
  }
  return known.get(family) ?? [];
}

export function sum(a: BySize, b: BySize): BySize {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, j) => (a[j] ?? 0n) + (b[j] ?? 0n));
}

export function times(a: BySize, b: BySize): BySize {
  if (a.length === 0 || b.length === 0) return [];
  const out = new Array<bigint>(a.length + b.length - 1).fill(0n);
  for (let i = 0; i < a.length; i += 1) {
    const left = a[i] ?? 0n;
    if (left === 0n) continue;
    for (let j = 0; j < b.length; j += 1) out[i + j] = (out[i + j] ?? 0n) + left * (b[j] ?? 0n);
  }
  return out;
}

function trimmed(counts: BySize): BySize {
  let length = counts.length;
  while (length > 0 && counts[length - 1] === 0n) length -= 1;
  return counts.slice(0, length);
}
