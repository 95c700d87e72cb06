// Tells in which encoding a text was written, from its bytes alone, and decodes it.
import iconv from 'iconv-lite';
import { bestPage, ICONV_NAME } from './code-page.ts';

export interface Decoded {
  /** WHATWG-like lower-case name, e.g. `utf-8`, `windows-1257`, `mac-cyrillic`. */
  readonly encoding: string;
  readonly text: string;
  readonly hadBom: boolean;
  /** Byte sequences that mean nothing in the encoding, shown as U+FFFD. */
  readonly replaced: number;
}

/** Written names of encodings, brought to ours. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  unicode: 'utf-16le',
  ucs2: 'utf-16le',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  latin1: 'windows-1252',
  'x-mac-cyrillic': 'mac-cyrillic',
  'x-mac-ce': 'mac-centeuro',
  ibm866: 'cp866',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-sjis': 'shift_jis',
  'ks_c_5601-1987': 'euc-kr',
  'iso-8859-8-i': 'iso-8859-8',
  'unicode-1-1-utf-7': 'utf-7',
};

/** Brings a written encoding name to the one used here, or undefined where it cannot be decoded. */
export function encodingByName(written: string): string | undefined {
  const name = written
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '');
  const cp = /^(?:cp|x-cp|ansi_|win-?)-?(125\d)$/.exec(name);
  const ibm = /^(?:ibm|cp)-?(\d{3})$/.exec(name);
  const found = ALIASES[name] ?? (cp ? `windows-${cp[1]}` : ibm ? `cp${ibm[1]}` : name);
  return found === 'iso-2022-jp' || iconv.encodingExists(ICONV_NAME[found] ?? found) ? found : undefined;
}

/** Decodes under a chosen encoding; never throws on bad bytes (they become U+FFFD and are counted). */
export function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  const bom = bomOf(bytes);
  const hadBom = bom !== undefined && (bom.encoding === encoding || encoding.startsWith('utf'));
  const body = hadBom && bom !== undefined ? bytes.subarray(bom.length) : bytes;
  const text =
    encoding === 'utf-8' || encoding === 'iso-2022-jp' // the last is not known to the library
      ? new TextDecoder(encoding, { ignoreBOM: true }).decode(body)
      : iconv.decode(
          Buffer.from(body.buffer, body.byteOffset, body.length),
          ICONV_NAME[encoding] ?? encoding,
          { stripBOM: false },
        );
  return { encoding, text: text.toWellFormed(), hadBom, replaced: countReplaced(text) };
}

/**
 * Tells the encoding and decodes. Order: byte-order mark; UTF-16 and UTF-32 by their zero bytes; valid UTF-8;
 * what the file itself declares, where its bytes agree; else the best fit among single- and multi-byte pages by
 * letters, letter case and small words of the languages each page was made for.
 * @param declared an encoding named inside the file (HTML meta, XML declaration, MIME charset)
 * @param among the single- and multi-byte pages that come into question, where not all do
 */
export function decodeText(bytes: Uint8Array, declared?: string, among?: RegExp): Decoded {
  const bom = bomOf(bytes);
  if (bom !== undefined) return decodeAs(bytes, bom.encoding);
  const wide = guessWide(bytes);
  if (wide !== undefined) return decodeAs(bytes, wide);
  const utf8 = utf8Fit(bytes);
  if (utf8.multi === 0 && utf8.bad === 0) {
    const named = declared === undefined ? undefined : encodingByName(declared);
    if (named !== undefined && /^(utf-7|iso-2022|hz)/.test(named)) return decodeAs(bytes, named);
    const plain = ascii(bytes);
    if (plain.includes('\u001b$B') || plain.includes('\u001b$@')) return decodeAs(bytes, 'iso-2022-jp');
    return decodeAs(bytes, 'utf-8');
  }
  // A stray byte or a cut at the end does not make a long UTF-8 text anything else.
  if (utf8.multi > 0 && utf8.bad * 50 <= utf8.multi) return decodeAs(bytes, 'utf-8');
  const named = declared === undefined ? undefined : encodingByName(declared);
  const best = bestPage(bytes, named, among);
  return decodeAs(bytes, best);
}

const told = new WeakMap<ArrayBufferLike, { offset: number; length: number; decoded: Decoded }>();

/**
 * `decodeText` for a file's own bytes, which nobody writes to: a short text is asked about twice, for its kind and for
 * itself. What is told goes when the bytes go.
 */
export function decodeFile(bytes: Uint8Array): Decoded {
  const known = told.get(bytes.buffer);
  if (known?.offset === bytes.byteOffset && known.length === bytes.length) return known.decoded;
  const decoded = decodeText(bytes);
  told.set(bytes.buffer, { offset: bytes.byteOffset, length: bytes.length, decoded });
  return decoded;
}

/** True where the bytes are more likely text in some encoding than anything else. */
export function looksLikeText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  const sample = bytes.subarray(0, 65_536);
  if (bomOf(sample) !== undefined && bomOf(sample)?.encoding !== 'utf-8') return true;
  if (guessWide(sample) !== undefined) return true;
  let [controls, zeros] = [0, 0];
  for (const b of sample) {
    if (b === 0) zeros += 1;
    else if (b < 32 && b !== 9 && b !== 10 && b !== 12 && b !== 13 && b !== 27) controls += 1;
  }
  // A log whose writer stopped in a block leaves zeros behind, and no other control characters.
  return zeros === 0
    ? controls * 100 < sample.length
    : controls === 0 && zeros * 32 < sample.length && sample.length >= 256;
}

function bomOf(bytes: Uint8Array): { encoding: string; length: number } | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { encoding: 'utf-32le', length: 4 };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { encoding: 'utf-32be', length: 4 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
}

/**
 * UTF-16 and UTF-32 without a mark: the high bytes of most units are few and sane, and zero bytes (of spaces,
 * digits, line ends) stand on one side only.
 */
function guessWide(bytes: Uint8Array): string | undefined {
  const size = Math.min(bytes.length, 8_192) & ~3;
  if (size < 8 || !bytes.subarray(0, size).includes(0)) {
    return size >= 8 ? guessWideWithoutZero(bytes.subarray(0, size)) : undefined;
  }
  const zeros = [0, 0, 0, 0];
  for (let i = 0; i < size; i += 1) if (bytes[i] === 0) zeros[i & 3] = (zeros[i & 3] ?? 0) + 1;
  const [z0, z1, z2, z3] = zeros as [number, number, number, number];
  const quarter = size / 4;
  if (z0 === quarter && z1 > quarter * 0.9 && z3 < quarter * 0.1) return 'utf-32be';
  if (z3 === quarter && z2 > quarter * 0.9 && z0 < quarter * 0.1) return 'utf-32le';
  const even = z0 + z2;
  const odd = z1 + z3;
  if (odd > even * 8 && odd > size / 100 && isSaneWide(bytes.subarray(0, size), 'utf-16le'))
    return 'utf-16le';
  if (even > odd * 8 && even > size / 100 && isSaneWide(bytes.subarray(0, size), 'utf-16be'))
    return 'utf-16be';
  // A text of a script without ASCII characters may hold line ends, or letters whose lower byte is zero.
  return even + odd <= size / 10 ? guessWideWithoutZero(bytes.subarray(0, size)) : undefined;
}

/**
 * Without one ASCII character there are no zero bytes; then one high byte (a script's row) must rule one side: or, in East
 * Asian texts, the rows of their characters, with kana or a full stop (row 0x30) among them. No two-byte page has a byte
 * 0x30 there.
 */
function guessWideWithoutZero(bytes: Uint8Array): string | undefined {
  for (const [side, encoding] of [
    [1, 'utf-16le'],
    [0, 'utf-16be'],
  ] as const) {
    let [rows, kana, han] = [0, 0, 0];
    for (let i = side; i < bytes.length; i += 2) {
      const b = bytes[i] as number; // i < length
      if (b === 0x04 || b === 0x05 || b === 0x06 || b === 0x30) rows += 1;
      if (b === 0x30) kana += 1;
      else if ((b >= 0x4e && b <= 0x9f) || (b >= 0xac && b <= 0xd7) || b === 0xff) han += 1;
    }
    const isRuled = rows > bytes.length * 0.35;
    const isEastAsian = kana * 50 >= bytes.length / 2 && kana + han > bytes.length * 0.45;
    if ((isRuled || isEastAsian) && isSaneWide(bytes, encoding)) return encoding;
  }
  return undefined;
}

function isSaneWide(bytes: Uint8Array, encoding: string): boolean {
  const text = iconv.decode(Buffer.from(bytes), encoding);
  let bad = 0;
  for (const ch of text) if (/[\p{Cn}\p{Co}\p{Cs}\ufffd]/u.test(ch) || (ch < ' ' && !/\s/.test(ch))) bad += 1;
  return bad * 33 < text.length;
}

/** Counts well-formed multi-byte sequences and bytes that belong to none (RFC 3629); a cut last one is forgiven. */
function utf8Fit(bytes: Uint8Array): { multi: number; bad: number } {
  let multi = 0;
  let bad = 0;
  let i = 0;
  while (i < bytes.length) {
    const b = bytes[i] as number; // i < length
    if (b < 0x80) {
      i += 1;
      continue;
    }
    const need = b >= 0xc2 && b <= 0xdf ? 1 : b >= 0xe0 && b <= 0xef ? 2 : b >= 0xf0 && b <= 0xf4 ? 3 : 0;
    let got = 0;
    while (got < need && ((bytes[i + 1 + got] ?? 0) & 0xc0) === 0x80) got += 1;
    if (need > 0 && got === need) multi += 1;
    else if (!(need > 0 && i + got + 1 >= bytes.length)) bad += 1;
    i += 1 + got;
  }
  return { multi, bad };
}

function countReplaced(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count += 1;
  return count;
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 65_536)).toString('latin1');
}
