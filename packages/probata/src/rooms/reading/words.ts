// How words are compared: without case, accents or vowel signs, so that a search finds what a reader would call the same.
import { FoldMemory, mixUnit, wordAt } from './fold-memory.ts';
import {
  APOSTROPHE,
  isBetweenWords,
  LETTER,
  OUTSIDE,
  signClass,
  UNIT_CLASSES,
  UNTOLD,
} from './word-signs.ts';

/** A word of a text: folded, and where it stands (UTF-16 units). */
export interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

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

const folds = new FoldMemory(foldWord);

/**
 * The words of a text, in order. A word begins with a letter or digit (Unicode's classes L and N) and goes on with such,
 * with marks, tatweel and apostrophes; what was elided before an apostrophe is a word of its own.
 */
export function wordsOf(text: string): Word[] {
  const { length } = text;
  const units = unitsOf(text);
  const words: Word[] = [];
  const add = (start: number, end: number, hash: number): void => {
    const folded = folds.of(units, start, end, hash);
    if (folded !== '') words.push({ folded, start, end });
  };
  let at = 0;
  while (at < length) {
    let unit = units[at] as number;
    let sign = UNIT_CLASSES[unit] as number;
    let wide = 1;
    if (sign === UNTOLD) {
      const code = text.codePointAt(at) ?? 0;
      wide = code > 0xffff ? 2 : 1;
      sign = signClass(code);
    }
    if (sign !== LETTER) {
      at += wide;
      continue;
    }
    const start = at;
    let hash = 0;
    let hasApostrophe = false;
    do {
      if (sign === APOSTROPHE) hasApostrophe = true;
      hash = mixUnit(hash, unit);
      if (wide === 2) hash = mixUnit(hash, units[at + 1] as number);
      at += wide;
      if (at >= length) break;
      unit = units[at] as number;
      sign = UNIT_CLASSES[unit] as number;
      wide = 1;
      if (sign === UNTOLD) {
        const code = text.codePointAt(at) ?? 0;
        wide = code > 0xffff ? 2 : 1;
        sign = signClass(code);
      }
    } while (sign !== OUTSIDE);
    const elided = hasApostrophe ? (ELIDED.exec(wordAt(units, start, at))?.[0].length ?? 0) : 0;
    if (elided === 0) add(start, at, hash);
    else {
      add(start, start + elided - 1, hashOf(units, start, start + elided - 1));
      add(start + elided, at, hashOf(units, start + elided, at));
    }
  }
  return words;
}

/** A stretch of a text (UTF-16 units). */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a text and those of stretches of it, found in one pass. All places count from the beginning of the text; the
 * words of a stretch are those that `wordsOf` finds in the stretch alone.
 */
export function wordsOfStretches(
  text: string,
  stretches: readonly Stretch[],
): { readonly words: readonly Word[]; readonly ofStretches: readonly (readonly Word[])[] } {
  const words = wordsOf(text);
  const ofStretches = stretches.map(({ start, end }): readonly Word[] => {
    if (!isBetweenWords(text, start) || !isBetweenWords(text, end))
      return wordsOf(text.slice(start, end)).map((word) => ({
        folded: word.folded,
        start: word.start + start,
        end: word.end + start,
      }));
    const from = firstFrom(words, start);
    return from === 0 && end >= text.length ? words : words.slice(from, firstFrom(words, end));
  });
  return { words, ofStretches };
}

/** The number of the first word that begins at a place or after it. */
function firstFrom(words: readonly Word[], at: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] as Word).start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i += 1) hash = mixUnit(hash, units[i] as number);
  return hash;
}

/** Longer texts get a row of their own, which is let go. */
const KEPT_UNITS = 2 ** 18;
const kept = new Uint16Array(KEPT_UNITS);

/** The units of a text; valid until the next call. */
function unitsOf(text: string): Uint16Array {
  const units = text.length > KEPT_UNITS ? new Uint16Array(text.length) : kept;
  for (let i = 0; i < text.length; i += 1) units[i] = text.charCodeAt(i);
  return units;
}
