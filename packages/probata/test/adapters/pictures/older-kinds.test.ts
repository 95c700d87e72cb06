// Photoshop files, icons, Targa and DDS: what they say of themselves, and what is drawn of them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtractorPool, openExtractorPool } from '../../../src/adapters/extract/pool.ts';
import { pagePictures } from '../../../src/adapters/pictures/pictures.ts';
import type { Extraction } from '../../../src/ports/extractor.ts';
import {
  DDS,
  exifOf,
  iconOf,
  JXL,
  JXL_ODD,
  JXL_TURNED,
  layer,
  PSB,
  psdOf,
  resource,
  targaOf,
} from '../extract/made-older-pictures.ts';

const pictures = pagePictures();
let pool: ExtractorPool;
beforeAll(async () => {
  pool = await openExtractorPool({ size: 1 });
});
afterAll(async () => {
  await pictures.close();
  await pool.close();
});

const read = (bytes: Uint8Array): Promise<Extraction> =>
  pool.extract({ name: 'a', bytes: Buffer.from(bytes), compartment: 'test' });
const PSD_TYPE = 'image/vnd.adobe.photoshop';

/** Left and right of the upper half, and left of the lower: as it is seen. */
async function seen(exhibit: string, mediaType: string, bytes: Uint8Array): Promise<readonly string[]> {
  const { pgm, width, height } = await pictures.grey({
    exhibit,
    mediaType,
    bytes: () => bytes,
    page: 1,
    width: 64,
  });
  const at = (x: number, y: number): string =>
    (pgm[pgm.length - width * height + y * width + x] ?? -1) < 60 ? 'black' : 'white';
  return [
    `${width}x${height}`,
    at(width >> 2, height >> 2),
    at(width - (width >> 2), height >> 2),
    at(width >> 2, height - 4),
  ];
}

const KINDS = [
  ['psd', PSD_TYPE, psdOf()],
  ['psd', PSD_TYPE, PSB],
  ['ico', 'image/vnd.microsoft.icon', iconOf()],
  ['tga', 'image/x-tga', targaOf('signed')],
  ['tga', 'image/x-tga', targaOf('plain')],
  ['dds', 'image/vnd.ms-dds', DDS],
  ['jxl', 'image/jxl', JXL],
] as const;

describe('a picture of an older kind', () => {
  it.each(KINDS)(
    'as %s of the type %s is told by its content, read and drawn',
    async (kind, mediaType, bytes) => {
      const e = await read(bytes);
      expect(e).toMatchObject({ kind, mediaType, state: 'read', warnings: [] });
      expect(e.metadata).toMatchObject({ ImageWidth: '64', ImageHeight: '32' });
      expect(e.pages.map((p) => [p.width, p.height, p.images])).toEqual([[64, 32, 1]]);
      expect(await seen(`${kind}-${bytes.length}`, mediaType, bytes)).toEqual([
        '64x32',
        'black',
        'white',
        'black',
      ]);
    },
  );

  it('as a Photoshop file names its layers, its camera and its place', async () => {
    const xmp = Buffer.from(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Retoucher 9"/></rdf:RDF></x:xmpmeta>',
    );
    const e = await read(
      psdOf([resource(1058, exifOf()), resource(1060, xmp)], [layer('Fonas'), layer('Dangus ąč')]),
    );
    expect(e.state).toBe('read');
    expect(e.metadata).toMatchObject({
      Colours: 'grey',
      BitsPerSample: '8',
      layers: '2',
      LayerNames: 'Dangus ąč; Fonas',
      Make: 'Cam',
      GPSLatitude: '54.1',
      GPSLongitude: '23.5',
      CreatorTool: 'Retoucher 9',
    });
    const bare = await read(psdOf([resource(1057, Buffer.of(0, 0, 0, 1, 0))]));
    expect(bare.warnings.map((w) => w.code)).toEqual(['psd-not-merged']);
  });

  it('as a JPEG XL is shown as it is turned, and says in its container who took it', async () => {
    expect((await read(JXL_ODD)).metadata).toMatchObject({ ImageWidth: '61', ImageHeight: '33' });
    expect((await read(JXL_TURNED)).pages.map((p) => [p.width, p.height])).toEqual([[32, 64]]);
    expect((await seen('turned', 'image/jxl', JXL_TURNED))[0]).toBe('64x128'); // drawn as wide as was asked
    const box = (type: string, body: Buffer): Buffer => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(8 + body.length);
      head.write(type, 4, 'latin1');
      return Buffer.concat([head, body]);
    };
    const contained = Buffer.concat([
      box('JXL ', Buffer.from([0x0d, 0x0a, 0x87, 0x0a])),
      box('ftyp', Buffer.from('jxl \0\0\0\0jxl ', 'latin1')),
      box('Exif', Buffer.concat([Buffer.alloc(4), exifOf()])),
      box('jxlc', JXL),
    ]);
    const e = await read(contained);
    expect(e).toMatchObject({
      kind: 'jxl',
      state: 'read',
      metadata: { ImageWidth: '64', Make: 'Cam', GPSLatitude: '54.1' },
    });
    expect(await seen('contained', 'image/jxl', contained)).toEqual(['64x32', 'black', 'white', 'black']);
    // A word of one letter in windows-1251, and a line end: the sign of a bare stream, and no picture.
    expect((await read(Buffer.from([0xff, 0x0a, 0xe1, 0xfb, 0xeb, 0x0a]))).kind).toBe('txt');
  });

  it('that is cut is read in part or refused, and never drawn beyond the limit of points', async () => {
    expect(await read(psdOf([resource(1058, exifOf())]).subarray(0, 60))).toMatchObject({
      kind: 'psd',
      state: 'partly-read',
      metadata: { ImageWidth: '64', Colours: 'grey' },
    });
    expect((await read(psdOf([], [layer('one')]).subarray(0, 70))).metadata['layers']).toBe('1');
    const flood = psdOf([], [], [60_000, 60_000]);
    expect(await read(flood)).toMatchObject({ state: 'error', errorKind: 'image-limit' });
    await expect(seen('flood', PSD_TYPE, flood)).rejects.toMatchObject({ code: 'PICTURE_NONE' });
    const icon = iconOf();
    const size = icon.indexOf('IHDR', 0, 'latin1') + 4;
    icon.writeUInt32BE(60_000, size);
    icon.writeUInt32BE(60_000, size + 4);
    expect(await read(icon)).toMatchObject({ state: 'error', errorKind: 'image-limit' });
    await expect(seen('icon', 'image/vnd.microsoft.icon', icon)).rejects.toMatchObject({
      code: 'PICTURE_NONE',
    });
  });

  it('that is changed anywhere is drawn or refused, and the next one is drawn', async () => {
    for (const [kind, mediaType, bytes] of KINDS)
      for (let at = 4; at < bytes.length; at += Math.ceil(bytes.length / 2)) {
        const changed = Buffer.from(bytes);
        changed.fill(0xff, at, at + 4);
        for (const hostile of [bytes.subarray(0, at), changed]) {
          await seen(`${kind}-${at}-${hostile.length}`, mediaType, hostile).catch((thrown: unknown) =>
            expect(thrown).toMatchObject({ code: expect.stringMatching(/^PICTURE_/) }),
          );
          expect(['read', 'partly-read', 'error']).toContain((await read(hostile)).state);
        }
      }
    expect(await seen('after', PSD_TYPE, psdOf())).toEqual(['64x32', 'black', 'white', 'black']);
  }, 120_000);
});
