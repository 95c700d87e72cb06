// The same interest under every other way of counting, so that nobody is surprised by a cent.
import type { Money } from '../../base/money/index.ts';
import { roundMoney, sumMoney } from '../../base/money/index.ts';
import { add, ZERO } from '../../base/rational.ts';
import { parseDay } from '../../base/time/index.ts';
import type { InterestRule } from './figures.ts';
import { type ConventionRow, exactInterest, otherRules, type ReferenceSeries } from './interest.ts';
import { groupedByStart } from './trace.ts';

/** A principal with the day from which it bears, its line, and the sub-head it is rounded with. */
export interface Bearing {
  readonly group: string;
  readonly line: string;
  readonly principal: Money;
  readonly from: string;
}

/**
 * What a head bears under each convention: exactly as the total works it out, with one choice changed at a time. On
 * Costa Rica v. Nicaragua it shows 20,150.04 per sub-head beside 20,150.03 on the whole.
 */
export function conventionsFrom(
  parts: readonly Bearing[],
  rule: InterestRule,
  series: readonly ReferenceSeries[],
  currency: string,
): readonly ConventionRow[] {
  return otherRules(rule).map(([name, changed], i) => ({
    name,
    sum: interestOfAll(parts, changed, series, currency),
    isPleaded: i === 0,
  }));
}

/** Grouped and rounded as the rule says, then added. */
function interestOfAll(
  parts: readonly Bearing[],
  rule: InterestRule,
  series: readonly ReferenceSeries[],
  currency: string,
): Money {
  const groups = new Map<string, Bearing[]>();
  for (const part of parts) {
    const { point } = rule.rounding;
    const key = point === 'whole' ? '' : point === 'line' ? part.line : part.group;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  const sums = [...groups.values()].map((members) => {
    const exact = groupedByStart(
      members.map((one) => one.principal),
      members.map((one) => one.from),
    )
      .map(
        ([day, sum]) => exactInterest(sum, rule, parseDay(day), parseDay(rule.to), series, 'interest').exact,
      )
      .reduce(add, ZERO);
    return roundMoney(exact, currency, 'interest', rule.rounding.mode).sum;
  });
  return sumMoney(sums, currency);
}
