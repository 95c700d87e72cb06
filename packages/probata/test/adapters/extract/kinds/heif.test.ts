import { describe, expect, it } from 'vitest';
import { heifExif } from '../../../../src/adapters/extract/kinds/heif-exif.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8, type.padStart(8, '\0'), 'latin1');
  head.writeUInt32BE(8 + body.length);
  return Buffer.concat([head, body]);
};
const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');
/** A TIFF of one entry: Make = `Cam`. */
const TIFF = hex('49492a00 08000000 0100 0f01 0200 04000000 43616d00 00000000');

/** A HEIC whose second item is the camera's metadata, `before` bytes into the data. */
function heicOf(item: Buffer, extent = item.length): Buffer {
  const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0heic'));
  const metaOf = (at: number): Buffer => {
    const place = Buffer.alloc(8);
    place.writeUInt32BE(at);
    place.writeUInt32BE(extent, 4);
    return box(
      'meta',
      hex('00000000'),
      box('pitm', hex('00000000 0001')),
      box(
        'iinf',
        hex('00000000 0002'),
        box('infe', hex('02000000 0001 0000'), Buffer.from('hvc1\0')),
        box('infe', hex('02000000 0002 0000'), Buffer.from('Exif\0')),
      ),
      box('iloc', hex('01000000 4400 0001 0002 0000 0000 0001'), place),
      box(
        'iprp',
        box('ipco', box('ispe', hex('00000000 00000040 00000020'))),
        box('ipma', hex('00000000 00000001 0001 01 01')),
      ),
    );
  };
  const length = ftyp.length + metaOf(0).length + 8;
  return Buffer.concat([ftyp, metaOf(length), box('mdat', item)]);
}

describe('the metadata of a HEIC', () => {
  it('are found in their item, whether it is said how far the TIFF is or not', async () => {
    for (const lead of ['00000000', '00000006 457869660000', '00000000 457869660000']) {
      const made = heicOf(Buffer.concat([hex(lead), TIFF]));
      expect(heifExif(made)).toEqual(TIFF);
      const e = await pool.extract({ name: 'a.heic', bytes: made, compartment: 'test' });
      expect(e).toMatchObject({ kind: 'heic', state: 'read', metadata: { Make: 'Cam', ImageWidth: '64' } });
    }
  });

  it('are not looked for outside the file', () => {
    expect(heifExif(heicOf(Buffer.concat([hex('ffffffff'), TIFF]), 4_000_000_000))).toEqual(TIFF);
    for (let cut = 0; cut < 200; cut += 7) expect(heifExif(heicOf(TIFF).subarray(0, cut))).toBeUndefined();
  });
});
