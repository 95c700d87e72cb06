import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, equals, toDecimal } from '../../../src/base/rational.ts';
import { parseDay } from '../../../src/base/time/index.ts';
import { yearFraction } from '../../../src/rooms/quantum/day-count.ts';
import { DAY_COUNTS, type DayCount } from '../../../src/rooms/quantum/figures.ts';
import { caseFolder, read } from './reference-cases.ts';

const fraction = (start: string, end: string, count: DayCount): string =>
  toDecimal(yearFraction(parseDay(start), parseDay(end), count), 10);

describe('the part of a year', () => {
  test('by hand: 15 December 2019 to 1 March 2020', () => {
    // 17 days to New Year in a year of 365, then 31 + 29 in one of 366: 17/365 + 60/366 = 0.2105097687.
    expect(fraction('2019-12-15', '2020-03-01', 'act-act-isda')).toBe('0.2105097687');
    expect(fraction('2019-12-15', '2020-03-01', 'act-365f')).toBe('0.2109589041'); // 77/365
    expect(fraction('2019-12-15', '2020-03-01', 'act-360')).toBe('0.2138888889'); // 77/360
    expect(fraction('2019-12-15', '2020-03-01', 'thirty-360-us')).toBe('0.2111111111'); // 76/360
    expect(fraction('2019-12-15', '2020-03-01', 'act-365-25')).toBe('0.2108145106'); // 77/365.25
  });

  test('the end of February counts as the 30th only under the end-of-month rule', () => {
    // From 28 February to 31 March 2021: bond basis 33 days, with the February rule 30.
    expect(fraction('2021-02-28', '2021-03-31', 'thirty-360-us')).toBe(toDecimal({ n: 33n, d: 360n }, 10));
    expect(fraction('2021-02-28', '2021-03-31', 'thirty-360-us-eom')).toBe(
      toDecimal({ n: 30n, d: 360n }, 10),
    );
    expect(fraction('2020-02-29', '2021-02-28', 'thirty-360-us-eom')).toBe('1.0000000000');
  });

  test('no leap day counts where none is counted, and the end of February is the 30th where it is so ruled', () => {
    // 2024-02-28 to 2024-03-01 is two days, one of them 29 February.
    expect(fraction('2024-02-28', '2024-03-01', 'act-365-nl')).toBe('0.0027397260');
    expect(fraction('2023-06-01', '2024-06-01', 'act-365-nl')).toBe('1.0000000000');
    // 30 to 30: 28 February 2021 to 31 August 2021 is six months of 30 days.
    expect(fraction('2021-02-28', '2021-08-31', 'thirty-e-360-isda')).toBe('0.5000000000');
    expect(fraction('2021-02-28', '2021-08-31', 'thirty-e-360')).toBe('0.5055555556');
  });

  test('actual counts add up over any split, and turn their sign with the direction', () => {
    const day = fc.integer({ min: 0, max: 40_000 });
    const actual = DAY_COUNTS.filter((count) => count.startsWith('act'));
    fc.assert(
      fc.property(day, day, day, fc.constantFrom(...actual), (a, b, c, count) => {
        const whole = yearFraction(a, c, count);
        expect(equals(add(yearFraction(a, b, count), yearFraction(b, c, count)), whole)).toBe(true);
      }),
    );
  });

  const folder = caseFolder('day-count-fractions');
  (folder === null ? test.skip : test)('reference case day-count-fractions', () => {
    const { rows } = JSON.parse(read(folder ?? '', 'expected.json')) as {
      rows: readonly Record<string, string>[];
    };
    for (const row of rows) {
      const by = (count: DayCount): string => fraction(row['start'] ?? '', row['end'] ?? '', count);
      expect(parseDay(row['end'] ?? '') - parseDay(row['start'] ?? '')).toBe(row['days']);
      expect(by('act-365f')).toBe(row['act_365f']);
      expect(by('act-360')).toBe(row['act_360']);
      expect(by('act-act-isda')).toBe(row['act_act_isda']);
      expect(by('thirty-360-us')).toBe(row['thirty_360_us']);
      expect(by('thirty-e-360')).toBe(row['thirty_e_360']);
    }
  });
});
