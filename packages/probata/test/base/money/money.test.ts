import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCurrency, placesOf } from '../../../src/base/money/currencies.ts';
import {
  addMoney,
  allocate,
  compareMoney,
  fromJson,
  leastMoney,
  majorUnits,
  money,
  moneySchema,
  negateMoney,
  roundMoney,
  subtractMoney,
  sumMoney,
  toJson,
} from '../../../src/base/money/money.ts';
import {
  amountInWords,
  columnInWords,
  moneyInWords,
  percentInWords,
} from '../../../src/base/money/wording.ts';
import { parseRational, rational } from '../../../src/base/rational.ts';

const eur = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map((minor) => ({ minor, currency: 'EUR' }));

describe('money', () => {
  test('has the minor unit of its currency', () => {
    expect(['EUR', 'JPY', 'KWD', 'CLF', 'BYN', 'BYR', 'LTL'].map(placesOf)).toEqual([2, 0, 3, 4, 2, 0, 2]);
    expect(isCurrency('XAU')).toBe(false);
    expect(() => placesOf('EURO')).toThrow(/ISO 4217/);
  });

  test('outside ISO 4217 says so itself, has two places, and is printed without its mark', () => {
    expect(placesOf('x-AUC')).toBe(2);
    expect(() => placesOf('AUC')).toThrow(/x-AUC/);
    for (const code of ['x-auc', 'x-AUCS', 'X-AUC', 'x-']) expect(isCurrency(code), code).toBe(false);
    expect(moneyInWords(money('158109290.7', 'x-AUC'))).toBe('AUC\u202f158\u202f109\u202f290.70');
    expect(() => addMoney(money('1', 'x-EUR'), money('1', 'EUR'))).toThrow();
  });

  test('goes to JSON and back exactly', () => {
    expect(toJson(money('1234.5', 'EUR'))).toEqual({ amount: '1234.50', currency: 'EUR' });
    expect(toJson(money('-0.05', 'EUR'))).toEqual({ amount: '-0.05', currency: 'EUR' });
    expect(toJson(money('500', 'JPY'))).toEqual({ amount: '500', currency: 'JPY' });
    expect(toJson(money('1.25', 'KWD'))).toEqual({ amount: '1.250', currency: 'KWD' });
    fc.assert(fc.property(eur, (m) => fromJson(toJson(m)).minor === m.minor));
  });

  test('is refused where it is unclear or too fine', () => {
    for (const text of ['1,234.56', '1e3', '', '+5', '1 000', '.5'])
      expect(() => money(text, 'EUR')).toThrow(/1234.56/);
    expect(() => money('0.001', 'EUR')).toThrow(/2 decimal places/);
    expect(() => money('0.5', 'JPY')).toThrow(/0 decimal places/);
    expect(moneySchema.safeParse({ amount: '0.001', currency: 'EUR' }).error?.issues[0]?.message).toMatch(
      /decimal/,
    );
    expect(moneySchema.parse({ amount: '12.30', currency: 'EUR' })).toEqual({
      minor: 1230n,
      currency: 'EUR',
    });
    expect(moneySchema.safeParse({ amount: 12.3, currency: 'EUR' }).success).toBe(false);
  });

  test('of two currencies is never added, taken away or compared', () => {
    const [a, b] = [money('1', 'EUR'), money('1', 'USD')];
    for (const act of [addMoney, subtractMoney, compareMoney, leastMoney])
      expect(() => act(a, b)).toThrow(/convert one, naming the date/);
    expect(() => sumMoney([a, b], 'EUR')).toThrow(/convert/);
  });

  test('adds up', () => {
    fc.assert(
      fc.property(fc.array(eur), (sums) => {
        const total = sumMoney(sums, 'EUR');
        expect(total.minor).toBe(sums.reduce((all, m) => all + m.minor, 0n));
        expect(sumMoney([...sums].reverse(), 'EUR')).toEqual(total);
        expect(addMoney(total, negateMoney(total)).minor).toBe(0n);
      }),
    );
  });

  test('a rounding says what it did', () => {
    // 236,032.16 × 4 % × 779/365 = 20,150.033168…: exact numerator and denominator below.
    const exact = parseRational('236032.16');
    const interest = rational(exact.n * 4n * 779n, exact.d * 100n * 365n);
    const { sum, record } = roundMoney(interest, 'USD', 'interest on the whole');
    expect(toJson(sum).amount).toBe('20150.03');
    expect(record).toMatchObject({
      what: 'interest on the whole',
      places: 2,
      mode: 'half-up',
      result: '20150.03',
    });
    // The exact value and the difference replay to the result.
    const replay = parseRational(record.exact);
    const difference = parseRational(record.difference);
    expect(rational(replay.n * difference.d + difference.n * replay.d, replay.d * difference.d)).toEqual(
      majorUnits(sum),
    );
  });

  test('may be rounded to the million, and not finer than its currency', () => {
    expect(toJson(roundMoney(parseRational('152499999.99'), 'EUR', 'x', 'half-up', -6).sum).amount).toBe(
      '152000000.00',
    );
    expect(toJson(roundMoney(parseRational('152500000'), 'EUR', 'x', 'half-even', -6).sum).amount).toBe(
      '152000000.00',
    );
    expect(() => roundMoney(parseRational('1'), 'EUR', 'x', 'half-up', 3)).toThrow(/cannot be kept/);
  });

  test('splits without losing a cent', () => {
    // 100.00 in three equal parts: 33.33 each and one cent left for the first.
    expect(
      allocate(
        money('100.00', 'EUR'),
        [1, 1, 1].map((n) => rational(n)),
      ).map((m) => m.minor),
    ).toEqual([3334n, 3333n, 3333n]);
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 1, maxLength: 12 })
      .filter((w) => w.some((n) => n > 0n));
    fc.assert(
      fc.property(eur, weights, (sum, raw) => {
        const parts = allocate(
          sum,
          raw.map((n) => rational(n)),
        );
        expect(sumMoney(parts, 'EUR')).toEqual(sum);
        const total = raw.reduce((all, n) => all + n, 0n);
        parts.forEach((part, i) => {
          const off = part.minor * total - sum.minor * (raw[i] ?? 0n);
          expect(off < 0n ? -off : off).toBeLessThan(total);
        });
      }),
    );
    expect(() => allocate(money('1', 'EUR'), [rational(0)])).toThrow(/above zero/);
    expect(() => allocate(money('1', 'EUR'), [rational(-1), rational(2)])).toThrow(/negative/);
  });
});

describe('money on the page', () => {
  test('has thin spaces that do not break, and the decimal mark of the language', () => {
    expect(moneyInWords(money('152000000', 'EUR'))).toBe('EUR\u202f152\u202f000\u202f000.00');
    expect(moneyInWords(money('-1234.56', 'EUR'), 'lt')).toBe('−1\u202f234,56\u202fEUR');
    expect(amountInWords(money('999', 'JPY'), 'fr')).toBe('999');
    expect(percentInWords(rational(3, 20))).toBe('15.0\u202f%');
    expect(percentInWords(rational(1, 3), 2, 'fr')).toBe('33,33\u202f%');
  });

  test('lines up in a column', () => {
    const column = columnInWords(['1234567.00', '12.50', '-3.00'].map((a) => money(a, 'EUR')));
    expect(new Set(column.map((text) => text.length)).size).toBe(1);
    expect(column[1]).toBe('\u2007\u202f\u2007\u2007\u2007\u202f\u200712.50');
  });
});
