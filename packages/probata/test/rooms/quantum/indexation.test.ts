import { describe, expect, test } from 'vitest';
import { money, toJson } from '../../../src/base/money/index.ts';
import { parseRational, toDecimal } from '../../../src/base/rational.ts';
import { index, indexFromInflation, refuseInflationTwice } from '../../../src/rooms/quantum/indexation.ts';
import { madeRule } from './made.ts';

const inflation = indexFromInflation('cpi-lt', 'made', [
  { year: 2021, percent: parseRational('4.7') },
  { year: 2022, percent: parseRational('19.7') },
  { year: 2023, percent: parseRational('9.1') },
]);
const rule = {
  id: 'r',
  series: 'cpi-lt',
  from: 'incurred',
  to: '2023',
  mode: 'half-up',
  ground: 'g',
  sources: [],
} as const;

describe('indexation', () => {
  test('chains yearly rates exactly: 1.197 × 1.091 from 2021 to 2023', () => {
    const done = index(money('1000000.00', 'EUR'), rule, '2021-08-31', [inflation], 'x');
    expect(toJson(done.sum).amount).toBe('1305927.00');
    expect(done.from).toBe('2021');
    expect(toDecimal(parseRational(done.fromLevel), 1)).toBe('104.7');
  });

  test('a missing year, period or series is refused', () => {
    expect(() =>
      indexFromInflation('x', 'x', [
        { year: 2021, percent: parseRational('1') },
        { year: 2023, percent: parseRational('1') },
      ]),
    ).toThrow(/jump from 2021 to 2023/);
    expect(() => index(money('1', 'EUR'), rule, '2019-01-01', [inflation], 'x')).toThrow(/no level for 2019/);
    expect(() => index(money('1', 'EUR'), rule, null, [inflation], 'x')).toThrow(/unknown period/);
    expect(() =>
      index(money('1', 'EUR'), { ...rule, series: 'hicp' }, '2021-01-01', [inflation], 'x'),
    ).toThrow(/not at hand/);
  });

  test('inflation is not paid twice', () => {
    expect(() => refuseInflationTwice('a', 'cpi', madeRule())).toThrow(/paid twice/);
    expect(() => refuseInflationTwice('a', 'cpi', madeRule({ rateIs: 'real' }))).not.toThrow();
    expect(() => refuseInflationTwice('a', null, madeRule())).not.toThrow();
  });
});
