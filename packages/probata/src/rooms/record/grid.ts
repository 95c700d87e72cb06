// Which facts a reader of the chronology sees: those that meet every filter, in order, with what else could be asked for.
import {
  AFTER_ALL,
  BEFORE_ALL,
  bitsFor,
  type GridColumns,
  MANY_VALUES,
  NO_VALUE,
  ranksBy,
} from './grid-columns.ts';
import { type Histogram, histogramOf } from './grid-histogram.ts';
import { type GridBook, LINE_GROUPS } from './grid-line.ts';
import { linesWith } from './grid-text.ts';

export const GRID_GROUPS = [
  'tray',
  'tag',
  'actor',
  'place',
  'element',
  'author',
  'reviewer',
  'origins',
] as const;
export type GridGroup = (typeof GRID_GROUPS)[number];

export const GRID_SORTS = ['time', 'fact', 'place', 'origins', 'changed'] as const;
export type GridSort = (typeof GRID_SORTS)[number];

export interface GridFilter {
  /** Words that must all stand in the statement or the place. */
  readonly text?: string | undefined;
  /** Day numbers; a fact is kept if some reading of its date falls between them. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Only facts without a date. */
  readonly undated?: boolean | undefined;
  readonly state: 'standing' | 'withdrawn' | 'all';
  /** Of each group any one of these values. */
  readonly any: Readonly<Partial<Record<GridGroup, readonly string[]>>>;
}

/** What lies outside the record: the elements that each line serves, in the order of the lines. */
export interface GridElements {
  readonly values: readonly string[];
  /** Numbers into `values`; undefined for a line under no element. */
  readonly codes: readonly (readonly number[] | undefined)[];
  /** 1 where the line, or what is inferred from it, stands under an element. */
  readonly under: Uint8Array;
}

export interface Facet {
  readonly value: string;
  readonly n: number;
}

export interface GridFound {
  /** Indices into the lines, in the order asked for. */
  readonly order: Int32Array;
  readonly all: number;
  readonly facets: Readonly<Record<GridGroup, readonly Facet[]>>;
  readonly histogram: Histogram;
}

/** How many values of a group are told. */
const FACETS_TOLD = 60;
const NO_ELEMENT = 'no-element';

/**
 * One walk over the lines. A value's count says how many facts would be shown if that value were asked for in place of
 * the others of its group; the histogram likewise leaves the days asked for out of account, so that they can be moved.
 */
export function findInGrid(
  columns: GridColumns,
  book: GridBook,
  filter: GridFilter,
  sort: { readonly by: GridSort; readonly falling: boolean },
  elements: GridElements,
): GridFound {
  const words = (filter.text ?? '').toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const values = GRID_GROUPS.map((group) => {
    if (group === 'element') return elements.values;
    return group === 'tray' ? [...book.values.tray, NO_ELEMENT] : book.values[group];
  });
  const noElement = book.values.tray.length;
  const wanted = GRID_GROUPS.flatMap((group, g) => {
    const any = filter.any[group];
    if (any === undefined || any.length === 0) return [];
    return [{ g, flags: Uint8Array.from(values[g] ?? [], (value) => (any.includes(value) ? 1 : 0)) }];
  });
  const codes = (g: number, i: number): readonly number[] | undefined => {
    const own = PLACES[g];
    return own === undefined ? elements.codes[i] : columns.lines[i]?.codes[own];
  };
  const lacks = (i: number): boolean => columns.withdrawn[i] !== 1 && elements.under[i] !== 1;
  const meets = (g: number, flags: Uint8Array, i: number): boolean => {
    if (g === TRAY && flags[noElement] === 1 && lacks(i)) return true;
    const own = PLACES[g];
    const code = own === undefined ? MANY_VALUES : (columns.groups[own]?.[i] ?? NO_VALUE);
    if (code >= 0) return flags[code] === 1;
    return code === MANY_VALUES && hasAny(codes(g, i), flags);
  };
  const n = columns.lines.length;
  const found = new Places();
  const inTime = new Places();
  const missing = GRID_GROUPS.map(() => new Places());
  const spoken = words.length === 0 ? undefined : linesWith(columns.texts, n, words);
  const isOfAnyState = filter.state === 'all';
  const state = filter.state === 'withdrawn' ? 1 : 0;
  let all = 0;
  for (let i = 0; i < n; i += 1) {
    if (!isOfAnyState && columns.withdrawn[i] !== state) continue;
    all += 1;
    if (spoken !== undefined && spoken[i] !== 1) continue;
    let missed = -1;
    let misses = 0;
    for (let w = 0; w < wanted.length && misses < 2; w += 1) {
      const one = wanted[w];
      if (one === undefined || meets(one.g, one.flags, i)) continue;
      missed = one.g;
      misses += 1;
    }
    if (misses > 1) continue;
    if (misses === 0) inTime.add(i);
    if (!fitsTime(columns, i, filter)) continue;
    if (misses === 0) found.add(i);
    else missing[missed]?.add(i);
  }
  const order = found.list();
  const counts = GRID_GROUPS.map((_, g) => {
    const own = PLACES[g];
    const counted = new Int32Array(values[g]?.length ?? 0);
    for (const chosen of [order, missing[g]?.list() ?? NOWHERE]) {
      if (own === undefined) countElements(counted, elements, chosen);
      else countValues(counted, columns, own, chosen);
      if (g === TRAY)
        counted[noElement] = (counted[noElement] ?? 0) + countLacking(columns, elements, chosen);
    }
    return counted;
  });
  return {
    order: inOrder(order, columns, sort),
    all,
    facets: Object.fromEntries(
      GRID_GROUPS.map((group, g) => [group, told(values[g] ?? [], counts[g], filter.any[group])]),
    ) as unknown as GridFound['facets'],
    histogram: histogramOf(columns, inTime.list()),
  };
}

const NOWHERE = new Int32Array(0);
const NONE: readonly number[] = [];

function countValues(counted: Int32Array, columns: GridColumns, group: number, chosen: Int32Array): void {
  const column = columns.groups[group] ?? NOWHERE;
  for (let n = 0; n < chosen.length; n += 1) {
    const i = chosen[n] ?? 0;
    const code = column[i] ?? NO_VALUE;
    if (code >= 0) counted[code] = (counted[code] ?? 0) + 1;
    else if (code === MANY_VALUES)
      for (const one of columns.lines[i]?.codes[group] ?? NONE) counted[one] = (counted[one] ?? 0) + 1;
  }
}

function countElements(counted: Int32Array, { codes, under }: GridElements, chosen: Int32Array): void {
  for (let n = 0; n < chosen.length; n += 1) {
    const i = chosen[n] ?? 0;
    if (under[i] === 1) for (const one of codes[i] ?? NONE) counted[one] = (counted[one] ?? 0) + 1;
  }
}

function countLacking({ withdrawn }: GridColumns, { under }: GridElements, chosen: Int32Array): number {
  let lacking = 0;
  for (let n = 0; n < chosen.length; n += 1) {
    const i = chosen[n] ?? 0;
    if (withdrawn[i] !== 1 && under[i] !== 1) lacking += 1;
  }
  return lacking;
}

/** Places of lines as they are found; the row grows with them. */
class Places {
  #places = new Int32Array(1024);
  #n = 0;
  add(place: number): void {
    if (this.#n === this.#places.length) {
      const wider = new Int32Array(this.#n * 4);
      wider.set(this.#places);
      this.#places = wider;
    }
    this.#places[this.#n] = place;
    this.#n += 1;
  }
  list(): Int32Array {
    return this.#places.subarray(0, this.#n);
  }
}

/** Where each group of the grid stands in the line; undefined for the elements, which stand outside it. */
const PLACES: readonly (number | undefined)[] = GRID_GROUPS.map((group) => {
  const at = (LINE_GROUPS as readonly string[]).indexOf(group);
  return at < 0 ? undefined : at;
});
const TRAY = GRID_GROUPS.indexOf('tray');

function hasAny(codes: readonly number[] | undefined, flags: Uint8Array): boolean {
  if (codes !== undefined) for (const code of codes) if (flags[code] === 1) return true;
  return false;
}

function fitsTime(columns: GridColumns, i: number, { from, to, undated }: GridFilter): boolean {
  if (undated === true) return columns.dated[i] !== 1;
  if (from === undefined && to === undefined) return true;
  if (columns.dated[i] !== 1) return false;
  if (from !== undefined && (columns.last[i] ?? AFTER_ALL) < from) return false;
  return !(to !== undefined && (columns.first[i] ?? BEFORE_ALL) > to);
}

/** The most frequent first; what is asked for is always told, even where nothing has it. */
function told(
  values: readonly string[],
  counts: Int32Array | undefined,
  wanted: readonly string[] | undefined,
): Facet[] {
  const list = values.flatMap((value, code): Facet[] => {
    const n = counts?.[code] ?? 0;
    return n === 0 ? [] : [{ value, n }];
  });
  list.sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1));
  const shown = list.slice(0, FACETS_TOLD);
  for (const value of wanted ?? [])
    if (!shown.some((one) => one.value === value))
      shown.push({ value, n: list.find((one) => one.value === value)?.n ?? 0 });
  return shown;
}

/** Lines stand in order of time already. Facts that are alike keep that order; those without a date stay at the end. */
function inOrder(
  found: Int32Array,
  columns: GridColumns,
  { by, falling }: { readonly by: GridSort; readonly falling: boolean },
): Int32Array {
  if (by === 'time') {
    if (!falling) return found;
    const dated = found.filter((i) => columns.dated[i] === 1);
    const turned = new Int32Array(found.length);
    turned.set(dated.reverse());
    turned.set(
      found.filter((i) => columns.dated[i] !== 1),
      dated.length,
    );
    return turned;
  }
  const ranks = ranksBy(by, columns);
  const rankOf = (i: number): number => ranks[i] ?? 0;
  // Rank and place in one number: numbers sort faster than anything that is asked about them.
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let n = 0; n < found.length; n += 1) {
    const rank = ranks[found[n] ?? 0] ?? 0;
    if (rank < least) least = rank;
    if (rank > most) most = rank;
  }
  const room = 2 ** bitsFor(columns.lines.length);
  if (found.length > 0 && (most - least + 1) * room > Number.MAX_SAFE_INTEGER)
    return found.toSorted((a, b) => (falling ? rankOf(b) - rankOf(a) : rankOf(a) - rankOf(b)) || a - b);
  const keys = new Float64Array(found.length);
  for (let n = 0; n < keys.length; n += 1) {
    const i = found[n] ?? 0;
    keys[n] = (falling ? most - rankOf(i) : rankOf(i) - least) * room + i;
  }
  keys.sort();
  const order = new Int32Array(keys.length);
  for (let n = 0; n < keys.length; n += 1) order[n] = (keys[n] ?? 0) % room;
  return order;
}
