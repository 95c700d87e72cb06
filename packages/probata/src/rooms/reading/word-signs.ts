// Which signs make words: told once for a stretch of 256 signs by the classes of Unicode, then read from a table.

/** Belongs to no word. */
export const OUTSIDE = 0;
/** Goes on with a word that has begun: a mark, a tatweel. */
export const WITHIN = 1;
/** Goes on with a word, and may end one that was elided: l'État. */
export const APOSTROPHE = 2;
/** Begins a word or goes on with one: a letter, a digit. */
export const LETTER = 3;
/** Not to be told from this unit alone: the first half of a pair, or a stretch not yet asked about. */
export const UNTOLD = 4;

const BEGINS = /^[\p{L}\p{N}]$/u;
const GOES_ON = /^[\p{M}\u0640]$/u;

/** The class of each UTF-16 unit that is a sign by itself; `UNTOLD` where `signClass` must be asked. */
export const UNIT_CLASSES = new Uint8Array(0x1_0000).fill(UNTOLD);
const beyond = new Map<number, Uint8Array>();

/** The class of a code point; that of a half of a pair which stands alone is `OUTSIDE`. */
export function signClass(code: number): number {
  if (code > 0xffff) {
    let classes = beyond.get(code >> 8);
    if (classes === undefined) {
      classes = classesFrom(code & ~255);
      beyond.set(code >> 8, classes);
    }
    return classes[code & 255] as number;
  }
  if (code >= 0xd800 && code <= 0xdfff) return OUTSIDE;
  if (UNIT_CLASSES[code] === UNTOLD) UNIT_CLASSES.set(classesFrom(code & ~255), code & ~255);
  return UNIT_CLASSES[code] as number;
}

function classesFrom(first: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, i) => {
    const code = first + i;
    if (code === 0x27 || code === 0x2019) return APOSTROPHE;
    const sign = String.fromCodePoint(code);
    return BEGINS.test(sign) ? LETTER : GOES_ON.test(sign) ? WITHIN : OUTSIDE;
  });
}

/** Whether a text can be cut here without parting a word; in doubt (at the halves of a sign) it cannot. */
export function isBetweenWords(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  return isOutside(text.charCodeAt(at - 1)) || isOutside(text.charCodeAt(at));
}

const isOutside = (unit: number): boolean => (unit & 0xf800) !== 0xd800 && signClass(unit) === OUTSIDE;
