// Makes RAR archives of stored members, byte by byte: version 4 (technote.txt) and 5 (RAR 5.0 archive format).
import { crc32 } from 'node:zlib';

export interface RarEntry {
  readonly name: string;
  readonly content: string;
  readonly isLocked?: boolean;
  /** Version 4: the name told twice, for letters beyond the machine's page. */
  readonly code?: Buffer;
}

const u16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value);
  return out;
};
const number = (value: number): Buffer =>
  value < 128
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([128 | (value & 127)]), number(value >> 7)]);

function block4(type: number, flags: number, rest: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from([type]), u16(flags), u16(7 + rest.length), rest]);
  return Buffer.concat([u16(crc32(body) & 0xffff), body]);
}

/**
 * Version 4; `flags` are those of the archive: 1 for one of several files, 0x100 for the first of them, 0x80 for locked
 * names. `end` says which of several files it is, from 0, and whether another follows.
 */
export function rar4Of(
  entries: readonly RarEntry[],
  flags = 0,
  end?: { readonly number: number; readonly isLast: boolean },
): Buffer {
  const parts = [Buffer.from('Rar!\x1a\x07\0', 'latin1'), block4(0x73, flags, Buffer.alloc(6))];
  for (const { name, content, isLocked, code } of entries) {
    const bytes = Buffer.from(content);
    const written =
      code === undefined
        ? Buffer.from(name, 'latin1')
        : Buffer.concat([Buffer.from(name), Buffer.from([0]), code]);
    const rest = Buffer.concat([
      u32(bytes.length),
      u32(bytes.length),
      Buffer.from([3]),
      u32(crc32(bytes)),
      u32((44 << 25) | (1 << 21) | (1 << 16)),
      Buffer.from([29, 0x30]),
      u16(written.length),
      u32(0o100644),
      written,
    ]);
    parts.push(
      block4(0x74, 0x8000 | (isLocked === true ? 4 : 0) | (code === undefined ? 0 : 0x200), rest),
      bytes,
    );
  }
  const last =
    end === undefined
      ? block4(0x7b, 0x4000, Buffer.alloc(0))
      : block4(0x7b, 0x4000 | 8 | (end.isLast ? 0 : 1), u16(end.number));
  return Buffer.concat([...parts, last]);
}

function block5(body: Buffer): Buffer {
  const sized = Buffer.concat([number(body.length), body]);
  return Buffer.concat([u32(crc32(sized)), sized]);
}

/** A record of the time of change, as every writer adds one. */
const TIME = Buffer.from('0a03027c2184a3827cda01', 'hex');

/** Version 5; `flags` are those of the archive: 1 for one of several files; `end` as above, its number only beyond 0. */
export function rar5Of(
  entries: readonly RarEntry[],
  flags = 0,
  end?: { readonly number: number; readonly isLast: boolean },
): Buffer {
  const which = end === undefined || end.number === 0 ? [flags] : [flags | 2, end.number];
  const parts = [Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'), block5(Buffer.from([1, 0, ...which]))];
  for (const { name, content, isLocked } of entries) {
    const bytes = Buffer.from(content);
    const lock = Buffer.concat([Buffer.from([1, 0, 3, 15]), Buffer.alloc(44, 7)]);
    const extra = isLocked === true ? Buffer.concat([number(lock.length), lock, TIME]) : Buffer.alloc(0);
    const body = Buffer.concat([
      number(2),
      number(extra.length > 0 ? 3 : 2),
      ...(extra.length > 0 ? [number(extra.length)] : []),
      number(bytes.length),
      number(6),
      number(bytes.length),
      number(0o100644),
      u32(1_700_000_000),
      u32(crc32(bytes)),
      number(0),
      number(1),
      number(Buffer.byteLength(name)),
      Buffer.from(name),
      extra,
    ]);
    parts.push(block5(body), bytes);
  }
  return Buffer.concat([...parts, block5(Buffer.from([5, 0, end?.isLast === false ? 1 : 0]))]);
}
