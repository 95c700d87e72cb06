// Carries a past price to the price level of another period, and stops inflation from being claimed twice.
import { Refusal } from '../../base/errors.ts';
import { type Money, majorUnits, type RoundingRecord, roundMoney } from '../../base/money/index.ts';
import { add, divide, multiply, ONE, type Rational, rational, toText } from '../../base/rational.ts';
import type { IndexationRule, InterestRule } from './figures.ts';

/** An index level for each period (`2021` or `2021-08`), all of one kind, from one source. */
export interface IndexSeries {
  readonly id: string;
  readonly source: string;
  readonly levels: ReadonlyMap<string, Rational>;
}

export interface Indexed {
  readonly sum: Money;
  readonly from: string;
  readonly to: string;
  readonly fromLevel: string;
  readonly toLevel: string;
  readonly record: RoundingRecord;
}

/**
 * A level series from yearly rates of inflation in per cent: the first year's level is 100 times one plus its rate.
 * @param rates consecutive years with the rate as an exact ratio of 100 (4.6 for 4.6 %)
 * @throws Refusal INDEX_YEARS_BROKEN where a year is missing
 */
export function indexFromInflation(
  id: string,
  source: string,
  rates: readonly { readonly year: number; readonly percent: Rational }[],
): IndexSeries {
  const levels = new Map<string, Rational>();
  let level: Rational = rational(100);
  rates.forEach(({ year, percent }, i) => {
    const before = rates[i - 1];
    if (before !== undefined && before.year !== year - 1)
      throw new Refusal('INDEX_YEARS_BROKEN', `The rates of inflation jump from ${before.year} to ${year}.`);
    level = multiply(level, add(ONE, divide(percent, rational(100))));
    levels.set(String(year), level);
  });
  return { id, source, levels };
}

/**
 * A sum at the level of the rule's `to`, from that of its `from` (or of the month or year in which it was incurred).
 * @param incurred the day incurred, `YYYY-MM-DD`; needed only where the rule starts from it
 * @throws Refusal INDEX_SERIES_MISSING, INDEX_PERIOD_MISSING
 */
export function index(
  sum: Money,
  rule: IndexationRule,
  incurred: string | null,
  series: readonly IndexSeries[],
  what: string,
): Indexed {
  const found = series.find((one) => one.id === rule.series);
  if (found === undefined)
    throw new Refusal('INDEX_SERIES_MISSING', `The index “${rule.series}” is not at hand: enter its table.`);
  const from = rule.from === 'incurred' ? incurred?.slice(0, rule.to.length) : rule.from;
  const low = levelAt(found, from);
  const high = levelAt(found, rule.to);
  const exact = multiply(majorUnits(sum), divide(high, low));
  const rounded = roundMoney(exact, sum.currency, what, rule.mode);
  return {
    sum: rounded.sum,
    from: from ?? '',
    to: rule.to,
    fromLevel: toText(low),
    toLevel: toText(high),
    record: rounded.record,
  };
}

/**
 * Indexation already makes good the loss of purchasing power; a nominal rate of interest does so again. The two stand
 * together only if the rate is declared real, or if a person says on what ground both are claimed: never unnoticed.
 * @param ground why both are claimed, as it was entered; null where nothing was said
 * @returns true where both stand together on that ground, so that it is printed
 * @throws Refusal QUANTUM_INFLATION_TWICE
 */
export function refuseInflationTwice(
  lineId: string,
  indexation: string | null,
  rule: InterestRule | null,
  ground: string | null = null,
): boolean {
  if (indexation === null || rule === null || rule.rateIs === 'real') return false;
  if (ground !== null) return true;
  throw new Refusal(
    'QUANTUM_INFLATION_TWICE',
    `Line ${lineId} is indexed and bears nominal interest: inflation would be paid twice. Drop one, use a real rate, or enter the ground on which both are claimed (bothGround).`,
    { line: lineId, interest: rule.id, indexation },
  );
}

function levelAt(series: IndexSeries, period: string | undefined): Rational {
  const level = period === undefined ? undefined : series.levels.get(period);
  if (level === undefined || level.n <= 0n)
    throw new Refusal(
      'INDEX_PERIOD_MISSING',
      `“${series.id}” has no level for ${period ?? 'an unknown period'}.`,
    );
  return level;
}
