// Pictures of older kinds, 64 x 32 pixels, the left half black: built here, or made once by ImageMagick.
import { inflateSync } from 'node:zlib';

const of = (base64: string): Buffer => Buffer.from(base64, 'base64');

/** A large Photoshop file (PSB) with one layer. */
export const PSB = of(
  'OEJQUwACAAAAAAAAAAEAAAAgAAAAQAAIAAEAAAAAAAAAHDhCSU0D7QAAAAAAEAAAAAEAAQABAAAAAQABAAEAAAAAAAAAagAAAAAAAABeAAEAAAAAAAAAAAAAACAAAABAAAEAAAAAAAAAAAAkOEJJTW5vcm3/AAEAAAAADAAAAAAAAAAAAkwxAAACeJxjYMAP/hMABLSP6h/VP6p/VP+o/lH9o/oHoX4AMX38LgAAAAAAAQAAAAUAAAAFAAAABQAAAAUAAAAFAAAABQAAAAUAAAAFAAAABQAAAAUAAAAFAAAABQAAAAUAAAAFAAAABQAAAAUAAAAFAAAABQAAAAUAAAAFAAAABQAAAAUAAAAFAAAABQAAAAUAAAAFAAAABQAAAAUAAAAFAAAABQAAAAUAAAAF4QDh/4DhAOH/gOEA4f+A4QDh/4DhAOH/gOEA4f+A4QDh/4DhAOH/gOEA4f+A4QDh/4DhAOH/gOEA4f+A4QDh/4DhAOH/gOEA4f+A4QDh/4DhAOH/gOEA4f+A4QDh/4DhAOH/gOEA4f+A4QDh/4DhAOH/gOEA4f+A4QDh/4DhAOH/gOEA4f+A4QDh/4DhAOH/gOEA4f+A4QDh/4DhAOH/gA==',
);
export const DDS = inflateSync(
  of(
    'eNpzcQlWqGFgYGAX4GJQANIOQMzAwgAG7EDs6evo7grEns7eDISAAlSrS0SIITZ5DgEHBmqD/0BACT1q/6j9o/YPPvtZFBkYRIHg///f9xiBYLjrx6WekDymOAMDK+uqVbfvqSguXLVq1e/7XEGrgTQAB59oqw==',
  ),
);
/** JPEG XL as libjxl writes it: plain, of an odd size (61 x 33), and to be turned by a quarter. */
export const JXL = of('/wrHQVDcCAgAAQBUAEsYixUA1Igfg/EXAAGAxtlkxF9GBg==');
export const JXL_ODD = of('/woAAXiAoLgRCAABAGgASxiLFQDUiBOD/i8AA0AExwNAACmAcKufPSM=');
export const JXL_TURNED = of('/wrHLRAUtwQIAAEAVABLGIsVANSIH4PxFwABgMbZZMRfRgY=');
const PNG = of(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAgAQAAAACK5kMpAAAAE0lEQVQY02NgAIL/QMAwysDGAAC+On+B4bjvPAAAAABJRU5ErkJggg==',
);

const half = (wide: number, high: number): Buffer =>
  Buffer.from(Array.from({ length: wide * high }, (_, i) => (i % wide < wide / 2 ? 0 : 255)));

/** A Targa picture in grey: with the sign of its second version, packed, or neither. */
export function targaOf(form: 'signed' | 'plain'): Buffer {
  const head = Buffer.alloc(18);
  head[2] = 3;
  head.writeUInt16LE(64, 12);
  head.writeUInt16LE(32, 14);
  head[16] = 8;
  const foot = form === 'signed' ? Buffer.from(`${'\0'.repeat(8)}TRUEVISION-XFILE.\0`, 'latin1') : '';
  return Buffer.concat([head, half(64, 32), Buffer.from(foot)]);
}

/** An icon of two pictures: a small bitmap, and the large one as a PNG. */
export function iconOf(large = PNG): Buffer {
  const bitmap = Buffer.alloc(40 + 8 + 16 * 16 + 16 * 4);
  bitmap.writeUInt32LE(40, 0);
  bitmap.writeInt32LE(16, 4);
  bitmap.writeInt32LE(32, 8);
  bitmap.writeUInt16LE(1, 12);
  bitmap.writeUInt16LE(8, 14);
  bitmap.writeUInt32LE(2, 32);
  const head = Buffer.alloc(6 + 32);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(2, 4);
  for (const [i, { size, place, wide, high }] of [
    { size: bitmap.length, place: 38, wide: 16, high: 16 },
    { size: large.length, place: 38 + bitmap.length, wide: 64, high: 32 },
  ].entries()) {
    const at = 6 + i * 16;
    head[at] = wide;
    head[at + 1] = high;
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(8, at + 6);
    head.writeUInt32LE(size, at + 8);
    head.writeUInt32LE(place, at + 12);
  }
  return Buffer.concat([head, bitmap, large]);
}

const u32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n);
  return bytes;
};

/** One resource of a Photoshop file. */
export function resource(id: number, body: Buffer): Buffer {
  const head = Buffer.from('8BIM\0\0\0\0', 'latin1');
  head.writeUInt16BE(id, 4);
  return Buffer.concat([head, u32(body.length), body, Buffer.alloc(body.length & 1)]);
}

/** A layer without pixels of its own; its Unicode name says more than the short one. */
export function layer(name: string): Buffer {
  const written = Buffer.from(`${name}\0`, 'utf16le').swap16();
  const unicode = Buffer.concat([
    Buffer.from('8BIMluni', 'latin1'),
    u32(4 + written.length),
    u32(name.length + 1),
    written,
  ]);
  const extra = Buffer.concat([u32(0), u32(0), Buffer.from('\x03abc', 'latin1'), unicode]);
  return Buffer.concat([
    Buffer.alloc(18),
    Buffer.from('8BIMnorm', 'latin1'),
    Buffer.alloc(4),
    u32(extra.length),
    extra,
  ]);
}

/** A Photoshop file in grey, its pixels as they are. */
export function psdOf(
  resources: readonly Buffer[] = [],
  layers: readonly Buffer[] = [],
  size: readonly [number, number] = [64, 32],
): Buffer {
  const head = Buffer.alloc(26);
  head.write('8BPS', 'latin1');
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(1, 12);
  head.writeUInt32BE(size[1], 14);
  head.writeUInt32BE(size[0], 18);
  head.writeUInt16BE(8, 22);
  head.writeUInt16BE(1, 24);
  const list = Buffer.concat(resources);
  const count = Buffer.alloc(2);
  count.writeInt16BE(-layers.length);
  const info = layers.length === 0 ? Buffer.alloc(0) : Buffer.concat([count, ...layers]);
  const section =
    layers.length === 0
      ? u32(0)
      : Buffer.concat([
          u32(8 + info.length + (info.length & 1)),
          u32(info.length + (info.length & 1)),
          info,
          Buffer.alloc(info.length & 1),
          u32(0),
        ]);
  return Buffer.concat([head, u32(0), u32(list.length), list, section, Buffer.alloc(2), half(64, 32)]);
}

/** Exif as a small TIFF: maker of the camera and a place. */
export function exifOf(): Buffer {
  const ifd = (
    entries: readonly (readonly [tag: number, type: number, count: number, value: Buffer])[],
  ): Buffer => {
    const count = Buffer.alloc(2);
    count.writeUInt16BE(entries.length);
    return Buffer.concat([
      count,
      ...entries.map(([tag, type, n, value]) => {
        const one = Buffer.alloc(8);
        one.writeUInt16BE(tag, 0);
        one.writeUInt16BE(type, 2);
        one.writeUInt32BE(n, 4);
        return Buffer.concat([one, value]);
      }),
      u32(0),
    ]);
  };
  const ratios = (...values: number[]): Buffer => Buffer.concat(values.flatMap((v) => [u32(v), u32(1)]));
  const gps = 8 + 2 + 12 * 2 + 4;
  const far = gps + 2 + 12 * 4 + 4;
  return Buffer.concat([
    Buffer.from('MM\0*', 'latin1'),
    u32(8),
    ifd([
      [0x010f, 2, 4, Buffer.from('Cam\0', 'latin1')],
      [0x8825, 4, 1, u32(gps)],
    ]),
    ifd([
      [1, 2, 2, Buffer.from('N\0\0\0', 'latin1')],
      [2, 5, 3, u32(far)],
      [3, 2, 2, Buffer.from('E\0\0\0', 'latin1')],
      [4, 5, 3, u32(far + 24)],
    ]),
    ratios(54, 6, 0),
    ratios(23, 30, 0),
  ]);
}
