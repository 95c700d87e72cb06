// Files as programs other than the usual ones write them: each test makes its own.
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Extraction } from '../../../../src/ports/extractor.ts';
import { docxOf, paragraph, pdfOf, pdfText, zipOf } from '../made.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const read = (name: string, bytes: Uint8Array | string): Promise<Extraction> =>
  pool.extract({ name, bytes: Buffer.from(bytes as Uint8Array), compartment: 'test' });
const codes = (e: Extraction): readonly string[] => e.warnings.map((w) => w.code);

describe('a mailbox', () => {
  const message = (n: number, body: string, more = ''): string =>
    `From u${n}@example.org Mon Jan  ${n} 00:00:00 2024\nFrom: u${n}@example.org\nSubject: message ${n}\n${more}\n${body}\n`;

  it('is not cut at a sentence that begins with From, even where it names an hour', async () => {
    const said = 'first\n\nFrom time to time the guards came at 12:00 and left.\n';
    const e = await read('a.mbox', `${message(1, said)}\n${message(2, 'second')}\n`);
    expect(e.metadata['messages']).toBe('2');
    expect(Buffer.from(e.attachments[0]?.content ?? []).toString()).toContain('From time to time');
  });

  it('is cut where a message begins though no empty line stands before it, and with a zone in the envelope', async () => {
    const zoned = message(2, 'second').replace('00:00:00 2024', '00:00:00 +0200 2024');
    const e = await read('a.mbox', `${message(1, 'first')}${zoned}${message(3, 'third')}`);
    expect(e.attachments.map((a) => a.name)).toEqual([
      '1 message 1.eml',
      '2 message 2.eml',
      '3 message 3.eml',
    ]);
  });

  it('believes a length that a message states, where it leads to the next message', async () => {
    const body = 'one\n\nFrom here on Mon Jan  1 00:00:00 2024\nTo: nobody\nend\n';
    const length = `Content-Length: ${body.length}\n`;
    const e = await read('a.mbox', `${message(1, body, length)}${message(2, 'second')}`);
    expect(e.metadata['messages']).toBe('2');
    const wrong = await read(
      'a.mbox',
      `${message(1, 'x', 'Content-Length: 99999\n')}\n${message(2, 'second')}`,
    );
    expect(wrong.metadata['messages']).toBe('2');
  });
});

describe('rich text', () => {
  const bytes = (text: string, page: string): string =>
    [...iconv.encode(text, page)]
      .map((b) => (b < 128 ? String.fromCharCode(b) : `\\'${b.toString(16)}`))
      .join('');

  it('is read in the page of each font, right behind the list of fonts', async () => {
    const fonts = '{\\fonttbl{\\f0\\fcharset204 A;}{\\f1\\fcharset186 B;}{\\f2\\fcharset238 C;}}';
    const words = `\\f0 ${bytes('столб', 'windows-1251')}\\par\\f1 ${bytes('žalioji', 'windows-1257')}\\par\\f2 ${bytes('źdźbło', 'windows-1250')}`;
    const e = await read('a.rtf', `{\\rtf1\\ansi${fonts}${words}\\par}`);
    expect(e.text.trim()).toBe('столб\nžalioji\nźdźbło');
  });

  it('keeps footnotes and boxes that are marked as skippable; a comment is kept apart', async () => {
    const e = await read(
      'a.rtf',
      '{\\rtf1\\ansi body{\\*\\footnote note words}{\\*\\unknown gone}{\\*\\annotation\\pard remark}\\par}',
    );
    expect(e.text).toContain('note words');
    expect(e.text).not.toMatch(/gone|remark/);
    expect(e.hidden).toEqual([{ kind: 'comment', text: 'remark' }]);
  });
});

describe('a workbook that no spreadsheet program has opened', () => {
  it('shows the formulas that nobody has counted', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const relations = (type: string, target: string): string =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${rels}/${type}" Target="${target}"/></Relationships>`;
    const types = ['workbook', 'worksheet'].map(
      (one) =>
        `<Override PartName="/xl/${one === 'workbook' ? 'workbook' : 'worksheets/sheet1'}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${one === 'workbook' ? 'sheet.main' : one}+xml"/>`,
    );
    const members = [
      {
        name: '[Content_Types].xml',
        content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types.join('')}</Types>`,
      },
      { name: '_rels/.rels', content: relations('officeDocument', 'xl/workbook.xml') },
      {
        name: 'xl/workbook.xml',
        content: `<workbook xmlns="${main}" xmlns:r="${rels}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
      },
      { name: 'xl/_rels/workbook.xml.rels', content: relations('worksheet', 'worksheets/sheet1.xml') },
      {
        name: 'xl/worksheets/sheet1.xml',
        content: `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2" s="0"/><c r="B2"><f>SUM(A1:B1)</f><v></v></c></row></sheetData></worksheet>`,
      },
    ];
    const e = await read('a.xlsx', zipOf(members));
    expect(e.cells.map((c) => c.text)).toEqual(['1', '2', '=SUM(A1:B1)']);
  });
});

describe('a ZIP', () => {
  it('gives names that were written in an old page of Windows or DOS', async () => {
    for (const [name, page] of [
      ['Отчёт.txt', 'cp866'],
      ['Žiemos sąrašas.txt', 'cp775'],
      ['Звіт.txt', 'windows-1251'],
    ] as const) {
      const raw = iconv.encode(name, page);
      const made = zipOf([{ name: 'Q'.repeat(raw.length), content: 'x' }]);
      for (let at = made.indexOf('QQQ'); at >= 0; at = made.indexOf('QQQ')) raw.copy(made, at);
      for (const [mark, flags] of [
        ['PK\x03\x04', 6],
        ['PK\x01\x02', 8],
      ] as const)
        made.writeUInt16LE(0, made.indexOf(mark, 0, 'latin1') + flags);
      const e = await read('a.zip', made);
      expect(e.attachments.map((a) => a.name)).toEqual([name]);
    }
  });

  it('says where a member is not what was packed', async () => {
    const made = zipOf([{ name: 'a.txt', content: 'one' }]);
    for (const [mark, at] of [
      ['PK\x03\x04', 14],
      ['PK\x01\x02', 16],
    ] as const)
      made.writeUInt32LE(crc32(Buffer.from('two')), made.indexOf(mark, 0, 'latin1') + at);
    const e = await read('a.zip', made);
    expect(e.state).toBe('partly-read');
    expect(codes(e)).toContain('zip-member-sum');
  });

  it('is found behind bytes that are none of it, as the document it is', async () => {
    const e = await read('a.docx', Buffer.concat([Buffer.alloc(40, 7), docxOf(paragraph('the words'))]));
    expect(e).toMatchObject({ kind: 'docx', state: 'read' });
    expect(e.text).toContain('the words');
  });
});

describe('a web archive', () => {
  const answer = (coding: string, body: Buffer): Buffer => {
    const head = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: ${coding}\r\n\r\n`;
    const block = Buffer.concat([Buffer.from(head), body]);
    const record = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/\r\nContent-Type: application/http\r\nContent-Length: ${block.length}\r\n\r\n`;
    return Buffer.concat([Buffer.from(record), block, Buffer.from('\r\n\r\n')]);
  };

  it('undoes the deflate of an answer, with its frame and without', async () => {
    for (const body of [deflateSync('the page'), deflateRawSync('the page')]) {
      const e = await read('a.warc', answer('deflate', body));
      expect(e.state).toBe('read');
      expect(Buffer.from(e.attachments[0]?.content ?? []).toString()).toBe('the page');
    }
  });

  it('stops where an answer would unpack to more than the limit', async () => {
    const e = await read('a.warc', answer('deflate', deflateSync(Buffer.alloc(40_000_000))));
    expect(e).toMatchObject({ state: 'error', errorKind: 'archive-limit' });
  });
});

describe('a PDF', () => {
  it('gives the notes that people left on its pages, with their place, apart from its words', async () => {
    const made = pdfOf([pdfText('shown words')]).toString('latin1');
    const note = '<</Type/Annot/Subtype/Text/Rect[72 500 92 520]/T(Ona)/Contents(check this date)>>';
    const said = '<</Type/Annot/Subtype/Square/Rect[72 600 92 620]/Contents(shown words)>>';
    const e = await read(
      'a.pdf',
      Buffer.from(
        made.replace(/\/Type\s*\/Page\b/, (all) => `${all}/Annots[${note}${said}]`),
        'latin1',
      ),
    );
    expect(e.hidden.filter((h) => h.kind === 'comment')).toEqual([
      { kind: 'comment', text: 'Ona: check this date', page: 1, box: expect.any(Array) },
    ]);
    expect(e.text).not.toContain('check this date');
  });

  it('whose glyphs mean nothing says so, page by page', async () => {
    const font =
      '<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 1/LastChar 3/Widths[9 9 9]/Encoding<</Type/Encoding/Differences[1/qq1/qq2/qq3]>>/CharProcs<</qq1 5 0 R/qq2 5 0 R/qq3 5 0 R>>/Resources<<>>>>';
    const objects = [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 ${font}>>>>>>`,
      '<</Length 75>>stream\nBT /F1 12 Tf 20 100 Td <0102030102030102030102030102030102030102> Tj ET  \nendstream',
      '<</Length 28>>stream\n9 0 0 0 9 9 d1 1 1 7 7 re f \nendstream',
    ];
    const body = objects.map((one, i) => `${i + 1} 0 obj${one}endobj\n`).join('');
    const e = await read('a.pdf', Buffer.from(`%PDF-1.7\n${body}trailer<</Root 1 0 R>>\n`, 'latin1'));
    expect(e.pages).toHaveLength(1);
    expect(codes(e)).toContain('text-without-meaning');
  });
});
