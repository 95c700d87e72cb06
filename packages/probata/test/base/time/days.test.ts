import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addCalendarMonths,
  civilDate,
  dayNumber,
  daysBetween,
  formatDay,
  monthsBetween,
  parseDay,
  weekday,
} from '../../../src/base/time/days.ts';

const after = (day: string, months: number): string => formatDay(addCalendarMonths(parseDay(day), months));

describe('days', () => {
  test('day numbers agree with the runtime over the years 0000 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (number) => {
        const text = formatDay(number);
        expect(text).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
        expect(parseDay(text)).toBe(number);
        const { year, month, day } = civilDate(number);
        expect(dayNumber(year, month, day)).toBe(number);
        expect(weekday(number)).toBe(new Date(number * 86_400_000).getUTCDay() || 7);
      }),
      { numRuns: 3000 },
    );
  });

  test('a day that no calendar has is refused', () => {
    for (const text of ['2021-02-29', '2021-13-01', '2021-00-10', '2021-6-1', '19 May 2025'])
      expect(() => parseDay(text)).toThrow(/day/);
    expect(() => formatDay(3_000_000)).toThrow(/0000 to 9999/);
  });

  test('six calendar months end on the same day of the month, or on its last day', () => {
    expect(after('2023-03-16', 6)).toBe('2023-09-16');
    expect(after('2022-08-31', 6)).toBe('2023-02-28');
    expect(after('2023-08-31', 6)).toBe('2024-02-29');
    expect(after('2024-02-29', 12)).toBe('2025-02-28');
    expect(after('2021-01-31', 1)).toBe('2021-02-28');
    expect(after('2021-03-31', -1)).toBe('2021-02-28');
    expect(after('2021-01-15', -13)).toBe('2019-12-15');
  });

  test('months between are the largest count that does not pass the end', () => {
    expect(monthsBetween(parseDay('2022-08-31'), parseDay('2023-02-28'))).toEqual({ months: 6, days: 0 });
    expect(monthsBetween(parseDay('2015-12-16'), parseDay('2018-02-02'))).toEqual({ months: 25, days: 17 });
    expect(monthsBetween(parseDay('2018-02-02'), parseDay('2015-12-16'))).toEqual({ months: -25, days: -17 });
  });

  test('779 days run from 16 December 2015 to 2 February 2018, first day out', () => {
    // 15 left of December 2015, 366 of 2016, 365 of 2017, 31 of January and 2 of February 2018: 779.
    const [from, to] = [parseDay('2015-12-16'), parseDay('2018-02-02')];
    expect(daysBetween(from, to)).toBe(15 + 366 + 365 + 31 + 2);
    expect(daysBetween(from, to, { firstDay: 'in' })).toBe(780);
    expect(daysBetween(from, to, { lastDay: 'out' })).toBe(778);
  });
});
