import { describe, expect, test } from 'vitest';
import { dateStatement, dateStatementInput, statedDate } from '../../../src/base/time/statement.ts';
import { isZone } from '../../../src/base/time/zone.ts';

describe('a dated statement', () => {
  const given = {
    edtf: '2021-05-26T08:02+0300',
    asWritten: '٢٦ مايو',
    calendar: 'hijri',
    zone: 'Asia/Baghdad',
    basis: 'postmark',
  };

  test('keeps the words as written and puts the date into canonical form', () => {
    expect(dateStatement.parse(given)).toEqual({ ...given, edtf: '2021-05-26T08:02+03:00' });
  });

  test('is refused with a reason for an unknown zone, basis, calendar, field or date', () => {
    for (const wrong of [
      { zone: 'Vilnius' },
      { basis: 'guess' },
      { calendar: 'julian' },
      { edtf: '2021-02-30' },
      { extra: 1 },
    ])
      expect(dateStatement.safeParse({ ...given, ...wrong }).success).toBe(false);
    expect(dateStatement.safeParse({ ...given, edtf: '2021-02-30' }).error?.issues[0]?.message).toMatch(
      /no such day/,
    );
  });

  test('may be given as a bare date', () => {
    expect(dateStatementInput.parse('2021-06~')).toEqual(statedDate('2021-06~'));
    expect(dateStatementInput.safeParse('June').success).toBe(false);
  });

  test('zones are names, offsets or Z', () => {
    expect(['Z', '+02:00', 'Europe/Vilnius', 'America/Argentina/Buenos_Aires', 'UTC'].map(isZone)).toEqual(
      Array(5).fill(true),
    );
    expect(['+15:00', '02:00', 'Mars/Olympus', '', 'Europe/Vilnius; x'].map(isZone)).toEqual(
      Array(5).fill(false),
    );
  });
});
