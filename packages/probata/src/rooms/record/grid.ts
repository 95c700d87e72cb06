// Which facts a reader of the chronology sees: those that meet every filter, in order, with what else could be asked for.
import { civilDate, dayNumber, formatDay, MS_PER_DAY } from '../../base/time/index.ts';

/** What the grid must know of a fact to filter and to sort it; what it shows is read for the rows in sight only. */
export interface GridLine {
  readonly id: string;
  /** The statement in the reader's language; null where it is sealed. */
  readonly text: string | null;
  /** Statement and place in small letters, as they are searched. */
  readonly plain: string;
  readonly where: string | null;
  /** Earliest and latest possible moment in milliseconds (latest exclusive); null without a date. */
  readonly from: number | null;
  readonly to: number | null;
  /** The first and the last day it may have been; null without a date, or where there is no bound. */
  readonly firstDay: number | null;
  readonly lastDay: number | null;
  /** Months counted from year 0, as the days above. */
  readonly firstMonth: number;
  readonly lastMonth: number;
  readonly origins: number;
  readonly withdrawn: boolean;
  readonly changed: number;
  /** For each group of `LINE_GROUPS`, in that order, the values as numbers of the book. */
  readonly codes: readonly (readonly number[])[];
}

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

/** The groups whose values stand in the line itself. */
export const LINE_GROUPS = ['tray', 'tag', 'actor', 'place', 'author', 'reviewer', 'origins'] as const;
export type LineGroup = (typeof LINE_GROUPS)[number];

/** The values of each group as small numbers, so that a hundred thousand facts are counted in a few milliseconds. */
export class GridBook {
  readonly values: Readonly<Record<LineGroup, string[]>>;
  readonly #codes = new Map<string, number>();
  readonly #lists = new Map<string, readonly number[]>();
  constructor() {
    this.values = { tray: [], tag: [], actor: [], place: [], author: [], reviewer: [], origins: [] };
  }

  /** The numbers of these values; the same list for the same values. */
  codes(group: LineGroup, values: readonly string[]): readonly number[] {
    if (values.length === 0) return NONE;
    const list = values.map((value) => this.#code(group, value));
    const name = list.join();
    const held = this.#lists.get(name);
    if (held !== undefined) return held;
    this.#lists.set(name, list);
    return list;
  }

  #code(group: LineGroup, value: string): number {
    const name = `${group}\n${value}`;
    const held = this.#codes.get(name);
    if (held !== undefined) return held;
    const code = this.values[group].push(value) - 1;
    this.#codes.set(name, code);
    return code;
  }
}

const NONE: readonly number[] = [];

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

export interface Bucket {
  /** Day numbers, both inclusive. */
  readonly first: number;
  readonly last: number;
  /** Facts whose date lies within for certain. */
  readonly firm: number;
  /** Facts that may have been within, or elsewhere. */
  readonly open: number;
}

export interface Histogram {
  readonly unit: 'day' | 'month' | 'year' | 'decade';
  readonly buckets: readonly Bucket[];
  readonly undated: number;
  /** Each uncertain date by its first and last day, where they are few enough to be drawn one by one. */
  readonly spans: readonly { readonly first: number; readonly last: number }[];
}

export interface GridFound {
  /** Indices into the lines, in the order asked for. */
  readonly order: readonly number[];
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
  lines: readonly GridLine[],
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
  const counts = values.map((list) => new Int32Array(list.length));
  const wanted = GRID_GROUPS.map((group, g) => {
    const any = filter.any[group];
    if (any === undefined || any.length === 0) return undefined;
    return Uint8Array.from(values[g] ?? [], (value) => (any.includes(value) ? 1 : 0));
  });
  const found: number[] = [];
  const inTime: GridLine[] = [];
  let all = 0;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    if (line === undefined) continue;
    if (filter.state !== 'all' && line.withdrawn !== (filter.state === 'withdrawn')) continue;
    all += 1;
    if (words.length > 0 && !words.every((word) => line.plain.includes(word))) continue;
    const lacks = !line.withdrawn && elements.under[i] !== 1;
    let missed = -1;
    let misses = 0;
    for (let g = 0; g < wanted.length && misses < 2; g += 1) {
      const flags = wanted[g];
      if (flags === undefined) continue;
      const own = PLACES[g];
      const codes = own === undefined ? elements.codes[i] : line.codes[own];
      const isThere = (g === TRAY && lacks && flags[noElement] === 1) || hasAny(codes, flags);
      if (isThere) continue;
      missed = g;
      misses += 1;
    }
    if (misses === 0) inTime.push(line);
    if (misses > 1 || !fitsTime(line, filter)) continue;
    if (misses === 0) found.push(i);
    for (let g = misses === 0 ? 0 : missed; g <= (misses === 0 ? counts.length - 1 : missed); g += 1) {
      const counted = counts[g];
      if (counted === undefined) continue;
      const own = PLACES[g];
      const codes = own === undefined ? elements.codes[i] : line.codes[own];
      if (codes !== undefined) for (const code of codes) counted[code] = (counted[code] ?? 0) + 1;
      if (g === TRAY && lacks) counted[noElement] = (counted[noElement] ?? 0) + 1;
    }
  }
  return {
    order: inOrder(found, lines, sort),
    all,
    facets: Object.fromEntries(
      GRID_GROUPS.map((group, g) => [group, told(values[g] ?? [], counts[g], filter.any[group])]),
    ) as unknown as GridFound['facets'],
    histogram: histogramOf(inTime),
  };
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

function fitsTime(line: GridLine, { from, to, undated }: GridFilter): boolean {
  if (undated === true) return line.from === null;
  if (from === undefined && to === undefined) return true;
  if (line.from === null) return false;
  if (from !== undefined && line.lastDay !== null && line.lastDay < from) return false;
  return !(to !== undefined && line.firstDay !== null && line.firstDay > to);
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
  found: readonly number[],
  lines: readonly GridLine[],
  { by, falling }: { readonly by: GridSort; readonly falling: boolean },
): readonly number[] {
  if (by === 'time') {
    if (!falling) return found;
    const dated = found.filter((i) => lines[i]?.from !== null);
    return [...dated.reverse(), ...found.filter((i) => lines[i]?.from === null)];
  }
  const ranks = ranksBy(by, lines);
  const sign = falling ? -1 : 1;
  return [...found].sort((a, b) => sign * ((ranks[a] ?? 0) - (ranks[b] ?? 0)) || a - b);
}

const ranked = new WeakMap<readonly GridLine[], Map<GridSort, Float64Array>>();

/** The rank of every line in an order other than time; like lines have like ranks. Kept as long as the lines are. */
function ranksBy(by: GridSort, lines: readonly GridLine[]): Float64Array {
  const kept = ranked.get(lines) ?? new Map<GridSort, Float64Array>();
  ranked.set(lines, kept);
  const before = kept.get(by);
  if (before !== undefined) return before;
  const ranks = new Float64Array(lines.length);
  if (by === 'origins' || by === 'changed')
    lines.forEach((line, i) => {
      ranks[i] = line[by];
    });
  else {
    const keys = lines.map((line) => (by === 'fact' ? line.text : line.where) ?? '\uffff');
    const order = keys.map((_, i) => i).sort((a, b) => compare(keys[a] ?? '', keys[b] ?? ''));
    let rank = 0;
    order.forEach((i, n) => {
      if (n > 0 && keys[i] !== keys[order[n - 1] ?? i]) rank = n;
      ranks[i] = rank;
    });
  }
  kept.set(by, ranks);
  return ranks;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of a chronology: earliest possible moment, latest possible moment, id; facts without a date last. */
export function byTime(a: GridLine, b: GridLine): number {
  if (a.from === null || b.from === null)
    return a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from === null ? 1 : -1;
  return a.from - b.from || (a.to ?? 0) - (b.to ?? 0) || (a.id < b.id ? -1 : 1);
}

/** Days, months and years up to these many columns; beyond, decades. */
const MOST_DAYS = 70;
const MOST_MONTHS = 132;
const MOST_YEARS = 130;
/** Uncertain dates up to this many are drawn one by one. */
const MOST_SPANS = 60;

/** Counts dates into columns of one length, chosen so that they can be told apart. Unbounded sides run to the edge. */
export function histogramOf(
  lines: readonly Pick<GridLine, 'from' | 'firstDay' | 'lastDay' | 'firstMonth' | 'lastMonth'>[],
): Histogram {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let undated = 0;
  for (const { from, firstDay, lastDay } of lines) {
    if (from === null) undated += 1;
    if (firstDay !== null && firstDay < low) low = firstDay;
    if (firstDay !== null && firstDay > high) high = firstDay;
    if (lastDay !== null && lastDay > high) high = lastDay;
    if (lastDay !== null && lastDay < low) low = lastDay;
  }
  if (low > high) return { unit: 'day', buckets: [], undated, spans: [] };
  const unit = unitFor(low, high);
  const start = numberOf(low, unit);
  const n = numberOf(high, unit) - start + 1;
  const firm = new Array<number>(n).fill(0);
  const edges = new Array<number>(n + 1).fill(0);
  const spans: { first: number; last: number }[] = [];
  let uncertain = 0;
  for (const { from, firstDay, lastDay, firstMonth, lastMonth } of lines) {
    if (from === null) continue;
    const a = firstDay === null ? 0 : numberIn(unit, firstDay, firstMonth) - start;
    const b = lastDay === null ? n - 1 : numberIn(unit, lastDay, lastMonth) - start;
    if (a === b && firstDay !== null && lastDay !== null) firm[a] = (firm[a] ?? 0) + 1;
    else {
      uncertain += 1;
      if (uncertain <= MOST_SPANS) spans.push({ first: firstDay ?? low, last: lastDay ?? high });
      edges[a] = (edges[a] ?? 0) + 1;
      edges[b + 1] = (edges[b + 1] ?? 0) - 1;
    }
  }
  let open = 0;
  return {
    unit,
    undated,
    spans: uncertain <= MOST_SPANS ? spans : [],
    buckets: firm.map((count, i) => {
      open += edges[i] ?? 0;
      return {
        first: firstDayOf(start + i, unit),
        last: firstDayOf(start + i + 1, unit) - 1,
        firm: count,
        open,
      };
    }),
  };
}

function unitFor(low: number, high: number): Histogram['unit'] {
  if (high - low < MOST_DAYS) return 'day';
  if (numberOf(high, 'month') - numberOf(low, 'month') < MOST_MONTHS) return 'month';
  return numberOf(high, 'year') - numberOf(low, 'year') < MOST_YEARS ? 'year' : 'decade';
}

function numberOf(day: number, unit: Histogram['unit']): number {
  return numberIn(unit, day, monthOf(day));
}

function numberIn(unit: Histogram['unit'], day: number, month: number): number {
  if (unit === 'day') return day;
  return unit === 'month' ? month : Math.floor(month / (unit === 'year' ? 12 : 120));
}

/** Months from year 0 of a day number; 0 where there is none. */
export function monthOf(day: number | null): number {
  if (day === null) return 0;
  const { year, month } = civilDate(day);
  return year * 12 + month - 1;
}

function firstDayOf(number: number, unit: Histogram['unit']): number {
  if (unit === 'day') return number;
  if (unit === 'month') return dayNumber(Math.floor(number / 12), (number % 12) + 1, 1);
  return dayNumber(unit === 'year' ? number : number * 10, 1, 1);
}

/** A day number as `YYYY-MM-DD`, or null outside the years 0 to 9999. */
export function dayText(day: number | null): string | null {
  if (day === null) return null;
  const { year } = civilDate(day);
  return year < 0 || year > 9999 ? null : formatDay(day);
}

/** The days of a span of moments in UTC; null where a side has no bound. */
export function daysOfSpan(from: number, to: number): { first: number | null; last: number | null } {
  return {
    first: from <= -8.64e15 ? null : Math.floor(from / MS_PER_DAY),
    last: to >= 8.64e15 ? null : Math.max(Math.floor(from / MS_PER_DAY), Math.ceil(to / MS_PER_DAY) - 1),
  };
}
