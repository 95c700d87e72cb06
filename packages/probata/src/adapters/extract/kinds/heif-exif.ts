// Finds in a HEIC or AVIF the metadata of its camera: an item of its own, which may lie anywhere in the file.
// Source: ISO/IEC 23008-12 (HEIF), Annex A.2.1; ISO/IEC 14496-12, 8.11.3 (iloc), 8.11.6 (iinf).
import { type Box, boxes, find } from './heif.ts';

const MOST_ITEMS = 10_000;

/** The TIFF inside the first item of type `Exif`, or undefined. Never reads outside the bytes given. */
export function heifExif(view: Buffer): Buffer | undefined {
  try {
    const meta = find(boxes(view, 0, view.length), 'meta');
    if (meta === undefined) return undefined;
    const inside = boxes(view, meta.start + 4, meta.end);
    const [iinf, iloc] = [find(inside, 'iinf'), find(inside, 'iloc')];
    if (iinf === undefined || iloc === undefined) return undefined;
    const item = exifItem(view, iinf);
    const place = item === undefined ? undefined : placeOf(view, iloc, item);
    if (place === undefined) return undefined;
    const base = place.isInside ? (find(inside, 'idat')?.start ?? view.length) : 0;
    const bytes = view.subarray(base + place.at, base + place.at + place.length);
    // Before the TIFF stand four bytes that say how far it is, and mostly `Exif` and two zeros.
    const said = bytes.subarray(4 + bytes.readUInt32BE(0));
    return [said, bytes.subarray(4), bytes.subarray(10)].find((one) =>
      /^(?:II\*\0|MM\0\*)/.test(one.toString('latin1', 0, 4)),
    );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // a box that ends too early
    return undefined;
  }
}

function exifItem(view: Buffer, iinf: Box): number | undefined {
  const isWide = view.readUInt8(iinf.start) !== 0;
  for (const infe of boxes(view, iinf.start + (isWide ? 8 : 6), iinf.end).slice(0, MOST_ITEMS)) {
    const version = view.readUInt8(infe.start);
    if (infe.type !== 'infe' || version < 2) continue;
    const id = version === 2 ? view.readUInt16BE(infe.start + 4) : view.readUInt32BE(infe.start + 4);
    const type = infe.start + (version === 2 ? 8 : 10);
    if (view.toString('latin1', type, type + 4) === 'Exif') return id;
  }
  return undefined;
}

function placeOf(
  view: Buffer,
  iloc: Box,
  item: number,
): { readonly at: number; readonly length: number; readonly isInside: boolean } | undefined {
  const version = view.readUInt8(iloc.start);
  const [sizes, more] = [view.readUInt8(iloc.start + 4), view.readUInt8(iloc.start + 5)];
  let at = iloc.start + 6;
  const take = (bytes: number): number => {
    at += bytes;
    if (at > iloc.end) throw new RangeError('the list of places ends too early');
    if (bytes === 0) return 0;
    return bytes === 8 ? Number(view.readBigUInt64BE(at - 8)) : view.readUIntBE(at - bytes, bytes);
  };
  const [ofOffset, ofLength, ofBase, ofIndex] = [sizes >> 4, sizes & 15, more >> 4, more & 15];
  const idBytes = version < 2 ? 2 : 4;
  for (let left = Math.min(MOST_ITEMS, take(idBytes)); left > 0; left -= 1) {
    const id = take(idBytes);
    const method = version === 0 ? 0 : take(2) & 15;
    take(2);
    const base = take(ofBase);
    const extents = take(2);
    let found: { at: number; length: number } | undefined;
    for (let i = 0; i < extents; i += 1) {
      if (version > 0) take(ofIndex);
      const offset = take(ofOffset);
      found ??= { at: base + offset, length: 0 };
      found.length += take(ofLength);
    }
    if (id === item)
      return found === undefined || method > 1 ? undefined : { ...found, isInside: method === 1 };
  }
  return undefined;
}
