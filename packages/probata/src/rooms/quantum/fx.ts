// Foreign sums into the claim's currency: at a published rate of a named day, with any other day's rate owned up to.
import { type Deficiency, Refusal } from '../../base/errors.ts';
import { type Money, majorUnits, placesOf, type RoundingRecord, roundMoney } from '../../base/money/index.ts';
import { divide, multiply, ONE, parseRational, type Rational, toText } from '../../base/rational.ts';
import { type DayNumber, formatDay, parseDay } from '../../base/time/index.ts';
import type { FxRule } from './figures.ts';

/** Published rates of one source: units of each currency for one unit of `base`, by day, ascending. */
export interface FxTable {
  readonly source: string;
  readonly base: string;
  readonly rates: ReadonlyMap<string, readonly { readonly day: DayNumber; readonly rate: Rational }[]>;
}

/** A rate as it was used. */
export interface RateUsed {
  readonly currency: string;
  readonly day: string;
  readonly rate: string;
  readonly staleDays: number;
  readonly source: string;
}

export interface Conversion {
  readonly sum: Money;
  readonly rates: readonly RateUsed[];
  readonly record: RoundingRecord;
  readonly flags: readonly Deficiency[];
}

/**
 * Reads a table of reference rates: a column `date`, then a column for each currency (units per one unit of `base`);
 * an empty cell or N/A is a day without a rate.
 * @throws Refusal FX_TABLE_UNREADABLE naming the line
 */
export function fxTable(csv: string, source: string, base = 'EUR'): FxTable {
  const lines = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  const currencies = (lines[0] ?? '').split(',').map((cell) => cell.trim());
  const rates = new Map<string, { day: DayNumber; rate: Rational }[]>();
  currencies.forEach((currency, column) => {
    if (column === 0) return;
    placesOf(currency);
    rates.set(currency, []);
  });
  if ((currencies[0] ?? '').toLowerCase() !== 'date')
    throw unreadable(1, 'the first column must be called date');
  lines.forEach((line, i) => {
    if (i === 0 || line.trim() === '') return;
    const cells = line.split(',').map((cell) => cell.trim());
    let day: DayNumber;
    try {
      day = parseDay(cells[0] ?? '');
    } catch {
      throw unreadable(i + 1, 'its date is not a day');
    }
    currencies.forEach((currency, column) => {
      const cell = cells[column] ?? '';
      if (column === 0 || cell === '' || cell === 'N/A' || cell === 'NA') return;
      if (!/^\d+(\.\d+)?$/.test(cell) || !/[1-9]/.test(cell))
        throw unreadable(i + 1, `its rate for ${currency} is not a number`);
      rates.get(currency)?.push({ day, rate: parseRational(cell) });
    });
  });
  for (const list of rates.values()) list.sort((a, b) => a.day - b.day);
  return { source, base, rates };
}

/**
 * Converts a sum at the rates of a day, exactly, and rounds once. Two foreign currencies go through the base, both at
 * the rates of one and the same day, as the ECB's cross rates do.
 * Where the day has no rate the rule's fallback applies; the day used and its distance are always returned.
 * @throws Refusal FX_RATE_MISSING, FX_RATE_STALE (beyond the rule's limit, unless the rule flags instead)
 */
export function convert(
  sum: Money,
  to: string,
  day: DayNumber,
  rule: FxRule,
  table: FxTable,
  what: string,
): Conversion {
  if (rule.source !== table.source)
    throw new Refusal(
      'FX_RATE_MISSING',
      `The rule names the source “${rule.source}”; the table is from “${table.source}”.`,
    );
  const foreign = [sum.currency, to].filter((currency) => currency !== table.base && sum.currency !== to);
  const used = foreign.length === 0 ? day : rateDay(foreign, day, rule, table);
  const staleDays = Math.abs(day - used);
  const flags: Deficiency[] = [];
  if (staleDays > rule.maxStaleDays) {
    const message =
      `The rate for ${foreign.join(' and ')} on ${formatDay(day)} is that of ${formatDay(used)}, ${staleDays} days away; ` +
      `the rule allows ${rule.maxStaleDays}.`;
    if (rule.beyond === 'refuse')
      throw new Refusal('FX_RATE_STALE', `${message} Name another source, or let the rule flag it.`, {
        staleDays,
      });
    flags.push({ code: 'FX_RATE_STALE', subject: what, message, severity: 'advice' });
  }
  const from = rateOn(sum.currency, used, table);
  const into = rateOn(to, used, table);
  // Divide by units per base of the first, multiply by units per base of the second; nothing is rounded in between.
  const exact = sum.currency === to ? majorUnits(sum) : multiply(divide(majorUnits(sum), from), into);
  const { sum: converted, record } = roundMoney(exact, to, what, rule.mode);
  const rates = foreign.map((currency) => ({
    currency,
    day: formatDay(used),
    rate: toText(rateOn(currency, used, table)),
    staleDays,
    source: table.source,
  }));
  return { sum: converted, rates, record, flags };
}

function rateDay(currencies: readonly string[], day: DayNumber, rule: FxRule, table: FxTable): DayNumber {
  const at = common(currencies, day, rule.fallback, table);
  if (at === null)
    throw new Refusal(
      'FX_RATE_MISSING',
      `${table.source} has no rate for ${currencies.join(' and ')} on ${formatDay(day)}` +
        `${rule.fallback === 'none' ? '' : ` or ${rule.fallback}`}: enter one, or choose another day.`,
    );
  return at;
}

/** The nearest day in the fallback's direction on which every one of the currencies has a rate. */
function common(
  currencies: readonly string[],
  day: DayNumber,
  fallback: FxRule['fallback'],
  table: FxTable,
): DayNumber | null {
  let at: DayNumber = day;
  for (;;) {
    let next = at;
    for (const currency of currencies) {
      const found = nearest(table.rates.get(currency) ?? [], at, fallback);
      if (found === null) return null;
      next = fallback === 'later' ? Math.max(next, found) : Math.min(next, found);
    }
    if (next === at) return at;
    at = next;
  }
}

function nearest(
  list: readonly { readonly day: DayNumber }[],
  day: DayNumber,
  fallback: FxRule['fallback'],
): DayNumber | null {
  const after = indexAfter(list, day);
  const before = list[after - 1]?.day;
  if (before === day) return day;
  if (fallback === 'none') return null;
  return (fallback === 'earlier' ? before : list[after]?.day) ?? null;
}

function rateOn(currency: string, day: DayNumber, table: FxTable): Rational {
  if (currency === table.base) return ONE;
  const list = table.rates.get(currency) ?? [];
  return list[indexAfter(list, day) - 1]?.rate ?? ONE;
}

/** Index of the first entry later than `day`. */
function indexAfter(list: readonly { readonly day: DayNumber }[], day: DayNumber): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.day ?? Number.POSITIVE_INFINITY) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function unreadable(line: number, why: string): Refusal {
  return new Refusal('FX_TABLE_UNREADABLE', `Line ${line} of the table of rates cannot be read: ${why}.`, {
    line,
  });
}
