// winmail.dat: the words of a mail and the files it carries, also where the file is cut, altered or inside another.
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Extraction } from '../../../../src/ports/extractor.ts';
import {
  ATTRIBUTE,
  attachment,
  attribute,
  binary,
  named,
  number,
  properties,
  time,
  tnef,
  wide,
} from '../made-tnef.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const read = (bytes: Uint8Array, name = 'winmail.dat'): Promise<Extraction> =>
  pool.extract({ name, bytes: Buffer.from(bytes), compartment: 'test' });
const codes = (e: Extraction): readonly string[] => e.warnings.map((w) => w.code);
const said = (e: Extraction, name: string): string =>
  Buffer.from(e.attachments.find((a) => a.name === name)?.content ?? []).toString();

/** The example of [MS-OXRTFCP] 3.1. */
const PACKED = Buffer.from(
  '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
  'hex',
);

const letter = tnef(
  attribute(
    1,
    ATTRIBUTE.properties,
    properties(
      named('x-list', 'nothing'),
      wide(0x0037, 'Žinia iš pasienio'),
      wide(0x0c1a, 'Rasa Vale'),
      wide(0x5d01, 'rasa@example.org'),
      time(0x0039, '2034-05-17T08:30:00Z'),
      wide(0x1000, 'The gate was shut.\r\nNobody came.'),
      wide(0x1035, '<1@example.org>'),
    ),
  ),
  attribute(
    1,
    ATTRIBUTE.recipients,
    Buffer.concat([
      Buffer.of(2, 0, 0, 0),
      properties(number(0x0c15, 1), wide(0x3001, 'Ona Brand'), wide(0x39fe, 'ona@example.org')),
      properties(number(0x0c15, 2), wide(0x3001, 'jonas@example.org')),
    ]),
  ),
  attachment(
    Buffer.from('SRAS~1.CSV'),
    Buffer.from('a;b\n1;2\n'),
    wide(0x3707, 'sąrašas.csv'),
    wide(0x370e, 'text/csv'),
  ),
  attachment(Buffer.from('two.txt'), Buffer.from('second file')),
);

describe('winmail.dat', () => {
  it('gives head, words and files, told by what is in it', async () => {
    const e = await read(letter);
    expect(e).toMatchObject({
      kind: 'tnef',
      mediaType: 'application/vnd.ms-tnef',
      state: 'read',
      mail: {
        subject: 'Žinia iš pasienio',
        from: 'Rasa Vale <rasa@example.org>',
        to: 'Ona Brand <ona@example.org>',
        cc: 'jonas@example.org',
        date: '2034-05-17T08:30:00.000Z',
        messageId: '<1@example.org>',
      },
    });
    expect(e.warnings).toEqual([]);
    expect(e.text).toContain('The gate was shut.\nNobody came.');
    expect(e.attachments.map((a) => [a.name, a.mediaType, a.bytes])).toEqual([
      ['sąrašas.csv', 'text/csv', 8],
      ['two.txt', 'application/octet-stream', 11],
    ]);
    expect(said(e, 'sąrašas.csv')).toBe('a;b\n1;2\n');
    expect((await read(letter, 'letter.pdf')).kind).toBe('tnef');
  });

  it('reads rich text as Outlook packs it, and HTML, where there is no plain text', async () => {
    const rich = await read(tnef(attribute(1, ATTRIBUTE.properties, properties(binary(0x1009, PACKED)))));
    expect(rich.text.trim()).toBe('hello world');
    const html = Buffer.from('<html><body><p>seen <b>by</b> all</p><script>x()</script></body></html>');
    const page = await read(tnef(attribute(1, ATTRIBUTE.properties, properties(binary(0x1013, html)))));
    expect(page.text.trim()).toBe('seen by all');
  });

  it('reads the attributes of older programs in the page of the sender', async () => {
    const cyrillic = (text: string): Buffer => iconv.encode(`${text}\0`, 'windows-1251');
    const from = cyrillic('Ганна');
    const address = Buffer.from('SMTP:hanna@example.org\0');
    const head = Buffer.alloc(8);
    head.writeUInt16LE(4, 0);
    head.writeUInt16LE(from.length, 4);
    head.writeUInt16LE(address.length, 6);
    const e = await read(
      tnef(
        attribute(1, ATTRIBUTE.page, Buffer.of(0xe3, 0x04, 0, 0, 0, 0, 0, 0)),
        attribute(1, ATTRIBUTE.from, Buffer.concat([head, from, address])),
        attribute(1, ATTRIBUTE.subject, cyrillic('Спіс')),
        attribute(1, ATTRIBUTE.body, cyrillic('Пятро прыйшоў а шостай.')),
        attachment(iconv.encode('спіс.txt', 'windows-1251'), Buffer.from('x')),
      ),
    );
    expect(e.mail).toMatchObject({ subject: 'Спіс', from: 'Ганна <hanna@example.org>' });
    expect(e.text).toContain('Пятро прыйшоў а шостай.');
    expect(e.attachments.map((a) => a.name)).toEqual(['спіс.txt']);
  });

  it('gives a message inside it as a file of its own, and what that one carries in turn', async () => {
    const message = Buffer.concat([Buffer.from('0703020000000000c000000000000046', 'hex'), letter]);
    const e = await read(
      tnef(
        attribute(2, ATTRIBUTE.begin, Buffer.alloc(14)),
        attribute(
          2,
          ATTRIBUTE.ofAttachment,
          properties(wide(0x3001, 'Forwarded'), binary(0x3701, message, 0x0d)),
        ),
      ),
    );
    expect(e.attachments.map((a) => [a.name, a.note])).toEqual([['Forwarded.dat', 'message']]);
    const inner = await read(e.attachments[0]?.content ?? new Uint8Array());
    expect(inner).toMatchObject({ kind: 'tnef', state: 'read', mail: { subject: 'Žinia iš pasienio' } });
    expect(inner.attachments).toHaveLength(2);
  });

  it('inside a mail is an exhibit of its own, which is read', async () => {
    const mail = [
      'From: rasa@example.org',
      'Subject: list',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'see the file',
      '--b',
      'Content-Type: application/ms-tnef; name="winmail.dat"',
      'Content-Transfer-Encoding: base64',
      '',
      letter.toString('base64').replace(/.{76}/g, '$&\r\n'),
      '--b--',
      '',
    ].join('\r\n');
    const e = await read(Buffer.from(mail), 'a.eml');
    expect(e.attachments.map((a) => a.name)).toEqual(['winmail.dat']);
    expect(await read(e.attachments[0]?.content ?? new Uint8Array(), 'winmail.dat')).toMatchObject({
      kind: 'tnef',
      state: 'read',
    });
  });

  it('says what is altered, cut or only named, and keeps the rest', async () => {
    const altered = Buffer.from(letter);
    altered[altered.indexOf('second file')] = 0x53;
    const e = await read(altered);
    expect(e.state).toBe('partly-read');
    expect(codes(e)).toEqual(['tnef-sum']);
    expect(said(e, 'two.txt')).toBe('Second file');
    const cut = await read(letter.subarray(0, letter.indexOf('second file') + 3));
    expect(cut.state).toBe('partly-read');
    expect(codes(cut)).toEqual(['member-unreadable', 'tnef-cut']);
    expect(cut.attachments.map((a) => [a.name, a.note])).toEqual([
      ['sąrašas.csv', undefined],
      ['two.txt', 'unreadable'],
    ]);
    const last = await read(letter.subarray(0, letter.length - 1));
    expect(codes(last)).toEqual(['tnef-cut']);
    expect(said(last, 'two.txt')).toBe('second file');
    expect(await read(letter.subarray(0, 20))).toMatchObject({ state: 'error', errorKind: 'damaged' });
    expect((await read(Buffer.concat([letter, Buffer.alloc(40)]))).state).toBe('read');
  });

  it('does not believe lengths and counts, and ends soon whatever they say', async () => {
    const many = Buffer.alloc(4, 0xff);
    const lying = properties(wide(0x0037, 'told before'), binary(0x1000, Buffer.from('x'), 0x1e));
    lying.writeUInt32LE(0xfffffff0, lying.length - 8); // the length of the last value
    const e = await read(
      tnef(
        attribute(1, ATTRIBUTE.recipients, many),
        attribute(1, ATTRIBUTE.properties, lying),
        attribute(2, ATTRIBUTE.ofAttachment, many),
      ),
    );
    expect(e.state).toBe('partly-read');
    expect(e.mail?.subject).toBe('told before');
    expect(codes(e)).toEqual(['tnef-properties', 'member-unreadable']);
    expect(e.attachments.map((a) => a.note)).toEqual(['unreadable']);
  });
});
