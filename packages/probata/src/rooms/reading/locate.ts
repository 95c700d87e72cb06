// Finds a quotation in an exhibit's text, and finds it again after the exhibit was read anew.

/** A stretch of text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a passage stands in a text: where it was, elsewhere (to be looked at), or lost. Never silently wrong. */
export type Found = { readonly state: 'exact' | 'refound'; readonly span: Span } | { readonly state: 'lost' };

export const CONTEXT_UNITS = 64;

// White space, soft hyphens and direction marks differ between readings of the same page; words do not.
const IGNORED = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

interface Squeezed {
  readonly text: string;
  /** Place of each unit of `text` in the original. */
  readonly at: readonly number[];
}

function squeeze(text: string): Squeezed {
  const kept: string[] = [];
  const at: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charAt(i);
    if (IGNORED.test(unit)) continue;
    kept.push(unit);
    at.push(i);
  }
  return { text: kept.join(''), at };
}

/** Every place where `quote` stands in `text`, white space and direction marks apart. Overlaps are not sought. */
export function occurrences(text: string, quote: string, within?: Span): Span[] {
  const needle = squeeze(quote).text;
  if (needle === '') return [];
  const haystack = squeeze(text);
  const spans: Span[] = [];
  for (let i = haystack.text.indexOf(needle); i >= 0; i = haystack.text.indexOf(needle, i + needle.length)) {
    const start = haystack.at[i] ?? 0;
    const end = (haystack.at[i + needle.length - 1] ?? 0) + 1;
    if (within === undefined || (start >= within.start && end <= within.end)) spans.push({ start, end });
  }
  return spans;
}

/** The words before and after a span, which tell two equal quotations apart (W3C Web Annotation, TextQuoteSelector). */
export function surroundings(text: string, span: Span): { prefix: string; suffix: string } {
  return {
    prefix: text.slice(Math.max(0, span.start - CONTEXT_UNITS), span.start),
    suffix: text.slice(span.end, span.end + CONTEXT_UNITS),
  };
}

/**
 * Finds a marked passage in a text that may be a new reading: exact when the quote stands at its old place; refound
 * when it stands elsewhere, the place whose surroundings agree best being taken; lost when it stands nowhere, or when
 * two places agree equally well.
 */
export function refind(
  text: string,
  mark: { readonly span: Span; readonly quote: string; readonly prefix: string; readonly suffix: string },
): Found {
  const wanted = squeeze(mark.quote).text;
  if (squeeze(text.slice(mark.span.start, mark.span.end)).text === wanted)
    return { state: 'exact', span: mark.span };
  const scored = occurrences(text, mark.quote).map((span) => {
    const around = surroundings(text, span);
    return {
      span,
      score: shared(reverse(around.prefix), reverse(mark.prefix)) + shared(around.suffix, mark.suffix),
    };
  });
  scored.sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (best === undefined || (second !== undefined && second.score === best.score)) return { state: 'lost' };
  return { state: 'refound', span: best.span };
}

function shared(a: string, b: string): number {
  const [x, y] = [squeeze(a).text, squeeze(b).text];
  let n = 0;
  while (n < x.length && n < y.length && x.charAt(n) === y.charAt(n)) n += 1;
  return n;
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}
