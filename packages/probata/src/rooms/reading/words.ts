// How words are compared: without case, accents or vowel signs, so that a search finds what a reader would call the same.

/** A word of a text: folded, and where it stands (UTF-16 units). */
export interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640\u2019']*/gu;
/** In French (and in names) what stands before the apostrophe is a word of its own: l'État, d'asile, qu'il. */
const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['\u2019](?=\p{L}{2})/iu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII as such
const ASCII = /^[\u0000-\u007f]*$/;

/**
 * Folds one word: lower case, compatibility decomposition, marks dropped (but й keeps its breve), ё as е, ґ as г, the
 * Arabic alef, ya and ta-marbuta variants as one, tatweel and vowel signs dropped, apostrophes dropped.
 */
export function foldWord(word: string): string {
  if (ASCII.test(word)) {
    const small = word.toLowerCase();
    return small.includes("'") ? small.replaceAll("'", '') : small;
  }
  let folded = word.normalize('NFKD').toLowerCase();
  folded = folded.replace(/\u0438\u0306/g, '\u0439');
  folded = folded.replace(/[\p{M}\u0640\u2019']/gu, '');
  return folded
    .replace(/ё/g, 'е')
    .replace(/ґ/g, 'г')
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

// A text says the same words again and again; each is folded once.
const folds = new Map<string, string>();
const REMEMBERED = 200_000;

function folded(word: string): string {
  let fold = folds.get(word);
  if (fold === undefined) {
    if (folds.size >= REMEMBERED) folds.clear();
    fold = foldWord(word);
    folds.set(word, fold);
  }
  return fold;
}

/** The words of a text, in order, with their places. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  const add = (word: string, start: number): void => {
    const fold = folded(word);
    if (fold !== '') words.push({ folded: fold, start, end: start + word.length });
  };
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    const word = match[0];
    const elided = /['\u2019]/.test(word) ? ELIDED.exec(word)?.[0] : undefined;
    if (elided === undefined) add(word, match.index);
    else {
      add(elided.slice(0, -1), match.index);
      add(word.slice(elided.length), match.index + elided.length);
    }
  }
  return words;
}
