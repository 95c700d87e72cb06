import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Extraction, ExtractLimits } from '../../../../src/ports/extractor.ts';
import { tarOf } from '../made.ts';
import {
  BOMB_BZ2,
  BOMB_LZ,
  BOMB_LZ4,
  BOMB_XZ,
  TAR_BZ2,
  TAR_LZ,
  TAR_LZ4,
  TAR_XZ,
  TWO_BZ2,
  TWO_LZ,
  TWO_LZ4,
  TWO_XZ,
  ZIP_BZ2,
  ZIP_LZMA,
} from '../made-packed.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const read = (name: string, bytes: Uint8Array, limits: Partial<ExtractLimits> = {}): Promise<Extraction> =>
  pool.extract({ name, bytes: Buffer.from(bytes), compartment: 'test', limits });
const members = (e: Extraction): readonly (readonly unknown[])[] =>
  e.attachments.map((a) => [a.name, Buffer.from(a.content ?? []).toString()]);

describe('a packed tar', () => {
  it.each([
    ['bzip2', TAR_BZ2],
    ['xz', TAR_XZ],
    ['lzip', TAR_LZ],
    ['lz4', TAR_LZ4],
  ])('by %s is read as the archive it is, names in every script', async (_by, bytes) => {
    const e = await read('a.bin', bytes);
    expect(e).toMatchObject({ kind: 'tar', mediaType: 'application/x-tar', state: 'read' });
    expect(members(e)).toEqual([
      ['ok.txt', 'inside text\n'],
      ['Žemė.txt', 'deep\n'],
    ]);
  });

  it('by Zstandard as well; links in it are named, not made', async () => {
    const tar = tarOf([
      { name: 'ok.txt', content: 'one' },
      { name: 'lnk', type: '2', link: '/etc/passwd' },
    ]);
    const e = await read('a.tar.zst', zstdCompressSync(tar));
    expect(e).toMatchObject({ kind: 'tar', state: 'read' });
    expect(e.attachments.map((a) => [a.name, a.note])).toEqual([
      ['ok.txt', undefined],
      ['lnk', 'link'],
    ]);
  });
});

describe('a packed file', () => {
  it.each([
    ['bz2', TWO_BZ2],
    ['xz', TWO_XZ],
    ['lz', TWO_LZ],
    ['lz4', TWO_LZ4],
    ['zst', Buffer.concat([zstdCompressSync('one\n'), zstdCompressSync('two\n')])],
  ])('%s of several streams is unpacked whole, under its name without the ending', async (kind, bytes) => {
    const e = await read(`log.txt.${kind}`, bytes);
    expect(e).toMatchObject({ kind, state: 'read' });
    expect(members(e)).toEqual([['log.txt', 'one\ntwo\n']]);
  });

  it.each([
    ['bzip2', BOMB_BZ2],
    ['xz', BOMB_XZ],
    ['lzip', BOMB_LZ],
    ['lz4', BOMB_LZ4],
    ['Zstandard', zstdCompressSync(Buffer.alloc(60_000_000))],
  ])('by %s that would burst is stopped while it is unpacked', async (_by, bytes) => {
    expect(await read('a', bytes)).toMatchObject({ state: 'error', errorKind: 'archive-limit' });
  });

  it('that is cut or altered is said to be so', async () => {
    for (const whole of [
      TWO_BZ2,
      TWO_XZ,
      TAR_BZ2,
      TAR_XZ,
      TAR_LZ,
      TAR_LZ4,
      zstdCompressSync('x'.repeat(1_000)),
    ]) {
      const cut = await read('a', whole.subarray(0, whole.length - 20));
      expect(cut.state).not.toBe('read');
      const altered = Buffer.from(whole);
      altered[whole.length >> 1] = (altered[whole.length >> 1] ?? 0) ^ 0xff;
      expect((await read('a', altered)).state).not.toBe('read');
    }
    // The first stream of two is whole.
    const half = await read('a', TWO_BZ2.subarray(0, TWO_BZ2.length - 8));
    expect(half.state).toBe('partly-read');
    expect(members(half)).toEqual([['a', 'one\n']]);
  });
});

describe('a file of lzip or lz4', () => {
  it('gives what was whole before the damage, and says that more stood there', async () => {
    const lz = await read('a.lz', TWO_LZ.subarray(0, TWO_LZ.length - 3));
    expect(lz.state).toBe('partly-read');
    expect(members(lz)).toEqual([['a', 'one\n']]);
    const lz4 = await read('a.lz4', TWO_LZ4.subarray(0, TWO_LZ4.length - 6));
    expect(lz4.state).toBe('partly-read');
    expect(members(lz4)[0]?.[1]).toContain('one\n');
    const odd = await read('a.lz4', Buffer.concat([TWO_LZ4, Buffer.from('something else')]));
    expect(odd.warnings.map((w) => w.code)).toContain('packed-cut');
  });

  it('is damaged or unsupported where nothing can be unpacked, whatever its lengths say', async () => {
    const head = (form: number, ...rest: number[]): Buffer =>
      Buffer.from([0x04, 0x22, 0x4d, 0x18, form, ...rest]);
    expect(await read('a', head(0x61, 0x40, 1, 0, 0, 0, 0))).toMatchObject({ errorKind: 'unsupported' });
    expect(await read('a', head(0x60, 0x40, 0))).toMatchObject({ errorKind: 'damaged' });
    expect(await read('a', head(0x60, 0x10, 0))).toMatchObject({ errorKind: 'damaged' });
    // Right in its head; then a block that copies from before the beginning, and one that is said to be huge.
    const right = Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82]);
    const back = Buffer.concat([right, Buffer.from([4, 0, 0, 0, 0x10, 0x41, 0x09, 0x00, 0, 0, 0, 0])]);
    expect(await read('a', back)).toMatchObject({ errorKind: 'damaged' });
    const huge = Buffer.concat([right, Buffer.from([0xff, 0xff, 0xff, 0x7f, 0x10, 0x41])]);
    expect(await read('a', huge)).toMatchObject({ errorKind: 'damaged' });
    for (const dictionary of [0, 0xff, 0x1d]) {
      const lz = Buffer.from(TAR_LZ);
      lz[5] = dictionary;
      expect((await read('a', lz)).state).not.toBe('crashed');
    }
    const long = Buffer.from(TAR_LZ);
    long.writeBigUInt64LE(2n ** 40n, long.length - 16);
    expect(await read('a', long)).toMatchObject({ errorKind: 'archive-limit' });
  });
});

describe('a packed drawing', () => {
  it('has the name of what is in it', async () => {
    const svg = gzipSync('<svg xmlns="http://www.w3.org/2000/svg"><text>word</text></svg>');
    const e = await read('plan.svgz', svg);
    expect(e.attachments.map((a) => a.name)).toEqual(['plan.svg']);
    expect((await read('plan.svg', e.attachments[0]?.content ?? new Uint8Array())).text).toContain('word');
  });
});

describe('a ZIP', () => {
  it.each([
    ['bzip2', ZIP_BZ2],
    ['LZMA', ZIP_LZMA],
  ])('whose members are packed by %s gives them', async (_by, bytes) => {
    const e = await read('a.zip', bytes);
    expect(e.state).toBe('read');
    expect(members(e)).toEqual([['ok.txt', 'inside text\n']]);
    expect(await read('a.zip', bytes, { unpackedBytes: 5 })).toMatchObject({ errorKind: 'archive-limit' });
  });
});
