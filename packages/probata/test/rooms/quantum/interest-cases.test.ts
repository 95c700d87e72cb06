// Sixty interest cases worked out by another hand (interest-cases.py): rates that change, leap years, every day and rounding rule.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { money, toJson } from '../../../src/base/money/index.ts';
import { parseRational } from '../../../src/base/rational.ts';
import { parseDay } from '../../../src/base/time/index.ts';
import type { InterestRule } from '../../../src/rooms/quantum/figures.ts';
import { interestOn } from '../../../src/rooms/quantum/interest.ts';
import { madeRule } from './made.ts';

interface Case {
  readonly principal: string;
  readonly from: string;
  readonly to: string;
  readonly rates: readonly (readonly [string, string])[];
  readonly margin: string;
  readonly dayCount: InterestRule['dayCount'];
  readonly firstDay: 'in' | 'out';
  readonly lastDay: 'in' | 'out';
  readonly mode: 'half-up' | 'half-even';
  readonly perYear: 1 | 2 | 3 | 4 | 6 | 12 | null;
  readonly period: 'nominal' | 'day-count';
  readonly interest: string;
}
const CASES = JSON.parse(
  readFileSync(join(import.meta.dirname, 'interest-cases.json'), 'utf8'),
) as readonly Case[];

function worked(one: Case, rates = one.rates): string {
  const rule = madeRule({
    rate: { kind: 'reference', series: 'r', margin: parseRational(one.margin) },
    dayCount: one.dayCount,
    firstDay: one.firstDay,
    lastDay: one.lastDay,
    from: one.from,
    to: one.to,
    rounding: { point: 'line', mode: one.mode, fractionPlaces: null, yearFirst: false },
    compounding:
      one.perYear === null
        ? { kind: 'simple' }
        : { kind: 'compound', perYear: one.perYear, period: one.period, roundEachPeriod: false },
  });
  const points = rates.map(([from, annual]) => ({ from: parseDay(from), annual: parseRational(annual) }));
  const series = [{ id: 'r', source: 'made', points }];
  return toJson(
    interestOn(money(one.principal, 'EUR'), rule, parseDay(one.from), parseDay(one.to), series, 'x').sum,
  ).amount;
}

test.each(CASES)('$principal from $from to $to, $dayCount, $perYear a year, $period', (one) => {
  expect(worked(one)).toBe(one.interest);
});

test('a rate that is stated again on some day changes no cent, however months are counted', () => {
  for (const one of CASES) {
    const middle = Math.floor((parseDay(one.from) + parseDay(one.to)) / 2);
    const again = one.rates.flatMap(([from, annual], i) => {
      const until = one.rates[i + 1]?.[0];
      const at = new Date(middle * 86_400_000).toISOString().slice(0, 10);
      return from < at && (until === undefined || at < until)
        ? [[from, annual] as const, [at, annual] as const]
        : [[from, annual] as const];
    });
    expect(worked(one, again)).toBe(one.interest);
  }
});
