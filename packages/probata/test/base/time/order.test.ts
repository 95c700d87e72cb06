import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareDated,
  type Dated,
  isDefinitelyBefore,
  isPossiblyBefore,
  order,
  overlaps,
} from '../../../src/base/time/order.ts';

const at = (edtf: string, zone: string | null = null): Dated => ({ edtf, zone });

describe('the order of two dates', () => {
  test.each([
    ['2021-05-26', '2021-05-27', 'before'],
    ['2021-05-27', '2021-05-26', 'after'],
    ['2021-05', '2021-05-26', 'overlap'],
    ['2021-05', '2021-06', 'before'],
    ['2021-05~', '2021-06', 'likely-before'],
    ['2021-07?', '2021-06', 'likely-after'],
    ['2021-05-26/..', '2021-05-25', 'after'],
    ['2021-05-26/..', '2023-01-01', 'overlap'],
    ['../2021-05-26', '2021-05-27', 'before'],
    ['XXXX', '2021', 'overlap'],
  ] as const)('%s and %s: %s', (a, b, expected) => {
    expect(order(at(a), at(b))).toBe(expected);
  });

  test('clock times in two zones are compared in UTC', () => {
    // 08:00 in Vilnius (UTC+3 in summer) is 05:00 UTC; 05:30 UTC is later.
    expect(order(at('2021-07-01T08:00', 'Europe/Vilnius'), at('2021-07-01T05:30Z'))).toBe('before');
    expect(order(at('2021-07-01T08:00+03:00'), at('2021-07-01T05:00Z'))).toBe('overlap');
  });

  test('a day without zone and the next day in a known zone may overlap somewhere on Earth', () => {
    expect(order(at('2021-07-01'), at('2021-07-02', 'Europe/Vilnius'))).toBe('overlap');
    expect(order(at('2021-07-01'), at('2021-07-04', 'Europe/Vilnius'))).toBe('before');
  });

  test('possible and definite precedence differ inside a month', () => {
    expect(isPossiblyBefore(at('2021-05'), at('2021-05-26'))).toBe(true);
    expect(isDefinitelyBefore(at('2021-05'), at('2021-05-26'))).toBe(false);
    expect(isPossiblyBefore(at('2021-05-26'), at('2021-05-26'))).toBe(false);
    expect(isPossiblyBefore(at('2021-06'), at('2021-05-26'))).toBe(false);
    expect(isPossiblyBefore(at('2021-06~'), at('2021-05-26'))).toBe(true);
    expect(overlaps(at('2021-05'), at('2021-05-26/..'))).toBe(true);
  });

  test('sorting is by the earliest possible moment and does not depend on the order given', () => {
    const texts = [
      '2021-06',
      '2021',
      '2021-05-26/..',
      '../2021-05',
      '2021-06-01',
      '2021-05-26',
      '2020-12-31T23:00Z',
    ];
    const sorted = [...texts].sort((a, b) => compareDated(at(a), at(b)));
    expect(sorted).toEqual([
      '../2021-05',
      '2020-12-31T23:00Z',
      '2021',
      '2021-05-26',
      '2021-05-26/..',
      '2021-06-01',
      '2021-06',
    ]);
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (mixed) => {
        expect([...mixed].sort((a, b) => compareDated(at(a), at(b)))).toEqual(sorted);
      }),
    );
  });

  test('definite precedence never goes both ways and implies possible precedence', () => {
    const day = fc.stringMatching(/^20(1|2)[0-9](-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8])[~?]?)?)?$/);
    fc.assert(
      fc.property(day, day, (a, b) => {
        if (isDefinitelyBefore(at(a), at(b))) {
          expect(isDefinitelyBefore(at(b), at(a))).toBe(false);
          expect(isPossiblyBefore(at(a), at(b))).toBe(true);
          expect(isPossiblyBefore(at(b), at(a))).toBe(false);
        }
      }),
    );
  });
});
