// Reads a ZIP without trusting it: every size is checked before and while unpacking, and no name is ever a path.
import { inflateRawSync } from 'node:zlib';
import type { ExtractLimits } from '../../ports/extractor.ts';
import { PAGES_OF_NAMES } from './code-page.ts';
import { Unreadable } from './draft.ts';
import { decodeAs, decodeText } from './encoding.ts';
import { RATIO_FREE_BYTES } from './limits.ts';

export interface ZipMember {
  readonly name: string;
  readonly bytes: number;
  readonly packed: number;
  readonly method: number;
  /** CRC-32 of the content as the archive states it. */
  readonly sum: number;
  readonly isEncrypted: boolean;
  readonly isFolder: boolean;
  readonly isLink: boolean;
  readonly offset: number;
  /** Writer's date as written, `YYYY-MM-DDThh:mm:ss`, zone unknown. */
  readonly modified: string;
}

/** An opened ZIP. */
export interface Zip {
  readonly members: readonly ZipMember[];
  /** True where the directory was lost and the members were found by their own headers. */
  readonly isRepaired: boolean;
  /** Unpacks one member. Throws Unreadable (archive-limit, damaged, encrypted, unsupported). */
  unpack(member: ZipMember): Buffer;
  /** The bytes of one member as they are packed. Throws Unreadable (damaged, encrypted). */
  packed(member: ZipMember): Buffer;
  find(name: string): ZipMember | undefined;
}

/** What unpacking may still cost; shared by everything unpacked for one file. */
export interface UnpackBudget {
  /** Counts unpacked bytes; throws Unreadable('archive-limit') beyond the limit or the ratio. */
  spend(bytes: number): void;
  left(): number;
}

/** Opens the budget for a file of the given packed size. */
export function unpackBudget(packedBytes: number, limits: ExtractLimits): UnpackBudget {
  const most = Math.min(limits.unpackedBytes, Math.max(RATIO_FREE_BYTES, packedBytes * limits.unpackedRatio));
  let spent = 0;
  return {
    spend(bytes) {
      spent += bytes;
      if (spent > most) throw archiveLimit(most);
    },
    left: () => Math.max(0, most - spent),
  };
}

/**
 * Opens a ZIP held in memory (APPNOTE 6.3.10; ZIP64 sizes understood).
 * @throws Unreadable: archive-limit (too many members, overlapping members, too large unpacked), damaged
 */
export function openZip(bytes: Uint8Array, limits: ExtractLimits, budget: UnpackBudget): Zip {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const listed = centralDirectory(view, limits);
  const members = listed ?? localHeaders(view, limits);
  if (members.length === 0 && listed === undefined)
    throw new Unreadable('damaged', 'No member of the ZIP could be found.');
  refuseOverlap(members);
  let announced = 0;
  for (const member of members) announced += member.bytes;
  if (announced > budget.left()) throw archiveLimit(budget.left());
  return {
    members,
    isRepaired: listed === undefined,
    unpack: (member) => unpackMember(view, member, budget),
    packed: (member) => packedBytes(view, member),
    find: (name) => members.find((m) => m.name === name),
  };
}

function archiveLimit(most: number): Unreadable {
  return new Unreadable(
    'archive-limit',
    `Unpacked, the file would pass ${Math.round(most / (1 << 20))} MiB, the limit of size or ratio; it was not unpacked further.`,
  );
}

function centralDirectory(view: Buffer, limits: ExtractLimits): ZipMember[] | undefined {
  const lowest = Math.max(0, view.length - 65_557);
  let end = -1;
  for (let at = view.length - 22; at >= lowest; at -= 1) {
    if (view.readUInt32LE(at) === 0x06054b50) {
      end = at;
      break;
    }
  }
  if (end < 0) return undefined;
  let count = view.readUInt16LE(end + 10);
  let at = view.readUInt32LE(end + 16);
  if (at === 0xffffffff && end >= 20 && view.readUInt32LE(end - 20) === 0x07064b50) {
    const wide = Number(view.readBigUInt64LE(end - 12));
    if (wide + 56 > view.length || view.readUInt32LE(wide) !== 0x06064b50) return undefined;
    count = Number(view.readBigUInt64LE(wide + 32));
    at = Number(view.readBigUInt64LE(wide + 48));
  }
  if (count > limits.members) throw tooMany(limits);
  const size = view.readUInt32LE(end + 12);
  // Bytes put before the archive shift every offset by the same amount.
  const shift =
    at + size <= end && view.readUInt32LE(end) === 0x06054b50 && size !== 0xffffffff ? end - size - at : 0;
  const members: ZipMember[] = [];
  const names: WrittenName[] = [];
  let place = at + (at < view.length - 4 && view.readUInt32LE(at) === 0x02014b50 ? 0 : shift);
  const moved = place - at;
  while (place + 46 <= view.length && view.readUInt32LE(place) === 0x02014b50) {
    if (members.length >= limits.members) throw tooMany(limits);
    const nameLength = view.readUInt16LE(place + 28);
    const extraLength = view.readUInt16LE(place + 30);
    const commentLength = view.readUInt16LE(place + 32);
    const next = place + 46 + nameLength + extraLength + commentLength;
    if (next > view.length) return undefined;
    const flags = view.readUInt16LE(place + 8);
    const raw = view.subarray(place + 46, place + 46 + nameLength);
    const extra = view.subarray(place + 46 + nameLength, place + 46 + nameLength + extraLength);
    const wide = wideSizes(
      extra,
      view.readUInt32LE(place + 24),
      view.readUInt32LE(place + 20),
      view.readUInt32LE(place + 42),
    );
    const mode = view.readUInt32LE(place + 38) >>> 16;
    names.push({ raw, isUtf8: (flags & 0x800) !== 0 });
    members.push({
      name: '',
      ...wide,
      offset: wide.offset + moved,
      method: view.readUInt16LE(place + 10),
      sum: view.readUInt32LE(place + 16),
      isEncrypted: (flags & 1) !== 0,
      isFolder: raw.at(-1) === SLASH,
      isLink: (mode & 0xf000) === 0xa000,
      modified: dosTime(view.readUInt16LE(place + 14), view.readUInt16LE(place + 12)),
    });
    place = next;
  }
  return members.length === 0 && count > 0 ? undefined : named(members, names);
}

/** ZIP64 extra field (APPNOTE 4.5.3): only the fields that were full are there, in this order. */
function wideSizes(
  extra: Buffer,
  bytes: number,
  packed: number,
  offset: number,
): { bytes: number; packed: number; offset: number } {
  const values = { bytes, packed, offset };
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = extra.readUInt16LE(at);
    const length = extra.readUInt16LE(at + 2);
    if (id === 1) {
      let place = at + 4;
      const last = Math.min(extra.length, place + length);
      for (const key of ['bytes', 'packed', 'offset'] as const) {
        if (values[key] === 0xffffffff && place + 8 <= last) {
          values[key] = Number(extra.readBigUInt64LE(place));
          place += 8;
        }
      }
    }
    at += 4 + length;
  }
  return values;
}

/** Without a directory: walk the members' own headers, as far as they hold. */
function localHeaders(view: Buffer, limits: ExtractLimits): ZipMember[] {
  const members: ZipMember[] = [];
  const names: WrittenName[] = [];
  let at = view.indexOf('PK\x03\x04', 0, 'latin1');
  while (at >= 0 && at + 30 <= view.length) {
    if (members.length >= limits.members) throw tooMany(limits);
    const flags = view.readUInt16LE(at + 6);
    const nameLength = view.readUInt16LE(at + 26);
    const data = at + 30 + nameLength + view.readUInt16LE(at + 28);
    const raw = view.subarray(at + 30, Math.min(view.length, at + 30 + nameLength));
    names.push({ raw, isUtf8: (flags & 0x800) !== 0 });
    const announced = view.readUInt32LE(at + 18);
    const following = view.indexOf('PK\x03\x04', Math.max(at + 4, Math.min(data, view.length)), 'latin1');
    const most = (following < 0 ? view.length : following) - data;
    const packed = (flags & 8) !== 0 || announced > most ? Math.max(0, most) : announced;
    members.push({
      name: '',
      bytes: (flags & 8) !== 0 ? packed : view.readUInt32LE(at + 22),
      packed,
      offset: at,
      method: view.readUInt16LE(at + 8),
      sum: (flags & 8) !== 0 ? 0 : view.readUInt32LE(at + 14),
      isEncrypted: (flags & 1) !== 0,
      isFolder: raw.at(-1) === SLASH,
      isLink: false,
      modified: dosTime(view.readUInt16LE(at + 12), view.readUInt16LE(at + 10)),
    });
    at = following;
  }
  return named(members, names);
}

/** Members that share bytes are the mark of a bomb (D. Fifield, A better zip bomb, 2019); no honest writer makes them. */
function refuseOverlap(members: readonly ZipMember[]): void {
  const sorted = members.filter((m) => m.packed > 0).sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const member of sorted) {
    if (member.offset < end)
      throw new Unreadable('archive-limit', 'Members of the ZIP overlap: a bomb; not unpacked.');
    end = member.offset + 30 + member.packed;
  }
}

function packedBytes(view: Buffer, member: ZipMember): Buffer {
  if (member.isEncrypted) throw new Unreadable('encrypted', `The member ${member.name} is encrypted.`);
  const at = member.offset;
  if (at + 30 > view.length || view.readUInt32LE(at) !== 0x04034b50) {
    throw new Unreadable('damaged', `The member ${member.name} is not where the directory says.`);
  }
  const start = at + 30 + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28);
  return view.subarray(start, Math.min(view.length, start + member.packed));
}

function unpackMember(view: Buffer, member: ZipMember, budget: UnpackBudget): Buffer {
  const packed = packedBytes(view, member);
  if (member.method === 0) {
    budget.spend(packed.length);
    return packed;
  }
  if (member.method !== 8)
    throw new Unreadable('unsupported', `The member ${member.name} uses packing method ${member.method}.`);
  const most = budget.left();
  try {
    const out = inflateRawSync(packed, { maxOutputLength: Math.max(1, most), finishFlush: 2 });
    budget.spend(out.length);
    return out;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw archiveLimit(most);
    if (error instanceof Unreadable) throw error;
    throw new Unreadable('damaged', `The member ${member.name} could not be unpacked.`);
  }
}

const SLASH = 0x2f;

interface WrittenName {
  readonly raw: Buffer;
  readonly isUtf8: boolean;
}

/**
 * Bit 11 says UTF-8; without it old writers used the machine's own page, which must be found out. One archive was written on
 * one machine: all its names together tell the page better than each alone.
 */
function named(members: readonly ZipMember[], names: readonly WrittenName[]): ZipMember[] {
  const strange = names
    .filter(({ raw, isUtf8 }) => !isUtf8 && raw.some((b) => b >= 0x80))
    .map(({ raw }) => raw);
  const sample = Buffer.concat(strange.slice(0, 5_000).flatMap((raw) => [raw, Buffer.from('\n')]));
  const page = strange.length === 0 ? 'utf-8' : decodeText(sample, undefined, PAGES_OF_NAMES).encoding;
  return members.map((member, i) => {
    const { raw, isUtf8 } = names[i] as WrittenName; // one for each member
    return { ...member, name: isUtf8 ? raw.toString('utf8') : decodeAs(raw, page).text };
  });
}

function dosTime(date: number, time: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${1980 + (date >> 9)}-${two((date >> 5) & 15)}-${two(date & 31)}`;
  return `${day}T${two(time >> 11)}:${two((time >> 5) & 63)}:${two((time & 31) * 2)}`;
}

function tooMany(limits: ExtractLimits): Unreadable {
  return new Unreadable('archive-limit', `The archive has more than ${limits.members} members.`);
}
