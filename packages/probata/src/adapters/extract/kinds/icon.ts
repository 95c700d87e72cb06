// Finds the largest picture in an icon file (ICO), which holds the same one in several sizes.
import type { Size } from './picture-size.ts';

/** The largest picture of an icon and where it lies; undefined where none can be found. */
export interface IconPicture extends Size {
  readonly start: number;
  readonly end: number;
  /** The entry of the directory that leads to it, 16 bytes. */
  readonly entry: Buffer;
  /** How many there are. */
  readonly of: number;
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** Whether a file begins as an icon does: its first picture lies behind the whole directory. */
export function isIcon(head: Buffer): boolean {
  if (head.length < 22 || head.readUInt32LE(0) !== 0x10000) return false;
  const count = head.readUInt16LE(4);
  return count > 0 && count < 1_000 && head[9] === 0 && head.readUInt32LE(18) >= 6 + count * 16;
}

/** Reads the directory and, for the size, the head of each picture; the directory's own sizes end at 256. */
export function largestIcon(view: Buffer): IconPicture | undefined {
  if (view.length < 6) return undefined;
  const of = view.readUInt16LE(4);
  let largest: IconPicture | undefined;
  for (let i = 0; i < of && 22 + i * 16 <= view.length; i += 1) {
    const entry = view.subarray(6 + i * 16, 22 + i * 16);
    const start = entry.readUInt32LE(12);
    const end = start + entry.readUInt32LE(8);
    if (end > view.length || end - start < 40) continue;
    const size = sizeAt(view, start);
    if (largest === undefined || size.width * size.height > largest.width * largest.height)
      largest = { ...size, start, end, entry, of };
  }
  return largest;
}

/** A PNG, or a bitmap whose stated height counts the mask below it. */
function sizeAt(view: Buffer, start: number): Size {
  if (view.subarray(start, start + 8).equals(PNG))
    return { width: view.readUInt32BE(start + 16), height: view.readUInt32BE(start + 20) };
  return {
    width: Math.abs(view.readInt32LE(start + 4)),
    height: Math.abs(view.readInt32LE(start + 8)) >> 1,
  };
}

/** An icon file with that picture alone. */
export function iconAlone(view: Buffer, { entry, start, end }: IconPicture): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  entry.copy(head, 6);
  head.writeUInt32LE(22, 18);
  return Buffer.concat([head, view.subarray(start, end)]);
}
