// Reads what a Photoshop file says of itself: size, colours, names of its layers, and where its metadata lie; no pixel is decoded.
import type { Size } from './picture-size.ts';

/** What the head of a Photoshop file (PSD or the large PSB) states (Adobe Photoshop File Formats Specification). */
export interface PsdHead extends Size {
  readonly isLarge: boolean;
  readonly depth: number;
  readonly colours: string;
}

const COLOURS: Readonly<Record<number, string>> = {
  0: 'bitmap',
  1: 'grey',
  2: 'indexed',
  3: 'RGB',
  4: 'CMYK',
  7: 'multichannel',
  8: 'duotone',
  9: 'Lab',
};
const LAYERS_NAMED = 200;

/** Throws RangeError where the head is cut. */
export function psdHead(view: Buffer): PsdHead {
  return {
    isLarge: view.readUInt16BE(4) === 2,
    height: view.readUInt32BE(14),
    width: view.readUInt32BE(18),
    depth: view.readUInt16BE(22),
    colours: COLOURS[view.readUInt16BE(24)] ?? 'unknown',
  };
}

/** Metadata that other kinds of picture carry too, and whether the layers are also kept merged into one picture. */
export interface PsdResources {
  /** A small TIFF. */
  readonly exif: Buffer | undefined;
  readonly xmp: Buffer | undefined;
  readonly iptc: Buffer | undefined;
  readonly isMerged: boolean;
  /** Where the layers begin. */
  readonly end: number;
}

/** The image resources. Throws RangeError where their list leads out of the file. */
export function psdResources(view: Buffer): PsdResources {
  let at = 26 + 4 + view.readUInt32BE(26);
  const end = at + 4 + view.readUInt32BE(at);
  if (end > view.length) throw new RangeError('the resources are cut');
  const found = new Map<number, Buffer>();
  at += 4;
  while (at + 12 <= end) {
    const id = view.readUInt16BE(at + 4);
    const name = view.readUInt8(at + 6);
    const body = at + 6 + even(1 + name) + 4;
    const length = view.readUInt32BE(body - 4);
    if (body + length > end) throw new RangeError('a resource is cut');
    if (!found.has(id)) found.set(id, view.subarray(body, body + length));
    at = body + even(length);
  }
  const version = found.get(1057);
  return {
    exif: found.get(1058),
    xmp: found.get(1060),
    iptc: found.get(1028),
    isMerged: version === undefined || version.length < 5 || version[4] !== 0,
    end,
  };
}

/** How many layers there are, and the names of the first ones from the top; what breaks off is left out. */
export function psdLayers(
  view: Buffer,
  begin: number,
  isLarge: boolean,
): { count: number; names: readonly string[] } {
  const names: string[] = [];
  let count = 0;
  const wide = isLarge ? 8 : 4;
  try {
    if (lengthAt(view, begin, wide) === 0) return { count, names };
    let at = begin + wide;
    if (lengthAt(view, at, wide) === 0) return { count, names };
    at += wide;
    count = Math.abs(view.readInt16BE(at));
    at += 2;
    for (let i = 0; i < Math.min(count, LAYERS_NAMED); i += 1) {
      const channels = view.readUInt16BE(at + 16);
      at += 18 + channels * (2 + wide) + 12;
      const extra = view.readUInt32BE(at);
      names.push(nameIn(view.subarray(at + 4, at + 4 + extra)));
      at += 4 + extra;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // the list breaks off; what was read stands
  }
  return { count, names: names.reverse().filter((name) => name !== '') };
}

/** The Unicode name of a layer (`luni`), else the short one. Throws RangeError where the record is cut. */
function nameIn(extra: Buffer): string {
  let at = 4 + extra.readUInt32BE(0);
  at += 4 + extra.readUInt32BE(at);
  const short = extra.toString('latin1', at + 1, at + 1 + extra.readUInt8(at));
  const unicode = extra.indexOf('8BIMluni', at, 'latin1');
  if (unicode < 0) return short;
  const units = extra.readUInt32BE(unicode + 12);
  const bytes = extra.subarray(unicode + 16, unicode + 16 + Math.min(units, 255) * 2);
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le')
    .replace(/\0+$/, '');
}

function lengthAt(view: Buffer, at: number, wide: number): number {
  return wide === 8 ? Number(view.readBigUInt64BE(at)) : view.readUInt32BE(at);
}

function even(length: number): number {
  return length + (length & 1);
}

/** XMP and IPTC as a TIFF without a picture carries them, for whoever reads metadata from a TIFF (TIFF 6.0, 2; XMP part 3). */
export function asTiff(xmp: Buffer | undefined, iptc: Buffer | undefined): Buffer {
  const fields = [
    ...(xmp === undefined ? [] : [{ tag: 700, type: 1, body: xmp }]),
    ...(iptc === undefined ? [] : [{ tag: 33_723, type: 1, body: iptc }]),
  ];
  const head = Buffer.alloc(8 + 2 + fields.length * 12 + 4);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(fields.length, 8);
  let place = head.length;
  for (const [i, { tag, type, body }] of fields.entries()) {
    const at = 10 + i * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(body.length, at + 4);
    head.writeUInt32LE(place, at + 8);
    place += body.length;
  }
  return Buffer.concat([head, ...fields.map(({ body }) => body)]);
}
