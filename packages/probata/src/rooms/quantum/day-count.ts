// The part of a year between two days, by each convention that courts, treaties and bond markets use.
import { add, type Rational, rational } from '../../base/rational.ts';
import {
  type CivilDate,
  civilDate,
  type DayNumber,
  dayNumber,
  daysInMonth,
  isLeapYear,
} from '../../base/time/index.ts';
import type { DayCount } from './figures.ts';

/**
 * The part of a year from `start` (out) to `end` (in), exactly.
 * Act/365 Fixed, Act/360, Act/Act ISDA, 30/360 (bond basis), 30E/360: 2006 ISDA Definitions, section 4.16.
 * `act-365-25` counts a mean Julian year. `thirty-360-us` is the bond basis without a February rule;
 * `thirty-360-us-eom` adds it: the last day of February counts as the 30th where the period begins on one.
 * `thirty-e-360-isda` counts the last day of any February as the 30th (2006 ISDA Definitions, section 4.16(h), a period
 * that ends before the termination date). `act-365-nl` leaves out every 29 February.
 * The negative of the forward fraction where `end` comes first.
 */
export function yearFraction(start: DayNumber, end: DayNumber, dayCount: DayCount): Rational {
  if (end < start) {
    const forward = yearFraction(end, start, dayCount);
    return { n: -forward.n, d: forward.d };
  }
  switch (dayCount) {
    case 'act-365f':
      return rational(end - start, 365);
    case 'act-360':
      return rational(end - start, 360);
    case 'act-365-25':
      return rational((end - start) * 4, 1461);
    case 'act-act-isda':
      return byCalendarYear(start, end);
    case 'act-365-nl':
      return rational(end - start - leapDays(start, end), 365);
    case 'thirty-e-360-isda':
    case 'thirty-360-us':
    case 'thirty-360-us-eom':
    case 'thirty-e-360':
      return rational(days30(civilDate(start), civilDate(end), dayCount), 360);
  }
}

/** Days in leap years over 366, the others over 365. A day belongs to the year in which it ends its night: [start, end). */
function byCalendarYear(start: DayNumber, end: DayNumber): Rational {
  let fraction = rational(0);
  let from = start;
  while (from < end) {
    const { year } = civilDate(from);
    const to = Math.min(end, dayNumber(year + 1, 1, 1));
    fraction = add(fraction, rational(to - from, isLeapYear(year) ? 366 : 365));
    from = to;
  }
  return fraction;
}

/** The 29ths of February after `start` and up to `end`. */
function leapDays(start: DayNumber, end: DayNumber): number {
  let count = 0;
  for (let { year } = civilDate(start); year <= civilDate(end).year; year += 1) {
    if (!isLeapYear(year)) continue;
    const day = dayNumber(year, 2, 29);
    if (day > start && day <= end) count += 1;
  }
  return count;
}

function days30(a: CivilDate, b: CivilDate, dayCount: DayCount): number {
  let first = a.day;
  let last = b.day;
  const endOfFebruary = (date: CivilDate): boolean =>
    date.month === 2 && date.day === daysInMonth(date.year, 2);
  if (dayCount === 'thirty-e-360-isda') {
    first = first === 31 || endOfFebruary(a) ? 30 : first;
    last = last === 31 || endOfFebruary(b) ? 30 : last;
  } else if (dayCount === 'thirty-e-360') {
    first = Math.min(first, 30);
    last = Math.min(last, 30);
  } else {
    if (dayCount === 'thirty-360-us-eom' && endOfFebruary(a)) {
      if (endOfFebruary(b)) last = 30;
      first = 30;
    }
    if (last === 31 && first >= 30) last = 30;
    if (first === 31) first = 30;
  }
  return (b.year - a.year) * 360 + (b.month - a.month) * 30 + last - first;
}
