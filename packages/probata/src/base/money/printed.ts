// Reads sums as others print them ("1 234,56", "€152 m", "more than EUR 200 million") and says how exact they are.
import { Refusal } from '../errors.ts';
import { add, compare, multiply, type Rational, rational, subtract } from '../rational.ts';
import { isCurrency, placesOf } from './currencies.ts';

/**
 * A printed number. `value` as printed, in major units. `step` is the unit it was printed to: 1,000,000 for `€152 m`.
 * `low` and `high` are the bounds the printing allows (null: none on that side): half a step either way for a rounded
 * figure, the value itself where it is printed to the cent. `limit`: the words before it made it a bound. `approximate`:
 * so did "about". `other`: a second reading where the grouping mark may be a decimal mark (`1,234`), else null.
 */
export interface Printed {
  readonly asWritten: string;
  readonly currency: string | null;
  readonly value: Rational;
  readonly step: Rational;
  readonly low: Rational | null;
  readonly high: Rational | null;
  readonly limit: 'at-least' | 'at-most' | null;
  readonly approximate: boolean;
  readonly percent: boolean;
  readonly other: Rational | null;
}

const SCALES: readonly (readonly [RegExp, bigint])[] = [
  [/^(?:thousand|thsd|tsd|k|mille|tūkst|tūkstančių|тыс)(?!\p{L})\.?/u, 1_000n],
  [/^(?:milliards?|mlrd|milijardų|billion|bn|b|млрд)(?!\p{L})\.?/u, 1_000_000_000n],
  [/^(?:millions?|mio|mln|mn|m|milijonų|milijonai|млн)(?!\p{L})\.?/u, 1_000_000n],
  [/^(?:trillion|tn|trln|трлн)(?!\p{L})\.?/u, 1_000_000_000_000n],
];

const LIMITS: readonly (readonly [RegExp, 'at-least' | 'at-most' | 'about'])[] = [
  [
    /^(?:more than|over|at least|no less than|above|plus de|au moins|daugiau (?:kaip|nei)|ne mažiau (?:kaip|nei)|bent|>=?|≥)\s*/u,
    'at-least',
  ],
  [
    /^(?:up to|less than|no more than|at most|nearly|almost|under|below|jusqu['’]à|moins de|au plus|près de|iki|mažiau (?:kaip|nei)|beveik|<=?|≤)\s*/u,
    'at-most',
  ],
  [
    /^(?:about|approximately|approx\.?|around|some|circa|ca\.?|c\.|roughly|environ|apie|maždaug|~|≈)\s*/u,
    'about',
  ],
];

const SIGNS: readonly (readonly [string, string])[] = [
  ['us$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['zł', 'PLN'],
  ['₽', 'RUB'],
  ['₴', 'UAH'],
  ['eurų', 'EUR'],
  ['euros', 'EUR'],
  ['euro', 'EUR'],
  ['eur', 'EUR'],
];

/**
 * Reads a printed sum or percentage in Latin, Arabic-Indic or Persian digits.
 * A bare `$` names no currency: it is refused as one unless `currency` is given.
 * @param hints `currency`: of the column or document; `decimal`: its decimal mark, which settles `1,234`
 * @throws Refusal MONEY_PRINTED_UNREADABLE
 */
export function readPrinted(
  text: string,
  hints: { readonly currency?: string; readonly decimal?: '.' | ',' } = {},
): Printed {
  if (text.length > 120) throw unreadable(text, 'it is too long for one figure');
  let rest = latinDigits(text)
    .normalize('NFC')
    .replace(/[\u00a0\u2007\u2009\u202f]/g, ' ')
    .trim()
    .toLowerCase();
  const words = takeLimit(rest);
  rest = words.rest;
  let negative = false;
  const bracketed = /^\((.*)\)$/.exec(rest);
  if (bracketed !== null) {
    negative = true;
    rest = (bracketed[1] ?? '').trim();
  }
  const before = takeCurrency(rest);
  rest = before.rest;
  if (before.bareDollar && hints.currency === undefined)
    throw unreadable(text, '$ names no currency: write USD, CAD, AUD');
  const number = /^([-−+]?)\s*(\d[\d .,'’٫٬]*)/.exec(rest);
  if (number === null) throw unreadable(text, 'no figure was found');
  if (number[1] === '-' || number[1] === '−') negative = !negative;
  const digits = (number[2] ?? '').replace(/[ .,'’]+$/, '');
  rest = rest.slice(number[0].length).trim();
  if (/^[-−]$/.test(rest)) {
    negative = !negative;
    rest = '';
  }
  const scale = takeScale(rest);
  rest = scale.rest;
  const percent = /^(?:%|per cent|percent|pour cent|proc\.?|procentų)$/u.test(rest);
  const after = percent ? { currency: null, rest: '', bareDollar: false } : takeCurrency(rest);
  if (after.rest !== '') throw unreadable(text, `“${after.rest.slice(0, 20)}” was not understood`);
  const currency = percent ? null : (before.currency ?? after.currency ?? hints.currency ?? null);
  if (before.currency !== null && after.currency !== null && before.currency !== after.currency)
    throw unreadable(text, 'it names two currencies');
  const read = readDigits(digits, text, hints.decimal);
  const factor = percent ? rational(1n, 100n) : rational(scale.factor);
  const sign = rational(negative ? -1n : 1n);
  const value = multiply(multiply(read.value, factor), sign);
  const step = multiply(read.step, factor);
  const other = read.other === null ? null : multiply(multiply(read.other, factor), sign);
  const toTheCent =
    currency !== null && !percent && compare(step, rational(1n, 10n ** BigInt(placesOf(currency)))) <= 0;
  const half = toTheCent ? rational(0n) : rational(step.n, step.d * 2n);
  return {
    asWritten: text,
    currency,
    value,
    step,
    low: words.limit === 'at-most' ? null : words.limit === 'at-least' ? value : subtract(value, half),
    high: words.limit === 'at-least' ? null : words.limit === 'at-most' ? value : add(value, half),
    limit: words.limit === 'about' ? null : words.limit,
    approximate: words.limit === 'about',
    percent,
    other,
  };
}

/** The ratio of a printed percentage: `15 %` is 3/20. @throws Refusal MONEY_PRINTED_UNREADABLE if it is no percentage */
export function readPercent(text: string): Rational {
  const read = readPrinted(text);
  if (!read.percent) throw unreadable(text, 'it is not a percentage');
  return read.value;
}

function takeLimit(text: string): { rest: string; limit: 'at-least' | 'at-most' | 'about' | null } {
  for (const [pattern, limit] of LIMITS) {
    const match = pattern.exec(text);
    if (match !== null) return { rest: text.slice(match[0].length).trim(), limit };
  }
  return { rest: text, limit: null };
}

function takeCurrency(text: string): { rest: string; currency: string | null; bareDollar: boolean } {
  for (const [sign, currency] of SIGNS)
    if (
      text.startsWith(sign) &&
      !/^\p{L}\p{L}/u.test(sign.endsWith('€') ? '' : text.slice(sign.length, sign.length + 2))
    )
      return { rest: text.slice(sign.length).trim(), currency, bareDollar: false };
  const code = /^([a-z]{3})(?![a-z])/.exec(text);
  if (code !== null && isCurrency((code[1] ?? '').toUpperCase()))
    return { rest: text.slice(3).trim(), currency: (code[1] ?? '').toUpperCase(), bareDollar: false };
  if (text.startsWith('$')) return { rest: text.slice(1).trim(), currency: null, bareDollar: true };
  return { rest: text, currency: null, bareDollar: false };
}

function takeScale(text: string): { rest: string; factor: bigint } {
  for (const [pattern, factor] of SCALES) {
    const match = pattern.exec(text);
    if (match !== null) {
      const rest = text.slice(match[0].length).trim();
      return { rest: rest.replace(/^(?:d['’]|of |de )/, ''), factor };
    }
  }
  return { rest: text, factor: 1n };
}

interface Digits {
  readonly value: Rational;
  readonly step: Rational;
  readonly other: Rational | null;
}

function readDigits(raw: string, whole: string, decimal: '.' | ',' | undefined): Digits {
  const digits = raw.replaceAll('٫', ',').replaceAll('٬', ' ').replaceAll('’', "'");
  const marks = [...digits.matchAll(/[., ']/g)].map((match) => ({ mark: match[0], at: match.index }));
  const last = marks.at(-1);
  if (last === undefined) return plain(digits, '');
  const kinds = new Set(marks.map((m) => m.mark));
  const lastCount = marks.filter((m) => m.mark === last.mark).length;
  const tail = digits.slice(last.at + 1);
  const canBeDecimal = (last.mark === '.' || last.mark === ',') && lastCount === 1;
  const decimalPart = (): Digits => {
    const head = digits.slice(0, last.at);
    checkGroups(head, whole);
    return plain(head.replace(/\D/g, ''), tail);
  };
  const wholeNumber = (): Digits => {
    checkGroups(digits, whole);
    return plain(digits.replace(/\D/g, ''), '');
  };
  if (!canBeDecimal) return wholeNumber();
  if (decimal !== undefined) return last.mark === decimal ? decimalPart() : wholeNumber();
  // Two kinds of mark: the last is the decimal mark. One mark with other than three digits behind it: decimal too.
  if (kinds.size > 1 || tail.length !== 3) return decimalPart();
  // `1,234` or `1.234`: a group of three is likelier, but the other reading is kept for a person to see.
  if (last.at > 3 || digits.startsWith('0')) return decimalPart();
  return { ...wholeNumber(), other: decimalPart().value };
}

function plain(wholeDigits: string, fraction: string): Digits {
  const unit = 10n ** BigInt(fraction.length);
  return {
    value: rational(BigInt(`0${wholeDigits}${fraction}`), unit),
    step: rational(1n, unit),
    other: null,
  };
}

function checkGroups(text: string, whole: string): void {
  const groups = text.split(/[., ']/);
  const marks = new Set(text.replace(/\d/g, ''));
  const first = groups[0]?.length ?? 0;
  // Groups of three, and of two after the first three in Indian counting, are not told apart: only threes are read.
  if (
    marks.size > 1 ||
    (groups.length > 1 && (first > 3 || first === 0 || groups.slice(1).some((g) => g.length !== 3)))
  )
    throw unreadable(whole, 'its digits are not grouped in threes');
}

function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15)).replaceAll('٪', '%');
}

function unreadable(text: string, why: string): Refusal {
  return new Refusal('MONEY_PRINTED_UNREADABLE', `“${text.slice(0, 60)}” cannot be read as a sum: ${why}.`);
}
