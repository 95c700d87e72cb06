// Reads DER (ITU-T X.690), the encoding of certificates and time stamps, and refuses whatever has two spellings.
import { Refusal } from '../error.ts';

/** One element: `raw` with its tag and length, `body` without. `tag` is the identifier octet as it stands. */
export interface Der {
  readonly tag: number;
  readonly raw: Uint8Array;
  readonly body: Uint8Array;
}

export const BOOLEAN = 0x01;
export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const OID = 0x06;
export const GENERALIZED_TIME = 0x18;
export const UTC_TIME = 0x17;
export const SEQUENCE = 0x30;
export const SET = 0x31;

/** A context tag `[n]`, constructed unless said otherwise. */
export function context(n: number, constructed = true): number {
  return (constructed ? 0xa0 : 0x80) | n;
}

/** The one element that fills `bytes`; anything after it is refused. */
export function readDer(bytes: Uint8Array, tag?: number): Der {
  const [only, ...more] = readAll(bytes);
  if (only === undefined || more.length > 0) throw bad('one element and nothing after it');
  return expectTag(only, tag);
}

/** The elements inside a constructed element. */
export function children(parent: Der): Der[] {
  if ((parent.tag & 0x20) === 0) throw bad('a constructed element');
  return readAll(parent.body);
}

/** The elements inside a SEQUENCE, to be taken in order. */
export function sequence(element: Der | undefined): Fields {
  return new Fields(children(expectTag(element, SEQUENCE)));
}

/** Members of a sequence in their order: `take` demands one, `optional` takes it if its tag is next, `end` demands the end. */
export class Fields {
  readonly #items: readonly Der[];
  #at = 0;
  constructor(items: readonly Der[]) {
    this.#items = items;
  }
  take(tag?: number): Der {
    return expectTag(this.#items[this.#at++], tag);
  }
  optional(tag: number): Der | undefined {
    return this.#items[this.#at]?.tag === tag ? this.#items[this.#at++] : undefined;
  }
  end(): void {
    if (this.#at < this.#items.length) throw bad('the end of a sequence');
  }
}

/** A dotted object identifier. */
export function readOid(element: Der | undefined): string {
  const { body } = expectTag(element, OID);
  const arcs: number[] = [];
  let arc = 0;
  for (const [i, byte] of body.entries()) {
    if (arc === 0 && byte === 0x80) throw bad('a minimal object identifier');
    arc = arc * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(arc) || (i === body.length - 1 && byte >= 0x80))
      throw bad('an object identifier');
    if (byte >= 0x80) continue;
    if (arcs.length === 0) {
      const first = Math.min(2, Math.floor(arc / 40));
      arcs.push(first, arc - 40 * first);
    } else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}

/** A whole number of any size. */
export function readInteger(element: Der | undefined, tag = INTEGER): bigint {
  const { body } = expectTag(element, tag);
  const [first, second] = body;
  if (first === undefined) throw bad('an integer');
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
    throw bad('a minimal integer');
  const value = body.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return first >= 0x80 ? value - (1n << BigInt(8 * body.length)) : value;
}

export function readBoolean(element: Der): boolean {
  const { body } = expectTag(element, BOOLEAN);
  if (body.length !== 1 || (body[0] !== 0 && body[0] !== 0xff)) throw bad('a boolean');
  return body[0] === 0xff;
}

/** The bytes of a BIT STRING that ends on a whole byte, as keys and signatures do. */
export function readBits(element: Der): Uint8Array {
  const { body } = expectTag(element, BIT_STRING);
  if (body[0] !== 0) throw bad('a bit string of whole bytes');
  return body.subarray(1);
}

/** A UTCTime or GeneralizedTime in UTC as milliseconds since 1970; fractions finer than that are cut. */
export function readTime(element: Der): number {
  const text = String.fromCharCode(...element.body);
  const short = element.tag === UTC_TIME && /^(\d\d)(\d{10})Z$/.exec(text);
  // RFC 5280 section 4.1.2.5.1: two-digit years from 50 on belong to the twentieth century.
  const full = short ? `${Number(short[1]) < 50 ? 20 : 19}${short[1]}${short[2]}Z` : text;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d*[1-9]))?Z$/.exec(full);
  if (parts === null || (!short && element.tag !== GENERALIZED_TIME)) throw bad('a time in UTC');
  const [, year, month, day, hour, minute, second, fraction = ''] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  const time = Date.parse(iso);
  if (Number.isNaN(time) || new Date(time).toISOString() !== iso) throw bad('a time that exists');
  return time;
}

/** Encodes one element; the reverse of reading, for the few bytes that must be rebuilt. */
export function writeDer(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Uint8Array.from([tag, ...size, ...parts.flatMap((part) => [...part])]);
}

function readAll(bytes: Uint8Array): Der[] {
  const found: Der[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] as number; // at is inside
    if ((tag & 0x1f) === 0x1f) throw bad('a tag of one byte');
    let length = bytes[at + 1] ?? 0x80;
    let from = at + 2;
    if (length >= 0x80) {
      const count = length & 0x7f;
      if (count === 0 || count > 4) throw bad('a definite length'); // 0x80 is BER's indefinite form
      length = 0;
      for (const byte of bytes.subarray(from, from + count)) length = length * 256 + byte;
      if (length < 0x80 || length < 256 ** (count - 1)) throw bad('a minimal length');
      from += count;
    }
    if (from + length > bytes.length) throw bad('more bytes');
    found.push({ tag, raw: bytes.subarray(at, from + length), body: bytes.subarray(from, from + length) });
    at = from + length;
  }
  return found;
}

function expectTag(element: Der | undefined, tag?: number): Der {
  if (element === undefined || (tag !== undefined && element.tag !== tag)) {
    throw bad(tag === undefined ? 'another element' : `tag 0x${tag.toString(16)}`);
  }
  return element;
}

function bad(wanted: string): Refusal {
  return new Refusal('SEAL_DER', `This is not strict DER: expected ${wanted}.`);
}
