// Decodes the pictures that the drawing engine does not know (WebP, HEIC, AVIF, BigTIFF) into plain pixels that it does.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Size, sizeOf } from '../extract/kinds/picture-size.ts';
import { tiffPages } from '../extract/kinds/tiff.ts';

/** Told by their first bytes alone: nothing else is ever handed to this decoder, whatever a name or a type says. */
const FORMATS: readonly (readonly [format: Format, starts: RegExp])[] = [
  ['WEBP', /^RIFF.{4}WEBP/s],
  ['AVIF', /^.{4}ftypavi[fs]/s],
  ['HEIC', /^.{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)/s],
  ['TIFF64', /^(?:II\+\0|MM\0\+)/],
];
type Format = 'WEBP' | 'AVIF' | 'HEIC' | 'TIFF64';

/** What the decoder may do: read these four, write plain pixels, in bounded memory, without files of its own. */
const POLICY = `<policymap>
  <policy domain="delegate" rights="none" pattern="*"/>
  <policy domain="filter" rights="none" pattern="*"/>
  <policy domain="path" rights="none" pattern="@*"/>
  <policy domain="coder" rights="none" pattern="*"/>
  <policy domain="coder" rights="read|write" pattern="{WEBP,AVIF,HEIC,TIFF,TIFF64,PNM,PPM}"/>
  <policy domain="resource" name="memory" value="640MiB"/>
  <policy domain="resource" name="map" value="0B"/>
  <policy domain="resource" name="disk" value="0B"/>
  <policy domain="resource" name="list-length" value="16"/>
</policymap>`;

/** A picture's format where this decoder is needed for it, or undefined. */
export function formatToDecode(bytes: Uint8Array): Format | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(16, bytes.length)).toString('latin1');
  return FORMATS.find(([, starts]) => starts.test(head))?.[0];
}

let opened: Promise<typeof import('@imagemagick/magick-wasm')> | undefined;

async function open(): Promise<typeof import('@imagemagick/magick-wasm')> {
  const magick = await import('@imagemagick/magick-wasm');
  const code = readFileSync(fileURLToPath(import.meta.resolve('@imagemagick/magick-wasm/magick.wasm')));
  const files = magick.ConfigurationFiles.default;
  files.policy.data = POLICY;
  await magick.initializeImageMagick(code, files);
  return magick;
}

/**
 * One page of a picture as a portable pixmap (PPM), upright as its maker's turning mark says, on white.
 * @param page from 1
 * @param mostPixels a larger picture is made smaller, in proportion
 * @param readPixels a picture of more is not decoded at all
 * @throws Error where it cannot be decoded or has no such page
 */
export async function decodePicture(
  bytes: Uint8Array,
  format: Format,
  page: number,
  mostPixels: number,
  readPixels: number,
): Promise<Uint8Array> {
  // Asked of its header first: what is too large, or not there, is never unpacked.
  const size = sizeOfPage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), format, page);
  if (size === undefined) throw new Error('there is no such page');
  if (size.width * size.height > readPixels)
    throw new Error(`the picture has ${size.width} x ${size.height} points`);
  opened ??= open();
  const { AlphaAction, ImageMagick, MagickColors, MagickFormat, MagickReadSettings } = await opened;
  const settings = new MagickReadSettings({
    format: {
      WEBP: MagickFormat.WebP,
      AVIF: MagickFormat.Avif,
      HEIC: MagickFormat.Heic,
      TIFF64: MagickFormat.Tiff64,
    }[format],
    frameIndex: page - 1,
    frameCount: 1,
  });
  return ImageMagick.read(bytes, settings, (image) => {
    image.autoOrient();
    if (image.hasAlpha) {
      image.backgroundColor = MagickColors.White;
      image.alpha(AlphaAction.Remove);
    }
    const pixels = image.width * image.height;
    if (pixels > mostPixels) {
      const scale = Math.sqrt(mostPixels / pixels);
      image.resize(
        Math.max(1, Math.floor(image.width * scale)),
        Math.max(1, Math.floor(image.height * scale)),
      );
    }
    return image.write(MagickFormat.Ppm, (pixmap) => Uint8Array.from(pixmap));
  });
}

function sizeOfPage(view: Buffer, format: Format, page: number): Size | undefined {
  if (format === 'TIFF64') return tiffPages(view, page).pages[page - 1];
  return page === 1 ? sizeOf(view, format.toLowerCase()) : undefined;
}
