// Sums as the screens write them: exact, thousands apart, the currency apart.
import { currency } from '../../lib/words.ts';
import type { Money } from './types.ts';

/** `158 109 290.70`, the currency apart; a true minus. */
export function sum({ amount }: Money): string {
  const [whole = '', part] = amount.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
  return `${amount.startsWith('-') ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`;
}

/** `158 109 290.70 EUR`. */
export function sumWith(money: Money): string {
  return `${sum(money)} ${currency(money.currency)}`;
}

/** The sum, or the words for there being none. */
export function sumOr(money: Money | null, words = 'no figure'): string {
  return money === null ? words : sum(money);
}

/** What a person typed as money: spaces are let go, a comma before cents is a point. */
export function moneyOf(text: string | undefined, code: string): Money | undefined {
  if (text === undefined) return undefined;
  const bare = text.replace(/[\s\u202f\u00a0]/gu, '');
  return { amount: /^-?\d+,\d{1,2}$/u.test(bare) ? bare.replace(',', '.') : bare, currency: code };
}

/** `17/20` → `85 %`; what is no ratio is shown as it stands. */
export function shareWords(ratio: string): string {
  const [top, bottom] = ratio.split('/').map(Number);
  if (top === undefined || !Number.isFinite(top)) return ratio;
  const share = (100 * top) / (bottom ?? 1);
  return `${Number(share.toPrecision(6))} %`;
}
