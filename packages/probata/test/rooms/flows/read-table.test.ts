// Times as tables write them: by month, quarter and ISO week, and with month names in the languages of the house.
import { describe, expect, test } from 'vitest';
import { tableDate } from '../../../src/rooms/flows/read-table.ts';

describe('a time in a table', () => {
  test.each([
    ['2021-08', '2021-08'],
    ['08/2021', '2021-08'],
    ['Aug 2021', '2021-08'],
    ['Sept. 2021', '2021-09'],
    ['03.08.2021', '2021-08-03'],
    ['3 August 2021', '2021-08-03'],
    ['01-Aug-2021', '2021-08-01'],
    ['August 3, 2021', '2021-08-03'],
    ['août 2021', '2021-08'],
    ['2021 m. rugpjūčio 3 d.', '2021-08-03'],
    ['2021 rugpjūtis', '2021-08'],
    ['август 2021', '2021-08'],
    ['أغسطس 2021', '2021-08'],
    ['٢٠٢١-٠٨', '2021-08'],
    ['۳.۸.۲۰۲۱', '2021-08-03'],
    ['sierpień 2021', '2021-08'],
    ['3 sierpnia 2021 r.', '2021-08-03'],
    ['maja 2021', '2021-05'],
    ['Październik 2021', '2021-10'],
    ['2021. gada 3. augusts', '2021-08-03'],
    ['2021 jūlijs', '2021-07'],
    ['martā 2021', '2021-03'],
    ['2021M08', '2021-08'],
    ['2021-Q3', '2021-07-01/2021-09-30'],
    ['Q4 2021', '2021-10-01/2021-12-31'],
    ['2020H1', '2020-01-01/2020-06-30'],
    // Python: date.fromisocalendar(2021, 31, 1) and so on; 2020 has 53 weeks, 2021 has 52.
    ['2021-W31', '2021-08-02/2021-08-08'],
    ['W53 2020', '2020-12-28/2021-01-03'],
    ['2026-W01', '2025-12-29/2026-01-04'],
    ['2024W09', '2024-02-26/2024-03-03'],
  ])('“%s” is %s', (text, edtf) => expect(tableDate(text)).toBe(edtf));

  test.each([
    '3/8/2021',
    'Aug-21',
    '2021-W53',
    '2021W00',
    'Q5 2021',
    'H3 2021',
    '2021M13',
    'Total',
    '1-15 Aug 2021',
  ])('“%s” is none that can be read in one way', (text) => expect(tableDate(text)).toBeUndefined());
});
