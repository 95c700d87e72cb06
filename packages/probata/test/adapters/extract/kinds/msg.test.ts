import { describe, expect, it } from 'vitest';
import { openOle } from '../../../../src/adapters/extract/ole.ts';
import { type OlePart, writeOle } from '../../../../src/adapters/extract/ole-write.ts';
import type { Extraction } from '../../../../src/ports/extractor.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const read = (name: string, bytes: Uint8Array): Promise<Extraction> =>
  pool.extract({ name, bytes: Buffer.from(bytes), compartment: 'test' });
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

function message(subject: string, body: string, folder = ''): OlePart[] {
  return [
    { path: `${folder}__properties_version1.0`, content: Buffer.alloc(folder === '' ? 32 : 24) },
    { path: `${folder}__substg1.0_0037001F`, content: wide(subject) },
    { path: `${folder}__substg1.0_1000001F`, content: wide(body) },
  ];
}

describe('a compound file', () => {
  it('that is written is read again, small streams and large ones, in storages', () => {
    const parts = Array.from({ length: 40 }, (_, i) => ({
      path: i % 3 === 0 ? `box ${i}/deep/part ${i}` : `part ${i}`,
      content: Buffer.alloc(i * i * 11, i),
    }));
    const ole = openOle(writeOle(parts));
    expect(ole.streams.length).toBe(40);
    for (const { path, content } of parts) expect(ole.read(path)).toEqual(content);
    expect(ole.isDamaged()).toBe(false);
    expect(writeOle(parts)).toEqual(writeOle(parts));
  });

  it('of more sectors than its head can list is read again', () => {
    const content = Buffer.alloc(20 << 20, 'large ');
    const ole = openOle(
      writeOle([
        { path: 'a', content },
        { path: 'b', content: Buffer.from('x') },
      ]),
    );
    expect(ole.read('a')?.equals(content)).toBe(true);
    expect(ole.read('b')?.toString()).toBe('x');
  });
});

describe('a message of Outlook', () => {
  it('gives a message inside it as a file of its own, and what lies in that one in turn', async () => {
    const first = '__attach_version1.0_#00000000/';
    const inner = `${first}__substg1.0_3701000D/`;
    const file = `${inner}__attach_version1.0_#00000000/`;
    const outer = writeOle([
      ...message('Persiųsta', 'see below'),
      { path: '__nameid_version1.0/__substg1.0_00020102', content: Buffer.alloc(16, 1) },
      { path: `${first}__properties_version1.0`, content: Buffer.alloc(8) },
      ...message('Žodžiai iš pasienio', 'the inner words '.repeat(400), inner),
      { path: `${file}__substg1.0_3707001F`, content: wide('sąrašas.csv') },
      { path: `${file}__substg1.0_37010102`, content: Buffer.from('a;b\n1;2\n') },
    ]);
    const e = await read('outer.msg', outer);
    expect(e).toMatchObject({ kind: 'msg', state: 'read', mail: { subject: 'Persiųsta' } });
    expect(e.attachments.map((a) => [a.name, a.note])).toEqual([['Žodžiai iš pasienio.msg', 'message']]);
    const child = await read('child.msg', e.attachments[0]?.content ?? new Uint8Array());
    expect(child).toMatchObject({ kind: 'msg', state: 'read', mail: { subject: 'Žodžiai iš pasienio' } });
    expect(child.text).toContain('the inner words');
    expect(child.attachments.map((a) => a.name)).toEqual(['sąrašas.csv']);
  });

  it('names what is inside and is no message', async () => {
    const folder = '__attach_version1.0_#00000000/';
    const e = await read(
      'a.msg',
      writeOle([...message('x', 'y'), { path: `${folder}__substg1.0_3707001F`, content: wide('thing') }]),
    );
    expect(e.attachments.map((a) => [a.note, a.content])).toEqual([['embedded-message', undefined]]);
  });
});
