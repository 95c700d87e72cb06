import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumMoney } from '../../../src/base/money/index.ts';
import { moneyInWords } from '../../../src/base/money/wording.ts';
import { checkPercentage, checkProduct, checkSum, checkTable } from '../../../src/rooms/quantum/footing.ts';

const sum = (parts: string[], total: string, hints = {}) =>
  checkSum({ where: 'table 1', parts, total }, hints).verdict;
const percentage = (base: string, rate: string, result: string) =>
  checkPercentage({ where: 'row 2', base, rate, result });

describe('the arithmetic of others', () => {
  test('a sum that is right, one cent off, or only right before rounding', () => {
    expect(sum(['80,926.45', '152,372.81', '2,732.90'], '236,032.16')).toBe('foots');
    expect(sum(['80,926.45', '152,372.81', '2,732.90'], '236,032.17')).toBe('does-not-foot');
    // 1.4 + 1.4 + 1.4 million = 4.2, printed as 1 + 1 + 1 = 4.
    expect(sum(['€1 m', '€1 m', '€1 m'], '€4 m')).toBe('within-rounding');
    expect(sum(['€1 m', '€1 m', '€1 m'], '€6 m')).toBe('does-not-foot');
    expect(sum(['12', '13', '–', ''], '26', { counts: true })).toBe('does-not-foot');
    expect(sum(['12', 'some', '13'], '25')).toBe('unreadable');
  });

  test('a finding carries its figures and a sentence', () => {
    expect(checkSum({ where: 'table 1', parts: ['1.00', '2.00'], total: '3.10' })).toEqual({
      where: 'table 1',
      verdict: 'does-not-foot',
      stated: '3.1',
      computed: '3',
      difference: '0.1',
      by: null,
      message: 'table 1: the parts add up to 3; no rounding of the printed figures gives 3.1.',
    });
  });

  test('fifteen per cent cut off by a cent is named as such', () => {
    // 15 % of 1,234.57 is 185.1855: half-up 185.19, cut off 185.18.
    expect(percentage('1,234.57', '15 %', '185.19').verdict).toBe('foots');
    const cut = percentage('1,234.57', '15 %', '185.18');
    expect([cut.verdict, cut.by]).toEqual(['other-rounding', 'down']);
    expect(cut.message).toMatch(/cut off, not rounded; half-up gives 185.19/);
    expect(percentage('1,234.57', '15 %', '190.00').verdict).toBe('does-not-foot');
    // 2.41 % may be anything from 2.405 to 2.415 %: 325 million of 13,478,122,950 is within it.
    expect(percentage('13,478,122,950', '2.41 %', '325,000,000').verdict).toBe('within-rounding');
    expect(percentage('€152 m', '10 %', '€15 m').verdict).toBe('foots');
  });

  test('a table is checked down and across', () => {
    const findings = checkTable({
      where: 'annex 3',
      columns: ['2021', '2022', 'total'],
      rows: [
        { label: 'fence', cells: ['10.00', '20.00', '30.00'] },
        { label: 'wages', cells: ['1.00', '2.00', '4.00'] },
        { label: 'total', cells: ['11.00', '22.00', '34.00'] },
      ],
      totalRow: true,
      totalColumn: true,
    });
    expect(findings.filter((one) => one.verdict !== 'foots').map((one) => one.where)).toEqual([
      'annex 3, row wages',
      'annex 3, row total',
    ]);
    expect(findings).toHaveLength(6);
  });

  test('two currencies are not added', () => {
    expect(() => sum(['EUR 1.00', 'USD 1.00'], '2.00')).toThrow(/two currencies/);
  });

  test('what we print foots, and any cent added to it does not', () => {
    const money = fc
      .bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
      .map((minor) => ({ minor, currency: 'EUR' }));
    fc.assert(
      fc.property(
        fc.array(money, { minLength: 1, maxLength: 8 }),
        fc.bigInt({ min: 1n, max: 1000n }),
        (sums, extra) => {
          const total = sumMoney(sums, 'EUR');
          const parts = sums.map((one) => moneyInWords(one));
          expect(sum(parts, moneyInWords(total))).toBe('foots');
          expect(sum(parts, moneyInWords({ minor: total.minor + extra, currency: 'EUR' }))).toBe(
            'does-not-foot',
          );
        },
      ),
    );
  });
});

describe('a product', () => {
  test('of principal, rate and part of a year is checked to the cent, and a cut-off cent is told from a wrong sum', () => {
    // 236,032.16 × 4 % × 779 / 365 = 20,150.03317…; the Court gave 20,150.04, rounded on each sub-head.
    const of = (result: string) =>
      checkProduct(
        { where: 'interest', factors: ['236,032.16', '4 %', '779/365'], result },
        { currency: 'USD' },
      );
    expect(of('20,150.03').verdict).toBe('foots');
    expect(of('20,150.04')).toMatchObject({ verdict: 'other-rounding', by: 'up', difference: '0.01' });
    expect(of('20,150.05').verdict).toBe('does-not-foot');
    expect(of('twenty').verdict).toBe('unreadable');
  });
});
