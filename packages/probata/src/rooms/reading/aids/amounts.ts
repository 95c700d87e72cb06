// Sums of money that a passage names, proposed to a person, each as it is printed.

import { Refusal } from '../../../base/errors.ts';
import { readPrinted } from '../../../base/money/index.ts';
import { toText } from '../../../base/rational.ts';

/** A sum found: where it stands (units), how it is printed, its currency, and its value in major units as text. */
export interface FoundAmount {
  readonly start: number;
  readonly end: number;
  readonly asWritten: string;
  readonly currency: string;
  readonly value: string;
}

const SIGN = String.raw`US\$|€|£|zł|₽|₴|(?<!\p{L})(?:EUR|USD|GBP|PLN|BYN|RUB|UAH|CHF)(?!\p{L})|eurų|eurai|euros?(?!\p{L})|євро|еўра|евро`;
const SCALE = String.raw`(?:\s?(?:thousand|million|billion|milliards?|millions?|tūkst\.?|tūkstančių|milijon\p{L}+|milijard\p{L}+|mln\.?|mlrd\.?|bn|mio|тыс\.?|млн\.?|млрд\.?|k|m)(?!\p{L}))?`;
const NUMBER = String.raw`\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})*(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`;
const SUM = new RegExp(
  `(?:(?:${SIGN})\\s?(?:${NUMBER})${SCALE}|(?<![\\d.,])(?:${NUMBER})${SCALE}\\s?(?:${SIGN}))`,
  'giu',
);

/** The sums in a text, in order. What looks like one and cannot be read as one is left out. */
export function amountsIn(text: string): readonly FoundAmount[] {
  return [...text.matchAll(SUM)].flatMap((match) => {
    const asWritten = match[0].trim();
    try {
      const printed = readPrinted(asWritten.replace(/евро|еўра|євро|eurai/giu, 'EUR'));
      if (printed.currency === null) return [];
      const { value } = printed;
      return [
        {
          start: match.index,
          end: match.index + match[0].length,
          asWritten,
          currency: printed.currency,
          value: toText(value),
        },
      ];
    } catch (thrown) {
      if (thrown instanceof Refusal) return [];
      throw thrown;
    }
  });
}
