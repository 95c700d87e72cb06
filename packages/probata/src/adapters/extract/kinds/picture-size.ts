// Finds the size of a picture in its header; not one pixel is decoded.
import { heifPicture } from './heif.ts';
import { largestIcon } from './icon.ts';
import { jxlPicture } from './jxl.ts';
import { psdHead } from './psd.ts';

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size that the header of a picture states, or undefined where it states none. */
export function sizeOf(view: Buffer, kind: string): Size | undefined {
  try {
    if (kind === 'png') return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
    if (kind === 'gif') return { width: view.readUInt16LE(6), height: view.readUInt16LE(8) };
    if (kind === 'bmp') return bmpSize(view);
    if (kind === 'jpg') return jpegSize(view);
    if (kind === 'webp') return webpSize(view);
    if (kind === 'jp2') return jp2Size(view);
    if (kind === 'psd') return psdHead(view);
    if (kind === 'jxl') return jxlPicture(view);
    if (kind === 'ico') return largestIcon(view);
    if (kind === 'tga') return { width: view.readUInt16LE(12), height: view.readUInt16LE(14) };
    if (kind === 'dds') return { width: view.readUInt32LE(16), height: view.readUInt32LE(12) };
    if (kind === 'heic' || kind === 'avif') return heifPicture(view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // a header that ends too early
  }
  return undefined;
}

function bmpSize(view: Buffer): Size {
  if (view.readUInt32LE(14) === 12) return { width: view.readUInt16LE(18), height: view.readUInt16LE(20) };
  return { width: Math.abs(view.readInt32LE(18)), height: Math.abs(view.readInt32LE(22)) };
}

/** The frame header SOF0…SOF15 (ITU-T T.81, B.2.2). */
function jpegSize(view: Buffer): Size | undefined {
  let at = 2;
  while (at + 9 < view.length) {
    if (view[at] !== 0xff) {
      at += 1;
      continue;
    }
    const marker = view[at + 1] ?? 0;
    if (marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd9) || marker === 1) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5) };
    }
    at += 2 + view.readUInt16BE(at + 2);
  }
  return undefined;
}

/** The image header box (ISO/IEC 15444-1, I.5.3.1), which stands first in the header of a JP2. */
function jp2Size(view: Buffer): Size | undefined {
  const at = view.subarray(0, 4_096).indexOf('ihdr', 0, 'latin1');
  return at < 0 ? undefined : { width: view.readUInt32BE(at + 8), height: view.readUInt32BE(at + 4) };
}

function webpSize(view: Buffer): Size | undefined {
  const chunk = view.toString('latin1', 12, 16);
  if (chunk === 'VP8X') return { width: 1 + view.readUIntLE(24, 3), height: 1 + view.readUIntLE(27, 3) };
  if (chunk === 'VP8 ')
    return { width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff };
  if (chunk === 'VP8L') {
    const bits = view.readUInt32LE(21);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
  }
  return undefined;
}
