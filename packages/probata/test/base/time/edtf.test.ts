import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../src/base/errors.ts';
import { canonicalEdtf, formatEdtf, isQualified, parseEdtf } from '../../../src/base/time/edtf.ts';

describe('an EDTF text is read and written back', () => {
  test.each([
    '2021',
    '2021-06',
    '2021-06-14',
    '2021?',
    '2021-06~',
    '2021-06-14%',
    '202X',
    '20XX',
    'XXXX',
    '2021-XX',
    '2021-XX-03',
    '2021-05-XX',
    'XXXX-12-XX',
    '2021-1X',
    '2021-22',
    '2021-34',
    '2021-05-26/2021-08-03',
    '2021-05-26/..',
    '../2021-05-26',
    '/2021-05-26',
    '2021-05-26/',
    '2021-06~/2021-08-03',
    '[2021-05-26,2021-05-27]',
    '{2021-05,2021-07}',
    '[2021-05-26..]',
    '[..2021-05-26]',
    '{2021-05..2021-07}',
    '2021-05-26T08',
    '2021-05-26T08:02',
    '2021-05-26T08:02:11Z',
    '2021-05-26T08:02:11.250+03:00',
    '2021-07-05T14:00~',
    '2021~-06-14',
    '2021-06~-14',
    '~2021-06-?14',
    '2021-?06-14',
  ])('%s stays as it is', (text) => {
    expect(canonicalEdtf(text)).toBe(text);
  });

  test.each([
    ['2021-05-26T08:02:11+0300', '2021-05-26T08:02:11+03:00'],
    ['2021-05-26T08:02:11+03', '2021-05-26T08:02:11+03:00'],
    ['2021-05-26T08:02:11+00:00', '2021-05-26T08:02:11Z'],
    ['[2021-05-27, 2021-05-26]', '[2021-05-26,2021-05-27]'],
    ['[2021-05-26,2021-05-26]', '[2021-05-26]'],
    ['~2021-~06-~14', '2021-06-14~'],
    ['?2021-?06-14', '2021-06?-14'],
    ['2021?~-06'.replace('?~', '%'), '2021%-06'],
    ['?2021-~06', '?2021-~06'],
  ])('%s becomes %s', (text, canonical) => {
    expect(canonicalEdtf(text)).toBe(canonical);
  });

  test.each([
    '',
    '21',
    '2021-13',
    '2021-00',
    '2021-20',
    '2021-42',
    '2021-02-29',
    '2021-04-31',
    '2021-2X',
    '2021-02-3X',
    '2023-XX-32',
    'XXX1-02-29',
    '2021-22-03',
    '2021-05-26T24:00',
    '2021-05-26T08:60',
    '2021-05-26T08:02+15:00',
    '2021-05T08:00',
    '2021-08/2021-05',
    '../..',
    '/',
    '2021/2022/2023',
    '[2021',
    '[2021}',
    '2021-05-26 to 2021-06-01',
    'Y170000002',
    '1950S2',
    '-0044',
    'x'.repeat(401),
    `[${Array.from({ length: 65 }, (_, i) => String(1900 + i)).join(',')}]`,
  ])('%s is refused with a way out', (text) => {
    expect(() => parseEdtf(text)).toThrow(Refusal);
    expect(() => parseEdtf(text)).toThrow(/Write 2025-05-19/);
  });

  test('29 February stands where a leap year fits', () => {
    expect(canonicalEdtf('2020-02-29')).toBe('2020-02-29');
    expect(canonicalEdtf('202X-02-29')).toBe('202X-02-29');
  });

  test('a mark anywhere makes the date a qualified one', () => {
    expect(isQualified(parseEdtf('2021-06-14/2021-06-15'))).toBe(false);
    expect(isQualified(parseEdtf('2021-06-14/2021-06-15?'))).toBe(true);
    expect(isQualified(parseEdtf('[2021,2022~]'))).toBe(true);
  });

  test('canonical text is a fixed point for any readable text', () => {
    const year = fc.stringMatching(/^[?~%]?[0-9X]{4}[?~%]?$/);
    const rest = fc.stringMatching(/^(-[?~%]?[0-3X][0-9X][?~%]?){0,2}$/);
    fc.assert(
      fc.property(year, rest, (y, r) => {
        let canonical: string;
        try {
          canonical = canonicalEdtf(y + r);
        } catch {
          return;
        }
        expect(canonicalEdtf(canonical)).toBe(canonical);
        expect(formatEdtf(parseEdtf(canonical))).toBe(canonical);
        expect(parseEdtf(canonical)).toEqual(parseEdtf(y + r));
      }),
      { numRuns: 2000 },
    );
  });
});
