import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtractorPool, openExtractorPool } from '../../../src/adapters/extract/pool.ts';
import { pagePictures } from '../../../src/adapters/pictures/pictures.ts';
import { AVIF, HEIC, JP2, WEBP } from '../extract/made-pictures.ts';
import { tiffOf } from '../extract/made-tiff.ts';

const pictures = pagePictures();
let pool: ExtractorPool;
beforeAll(async () => {
  pool = await openExtractorPool({ size: 1 });
});
afterAll(async () => {
  await pictures.close();
  await pool.close();
});

const grey = (exhibit: string, mediaType: string, bytes: Uint8Array, page = 1, width = 64) =>
  pictures.grey({ exhibit, mediaType, bytes: () => bytes, page, width });
/** What is seen in the middle of the left and of the right half. */
function halves({
  pgm,
  width,
  height,
}: {
  pgm: Uint8Array;
  width: number;
  height: number;
}): readonly string[] {
  const at = (x: number, y: number): number => pgm[pgm.length - width * height + y * width + x] ?? -1;
  const seen = (x: number, y: number): string =>
    at(x, y) < 60 ? 'black' : at(x, y) > 200 ? 'white' : 'grey';
  return [
    seen(width >> 2, height >> 2),
    seen(width - (width >> 2), height >> 2),
    seen(width >> 2, height - (height >> 2)),
  ];
}

describe('a picture of a newer kind', () => {
  it.each([
    ['image/heic', HEIC],
    ['image/avif', AVIF],
    ['image/jp2', JP2],
  ] as const)('of the type %s is drawn, and its size is that of what is shown', async (mediaType, bytes) => {
    const drawn = await grey(mediaType, mediaType, bytes);
    expect([drawn.width, drawn.height]).toEqual([64, 32]);
    expect(halves(drawn)).toEqual(['black', 'white', 'black']);
    const e = await pool.extract({ name: 'a', bytes: Buffer.from(bytes), compartment: 'test' });
    expect(e).toMatchObject({ state: 'read', mediaType, metadata: { ImageWidth: '64', ImageHeight: '32' } });
    expect(e.pages.map((p) => [p.width, p.height, p.images])).toEqual([[64, 32, 1]]);
  });

  it('as a WebP with Exif is drawn upright, and says when and where', async () => {
    const drawn = await grey('webp', 'image/webp', WEBP, 1, 32);
    // Stored 32 wide and 16 high, to be turned clockwise: what lay on the left is now on top.
    expect([drawn.width, drawn.height]).toEqual([32, 64]);
    expect(halves(drawn)).toEqual(['black', 'black', 'white']);
    const e = await pool.extract({ name: 'a', bytes: Buffer.from(WEBP), compartment: 'test' });
    expect(e).toMatchObject({
      state: 'read',
      kind: 'webp',
      metadata: { DateTimeOriginal: '2034:07:05 10:00:00', GPSLatitude: '54.1', GPSLongitude: '23.5' },
    });
    expect(e.pages.map((p) => [p.width, p.height])).toEqual([[16, 32]]);
  });

  it('as a BigTIFF is drawn page by page', async () => {
    const black = new Uint8Array(64 * 32);
    const bytes = tiffOf(
      [
        { width: 64, height: 32 },
        { width: 64, height: 32, grey: black },
      ],
      { isBig: true },
    );
    expect(halves(await grey('big', 'image/tiff', bytes, 1))[0]).toBe('white');
    expect(halves(await grey('big', 'image/tiff', bytes, 2))[0]).toBe('black');
    expect(halves(await grey('big', 'image/tiff', bytes, 1))[0]).toBe('white');
    await expect(grey('big', 'image/tiff', bytes, 3)).rejects.toMatchObject({ code: 'PICTURE_NONE' });
  });

  it('and that is cut, changed or too large is refused, and the next picture is drawn', async () => {
    for (const [name, bytes] of Object.entries({ WEBP, HEIC, AVIF, JP2 })) {
      const type = `image/${name.toLowerCase()}`;
      for (let at = 20; at < bytes.length; at += 101) {
        const changed = Buffer.from(bytes);
        changed.fill(0xff, at, at + 4);
        for (const [what, hostile] of [
          ['cut', bytes.subarray(0, at)],
          ['changed', changed],
        ] as const)
          await grey(`${name}-${what}-${at}`, type, hostile).catch((thrown: unknown) =>
            expect(thrown).toMatchObject({ code: expect.stringMatching(/^PICTURE_/) }),
          );
      }
    }
    const flood = Buffer.from(AVIF);
    const size = flood.indexOf('ispe', 0, 'latin1') + 8;
    flood.writeUInt32BE(60_000, size);
    flood.writeUInt32BE(60_000, size + 4);
    await expect(grey('flood', 'image/avif', flood)).rejects.toMatchObject({ code: 'PICTURE_NONE' });
    expect(halves(await grey('after', 'image/avif', AVIF))[0]).toBe('black');
  }, 120_000);

  it('is never handed to that decoder for its name or type alone', async () => {
    const script = Buffer.from(
      'push graphic-context\nviewbox 0 0 64 32\nimage over 0,0 0,0 "/etc/passwd"\npop graphic-context',
    );
    for (const type of ['image/webp', 'image/heic', 'image/avif', 'image/tiff', 'image/vnd.adobe.photoshop'])
      await expect(grey(`script-${type}`, type, script)).rejects.toMatchObject({ code: 'PICTURE_NONE' });
  });
});
