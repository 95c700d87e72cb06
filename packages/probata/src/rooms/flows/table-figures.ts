// Figures as tables write them, in Latin, Arabic-Indic or Persian digits, as plain decimals.

/** Arabic-Indic and Persian digits as Latin ones; the text keeps its length. */
export function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 15));
}

/** A figure as tables write it, to a plain decimal. Undefined where it is none: nothing is guessed. */
export function tableNumber(text: string, decimals: 'point' | 'comma'): string | undefined {
  const [mark, apart] = decimals === 'point' ? ['.', ','] : [',', '.'];
  // The Arabic marks (U+066B, U+066C) each mean one thing, whatever the other figures of the table are written with.
  const trimmed = latinDigits(text)
    .replace(/\u066b/gu, mark)
    .replace(/\u066c/gu, apart)
    .replace(/[\u061c\u200e\u200f]/gu, '')
    .trim()
    .replace(/^[−–]/, '-');
  const form =
    decimals === 'point'
      ? /^-?(?:\d+|\d{1,3}(?:[, '\u00a0\u2009\u202f]\d{3})+)(?:\.\d+)?$/
      : /^-?(?:\d+|\d{1,3}(?:[. '\u00a0\u2009\u202f]\d{3})+)(?:,\d+)?$/;
  if (!form.test(trimmed)) return undefined;
  const plain =
    decimals === 'point'
      ? trimmed.replace(/[^\d.-]/g, '')
      : trimmed.replace(/[^\d,-]/g, '').replace(',', '.');
  return plain.replace(/^(-?)0+(?=\d)/, '$1');
}
