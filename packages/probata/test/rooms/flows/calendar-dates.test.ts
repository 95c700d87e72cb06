// Dates of the Persian and the Hijri calendar in a table: their exact days, both kinds of digits, and what is refused.
import { describe, expect, test } from 'vitest';
import { formatDay, parseDay } from '../../../src/base/time/index.ts';
import { dateInCalendar, periodFrom, proposedCalendar } from '../../../src/rooms/flows/calendar-dates.ts';
import { type GridCell, type Range, readRange } from '../../../src/rooms/flows/read-table.ts';
import { tableNumber } from '../../../src/rooms/flows/table-figures.ts';

describe('a Persian date in a table', () => {
  test.each([
    // 1 Farvardin 1400 was 21 March 2021 (calendar.ut.ac.ir, and ICU); Mordad has 31 days, Esfand 1399 thirty.
    ['1400/01/01', '2021-03-21'],
    ['۱۴۰۰/۰۱/۰۱', '2021-03-21'],
    ['١٤٠٠-٠١-٠١', '2021-03-21'],
    ['01.01.1400', '2021-03-21'],
    ['15/05/1400', '2021-08-06'],
    ['12 مرداد 1400', '2021-08-03'],
    ['۱۲ مرداد ۱۴۰۰ ش', '2021-08-03'],
    ['12 اسد 1400', '2021-08-03'],
    ['12 Mordad 1400', '2021-08-03'],
    ['1399/12/30', '2021-03-20'],
    ['1400-05', '2021-07-23/2021-08-22'],
    ['05/1400', '2021-07-23/2021-08-22'],
    ['مرداد 1400', '2021-07-23/2021-08-22'],
    ['1400 سنبله', '2021-08-23/2021-09-22'],
    ['1399', '2020-03-20/2021-03-20'],
    ['1399/12', '2021-02-19/2021-03-20'],
  ])('“%s” is %s', (text, edtf) => expect(dateInCalendar(text, 'persian')).toBe(edtf));

  test.each([
    '1400/12/30',
    '1400/13',
    '3/8/1400',
    '2021-08',
    'رمضان 1400',
    '1400 ق',
    'Total',
    '1400/05 1401/05',
  ])('“%s” is none that can be read in one way', (text) =>
    expect(dateInCalendar(text, 'persian')).toBeUndefined(),
  );

  test('every day of eleven years is the one that ICU gives', () => {
    const format = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { timeZone: 'UTC' });
    for (let day = parseDay('2020-01-01'); day < parseDay('2031-01-01'); day += 1) {
      const part = Object.fromEntries(
        format.formatToParts(day * 86_400_000).map((one) => [one.type, one.value]),
      );
      expect(dateInCalendar(`${part['year']}/${part['month']}/${part['day']}`, 'persian')).toBe(
        formatDay(day),
      );
    }
  });
});

describe('a Hijri date in a table', () => {
  test.each([
    ['1442/10/14', 'hijri', '2021-05-26'],
    ['١٤ شوال ١٤٤٢ هـ', 'hijri', '2021-05-26'],
    ['14 Shawwal 1442 AH', 'hijri', '2021-05-26'],
    ['1443/01/01', 'hijri-civil', '2021-08-10'],
    ['1443/01/01', 'hijri-umm-al-qura', '2021-08-09'],
    ['محرم ١٤٤٣', 'hijri-umm-al-qura', '2021-08-09/2021-09-07'],
    ['1442 Dhu al-Hijjah', 'hijri-civil', '2021-07-11/2021-08-09'],
    ['ذو الحجة ١٤٤٢', 'hijri-civil', '2021-07-11/2021-08-09'],
    ['1442', 'hijri-umm-al-qura', '2020-08-20/2021-08-08'],
  ] as const)('“%s” by %s is %s', (text, calendar, edtf) =>
    expect(dateInCalendar(text, calendar)).toBe(edtf),
  );

  test('where the two rules part and none is named, it says both days and what to say', () => {
    expect(() => dateInCalendar('1443/01/01', 'hijri')).toThrow(
      /2021-08-10 by the tabular Hijri rule and 2021-08-09 by Umm al-Qura.*hijri-civil or hijri-umm-al-qura/,
    );
  });

  test('a month of the other calendar is none', () => {
    expect(dateInCalendar('مرداد 1442', 'hijri-civil')).toBeUndefined();
  });
});

describe('the month that begins on a day', () => {
  test.each([
    ['2021-07-23', 'persian', 'month', '2021-07-23/2021-08-22'],
    ['2021-03-21', 'persian', 'year', '2021-03-21/2022-03-20'],
    ['2021-08-10', 'hijri-civil', 'month', '2021-08-10/2021-09-08'],
    ['2021-08-09', 'hijri-umm-al-qura', 'month', '2021-08-09/2021-09-07'],
    ['2021-07-24', 'persian', 'month', undefined],
    ['2021-07-23', 'persian', 'year', undefined],
    ['2021-08-10', 'hijri', 'month', undefined],
  ] as const)('%s, %s, %s: %s', (day, calendar, step, span) =>
    expect(periodFrom(parseDay(day), calendar, step)).toBe(span),
  );
});

describe('which calendar is likely', () => {
  test.each([
    [['1399', '1400', '1405'], 'persian'],
    [['1400/05/12', ''], 'persian'],
    [['1440/01/05', '1448/01/05'], 'hijri'],
    [['رمضان 1400'], 'hijri'],
    [['2021-08', '2021-09'], undefined],
    [['Month', 'Count', '1400'], undefined],
    [[], undefined],
  ] as const)('%j: %s', (texts, calendar) => expect(proposedCalendar(texts)?.calendar).toBe(calendar));

  test('it says why', () => {
    expect(proposedCalendar(['1399', '1405'])?.why).toBe(
      'its years are 1399 to 1405, which are 2020 to 2027',
    );
  });
});

const grid = (rows: readonly (readonly string[])[]): readonly GridCell[] =>
  rows.flatMap((cells, r) =>
    cells.map((text, c) => ({ sheet: '', row: r + 1, col: c + 1, text, start: 0, end: text.length })),
  );
const range = (more: Partial<Range> = {}): Range => ({
  sheet: null,
  firstRow: 1,
  lastRow: null,
  dateColumn: 1,
  valueColumn: 2,
  decimals: 'point',
  missing: [''],
  ...more,
});

describe('a table with dates of another calendar', () => {
  const table = grid([
    ['1400-05', '۳٬۲۳۶'],
    ['1400-06', '۱٬۹۵۳٫۵'],
  ]);

  test('is refused with the calendar that is likely, until a person says which it is', () => {
    expect(() => readRange(table, range())).toThrow(
      /Column 1 is probably written in the Persian \(Solar Hijri\) calendar: its years are 1400/,
    );
    expect(readRange(table, range({ calendar: 'gregorian' }))[0]).toMatchObject({
      at: '1400-05',
      written: null,
    });
  });

  test('gives each month as the days that it covers, with the date as written and the figure in Latin digits', () => {
    expect(
      readRange(table, range({ calendar: 'persian' })).map(({ at, value, written }) => [
        at,
        value,
        written?.text,
      ]),
    ).toEqual([
      ['2021-07-23/2021-08-22', '3236', '1400-05'],
      ['2021-08-23/2021-09-22', '1953.5', '1400-06'],
    ]);
  });

  test('first and last day may be months; what was published may stand in either calendar', () => {
    const spans = grid([['1400/05', '1400/06', '7', '2021-10-01', '1400/07/09']]);
    const read = (vintageColumn: number) =>
      readRange(spans, range({ calendar: 'persian', endColumn: 2, valueColumn: 3, vintageColumn }))[0];
    expect(read(4)).toMatchObject({
      at: '2021-07-23/2021-09-22',
      vintage: '2021-10-01',
      written: { text: '1400/05 – 1400/06' },
    });
    expect(read(5)?.vintage).toBe('2021-10-01');
  });

  test('a date that this calendar has not is refused by its cell', () => {
    expect(() => readRange(grid([['1400/12/30', '7']]), range({ calendar: 'persian' }))).toThrow(
      /Row 1, column 1 should hold a date of the Persian/,
    );
  });

  test.each([
    ['١٬٩٥٣٫٥', 'point', '1953.5'],
    ['١٬٩٥٣٫٥', 'comma', '1953.5'],
    ['۱۲', 'comma', '12'],
    ['1,953.5', 'point', '1953.5'],
    ['1.953,5', 'comma', '1953.5'],
    ['۱۲.', 'point', undefined],
  ] as const)('the figure “%s” (%s) is %s', (text, decimals, plain) =>
    expect(tableNumber(text, decimals)).toBe(plain),
  );
});
