// Takes a file of lzip apart: its members, each with the checksum and length that stand behind it.

const SIGN = Buffer.from('LZIP\x01', 'latin1');
const HEAD = 6;
const FOOT = 20;
const MEMBERS = 100_000;
const MOST = 0xffffffffn;
const LARGE = 64 << 20;

/** One member: a stream of LZMA as another container holds it, and what it must become. */
export interface LzipMember {
  /** Properties of five bytes and the stream, with the four bytes before them that a member of a ZIP has. */
  readonly packed: Buffer;
  readonly sum: number;
  readonly bytes: number;
}

/**
 * The members in order (Lzip file format, version 1): each ends where the length that is stated there is its own. Where the
 * last one is cut, or something else stands behind it, `rest` is what can be tried of that; empty where nothing can.
 */
export function lzipMembers(view: Buffer): {
  readonly members: readonly LzipMember[];
  readonly rest: Buffer | undefined;
} {
  const members: LzipMember[] = [];
  let start = 0;
  while (start < view.length && members.length < MEMBERS) {
    const size = view.subarray(start, start + SIGN.length).equals(SIGN)
      ? dictionaryOf(view[start + SIGN.length] ?? 0)
      : undefined;
    if (size === undefined) return { members, rest: Buffer.alloc(0) };
    const end = endOf(view, start);
    if (end === undefined)
      return { members, rest: asMember(Math.min(size, LARGE), view.subarray(start + HEAD)) };
    const stated = view.readBigUInt64LE(end - 16);
    const bytes = Number(stated > MOST ? MOST : stated);
    members.push({
      // More than is unpacked need not be kept in mind.
      packed: asMember(Math.min(size, Math.max(4_096, bytes)), view.subarray(start + HEAD, end - FOOT)),
      sum: view.readUInt32LE(end - FOOT),
      bytes,
    });
    start = end;
  }
  return { members, rest: start < view.length ? Buffer.alloc(0) : undefined };
}

/** The end of the file or the beginning of another member, if what is stated before it leads back to `start`. */
function endOf(view: Buffer, start: number): number | undefined {
  for (let at = start + HEAD; at < view.length; ) {
    const found = view.indexOf(SIGN, at);
    const end = found < 0 ? view.length : found;
    if (end - start >= HEAD + FOOT && view.readBigUInt64LE(end - 8) === BigInt(end - start)) return end;
    at = end + 1;
  }
  return undefined;
}

function asMember(dictionary: number, stream: Buffer): Buffer {
  const head = Buffer.from([9, 20, 5, 0, 0x5d, 0, 0, 0, 0]); // lc 3, lp 0, pb 2: lzip knows no others
  head.writeUInt32LE(dictionary, 5);
  return Buffer.concat([head, stream]);
}

/** Four KiB to 512 MiB: a power of two less some sixteenths of it. */
function dictionaryOf(code: number): number | undefined {
  const power = code & 31;
  if (power < 12 || power > 29) return undefined;
  return 2 ** power - (2 ** power / 16) * (code >> 5);
}
