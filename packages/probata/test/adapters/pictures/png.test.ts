import * as mupdf from 'mupdf';
import { describe, expect, it } from 'vitest';
import { pngOf } from '../../../src/adapters/pictures/png.ts';

/** Rows of points with some bytes of padding behind each, as an engine may keep them. */
function pixels(width: number, height: number, at: (x: number, y: number) => number) {
  const stride = width * 3 + 5;
  const bytes = new Uint8Array(stride * height).fill(0xee);
  for (let y = 0; y < height; y += 1) for (let i = 0; i < width * 3; i += 1) bytes[y * stride + i] = at(i, y);
  return { width, height, stride, bytes };
}

const pictures = [
  ['white with a word of black', pixels(90, 70, (i, y) => (i > 60 && i < 99 && y % 9 === 3 ? 0 : 255))],
  ['a gradient, written as differences', pixels(61, 40, (i, y) => (i * 7 + y * 13) & 255)],
  ['one point', pixels(1, 1, (i) => i * 100)],
] as const;

describe('a PNG', () => {
  it.each(pictures)('holds the very points it was made of: %s', (_what, picture) => {
    const read = new mupdf.Image(pngOf(picture)).toPixmap();
    expect([read.getWidth(), read.getHeight()]).toEqual([picture.width, picture.height]);
    const [stride, points] = [read.getStride(), read.getPixels()];
    for (let y = 0; y < picture.height; y += 1) {
      const own = picture.bytes.subarray(y * picture.stride, y * picture.stride + picture.width * 3);
      expect([...points.subarray(y * stride, y * stride + picture.width * 3)]).toEqual([...own]);
    }
  });
});
