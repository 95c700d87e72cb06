import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtractorPool, openExtractorPool } from '../../src/adapters/extract/pool.ts';
import { asOutline, outlineOf } from '../../src/app/long-recordings.ts';

let pool: ExtractorPool;
beforeAll(async () => {
  pool = await openExtractorPool({ size: 1 });
});
afterAll(() => pool.close());

/** A box of ISO/IEC 14496-12; `is64` writes its length in 64 bits. */
function box(type: string, body: Uint8Array, is64 = false): Buffer {
  const head = Buffer.alloc(is64 ? 16 : 8);
  head.writeUInt32BE(is64 ? 1 : 8 + body.length, 0);
  head.write(type, 4, 'latin1');
  if (is64) head.writeBigUInt64BE(BigInt(16 + body.length), 8);
  return Buffer.concat([head, body]);
}

/** The movie header of a film of 90 seconds. */
function movie(): Buffer {
  const body = Buffer.alloc(100);
  body.writeUInt32BE(1000, 12);
  body.writeUInt32BE(90_000, 16);
  return box('moov', box('mvhd', body));
}

const kind = box('ftyp', Buffer.from('isom\0\0\0\0isommp42', 'latin1'));
const data = Buffer.alloc(100_000, 0xee);
const pieces = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
const read = (bytes: Uint8Array) => pool.extract({ bytes, name: 'x.mp4', compartment: 'open' });

describe('the outline of a long recording', () => {
  it.each([
    ['the index behind the data', Buffer.concat([kind, box('mdat', data), movie()])],
    ['the index before it', Buffer.concat([kind, movie(), box('mdat', data)])],
    ['a length in 64 bits', Buffer.concat([kind, box('mdat', data, true), movie()])],
    [
      'data to the end of the file',
      Buffer.concat([kind, movie(), Buffer.from('\0\0\0\0mdat', 'latin1'), data]),
    ],
  ])('tells what the whole film tells, with %s, however it is cut', async (_, film) => {
    const whole = await read(film);
    expect(whole).toMatchObject({ state: 'read', kind: 'mp4', metadata: { Duration: '90' } });
    for (const size of [20, 4096, 1_000_000]) {
      const outline = await outlineOf(pieces(film, size));
      expect(outline?.length).toBeLessThan(400);
      const told = await read(outline ?? new Uint8Array());
      expect(told.metadata).toEqual(whole.metadata);
      expect(asOutline(told, film.length)).toMatchObject({
        state: 'partly-read',
        warnings: [{ code: 'media-outline' }],
      });
    }
  });

  it('keeps the beginning of other recordings, and nothing of what is none', async () => {
    const sound = Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(20 * 2 ** 20, 1)]);
    expect((await outlineOf(pieces(sound, 262_144)))?.length).toBe(16 * 2 ** 20);
    expect(await outlineOf([Buffer.from('%PDF-1.7')])).toBeUndefined();
    expect(await outlineOf([])).toBeUndefined();
  });

  it('gives up on an index that is longer than any recording has, and stops when told to', async () => {
    const long = function* (): IterableIterator<Uint8Array> {
      yield kind;
      yield Buffer.from('\x7f\xff\xff\xfffree', 'latin1');
      for (let i = 0; i < 200; i += 1) yield new Uint8Array(2 ** 20);
    };
    expect(await outlineOf(long())).toBeUndefined();
    const stopping = AbortSignal.abort(new Error('enough'));
    await expect(
      outlineOf(pieces(Buffer.concat([kind, box('mdat', Buffer.alloc(17 * 2 ** 20))]), 2 ** 20), stopping),
    ).rejects.toThrow('enough');
  });
});
