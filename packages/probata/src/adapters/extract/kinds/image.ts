// Reads what a picture says about itself, from its header and metadata; not one pixel is decoded.
import exifr from 'exifr';
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { noteCaught } from '../upset.ts';
import { heifPicture } from './heif.ts';
import { heifExif } from './heif-exif.ts';
import { largestIcon } from './icon.ts';
import { jxlMetadata, jxlPicture } from './jxl.ts';
import { type Size, sizeOf } from './picture-size.ts';
import { asTiff, psdHead, psdLayers, psdResources } from './psd.ts';
import { tiffPages } from './tiff.ts';

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
  } else draft.cut('image-size', 'The size of the picture could not be found in its header.');
  if (source.kind === 'psd' && size !== undefined) await notePsd(view, draft);
  if (source.kind === 'jxl') {
    const { exif, xmp } = jxlMetadata(view);
    if (exif !== undefined) await noteMetadata(exif, draft);
    if (xmp !== undefined) await noteMetadata(asTiff(xmp, undefined), draft);
  }
  if (source.kind === 'ico') draft.fact('pictures', largestIcon(view)?.of);
  const turning = await noteExif(view, source, draft);
  if (size !== undefined)
    picturePage(isOnItsSide(view, source.kind, turning) ? turned(size) : size, 1, draft);
  if (isCut(view, source.kind)) draft.cut('image-cut', 'The picture ends before its data do.');
  if (size !== undefined && isFlood(size, draft)) throw flood(size, draft);
}

/** Colours, layers and metadata of a Photoshop file. */
async function notePsd(view: Buffer, draft: Draft): Promise<void> {
  try {
    const { isLarge, depth, colours } = psdHead(view);
    draft.fact('Colours', colours);
    draft.fact('BitsPerSample', depth);
    const { exif, xmp, iptc, isMerged, end } = psdResources(view);
    const { count, names } = psdLayers(view, end, isLarge);
    draft.fact('layers', count);
    draft.fact('LayerNames', names.join('; '));
    if (!isMerged)
      draft.warn(
        'psd-not-merged',
        'The file keeps its layers but not the picture they make together; what is shown may be empty.',
      );
    if (exif !== undefined) await noteMetadata(exif, draft);
    if (xmp !== undefined || iptc !== undefined) await noteMetadata(asTiff(xmp, iptc), draft);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    noteCaught(error);
    draft.cut('image-cut', 'The file ends before its metadata do.');
  }
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
    picturePage(page.turning >= 5 ? turned(page) : page, isTooLarge ? 0 : 1, draft);
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
  // Metadata are not looked for in the wide offsets of a BigTIFF.
  if (!isBig) await noteExif(view, source, draft);
  if (first !== undefined && pages.length === 1 && isFlood(first, draft)) throw flood(first, draft);
}

/** Whether the drawing engines turn the picture by a quarter before they show it (Exif 2.32, Orientation 5 to 8). */
function isOnItsSide(view: Buffer, kind: string, turning: unknown): boolean {
  if (kind === 'heic' || kind === 'avif') return heifPicture(view)?.isTurned === true;
  if (kind === 'jxl') return jxlPicture(view)?.isTurned === true;
  return (kind === 'jpg' || kind === 'webp') && typeof turning === 'number' && turning >= 5 && turning <= 8;
}

function turned({ width, height }: Size): Size {
  return { width: height, height: width };
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

/** Writes the metadata down; gives how the picture is turned, as the file states it. */
async function noteExif(view: Buffer, source: Source, draft: Draft): Promise<unknown> {
  const bytes =
    source.kind === 'webp'
      ? webpExif(view)
      : /^(?:heic|avif)$/.test(source.kind)
        ? (heifExif(view) ?? view)
        : /^(?:jpg|tif|png)$/.test(source.kind)
          ? view
          : undefined;
  return bytes === undefined ? undefined : noteMetadata(bytes, draft);
}

async function noteMetadata(bytes: Buffer, draft: Draft): Promise<unknown> {
  let found: Record<string, unknown> | undefined;
  try {
    // Times stay as written: the camera's clock has no zone, and turning it into an instant would invent one.
    found = (await exifr.parse(Buffer.from(bytes), {
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
    noteCaught(error);
    draft.cut(
      'image-metadata',
      `The metadata cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
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
  return found?.['Orientation'];
}

/** The chunk of a WebP that holds what a JPEG holds in APP1: a small TIFF (WebP Container Specification). */
function webpExif(view: Buffer): Buffer | undefined {
  for (let at = 12, n = 0; at + 8 <= view.length && n < 10_000; n += 1) {
    const length = view.readUInt32LE(at + 4);
    const body = view.subarray(at + 8, at + 8 + length);
    if (view.toString('latin1', at, at + 4) === 'EXIF')
      return body.toString('latin1', 0, 6) === 'Exif\0\0' ? body.subarray(6) : body;
    at += 8 + length + (length & 1);
  }
  return undefined;
}

function isCut(view: Buffer, kind: string): boolean {
  if (kind === 'png') return view.indexOf('IEND', Math.max(0, view.length - 65_536), 'latin1') < 0;
  if (kind === 'jpg') return view.lastIndexOf(Buffer.from([0xff, 0xd9])) < 0;
  if (kind === 'webp') return view.length < 8 + view.readUInt32LE(4);
  return false;
}
