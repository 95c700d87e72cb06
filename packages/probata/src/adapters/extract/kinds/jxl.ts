// Finds size, turning and metadata of a JPEG XL picture (ISO/IEC 18181) in its heads; not one pixel is decoded.
import type { Size } from './picture-size.ts';

const CONTAINER = Buffer.from('0000000c4a584c200d0a870a', 'hex');
const MOST_BOXES = 10_000;
/** Width to height, by their number in the head (18181-1, SizeHeader). */
const RATIOS: readonly (readonly [number, number])[] = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
];

/** Whether it is a bare stream or a container of JPEG XL whose head makes sense. */
export function isJxl(view: Buffer): boolean {
  return jxlPicture(view) !== undefined;
}

/** The size as stored, and whether it is shown turned by a quarter; undefined where the head is cut or is none. */
export function jxlPicture(view: Buffer): (Size & { readonly isTurned: boolean }) | undefined {
  try {
    const stream = view.subarray(0, 12).equals(CONTAINER) ? firstStream(view) : view;
    if (stream === undefined || stream.readUInt16BE(0) !== 0xff0a) return undefined;
    const bits = bitsOf(stream, 16);
    const isByEight = bits(1) === 1;
    const side = (): number => (isByEight ? (bits(5) + 1) * 8 : bits([9, 13, 18, 30][bits(2)] ?? 9) + 1);
    const height = side();
    const ratio = RATIOS[bits(3) - 1];
    const width = ratio === undefined ? side() : Math.floor((height * ratio[0]) / ratio[1]);
    const isUsual = bits(1) === 1;
    const turning = !isUsual && bits(1) === 1 ? bits(3) + 1 : 1;
    return { width, height, isTurned: turning >= 5 };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // the head ends too early
    return undefined;
  }
}

/** Bits from the lowest of each byte on. Throws RangeError behind the end. */
function bitsOf(view: Buffer, from: number): (count: number) => number {
  let at = from;
  return (count) => {
    let value = 0;
    for (let i = 0; i < count; i += 1, at += 1) value += ((view.readUInt8(at >> 3) >> (at & 7)) & 1) * 2 ** i;
    return value;
  };
}

/** Exif as a small TIFF, and XMP, where the container holds them unpacked. */
export function jxlMetadata(view: Buffer): {
  readonly exif: Buffer | undefined;
  readonly xmp: Buffer | undefined;
} {
  if (!view.subarray(0, 12).equals(CONTAINER)) return { exif: undefined, xmp: undefined };
  const boxes = [...boxesOf(view)];
  const exif = boxes.find(({ type }) => type === 'Exif')?.body;
  return {
    exif: exif === undefined || exif.length < 8 ? undefined : exif.subarray(4 + exif.readUInt32BE(0)),
    xmp: boxes.find(({ type }) => type === 'xml ')?.body,
  };
}

function firstStream(view: Buffer): Buffer | undefined {
  for (const { type, body } of boxesOf(view)) {
    if (type === 'jxlc') return body;
    if (type === 'jxlp') return body.subarray(4);
  }
  return undefined;
}

function* boxesOf(view: Buffer): Generator<{ readonly type: string; readonly body: Buffer }> {
  for (let at = 0, n = 0; at + 8 <= view.length && n < MOST_BOXES; n += 1) {
    const short = view.readUInt32BE(at);
    const head = short === 1 ? 16 : 8;
    const length =
      short === 0 ? view.length - at : short === 1 ? Number(view.subarray(at).readBigUInt64BE(8)) : short;
    if (length < head) return;
    yield { type: view.toString('latin1', at + 4, at + 8), body: view.subarray(at + head, at + length) };
    at += length;
  }
}
