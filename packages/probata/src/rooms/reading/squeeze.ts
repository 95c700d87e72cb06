// Brings a text to what two readings of the same page have in common: no white space, no typesetter's joined letters.

/** A text without what readings differ in, and for each of its units the place it came from. */
export interface Squeezed {
  readonly text: string;
  /** Place of each unit of `text` in the original, and where the sign it came from ends there. */
  readonly at: readonly number[];
  readonly to: readonly number[];
}

// White space, soft hyphens and direction marks differ between readings of the same page; words do not.
const IGNORED = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;
// A letter followed by marks that may also be written as one sign; joined letters (fi), wide and presentation forms.
const COMPOSED = /\p{M}|[\ufb00-\ufdff\ufe70-\ufeff\uff01-\uff5e]/u;

/** Squeezes; letters with marks are composed and joined letters taken apart (Unicode NFKC), each keeping its place. */
export function squeeze(text: string): Squeezed {
  const kept: string[] = [];
  const at: number[] = [];
  const to: number[] = [];
  const isPlain = !COMPOSED.test(text);
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i);
    const isAlone = code < 0x80 && (isPlain || text.charCodeAt(i + 1) < 0x300 || i + 1 === text.length);
    if (isAlone) {
      // The common case, without a pattern.
      if (code > 32 || (code < 32 && (code < 9 || code > 13))) {
        kept.push(text.charAt(i));
        at.push(i);
        to.push(i + 1);
      }
      i += 1;
      continue;
    }
    const unit = text.charAt(i);
    if (IGNORED.test(unit)) {
      i += 1;
      continue;
    }
    let end = i + 1;
    if (/[\ud800-\udbff]/.test(unit) && /[\udc00-\udfff]/.test(text.charAt(end))) end += 1;
    while (!isPlain && end < text.length && end - i < 8 && /\p{M}/u.test(text.charAt(end))) end += 1;
    const cluster = text.slice(i, end);
    const composed = !isPlain && COMPOSED.test(cluster) ? cluster.normalize('NFKC') : cluster;
    for (let k = 0; k < composed.length; k += 1) {
      if (IGNORED.test(composed.charAt(k))) continue;
      kept.push(composed.charAt(k));
      at.push(i);
      to.push(end);
    }
    i = end;
  }
  return { text: kept.join(''), at, to };
}

/** Every place of `needle` in `haystack`, overlapping ones too, at most `most`. */
export function placesOf(haystack: string, needle: string, most = 10_000): number[] {
  const found: number[] = [];
  if (needle === '') return found;
  for (let i = haystack.indexOf(needle); i >= 0 && found.length < most; i = haystack.indexOf(needle, i + 1))
    found.push(i);
  return found;
}
