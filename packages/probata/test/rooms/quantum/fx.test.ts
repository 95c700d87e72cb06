import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money, sumMoney, toJson } from '../../../src/base/money/index.ts';
import { parseDay } from '../../../src/base/time/index.ts';
import type { FxRule } from '../../../src/rooms/quantum/figures.ts';
import { convert, fxTable } from '../../../src/rooms/quantum/fx.ts';
import { caseFolder, read, sharedText } from './reference-cases.ts';

const rule: FxRule = {
  source: 'made',
  fallback: 'earlier',
  maxStaleDays: 3,
  beyond: 'refuse',
  mode: 'half-up',
};
const table = fxTable(
  'date,USD,PLN,JPY\n2021-08-12,1.20,4.50,130\n2021-08-13,1.25,,131.5\n2021-08-16,1.10,4.60,\n',
  'made',
);
const to = (sum: ReturnType<typeof money>, currency: string, day: string, change: Partial<FxRule> = {}) =>
  convert(sum, currency, parseDay(day), { ...rule, ...change }, table, 'x');

describe('conversion', () => {
  test('is at the rate of the day: 100 USD at 1.25 is 80 EUR, and back', () => {
    expect(toJson(to(money('100', 'USD'), 'EUR', '2021-08-13').sum)).toEqual({
      amount: '80.00',
      currency: 'EUR',
    });
    expect(toJson(to(money('80', 'EUR'), 'USD', '2021-08-13').sum)).toEqual({
      amount: '100.00',
      currency: 'USD',
    });
    expect(toJson(to(money('7', 'EUR'), 'EUR', '2021-08-13').sum).amount).toBe('7.00');
  });

  test('falls back to the nearest earlier day and says so', () => {
    const sunday = to(money('100', 'USD'), 'EUR', '2021-08-15');
    expect(sunday.rates).toEqual([
      { currency: 'USD', day: '2021-08-13', rate: '1.25', staleDays: 2, source: 'made' },
    ]);
    expect(to(money('100', 'USD'), 'EUR', '2021-08-15', { fallback: 'later' }).rates[0]?.day).toBe(
      '2021-08-16',
    );
    expect(() => to(money('100', 'USD'), 'EUR', '2021-08-15', { fallback: 'none' })).toThrow(
      /no rate for USD/,
    );
  });

  test('a cross rate takes both currencies on one and the same day', () => {
    // PLN has no rate on 13 August, so both are taken on the 12th: 450 PLN / 4.50 × 1.20 = 120 USD.
    const crossed = to(money('450', 'PLN'), 'USD', '2021-08-14');
    expect(toJson(crossed.sum).amount).toBe('120.00');
    expect(crossed.rates.map((one) => one.day)).toEqual(['2021-08-12', '2021-08-12']);
    // To yen, which has no minor unit: 450 / 4.50 × 130 = 13,000.
    expect(toJson(to(money('450', 'PLN'), 'JPY', '2021-08-12').sum).amount).toBe('13000');
  });

  test('a stale rate is refused, or flagged where the rule says so', () => {
    expect(() => to(money('1', 'USD'), 'EUR', '2021-08-20')).toThrow(/4 days away/);
    const flagged = to(money('1', 'USD'), 'EUR', '2021-08-20', { beyond: 'flag' });
    expect(flagged.flags.map((flag) => flag.code)).toEqual(['FX_RATE_STALE']);
  });

  test('what is missing is refused with its name', () => {
    expect(() => to(money('1', 'GBP'), 'EUR', '2021-08-13')).toThrow(/no rate for GBP/);
    expect(() => to(money('1', 'USD'), 'EUR', '2021-08-01')).toThrow(/no rate for USD on 2021-08-01/);
    expect(() => to(money('1', 'USD'), 'EUR', '2021-08-13', { source: 'ECB' })).toThrow(
      /the table is from “made”/,
    );
  });

  test('a table that cannot be read names its line', () => {
    expect(() => fxTable('date,USD\n2021-13-01,1.2', 'x')).toThrow(/Line 2/);
    expect(() => fxTable('date,USD\n2021-12-01,0', 'x')).toThrow(/Line 2/);
    expect(() => fxTable('day,USD\n2021-12-01,1', 'x')).toThrow(/Line 1/);
    expect(() => fxTable('date,XYZ\n', 'x')).toThrow(/ISO 4217/);
  });

  test('there and back loses at most the rounding of one unit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), (minor) => {
        const there = to({ minor, currency: 'USD' }, 'EUR', '2021-08-13').sum;
        const back = to(there, 'USD', '2021-08-13').sum;
        const off = back.minor - minor;
        expect(off < 0n ? -off : off).toBeLessThanOrEqual(1n);
      }),
    );
  });

  const folder = caseFolder('fx-ecb-conversion');
  const rates = sharedText('data', 'money', 'ecb_reference_rates_daily.csv');
  (folder === null || rates === null ? test.skip : test)('reference case fx-ecb-conversion', () => {
    const expected = JSON.parse(read(folder ?? '', 'expected.json')) as {
      lines: readonly {
        date: string;
        amount: string;
        currency: string;
        rate_date: string;
        rate: string;
        eur: string;
        stale_days: number;
      }[];
      total_eur: { value: string };
      total_usd_at_2025_05_19: { value: string };
    };
    const ecb = fxTable(rates ?? '', 'ECB');
    const flagging: FxRule = { ...rule, source: 'ECB', beyond: 'flag' };
    const converted = expected.lines.map((line) => {
      const done = convert(
        money(line.amount, line.currency),
        'EUR',
        parseDay(line.date),
        flagging,
        ecb,
        'line',
      );
      expect(done.rates[0]).toMatchObject({
        day: line.rate_date,
        rate: line.rate,
        staleDays: line.stale_days,
      });
      expect(toJson(done.sum).amount).toBe(line.eur);
      expect(done.flags.length).toBe(line.stale_days > 3 ? 1 : 0);
      return done.sum;
    });
    const total = sumMoney(converted, 'EUR');
    expect(toJson(total).amount).toBe(expected.total_eur.value);
    const usd = convert(total, 'USD', parseDay('2025-05-19'), flagging, ecb, 'total');
    expect(toJson(usd.sum).amount).toBe(expected.total_usd_at_2025_05_19.value);
  });
});
