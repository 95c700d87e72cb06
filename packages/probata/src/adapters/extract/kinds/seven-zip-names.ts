// Reads the names of a 7z archive's members in its directory: the library that unpacks them knows ASCII names only.
// Source: 7zFormat.txt of the LZMA SDK, “Header structure”.

const END = 0;
const HEADER = 1;
const PACKED_HEADER = 0x17;
const MOST_STREAMS = 1_000_000;

/** Walks a directory; every step stays inside it or throws RangeError. */
class Walk {
  #at = 0;
  readonly #bytes: Buffer;
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  get at(): number {
    return this.#at;
  }
  byte(): number {
    this.#at += 1;
    return this.#bytes.readUInt8(this.#at - 1);
  }
  take(length: number): Buffer {
    if (length > this.#bytes.length - this.#at) throw new RangeError('the directory ends too early');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
  /** The leading ones of the first byte say how many bytes follow, little end first; its other bits are the highest. */
  number(): number {
    const first = this.byte();
    let value = 0;
    for (let i = 0, mask = 0x80; i < 8; i += 1, mask >>= 1) {
      if ((first & mask) === 0) return value + (first & (mask - 1)) * 2 ** (8 * i);
      value += this.byte() * 2 ** (8 * i);
    }
    return value;
  }
  count(): number {
    const value = this.number();
    if (value > MOST_STREAMS) throw new RangeError('the directory counts too many streams');
    return value;
  }
  numbers(count: number): readonly number[] {
    return Array.from({ length: count }, () => this.number());
  }
  /** Which of `count` are marked; a first byte of one means all. */
  marked(count: number): readonly boolean[] {
    if (this.byte() !== 0) return Array.from({ length: count }, () => true);
    const bits = this.take(Math.ceil(count / 8));
    return Array.from({ length: count }, (_, i) => ((bits[i >> 3] ?? 0) & (0x80 >> (i & 7))) !== 0);
  }
  sums(count: number): readonly boolean[] {
    const marked = this.marked(count);
    this.take(4 * marked.filter(Boolean).length);
    return marked;
  }
}

/**
 * The names in the order of the directory, or undefined where they cannot be read.
 * @param unpacked gives the content of a packed directory: the archive's own bytes are to be read with `header` as the
 *   directory instead, which describes one file
 */
export function namesOf(
  directory: Buffer,
  unpacked: (header: Buffer) => Buffer | undefined,
): readonly string[] | undefined {
  try {
    let bytes: Buffer | undefined = directory;
    // A packed directory may itself be described by a packed one; more than a few turns are no archive's.
    for (let turn = 0; turn < 4 && bytes?.[0] === PACKED_HEADER; turn += 1)
      bytes = unpacked(asOneFile(bytes.subarray(1)));
    return bytes?.[0] === HEADER ? namesIn(new Walk(bytes.subarray(1))) : undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** A plain directory of one file named `d`, whose content is what the streams hold. */
function asOneFile(streams: Buffer): Buffer {
  const walk = new Walk(streams);
  const { hasParts } = skipStreams(walk);
  // The library wants to be told how many files a stream holds, even where it is one.
  const parts = hasParts ? [] : [8, END];
  const files = [5, 1, 0x11, 5, 0, 0x64, 0, 0, 0, END];
  return Buffer.concat([
    Buffer.from([HEADER, 4]),
    streams.subarray(0, walk.at - 1),
    Buffer.from([...parts, END, ...files, END]),
  ]);
}

function namesIn(walk: Walk): readonly string[] | undefined {
  let part = walk.byte();
  if (part === 2) {
    for (let property = walk.byte(); property !== END; property = walk.byte()) walk.take(walk.number());
    part = walk.byte();
  }
  for (; part === 3 || part === 4; part = walk.byte()) skipStreams(walk);
  if (part !== 5) return undefined;
  const count = walk.count();
  for (let property = walk.byte(); property !== END; property = walk.byte()) {
    const body = walk.take(walk.number());
    if (property === 0x11 && body[0] === 0) {
      const names = body.subarray(1).toString('utf16le').split('\0').slice(0, count);
      return names.length === count ? names.map((name) => name.toWellFormed()) : undefined;
    }
  }
  return undefined;
}

/** Steps over “Streams Info”: its length is known only by reading it. */
function skipStreams(walk: Walk): { readonly hasParts: boolean } {
  let hasParts = false;
  let folders: { readonly outs: number; hasSum: boolean; parts: number }[] = [];
  for (let part = walk.byte(); part !== END; part = walk.byte()) {
    if (part === 6) {
      walk.number();
      const count = walk.count();
      for (let of = walk.byte(); of !== END; of = walk.byte()) {
        if (of === 9) walk.numbers(count);
        else if (of === 10) walk.sums(count);
        else throw new RangeError('an unknown part of the directory');
      }
    } else if (part === 7) folders = skipFolders(walk);
    else if (part === 8) {
      hasParts = true;
      skipParts(walk, folders);
    } else throw new RangeError('an unknown part of the directory');
  }
  return { hasParts };
}

function skipFolders(walk: Walk): { outs: number; hasSum: boolean; parts: number }[] {
  if (walk.byte() !== 11) throw new RangeError('no folders in the directory');
  const count = walk.count();
  if (walk.byte() !== 0) throw new RangeError('folders described elsewhere');
  const folders = Array.from({ length: count }, () => ({ outs: skipCoders(walk), hasSum: false, parts: 1 }));
  for (let of = walk.byte(); of !== END; of = walk.byte()) {
    if (of === 12) for (const { outs } of folders) walk.numbers(outs);
    else if (of === 10)
      for (const [i, has] of walk.sums(count).entries()) (folders[i] ?? { hasSum: false }).hasSum = has;
    else throw new RangeError('an unknown part of the directory');
  }
  return folders;
}

/** The coders of one folder; gives how many streams come out of them. */
function skipCoders(walk: Walk): number {
  let [ins, outs] = [0, 0];
  for (let coders = walk.count(); coders > 0; coders -= 1) {
    const flags = walk.byte();
    walk.take(flags & 15);
    const isComplex = (flags & 0x10) !== 0;
    ins += isComplex ? walk.count() : 1;
    outs += isComplex ? walk.count() : 1;
    if ((flags & 0x20) !== 0) walk.take(walk.number());
  }
  if (outs === 0 || ins + 1 < outs || ins > MOST_STREAMS) throw new RangeError('coders that do not join');
  walk.numbers(2 * (outs - 1));
  const packed = ins - (outs - 1);
  if (packed > 1) walk.numbers(packed);
  return outs;
}

function skipParts(walk: Walk, folders: readonly { readonly hasSum: boolean; parts: number }[]): void {
  for (let of = walk.byte(); of !== END; of = walk.byte()) {
    if (of === 13) for (const folder of folders) folder.parts = walk.count();
    else if (of === 9) for (const { parts } of folders) walk.numbers(Math.max(0, parts - 1));
    else if (of === 10)
      walk.sums(folders.reduce((sum, { parts, hasSum }) => sum + (parts === 1 && hasSum ? 0 : parts), 0));
    else throw new RangeError('an unknown part of the directory');
  }
}
