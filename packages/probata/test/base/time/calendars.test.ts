import { describe, expect, test } from 'vitest';
import { formatDay, parseDay } from '../../../src/base/time/days.ts';
import { dayToHijri, hijriReadings, hijriToDay } from '../../../src/base/time/hijri.ts';
import { dayToPersian, isPersianLeapYear, persianToDay } from '../../../src/base/time/persian.ts';

function oracle(calendar: string): (day: number) => { year: number; month: number; day: number } {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  return (day) => {
    const read: Record<string, number> = {};
    for (const part of format.formatToParts(day * 86_400_000)) read[part.type] = Number(part.value);
    return { year: read['year'] ?? 0, month: read['month'] ?? 0, day: read['day'] ?? 0 };
  };
}

describe('the Hijri calendar', () => {
  test('the tabular rule agrees with Intl islamic-civil, every 7th day from 1800 to 2150, both ways', () => {
    const expected = oracle('islamic-civil');
    for (let day = parseDay('1800-01-01'); day < parseDay('2150-01-01'); day += 7) {
      expect(dayToHijri(day, 'civil')).toEqual(expected(day));
      expect(hijriToDay(expected(day), 'civil')).toBe(day);
    }
  });

  test('Umm al-Qura goes both ways for every day from 2019 to 2026', () => {
    const expected = oracle('islamic-umalqura');
    for (let day = parseDay('2019-01-01'); day < parseDay('2026-01-01'); day += 1) {
      const date = dayToHijri(day, 'umm-al-qura');
      expect(date).toEqual(expected(day));
      expect(hijriToDay(date, 'umm-al-qura')).toBe(day);
    }
  });

  test('1 Muharram 1443 was 10 August 2021 tabular, and 9 August by Umm al-Qura: both readings are kept', () => {
    const read = hijriReadings({ year: 1443, month: 1, day: 1 });
    expect(read.readings.map((r) => `${r.rule} ${formatDay(r.day)}`)).toEqual([
      'civil 2021-08-10',
      'umm-al-qura 2021-08-09',
    ]);
    expect(read.edtf).toBe('[2021-08-09,2021-08-10]');
  });

  test('where both rules agree the reading is one day', () => {
    expect(hijriReadings({ year: 1442, month: 10, day: 14 }).edtf).toBe('2021-05-26');
  });

  test('a day that the rule does not have is refused', () => {
    expect(() => hijriToDay({ year: 1442, month: 2, day: 30 }, 'civil')).toThrow(/no day 30/);
    expect(() => hijriToDay({ year: 1200, month: 1, day: 1 }, 'umm-al-qura')).toThrow(/no day/);
    expect(() => hijriToDay({ year: 1442, month: 13, day: 1 }, 'civil')).toThrow(/no day/);
    expect(() => dayToHijri(-3_000_000, 'civil')).toThrow(/known here/);
  });
});

describe('the Persian calendar', () => {
  test('agrees with Intl persian on every day of the years 1178 to 1501, both ways', () => {
    const expected = oracle('persian');
    const last = persianToDay({ year: 1501, month: 12, day: 29 });
    for (let day = persianToDay({ year: 1178, month: 1, day: 1 }); day <= last; day += 1) {
      const date = dayToPersian(day);
      if (day % 3 === 0) expect(date).toEqual(expected(day));
      expect(persianToDay(date)).toBe(day);
    }
  });

  test('1 Farvardin 1400 was 21 March 2021; 1399 and 1403 were leap years', () => {
    expect(formatDay(persianToDay({ year: 1400, month: 1, day: 1 }))).toBe('2021-03-21');
    expect(formatDay(persianToDay({ year: 1404, month: 1, day: 1 }))).toBe('2025-03-21');
    expect([1399, 1400, 1403, 1404].map(isPersianLeapYear)).toEqual([true, false, true, false]);
  });

  test('a day that does not exist is refused', () => {
    expect(() => persianToDay({ year: 1400, month: 12, day: 30 })).toThrow(/no day 30/);
    expect(() => persianToDay({ year: 1100, month: 1, day: 1 })).toThrow(/known here/);
    expect(() => dayToPersian(parseDay('1700-01-01'))).toThrow(/known here/);
  });
});
