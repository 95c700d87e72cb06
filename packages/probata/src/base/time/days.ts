// Days as plain numbers, so that "how many days" and "six months later" have one answer everywhere.
import { Refusal } from '../errors.ts';

/** Whole days since 1 January 1970 in the Gregorian calendar, carried back before its introduction (proleptic). */
export type DayNumber = number;

/** A civil date in the Gregorian calendar: `year` 0 to 9999, `month` 1 to 12, `day` 1 to 31. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const MS_PER_DAY = 86_400_000;

/** True for a leap year of the Gregorian calendar (every fourth, save centuries not divisible by 400). */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Number of days in a month (1 to 12) of a Gregorian year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The day number of a civil date, by counting whole 400-year eras (146,097 days each) from 1 March of year 0.
 * The caller has checked that the date exists.
 */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The civil date of a day number: the inverse of `dayNumber`. */
export function civilDate(number: DayNumber): CivilDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** ISO weekday of a day number: Monday 1 to Sunday 7. */
export function weekday(number: DayNumber): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/**
 * Reads an exact day `YYYY-MM-DD`.
 * @throws Refusal TIME_DAY_UNREADABLE for another form, or a day that no calendar has (30 February)
 */
export function parseDay(text: string): DayNumber {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null)
    throw new Refusal('TIME_DAY_UNREADABLE', `Write the day as YYYY-MM-DD, not “${text.slice(0, 40)}”.`);
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    throw new Refusal('TIME_DAY_UNREADABLE', `There is no day ${text} in the calendar.`);
  return dayNumber(year, month, day);
}

/**
 * Writes a day number as `YYYY-MM-DD`.
 * @throws Refusal TIME_DAY_OUT_OF_RANGE outside the years 0000 to 9999
 */
export function formatDay(number: DayNumber): string {
  const { year, month, day } = civilDate(number);
  if (!Number.isInteger(number) || year < 0 || year > 9999)
    throw new Refusal('TIME_DAY_OUT_OF_RANGE', `Day number ${number} is outside the years 0000 to 9999.`);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * The day so many calendar months later (or earlier, for a negative count). Where the month reached is too short,
 * its last day: six months after 31 August is 28 or 29 February. This is the reading of a treaty's "six months"
 * (Smuggling Protocol, art. 20(2)): calendar months, never multiples of 30 days.
 */
export function addCalendarMonths(number: DayNumber, months: number): DayNumber {
  const { year, month, day } = civilDate(number);
  const count = year * 12 + (month - 1) + months;
  const newYear = Math.floor(count / 12);
  const newMonth = count - newYear * 12 + 1;
  return dayNumber(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
}

/**
 * Whole calendar months from `from` to `to`, and the days left over; both zero or positive when `to` is not earlier.
 * The months are the largest count for which `addCalendarMonths(from, months)` is not after `to`.
 */
export function monthsBetween(
  from: DayNumber,
  to: DayNumber,
): { readonly months: number; readonly days: number } {
  if (to < from) {
    const back = monthsBetween(to, from);
    return { months: -back.months, days: -back.days };
  }
  const a = civilDate(from);
  const b = civilDate(to);
  let months = (b.year - a.year) * 12 + b.month - a.month;
  if (addCalendarMonths(from, months) > to) months -= 1;
  return { months, days: to - addCalendarMonths(from, months) };
}

/**
 * Days between two days. By default the first is out and the last is in, as courts count time-limits
 * and interest (ICJ practice; Costa Rica v. Nicaragua: 16 December 2015 to 2 February 2018 is 779 days).
 */
export function daysBetween(
  from: DayNumber,
  to: DayNumber,
  count: { readonly firstDay?: 'in' | 'out'; readonly lastDay?: 'in' | 'out' } = {},
): number {
  return to - from + (count.firstDay === 'in' ? 1 : 0) - (count.lastDay === 'out' ? 1 : 0);
}
