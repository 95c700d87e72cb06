import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Extraction, ExtractLimits } from '../../../../src/ports/extractor.ts';
import { tarOf } from '../made.ts';
import { BOMB_BZ2, BOMB_XZ, TAR_BZ2, TAR_XZ, TWO_BZ2, TWO_XZ, ZIP_BZ2, ZIP_LZMA } from '../made-packed.ts';
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
    ['zst', Buffer.concat([zstdCompressSync('one\n'), zstdCompressSync('two\n')])],
  ])('%s of several streams is unpacked whole, under its name without the ending', async (kind, bytes) => {
    const e = await read(`log.txt.${kind}`, bytes);
    expect(e).toMatchObject({ kind, state: 'read' });
    expect(members(e)).toEqual([['log.txt', 'one\ntwo\n']]);
  });

  it.each([
    ['bzip2', BOMB_BZ2],
    ['xz', BOMB_XZ],
    ['Zstandard', zstdCompressSync(Buffer.alloc(60_000_000))],
  ])('by %s that would burst is stopped while it is unpacked', async (_by, bytes) => {
    expect(await read('a', bytes)).toMatchObject({ state: 'error', errorKind: 'archive-limit' });
  });

  it('that is cut or altered is said to be so', async () => {
    for (const whole of [TWO_BZ2, TWO_XZ, TAR_BZ2, TAR_XZ, zstdCompressSync('x'.repeat(1_000))]) {
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
