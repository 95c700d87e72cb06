// Exact fractions, so that a rate times a sum loses nothing until a rule says where to round.
import { Refusal } from './errors.ts';

/** A fraction in lowest terms; `d` is positive. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export type RoundingMode = 'half-up' | 'half-even' | 'down' | 'up';

/** Longest number text that is read: far beyond any sum of money, far below what would stall the reader. */
const MAX_DIGITS = 400;

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

/**
 * The fraction n/d in lowest terms.
 * @throws Refusal RATIONAL_ZERO_DENOMINATOR
 */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  let top = BigInt(n);
  let bottom = BigInt(d);
  if (bottom === 0n) throw new Refusal('RATIONAL_ZERO_DENOMINATOR', 'Nothing can be divided by zero.');
  if (bottom < 0n) {
    top = -top;
    bottom = -bottom;
  }
  if (bottom === 1n) return { n: top, d: 1n };
  const common = gcd(top < 0n ? -top : top, bottom);
  return common === 1n ? { n: top, d: bottom } : { n: top / common, d: bottom / common };
}

/**
 * Reads a decimal (`-1234.56`) or a fraction of whole numbers (`17/20`), exactly.
 * @throws Refusal RATIONAL_UNREADABLE for any other form, RATIONAL_ZERO_DENOMINATOR for a fraction over zero
 */
export function parseRational(text: string): Rational {
  const match = text.length > MAX_DIGITS ? null : /^(-?)(\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text);
  if (match === null)
    throw new Refusal(
      'RATIONAL_UNREADABLE',
      `Write the number as 1234.56 or 17/20, not “${text.slice(0, 40)}”.`,
    );
  const [, sign = '', whole = '0', fraction, below] = match;
  const negate = sign === '-' ? -1n : 1n;
  if (below !== undefined) return rational(negate * BigInt(whole), BigInt(below));
  if (fraction === undefined) return rational(negate * BigInt(whole));
  return rational(negate * BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}

export function add(a: Rational, b: Rational): Rational {
  return a.d === b.d ? rational(a.n + b.n, a.d) : rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b));
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d);
}

/** @throws Refusal RATIONAL_ZERO_DENOMINATOR when `b` is zero */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d, a.d * b.n);
}

export function negate(a: Rational): Rational {
  return { n: -a.n, d: a.d };
}

export function absolute(a: Rational): Rational {
  return a.n < 0n ? negate(a) : a;
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equals(a: Rational, b: Rational): boolean {
  return a.n === b.n && a.d === b.d;
}

export function isZero(a: Rational): boolean {
  return a.n === 0n;
}

/**
 * `a` to a whole power, by squaring; `power` zero or positive.
 * @throws Refusal RATIONAL_POWER_OUT_OF_RANGE for a negative or fractional power, or one above 10,000
 */
export function power(a: Rational, exponent: number): Rational {
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > 10_000)
    throw new Refusal('RATIONAL_POWER_OUT_OF_RANGE', 'The power must be a whole number from 0 to 10,000.');
  return { n: a.n ** BigInt(exponent), d: a.d ** BigInt(exponent) };
}

/**
 * n/d as a whole number of units, rounded. `half-up`: a half goes away from zero, so that a credit is rounded as the
 * charge it undoes; `half-even`: a half goes to the even unit; `down`: towards zero; `up`: away from zero.
 * `d` is positive.
 */
export function divideRounded(n: bigint, d: bigint, mode: RoundingMode): bigint {
  const negative = n < 0n;
  const size = negative ? -n : n;
  let units = size / d;
  const rest = size - units * d;
  if (rest !== 0n) {
    const twice = rest * 2n;
    if (mode === 'up') units += 1n;
    else if (mode === 'half-up' && twice >= d) units += 1n;
    else if (mode === 'half-even' && (twice > d || (twice === d && units % 2n === 1n))) units += 1n;
  }
  return negative ? -units : units;
}

/** The fraction as a whole number of 10^-places, rounded: `scaled(1/3, 2)` is 33n. */
export function scaled(a: Rational, places: number, mode: RoundingMode = 'half-up'): bigint {
  return divideRounded(a.n * 10n ** BigInt(places), a.d, mode);
}

/** The fraction rounded to so many decimal places, still as a fraction. */
export function roundTo(a: Rational, places: number, mode: RoundingMode = 'half-up'): Rational {
  return rational(scaled(a, places, mode), 10n ** BigInt(places));
}

/** Decimal text with exactly so many places: `toDecimal(2/3, 4)` is `0.6667`. */
export function toDecimal(a: Rational, places: number, mode: RoundingMode = 'half-up'): string {
  return decimalOf(scaled(a, places, mode), places);
}

/** The decimal text of a whole number of 10^-places: `decimalOf(-5n, 2)` is `-0.05`. */
export function decimalOf(units: bigint, places: number): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The exact text: a finite decimal where there is one (`0.04`), else the fraction (`779/365`). `parseRational` reads it back. */
export function toText(a: Rational): string {
  let rest = a.d;
  let twos = 0;
  let fives = 0;
  while (rest % 2n === 0n) {
    rest /= 2n;
    twos += 1;
  }
  while (rest % 5n === 0n) {
    rest /= 5n;
    fives += 1;
  }
  const places = Math.max(twos, fives);
  if (rest === 1n && places <= 30) return decimalOf((a.n * 10n ** BigInt(places)) / a.d, places);
  return `${a.n}/${a.d}`;
}

/** The nearest IEEE double; for pictures and statistics only, never for money. */
export function toNumber(a: Rational): number {
  const direct = Number(a.n) / Number(a.d);
  if (Number.isFinite(direct) && a.n < 1n << 1000n && a.n > -(1n << 1000n)) return direct;
  const shift = BigInt(Math.max(0, a.d.toString(2).length - 900));
  return Number(a.n >> shift) / Number(a.d >> shift);
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
