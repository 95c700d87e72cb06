// Sums of money that are exact to the last cent and never mix currencies.
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { decimalOf, divideRounded, type Rational, type RoundingMode, rational, toText } from '../rational.ts';
import { isCurrency, placesOf } from './currencies.ts';

/** A sum in whole minor units (cents) of an ISO 4217 currency, or of a private one (`x-AUC`). */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

/** The form in which money is stored and sent: `{ amount: '1234.56', currency: 'EUR' }`, always with all its places. */
export interface MoneyJson {
  readonly amount: string;
  readonly currency: string;
}

/** What one rounding did: the exact value, the rule, the result, and what was added (negative: taken away). */
export interface RoundingRecord {
  readonly what: string;
  readonly exact: string;
  readonly places: number;
  readonly mode: RoundingMode;
  readonly result: string;
  readonly difference: string;
}

/**
 * Money from its JSON form, exactly. Fewer places than the currency has are filled with zeros; more are refused.
 * @throws Refusal MONEY_UNREADABLE, MONEY_CURRENCY_UNKNOWN, MONEY_TOO_FINE
 */
export function money(amount: string, currency: string): Money {
  const places = placesOf(currency);
  const match = amount.length > 60 ? null : /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (match === null)
    throw new Refusal('MONEY_UNREADABLE', `Write the amount as 1234.56, not “${amount.slice(0, 40)}”.`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  if (fraction.length > places)
    throw new Refusal(
      'MONEY_TOO_FINE',
      `${currency} has ${places} decimal places; ${amount} has more. Say how to round.`,
    );
  const minor = BigInt(whole + fraction.padEnd(places, '0'));
  return { minor: sign === '-' ? -minor : minor, currency };
}

/** The JSON form of a sum; `fromJson(toJson(m))` is `m`. */
export function toJson(sum: Money): MoneyJson {
  return { amount: decimalOf(sum.minor, placesOf(sum.currency)), currency: sum.currency };
}

/** @throws Refusal as `money` */
export function fromJson(json: MoneyJson): Money {
  return money(json.amount, json.currency);
}

/** The schema of the JSON form; gives `Money`. */
export const moneySchema = z
  .strictObject({
    amount: z.string().max(60),
    currency: z
      .string()
      .refine(isCurrency, { error: 'must be an ISO 4217 code such as EUR, or a private one such as x-AUC' }),
  })
  .transform((json, context): Money => {
    try {
      return fromJson(json);
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      context.addIssue({ code: 'custom', message: thrown.message });
      return z.NEVER;
    }
  });

export function zero(currency: string): Money {
  placesOf(currency);
  return { minor: 0n, currency };
}

/** @throws Refusal MONEY_CURRENCIES_MIXED: convert first, by date and source */
export function addMoney(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return { minor: a.minor + b.minor, currency: a.currency };
}

/** @throws Refusal MONEY_CURRENCIES_MIXED */
export function subtractMoney(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return { minor: a.minor - b.minor, currency: a.currency };
}

export function negateMoney(a: Money): Money {
  return { minor: -a.minor, currency: a.currency };
}

/**
 * The sum of many; of none, zero in `currency`.
 * @throws Refusal MONEY_CURRENCIES_MIXED
 */
export function sumMoney(sums: Iterable<Money>, currency: string): Money {
  let total = zero(currency);
  for (const sum of sums) total = addMoney(total, sum);
  return total;
}

/** @throws Refusal MONEY_CURRENCIES_MIXED */
export function compareMoney(a: Money, b: Money): number {
  sameCurrency(a, b);
  return a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0;
}

/** The lesser of two sums: what a cap leaves. */
export function leastMoney(a: Money, b: Money): Money {
  return compareMoney(a, b) <= 0 ? a : b;
}

/** The exact value in major units: EUR 1234.56 as 30864/25. */
export function majorUnits(sum: Money): Rational {
  return rational(sum.minor, 10n ** BigInt(placesOf(sum.currency)));
}

/**
 * Rounds an exact value in major units to money, and says what that did.
 * @param exact major units
 * @param what what is being rounded, for the log: 'interest on line 3'
 * @param places decimal places to keep; by default the currency's own, never more
 * @throws Refusal MONEY_TOO_FINE if more places are asked than the currency has
 */
export function roundMoney(
  exact: Rational,
  currency: string,
  what: string,
  mode: RoundingMode = 'half-up',
  places: number = placesOf(currency),
): { readonly sum: Money; readonly record: RoundingRecord } {
  const own = placesOf(currency);
  if (places > own || places < -12 || !Number.isInteger(places))
    throw new Refusal('MONEY_TOO_FINE', `${currency} has ${own} decimal places; ${places} cannot be kept.`);
  // Negative places round to tens, hundreds and so on: -6 to whole millions.
  const unit = 10n ** BigInt(Math.abs(places));
  const units =
    places >= 0 ? divideRounded(exact.n * unit, exact.d, mode) : divideRounded(exact.n, exact.d * unit, mode);
  const minor = units * 10n ** BigInt(own - places);
  const result = rational(minor, 10n ** BigInt(own));
  const difference = rational(result.n * exact.d - exact.n * result.d, result.d * exact.d);
  return {
    sum: { minor, currency },
    record: {
      what,
      exact: toText(exact),
      places,
      mode,
      result: decimalOf(minor, own),
      difference: toText(difference),
    },
  };
}

/**
 * Splits a sum by weights so that the parts add up to it exactly. Each part is cut towards zero, and the cents left
 * go one each to the parts that lost most, the earlier part first where two lost alike.
 * @throws Refusal MONEY_WEIGHTS_USELESS for a negative weight, or none above zero
 */
export function allocate(sum: Money, weights: readonly Rational[]): readonly Money[] {
  let total: Rational = rational(0n);
  for (const weight of weights) {
    if (weight.n < 0n) throw new Refusal('MONEY_WEIGHTS_USELESS', 'A share cannot be negative.');
    total = rational(total.n * weight.d + weight.n * total.d, total.d * weight.d);
  }
  if (total.n === 0n) throw new Refusal('MONEY_WEIGHTS_USELESS', 'At least one share must be above zero.');
  const negative = sum.minor < 0n;
  const size = negative ? -sum.minor : sum.minor;
  const parts = weights.map((weight, index) => {
    const top = size * weight.n * total.d;
    const bottom = weight.d * total.n;
    const units = top / bottom;
    return { index, units, lost: rational(top - units * bottom, bottom) };
  });
  let left = size - parts.reduce((all, part) => all + part.units, 0n);
  const byLoss = [...parts].sort((a, b) => {
    const order = b.lost.n * a.lost.d - a.lost.n * b.lost.d;
    return order > 0n ? 1 : order < 0n ? -1 : a.index - b.index;
  });
  const extra = new Set<number>();
  for (const part of byLoss) {
    if (left === 0n) break;
    extra.add(part.index);
    left -= 1n;
  }
  return parts.map((part) => {
    const units = part.units + (extra.has(part.index) ? 1n : 0n);
    return { minor: negative ? -units : units, currency: sum.currency };
  });
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency)
    throw new Refusal(
      'MONEY_CURRENCIES_MIXED',
      `${a.currency} and ${b.currency} cannot be added: convert one, naming the date and the source of the rate.`,
    );
}
