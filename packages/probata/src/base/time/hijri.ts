// Dates of the Hijri (Islamic lunar) calendar, by the two rules in use, and a warning where the two differ.
import { Refusal } from '../errors.ts';
import { type DayNumber, formatDay } from './days.ts';

/**
 * `civil`: the tabular calendar, 11 leap years in 30 (2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29), epoch Friday
 * 16 July 622 Julian. `umm-al-qura`: the official calendar of Saudi Arabia, years 1300 to 1600, from the table that
 * comes with the runtime (ICU, `islamic-umalqura`). Neither is the sighting of the moon on the day, which may differ
 * from both by a day or two.
 */
export type HijriRule = 'civil' | 'umm-al-qura';

export interface HijriDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

// Day number of 1 Muharram of year 1: Julian day 1,948,440 (civil epoch) less 2,440,588 (1 January 1970).
const EPOCH = 1_948_440 - 2_440_588;
const FIRST_UMM_AL_QURA = 1300;
const LAST_UMM_AL_QURA = 1600;

const ummAlQura = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

/**
 * The Gregorian day of a Hijri date under one rule.
 * @throws Refusal TIME_HIJRI_UNKNOWN for a day the rule does not have, or a year outside 1 to 1600 (civil), 1300 to 1600
 */
export function hijriToDay(date: HijriDate, rule: HijriRule): DayNumber {
  const { year, month, day } = date;
  const inRange = year >= (rule === 'civil' ? 1 : FIRST_UMM_AL_QURA) && year <= LAST_UMM_AL_QURA;
  if (
    !inRange ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > 30 ||
    ![year, month, day].every(Number.isInteger)
  )
    throw unknown(date, rule);
  const guess = civilToDay(year, month, day);
  if (rule === 'civil') {
    if (day === 30 && !same(dayToHijri(guess, 'civil'), date)) throw unknown(date, rule);
    return guess;
  }
  // The two rules never lie more than a few days apart, so the table is searched around the tabular day.
  for (const step of [0, -1, 1, -2, 2, -3, 3])
    if (same(dayToHijri(guess + step, rule), date)) return guess + step;
  throw unknown(date, rule);
}

/**
 * The Hijri date of a Gregorian day under one rule: the inverse of `hijriToDay`.
 * @throws Refusal TIME_HIJRI_UNKNOWN outside the years the rule covers
 */
export function dayToHijri(day: DayNumber, rule: HijriRule): HijriDate {
  const date = rule === 'civil' ? tabular(day) : fromTable(day);
  const first = rule === 'civil' ? 1 : FIRST_UMM_AL_QURA;
  // A few days beyond the last year are tolerated inside `hijriToDay`, which compares whole dates and so rejects them.
  if (date.year < first - 1 || date.year > LAST_UMM_AL_QURA + 1)
    throw new Refusal(
      'TIME_HIJRI_UNKNOWN',
      `The ${rule} Hijri calendar is known here for the years ${first} to 1600.`,
    );
  return date;
}

/**
 * Every Gregorian day a written Hijri date may mean under the two rules, as EDTF: one day where both agree, else
 * `[a,b]`, one of them.
 * @throws Refusal TIME_HIJRI_UNKNOWN if neither rule has such a day
 */
export function hijriReadings(date: HijriDate): {
  readonly edtf: string;
  readonly readings: readonly { readonly rule: HijriRule; readonly day: DayNumber }[];
} {
  const readings: { rule: HijriRule; day: DayNumber }[] = [];
  for (const rule of ['civil', 'umm-al-qura'] as const) {
    try {
      readings.push({ rule, day: hijriToDay(date, rule) });
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
    }
  }
  if (readings.length === 0) throw unknown(date, 'civil');
  const days = [...new Set(readings.map((reading) => reading.day))].sort((a, b) => a - b).map(formatDay);
  return { edtf: days.length === 1 ? (days[0] ?? '') : `[${days.join(',')}]`, readings };
}

function civilToDay(year: number, month: number, day: number): DayNumber {
  return (
    EPOCH + (year - 1) * 354 + Math.floor((3 + 11 * year) / 30) + Math.ceil(29.5 * (month - 1)) + day - 1
  );
}

function tabular(day: DayNumber): HijriDate {
  const year = Math.floor((30 * (day - EPOCH) + 10_646) / 10_631);
  const inYear = day - civilToDay(year, 1, 1);
  const month = Math.min(12, Math.ceil((inYear - 29 + 1) / 29.5 + 1));
  const start = civilToDay(year, Math.max(1, month), 1);
  return start > day
    ? { year, month: month - 1, day: day - civilToDay(year, month - 1, 1) + 1 }
    : { year, month: Math.max(1, month), day: day - start + 1 };
}

function fromTable(day: DayNumber): HijriDate {
  const read: Record<string, number> = {};
  for (const part of ummAlQura.formatToParts(day * 86_400_000)) read[part.type] = Number(part.value);
  return { year: read['year'] ?? 0, month: read['month'] ?? 0, day: read['day'] ?? 0 };
}

function same(a: HijriDate, b: HijriDate): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day;
}

function unknown(date: HijriDate, rule: HijriRule): Refusal {
  return new Refusal(
    'TIME_HIJRI_UNKNOWN',
    `The ${rule} Hijri calendar has no day ${date.day} of month ${date.month} in ${date.year}.`,
  );
}
