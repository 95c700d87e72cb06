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
const PLAIN = /^[ !#-[\]-~]*$/; // ASCII without anything to escape: well-formed, and in NFC

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
  if (PLAIN.test(text)) return `"${text}"`;
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

// One token after white space: a mark, a string, a number or a word (RFC 8259).
const STRING = String.raw`"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*)*"`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const TOKEN = new RegExp(
  String.raw`[ \t\n\r]*(?:([{}[\],:])|(${STRING})|(${NUMBER})|(true|false|null))`,
  'y',
);

/**
 * Parses JSON text strictly: duplicate members, lone surrogates, broken UTF-8, byte order marks, trailing text and
 * (under `house`) fractions, exponents, big integers and non-NFC strings are refused with codes beginning `JSON_`.
 */
export function parseJson(input: string | Uint8Array, rule: JsonRule = 'house'): Json {
  const text = typeof input === 'string' ? input : fromUtf8(input);
  let at = 0;
  const fail = (): Refusal => refuse('JSON_SYNTAX', `This is not JSON from character ${at} on.`, { at });
  const next = (): RegExpExecArray => {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (token === null) throw fail();
    at = TOKEN.lastIndex;
    return token;
  };
  const readString = (token: string | undefined): string => {
    if (token === undefined) throw fail();
    // The token has just been matched whole; JSON.parse only replaces its escapes.
    const value = token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
    checkString(value, rule);
    return value;
  };
  const readNumber = (token: string): number => {
    if (rule === 'house' && /[.eE]/.test(token))
      throw refuse('JSON_NUMBER', 'The ledger holds no fractions and no exponents.');
    const value = Number(token);
    checkNumber(value, rule);
    return value;
  };
  const readValue = ([, mark, string, number, word]: RegExpExecArray, depth: number): Json => {
    if (string !== undefined) return readString(string);
    if (number !== undefined) return readNumber(number);
    if (word !== undefined) return word === 'null' ? null : word === 'true';
    if (depth >= MAX_DEPTH) throw refuse('JSON_DEPTH', `JSON may be nested ${MAX_DEPTH} deep at most.`);
    const members = new Map<string, Json>();
    const items: Json[] = [];
    const end = mark === '{' ? '}' : ']';
    if (mark !== '{' && mark !== '[') throw fail();
    for (let token = next(); token[1] !== end || members.size + items.length > 0; token = next()) {
      if (mark === '[') items.push(readValue(token, depth + 1));
      else {
        const name = readString(token[2]);
        // JSON.parse would silently keep the last of two; a hidden first meaning is what an attacker wants.
        if (members.has(name)) throw refuse('JSON_DUPLICATE', `The member "${name}" stands twice.`, { name });
        if (next()[1] !== ':') throw fail();
        members.set(name, readValue(next(), depth + 1));
      }
      const after = next()[1];
      if (after === end) break;
      if (after !== ',') throw fail();
    }
    return mark === '[' ? items : Object.fromEntries(members); // own members, so "__proto__" is an ordinary name
  };
  const value = readValue(next(), 0);
  if (/[^ \t\n\r]/.test(text.slice(at))) throw fail();
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
