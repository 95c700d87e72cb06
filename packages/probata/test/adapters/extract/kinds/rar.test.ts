import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Extraction, ExtractLimits } from '../../../../src/ports/extractor.ts';
import { type RarEntry, rar4Of, rar5Of } from '../made-rar.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const read = (bytes: Uint8Array, limits: Partial<ExtractLimits> = {}): Promise<Extraction> =>
  pool.extract({ name: 'a.rar', bytes: Buffer.from(bytes), compartment: 'test', limits });
const members = (e: Extraction): readonly (readonly unknown[])[] =>
  e.attachments.map((a) => [
    a.name,
    a.content === undefined ? undefined : Buffer.from(a.content).toString(),
    a.note,
  ]);
const codes = (e: Extraction): readonly string[] => e.warnings.map((w) => w.code);

const PLAIN: readonly RarEntry[] = [
  { name: 'ok.txt', content: 'inside text' },
  { name: '../../evil.txt', content: 'out' },
];

describe('a RAR archive', () => {
  it.each([
    ['4', rar4Of(PLAIN)],
    ['5', rar5Of(PLAIN)],
  ])('of version %s gives its members, and a climbing name is data', async (_version, bytes) => {
    const e = await read(bytes);
    expect(e).toMatchObject({ kind: 'rar', mediaType: 'application/vnd.rar', state: 'read' });
    expect(members(e)).toEqual([
      ['ok.txt', 'inside text', undefined],
      ['../../evil.txt', 'out', 'unsafe-name'],
    ]);
    expect(e.text).toContain('ok.txt\t11\t20');
  });

  it('gives names in every script, however they were written', async () => {
    // Two letters with the high byte 0x01, then four characters of the plain name.
    const twice = { name: '__.txt', content: 'x', code: Buffer.from([0x01, 0x5c, 0x7d, 0x05, 0x02]) };
    expect(members(await read(rar4Of([twice])))).toEqual([['Žą.txt', 'x', undefined]]);
    const old = { name: iconv.encode('Отчёт.txt', 'cp866').toString('latin1'), content: 'x' };
    expect(members(await read(rar4Of([old])))).toEqual([['Отчёт.txt', 'x', undefined]]);
    const wide = { name: 'Žemė/Отчёт.txt', content: 'x' };
    expect(members(await read(rar5Of([wide])))).toEqual([['Žemė/Отчёт.txt', 'x', undefined]]);
  });

  it.each([
    ['4', rar4Of],
    ['5', rar5Of],
  ])('of version %s names locked members, and is itself locked where all are', async (_version, made) => {
    const some = await read(
      made([
        { name: 'a', content: 'x', isLocked: true },
        { name: 'b', content: 'y' },
      ]),
    );
    expect(some).toMatchObject({ state: 'partly-read', isEncrypted: true });
    expect(members(some)).toEqual([
      ['a', undefined, 'encrypted'],
      ['b', 'y', undefined],
    ]);
    const all = await read(made([{ name: 'a', content: 'x', isLocked: true }]));
    expect(all).toMatchObject({ state: 'error', errorKind: 'encrypted' });
  });

  it('with locked names is locked', async () => {
    expect(await read(rar4Of(PLAIN, 0x80))).toMatchObject({ state: 'error', errorKind: 'encrypted' });
  });

  it('that is one of several files says so', async () => {
    for (const made of [rar4Of, rar5Of]) {
      const e = await read(made(PLAIN, 1));
      expect(e.state).toBe('partly-read');
      expect(codes(e)).toContain('archive-part');
    }
  });

  it.each([
    ['4', rar4Of],
    ['5', rar5Of],
  ] as const)(
    'of version %s says which of several files it is, and which are wanting',
    async (version, made) => {
      const said = async (name: string, flags: number, number: number, isLast: boolean): Promise<string> => {
        const e = await pool.extract({
          name,
          bytes: made(PLAIN, flags, { number, isLast }),
          compartment: 'test',
        });
        expect(e.state).toBe('partly-read');
        return e.warnings.find((w) => w.code === 'archive-part')?.message.split(' Members ')[0] ?? '';
      };
      expect(await said('case.part01.rar', version === '4' ? 0x101 : 1, 0, false)).toBe(
        'This is part 1 of an archive in several files. Wanting: part 2 (case.part02.rar) and what may follow it.',
      );
      expect(await said('case.part03.rar', 1, 2, false)).toBe(
        'This is part 3 of an archive in several files. Wanting: part 1 (case.part01.rar) to part 2 (case.part02.rar); part 4 (case.part04.rar) and what may follow it.',
      );
      expect(await said('case.r00', 1, 1, true)).toBe(
        'This is part 2, the last, of an archive in several files. Wanting: part 1 (case.rar).',
      );
      expect(await said('renamed', 1, 1, false)).toBe(
        'This is part 2 of an archive in several files. Wanting: part 1; part 3 and what may follow it.',
      );
    },
  );

  it('that was altered or cut is said to be so', async () => {
    const altered = rar5Of(PLAIN);
    altered.write('INSIDE', altered.indexOf('inside'));
    const e = await read(altered);
    expect(e.state).toBe('partly-read');
    expect(members(e)[0]).toEqual(['ok.txt', undefined, 'unreadable']);
    for (const made of [rar4Of(PLAIN), rar5Of(PLAIN)])
      for (let length = 1; length < made.length - 1; length += 9)
        expect((await read(made.subarray(0, length))).state).not.toBe('crashed');
  });

  it('is unpacked under the limits of count and size', async () => {
    const many = Array.from({ length: 6 }, (_, i) => ({ name: `${i}`, content: 'x'.repeat(100) }));
    expect(await read(rar5Of(many), { members: 5 })).toMatchObject({ errorKind: 'archive-limit' });
    expect(await read(rar5Of(many), { unpackedBytes: 500 })).toMatchObject({ errorKind: 'archive-limit' });
  });
});
