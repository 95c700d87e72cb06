import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtractorPool, openExtractorPool } from '../../../../src/adapters/extract/pool.ts';
import { pagePictures } from '../../../../src/adapters/pictures/pictures.ts';
import type { Extraction, ExtractLimits } from '../../../../src/ports/extractor.ts';
import { tiffOf } from '../made-tiff.ts';

let pool: ExtractorPool;
const pictures = pagePictures();
beforeAll(async () => {
  pool = await openExtractorPool({ size: 1 });
});
afterAll(async () => {
  await pictures.close();
  await pool.close();
  expect(pool.load().processes).toEqual([]);
});

const read = (bytes: Uint8Array, limits: Partial<ExtractLimits> = {}): Promise<Extraction> =>
  pool.extract({ name: 'fax.tif', bytes: Buffer.from(bytes), compartment: 'test', limits });
const sizes = (e: Extraction): readonly (readonly number[])[] => e.pages.map((p) => [p.width, p.height]);
const codes = (e: Extraction): readonly string[] => e.warnings.map((w) => w.code);

const THREE = [
  { width: 40, height: 60 },
  { width: 60, height: 40 },
  { width: 30, height: 30 },
];

describe('a TIFF', () => {
  it('has as many pages as directories, each of its own size and with a place of its own in the text', async () => {
    for (const isBig of [false, true]) {
      const e = await read(tiffOf(THREE, { isBig }));
      expect(e).toMatchObject({ kind: 'tif', metadata: { pages: '3', ImageWidth: '40' } });
      expect(sizes(e)).toEqual([
        [40, 60],
        [60, 40],
        [30, 30],
      ]);
      expect(e.pages.map((p) => [p.start, p.end, p.textLayer])).toEqual([
        [0, 0, false],
        [1, 1, false],
        [2, 2, false],
      ]);
      expect(e.state).toBe('read');
    }
  });

  it('is drawn page by page', async () => {
    const black = new Uint8Array(60 * 40);
    const pages = [
      { width: 40, height: 60 },
      { width: 60, height: 40, grey: black },
    ];
    const request = { exhibit: 'exh_tif', bytes: () => tiffOf(pages), mediaType: 'image/tiff', width: 60 };
    const first = await pictures.grey({ ...request, page: 1 });
    const second = await pictures.grey({ ...request, page: 2 });
    expect([first.width, first.height, first.pgm.at(-1)]).toEqual([60, 90, 255]);
    expect([second.width, second.height, second.pgm.at(-1)]).toEqual([60, 40, 0]);
    await expect(pictures.grey({ ...request, page: 3 })).rejects.toMatchObject({ code: 'PICTURE_NONE' });
  });

  it('is drawn upright, page by page, and its places are those of the upright page', async () => {
    // A dark corner where the first row and the first column begin.
    const grey = Uint8Array.from({ length: 40 * 20 }, (_, i) => (i % 40 < 10 && i < 400 ? 0 : 255));
    const corners = ['', 'left top', 'right top', 'right bottom', 'left bottom'];
    const turned = ['left top', 'right top', 'right bottom', 'left bottom'];
    for (const isBig of [false, true]) {
      const pages = Array.from({ length: 8 }, (_, i) => ({ width: 40, height: 20, grey, turning: i + 1 }));
      const made = tiffOf(pages, { isBig });
      const e = await read(made);
      for (const [i, page] of e.pages.entries()) {
        const isOnSide = i >= 4;
        expect([page.width, page.height]).toEqual(isOnSide ? [20, 40] : [40, 20]);
        const drawn = await pictures.grey({
          exhibit: `turned ${isBig}`,
          bytes: () => made,
          mediaType: 'image/tiff',
          page: i + 1,
          width: page.width,
        });
        expect([drawn.width, drawn.height]).toEqual([page.width, page.height]);
        const pixels = drawn.pgm.subarray(drawn.pgm.length - page.width * page.height);
        const at = (x: number, y: number): boolean => (pixels[y * page.width + x] ?? 255) < 128;
        const dark = ['left', 'right'].flatMap((side) =>
          ['top', 'bottom'].flatMap((end) =>
            at(side === 'left' ? 2 : page.width - 3, end === 'top' ? 2 : page.height - 3)
              ? `${side} ${end}`
              : [],
          ),
        );
        expect(dark, `orientation ${i + 1}`).toEqual([isOnSide ? turned[i - 4] : corners[i + 1]]);
      }
    }
  });

  it('that leads in a circle ends at the page it came from', async () => {
    for (const then of [1, 2, 3]) {
      const bytes = tiffOf(THREE, { then });
      const e = await read(bytes);
      expect(e).toMatchObject({ state: 'partly-read', metadata: { pages: '3' } });
      expect(codes(e)).toContain('tiff-circle');
      // The engine that draws is not led in a circle either.
      const drawn = pictures.png({
        exhibit: `c${then}`,
        bytes: () => bytes,
        mediaType: 'image/tiff',
        page: 1,
        width: 40,
      });
      await drawn.catch((thrown: unknown) => expect(thrown).toMatchObject({ code: 'PICTURE_NONE' }));
    }
  });

  it('that leads out of the file, or is cut, keeps the pages before', async () => {
    const whole = tiffOf(THREE);
    const cut = await read(whole.subarray(0, whole.length - 60));
    expect(cut).toMatchObject({ state: 'partly-read' });
    expect(cut.pages).toHaveLength(2);
    expect(codes(cut)).toContain('image-cut');
    const lost = await read(Buffer.from('II*\0\xff\xff\xff\x7f', 'latin1'));
    expect(lost).toMatchObject({ state: 'partly-read', pages: [] });
    expect(codes(lost)).toContain('image-size');
    const wide = tiffOf([{ width: 4, height: 4 }], { isBig: true });
    wide.fill(0xff, 8, 16);
    expect(await read(wide)).toMatchObject({ state: 'partly-read', pages: [] });
  });

  it('of more pages than the limit, or with a flood of pixels, is read as far as that goes', async () => {
    const many = await read(tiffOf(Array.from({ length: 50 }, () => ({ width: 2, height: 2 }))), {
      pages: 20,
    });
    expect(many.pages).toHaveLength(20);
    expect(codes(many)).toContain('page-limit');
    const flood = { width: 60_000, height: 60_000, claim: true } as const;
    const later = await read(tiffOf([{ width: 8, height: 8 }, flood]));
    expect(later).toMatchObject({ state: 'partly-read' });
    // Named and cited, but nothing will look for print in it.
    expect(later.pages.map((p) => p.images)).toEqual([1, 0]);
    expect(await read(tiffOf([flood]))).toMatchObject({ state: 'error', errorKind: 'image-limit' });
  });
});
