// Makes small files of every kind by code, so that the tests read nothing that a stranger wrote.
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import * as xlsx from '@e965/xlsx';
import iconv from 'iconv-lite';
import * as mupdf from 'mupdf';
import { NAMES, PLAIN } from './made-7z.ts';
import { exifOf, iconOf, layer, psdOf, resource, targaOf } from './made-older-pictures.ts';
import { TAR_LZ, TAR_LZ4 } from './made-packed.ts';
import { HEIC, WEBP } from './made-pictures.ts';
import { SIGNED } from './made-signed.ts';
import { tiffOf } from './made-tiff.ts';
import { ATTRIBUTE, attachment, attribute, properties, tnef, wide } from './made-tnef.ts';

export interface MadeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const LITHUANIAN =
  'Lietuvos Respublika teigia, kad Baltarusija organizavo neteisėtą migrantų gabenimą per sieną. ' +
  'Užsienio reikalų ministerija įteikė notą; atsakymo negauta. Žmonės buvo vežami į pasienį ąžuolų taku.';
export const RUSSIAN =
  'Государственный пограничный комитет сообщает, что группа иностранцев была обнаружена у границы. ' +
  'Их сопровождали вооружённые люди.';
export const ARABIC =
  'وزارة الخارجية تعلن أن الرحلات الجوية إلى مينسك قد توقفت في شهر آب، وأن المسافرين سيعودون إلى بغداد.';

export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array | string;
  /** Claims another unpacked size than the true one. */
  readonly claim?: number;
  /** Kept as it is, not packed. */
  readonly isStored?: boolean;
}

/** A plain ZIP with deflated members. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content as Uint8Array); // a string is taken too
    const packed = entry.isStored === true ? content : deflateRawSync(content);
    const name = Buffer.from(entry.name);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(0x800, 2);
    fixed.writeUInt16LE(entry.isStored === true ? 0 : 8, 4);
    fixed.writeUInt32LE(crc32(content), 10);
    fixed.writeUInt32LE(packed.length, 14);
    fixed.writeUInt32LE(entry.claim ?? content.length, 18);
    fixed.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), fixed, name, packed);
    const row = Buffer.alloc(46);
    row.write('PK\x01\x02', 'latin1');
    fixed.copy(row, 6);
    row.writeUInt32LE(at, 42);
    directory.push(row, name);
    at += 30 + name.length + packed.length;
  }
  const rows = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(rows.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, rows, end]);
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A Word document; `body` is the XML inside w:body. */
export function docxOf(body: string, more: readonly ZipEntry[] = [], doctype = ''): Buffer {
  return zipOf([
    {
      name: '[Content_Types].xml',
      content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    {
      name: '_rels/.rels',
      content: `<Relationships><Relationship Id="r1" Type="${R}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `<?xml version="1.0"?>${doctype}<w:document ${W}><w:body>${body}</w:body></w:document>`,
    },
    ...more,
  ]);
}

export function paragraph(text: string): string {
  return `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
}

/** A tar of plain members; `type` is the tar type flag, '0' for a file. */
export function tarOf(
  entries: readonly {
    readonly name: string;
    readonly content?: string;
    readonly type?: string;
    readonly link?: string;
  }[],
): Buffer {
  const parts: Buffer[] = [];
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? '');
    const head = Buffer.alloc(512);
    head.write(entry.name, 0, 100);
    head.write('0000644\0', 100);
    head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    head.write(`${(1_650_000_000).toString(8).padStart(11, '0')}\0`, 136);
    head.write('        ', 148);
    head.write(entry.type ?? '0', 156);
    head.write(entry.link ?? '', 157);
    head.write('ustar\x0000', 257, 'latin1');
    const sum = head.reduce((n, b) => n + b, 0);
    head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    parts.push(head, content, Buffer.alloc((512 - (content.length % 512)) % 512));
  }
  return Buffer.concat([...parts, Buffer.alloc(1_024)]);
}

/** A PDF with one page for each content stream, Helvetica as /F1. */
export function pdfOf(
  pages: readonly string[],
  change?: (pdf: mupdf.PDFDocument) => void,
  options = '',
): Buffer {
  const pdf = new mupdf.PDFDocument();
  const font = pdf.addSimpleFont(new mupdf.Font('Helvetica'), 'Latin');
  const fonts = pdf.newDictionary();
  fonts.put('F1', font);
  const resources = pdf.newDictionary();
  resources.put('Font', fonts);
  for (const content of pages)
    pdf.insertPage(-1, pdf.addPage([0, 0, 595, 842], 0, pdf.addObject(resources), content));
  change?.(pdf);
  const bytes = Buffer.from(pdf.saveToBuffer(options).asUint8Array());
  pdf.destroy();
  return bytes;
}

export function pdfText(text: string, x = 72, y = 700, size = 12): string {
  return `BT /F1 ${size} Tf ${x} ${y} Td (${text}) Tj ET\n`;
}

/** A workbook of the given kind out of rows. */
export function bookOf(
  kind: 'xlsx' | 'xls' | 'ods' | 'xlsb',
  rows: readonly (readonly (string | number)[])[],
): Buffer {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows.map((r) => [...r])), 'Flights');
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([['kept out of sight']]), 'Hidden');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return Buffer.from(
    xlsx.write(book, { type: 'buffer', bookType: kind === 'xls' ? 'biff8' : kind }) as Uint8Array,
  );
}

export const MAIL = [
  'From: "Ona Žukaitė" <ona@example.org>',
  'To: registry@example.org',
  'Subject: =?utf-8?B?xK9yb2R5bWFp?= =?utf-8?Q?_apie_skryd=C5=BEius?=',
  'Date: Mon, 05 Jul 2021 10:00:00 +0300',
  'Message-ID: <one@example.org>',
  'In-Reply-To: <zero@example.org>',
  'References: <first@example.org> <zero@example.org>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b1"',
  '',
  '--b1',
  'Content-Type: text/plain; charset=windows-1257',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Laba diena, siun=E8iame s=E0ra=F0=E0.',
  '--b1',
  "Content-Type: text/csv; name*=utf-8''s%C4%85ra%C5%A1as.csv",
  'Content-Disposition: attachment',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('a;b\n1;2\n').toString('base64'),
  '--b1',
  'Content-Type: message/rfc822',
  '',
  'Subject: the message inside',
  'From: inner@example.org',
  '',
  'Words of the inner message.',
  '--b1--',
  '',
].join('\r\n');

/** A PNG header that promises a picture of the given size and holds nothing. */
export function pngHeader(width: number, height: number): Buffer {
  const head = Buffer.alloc(57);
  head.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  head.write('IEND', 40, 'latin1');
  return head;
}

/** One small good file of most kinds: what the mutants are made from. */
export function seeds(): readonly MadeFile[] {
  const file = (name: string, bytes: Uint8Array | string): MadeFile => ({
    name,
    bytes: Buffer.from(bytes as Uint8Array),
  });
  const record = 'GET / HTTP/1.0\r\n\r\n';
  return [
    file('a.txt', iconv.encode(LITHUANIAN, 'windows-1257')),
    file('b.txt', iconv.encode(RUSSIAN, 'koi8-r')),
    file('c.csv', 'Nr;Suma;Data\n1;"1 234,50";2021-07-05\n2;99,00;2021-07-06\n'),
    file(
      'd.html',
      `<html><head><title>T</title></head><body><p>${LITHUANIAN}</p><script>x()</script></body></html>`,
    ),
    file('e.xml', `<?xml version="1.0"?><a><b c="d">${RUSSIAN}</b></a>`),
    file('f.json', JSON.stringify({ a: [1, 2, { b: LITHUANIAN }] })),
    file('g.eml', MAIL),
    file(
      'h.mbox',
      `From a@example.org Mon Jul 05 10:00:00 2021\n${MAIL.replaceAll('\r', '')}\n\nFrom b@example.org Mon Jul 05 11:00:00 2021\nSubject: two\n\nsecond\n`,
    ),
    file('i.pdf', pdfOf([pdfText('First page of the log'), pdfText('Second page')])),
    file('j.docx', docxOf(paragraph(LITHUANIAN) + paragraph('End.'))),
    file(
      'k.xlsx',
      bookOf('xlsx', [
        ['Flight', 'Seats'],
        ['B2 978', 180],
      ]),
    ),
    file(
      'l.xls',
      bookOf('xls', [
        ['Flight', 'Seats'],
        ['B2 978', 180],
      ]),
    ),
    file(
      'm.ods',
      bookOf('ods', [
        ['Flight', 'Seats'],
        ['B2 978', 180],
      ]),
    ),
    file('n.zip', zipOf([{ name: 'in/ok.txt', content: 'inside' }])),
    file('o.tar', tarOf([{ name: 'ok.txt', content: 'inside' }])),
    file('p.tar.gz', gzipSync(tarOf([{ name: 'ok.txt', content: 'inside' }]))),
    file('q.rtf', "{\\rtf1\\ansi\\ansicpg1257 Laba diena {\\b apie} s\\'e0ra\\'f0\\'e0\\par}"),
    file(
      'r.warc',
      `WARC/1.0\r\nWARC-Type: request\r\nContent-Type: application/http\r\nContent-Length: ${record.length}\r\n\r\n${record}\r\n\r\n`,
    ),
    file('s.png', pngHeader(10, 10)),
    file(
      'u.tif',
      tiffOf([
        { width: 8, height: 8 },
        { width: 6, height: 9 },
      ]),
    ),
    file('v.tif', tiffOf([{ width: 8, height: 8 }], { isBig: true })),
    file('w.webp', WEBP),
    file('x.heic', HEIC),
    file('y.7z', PLAIN),
    file('z.7z', NAMES),
    file(
      'winmail.dat',
      tnef(
        attribute(1, ATTRIBUTE.properties, properties(wide(0x0037, 'list'), wide(0x1000, LITHUANIAN))),
        attachment(Buffer.from('a.csv'), Buffer.from('a;b\n1;2\n'), wide(0x3707, 'sąrašas.csv')),
      ),
    ),
    file('aa.psd', psdOf([resource(1058, exifOf())], [layer('one')])),
    file('ab.ico', iconOf()),
    file('ac.tga', targaOf('signed')),
    file('ad.tar.lz', TAR_LZ),
    file('ae.tar.lz4', TAR_LZ4),
    file('af.txt.p7m', SIGNED),
    file('t.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><text>Border</text></svg>'),
  ];
}
