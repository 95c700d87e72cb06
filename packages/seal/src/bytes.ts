// Bytes as text and back: hexadecimal, base64 and UTF-8, each in exactly one accepted spelling.
import { Refusal } from './error.ts';

/** 64 lower-case hexadecimal digits: a SHA-256 digest. */
export type Hex64 = string;

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Lower-case hexadecimal of `bytes`. */
export function toHex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += HEX[byte];
  return out;
}

/** Bytes of lower-case hexadecimal text; upper case and odd length are refused (SEAL_HEX). */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text))
    throw new Refusal('SEAL_HEX', 'This is not lower-case hexadecimal.');
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = 16 * digitAt(text, 2 * i) + digitAt(text, 2 * i + 1);
  return out;
}

// The value of one digit that is known to be one: '0' is 48, 'a' is 97.
function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 58 ? code - 48 : code - 87;
}

/** True for a full SHA-256 digest in lower-case hexadecimal; a shortened one is never an identity. */
export function isHex64(text: unknown): text is Hex64 {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
}

/** Standard base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

// A last group whose unused bits are zero: the one spelling. One pattern of all groups fills the stack on megabytes.
const LAST = /^(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

/** Bytes of standard base64; spaces, missing padding and stray last bits are refused (SEAL_BASE64). */
export function fromBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text) || !LAST.test(text.slice(-4)))
    throw new Refusal('SEAL_BASE64', 'This is not base64 in its one accepted spelling.');
  const binary = atob(text);
  const out = new Uint8Array(binary.length);
  for (let i = 0; i < out.length; i++) out[i] = binary.charCodeAt(i);
  return out;
}

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return utf8Encoder.encode(text);
}

/** The text of UTF-8 bytes; broken UTF-8 is refused (SEAL_UTF8), a byte order mark is kept and seen. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return utf8Decoder.decode(bytes);
  } catch (cause) {
    throw new Refusal('SEAL_UTF8', 'These bytes are not UTF-8.', {}, cause);
  }
}

/** All parts, one after another. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Equality whose time depends on the lengths only, so that it can compare secrets. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  // The index is below both lengths, so neither read is undefined.
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}
