// How words are compared: without case, accents or vowel signs, so that a search finds what a reader would call the same.

/** A word of a text: folded, and where it stands (UTF-16 units). */
export interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640\u2019']*/gu;

/**
 * Folds one word: lower case, compatibility decomposition, marks dropped (but й keeps its breve), ё as е, the Arabic
 * alef, ya and ta-marbuta variants as one, tatweel and vowel signs dropped, apostrophes dropped.
 */
export function foldWord(word: string): string {
  let folded = word.normalize('NFKD').toLowerCase();
  folded = folded.replace(/\u0438\u0306/g, '\u0439');
  folded = folded.replace(/[\p{M}\u0640\u2019']/gu, '');
  return folded
    .replace(/ё/g, 'е')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[ىی]/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/ک/g, 'ك')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/ø/g, 'o')
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
    .replace(/ı/g, 'i');
}

/** The words of a text, in order, with their places. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const folded = foldWord(match[0]);
    if (folded !== '') words.push({ folded, start: match.index, end: match.index + match[0].length });
  }
  return words;
}
