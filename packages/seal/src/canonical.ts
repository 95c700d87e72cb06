// One meaning, one spelling: JSON in the canonical form of RFC 8785, and a parser that refuses every ambiguity.
import { equalBytes, fromUtf8, utf8 } from './bytes.ts';
import { Refusal } from './error.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [member: string]: Json };

/**
 * `house`: what a ledger may hold. No fractions or exponents, integers within 2^53 - 1, strings in NFC.
 * `i-json`: what RFC 8785 itself allows (RFC 7493): any double, any well-formed string.
 */
export type JsonRule = 'house' | 'i-json';

const MAX_DEPTH = 256; // hostile nesting must not exhaust the stack

/**
 * The canonical text of `value` (RFC 8785): members sorted by UTF-16 code units, ECMAScript number form, no spaces.
 * Values JSON cannot hold (undefined, NaN, bigint, dates, class instances) and lone surrogates are refused.
 */
export function canonicalText(value: Json, rule: JsonRule = 'house'): string {
  return write(value, rule, 0);
}

/** The UTF-8 bytes of the canonical text; these are what is hashed. */
export function canonicalBytes(value: Json, rule: JsonRule = 'house'): Uint8Array {
  return utf8(write(value, rule, 0));
}

function write(value: unknown, rule: JsonRule, depth: number): string {
  if (typeof value === 'string') return writeString(value, rule);
  if (typeof value === 'number') {
    checkNumber(value, rule);
    return JSON.stringify(value); // ECMAScript's Number::toString, which RFC 8785 section 3.2.2.3 prescribes
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (depth >= MAX_DEPTH) throw refuse('JSON_DEPTH', `JSON may be nested ${MAX_DEPTH} deep at most.`);
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, rule, depth + 1)).join(',')}]`;
  if (typeof value === 'object') {
    const proto: unknown = Object.getPrototypeOf(value);
    if (proto === Object.prototype || proto === null) {
      const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
      return `{${members.map(([name, item]) => `${writeString(name, rule)}:${write(item, rule, depth + 1)}`).join(',')}}`;
    }
  }
  throw refuse('JSON_TYPE', `A value of type ${typeof value} has no JSON form.`);
}

function writeString(text: string, rule: JsonRule): string {
  checkString(text, rule);
  return JSON.stringify(text); // escapes exactly what RFC 8785 section 3.2.2.2 names, for well-formed text
}

function checkString(text: string, rule: JsonRule): void {
  if (!text.isWellFormed())
    throw refuse('JSON_SURROGATE', 'A string holds half a character (a lone surrogate).');
  if (rule === 'house' && text.normalize('NFC') !== text) {
    throw refuse('JSON_NFC', 'A string is not in Unicode normal form C; put it into NFC first.', { text });
  }
}

function checkNumber(value: number, rule: JsonRule): void {
  if (!Number.isFinite(value)) throw refuse('JSON_NUMBER', 'NaN and infinity have no JSON form.');
  if (rule === 'house' && (!Number.isSafeInteger(value) || Object.is(value, -0))) {
    throw refuse(
      'JSON_NUMBER',
      'The ledger holds whole numbers within 2^53 - 1 only; write others as strings.',
      { value },
    );
  }
}

function refuse(code: string, message: string, details: Record<string, unknown> = {}): Refusal {
  return new Refusal(code, message, details);
}

/**
 * Parses JSON text strictly: duplicate members, lone surrogates, broken UTF-8, byte order marks, trailing text and
 * (under `house`) fractions, exponents, big integers and non-NFC strings are refused with codes beginning `JSON_`.
 */
export function parseJson(input: string | Uint8Array, rule: JsonRule = 'house'): Json {
  const text = typeof input === 'string' ? input : fromUtf8(input);
  let at = 0;

  const fail = (why: string): Refusal =>
    refuse('JSON_SYNTAX', `Not JSON at character ${at}: ${why}.`, { at });
  const skipSpace = (): void => {
    while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at++;
  };
  const expect = (token: string): void => {
    if (!text.startsWith(token, at)) throw fail(`expected ${token}`);
    at += token.length;
  };

  const readString = (): string => {
    const from = at;
    at++;
    let escaped = false;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (Number.isNaN(code)) throw fail('a string does not end');
      if (code < 0x20) throw fail('a raw control character in a string');
      if (code === 0x22) break;
      if (code !== 0x5c) continue;
      escaped = true;
      const token = /^\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/.exec(text.slice(at, at + 6));
      if (token === null) throw fail('an unknown escape');
      at += token[0].length - 1;
    }
    at++;
    // The escapes have just been checked one by one; JSON.parse only replaces them.
    const value = escaped ? (JSON.parse(text.slice(from, at)) as string) : text.slice(from + 1, at - 1);
    checkString(value, rule);
    return value;
  };

  const readNumber = (): number => {
    const token = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/.exec(text.slice(at, at + 400));
    if (token === null) throw fail('expected a value');
    if (rule === 'house' && (token[1] !== undefined || token[2] !== undefined)) {
      throw refuse(
        'JSON_NUMBER',
        'The ledger holds whole numbers without point or exponent; write others as strings.',
      );
    }
    const value = Number(token[0]);
    checkNumber(value, rule);
    at += token[0].length;
    return value;
  };

  const readValue = (depth: number): Json => {
    if (depth > MAX_DEPTH) throw refuse('JSON_DEPTH', `JSON may be nested ${MAX_DEPTH} deep at most.`);
    skipSpace();
    const char = text.charAt(at);
    if (char === '"') return readString();
    if (char === '{') return readObject(depth);
    if (char === '[') return readArray(depth);
    for (const [token, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (text.startsWith(token, at)) {
        at += token.length;
        return value;
      }
    }
    return readNumber();
  };

  const readArray = (depth: number): Json[] => {
    const items: Json[] = [];
    at++;
    skipSpace();
    if (text.charAt(at) !== ']') {
      for (;;) {
        items.push(readValue(depth + 1));
        skipSpace();
        if (text.charAt(at) !== ',') break;
        at++;
      }
    }
    expect(']');
    return items;
  };

  const readObject = (depth: number): JsonObject => {
    const members = new Map<string, Json>();
    at++;
    skipSpace();
    if (text.charAt(at) !== '}') {
      for (;;) {
        skipSpace();
        if (text.charAt(at) !== '"') throw fail('expected a member name');
        const name = readString();
        // JSON.parse would silently keep the last of two; a hidden first meaning is what an attacker wants.
        if (members.has(name)) throw refuse('JSON_DUPLICATE', `The member "${name}" stands twice.`, { name });
        skipSpace();
        expect(':');
        members.set(name, readValue(depth + 1));
        skipSpace();
        if (text.charAt(at) !== ',') break;
        at++;
      }
    }
    expect('}');
    return Object.fromEntries(members); // defines own members, so "__proto__" is an ordinary name
  };

  const value = readValue(0);
  skipSpace();
  if (at !== text.length) throw fail('text after the value');
  return value;
}

/** Parses bytes that must already be in the canonical house form; any other spelling is refused (JSON_CANONICAL). */
export function parseCanonical(bytes: Uint8Array): Json {
  const value = parseJson(bytes);
  if (!equalBytes(canonicalBytes(value), bytes)) {
    throw refuse('JSON_CANONICAL', 'These bytes are not the canonical form (RFC 8785) of what they say.');
  }
  return value;
}
