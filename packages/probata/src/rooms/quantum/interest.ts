// Interest on a claim, exact until the rule says where to round, with every rounding written down.
import { Decimal } from 'decimal.js';
import { Refusal } from '../../base/errors.ts';
import { type Money, majorUnits, type RoundingRecord, roundMoney } from '../../base/money/index.ts';
import {
  add,
  divideRounded,
  multiply,
  ONE,
  parseRational,
  power,
  type Rational,
  rational,
  roundTo,
  subtract,
  toText,
  ZERO,
} from '../../base/rational.ts';
import { addCalendarMonths, type DayNumber, formatDay, parseDay } from '../../base/time/index.ts';
import { yearFraction } from './day-count.ts';
import type { InterestRule } from './figures.ts';

/** A reference rate: from each day the rate in force, until the next. Days ascend; rates are ratios (0.0254). */
export interface ReferenceSeries {
  readonly id: string;
  readonly source: string;
  readonly points: readonly { readonly from: DayNumber; readonly annual: Rational }[];
}

/** One stretch of accrual as the trace prints it: from (out) to (in), the balance it ran on, the interest it bore. */
export interface Accrual {
  readonly from: string;
  readonly to: string;
  readonly annual: string;
  readonly fraction: string;
  readonly balance: string;
  readonly interest: string;
}

/** Interest on one principal: exact, rounded, and how it came about. `days` counts by the rule's first and last day. */
export interface InterestResult {
  readonly exact: Rational;
  readonly sum: Money;
  readonly days: number;
  readonly fraction: Rational;
  readonly accruals: readonly Accrual[];
  readonly log: readonly RoundingRecord[];
}

/**
 * Interest on a principal from one day to another under a rule, rounded once at the end (and before, where the rule
 * says so). A rate that changes on a day bears from that day on.
 * @param what the words for the log: 'interest on costs: monitoring'
 * @throws Refusal INTEREST_PERIOD_REVERSED, INTEREST_RATE_MISSING
 */
export function interestOn(
  principal: Money,
  rule: InterestRule,
  from: DayNumber,
  to: DayNumber,
  series: readonly ReferenceSeries[],
  what: string,
): InterestResult {
  const exact = exactInterest(principal, rule, from, to, series, what);
  const rounded = roundMoney(exact.exact, principal.currency, what, rule.rounding.mode);
  return { ...exact, sum: rounded.sum, log: [...exact.log, rounded.record] };
}

/**
 * The same without the closing rounding, for rules that round per sub-head or on the whole.
 * @throws Refusal INTEREST_PERIOD_REVERSED, INTEREST_RATE_MISSING
 */
export function exactInterest(
  principal: Money,
  rule: InterestRule,
  from: DayNumber,
  to: DayNumber,
  series: readonly ReferenceSeries[],
  what: string,
): Omit<InterestResult, 'sum'> {
  const start = rule.firstDay === 'in' ? from - 1 : from;
  const end = rule.lastDay === 'out' ? to - 1 : to;
  if (to < from)
    throw new Refusal(
      'INTEREST_PERIOD_REVERSED',
      `Interest cannot run from ${formatDay(from)} to ${formatDay(to)}: the end comes first.`,
    );
  const rates = ratesOf(rule, series);
  const base = majorUnits(principal);
  const days = end - start;
  const fraction = partOfYear(start, end, rule);
  const common = { days, fraction };
  if (rule.compounding.kind === 'simple')
    return { ...common, ...simple(base, principal, rule, start, end, rates, what) };
  if (rule.compounding.kind === 'compound')
    return { ...common, ...compound(base, principal, rule, start, end, rates, what) };
  return { ...common, ...continuous(base, rule, start, end, rates) };
}

/**
 * Simple or compound interest on many principals of one currency at once, each rounded: minor units in, minor units out.
 * The factor is worked out once per starting day, so that a hundred thousand lines cost as many multiplications.
 * @throws Refusal INTEREST_NOT_PER_LINE where the rule rounds inside the period, which needs each principal by itself
 */
export function interestOnMany(
  principals: readonly bigint[],
  from: readonly DayNumber[],
  rule: InterestRule,
  series: readonly ReferenceSeries[] = [],
): readonly bigint[] {
  if (rule.rounding.yearFirst || (rule.compounding.kind === 'compound' && rule.compounding.roundEachPeriod))
    throw new Refusal(
      'INTEREST_NOT_PER_LINE',
      'A rule that rounds inside the period is worked out one principal at a time.',
    );
  const to = parseDay(rule.to);
  // On a principal of one hundred units in two places, the exact interest is the factor itself.
  const unit: Money = { minor: 100n, currency: 'EUR' };
  const factors = new Map<DayNumber, Rational>();
  const { mode } = rule.rounding;
  return principals.map((minor, i) => {
    const day = from[i] ?? from[0] ?? to;
    let factor = factors.get(day);
    if (factor === undefined) {
      factor = exactInterest(unit, rule, day, to, series, '').exact;
      factors.set(day, factor);
    }
    return divideRounded(minor * factor.n, factor.d, mode);
  });
}

/** One way of counting, its result, and whether it is the rule's own. */
export interface ConventionRow {
  readonly name: string;
  readonly sum: Money;
  readonly isPleaded: boolean;
}

/**
 * The same principals under every other day count, day rule and rounding point, so that nobody is surprised by a cent:
 * on Costa Rica v. Nicaragua it shows 20,150.04 per sub-head beside 20,150.03 on the whole.
 * @param parts the principals in the groups in which `sub-head` rounding takes them
 */
export function conventions(
  parts: readonly Money[],
  rule: InterestRule,
  from: DayNumber,
  series: readonly ReferenceSeries[] = [],
): readonly ConventionRow[] {
  const to = parseDay(rule.to);
  const currency = parts[0]?.currency ?? 'EUR';
  const whole: Money = { minor: parts.reduce((all, part) => all + part.minor, 0n), currency };
  const run = (changed: InterestRule): Money => {
    const groups = changed.rounding.point === 'whole' ? [whole] : parts;
    const minor = groups.reduce(
      (all, part) => all + interestOn(part, changed, from, to, series, '').sum.minor,
      0n,
    );
    return { minor, currency };
  };
  return otherRules(rule).map(([title, changed], i) => ({
    name: title,
    sum: run(changed),
    isPleaded: i === 0,
  }));
}

/** The rule as pleaded, then with one choice changed at a time: rounding point, day rule, day count. */
export function otherRules(rule: InterestRule): readonly (readonly [string, InterestRule])[] {
  const round = (patch: Partial<InterestRule['rounding']>): InterestRule => ({
    ...rule,
    rounding: { ...rule.rounding, ...patch },
  });
  const plain = { fractionPlaces: null, yearFirst: false } as const;
  return [
    ['as pleaded', rule],
    ['rounded per sub-head', round({ ...plain, point: 'sub-head' })],
    ['rounded on the whole', round({ ...plain, point: 'whole' })],
    [
      'one year rounded first, on the whole',
      round({ point: 'whole', fractionPlaces: null, yearFirst: true }),
    ],
    [
      'part of a year at six places, on the whole',
      round({ point: 'whole', fractionPlaces: 6, yearFirst: false }),
    ],
    ['first and last day both counted', { ...rule, firstDay: 'in', lastDay: 'in' }],
    ['Act/360', { ...rule, dayCount: 'act-360' }],
    ['30/360', { ...rule, dayCount: 'thirty-360-us' }],
    ['30E/360', { ...rule, dayCount: 'thirty-e-360' }],
    ['Act/Act ISDA', { ...rule, dayCount: 'act-act-isda' }],
    ['Act/365.25', { ...rule, dayCount: 'act-365-25' }],
  ];
}

interface Working {
  readonly exact: Rational;
  readonly accruals: readonly Accrual[];
  readonly log: readonly RoundingRecord[];
}

/** Stretches of constant rate: each from (out) to (in), with its annual rate. */
type Rates = (
  start: DayNumber,
  end: DayNumber,
) => readonly { from: DayNumber; to: DayNumber; annual: Rational }[];

function ratesOf(rule: InterestRule, series: readonly ReferenceSeries[]): Rates {
  const { rate } = rule;
  if (rate.kind === 'fixed') return (from, to) => [{ from, to, annual: rate.annual }];
  const found = series.find((one) => one.id === rate.series);
  if (found === undefined)
    throw new Refusal(
      'INTEREST_RATE_MISSING',
      `The reference rate “${rate.series}” is not at hand: enter its table.`,
    );
  return (start, end) => {
    const stretches: { from: DayNumber; to: DayNumber; annual: Rational }[] = [];
    found.points.forEach((point, i) => {
      const next = found.points[i + 1]?.from ?? Number.POSITIVE_INFINITY;
      const from = Math.max(start, point.from);
      const to = Math.min(end, next);
      if (from < to || (start === end && point.from <= start && start < next))
        stretches.push({ from, to, annual: add(point.annual, rate.margin) });
    });
    if (stretches[0]?.from !== start)
      throw new Refusal(
        'INTEREST_RATE_MISSING',
        `“${rate.series}” has no rate in force on ${formatDay(start)}.`,
      );
    return stretches;
  };
}

function partOfYear(start: DayNumber, end: DayNumber, rule: InterestRule): Rational {
  const exact = yearFraction(start, end, rule.dayCount);
  const places = rule.rounding.fractionPlaces;
  return places === null ? exact : roundTo(exact, places, rule.rounding.mode);
}

/**
 * The part of a year that a stretch adds to those before it. Where months are counted as thirty days, a stretch by itself
 * may gain or lose a day at either end: so counted, the stretches of a period add up to it, and a rate that is stated again
 * on a day changes nothing.
 */
function partOfStretch(
  start: DayNumber,
  stretch: { readonly from: DayNumber; readonly to: DayNumber },
  rule: InterestRule,
): Rational {
  const exact = subtract(
    yearFraction(start, stretch.to, rule.dayCount),
    yearFraction(start, stretch.from, rule.dayCount),
  );
  const places = rule.rounding.fractionPlaces;
  return places === null ? exact : roundTo(exact, places, rule.rounding.mode);
}

function simple(
  base: Rational,
  principal: Money,
  rule: InterestRule,
  start: DayNumber,
  end: DayNumber,
  rates: Rates,
  what: string,
): Working {
  let exact = ZERO;
  const accruals: Accrual[] = [];
  const log: RoundingRecord[] = [];
  for (const stretch of rates(start, end)) {
    const fraction = partOfStretch(start, stretch, rule);
    let yearly = multiply(base, stretch.annual);
    if (rule.rounding.yearFirst) {
      const rounded = roundMoney(yearly, principal.currency, `one year’s ${what}`, rule.rounding.mode);
      yearly = majorUnits(rounded.sum);
      log.push(rounded.record);
    }
    const interest = multiply(yearly, fraction);
    accruals.push(accrual(stretch.from, stretch.to, stretch.annual, fraction, base, interest));
    exact = add(exact, interest);
  }
  return { exact, accruals, log };
}

function compound(
  base: Rational,
  principal: Money,
  rule: InterestRule,
  start: DayNumber,
  end: DayNumber,
  rates: Rates,
  what: string,
): Working {
  const terms = rule.compounding;
  if (terms.kind !== 'compound') return { exact: ZERO, accruals: [], log: [] };
  const accruals: Accrual[] = [];
  const log: RoundingRecord[] = [];
  if (terms.perYear === 365 && !terms.roundEachPeriod)
    return daily(base, start, end, terms.period === 'nominal' ? null : rule, rates);
  let balance = base;
  let from = start;
  for (let period = 1; from < end; period += 1) {
    // Anniversaries are counted from the start, so that 31 January, 28 February, 31 March follow each other.
    const due =
      terms.perYear === 365 ? start + period : addCalendarMonths(start, (period * 12) / terms.perYear);
    const to = Math.min(due, end);
    let interest = ZERO;
    const isWhole = due <= end && terms.period === 'nominal';
    for (const stretch of rates(from, to)) {
      // A whole period is its part of a year whatever its days; a rate that changes within it bears by its days.
      const fraction = isWhole
        ? rational(stretch.to - stretch.from, (to - from) * terms.perYear)
        : partOfStretch(from, stretch, rule);
      const part = multiply(balance, multiply(stretch.annual, fraction));
      accruals.push(accrual(stretch.from, stretch.to, stretch.annual, fraction, balance, part));
      interest = add(interest, part);
    }
    if (terms.roundEachPeriod) {
      const rounded = roundMoney(
        interest,
        principal.currency,
        `${what}, period ${period}`,
        rule.rounding.mode,
      );
      interest = majorUnits(rounded.sum);
      log.push(rounded.record);
    }
    balance = add(balance, interest);
    from = to;
  }
  return { exact: subtract(balance, base), accruals, log };
}

/**
 * Interest of each day added to the balance: one power for each stretch of constant rate, so that ten years are not four
 * thousand multiplications of ever longer fractions. A day bears rate / 365, or the rate times the rule's part of a year.
 */
function daily(
  base: Rational,
  start: DayNumber,
  end: DayNumber,
  byDays: InterestRule | null,
  rates: Rates,
): Working {
  let balance = base;
  const accruals: Accrual[] = [];
  for (const stretch of rates(start, end)) {
    const groups =
      byDays === null
        ? [{ fraction: rational(1, 365), days: stretch.to - stretch.from }]
        : dayGroups(stretch.from, stretch.to, byDays);
    for (const { fraction, days } of groups) {
      const grown = multiply(balance, power(add(ONE, multiply(stretch.annual, fraction)), days));
      const from = stretch.from;
      accruals.push(
        accrual(
          from,
          stretch.to,
          stretch.annual,
          multiply(fraction, rational(days)),
          balance,
          subtract(grown, balance),
        ),
      );
      balance = grown;
    }
  }
  return { exact: subtract(balance, base), accruals, log: [] };
}

/** Days that are the same part of a year, taken together. */
function dayGroups(
  from: DayNumber,
  to: DayNumber,
  rule: InterestRule,
): readonly { readonly fraction: Rational; readonly days: number }[] {
  const groups = new Map<string, { fraction: Rational; days: number }>();
  for (let day = from; day < to; day += 1) {
    const fraction = yearFraction(day, day + 1, rule.dayCount);
    const key = toText(fraction);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { fraction, days: 1 });
    else group.days += 1;
  }
  return [...groups.values()];
}

/** e to the power of rate times time has no exact fraction: it is carried to forty digits, far below any cent. */
const Precise = Decimal.clone({ precision: 60, toExpNeg: -400, toExpPos: 400 });

function continuous(
  base: Rational,
  rule: InterestRule,
  start: DayNumber,
  end: DayNumber,
  rates: Rates,
): Working {
  let exponent = ZERO;
  const accruals: Accrual[] = [];
  for (const stretch of rates(start, end)) {
    const fraction = partOfStretch(start, stretch, rule);
    exponent = add(exponent, multiply(stretch.annual, fraction));
    accruals.push(accrual(stretch.from, stretch.to, stretch.annual, fraction, base, ZERO));
  }
  const growth = new Precise(exponent.n.toString()).div(exponent.d.toString()).exp();
  const exact = multiply(base, subtract(parseRational(growth.toFixed(40)), ONE));
  return { exact, accruals, log: [] };
}

function accrual(
  from: DayNumber,
  to: DayNumber,
  annual: Rational,
  fraction: Rational,
  balance: Rational,
  interest: Rational,
): Accrual {
  return {
    from: formatDay(from),
    to: formatDay(to),
    annual: toText(annual),
    fraction: toText(fraction),
    balance: shown(balance),
    interest: shown(interest),
  };
}

/** Six places are enough to see a step; the exact value is in the rounding log. */
function shown(value: Rational): string {
  const text = toText(value);
  return text.includes('/') || text.length > 24 ? toText(roundTo(value, 6)) : text;
}

/** The balance after each whole period and at the end, rounded for show: the schedule annexed to a pleading. */
export function compoundSchedule(
  principal: Money,
  rule: InterestRule,
  from: DayNumber,
  to: DayNumber,
): readonly { readonly day: string; readonly balance: Money }[] {
  const terms = rule.compounding;
  if (terms.kind !== 'compound')
    throw new Refusal('INTEREST_NOT_COMPOUND', 'Only compound interest has a schedule of periods.');
  const rows: { day: string; balance: Money }[] = [];
  for (let period = 1; ; period += 1) {
    const due = Math.min(
      terms.perYear === 365 ? from + period : addCalendarMonths(from, (period * 12) / terms.perYear),
      to,
    );
    const interest = interestOn(principal, rule, from, due, [], 'schedule').sum;
    rows.push({
      day: formatDay(due),
      balance: { minor: principal.minor + interest.minor, currency: principal.currency },
    });
    if (due >= to) return rows;
  }
}

/** What one day costs at a fixed simple rate, exact: for 'per day of delay' in a submission. */
export function perDay(principal: Money, annual: Rational, daysInYear: 360 | 365): Rational {
  return multiply(majorUnits(principal), multiply(annual, rational(1, daysInYear)));
}
