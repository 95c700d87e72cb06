// Dates that a table writes in the Persian or the Hijri calendar, as the exact days of our own calendar that they cover.
import { Refusal } from '../../base/errors.ts';
import {
  type DayNumber,
  dayToHijri,
  dayToPersian,
  formatDay,
  type HijriRule,
  hijriToDay,
  persianToDay,
} from '../../base/time/index.ts';
import { lunarOrSolarMonth } from './month-names.ts';
import { latinDigits } from './table-figures.ts';

/**
 * The calendars in which the dates of a table may be written. `hijri-umm-al-qura` and `hijri-civil` name the rule by which
 * the publisher counts; `hijri` names none, and takes only dates on which both rules agree.
 */
export const TABLE_CALENDARS = ['gregorian', 'persian', 'hijri', 'hijri-umm-al-qura', 'hijri-civil'] as const;
export type TableCalendar = (typeof TABLE_CALENDARS)[number];

/** A calendar as a sentence names it. */
export const CALENDAR_WORDS: Readonly<Record<TableCalendar, string>> = {
  gregorian: 'the Gregorian calendar',
  persian: 'the Persian (Solar Hijri) calendar',
  hijri: 'the Hijri (Islamic) calendar',
  'hijri-umm-al-qura': 'the Hijri calendar by Umm al-Qura',
  'hijri-civil': 'the Hijri calendar by the tabular rule',
};

/** Year, month and day as written; month or day null where the date is of a whole year or month. */
export interface WrittenDate {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
  /** Where the name of a month says whose calendar it is. */
  readonly of: 'persian' | 'hijri' | null;
}

// Marks of direction and joining that stand in texts of these scripts and are no part of a date.
const UNSEEN = /[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const ERA = /(?<=\d)\s*(?:(?:هـ|ه)\.?\s*(?:ش|ق)?\.?|ش\.?|ق\.?|a\.?h\.?|a\.?p\.?|h\.?s?\.?|s\.?h\.?)$/iu;
const SOLAR_ERA = /ش|a\.?p|s\.?h|h\.?s/iu;
const LUNAR_ERA = /ق/u;

/**
 * The parts of a date with a year from 1200 to 1599: `1400/05/12`, `۱۴۰۰-۰۵`, `12.05.1400`, `05/1400`, `12 مرداد 1400`,
 * `Muharram 1443 AH`, `1399`. Undefined where it is none, or could be read in two ways (`3/8/1400`).
 */
export function writtenDate(text: string): WrittenDate | undefined {
  const plain = latinDigits(text).replace(UNSEEN, '').trim();
  const era = ERA.exec(plain)?.[0] ?? '';
  const bare = era === '' || !/\d/.test(plain) ? plain : plain.slice(0, -era.length).trim();
  const solar = era !== '' && SOLAR_ERA.test(era);
  const of = solar ? 'persian' : LUNAR_ERA.test(era) ? 'hijri' : null;
  const whole = (year: string, month?: string, day?: string): WrittenDate => ({
    year: Number(year),
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
    of,
  });
  const yearFirst = /^(1[2-5]\d\d)(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?:[T ]00:00(?::00)?)?$/.exec(bare);
  if (yearFirst !== null) return whole(yearFirst[1] ?? '', yearFirst[3], yearFirst[4]);
  const monthFirst = /^(\d{1,2})[-/.](1[2-5]\d\d)$/.exec(bare);
  if (monthFirst !== null) return whole(monthFirst[2] ?? '', monthFirst[1]);
  const dayFirst = /^(\d{1,2})([-/.])(\d{1,2})\2(1[2-5]\d\d)$/.exec(bare);
  if (dayFirst !== null)
    return dayFirst[2] === '.' || Number(dayFirst[1]) > 12
      ? whole(dayFirst[4] ?? '', dayFirst[3], dayFirst[1])
      : undefined;
  const numbers = bare.match(/\d+/g) ?? [];
  const years = numbers.filter((one) => /^1[2-5]\d\d$/.test(one));
  const days = numbers.filter((one) => one.length <= 2);
  const named = lunarOrSolarMonth(bare.replace(/\d+/g, ' '));
  if (named === undefined || years.length !== 1 || days.length > 1 || numbers.length !== 1 + days.length)
    return undefined;
  if (of !== null && of !== named.of) return undefined;
  return { ...whole(years[0] ?? '', String(named.month), days[0]), of: named.of };
}

/**
 * A date of a table as EDTF, read by a calendar: a day as its day, a month or a year as the days it covers
 * (`2021-07-23/2021-08-22`), since it overlaps two of ours. Undefined where it is no such date.
 * @throws Refusal FLOWS_CALENDAR_RULE where the two Hijri rules give different days and none was named
 */
export function dateInCalendar(
  text: string,
  calendar: Exclude<TableCalendar, 'gregorian'>,
): string | undefined {
  const date = writtenDate(text);
  if (date === undefined) return undefined;
  const kind = calendar === 'persian' ? 'persian' : 'hijri';
  if (date.of !== null && date.of !== kind) return undefined;
  if (calendar === 'persian') return covered(date, persianToDay);
  const by = (rule: HijriRule): string | undefined => covered(date, (one) => hijriToDay(one, rule));
  if (calendar === 'hijri-civil') return by('civil');
  if (calendar === 'hijri-umm-al-qura') return by('umm-al-qura');
  const [civil, official] = [by('civil'), by('umm-al-qura')];
  if (civil !== undefined && official !== undefined && civil !== official)
    throw new Refusal(
      'FLOWS_CALENDAR_RULE',
      `“${text}” is ${civil} by the tabular Hijri rule and ${official} by Umm al-Qura. Say as the calendar hijri-civil or hijri-umm-al-qura, whichever the publisher counts by.`,
      { civil, ummAlQura: official },
    );
  return civil ?? official;
}

/**
 * The month or year of a calendar that begins on a day, as the days it covers; undefined where none begins on it, and for
 * `hijri`, which names no rule.
 */
export function periodFrom(
  day: DayNumber,
  calendar: TableCalendar,
  step: 'month' | 'year',
): string | undefined {
  if (calendar === 'gregorian' || calendar === 'hijri') return undefined;
  const rule: HijriRule = calendar === 'hijri-civil' ? 'civil' : 'umm-al-qura';
  const begun = calendar === 'persian' ? dayToPersian(day) : dayToHijri(day, rule);
  if (begun.day !== 1 || (step === 'year' && begun.month !== 1)) return undefined;
  const dayOf: DayOf = calendar === 'persian' ? persianToDay : (one) => hijriToDay(one, rule);
  return covered({ ...begun, month: step === 'year' ? null : begun.month, day: null, of: null }, dayOf);
}

type DayOf = (date: { readonly year: number; readonly month: number; readonly day: number }) => DayNumber;

function covered({ year, month, day }: WrittenDate, dayOf: DayOf): string | undefined {
  try {
    if (month !== null && day !== null) return formatDay(dayOf({ year, month, day }));
    const from = dayOf({ year, month: month ?? 1, day: 1 });
    const next =
      month === null || month === 12
        ? { year: year + 1, month: 1, day: 1 }
        : { year, month: month + 1, day: 1 };
    return `${formatDay(from)}/${formatDay(dayOf(next) - 1)}`;
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}

/** A calendar that is likely from the years or months of a column, and why. A proposal: a person says which it is. */
export interface ProposedCalendar {
  readonly calendar: 'persian' | 'hijri';
  readonly why: string;
}

/** What the texts of a column propose; null where they look Gregorian, or like no dates at all. */
export function proposedCalendar(texts: readonly string[]): ProposedCalendar | null {
  const filled = texts.filter((text) => text.trim() !== '');
  const dates = filled.flatMap((text) => writtenDate(text) ?? []);
  if (dates.length === 0 || dates.length * 2 < filled.length) return null;
  const years = dates.map((one) => one.year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const span = first === last ? `${first}` : `${first} to ${last}`;
  const named = dates.find((one) => one.of !== null)?.of ?? null;
  if (named !== null)
    return {
      calendar: named,
      why: `its months or its era are those of ${CALENDAR_WORDS[named]} (years ${span})`,
    };
  // 1380 to 1415 is 2001 to 2037 by the sun; 1416 to 1465 is 1995 to 2043 by the moon.
  if (first >= 1340 && last <= 1415)
    return { calendar: 'persian', why: `its years are ${span}, which are ${first + 621} to ${last + 622}` };
  if (first >= 1416 && last <= 1465)
    return {
      calendar: 'hijri',
      why: `its years are ${span}, which are about ${Math.floor(first * 0.970224 + 621.57)} to ${Math.ceil(last * 0.970224 + 621.57)}`,
    };
  return null;
}
