// How the dates of chosen facts lie in time: columns of days, months, years or decades, uncertain dates kept apart.
import { civilDate, dayNumber } from '../../base/time/index.ts';
import { AFTER_ALL, BEFORE_ALL, type GridColumns } from './grid-columns.ts';

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

/** Days, months and years up to these many columns; beyond, decades. */
const MOST_DAYS = 70;
const MOST_MONTHS = 132;
const MOST_YEARS = 130;
/** Uncertain dates up to this many are drawn one by one. */
const MOST_SPANS = 60;

/**
 * Counts dates into columns of one length, chosen so that they can be told apart. Unbounded sides run to the edge.
 * @param chosen places of lines
 */
export function histogramOf(columns: GridColumns, chosen: Int32Array): Histogram {
  const { dated, first, last, firstMonth, lastMonth } = columns;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let undated = 0;
  for (let n = 0; n < chosen.length; n += 1) {
    const i = chosen[n] ?? 0;
    if (dated[i] !== 1) {
      undated += 1;
      continue;
    }
    const [a, b] = [first[i] ?? BEFORE_ALL, last[i] ?? AFTER_ALL];
    if (a !== BEFORE_ALL) {
      if (a < low) low = a;
      if (a > high) high = a;
    }
    if (b !== AFTER_ALL) {
      if (b > high) high = b;
      if (b < low) low = b;
    }
  }
  if (low > high) return { unit: 'day', buckets: [], undated, spans: [] };
  const unit = unitFor(low, high);
  const start = numberOf(low, unit);
  const n = numberOf(high, unit) - start + 1;
  const firm = new Array<number>(n).fill(0);
  const edges = new Array<number>(n + 1).fill(0);
  const spans: { first: number; last: number }[] = [];
  let uncertain = 0;
  for (let c = 0; c < chosen.length; c += 1) {
    const i = chosen[c] ?? 0;
    if (dated[i] !== 1) continue;
    const [firstDay, lastDay] = [first[i] ?? BEFORE_ALL, last[i] ?? AFTER_ALL];
    const isOpenBefore = firstDay === BEFORE_ALL;
    const isOpenAfter = lastDay === AFTER_ALL;
    const a = isOpenBefore ? 0 : numberIn(unit, firstDay, firstMonth[i] ?? 0) - start;
    const b = isOpenAfter ? n - 1 : numberIn(unit, lastDay, lastMonth[i] ?? 0) - start;
    if (a === b && !isOpenBefore && !isOpenAfter) firm[a] = (firm[a] ?? 0) + 1;
    else {
      uncertain += 1;
      if (uncertain <= MOST_SPANS)
        spans.push({ first: isOpenBefore ? low : firstDay, last: isOpenAfter ? high : lastDay });
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
