// Dates of the Persian (Solar Hijri) calendar, official in Iran and, in its months, in Afghanistan.
import { Refusal } from '../errors.ts';
import type { DayNumber } from './days.ts';

export interface PersianDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

// Day number of 1 Farvardin of year 1: Julian day 1,948,320 less 2,440,588.
const EPOCH = 1_948_320 - 2_440_588;
/** Within these years the 33-year rule gives the same years as the equinox at Tehran, which is what the law fixes. */
const FIRST_YEAR = 1178;
const LAST_YEAR = 1501;

/**
 * True for a leap year (Esfand of 30 days). The law sets the year by the vernal equinox at the meridian of Tehran's
 * time; from 1178 to 1501 (1799 to 2123) the rule of eight leap years in 33 gives exactly those years.
 */
export function isPersianLeapYear(year: number): boolean {
  return (25 * year + 11) % 33 < 8;
}

/**
 * The Gregorian day of a Persian date, exact.
 * @throws Refusal TIME_PERSIAN_UNKNOWN for a day that does not exist, or a year outside 1178 to 1501
 */
export function persianToDay(date: PersianDate): DayNumber {
  const { year, month, day } = date;
  const whole = [year, month, day].every(Number.isInteger);
  if (
    !whole ||
    year < FIRST_YEAR ||
    year > LAST_YEAR ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > monthLength(year, month)
  )
    throw new Refusal(
      'TIME_PERSIAN_UNKNOWN',
      `The Persian calendar, known here for ${FIRST_YEAR} to ${LAST_YEAR}, has no day ${day} of month ${month} in ${year}.`,
    );
  return newYear(year) + daysBefore(month) + day - 1;
}

/**
 * The Persian date of a Gregorian day: the inverse of `persianToDay`.
 * @throws Refusal TIME_PERSIAN_UNKNOWN outside the years 1178 to 1501
 */
export function dayToPersian(day: DayNumber): PersianDate {
  let year = Math.floor((day - EPOCH) / 365.2424) + 1;
  if (newYear(year) > day) year -= 1;
  else if (newYear(year + 1) <= day) year += 1;
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw new Refusal(
      'TIME_PERSIAN_UNKNOWN',
      `The Persian calendar is known here for ${FIRST_YEAR} to ${LAST_YEAR}.`,
    );
  const inYear = day - newYear(year);
  const month = inYear < 186 ? Math.floor(inYear / 31) + 1 : Math.floor((inYear - 186) / 30) + 7;
  return { year, month, day: inYear - daysBefore(month) + 1 };
}

function newYear(year: number): DayNumber {
  return EPOCH + 365 * (year - 1) + Math.floor((8 * year + 21) / 33);
}

const daysBefore = (month: number): number => (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30);

function monthLength(year: number, month: number): number {
  if (month <= 6) return 31;
  if (month <= 11) return 30;
  return isPersianLeapYear(year) ? 30 : 29;
}
