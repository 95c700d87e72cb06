// Unpacks bzip2, xz, lzip, LZ4 and Zstandard: single files, tars inside them, and members of a ZIP that are packed that way.
import { zstdDecompressSync } from 'node:zlib';
import { type LibarchiveWasm, libarchiveWasm } from 'libarchive-wasm';
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { isTar } from '../sniff.ts';
import { type UnpackBudget, unpackBudget, type ZipMember } from '../zip.ts';
import { onlyMember, readTar } from './archive.ts';
import { type Drained, drain, withArchive } from './library.ts';
import { unlz4 } from './lz4.ts';
import { lzipMembers } from './lzip.ts';

/** Methods of APPNOTE 4.4.5 that the library unpacks. */
const METHODS: Readonly<Record<string, number>> = { bz2: 12, xz: 95 };
const BY_LIBRARY = new Set([12, 14, 95, 98]);
const ZSTD = 93;
const LZMA = 14;

/**
 * A packed file; a tar inside is read as the archive it is.
 * @throws Unreadable: archive-limit, damaged, memory-limit
 */
export async function readPacked(source: Source, draft: Draft): Promise<void> {
  const { content, remark } = await unpacked(source, draft);
  if (remark !== undefined)
    draft.cut(
      'packed-cut',
      `The packed stream could not be read to its end (${remark}); what there was is shown.`,
    );
  if (isTar(content.subarray(0, 512))) {
    draft.kind = 'tar';
    draft.mediaType = 'application/x-tar';
    return readTar({ ...source, kind: draft.kind, mediaType: draft.mediaType, bytes: content }, draft);
  }
  const name = source.name.replace(/^.*[\\/]/, '').replace(/\.(?:bz2|xz|zst|lz|lz4)$/i, '') || 'content';
  onlyMember(name, content, draft);
}

async function unpacked(source: Source, draft: Draft): Promise<Drained> {
  const view = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length);
  const budget = (): UnpackBudget => unpackBudget(view.length, draft.limits);
  if (source.kind === 'zst') return { content: unzstd(view, budget()), remark: undefined };
  if (source.kind === 'lz4') return notNothing(unlz4(view, budget()));
  const library = await libarchiveWasm();
  if (source.kind === 'lz') return unlzip(library, view, budget);
  const spent = budget();
  const parts: Buffer[] = [];
  for (const stream of streamsIn(view, source.kind)) {
    const { content, remark } = oneStream(library, METHODS[source.kind] ?? 0, stream, undefined, budget);
    spent.spend(content.length);
    parts.push(content);
    if (remark !== undefined) {
      if (parts.every((part) => part.length === 0))
        throw new Unreadable('damaged', `The packed stream is damaged (${remark}).`);
      return { content: Buffer.concat(parts), remark };
    }
  }
  return { content: Buffer.concat(parts), remark: undefined };
}

/** Damage before anything could be unpacked leaves nothing to show. */
function notNothing(drained: Drained): Drained {
  if (drained.remark !== undefined && drained.content.length === 0)
    throw new Unreadable('damaged', `The packed stream is damaged (${drained.remark}).`);
  return drained;
}

function unlzip(library: LibarchiveWasm, view: Buffer, budget: () => UnpackBudget): Drained {
  const { members, rest } = lzipMembers(view);
  const spent = budget();
  const parts: Buffer[] = [];
  for (const member of members) {
    if (member.bytes > spent.left()) spent.spend(member.bytes);
    const { content, remark } = oneStream(library, LZMA, member.packed, member, budget);
    spent.spend(content.length);
    parts.push(content);
    if (remark !== undefined) return notNothing({ content: Buffer.concat(parts), remark });
  }
  if (rest === undefined) return { content: Buffer.concat(parts), remark: undefined };
  const { content } =
    rest.length === 0 ? { content: Buffer.alloc(0) } : oneStream(library, LZMA, rest, undefined, budget);
  spent.spend(content.length);
  return notNothing({
    content: Buffer.concat([...parts, content]),
    remark: 'its end is not that of an lzip file',
  });
}

/** Where one packed stream stands behind the other, as several processors write them: each begins with its own sign. */
function streamsIn(view: Buffer, kind: string): readonly Buffer[] {
  const starts = [0];
  const sign = kind === 'xz' ? Buffer.from('fd377a585a00', 'hex') : Buffer.from('314159265359', 'hex');
  for (let at = view.indexOf(sign, 6); at >= 0 && starts.length < 100_000; at = view.indexOf(sign, at + 1)) {
    if (kind === 'xz' && at % 4 === 0) starts.push(at);
    if (kind !== 'xz' && /^BZh[1-9]$/.test(view.toString('latin1', at - 4, at)) && at > 4)
      starts.push(at - 4);
  }
  return starts.map((start, i) => view.subarray(start, starts[i + 1] ?? view.length));
}

/** What a ZIP states of a member. */
interface Stated {
  readonly sum: number;
  readonly bytes: number;
}

/** Stated where the truth is not known; no stream that may be unpacked here is so long. */
const UNKNOWN: Stated = { sum: 0, bytes: 0x7ffffffe };

/**
 * One stream, given to the library as the only member of a ZIP; throws nothing where it is damaged, but says so.
 * The library keeps the last piece to itself where checksum or length are other than stated, and names the right ones, one
 * after the other: they are learnt in that way, and what it gives at last is as sure as if they had been known.
 */
function oneStream(
  library: LibarchiveWasm,
  method: number,
  packed: Buffer,
  known: Stated | undefined,
  budget: () => UnpackBudget,
): Drained {
  let stated = known ?? UNKNOWN;
  for (let turn = 0; ; turn += 1) {
    const drained = withArchive(
      library,
      [headOf(method, packed.length, stated), packed],
      (archive): Drained =>
        library.read_next_entry(archive) === 0
          ? { content: Buffer.alloc(0), remark: library.error_string(archive) || 'no stream was found' }
          : drain(library, archive, budget()),
    );
    const sum = /bad CRC: 0x([0-9a-f]{1,8}) /.exec(drained.remark ?? '')?.[1];
    const bytes = /wrong size \(read (\d{1,10}), /.exec(drained.remark ?? '')?.[1];
    if (known !== undefined || turn > 1 || (sum === undefined && bytes === undefined)) return drained;
    stated = {
      sum: sum === undefined ? stated.sum : Number.parseInt(sum, 16),
      bytes: bytes === undefined ? stated.bytes : Number(bytes),
    };
  }
}

function headOf(method: number, packed: number, { sum, bytes }: Stated): Buffer {
  const head = Buffer.alloc(31);
  head.write('PK\x03\x04', 0, 'latin1');
  head.writeUInt16LE(63, 4);
  head.writeUInt16LE(method, 8);
  head.writeUInt16LE(0x21, 12);
  head.writeUInt32LE(sum, 14);
  head.writeUInt32LE(packed, 18);
  head.writeUInt32LE(bytes, 22);
  head.writeUInt16LE(1, 26);
  head.write('d', 30);
  return head;
}

/** Frames one behind the other, each unpacked by itself: the runtime stops behind the first. */
function unzstd(view: Buffer, budget: UnpackBudget): Buffer {
  const parts: Buffer[] = [];
  for (const frame of framesIn(view)) {
    const most = budget.left();
    try {
      const out = zstdDecompressSync(frame, { maxOutputLength: Math.max(1, most) });
      budget.spend(out.length);
      parts.push(out);
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
        throw new Unreadable(
          'archive-limit',
          `Unpacked, the file would pass ${Math.round(most / (1 << 20))} MiB; it was not unpacked further.`,
        );
      throw new Unreadable('damaged', 'The packed stream is damaged.');
    }
  }
  return Buffer.concat(parts);
}

/** Where frames begin and end, from the lengths of their blocks (RFC 8878, 3.1); frames to be skipped are. */
function framesIn(view: Buffer): readonly Buffer[] {
  const frames: Buffer[] = [];
  try {
    for (let at = 0; at < view.length; ) {
      const start = at;
      const sign = view.readUInt32LE(at);
      if ((sign & 0xfffffff0) >>> 0 === 0x184d2a50) {
        at += 8 + view.readUInt32LE(at + 4);
        continue;
      }
      if (sign !== 0xfd2fb528) throw new Unreadable('damaged', 'The packed stream is damaged.');
      const form = view.readUInt8(at + 4);
      const isSingle = (form & 0x20) !== 0;
      at +=
        5 +
        (isSingle ? 0 : 1) +
        ([0, 1, 2, 4][form & 3] ?? 0) +
        ([isSingle ? 1 : 0, 2, 4, 8][form >> 6] ?? 0);
      for (let isLast = false; !isLast; ) {
        const block = view.readUIntLE(at, 3);
        isLast = (block & 1) === 1;
        at += 3 + (((block >> 1) & 3) === 1 ? 1 : block >> 3);
      }
      at += (form & 4) !== 0 ? 4 : 0;
      frames.push(view.subarray(start, at));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Unreadable('damaged', 'The packed stream ends too early.');
  }
  return frames;
}

/** Unpacks members of a ZIP that are packed by other methods than deflate. */
export interface OtherMethods {
  /** The packed bytes of one member unpacked. Throws Unreadable (archive-limit, damaged). */
  unpack(member: ZipMember, packed: Buffer, budget: UnpackBudget): Buffer;
}

/** True where `otherMethods` can unpack the member. */
export function isOtherMethod(method: number): boolean {
  return BY_LIBRARY.has(method) || method === ZSTD;
}

/** Loads what those methods need. */
export async function otherMethods(): Promise<OtherMethods> {
  const library = await libarchiveWasm();
  return {
    unpack(member, packed, budget) {
      if (member.method === ZSTD) return unzstd(packed, budget);
      const { content, remark } = oneStream(library, member.method, packed, member, () => budget);
      if (remark !== undefined)
        throw new Unreadable('damaged', `The member ${member.name} could not be unpacked (${remark}).`);
      return content;
    },
  };
}
