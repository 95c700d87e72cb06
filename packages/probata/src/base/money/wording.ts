// Money and percentages as a page prints them: thin spaces that never break, columns that line up.
import { decimalOf, type Rational, type RoundingMode, rational, scaled } from '../rational.ts';
import type { Language } from '../time/words.ts';
import { placesOf, printedCode } from './currencies.ts';
import type { Money } from './money.ts';

/** U+202F, the thin space at which a line does not break. */
const THIN = '\u202f';
/** U+2007, a space exactly as wide as a digit. */
const FIGURE = '\u2007';

/**
 * A sum for the page: `EUR 152 000 000.00` (thin spaces) in English, a decimal comma and the code behind in French and
 * Lithuanian. The code is an ISO code, or a private one without its mark: a `$` is the sign of twenty
 * currencies.
 */
export function moneyInWords(sum: Money, language: Language = 'en'): string {
  const digits = amountInWords(sum, language);
  const code = printedCode(sum.currency);
  return language === 'en' ? `${code}${THIN}${digits}` : `${digits}${THIN}${code}`;
}

/** The amount alone, for a column whose head names the currency. */
export function amountInWords(sum: Money, language: Language = 'en'): string {
  return groupedDecimal(decimalOf(sum.minor, placesOf(sum.currency)), language);
}

/** The amounts of a column (one currency), padded on the left so that they line up in any font with tabular figures. */
export function columnInWords(sums: readonly Money[], language: Language = 'en'): readonly string[] {
  const texts = sums.map((sum) => amountInWords(sum, language));
  const mask = texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
  // Where the longest has a thin space, so must the padding: a thin space is narrower than a digit.
  return texts.map((text) => {
    const missing = [...mask.slice(0, mask.length - text.length)];
    return missing.map((char) => (char === THIN ? THIN : FIGURE)).join('') + text;
  });
}

/** A ratio as a percentage, `15 %` with a thin space; as many places as asked. */
export function percentInWords(
  ratio: Rational,
  places = 1,
  language: Language = 'en',
  mode: RoundingMode = 'half-up',
): string {
  const digits = decimalOf(scaled(rational(ratio.n * 100n, ratio.d), places, mode), places);
  return `${groupedDecimal(digits, language)}${THIN}%`;
}

/** A plain decimal (`-1234.50`) with its thousands parted by thin spaces and a true minus: `−1 234.50`. */
export function groupedDecimal(decimal: string, language: Language = 'en'): string {
  const [whole = '0', fraction] = decimal.replace('-', '').split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
  const mark = language === 'en' ? '.' : ',';
  return `${decimal.startsWith('-') ? '−' : ''}${groups}${fraction === undefined ? '' : mark + fraction}`;
}
