// A picture's mark: whether it grows lighter or darker from field to field, which scaling and saving anew hardly change.
import { inflateSync } from 'node:zlib';

/** Fields across and down; each of the two halves of the mark compares neighbours in one direction. */
const FIELDS = 8;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * The mark (16 bytes) of a picture drawn by the house itself: a PNG of eight bits a channel, not interlaced. Undefined
 * for another form of PNG, and for a picture without any contrast, which would be like every other such one.
 */
export function pictureMark(png: Uint8Array): Uint8Array | undefined {
  const grey = greyOf(png);
  if (grey === undefined) return undefined;
  const field = (x: number, y: number, columns: number, rows: number): number => {
    const [left, right] = [
      Math.floor((x * grey.width) / columns),
      Math.max(1, Math.ceil(((x + 1) * grey.width) / columns)),
    ];
    const [top, bottom] = [
      Math.floor((y * grey.height) / rows),
      Math.max(1, Math.ceil(((y + 1) * grey.height) / rows)),
    ];
    let sum = 0;
    for (let v = top; v < bottom; v += 1)
      for (let u = left; u < right; u += 1) sum += grey.at[v * grey.width + u] ?? 0;
    return sum / ((right - left) * (bottom - top));
  };
  const mark = new Uint8Array((FIELDS * FIELDS * 2) / 8);
  let bit = 0;
  let most = 0;
  let least = 255;
  const note = (a: number, b: number): void => {
    most = Math.max(most, a, b);
    least = Math.min(least, a, b);
    if (a > b + 1) mark[bit >> 3] = (mark[bit >> 3] ?? 0) | (1 << (bit & 7));
    bit += 1;
  };
  for (let y = 0; y < FIELDS; y += 1)
    for (let x = 0; x < FIELDS; x += 1) {
      note(field(x, y, FIELDS + 1, FIELDS), field(x + 1, y, FIELDS + 1, FIELDS));
      note(field(x, y, FIELDS, FIELDS + 1), field(x, y + 1, FIELDS, FIELDS + 1));
    }
  return most - least < 24 ? undefined : mark;
}

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly at: Uint8Array;
}

/** Reads a PNG (ISO/IEC 15948) as grey values. */
function greyOf(png: Uint8Array): Grey | undefined {
  if (SIGNATURE.some((byte, i) => png[i] !== byte)) return undefined;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 8; at + 8 <= png.length; ) {
    const length = view.getUint32(at);
    const type = view.getUint32(at + 4);
    if (type === 0x4944_4154) parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const channels = { 0: 1, 2: 3, 4: 2, 6: 4 }[png[25] ?? -1];
  if (png[24] !== 8 || png[28] !== 0 || channels === undefined || width * height > 4_000_000)
    return undefined;
  const raw = inflateSync(Buffer.concat(parts), { maxOutputLength: (width * channels + 1) * height });
  const stride = width * channels;
  const at = new Uint8Array(width * height);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0;
    const line = raw.slice(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    for (let i = 0; i < stride; i += 1) {
      const left = i >= channels ? (line[i - channels] ?? 0) : 0;
      const up = above[i] ?? 0;
      const corner = i >= channels ? (above[i - channels] ?? 0) : 0;
      line[i] = ((line[i] ?? 0) + predicted(filter, left, up, corner)) & 255;
    }
    for (let x = 0; x < width; x += 1) {
      const from = x * channels;
      at[y * width + x] =
        channels < 3
          ? (line[from] ?? 0)
          : ((line[from] ?? 0) * 299 + (line[from + 1] ?? 0) * 587 + (line[from + 2] ?? 0) * 114) / 1000;
    }
    above = line;
  }
  return { width, height, at };
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** In how many of its 128 bits a mark differs from another. */
export function markDistance(a: Uint8Array, b: Uint8Array): number {
  let differing = 0;
  for (let i = 0; i < a.length; i += 1)
    for (let left = (a[i] ?? 0) ^ (b[i] ?? 0); left > 0; left &= left - 1) differing += 1;
  return differing;
}
