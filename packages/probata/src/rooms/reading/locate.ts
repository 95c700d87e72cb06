// Finds a quotation in an exhibit's text, and keeps the words around it, by which it is told from its equals.
import { squeeze } from './squeeze.ts';

/** A stretch of text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const CONTEXT_UNITS = 64;

/** Every place where `quote` stands in `text`, white space and direction marks apart. Overlaps are not sought. */
export function occurrences(text: string, quote: string, within?: Span): Span[] {
  const needle = squeeze(quote).text;
  if (needle === '') return [];
  const haystack = squeeze(text);
  const spans: Span[] = [];
  for (let i = haystack.text.indexOf(needle); i >= 0; i = haystack.text.indexOf(needle, i + needle.length)) {
    const start = haystack.at[i] ?? 0;
    const end = haystack.to[i + needle.length - 1] ?? 0;
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
