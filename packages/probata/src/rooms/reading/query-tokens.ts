// Cuts a search into its parts: words with their signs, phrases, fields, brackets and the words that join.
import { queryRefusal } from './query-refusal.ts';

export interface Token {
  readonly is: 'word' | 'phrase' | 'field' | 'open' | 'close' | 'and' | 'or' | 'not' | 'near';
  readonly text: string;
  /** Where it begins in the search, in units. */
  readonly start: number;
  /** `word*`, `word~`, `=word`. */
  readonly sign?: '*' | '~' | '=';
  /** The number behind `~` or NEAR/. */
  readonly number?: number;
  /** What stands before the colon of a field. */
  readonly field?: string;
}

const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“', '«': '»' };
const JOINS: Readonly<Record<string, Token['is']>> = {
  AND: 'and',
  OR: 'or',
  NOT: 'not',
  '|': 'or',
  '&': 'and',
};

/** The parts of a search, in order. Refusal READING_QUERY_QUOTE for a quotation left open. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at);
    if (/\s/u.test(letter)) at += 1;
    else if (letter === '(' || letter === ')') {
      tokens.push({ is: letter === '(' ? 'open' : 'close', text: letter, start: at });
      at += 1;
    } else if (letter === '-' && /[\p{L}\p{N}"“„«(=]/u.test(text.charAt(at + 1))) {
      tokens.push({ is: 'not', text: '-', start: at });
      at += 1;
    } else if (QUOTES[letter] !== undefined) at = phrase(text, at, undefined, tokens);
    else at = word(text, at, tokens);
  }
  return tokens;
}

function phrase(text: string, start: number, field: string | undefined, into: Token[]): number {
  const open = text.charAt(start);
  const close = QUOTES[open] ?? open;
  let end = text.indexOf(close, start + 1);
  if (end < 0) end = text.indexOf('"', start + 1);
  if (end < 0 || (open === '"' && end === start))
    throw queryRefusal(
      'READING_QUERY_QUOTE',
      text,
      start,
      'A quotation mark is left open in the search. Close it, or leave it out.',
    );
  const inner = text.slice(start + 1, end);
  const near = /^~(\d{1,3})/.exec(text.slice(end + 1));
  into.push({
    is: field === undefined ? 'phrase' : 'field',
    text: inner,
    start,
    ...(field === undefined ? {} : { field }),
    ...(near === null ? {} : { number: Number(near[1]) }),
  });
  return end + 1 + (near?.[0].length ?? 0);
}

function word(text: string, start: number, into: Token[]): number {
  const raw = /^[^\s()"“”„«»]+/u.exec(text.slice(start))?.[0] ?? text.charAt(start);
  const end = start + raw.length;
  const join = JOINS[raw];
  const near = /^(?:NEAR|W)\/(\d{1,3})$|^NEAR$/.exec(raw);
  if (join !== undefined) into.push({ is: join, text: raw, start });
  else if (near !== null)
    into.push({
      is: 'near',
      text: raw,
      start,
      ...(near[1] === undefined ? {} : { number: Number(near[1]) }),
    });
  else {
    const field = /^(\p{L}+):(.*)$/u.exec(raw);
    if (field?.[2] === '' && QUOTES[text.charAt(end)] !== undefined) return phrase(text, end, field[1], into);
    const own = field?.[2] ?? raw;
    const exact = field === null && own.startsWith('=');
    const signed = /^(.*?)(?:(\*)|~(\d?))$/u.exec(exact ? own.slice(1) : own);
    const sign = exact ? '=' : signed?.[2] === '*' ? '*' : signed?.[3] !== undefined ? '~' : undefined;
    const number = signed?.[3] === undefined || signed[3] === '' ? undefined : Number(signed[3]);
    into.push({
      is: field === null ? 'word' : 'field',
      text:
        signed === null || sign === undefined
          ? exact
            ? own.slice(1)
            : own
          : sign === '='
            ? own.slice(1)
            : (signed[1] ?? ''),
      start,
      ...(field === null ? {} : { field: field[1] ?? '' }),
      ...(sign === undefined ? {} : { sign }),
      ...(number === undefined ? {} : { number: Math.min(2, Math.max(1, number)) }),
    });
  }
  return end;
}
