// The earliest and the latest moment that a written date allows, so that dates can be put in order without pretence.
import { dayNumber, daysInMonth, MS_PER_DAY } from './days.ts';
import {
  type Edtf,
  type EdtfDate,
  type EdtfEnd,
  type EdtfMember,
  exactDay,
  fits,
  isQualified,
  parseEdtf,
} from './edtf.ts';
import { localToUtc, type Zone } from './zone.ts';

/** From the finest to the coarsest; `unknown` where not even the millennium is given. */
export type Precision =
  | 'millisecond'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'month'
  | 'season'
  | 'year'
  | 'decade'
  | 'century'
  | 'millennium'
  | 'unknown';

const PRECISIONS: readonly Precision[] = [
  'millisecond',
  'second',
  'minute',
  'hour',
  'day',
  'month',
  'season',
  'year',
  'decade',
  'century',
  'millennium',
  'unknown',
];

/**
 * What a date allows. `earliestDay`, `latestDay`: day numbers in the date's own local time, latest inclusive; null where
 * the date has no bound on that side. `earliestMs`, `latestMs`: UTC, latest exclusive; where no zone is known they span
 * every zone on Earth (UTC+14 to UTC-12). `zoned`: the milliseconds rest on a known zone. `firm`: nothing in the date is
 * marked uncertain or approximate, so the bounds may be relied on.
 */
export interface Bounds {
  readonly earliestDay: number | null;
  readonly latestDay: number | null;
  readonly earliestMs: number | null;
  readonly latestMs: number | null;
  readonly precision: Precision;
  readonly zoned: boolean;
  readonly firm: boolean;
}

interface LocalSpan {
  /** Local milliseconds as if UTC; `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly offset: string | null;
}

/**
 * The bounds of an EDTF text or value.
 * A season is given its widest reading (meteorological and astronomical together; winter of a year: from December before
 * it to March after it), since a bound must never exclude the truth. Codes 21 to 24 are read as northern.
 * @param zone the zone in which a date without an offset was local; null if not known
 * @throws Refusal TIME_EDTF_UNREADABLE, TIME_ZONE_UNKNOWN
 */
export function boundsOf(value: Edtf | string, zone: Zone | null = null): Bounds {
  const edtf = typeof value === 'string' ? parseEdtf(value) : value;
  const { first, last } = edgesOf(edtf);
  const lowOffset = first?.offset ?? zone;
  const highOffset = last?.offset ?? zone;
  return {
    earliestDay: first === null ? null : Math.floor(first.from / MS_PER_DAY),
    latestDay: last === null ? null : Math.floor((last.to - 1) / MS_PER_DAY),
    earliestMs: first === null ? null : toUtc(first.from, lowOffset, 'earliest'),
    latestMs: last === null ? null : toUtc(last.to, highOffset, 'latest'),
    precision: precisionOf(edtf),
    zoned: (first === null || lowOffset !== null) && (last === null || highOffset !== null),
    firm: !isQualified(edtf),
  };
}

/** The precision of a value; of an interval or set, that of its coarsest date. */
export function precisionOf(value: Edtf): Precision {
  const dates =
    value.kind === 'date'
      ? [value]
      : value.kind === 'interval'
        ? [value.start, value.end]
        : value.members.flatMap((member) => (member.kind === 'span' ? [member.from, member.to] : [member]));
  let coarsest = 0;
  for (const date of dates)
    if (date !== null && date.kind === 'date')
      coarsest = Math.max(coarsest, PRECISIONS.indexOf(datePrecision(date)));
  return PRECISIONS[coarsest] ?? 'unknown';
}

/** Is `a` a finer precision than `b`, or the same? */
export function isAtLeastAsFine(a: Precision, b: Precision): boolean {
  return PRECISIONS.indexOf(a) <= PRECISIONS.indexOf(b);
}

function datePrecision(date: EdtfDate): Precision {
  if (date.time !== null) {
    if (date.time.millisecond !== null) return 'millisecond';
    if (date.time.second !== null) return 'second';
    return date.time.minute !== null ? 'minute' : 'hour';
  }
  const unknownDigits = date.year.digits.length - date.year.digits.replaceAll('X', '').length;
  if (unknownDigits > 0) {
    const firstUnknown = date.year.digits.indexOf('X');
    return (['unknown', 'millennium', 'century', 'decade'] as const)[firstUnknown] ?? 'year';
  }
  if (date.month === null || date.month.digits.includes('X')) return 'year';
  if (Number(date.month.digits) > 20) return 'season';
  return date.day === null || date.day.digits.includes('X') ? 'month' : 'day';
}

function toUtc(local: number, offset: string | null, edge: 'earliest' | 'latest'): number {
  if (offset !== null) return localToUtc(local, offset, edge);
  return edge === 'earliest' ? local - 14 * 3_600_000 : local + 12 * 3_600_000;
}

function edgesOf(value: Edtf): { first: LocalSpan | null; last: LocalSpan | null } {
  if (value.kind === 'date') {
    const span = spanOf(value);
    return { first: span, last: span };
  }
  if (value.kind === 'interval') return { first: endSpan(value.start), last: endSpan(value.end) };
  let first: LocalSpan | null | undefined;
  let last: LocalSpan | null | undefined;
  for (const member of value.members) {
    const { from, to } = memberSpan(member);
    if (first === undefined || (first !== null && (from === null || from.from < first.from))) first = from;
    if (last === undefined || (last !== null && (to === null || to.to > last.to))) last = to;
  }
  return { first: first ?? null, last: last ?? null };
}

const endSpan = (end: EdtfEnd): LocalSpan | null => (end.kind === 'date' ? spanOf(end) : null);

function memberSpan(member: EdtfMember): { from: LocalSpan | null; to: LocalSpan | null } {
  if (member.kind === 'span')
    return {
      from: member.from === null ? null : spanOf(member.from),
      to: member.to === null ? null : spanOf(member.to),
    };
  const span = spanOf(member);
  return { from: span, to: span };
}

function spanOf(date: EdtfDate): LocalSpan | null {
  if (date.year.digits === 'XXXX') return null;
  if (date.time !== null) return timeSpan(date);
  const season = date.month !== null && /^\d\d$/.test(date.month.digits) && Number(date.month.digits) > 20;
  const low = season ? seasonEdge(date, 'low') : firstFitting(date);
  const high = season ? seasonEdge(date, 'high') : lastFitting(date);
  return { from: low * MS_PER_DAY, to: (high + 1) * MS_PER_DAY, offset: null };
}

function timeSpan(date: EdtfDate): LocalSpan | null {
  const day = exactDay(date);
  const time = date.time;
  if (day === null || time === null) return null;
  const from =
    day * MS_PER_DAY +
    time.hour * 3_600_000 +
    (time.minute ?? 0) * 60_000 +
    (time.second ?? 0) * 1000 +
    (time.millisecond ?? 0);
  const width =
    time.millisecond !== null ? 1 : time.second !== null ? 1000 : time.minute !== null ? 60_000 : 3_600_000;
  return { from, to: from + width, offset: time.offset };
}

function firstFitting(date: EdtfDate): number {
  for (let year = yearEdge(date, '0'); year <= 9999; year += 1) {
    if (!fits(date.year.digits, year)) continue;
    for (let month = 1; month <= 12; month += 1) {
      if (date.month !== null && !fits(date.month.digits, month)) continue;
      for (let day = 1; day <= daysInMonth(year, month); day += 1)
        if (date.day === null || fits(date.day.digits, day)) return dayNumber(year, month, day);
    }
  }
  return dayNumber(0, 1, 1); // not reached: the parser has found a day that fits
}

function lastFitting(date: EdtfDate): number {
  for (let year = yearEdge(date, '9'); year >= 0; year -= 1) {
    if (!fits(date.year.digits, year)) continue;
    for (let month = 12; month >= 1; month -= 1) {
      if (date.month !== null && !fits(date.month.digits, month)) continue;
      for (let day = daysInMonth(year, month); day >= 1; day -= 1)
        if (date.day === null || fits(date.day.digits, day)) return dayNumber(year, month, day);
    }
  }
  return dayNumber(9999, 12, 31); // not reached, as above
}

const yearEdge = (date: EdtfDate, digit: '0' | '9'): number =>
  Number(date.year.digits.replaceAll('X', digit));

// First and last day of each season as month, day, month, day; month 0 is the December before, 15 the March after.
// Each spans the meteorological and the astronomical season together.
const SPRING = [3, 1, 6, 21] as const;
const SUMMER = [6, 1, 9, 23] as const;
const AUTUMN = [9, 1, 12, 22] as const;
const OVER_NEW_YEAR = [0, 1, 15, 21] as const;
const SEASONS: Readonly<Record<number, readonly [number, number, number, number]>> = {
  21: SPRING,
  22: SUMMER,
  23: AUTUMN,
  24: OVER_NEW_YEAR,
  25: SPRING,
  26: SUMMER,
  27: AUTUMN,
  28: OVER_NEW_YEAR,
  29: AUTUMN,
  30: OVER_NEW_YEAR,
  31: SPRING,
  32: SUMMER,
};

function seasonEdge(date: EdtfDate, side: 'low' | 'high'): number {
  const year = yearEdge(date, side === 'low' ? '0' : '9');
  const code = Number(date.month?.digits);
  const at = (months: number, day: number | 'end'): number => {
    const y = year + Math.floor((months - 1) / 12);
    const m = ((((months - 1) % 12) + 12) % 12) + 1;
    return dayNumber(y, m, day === 'end' ? daysInMonth(y, m) : day);
  };
  const season = SEASONS[code];
  if (season !== undefined) return side === 'low' ? at(season[0], season[1]) : at(season[2], season[3]);
  // Quarters 33 to 36, thirds 37 to 39, halves 40 and 41.
  const [first, length] =
    code <= 36 ? [(code - 33) * 3 + 1, 3] : code <= 39 ? [(code - 37) * 4 + 1, 4] : [(code - 40) * 6 + 1, 6];
  return side === 'low' ? at(first, 1) : at(first + length - 1, 'end');
}
