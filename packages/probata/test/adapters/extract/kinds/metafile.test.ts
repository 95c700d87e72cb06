// Drawings of Windows as EMF and WMF: their words are read, also where they are cut, hold shapes, or lie about lengths.
import { inflateSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Extraction } from '../../../../src/ports/extractor.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const read = (bytes: Uint8Array): Promise<Extraction> =>
  pool.extract({ name: 'a', bytes: Buffer.from(bytes), compartment: 'test' });
const codes = (e: Extraction): readonly string[] => e.warnings.map((w) => w.code);

/** Two lines of text, as LibreOffice 7.4 writes them. */
const WRITTEN = inflateSync(
  Buffer.from(
    'eNrtVb9PU1EU/u7jCjwFUn4ESFTyQH4GQ1LSwUAgBSKLwkA6dBMUQkiqkLYGGEgYys5fYEdWWEjYHFzcmXBgJhB0hujzu7xz6bVSRydu8uX8+t45r+ec3qcAZFA6GwrYd+yzXmCsCQhezkwDCqkaYIB+jT/PJp87oHxHDJXFuncUMocAE+A5ERBMN6iSCk+oxwgv9vkbU+ANMY+I+5pICreLSp3k60j6t3p3EsrqnQ5HO3ojIr2WeCT15gW+2Bd+hDqx7XlYZrdIrnqiSXTz3p2Sv4Nov6N/Nm5ln/CU8MIwvJE9Tk4+etMfj3jg5DRcyzOxKunV119haBD0A/lmoJq+j82RbvxWWo7Ltbwuycsaoftb50wNFdX6/lNeVs6uulW9FFbwHkvIccqzlOuUc1ilbwEfcH/MaZW+tgvsntqZmh6niB/ECXHOIRdJvNalfYETeyzz9+6oVSC21BL736YynMEa55PDCKcyyalkscgZZWktM5anHpCRkVmNs9gl5Z7IIiLp0/5EeSw+UyOtSn5f+EfEjtn3sucLwrH2qfPb+X/b7nf6cL93/3/vvshu1fOuf8tL4Kn/996ZWMs/9i5v7jo9qcf1qI7rAHEkOJG4fkU7wIRO6GH9Qo/pKXLSqrRXtbJHBce2O5R2YpfOnj1TEYx9hcp3mL17K8Ur+aflHo7Jt8hzvi0N8k2AxI3+G0zvk04=',
    'base64',
  ),
);

const record = (type: number, ...rest: Buffer[]): Buffer => {
  const body = Buffer.concat(rest);
  const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(8 + padded.length, 4);
  return Buffer.concat([head, padded]);
};
const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, i * 4);
  return bytes;
};
const HEAD = record(1, u32(0, 0, 0, 0, 0, 0, 10_000, 5_000), Buffer.from(' EMF'), Buffer.alloc(64));
const END = record(14, u32(0, 0, 20));
const text = (y: number, words: string, how = 0): Buffer =>
  record(
    84,
    Buffer.alloc(28),
    u32(0, y, words.length, 76, how),
    Buffer.alloc(20),
    Buffer.from(words, 'utf16le'),
  );
const emf = (...records: Buffer[]): Buffer => Buffer.concat([HEAD, ...records, END]);

describe('an enhanced metafile', () => {
  it('gives its words and its size, as another program wrote them', async () => {
    const e = await read(WRITTEN);
    expect(e).toMatchObject({ kind: 'emf', mediaType: 'image/emf', state: 'read', warnings: [] });
    expect(e.text).toBe('Žemėlapis: Border gate plan\nСтолб 14 был сдвинут\n');
    expect(e.metadata).toMatchObject({ WidthMm: '99.61', HeightMm: '46.69' });
  });

  it('keeps what stands on one line together, and says where words are only shapes', async () => {
    const e = await read(emf(text(10, 'The gate'), text(10, 'was shut.'), text(30, 'At six.')));
    expect(e.text).toBe('The gate was shut.\nAt six.\n');
    const shapes = await read(emf(text(10, 'xyz', 0x10), text(20, 'read')));
    expect([shapes.state, shapes.text, codes(shapes)]).toEqual([
      'partly-read',
      'read\n',
      ['metafile-shapes'],
    ]);
    const small = record(108, u32(5, 7, 4, 0x300, 1, 0, 0), Buffer.from('wide', 'latin1'));
    expect((await read(emf(small))).text).toBe('wide\n');
    const words = Buffer.from('Only here', 'utf16le');
    const plus = Buffer.concat([
      Buffer.from([0x1c, 0x40, 0, 0]),
      u32(40 + words.length, 28 + words.length, 0, 0, 9, 0, 0, 0, 0),
      words,
    ]);
    const both = record(70, u32(plus.length + 4), Buffer.from('EMF+'), plus);
    expect((await read(emf(both))).text).toBe('Only here\n');
    expect((await read(emf(both, text(1, 'twice')))).text).toBe('twice\n');
  });

  it('that is cut or lies about its lengths gives what stood before', async () => {
    const cut = await read(emf(text(10, 'before'), text(20, 'after')).subarray(0, HEAD.length + 120));
    expect([cut.state, cut.text, codes(cut)]).toEqual(['partly-read', 'before\n', ['metafile-cut']]);
    const long = text(20, 'lie');
    long.writeUInt32LE(0xfffffff0, 44);
    const e = await read(emf(text(10, 'before'), long));
    expect([e.state, e.text]).toEqual(['partly-read', 'before\n']);
    const none = text(20, 'x');
    none.writeUInt32LE(0, 4);
    expect((await read(emf(none))).state).toBe('partly-read');
    expect(await read(HEAD.subarray(0, 60))).toMatchObject({ state: 'error', errorKind: 'damaged' });
  });
});

describe('an old metafile', () => {
  const short = (type: number, rest: Buffer): Buffer => {
    const body = Buffer.concat([rest, Buffer.alloc(rest.length & 1)]);
    const head = Buffer.alloc(6);
    head.writeUInt32LE((6 + body.length) / 2, 0);
    head.writeUInt16LE(type, 4);
    return Buffer.concat([head, body]);
  };
  const u16 = (...values: number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer);
  const font = (set: number): Buffer =>
    short(0x02fb, Buffer.concat([Buffer.alloc(13), Buffer.from([set]), Buffer.alloc(20)]));
  const said = (y: number, words: Buffer, how = 0): Buffer =>
    short(0x0a32, Buffer.concat([u16(y, 5, words.length, how), Buffer.alloc(how === 0 ? 0 : 8), words]));
  const wmf = (...records: Buffer[]): Buffer =>
    Buffer.concat([u16(1, 9, 0x300, 0, 0, 0, 0, 0, 0), ...records, short(0, Buffer.alloc(0))]);

  it('gives its words in the letters of their fonts', async () => {
    const e = await read(
      wmf(
        font(204),
        said(10, iconv.encode('Столб', 'windows-1251')),
        font(186),
        said(20, iconv.encode('šią naktį', 'windows-1257'), 2),
        font(0),
        short(0x0521, Buffer.concat([u16(3), Buffer.from('abc\0'), u16(30, 5)])),
      ),
    );
    expect(e).toMatchObject({ kind: 'wmf', mediaType: 'image/wmf', state: 'read' });
    expect(e.text).toBe('Столб\nšią naktį\nabc\n');
    const placed = Buffer.concat([
      Buffer.from([0xd7, 0xcd, 0xc6, 0x9a]),
      u16(0, 0, 0, 1_440, 720, 1_440, 0, 0, 0),
      wmf(said(1, Buffer.from('x'))),
    ]);
    expect((await read(placed)).metadata).toMatchObject({ WidthMm: '25.4', HeightMm: '12.7' });
  });

  it('that is cut or lies about its lengths gives what stood before', async () => {
    const whole = wmf(said(10, Buffer.from('before')), said(20, Buffer.from('after')));
    const cut = await read(whole.subarray(0, whole.length - 8));
    expect([cut.state, cut.text]).toEqual(['partly-read', 'before\n']);
    const lie = wmf(said(10, Buffer.from('before')), said(20, Buffer.from('x')));
    lie.writeUInt16LE(0xffff, lie.length - 6 - 6);
    expect((await read(lie)).text).toBe('before\n');
    expect(await read(whole.subarray(0, 18))).toMatchObject({ state: 'error', errorKind: 'damaged' });
  });
});
