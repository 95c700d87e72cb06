// Opens the compound file that old Office programs and Outlook write: a small file system inside a file.
import { Unreadable } from './draft.ts';

export interface OleStream {
  /** Path of storages and stream, joined by `/`, without the root. */
  readonly path: string;
  readonly bytes: number;
}

export interface Ole {
  readonly streams: readonly OleStream[];
  /** The stream's bytes, shorter than announced where the file is cut; undefined where there is no such stream. */
  read(path: string): Buffer | undefined;
  /** True where a chain was cut or looped while reading. */
  isDamaged(): boolean;
}

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

const END = 0xfffffffe;

/** True where the bytes begin as a compound file. */
export function isOle(bytes: Uint8Array): boolean {
  return (
    bytes.length > 512 && Buffer.from(bytes.subarray(0, 8)).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  );
}

/**
 * Opens a compound file ([MS-CFB]). Every chain is walked with a count, so a loop ends.
 * @throws Unreadable('damaged') where header or directory cannot be read
 */
export function openOle(bytes: Uint8Array): Ole {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!isOle(bytes)) throw new Unreadable('damaged', 'Not a compound file.');
  const sectorShift = view.readUInt16LE(30);
  const miniShift = view.readUInt16LE(32);
  if ((sectorShift !== 9 && sectorShift !== 12) || miniShift !== 6)
    throw new Unreadable('damaged', 'Impossible sector size.');
  const size = 1 << sectorShift;
  const most = Math.ceil(view.length / size) + 1;
  let damaged = false;
  const sector = (n: number): Buffer => {
    const at = (n + 1) * size;
    return at < view.length ? view.subarray(at, at + size) : Buffer.alloc(0);
  };
  const fat = allocation(view, size, most, sector);
  const chain = (start: number, cap: number): Buffer => {
    const parts: Buffer[] = [];
    let held = 0;
    let n = start;
    for (let count = 0; n < 0xfffffffa && held < cap; count += 1) {
      const part = sector(n);
      if (count > most || part.length === 0) {
        damaged = true;
        break;
      }
      parts.push(part);
      held += part.length;
      n = fat[n] ?? END;
    }
    return Buffer.concat(parts).subarray(0, cap);
  };
  const entries = directory(chain(view.readUInt32LE(48), view.length));
  const root = entries[0];
  if (root === undefined || root.type !== 5)
    throw new Unreadable('damaged', 'The compound file has no root.');
  const mini = chain(root.start, root.size);
  const miniFatBytes = chain(view.readUInt32LE(60), view.readUInt32LE(64) * size);
  const cutoff = view.readUInt32LE(56);
  const readMini = (start: number, cap: number): Buffer => {
    const parts: Buffer[] = [];
    let held = 0;
    let n = start;
    for (let count = 0; n < 0xfffffffa && held < cap; count += 1) {
      const at = n * 64;
      if (at >= mini.length || count > mini.length / 64 + 1) {
        damaged = true;
        break;
      }
      parts.push(mini.subarray(at, at + 64));
      held += 64;
      n = n * 4 + 4 <= miniFatBytes.length ? miniFatBytes.readUInt32LE(n * 4) : END;
    }
    return Buffer.concat(parts).subarray(0, cap);
  };
  const byPath = tree(entries);
  return {
    streams: [...byPath].map(([path, e]) => ({ path, bytes: e.size })),
    read(path) {
      const entry = byPath.get(path);
      if (entry === undefined) return undefined;
      const cap = Math.min(entry.size, view.length);
      const out = entry.size < cutoff ? readMini(entry.start, cap) : chain(entry.start, cap);
      if (out.length < entry.size) damaged = true;
      return out;
    },
    isDamaged: () => damaged,
  };
}

function allocation(view: Buffer, size: number, most: number, sector: (n: number) => Buffer): Uint32Array {
  const lists: number[] = [];
  for (let i = 0; i < 109; i += 1) lists.push(view.readUInt32LE(76 + i * 4));
  let next = view.readUInt32LE(68);
  for (let count = 0; next < 0xfffffffa && count < most; count += 1) {
    const part = sector(next);
    if (part.length < size) break;
    for (let i = 0; i < size / 4 - 1; i += 1) lists.push(part.readUInt32LE(i * 4));
    next = part.readUInt32LE(size - 4);
  }
  const fat = new Uint32Array(most + size / 4).fill(END);
  let at = 0;
  for (const n of lists) {
    if (n >= 0xfffffffa) continue;
    const part = sector(n);
    for (let i = 0; i + 4 <= part.length && at < fat.length; i += 4) {
      fat[at] = part.readUInt32LE(i);
      at += 1;
    }
    if (at >= fat.length) break;
  }
  return fat;
}

function directory(bytes: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= bytes.length && entries.length < 100_000; at += 128) {
    const nameBytes = Math.min(64, bytes.readUInt16LE(at + 64));
    entries.push({
      name: bytes.subarray(at, at + Math.max(0, nameBytes - 2)).toString('utf16le'),
      type: bytes[at + 66] as number, // within the 128 bytes checked above
      left: bytes.readUInt32LE(at + 68),
      right: bytes.readUInt32LE(at + 72),
      child: bytes.readUInt32LE(at + 76),
      start: bytes.readUInt32LE(at + 116),
      size: bytes.readUInt32LE(at + 120),
    });
  }
  return entries;
}

/** Walks the red-black trees of the storages without recursion; each entry is visited once. */
function tree(entries: readonly Entry[]): Map<string, Entry> {
  const found = new Map<string, Entry>();
  const seen = new Set<number>([0]);
  const waiting: { at: number; folder: string }[] = [{ at: entries[0]?.child ?? END, folder: '' }];
  while (waiting.length > 0) {
    const { at, folder } = waiting.pop() as { at: number; folder: string }; // length > 0
    const entry = entries[at];
    if (entry === undefined || seen.has(at)) continue;
    seen.add(at);
    waiting.push({ at: entry.left, folder }, { at: entry.right, folder });
    const path = folder + entry.name;
    if (entry.type === 2) found.set(path, entry);
    else if (entry.type === 1 && folder.length < 4_000) waiting.push({ at: entry.child, folder: `${path}/` });
  }
  return found;
}
