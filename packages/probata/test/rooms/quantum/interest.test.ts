import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money, toJson } from '../../../src/base/money/index.ts';
import { parseRational, toDecimal } from '../../../src/base/rational.ts';
import { parseDay } from '../../../src/base/time/index.ts';
import {
  compoundSchedule,
  conventions,
  interestOn,
  interestOnMany,
  perDay,
} from '../../../src/rooms/quantum/interest.ts';
import { madeRule } from './made.ts';
import { caseFolder, read } from './reference-cases.ts';

const rate = (annual: string) => ({ kind: 'fixed' as const, annual: parseRational(annual) });
const amount = (result: { sum: { minor: bigint; currency: string } }): string => toJson(result.sum).amount;

describe('simple interest', () => {
  const [from, to] = [parseDay('2015-12-16'), parseDay('2018-02-02')];
  const parts = ['80926.45', '152372.81', '2732.90'].map((a) => money(a, 'USD'));

  test('Costa Rica v. Nicaragua to the cent, and every other convention beside it', () => {
    // 80,926.45 × 4 % × 779/365 = 6,908.67995 → 6,908.68; 152,372.81 → 13,008.04592 → 13,008.05; 2,732.90 → 233.30730 → 233.31.
    const rows = conventions(parts, madeRule(), from).map((row) => `${row.name}: ${toJson(row.sum).amount}`);
    expect(rows).toEqual([
      'as pleaded: 20150.04',
      'rounded per sub-head: 20150.04',
      'rounded on the whole: 20150.03',
      'one year rounded first, on the whole: 20150.04',
      'part of a year at six places, on the whole: 20150.04',
      'first and last day both counted: 20175.90',
      'Act/360: 20429.89',
      '30/360: 20088.96',
      '30E/360: 20088.96',
      'Act/Act ISDA: 20124.17',
      'Act/365.25: 20136.24',
    ]);
  });

  test('the log of each rounding is kept, and the days are counted', () => {
    const first = interestOn(money('80926.45', 'USD'), madeRule(), from, to, [], 'interest on costs');
    expect(first.days).toBe(779);
    expect(first.log).toHaveLength(1);
    expect(first.log[0]).toMatchObject({
      what: 'interest on costs',
      mode: 'half-up',
      places: 2,
      result: '6908.68',
    });
    expect(first.accruals).toEqual([
      {
        from: '2015-12-16',
        to: '2018-02-02',
        annual: '0.04',
        fraction: '779/365',
        balance: '80926.45',
        interest: '6908.679951',
      },
    ]);
  });

  test('a reference rate with a margin bears by the stretches in which it was in force', () => {
    // 1,000,000 from 1 January 2022: 181 days at 1 % + 2 %, then 184 at 2 % + 2 %:
    // 1,000,000 × (0.03 × 181 + 0.04 × 184) / 365 = 35,041.0959.
    const series = {
      id: 'euribor-3m',
      source: 'made for the test',
      points: [
        { from: parseDay('2021-12-01'), annual: parseRational('0.01') },
        { from: parseDay('2022-07-01'), annual: parseRational('0.02') },
      ],
    };
    const rule = madeRule({
      rate: { kind: 'reference', series: 'euribor-3m', margin: parseRational('0.02') },
    });
    const result = interestOn(
      money('1000000', 'EUR'),
      rule,
      parseDay('2022-01-01'),
      parseDay('2023-01-01'),
      [series],
      'x',
    );
    expect(amount(result)).toBe('35041.10');
    expect(result.accruals.map((one) => [one.from, one.annual])).toEqual([
      ['2022-01-01', '0.03'],
      ['2022-07-01', '0.04'],
    ]);
    expect(() =>
      interestOn(money('1', 'EUR'), rule, parseDay('2020-01-01'), parseDay('2023-01-01'), [series], 'x'),
    ).toThrow(/no rate in force on 2020-01-01/);
    expect(() => interestOn(money('1', 'EUR'), rule, from, to, [], 'x')).toThrow(/not at hand/);
  });

  test('a period that ends before it begins is refused; no days bear nothing', () => {
    expect(() => interestOn(money('1', 'EUR'), madeRule(), to, from, [], 'x')).toThrow(/end comes first/);
    expect(amount(interestOn(money('100', 'EUR'), madeRule(), from, from, [], 'x'))).toBe('0.00');
  });

  test('many lines at once come to the same cents as one by one', () => {
    const day = fc.integer({ min: parseDay('2016-01-01'), max: parseDay('2018-01-01') });
    const lines = fc.array(fc.tuple(fc.bigInt({ min: -(10n ** 11n), max: 10n ** 11n }), day), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(lines, (items) => {
        const rule = madeRule();
        const many = interestOnMany(
          items.map(([minor]) => minor),
          items.map(([, d]) => d),
          rule,
        );
        const single = items.map(
          ([minor, d]) => interestOn({ minor, currency: 'EUR' }, rule, d, to, [], '').sum.minor,
        );
        expect(many).toEqual(single);
      }),
      { numRuns: 60 },
    );
    expect(() =>
      interestOnMany([1n], [from], madeRule({ rounding: { ...madeRule().rounding, yearFirst: true } })),
    ).toThrow(/one principal at a time/);
  });

  test('100,000 lines at once are each what one line alone is', () => {
    const minors = Array.from({ length: 100_000 }, (_, i) => BigInt(i) * 7919n + 1n);
    const days = minors.map((_, i) => parseDay('2016-01-01') + (i % 365));
    const rule = madeRule();
    const sums = interestOnMany(minors, days, rule);
    expect(sums).toHaveLength(100_000);
    for (let i = 0; i < minors.length; i += 997) {
      const alone = interestOn({ minor: minors[i] ?? 0n, currency: 'EUR' }, rule, days[i] ?? 0, to, [], '');
      expect(sums[i], String(i)).toBe(alone.sum.minor);
    }
  });

  test('a day of delay at six per cent on USD 95,000 (Diallo) costs 15.62', () => {
    // 95,000 × 0.06 / 365 = 15.6164…
    expect(toDecimal(perDay(money('95000', 'USD'), parseRational('0.06'), 365), 2)).toBe('15.62');
  });
});

describe('compound interest', () => {
  const compound = (perYear: 1 | 2 | 4 | 12, roundEachPeriod = false) =>
    madeRule({
      rate: rate('0.05'),
      compounding: { kind: 'compound', perYear, period: 'nominal', roundEachPeriod },
      from: '2022-12-20',
      to: '2025-05-19',
    });
  const [from, to] = [parseDay('2022-12-20'), parseDay('2025-05-19')];
  const principal = money('152000000', 'EUR');

  test('by hand: two years at 5 % and a broken period of 150 days', () => {
    // 152,000,000 × 1.05² = 167,580,000; × (1 + 0.05 × 150/365) = 171,023,424.657…: interest 19,023,424.66.
    expect(amount(interestOn(principal, compound(1), from, to, [], 'x'))).toBe('19023424.66');
    expect(
      compoundSchedule(principal, compound(1), from, to).map((row) => [row.day, toJson(row.balance).amount]),
    ).toEqual([
      ['2023-12-20', '159600000.00'],
      ['2024-12-20', '167580000.00'],
      ['2025-05-19', '171023424.66'],
    ]);
  });

  test('rounding each period is logged period by period', () => {
    const result = interestOn(money('100.01', 'EUR'), compound(12, true), from, to, [], 'x');
    // 28 whole months and a broken one, and the closing rounding.
    expect(result.log).toHaveLength(30);
    expect(result.log[0]).toMatchObject({ what: 'x, period 1', result: '0.42' });
  });

  test('compounded daily, 152 million at 5 % from 20 December 2022 to 19 May 2025 bear the 881st power', () => {
    // 152,000,000 × ((1 + 0.05 / 365)^881 - 1), worked out with exact fractions in Python.
    const rule = madeRule({
      rate: { kind: 'fixed', annual: parseRational('0.05') },
      compounding: { kind: 'compound', perYear: 365, period: 'nominal', roundEachPeriod: false },
    });
    const done = interestOn(
      { minor: 15_200_000_000n, currency: 'EUR' },
      rule,
      parseDay('2022-12-20'),
      parseDay('2025-05-19'),
      [],
      '',
    );
    expect(done.days).toBe(881);
    expect(done.sum.minor).toBe(1949552741n);
  });

  test('more frequent compounding never bears less, and continuous bears most', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.integer({ min: 1, max: 2000 }),
        (minor, basisPoints) => {
          const sum = { minor, currency: 'EUR' };
          const annual = { kind: 'fixed' as const, annual: parseRational(`${basisPoints}/10000`) };
          // Over whole years only: a broken period may not add its own compounding.
          const end = parseDay('2025-12-20');
          const run = (rule: ReturnType<typeof madeRule>) =>
            interestOn(sum, { ...rule, rate: annual, dayCount: 'thirty-e-360' }, from, end, [], '').sum.minor;
          const steps = [1, 2, 4, 12].map((n) => run(compound(n as 1)));
          const all = [...steps, run(madeRule({ compounding: { kind: 'continuous' } }))];
          for (let i = 1; i < all.length; i += 1)
            expect(all[i] ?? 0n).toBeGreaterThanOrEqual(all[i - 1] ?? 0n);
        },
      ),
      { numRuns: 50 },
    );
  });

  const folder = caseFolder('compound-interest');
  (folder === null ? test.skip : test)('reference case compound-interest', () => {
    const expected = JSON.parse(read(folder ?? '', 'expected.json')) as Record<string, { value: string }>;
    for (const n of [1, 2, 4, 12] as const)
      expect(amount(interestOn(principal, compound(n), from, to, [], 'x'))).toBe(
        expected[`compounded_${n}_per_year`]?.value,
      );
    const simple = madeRule({ rate: rate('0.05') });
    expect(amount(interestOn(principal, simple, from, to, [], 'x'))).toBe(expected['simple_act365']?.value);
    const continuous = madeRule({ rate: rate('0.05'), compounding: { kind: 'continuous' } });
    expect(amount(interestOn(principal, continuous, from, to, [], 'x'))).toBe(expected['continuous']?.value);
  });
});
