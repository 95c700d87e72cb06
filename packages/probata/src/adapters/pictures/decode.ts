// Decodes the pictures that the drawing engine does not know (WebP, HEIC, AVIF, BigTIFF, Photoshop, JPEG XL, icons, Targa, DDS) into plain pixels that it does.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { iconAlone, isIcon, largestIcon } from '../extract/kinds/icon.ts';
import { isJxl } from '../extract/kinds/jxl.ts';
import { type Size, sizeOf } from '../extract/kinds/picture-size.ts';
import { isTarga } from '../extract/kinds/targa.ts';
import { tiffPages } from '../extract/kinds/tiff.ts';

/** Told by their first bytes alone: nothing else is ever handed to this decoder, whatever a name or a type says. */
const FORMATS: readonly (readonly [format: Format, starts: RegExp])[] = [
  ['WEBP', /^RIFF.{4}WEBP/s],
  ['AVIF', /^.{4}ftypavi[fs]/s],
  ['HEIC', /^.{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)/s],
  ['TIFF64', /^(?:II\+\0|MM\0\+)/],
  ['PSD', /^8BPS\0/],
  ['DDS', /^DDS \|\0{3}/],
];
type Format = 'WEBP' | 'AVIF' | 'HEIC' | 'TIFF64' | 'PSD' | 'JXL' | 'ICO' | 'DDS' | 'TGA';

/** What the decoder may do: read these, write plain pixels, in bounded memory, without files of its own. */
const POLICY = `<policymap>
  <policy domain="delegate" rights="none" pattern="*"/>
  <policy domain="filter" rights="none" pattern="*"/>
  <policy domain="path" rights="none" pattern="@*"/>
  <policy domain="coder" rights="none" pattern="*"/>
  <policy domain="coder" rights="read|write" pattern="{WEBP,AVIF,HEIC,TIFF,TIFF64,PSD,PSB,JXL,ICO,ICON,PNG,DDS,TGA,PNM,PPM}"/>
  <policy domain="resource" name="memory" value="640MiB"/>
  <policy domain="resource" name="map" value="0B"/>
  <policy domain="resource" name="disk" value="0B"/>
  <policy domain="resource" name="list-length" value="16"/>
</policymap>`;

/** A picture's format where this decoder is needed for it, or undefined. */
export function formatToDecode(bytes: Uint8Array): Format | undefined {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const view = whole.subarray(0, 32);
  const head = view.toString('latin1', 0, 16);
  const found = FORMATS.find(([, starts]) => starts.test(head))?.[0];
  if (found !== undefined) return found;
  return isIcon(view) ? 'ICO' : isTarga(bytes) ? 'TGA' : isJxl(whole) ? 'JXL' : undefined;
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
      PSD: MagickFormat.Psd,
      JXL: MagickFormat.Jxl,
      ICO: MagickFormat.Ico,
      DDS: MagickFormat.Dds,
      TGA: MagickFormat.Tga,
    }[format],
    frameIndex: page - 1,
    frameCount: 1,
  });
  const shown = format === 'ICO' ? onlyLargest(bytes) : bytes;
  return ImageMagick.read(shown, settings, (image) => {
    // Photoshop turns nothing by a mark: what is stored is what it shows.
    if (format !== 'PSD') image.autoOrient();
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
    image.depth = 8;
    return image.write(MagickFormat.Ppm, (pixmap) => Uint8Array.from(pixmap));
  });
}

function onlyLargest(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const largest = largestIcon(view);
  if (largest === undefined) throw new Error('there is no picture in the icon');
  return iconAlone(view, largest);
}

function sizeOfPage(view: Buffer, format: Format, page: number): Size | undefined {
  if (format === 'TIFF64') return tiffPages(view, page).pages[page - 1];
  return page === 1 ? sizeOf(view, format.toLowerCase()) : undefined;
}
