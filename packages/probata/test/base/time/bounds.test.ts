import { describe, expect, test } from 'vitest';
import { boundsOf, isAtLeastAsFine, precisionOf } from '../../../src/base/time/bounds.ts';
import { formatDay } from '../../../src/base/time/days.ts';
import { parseEdtf } from '../../../src/base/time/edtf.ts';
import { formatInstant } from '../../../src/base/time/instant.ts';

const days = (text: string): string => {
  const bounds = boundsOf(text);
  const show = (day: number | null): string => (day === null ? '…' : formatDay(day));
  return `${show(bounds.earliestDay)} ${show(bounds.latestDay)} ${bounds.precision}`;
};

describe('the bounds of a date', () => {
  test.each([
    ['2021-06-14', '2021-06-14 2021-06-14 day'],
    ['2021-02', '2021-02-01 2021-02-28 month'],
    ['2020-02', '2020-02-01 2020-02-29 month'],
    ['2021', '2021-01-01 2021-12-31 year'],
    ['202X', '2020-01-01 2029-12-31 decade'],
    ['19XX', '1900-01-01 1999-12-31 century'],
    ['2XXX', '2000-01-01 2999-12-31 millennium'],
    ['XXXX', '… … unknown'],
    ['2021-XX-03', '2021-01-03 2021-12-03 year'],
    ['2021-XX-31', '2021-01-31 2021-12-31 year'],
    ['202X-02-29', '2020-02-29 2028-02-29 decade'],
    ['2021-05-XX', '2021-05-01 2021-05-31 month'],
    ['2021-1X', '2021-10-01 2021-12-31 year'],
    ['2021-05-1X', '2021-05-10 2021-05-19 month'],
    ['2021-05-26/2021-08', '2021-05-26 2021-08-31 month'],
    ['2021-05-26/..', '2021-05-26 … day'],
    ['../2021-05', '… 2021-05-31 month'],
    ['/2021-05', '… 2021-05-31 month'],
    ['[2021-05-26,2021-05-29]', '2021-05-26 2021-05-29 day'],
    ['[..2021-05-29]', '… 2021-05-29 day'],
    ['{2021-05..2021-07}', '2021-05-01 2021-07-31 month'],
    // Widest reading of a season: meteorological spring begins 1 March, astronomical ends 21 June.
    ['2021-21', '2021-03-01 2021-06-21 season'],
    ['2021-24', '2020-12-01 2022-03-21 season'],
    ['2021-31', '2021-03-01 2021-06-21 season'],
    ['2021-34', '2021-04-01 2021-06-30 season'],
    ['2021-39', '2021-09-01 2021-12-31 season'],
    ['2021-40', '2021-01-01 2021-06-30 season'],
  ])('%s lies in %s', (text, expected) => {
    expect(days(text)).toBe(expected);
  });

  test('a time with an offset is an exact stretch of UTC, as wide as its precision', () => {
    const bounds = boundsOf('2021-05-26T08:02+03:00');
    expect(formatInstant(bounds.earliestMs ?? 0)).toBe('2021-05-26T05:02:00.000Z');
    expect(formatInstant(bounds.latestMs ?? 0)).toBe('2021-05-26T05:03:00.000Z');
    expect(bounds.zoned).toBe(true);
    expect(bounds.precision).toBe('minute');
  });

  test('a day in Vilnius begins at 21:00 UTC the day before in summer, 22:00 in winter', () => {
    expect(formatInstant(boundsOf('2021-07-01', 'Europe/Vilnius').earliestMs ?? 0)).toBe(
      '2021-06-30T21:00:00.000Z',
    );
    expect(formatInstant(boundsOf('2021-12-01', 'Europe/Vilnius').earliestMs ?? 0)).toBe(
      '2021-11-30T22:00:00.000Z',
    );
  });

  test('a day whose clocks changed has 23 or 25 hours', () => {
    const hours = (text: string): number => {
      const bounds = boundsOf(text, 'Europe/Vilnius');
      return ((bounds.latestMs ?? 0) - (bounds.earliestMs ?? 0)) / 3_600_000;
    };
    expect(hours('2021-03-28')).toBe(23);
    expect(hours('2021-10-31')).toBe(25);
  });

  test('a day without a zone spans the day everywhere on Earth: 24 + 14 + 12 hours', () => {
    const bounds = boundsOf('2021-07-01');
    expect(((bounds.latestMs ?? 0) - (bounds.earliestMs ?? 0)) / 3_600_000).toBe(50);
    expect(bounds.zoned).toBe(false);
  });

  test('a qualified date is not firm', () => {
    expect(boundsOf('2021-06~').firm).toBe(false);
    expect(boundsOf('2021-06').firm).toBe(true);
  });

  test('precisions are ranked', () => {
    expect(isAtLeastAsFine('day', 'month')).toBe(true);
    expect(isAtLeastAsFine('year', 'month')).toBe(false);
    expect(precisionOf(parseEdtf('2021/2022-05-01'))).toBe('year');
  });
});
