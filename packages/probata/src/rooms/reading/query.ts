// The language of searches: words (all of them), "phrases", prefix*, OR, and -words that must not stand on the page.
import { Refusal } from '../../base/errors.ts';
import { wordsOf } from './words.ts';

/** One condition: a word, a prefix, or a phrase of words. */
export interface Term {
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

/** Every clause must hold; a clause holds when any of its terms does. Nothing in `not` may stand there. */
export interface Query {
  readonly all: readonly (readonly Term[])[];
  readonly not: readonly Term[];
}

const PIECE = /(-?)"([^"]*)"|(\S+)/gu;

/** Parses a search. Refusal READING_QUERY_EMPTY when nothing is asked for, READING_QUERY_QUOTE for an open quote. */
export function parseQuery(text: string): Query {
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1)
    throw new Refusal(
      'READING_QUERY_QUOTE',
      'A quotation mark is left open in the search. Close it, or leave it out.',
    );
  const all: Term[][] = [];
  const not: Term[] = [];
  let joinsLast = false;
  for (const [, minus, phrase, piece] of text.matchAll(PIECE)) {
    if (piece === 'OR' || piece === '|') {
      joinsLast = all.length > 0;
      continue;
    }
    const negated =
      phrase === undefined ? (piece?.startsWith('-') ?? false) && (piece?.length ?? 0) > 1 : minus === '-';
    const raw = phrase ?? (negated ? (piece ?? '').slice(1) : (piece ?? ''));
    const isPrefix = phrase === undefined && raw.endsWith('*');
    const words = wordsOf(raw).map((word) => word.folded);
    if (words.length === 0) continue;
    const term = { words, isPrefix };
    const last = all.at(-1);
    if (negated) not.push(term);
    else if (joinsLast && last !== undefined) last.push(term);
    else all.push([term]);
    joinsLast = false;
  }
  if (all.length === 0)
    throw new Refusal('READING_QUERY_EMPTY', 'Nothing was asked for: give at least one word to find.');
  return { all, not };
}
