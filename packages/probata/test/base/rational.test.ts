import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compare,
  decimalOf,
  divide,
  divideRounded,
  equals,
  multiply,
  parseRational,
  power,
  rational,
  roundTo,
  subtract,
  toDecimal,
  toNumber,
  toText,
} from '../../src/base/rational.ts';

const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]) => rational(n, d));

describe('a fraction', () => {
  test('obeys the field laws', () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(subtract(add(a, b), b)).toEqual(a);
        if (b.n !== 0n) expect(multiply(divide(a, b), b)).toEqual(a);
        expect(compare(a, b) + compare(b, a)).toBe(0);
      }),
    );
  });

  test('is written exactly and read back', () => {
    fc.assert(fc.property(fraction, (a) => equals(parseRational(toText(a)), a)));
    expect(toText(parseRational('0.04'))).toBe('0.04');
    expect(toText(rational(779, 365))).toBe('779/365');
    expect(toText(rational(-1, 8))).toBe('-0.125');
    expect(toText(rational(6, 2))).toBe('3');
  });

  test.each(['', '1,5', '1e5', '.5', '5.', '+1', '1/2/3', '1/-2', 'NaN', ' 1', '9'.repeat(401)])(
    '“%s” is refused',
    (text) => {
      expect(() => parseRational(text)).toThrow(/Write the number/);
    },
  );

  test('nothing is divided by zero', () => {
    expect(() => parseRational('1/0')).toThrow(/zero/);
    expect(() => divide(rational(1), rational(0))).toThrow(/zero/);
  });

  test.each([
    // value, half-up, half-even, down, up
    ['2.5', '3', '2', '2', '3'],
    ['3.5', '4', '4', '3', '4'],
    ['-2.5', '-3', '-2', '-2', '-3'],
    ['2.51', '3', '3', '2', '3'],
    ['2.49', '2', '2', '2', '3'],
    ['-0.4', '0', '0', '0', '-1'],
    ['7', '7', '7', '7', '7'],
  ])('%s rounds by each mode', (value, up, even, down, away) => {
    const a = parseRational(value);
    expect(toDecimal(a, 0, 'half-up')).toBe(up);
    expect(toDecimal(a, 0, 'half-even')).toBe(even);
    expect(toDecimal(a, 0, 'down')).toBe(down);
    expect(toDecimal(a, 0, 'up')).toBe(away);
  });

  test('rounding is never further than half a unit, or a whole one for down and up', () => {
    fc.assert(
      fc.property(fraction, fc.integer({ min: 0, max: 6 }), (a, places) => {
        const unit = rational(1, 10n ** BigInt(places));
        for (const mode of ['half-up', 'half-even', 'down', 'up'] as const) {
          const off = subtract(roundTo(a, places, mode), a);
          const size = rational(off.n < 0n ? -off.n : off.n, off.d);
          const bound = mode.startsWith('half') ? divide(unit, rational(2)) : unit;
          expect(compare(size, bound)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  test('decimals and doubles come out right', () => {
    expect(decimalOf(-5n, 2)).toBe('-0.05');
    expect(decimalOf(123n, 0)).toBe('123');
    expect(divideRounded(-7n, 2n, 'half-up')).toBe(-4n);
    expect(toNumber(rational(1, 3))).toBe(1 / 3);
    expect(toNumber(power(parseRational('1.0001'), 5000))).toBeCloseTo(1.0001 ** 5000, 9);
    expect(() => power(rational(2), -1)).toThrow(/power/);
  });
});
