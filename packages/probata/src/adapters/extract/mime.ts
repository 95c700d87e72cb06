// Takes a mail apart by the rules of MIME, forgives what can be forgiven, and says what was wrong.
import { decodeAs, decodeText, encodingByName } from './encoding.ts';

export interface MimeHeader {
  readonly name: string;
  /** Unfolded, bytes as latin1. */
  readonly raw: string;
}

export interface MimePart {
  readonly headers: readonly MimeHeader[];
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly disposition: string;
  readonly fileName: string | undefined;
  readonly contentId: string | undefined;
  /** Decoded content of a leaf. */
  readonly content: Buffer;
  readonly parts: readonly MimePart[];
  /** The message inside a message/rfc822 part. */
  readonly message: MimePart | undefined;
}

const DEPTH_MAX = 50;
const PARTS_MAX = 20_000;

/** What is wrong with a message, in words, each once. */
export type Defects = Set<string>;

/** Parses a message (RFC 5322, 2045-2047, 2183, 2231). Never throws; defects are collected. */
export function parseMime(bytes: Uint8Array, defects: Defects): MimePart {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return parsePart(raw, defects, { parts: 0 }, 0, 'text/plain', true);
}

function parsePart(
  raw: string,
  defects: Defects,
  count: { parts: number },
  depth: number,
  usual: string,
  isMessage: boolean,
): MimePart {
  count.parts += 1;
  const { headers, body } = splitHeaders(raw, defects, isMessage);
  const first = (name: string): string | undefined => headers.find((h) => h.name === name)?.raw;
  const contentType = parseParameters(first('content-type') ?? '');
  let type = contentType.value.toLowerCase();
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(type))
    type = first('content-type') === undefined || type === '' ? usual : 'text/plain';
  const disposition = parseParameters(first('content-disposition') ?? '');
  const encoding = (first('content-transfer-encoding') ?? '')
    .replace(/\(.*?\)/g, '')
    .trim()
    .toLowerCase();
  const fileName = disposition.parameters.get('filename') ?? contentType.parameters.get('name');
  const base = {
    headers,
    type,
    parameters: contentType.parameters,
    disposition: disposition.value.toLowerCase(),
    fileName: fileName === undefined ? undefined : decodeHeader(fileName),
    contentId: first('content-id')?.trim(),
  };
  const none = Buffer.alloc(0);
  if (type.startsWith('multipart/') && depth < DEPTH_MAX && count.parts < PARTS_MAX) {
    const boundary = contentType.parameters.get('boundary') ?? '';
    const pieces = splitParts(body, boundary, defects);
    if (pieces === undefined) {
      // A multipart without its parts: what stands there is read as plain text.
      return {
        ...base,
        type: 'text/plain',
        content: Buffer.from(body, 'latin1'),
        parts: [],
        message: undefined,
      };
    }
    const inner = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    const parts = pieces.map((p) => parsePart(p, defects, count, depth + 1, inner, false));
    return { ...base, content: none, parts, message: undefined };
  }
  const content = decodeTransfer(body, encoding, defects);
  if (
    /^message\/(?:rfc822|global|news)$/.test(type) ||
    (type === 'message/partial' && contentType.parameters.get('number') === '1')
  ) {
    if (depth >= DEPTH_MAX) defects.add('messages nested too deep');
    else if (/^[!-9;-~]+[ \t]*:/.test(content.toString('latin1', 0, 2_000).trimStart())) {
      const message = parsePart(content.toString('latin1'), defects, count, depth + 1, 'text/plain', true);
      return { ...base, content, parts: [], message };
    } else defects.add('an attached message has no headers');
  }
  return { ...base, content, parts: [], message: undefined };
}

function splitHeaders(
  raw: string,
  defects: Defects,
  isMessage: boolean,
): { headers: MimeHeader[]; body: string } {
  const headers: MimeHeader[] = [];
  let at = 0;
  if (isMessage && /^>?From /.test(raw)) at = raw.indexOf('\n') + 1; // the envelope line of a mailbox
  while (at < raw.length && headers.length < 5_000) {
    let end = raw.indexOf('\n', at);
    if (end < 0) end = raw.length;
    const line = raw.slice(at, end).replace(/\r$/, '');
    if (line === '') {
      at = end + 1;
      break;
    }
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      headers[headers.length - 1] = { name: last.name, raw: `${last.raw}${/^\s*$/.test(line) ? '' : line}` };
    } else {
      const colon = line.indexOf(':');
      const name = colon < 0 ? '' : line.slice(0, colon).trimEnd();
      if (colon <= 0 || /[\s\x7f]/.test(name)) {
        if (headers.length === 0 && !isMessage) return { headers, body: raw.slice(at) };
        defects.add('a header line has no name');
        if (line.startsWith('--')) break; // a part begins where headers should have ended
      } else headers.push({ name: name.toLowerCase(), raw: line.slice(colon + 1) });
    }
    at = end + 1;
  }
  return { headers, body: raw.slice(Math.min(at, raw.length)) };
}

/** The pieces between boundary lines; undefined where the boundary never occurs. */
function splitParts(body: string, boundary: string, defects: Defects): string[] | undefined {
  if (boundary === '') {
    defects.add('a multipart names no boundary');
    return undefined;
  }
  const mark = `--${boundary}`;
  const pieces: string[] = [];
  let start = -1;
  let isClosed = false;
  let at = 0;
  while (at <= body.length && pieces.length < PARTS_MAX) {
    const found =
      body.startsWith(mark, at) && (at === 0 || body[at - 1] === '\n')
        ? at
        : body.indexOf(`\n${mark}`, Math.max(0, at - 1)) + 1;
    if (found <= 0 && !(found === 0 && at === 0 && body.startsWith(mark))) break;
    const lineEnd = body.indexOf('\n', found);
    const rest = body.slice(found + mark.length, lineEnd < 0 ? body.length : lineEnd).trimEnd();
    at = lineEnd < 0 ? body.length + 1 : lineEnd + 1;
    if (rest !== '' && rest !== '--') continue; // another, longer boundary
    if (start >= 0) pieces.push(body.slice(start, found).replace(/\r?\n$/, ''));
    start = rest === '--' ? -1 : Math.min(at, body.length);
    if (rest === '--') {
      isClosed = true;
      break;
    }
  }
  if (start >= 0) pieces.push(body.slice(start));
  if (pieces.length === 0) {
    defects.add('a multipart has no parts');
    return undefined;
  }
  if (!isClosed) defects.add('a multipart is not closed');
  return pieces;
}

function decodeTransfer(body: string, encoding: string, defects: Defects): Buffer {
  if (encoding === 'base64') {
    const clean = body.replace(/[^A-Za-z0-9+/=]/g, '');
    const stop = clean.indexOf('=');
    const digits = stop < 0 ? clean : clean.slice(0, stop);
    if (digits.length % 4 === 1) defects.add('a base64 part is cut');
    return Buffer.from(digits, 'base64');
  }
  if (encoding === 'quoted-printable') {
    const text = body
      .replace(/[ \t]+(\r?\n|$)/g, '$1')
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(text, 'latin1');
  }
  if (/^(?:x-)?uu(?:encode)?$|^x-uue$/.test(encoding)) {
    const found = uuFiles(body)[0];
    return found === undefined ? Buffer.from(body, 'latin1') : found.content;
  }
  // Anything else is taken as it stands: RFC 2045 6.4 asks no more, and writers misspell 7bit and 8bit.
  return Buffer.from(body, 'latin1');
}

/** Files written into a text by uuencode, with where they stand. */
export function uuFiles(text: string): { name: string; content: Buffer; start: number; end: number }[] {
  const found: { name: string; content: Buffer; start: number; end: number }[] = [];
  for (const m of text.matchAll(
    /^begin [0-7]{3,4} (\S[^\r\n]*)\r?\n((?:[\x20-\x60]{1,61}[^\r\n]*\r?\n)+?)end[ \t]*\r?$/gm,
  )) {
    const parts: number[] = [];
    for (const line of (m[2] ?? '').split(/\r?\n/)) {
      const length = line === '' ? 0 : (line.charCodeAt(0) - 32) & 63;
      const bytes: number[] = [];
      for (let i = 1; i < line.length && bytes.length < length; i += 4) {
        const [a, b, c, d] = [0, 1, 2, 3].map((k) => ((line.charCodeAt(i + k) || 32) - 32) & 63) as [
          number,
          number,
          number,
          number,
        ];
        bytes.push(((a << 2) | (b >> 4)) & 255, ((b << 4) | (c >> 2)) & 255, ((c << 6) | d) & 255);
      }
      parts.push(...bytes.slice(0, length));
    }
    found.push({ name: m[1] ?? '', content: Buffer.from(parts), start: m.index, end: m.index + m[0].length });
    if (found.length >= 1_000) break;
  }
  return found;
}

/** Decodes a header: encoded words (RFC 2047), else raw bytes in the encoding they most likely have. */
export function decodeHeader(raw: string): string {
  const spaced = raw
    .replace(/\r?\n/g, '')
    .replace(/(=\?[^?\s]+\?[bBqQ]\?[^?]*\?=)[ \t]+(?==\?[^?\s]+\?[bBqQ]\?)/g, '$1');
  // Neighbouring words of one encoding are joined before decoding: writers cut characters in two.
  const pattern = /=\?([^?\s]+)\?([bBqQ])\?([^?]*)\?=/g;
  let out = '';
  let last = 0;
  let held: { charset: string; bytes: Buffer[] } | undefined;
  const flush = (): void => {
    if (held !== undefined) out += decodeWith(Buffer.concat(held.bytes), held.charset);
    held = undefined;
  };
  for (let m = pattern.exec(spaced); m !== null; m = pattern.exec(spaced)) {
    if (m.index > last) {
      flush();
      out += decodeRaw(spaced.slice(last, m.index));
    }
    const charset = (m[1] ?? '').replace(/\*.*$/, '').toLowerCase();
    const body = m[3] ?? '';
    const bytes =
      (m[2] ?? '').toLowerCase() === 'b'
        ? Buffer.from(body, 'base64')
        : Buffer.from(
            body
              .replaceAll('_', ' ')
              .replace(/=([0-9A-Fa-f]{2})/g, (_all, hex: string) =>
                String.fromCharCode(Number.parseInt(hex, 16)),
              ),
            'latin1',
          );
    if (held !== undefined && held.charset !== charset) flush();
    held ??= { charset, bytes: [] };
    held.bytes.push(bytes);
    last = m.index + m[0].length;
  }
  flush();
  return (out + decodeRaw(spaced.slice(last)))
    .replace(/[\t ]+/g, ' ')
    .trim()
    .toWellFormed();
}

/** Decodes bytes under a named charset where it is known and fits, else under the likeliest one. */
export function decodeWith(bytes: Buffer, charset: string | undefined): string {
  const named = charset === undefined ? undefined : encodingByName(charset);
  if (named === undefined || /^(?:us-)?ascii$/i.test(charset ?? '')) return decodeText(bytes).text;
  const decoded = decodeAs(bytes, named);
  return named === 'utf-8' && decoded.replaced > 0 && !bytes.includes('\ufffd')
    ? decodeText(bytes).text
    : decoded.text;
}

function decodeRaw(raw: string): string {
  return /[\x80-\xff]/.test(raw) ? decodeText(Buffer.from(raw, 'latin1')).text : raw;
}

/** A header value with parameters, continuations and percent-encoding included (RFC 2231). */
export function parseParameters(raw: string): { value: string; parameters: Map<string, string> } {
  const parameters = new Map<string, string>();
  const pieces = new Map<string, { index: number; text: string; isCoded: boolean }[]>();
  const flat = raw.replace(/\r?\n/g, '');
  const value =
    /^[^;]*/
      .exec(flat)?.[0]
      ?.replace(/\(.*?\)/g, '')
      .trim() ?? '';
  const pattern = /;\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/g;
  for (let m = pattern.exec(flat), n = 0; m !== null && n < 500; m = pattern.exec(flat), n += 1) {
    const key = (m[1] ?? '').toLowerCase();
    let text = (m[2] ?? '').trim();
    if (text.startsWith('"'))
      text = text.slice(1, text.endsWith('"') && text.length > 1 ? -1 : undefined).replace(/\\(.)/g, '$1');
    const star = /^([^*]+)\*(\d+)?(\*)?$/.exec(key);
    if (star === null) {
      if (!parameters.has(key)) parameters.set(key, text);
      continue;
    }
    const list = pieces.get(star[1] as string) ?? []; // group 1 always takes part
    list.push({ index: Number(star[2] ?? 0), text, isCoded: star[3] === '*' || star[2] === undefined });
    pieces.set(star[1] as string, list);
  }
  for (const [key, list] of pieces) {
    list.sort((a, b) => a.index - b.index);
    let charset: string | undefined;
    const bytes: Buffer[] = [];
    for (const [i, piece] of list.entries()) {
      let { text } = piece;
      if (piece.isCoded) {
        const named = i === 0 ? /^([^']*)'[^']*'(.*)$/.exec(text) : null;
        if (named !== null) {
          charset = named[1];
          text = named[2] ?? '';
        }
        text = text.replace(/%([0-9A-Fa-f]{2})/g, (_all, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
      }
      bytes.push(Buffer.from(text, 'latin1'));
    }
    parameters.set(key, decodeWith(Buffer.concat(bytes), charset));
  }
  return { value, parameters };
}
