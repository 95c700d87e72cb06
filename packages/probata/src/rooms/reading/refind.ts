// Finds a marked passage again after its exhibit was read anew: where it was, elsewhere, or nowhere; never by guessing.
import { type Alignment, align } from './align.ts';
import type { Span } from './locate.ts';
import { placesOf, type Squeezed, squeeze } from './squeeze.ts';

/**
 * How a passage stands in a text. `exact`: the same words amid the same words, and told from all its equals. `refound`:
 * a place that agrees well enough to be looked at by a person; `likeness` is how much of it agrees, 0 to 1. `lost`: none,
 * or more than one that agrees equally well.
 */
export type Found =
  | { readonly state: 'exact'; readonly span: Span }
  | { readonly state: 'refound'; readonly span: Span; readonly likeness: number }
  | { readonly state: 'lost' };

/** Which of how many equal places (same words, same surroundings) a passage was when it was marked, from 1. */
export interface Occurrence {
  readonly nth: number;
  readonly of: number;
}

export interface Mark {
  readonly span: Span;
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly occurrence?: Occurrence;
}

/** A text made ready for many searches. */
export interface Searchable {
  readonly text: string;
  readonly squeezed: Squeezed;
}

/** Squeezes a text once, for all the passages marked on it. */
export function searchable(text: string): Searchable {
  return { text, squeezed: squeeze(text) };
}

// Measured on mutated texts (test/rooms/reading/refind.test.ts): unrelated text of one language agrees to about a
// third, lines of one form to four fifths but for their numbers, a page recognised anew to nine tenths.
const QUOTE_ALIKE = 0.75;
const SIDE_ALIKE = 0.7;
const SIDE_ALIKE_WITHOUT_NUMBERS = 0.85;
const MARGIN = 0.12;
/** So long a quotation is told by its own words, if they stand once. */
const TELLING_UNITS = 48;
const SEED = 7;
const SEEDS = 40;
const PLACES_MAX = 400;
/** What has less than this share of the best place's votes is no rival of it. */
const FEW_VOTES = 0.2;
const BEGINNINGS = 8;
/** Votes for beginnings so near to each other are one vote. */
const SLOT = 8;

/** Which of the equal places in `text` the passage at `span` is; kept with the passage when it is marked. */
export function occurrenceAt(
  text: string,
  mark: { readonly span: Span; readonly quote: string; readonly prefix: string; readonly suffix: string },
): Occurrence {
  const places = equals(searchable(text), mark);
  const nth = places.findIndex(({ start }) => start >= mark.span.start) + 1;
  return { nth: Math.max(1, nth), of: Math.max(1, places.length) };
}

/** Finds a passage in a new reading. Numbers are never matched loosely: another number is another fact. */
export function refind(given: string | Searchable, mark: Mark): Found {
  const hay = typeof given === 'string' ? searchable(given) : given;
  const quote = squeeze(mark.quote).text;
  if (quote === '') return { state: 'lost' };
  const whole = equals(hay, mark);
  const { occurrence } = mark;
  if (occurrence !== undefined && whole.length === occurrence.of) {
    const span = whole[occurrence.nth - 1];
    if (span !== undefined) return { state: 'exact', span };
  }
  if (occurrence === undefined && isStillThere(hay, mark, quote)) return { state: 'exact', span: mark.span };
  return best(candidates(hay, mark, quote), quote);
}

/** Places where the words stand amid all their surroundings, in order. */
function equals(
  { squeezed }: Searchable,
  mark: { readonly quote: string; readonly prefix: string; readonly suffix: string },
): Span[] {
  const [prefix, quote, suffix] = partsOf(mark);
  return placesOf(squeezed.text, prefix + quote + suffix).map((at) =>
    spanOf(squeezed, at + prefix.length, at + prefix.length + quote.length),
  );
}

/** Of a passage marked before its equals were counted: the words at the old place, with what stood beside them. */
function isStillThere(hay: Searchable, mark: Mark, quote: string): boolean {
  if (squeeze(hay.text.slice(mark.span.start, mark.span.end)).text !== quote) return false;
  const [prefix, , suffix] = partsOf(mark);
  const before = squeeze(hay.text.slice(Math.max(0, mark.span.start - 200), mark.span.start)).text;
  const after = squeeze(hay.text.slice(mark.span.end, mark.span.end + 200)).text;
  return before.endsWith(prefix) && after.startsWith(suffix);
}

interface Candidate {
  readonly span: Span;
  readonly alike: Alignment;
  readonly words: string;
  /** On how many sides what stands there tells the place: alike, and the same numbers. */
  readonly sides: number;
}

function candidates(hay: Searchable, mark: Mark, quote: string): Candidate[] {
  const parts = partsOf(mark);
  const text = hay.squeezed.text;
  const length = parts[0].length + quote.length + parts[2].length;
  const band = Math.max(24, Math.min(600, Math.ceil(length * 0.2)));
  const found: Candidate[] = [];
  for (const begin of beginnings(text, parts)) {
    const from = Math.max(0, begin - 2 * band);
    const window = text.slice(from, begin + length + 2 * band);
    const alike = align(window, parts, begin - from, band);
    const [start, end] = [from + alike.start, from + alike.end];
    if (end <= start) continue;
    const span = spanOf(hay.squeezed, start, end);
    // Two seeds of one place lead to the same words.
    if (found.some((one) => overlap(one.span, span) > 0.5)) continue;
    const sides =
      Number(
        tells(alike.before, parts[0], text.slice(Math.max(0, start - parts[0].length - 6), start), true),
      ) + Number(tells(alike.after, parts[2], text.slice(end, end + parts[2].length + 6), false));
    found.push({ span, alike, words: text.slice(start, end), sides });
  }
  return found;
}

/** Lines of one form differ in their numbers, so the numbers beside a place must be those remembered. */
function tells(alike: number, remembered: string, stands: string, isBefore: boolean): boolean {
  const numbers = numbersOf(remembered);
  const found = numbersOf(stands);
  if (isBefore ? !found.endsWith(numbers) : !found.startsWith(numbers)) return false;
  return alike >= (numbers.length >= 3 ? SIDE_ALIKE : SIDE_ALIKE_WITHOUT_NUMBERS) && remembered.length >= 16;
}

/** Where the pattern may begin, by short pieces of it that stand in the text; most voted first. */
function beginnings(text: string, [before, quote, after]: readonly [string, string, string]): number[] {
  const pattern = before + quote + after;
  const votes = new Map<number, number>();
  const vote = (begin: number, weight: number): void => {
    const slot = Math.round(begin / SLOT);
    votes.set(slot, (votes.get(slot) ?? 0) + weight);
  };
  const whole = placesOf(text, quote, PLACES_MAX);
  for (const at of whole) vote(at - before.length, 3 / Math.sqrt(whole.length));
  const size = Math.min(SEED, pattern.length);
  const step = Math.max(1, Math.floor((pattern.length - size) / SEEDS));
  for (let i = 0; i + size <= pattern.length; i += step) {
    const places = placesOf(text, pattern.slice(i, i + size), PLACES_MAX);
    for (const at of places) vote(at - i, 1 / Math.sqrt(places.length));
  }
  const near = (slot: number): number =>
    (votes.get(slot - 1) ?? 0) + (votes.get(slot) ?? 0) + (votes.get(slot + 1) ?? 0);
  const taken: number[] = [];
  const ranked = [...votes.keys()].map((slot) => ({ slot, votes: near(slot) }));
  ranked.sort((a, b) => b.votes - a.votes || a.slot - b.slot);
  for (const { slot, votes: held } of ranked) {
    if (held < (ranked[0]?.votes ?? 0) * FEW_VOTES || taken.length >= BEGINNINGS) break;
    if (!taken.some((one) => Math.abs(one - slot) <= 1)) taken.push(slot);
  }
  return taken.map((slot) => slot * SLOT);
}

/** The candidate that may be shown: alike enough in words and on a side, its numbers right, clearly before the next. */
function best(all: readonly Candidate[], quote: string): Found {
  const ranked = [...all].sort((a, b) => b.alike.whole - a.alike.whole);
  const [first, second] = ranked;
  if (first === undefined) return { state: 'lost' };
  const { alike } = first;
  const isAlone = ranked.slice(1).every((one) => one.alike.quote < QUOTE_ALIKE);
  // Two places, one with the words before it and one with the words after it: something was put in between.
  if (
    ranked.slice(1).some((one) => one.alike.quote >= QUOTE_ALIKE && one.sides >= first.sides && one.sides > 0)
  )
    return { state: 'lost' };
  const isTold = first.sides > 0 || (quote.length >= TELLING_UNITS && isAlone && alike.quote >= 0.9);
  const rival = second === undefined || second.alike.quote < 0.5 ? 0 : second.alike.whole;
  if (alike.quote < QUOTE_ALIKE || !isTold || alike.whole - rival < MARGIN) return { state: 'lost' };
  if (numbersOf(first.words) !== numbersOf(quote)) return { state: 'lost' };
  return { state: 'refound', span: first.span, likeness: Math.round(alike.whole * 1000) / 1000 };
}

function numbersOf(text: string): string {
  return (text.match(/\p{Nd}/gu) ?? []).join('');
}

function partsOf(mark: {
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
}): readonly [string, string, string] {
  return [squeeze(mark.prefix).text, squeeze(mark.quote).text, squeeze(mark.suffix).text];
}

function spanOf({ at, to: ends }: Squeezed, from: number, to: number): Span {
  const start = at[from] ?? 0;
  return { start, end: Math.max(start + 1, ends[to - 1] ?? 0) };
}

function overlap(a: Span, b: Span): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared <= 0 ? 0 : shared / Math.min(a.end - a.start, b.end - b.start);
}
