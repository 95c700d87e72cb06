// Reads what a picture says about itself, from its header and metadata; not one pixel is decoded.
import exifr from 'exifr';
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { tiffPages } from './tiff.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Size in pixels, EXIF, IPTC, XMP and GPS as facts the file claims, never trusted. */
export async function readImage(source: Source, draft: Draft): Promise<void> {
  const view = Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.length);
  if (source.kind === 'tif') return readTiff(view, source, draft);
  const size = sizeOf(view, source.kind);
  draft.fact('MIMEType', source.mediaType);
  if (size !== undefined) {
    draft.fact('ImageWidth', size.width);
    draft.fact('ImageHeight', size.height);
    if (size.width === 0 || size.height === 0) throw new Unreadable('damaged', 'The picture has no size.');
    picturePage(size, 1, draft);
  } else draft.cut('image-size', 'The size of the picture could not be found in its header.');
  await noteExif(source, draft);
  if (isCut(view, source.kind)) draft.cut('image-cut', 'The picture ends before its data do.');
  if (size !== undefined && isFlood(size, draft)) throw flood(size, draft);
}

/** Every directory of a TIFF is a page of its own: a fax or a scan of many sheets is one file. */
async function readTiff(view: Buffer, source: Source, draft: Draft): Promise<void> {
  draft.fact('MIMEType', source.mediaType);
  const { pages, isBig, end } = tiffPages(view, draft.limits.pages);
  const [first] = pages;
  if (first !== undefined) {
    draft.fact('ImageWidth', first.width);
    draft.fact('ImageHeight', first.height);
  }
  if (pages.length > 1) draft.fact('pages', pages.length);
  for (const [i, page] of pages.entries()) {
    if (i > 0) draft.write('\f');
    // A page too large to be drawn is named and cited, and nothing looks for print in it.
    const isTooLarge = isFlood(page, draft);
    picturePage(page, isTooLarge || isBig ? 0 : 1, draft);
    if (isTooLarge && pages.length > 1)
      draft.cut('image-limit', `Page ${i + 1}: ${flood(page, draft).message}`);
    if (page.isReduced) draft.warn('tiff-reduced', `Page ${i + 1} is a smaller copy of another page.`);
  }
  if (first === undefined)
    draft.cut('image-size', 'The size of the picture could not be found in its header.');
  else if (end === 'circle')
    draft.cut('tiff-circle', `Behind page ${pages.length} the file leads back to an earlier page.`);
  else if (end === 'cut')
    draft.cut('image-cut', `Behind page ${pages.length} the file leads to a page that is not there.`);
  else if (end === 'limit')
    draft.cut('page-limit', `The file has more than ${draft.limits.pages} pages; the rest was not read.`);
  if (isBig)
    draft.cut(
      'tiff-big',
      'The file is a BigTIFF: its pages are counted and cited, but cannot be drawn here.',
    );
  else await noteExif(source, draft);
  if (first !== undefined && pages.length === 1 && isFlood(first, draft)) throw flood(first, draft);
}

function picturePage({ width, height }: Size, images: number, draft: Draft): void {
  const start = draft.length;
  draft.page({ width, height, textLayer: false, images, start, end: start, lines: [] });
}

function isFlood({ width, height }: Size, draft: Draft): boolean {
  return width * height > draft.limits.pixels;
}

function flood({ width, height }: Size, draft: Draft): Unreadable {
  return new Unreadable(
    'image-limit',
    `The picture has ${width} x ${height} points; the limit is ${draft.limits.pixels}.`,
  );
}

async function noteExif(source: Source, draft: Draft): Promise<void> {
  if (!/^(?:jpg|tif|heic|png)$/.test(source.kind)) return;
  let found: Record<string, unknown> | undefined;
  try {
    // Times stay as written: the camera's clock has no zone, and turning it into an instant would invent one.
    found = (await exifr.parse(Buffer.from(source.bytes), {
      tiff: true,
      ifd0: {},
      exif: true,
      gps: true,
      iptc: true,
      xmp: true,
      icc: false,
      jfif: false,
      ihdr: false,
      reviveValues: false,
      translateValues: false,
      sanitize: false,
      mergeOutput: true,
    })) as Record<string, unknown> | undefined;
  } catch (error) {
    draft.cut(
      'image-metadata',
      `The metadata cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return;
  }
  for (const [key, value] of Object.entries(found ?? {}).slice(0, 500)) {
    // The size comes from the picture itself, not from what an editor left in its metadata.
    if (key === 'ImageWidth' || key === 'ImageHeight') draft.fact(`Exif${key}`, value);
    else if (typeof value === 'string' || typeof value === 'number')
      draft.fact(key, typeof value === 'string' ? value.replace(/\0.*$/s, '') : value);
    else if (Array.isArray(value) && value.length <= 20) draft.fact(key, value.join(' '));
  }
  const latitude = found?.['latitude'];
  const longitude = found?.['longitude'];
  if (
    typeof latitude === 'number' &&
    typeof longitude === 'number' &&
    Number.isFinite(latitude) &&
    Number.isFinite(longitude)
  ) {
    draft.fact('GPSLatitude', latitude);
    draft.fact('GPSLongitude', longitude);
    const altitude = found?.['GPSAltitude'];
    if (typeof altitude === 'number')
      draft.fact('GPSAltitude', found?.['GPSAltitudeRef'] === 1 ? -altitude : altitude);
  }
}

function sizeOf(view: Buffer, kind: string): Size | undefined {
  try {
    if (kind === 'png') return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
    if (kind === 'gif') return { width: view.readUInt16LE(6), height: view.readUInt16LE(8) };
    if (kind === 'bmp') return bmpSize(view);
    if (kind === 'jpg') return jpegSize(view);
    if (kind === 'webp') return webpSize(view);
    if (kind === 'heic') return heicSize(view);
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

/** The largest `ispe` box (ISO/IEC 23008-12): the picture itself rather than its thumbnail. */
function heicSize(view: Buffer): Size | undefined {
  let best: Size | undefined;
  for (
    let at = view.indexOf('ispe', 0, 'latin1'), n = 0;
    at >= 0 && n < 500;
    at = view.indexOf('ispe', at + 4, 'latin1'), n += 1
  ) {
    const size = { width: view.readUInt32BE(at + 8), height: view.readUInt32BE(at + 12) };
    if (best === undefined || size.width * size.height > best.width * best.height) best = size;
  }
  return best;
}

function isCut(view: Buffer, kind: string): boolean {
  if (kind === 'png') return view.indexOf('IEND', Math.max(0, view.length - 65_536), 'latin1') < 0;
  if (kind === 'jpg') return view.lastIndexOf(Buffer.from([0xff, 0xd9])) < 0;
  return false;
}
