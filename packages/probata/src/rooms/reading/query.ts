// The language of searches: words, "phrases", beginnings, words near each other, misspellings, brackets and fields.
import { Refusal } from '../../base/errors.ts';
import type { IndexQuery, WordQuery } from '../../ports/search-index.ts';
import { type FieldName, fieldNamed, fieldValue } from './query-fields.ts';
import { queryRefusal } from './query-refusal.ts';
import { type Token, tokensOf } from './query-tokens.ts';
import { wordsOf } from './words.ts';

/** What a field asks of the exhibit that a page belongs to; answered from the vault, not from the index. */
export interface FieldQuery {
  readonly is: 'field';
  readonly field: FieldName;
  readonly value: string;
}

/** A search as parsed: the index's own queries, and fields still to be looked up. */
export type Query =
  | Exclude<IndexQuery, { readonly is: 'and' | 'or' | 'not' | 'exhibits' }>
  | FieldQuery
  | { readonly is: 'and' | 'or'; readonly of: readonly Query[] }
  | { readonly is: 'not'; readonly of: Query };

/** How many words may stand between two that must be near, where the search does not say. */
export const NEAR_WORDS = 10;
const NEAR_MOST = 200;

/**
 * Parses a search. Everything in it must hold; OR joins its two neighbours, NOT or - forbids, brackets group. Refusals,
 * each with the place in `details.at` (units from 0): READING_QUERY_EMPTY when nothing is asked for,
 * READING_QUERY_QUOTE for an open quotation, READING_QUERY_BRACKET, READING_QUERY_OPERATOR, READING_QUERY_FIELD.
 */
export function parseQuery(text: string): Query {
  const parser = new Parser(text, tokensOf(text));
  const query = parser.all();
  if (query === undefined || !asksForSomething(query))
    throw new Refusal(
      'READING_QUERY_EMPTY',
      'Nothing was asked for: give at least one word to find, or a field such as kind:pdf.',
    );
  return query;
}

function asksForSomething(query: Query): boolean {
  if (query.is === 'not') return false;
  return query.is === 'and' || query.is === 'or' ? query.of.some(asksForSomething) : true;
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  all(): Query | undefined {
    const query = this.#sequence();
    const left = this.#tokens[this.#next];
    if (left !== undefined)
      throw this.#no('BRACKET', left.start, 'This bracket closes nothing. Take it away, or open one before.');
    return query;
  }

  #no(code: string, at: number, message: string): Refusal {
    return queryRefusal(`READING_QUERY_${code}`, this.#text, at, message);
  }

  /** Everything up to a closing bracket or the end: all of it must hold. */
  #sequence(): Query | undefined {
    const of: Query[] = [];
    for (;;) {
      const token = this.#tokens[this.#next];
      if (token === undefined || token.is === 'close') break;
      if (token.is === 'and') {
        this.#binary(token, of.length > 0);
        continue;
      }
      if (token.is === 'or' || token.is === 'near')
        throw this.#no('OPERATOR', token.start, `${token.text} has nothing before it to join.`);
      const one = this.#alternatives();
      if (one !== undefined) of.push(one);
    }
    return joined('and', of);
  }

  /** AND may be written; it needs something on both sides. */
  #binary(token: Token, hasBefore: boolean): void {
    this.#next += 1;
    const after = this.#tokens[this.#next];
    if (!hasBefore) throw this.#no('OPERATOR', token.start, `${token.text} has nothing before it to join.`);
    if (after === undefined || after.is === 'close' || after.is === 'and' || after.is === 'or')
      throw this.#no('OPERATOR', token.start, `${token.text} has nothing after it to join.`);
  }

  #alternatives(): Query | undefined {
    const first = this.#nearby();
    const of: Query[] = first === undefined ? [] : [first];
    for (let token = this.#tokens[this.#next]; token?.is === 'or'; token = this.#tokens[this.#next]) {
      this.#binary(token, true);
      const next = this.#nearby();
      if (next !== undefined) of.push(next);
    }
    return joined('or', of);
  }

  #nearby(): Query | undefined {
    const first = this.#one();
    let words: readonly WordQuery[] | undefined;
    let within = 0;
    for (let token = this.#tokens[this.#next]; token?.is === 'near'; token = this.#tokens[this.#next]) {
      this.#next += 1;
      const next = this.#tokens[this.#next];
      if (next === undefined || next.is !== 'word')
        throw this.#no('OPERATOR', token.start, `${token.text} joins two words, and has none after it.`);
      const before = words ?? this.#plainWords(first, token);
      words = [...before, ...this.#plainWords(this.#one(), token)];
      within = Math.max(within, token.number ?? NEAR_WORDS);
    }
    return words === undefined ? first : { is: 'near', words, within: Math.min(NEAR_MOST, within) };
  }

  #plainWords(query: Query | undefined, token: Token): readonly WordQuery[] {
    if (query?.is === 'word') return [query];
    throw this.#no('OPERATOR', token.start, `${token.text} joins single words, not phrases or brackets.`);
  }

  #one(): Query | undefined {
    const token = this.#tokens[this.#next];
    if (token === undefined) return undefined;
    this.#next += 1;
    switch (token.is) {
      case 'not': {
        const next = this.#tokens[this.#next];
        if (
          next === undefined ||
          next.is === 'close' ||
          next.is === 'and' ||
          next.is === 'or' ||
          next.is === 'near'
        )
          throw this.#no('OPERATOR', token.start, `${token.text} has nothing after it to forbid.`);
        const inner = this.#one();
        return inner === undefined ? undefined : { is: 'not', of: inner };
      }
      case 'open': {
        const inner = this.#sequence();
        if (this.#tokens[this.#next]?.is !== 'close')
          throw this.#no('BRACKET', token.start, 'This bracket is left open. Close it, or leave it out.');
        this.#next += 1;
        return inner;
      }
      case 'phrase':
        return phraseOf(token);
      case 'field': {
        const field = fieldNamed(token.field ?? '');
        if (field === undefined) return wordOf(token);
        const value = fieldValue(field, token.text);
        if (typeof value === 'string') throw this.#no('FIELD', token.start, value);
        return value;
      }
      default:
        return wordOf(token);
    }
  }
}

function joined(is: 'and' | 'or', of: readonly Query[]): Query | undefined {
  return of.length < 2 ? of[0] : { is, of };
}

function phraseOf(token: Token): Query | undefined {
  const words = wordsOf(token.text).map(
    ({ folded }): WordQuery => ({ is: 'word', word: folded, by: 'exact' }),
  );
  const [first] = words;
  if (words.length < 2) return first;
  if (token.number === undefined) return { is: 'phrase', words };
  return {
    is: 'near',
    words: words.map((word) => ({ ...word, by: 'form' })),
    within: Math.min(NEAR_MOST, token.number),
  };
}

/** A word with its sign: `word*`, `word~`, `=word`. What is several words to the index is a phrase. */
function wordOf(token: Token): Query | undefined {
  const raw = token.field === undefined ? token.text : `${token.field}:${token.text}`;
  const words = wordsOf(raw).map(({ folded }) => folded);
  // In l'État the article is a word of its own, and nobody looks for it.
  const kept =
    words.length === 2 && /^(?:[cdjlmnst]|qu)$/.test(words[0] ?? '') && /['\u2019]/.test(raw)
      ? words.slice(1)
      : words;
  const last = kept.at(-1);
  if (last === undefined) return undefined;
  const by =
    token.sign === '*' ? 'prefix' : token.sign === '~' ? 'fuzzy' : token.sign === '=' ? 'exact' : 'form';
  const word: WordQuery =
    by === 'fuzzy'
      ? { is: 'word', word: last, by, distance: token.number ?? (last.length > 5 ? 2 : 1) }
      : { is: 'word', word: last, by };
  if (kept.length === 1) return word;
  const before = kept.slice(0, -1).map((one): WordQuery => ({ is: 'word', word: one, by: 'exact' }));
  return {
    is: 'phrase',
    words: [...before, by === 'prefix' ? word : { is: 'word', word: last, by: 'exact' }],
  };
}
