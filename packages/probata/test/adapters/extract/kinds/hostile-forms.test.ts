// Hostile and odd files of the kinds that are read by our own code: each ends in a final state, soon, and no process is left.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtractorPool, openExtractorPool } from '../../../../src/adapters/extract/pool.ts';
import { iconOf, layer, psdOf, resource, targaOf } from '../made-older-pictures.ts';
import { BOMB_LZ, TAR_LZ, TAR_LZ4, TWO_LZ, TWO_LZ4 } from '../made-packed.ts';
import { rar4Of, rar5Of } from '../made-rar.ts';
import { ATTRIBUTE, attachment, attribute, binary, number, properties, tnef, wide } from '../made-tnef.ts';

const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, i * 4);
  return bytes;
};
const changed = (bytes: Buffer, at: number, ...values: number[]): Buffer => {
  const out = Buffer.from(bytes);
  Buffer.from(values).copy(out, at < 0 ? out.length + at : at);
  return out;
};
const times = (count: number, piece: Buffer): Buffer => Buffer.alloc(piece.length * count, piece);
const inner = (bytes: Buffer): Buffer =>
  tnef(
    attribute(2, ATTRIBUTE.begin, Buffer.alloc(14)),
    attribute(
      2,
      ATTRIBUTE.ofAttachment,
      properties(
        binary(0x3701, Buffer.concat([Buffer.from('0703020000000000c000000000000046', 'hex'), bytes]), 0x0d),
      ),
    ),
  );
const nested = (deep: number): Buffer => (deep === 0 ? inner(Buffer.from('x')) : inner(nested(deep - 1)));
const letter = (...list: Buffer[]): Buffer => tnef(attribute(1, ATTRIBUTE.properties, properties(...list)));
const rtf = (size: number, packed: Buffer): Buffer =>
  Buffer.concat([u32(packed.length + 12, size, 0x75465a4c, 0), packed]);
const lz4 = (...blocks: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82]), ...blocks]);
const resources = (stated: number): Buffer => {
  const bytes = psdOf([resource(1060, Buffer.from('<x/>'))]);
  bytes.writeUInt32BE(stated, 30);
  return bytes;
};

const HOSTILE: readonly (readonly [what: string, name: string, bytes: Buffer])[] = [
  ['a winmail.dat of its sign alone', 'winmail.dat', tnef()],
  ['one attribute longer than the file', 'winmail.dat', changed(letter(), 11, 0xff, 0xff, 0xff, 0x7f)],
  ['one attribute of no known level', 'winmail.dat', changed(letter(), 6, 9)],
  [
    'a count of four billion properties',
    'winmail.dat',
    tnef(attribute(1, ATTRIBUTE.properties, u32(0xffffffff))),
  ],
  ['a property of no known type', 'winmail.dat', letter(Buffer.from([0x77, 0x07, 0x37, 0, 1, 2, 3, 4]))],
  [
    'a value that is there four billion times',
    'winmail.dat',
    letter(Buffer.concat([u32(0x00371003, 0xffffffff), u32(1)])),
  ],
  [
    'a name of four billion letters',
    'winmail.dat',
    letter(Buffer.concat([u32(0x8001001f), Buffer.alloc(16), u32(1, 0xffffffff)])),
  ],
  [
    'a list of receivers without end',
    'winmail.dat',
    tnef(attribute(1, ATTRIBUTE.recipients, Buffer.concat([u32(0xffffffff), times(50_000, u32(0))]))),
  ],
  [
    'receivers who are all the same',
    'winmail.dat',
    tnef(
      attribute(
        1,
        ATTRIBUTE.recipients,
        Buffer.concat([u32(20_000), times(20_000, properties(number(0x0c15, 1), wide(0x3001, 'n')))]),
      ),
    ),
  ],
  ['20,000 attachments', 'winmail.dat', tnef(times(20_000, attachment(Buffer.from('n'), Buffer.from('x'))))],
  [
    '60,000 attachments, more than are kept',
    'winmail.dat',
    tnef(times(60_000, attachment(Buffer.from('n'), Buffer.from('x')))),
  ],
  ['a climbing name', 'winmail.dat', tnef(attachment(Buffer.from('../../etc/passwd'), Buffer.from('x')))],
  ['messages forty deep', 'winmail.dat', nested(40)],
  [
    'rich text said to be four GiB',
    'winmail.dat',
    letter(binary(0x1009, rtf(0xffffffff, Buffer.from([0, 1, 2, 3])))),
  ],
  [
    'rich text that leans on nothing',
    'winmail.dat',
    letter(binary(0x1009, rtf(1 << 24, Buffer.alloc(1 << 18, 0xff)))),
  ],
  [
    'rich text that grows',
    'winmail.dat',
    letter(
      binary(
        0x1009,
        rtf(
          1 << 30,
          times(
            100_000,
            Buffer.from([0xff, ...Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 0 : 0x0f))]),
          ),
        ),
      ),
    ),
  ],
  ['a body of half a letter', 'winmail.dat', letter(binary(0x1000, Buffer.from([0x41]), 0x1f))],
  [
    'a body in a page of no name',
    'winmail.dat',
    letter(number(0x3ffd, 99_999), binary(0x1000, Buffer.from('a\xff', 'latin1'), 0x1e)),
  ],
  ['HTML without end', 'winmail.dat', letter(binary(0x1013, times(100_000, Buffer.from('<div>'))))],
  ['a Photoshop file of its head alone', 'a.psd', psdOf().subarray(0, 26)],
  ['a Photoshop file of no size', 'a.psd', psdOf([], [], [0, 0])],
  ['a Photoshop file of four billion points a side', 'a.psd', psdOf([], [], [0xffffffff, 0xffffffff])],
  ['resources longer than the file', 'a.psd', resources(0xfffffff0)],
  ['resources that stop inside one', 'a.psd', resources(13)],
  ['200,000 resources', 'a.psd', psdOf([times(200_000, resource(1, Buffer.alloc(0)))])],
  [
    '30,000 layers',
    'a.psd',
    psdOf(
      [],
      Array.from({ length: 30_000 }, () => layer('x')),
    ),
  ],
  [
    'a layer of four billion bytes',
    'a.psd',
    (() => {
      const bytes = psdOf([], [layer('x')]);
      bytes.writeUInt32BE(0xffffffff, bytes.indexOf('8BIMnorm') + 12);
      return bytes;
    })(),
  ],
  ['XMP that is no XML', 'a.psd', psdOf([resource(1060, times(50_000, Buffer.from('<a>&&')))])],
  [
    'Exif that leads to itself',
    'a.psd',
    psdOf([resource(1058, Buffer.from('4d4d002a00000008000187690004000000010000000800000008', 'hex'))]),
  ],
  ['an icon of no pictures', 'a.ico', iconOf().subarray(0, 22)],
  ['an icon that points behind itself', 'a.ico', changed(iconOf(), 18, 0xff, 0xff, 0xff, 0x7f)],
  [
    'an icon of 999 entries that are not there',
    'a.ico',
    changed(changed(iconOf(), 4, 0xe7, 3), 18, 0x00, 0x40, 0, 0),
  ],
  ['a Targa of no points', 'a.tga', changed(targaOf('signed'), 12, 0, 0, 0, 0)],
  ['a Targa of four billion points', 'a.tga', changed(targaOf('signed'), 12, 0xff, 0xff, 0xff, 0xff)],
  ['an lzip file of its head alone', 'a.lz', TAR_LZ.subarray(0, 6)],
  ['20,000 empty beginnings of lzip', 'a.lz', times(20_000, TAR_LZ.subarray(0, 26))],
  ['2,000 whole members of lzip', 'a.lz', times(1_000, TWO_LZ)],
  ['a bomb of lzip whose length is a lie', 'a.lz', changed(BOMB_LZ, -16, 1, 0, 0, 0, 0, 0, 0, 0)],
  ['LZ4 of empty frames', 'a.lz4', times(50_000, lz4(u32(0)))],
  [
    'LZ4 of 100,000 blocks of one letter',
    'a.lz4',
    lz4(times(100_000, Buffer.concat([u32(2), Buffer.from([0x10, 0x41])])), u32(0)),
  ],
  ['LZ4 of lengths without end', 'a.lz4', lz4(u32(60_000), Buffer.alloc(60_000, 0xff), u32(0))],
  ['LZ4 of the old form that says its block is huge', 'a.lz4', u32(0x184c2102, 0x7fffffff, 1)],
  [
    'LZ4 with a piece to be skipped that is longer than the file',
    'a.lz4',
    Buffer.concat([TWO_LZ4, u32(0x184d2a50, 0xffffffff)]),
  ],
  ['LZ4 with a wrong sum', 'a.lz4', changed(TAR_LZ4, -1, 0)],
  ['a RAR of version 4 that ends twice', 'a.rar', Buffer.concat([rar4Of([], 1), rar4Of([], 1)])],
  [
    'a RAR of version 5 that says it is part four billion',
    'a.rar',
    rar5Of([], 3, { number: 0x7fffffff, isLast: false }),
  ],
  ['a table of quotation marks', 'a.csv', Buffer.from(`a,b\n${'"'.repeat(1_000_001)}`)],
  ['a table of doubled quotation marks in cells', 'a.csv', Buffer.from(`a,b\n${'"""",'.repeat(200_000)}\n`)],
  [
    'a table whose quotes never close, line by line',
    'a.csv',
    Buffer.from(`a,b\n${'"x,""y\n'.repeat(100_000)}`),
  ],
];

describe('a hostile file of a form that our own code reads', () => {
  let pool: ExtractorPool;
  const lived = new Set<number>();
  beforeAll(async () => {
    pool = await openExtractorPool({ size: 1, limits: { wallMs: 20_000 } });
  });
  afterAll(async () => {
    await pool.close();
    expect(pool.load().processes).toEqual([]);
    // Readers end now and then by plan; one that died of every file would have been seen by its number.
    expect(lived.size).toBeLessThan(10);
  });

  it.each(HOSTILE)('%s', async (_what, name, bytes) => {
    const started = performance.now();
    const e = await pool.extract({ name, bytes, compartment: 'hostile' });
    expect(['read', 'partly-read', 'error']).toContain(e.state);
    if (e.state === 'error') {
      expect(['damaged', 'image-limit', 'archive-limit', 'unsupported', 'encrypted']).toContain(e.errorKind);
      expect(e.reason.length).toBeGreaterThan(10);
    }
    for (const cell of e.cells)
      if (cell.start + cell.text.length > e.text.length) throw new Error('a cell outside');
    expect(performance.now() - started).toBeLessThan(20_000);
    for (const pid of pool.load().processes) lived.add(pid);
  });

  it('is followed by a good one', async () => {
    const e = await pool.extract({
      name: 'a',
      bytes: letter(wide(0x1000, 'still here')),
      compartment: 'hostile',
    });
    expect(e.state).toBe('read');
    expect(e.text).toContain('still here');
  });
});
