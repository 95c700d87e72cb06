// Reads names and checksums in the headers of a RAR archive: the library knows ASCII names only in version 4, and does not
// compare the checksums of stored members in version 5.
// Source: RARLAB, technote.txt (version 4); RAR 5.0 archive format.
import { PAGES_OF_NAMES } from '../code-page.ts';
import { decodeAs, decodeText } from '../encoding.ts';

const MAIN = 0x73;
const FILE = 0x74;
const END = 0x7b;
const IS_UNICODE = 0x200;
const HAS_WIDE_SIZES = 0x100;
const HAS_DATA = 0x8000;
const ALL_LOCKED = 0x80;
const IS_FIRST = 0x100;
/** Goes on from the file before, or in the next one. */
const IS_SPLIT = 3;
const MOST_BLOCKS = 200_000;

/** What the headers say of the members, in the order of the archive. */
export interface RarHeaders {
  /** Stated where the archive is one of several files. */
  readonly volume: RarVolume | undefined;
  /** `as-told` for version 5, whose names are UTF-8 that the library gives; undefined where the headers end too early. */
  readonly names: readonly string[] | 'as-told' | undefined;
  /** CRC-32 of the contents; undefined where none is stated, or only that of a part. */
  readonly sums: readonly (number | undefined)[];
}

/** Which of the files of an archive this is. */
export interface RarVolume {
  /** From 1; undefined where the file does not say it. */
  readonly number: number | undefined;
  readonly isLast: boolean | undefined;
}

/** Reads the headers as far as they hold; never outside the bytes given. */
export function headersOf(view: Buffer): RarHeaders {
  const members: Member[] = [];
  const isOld = view.toString('latin1', 0, 7) === 'Rar!\x1a\x07\0';
  let volume: RarVolume | undefined;
  let isWhole = true;
  try {
    const walk = isOld ? blocksOfFour(view) : blocksOfFive(view);
    for (const block of walk) {
      if ('bytes' in block) members.push(block);
      else if (block.begins !== undefined) volume = { ...block.begins, isLast: undefined };
      else if (volume !== undefined) volume = { number: volume.number ?? block.number, isLast: block.isLast };
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // a block that reaches behind the end of the file
    isWhole = false;
  }
  const names = isOld ? (isWhole ? decoded(members) : undefined) : 'as-told';
  return { volume, names, sums: members.map(({ sum }) => sum) };
}

interface Member {
  readonly bytes: Buffer;
  readonly isUnicode: boolean;
  readonly sum: number | undefined;
}

/** What the first and the last block say of an archive in several files. */
type VolumeBlock =
  | { readonly begins: { readonly number: number | undefined } }
  | { readonly begins?: undefined; readonly number: number | undefined; readonly isLast: boolean };

function* blocksOfFour(view: Buffer): Generator<Member | VolumeBlock> {
  for (let at = 7, n = 0; at + 7 <= view.length && n < MOST_BLOCKS; n += 1) {
    const type = view.readUInt8(at + 2);
    const flags = view.readUInt16LE(at + 3);
    const size = view.readUInt16LE(at + 5);
    if (size < 7) throw new RangeError('a block without length');
    let data = type === FILE || (flags & HAS_DATA) !== 0 ? view.readUInt32LE(at + 7) : 0;
    if (type === MAIN && (flags & 1) !== 0)
      yield { begins: { number: (flags & IS_FIRST) === 0 ? undefined : 1 } };
    if (type === MAIN && (flags & ALL_LOCKED) !== 0) return;
    if (type === FILE) {
      const isWide = (flags & HAS_WIDE_SIZES) !== 0;
      if (isWide) data += view.readUInt32LE(at + 32) * 2 ** 32;
      const from = at + 32 + (isWide ? 8 : 0);
      const length = view.readUInt16LE(at + 26);
      if (from + length > view.length) throw new RangeError('a name behind the end of the file');
      yield {
        bytes: view.subarray(from, from + length),
        isUnicode: (flags & IS_UNICODE) !== 0,
        sum: (flags & IS_SPLIT) === 0 ? view.readUInt32LE(at + 16) : undefined,
      };
    }
    if (type === END) {
      const counted = at + 7 + ((flags & 2) === 0 ? 0 : 4);
      const number = (flags & 8) === 0 ? undefined : view.readUInt16LE(counted) + 1;
      yield { number, isLast: (flags & 1) === 0 };
      return;
    }
    at += size + data;
  }
}

function* blocksOfFive(view: Buffer): Generator<Member | VolumeBlock> {
  for (let start = 8, n = 0; start + 7 <= view.length && n < MOST_BLOCKS; n += 1) {
    let at = start + 4;
    const number = (): number => {
      let value = 0;
      for (let place = 0; place < 10; place += 1) {
        const byte = view.readUInt8(at);
        at += 1;
        value += (byte & 127) * 2 ** (7 * place);
        if ((byte & 128) === 0) break;
      }
      return value;
    };
    const size = number();
    const end = at + size;
    const [type, flags] = [number(), number()];
    if ((flags & 1) !== 0) number();
    const data = (flags & 2) !== 0 ? number() : 0;
    if (type === 1) {
      const form = number();
      if ((form & 1) !== 0) yield { begins: { number: 1 + ((form & 2) === 0 ? 0 : number()) } };
    }
    if (type === 5) {
      yield { number: undefined, isLast: (number() & 1) === 0 };
      return;
    }
    if (type === 4) return; // from here on all is locked
    if (type === 2) {
      const has = number();
      number();
      number();
      if ((has & 2) !== 0) at += 4;
      // A block that goes on in another file states the sum of its own part; a link has none.
      const sum = (has & 4) !== 0 && (flags & 0x18) === 0 ? view.readUInt32LE(at) : undefined;
      yield { bytes: view.subarray(0, 0), isUnicode: true, sum };
    }
    start = end + data;
  }
}

/** Names without the mark were written in a page of the machine, one for the whole archive. */
function decoded(names: readonly Member[]): readonly string[] {
  const strange = names.filter(({ bytes, isUnicode }) => !isUnicode && bytes.some((b) => b >= 0x80));
  const sample = Buffer.concat(strange.slice(0, 5_000).flatMap(({ bytes }) => [bytes, Buffer.from('\n')]));
  const page = strange.length === 0 ? 'utf-8' : decodeText(sample, undefined, PAGES_OF_NAMES).encoding;
  return names.map(({ bytes, isUnicode }) => {
    const zero = isUnicode ? bytes.indexOf(0) : -1;
    const name =
      zero < 0
        ? decodeAs(bytes, isUnicode ? 'utf-8' : page).text
        : widened(bytes.subarray(0, zero), bytes.subarray(zero + 1));
    return name.replaceAll('\\', '/').toWellFormed();
  });
}

/** A name told twice: in bytes, and by what has to be changed in them. Two bits a character say how it is written. */
function widened(plain: Buffer, code: Buffer): string {
  const high = (code[0] ?? 0) << 8;
  const out: number[] = [];
  let [at, flags, bits] = [1, 0, 0];
  const next = (): number => {
    at += 1;
    return code.readUInt8(at - 1);
  };
  while (at < code.length && out.length < 4_096) {
    if (bits === 0) {
      flags = next();
      bits = 8;
      if (at >= code.length) break;
    }
    bits -= 2;
    const how = (flags >> bits) & 3;
    if (how === 0) out.push(next());
    else if (how === 1) out.push(next() | high);
    else if (how === 2) out.push(next() | (next() << 8));
    else {
      const run = next();
      const shift = (run & 0x80) !== 0 ? next() : 0;
      const upper = (run & 0x80) !== 0 ? high : 0;
      for (let left = (run & 0x7f) + 2; left > 0 && out.length < plain.length; left -= 1)
        out.push((((plain[out.length] ?? 0) + shift) & 255) | upper);
    }
  }
  return Buffer.from(Uint16Array.from(out).buffer).toString('utf16le');
}
