import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { READABLE_KINDS } from '../../../src/adapters/extract/read-source.ts';
import type { Extraction, ExtractRequest } from '../../../src/ports/extractor.ts';
import {
  ARABIC,
  bookOf,
  docxOf,
  LITHUANIAN,
  MAIL,
  paragraph,
  pdfOf,
  pdfText,
  pngHeader,
  RUSSIAN,
  seeds,
  tarOf,
  zipOf,
} from './made.ts';
import { oneReader } from './one-reader.ts';

const pool = oneReader();

function read(
  name: string,
  bytes: Uint8Array | string,
  more: Partial<ExtractRequest> = {},
): Promise<Extraction> {
  return pool.extract({ name, bytes: Buffer.from(bytes as Uint8Array), compartment: 'test', ...more });
}

/** Every place an extraction names must show the very words it claims. */
function expectTruePlaces(e: Extraction): void {
  for (const page of e.pages) {
    for (const line of page.lines) expect(e.text.slice(line.start, line.end)).toBe(line.text);
    expect(page.start).toBeLessThanOrEqual(page.end);
  }
  for (const cell of e.cells) expect(e.text.slice(cell.start, cell.start + cell.text.length)).toBe(cell.text);
}

describe('text', () => {
  it('is decoded from the encoding it was written in, and says which', async () => {
    const e = await read('a.txt', iconv.encode(LITHUANIAN, 'windows-1257'));
    expect(e).toMatchObject({
      state: 'read',
      kind: 'txt',
      encoding: 'windows-1257',
      language: 'lit',
      text: LITHUANIAN,
    });
  });

  it('is decoded as a person chose, where the choice differs', async () => {
    const e = await read('a.txt', iconv.encode(RUSSIAN, 'koi8-r'), { encoding: 'windows-1251' });
    expect(e.encoding).toBe('windows-1251');
    expect(e.text).not.toBe(RUSSIAN);
  });

  it('flags bidirectional controls', async () => {
    const e = await read('a.txt', 'access = "user\u202e \u2066// check\u2069 \u2066"; more words here');
    expect(e.hidden).toMatchObject([{ kind: 'bidi-control' }]);
  });

  it('sets the appeals of a press capture apart from its article', async () => {
    const appeal =
      'Your support helps us to tell the story. Read more. Support now. Subscribe to our newsletter and donate today.';
    const article = `${'Lithuania has asked the court to rule on the breach of the protocol. '.repeat(8)}\n\n${'The ministry gave no figure. '.repeat(8)}`;
    const e = await read('press.txt', `date 2025-05 ${appeal}\n\n${article}`);
    const spans = (e.article?.spans ?? []).map((s) => e.text.slice(s.start, s.end)).join('\n\n');
    expect(spans.startsWith('Lithuania has asked')).toBe(true);
    expect(spans.trimEnd().endsWith('The ministry gave no figure.')).toBe(true);
    expect(spans).not.toContain('newsletter');
    expect(e.article?.published).toBe('2025-05');
  });
});

describe('tables', () => {
  it('keeps every cell with its row and column, and finds separator and decimal comma', async () => {
    const csv = 'Nr;Data;Suma\n1;20.05.2021;"1 234,50"\n2;"21.05.2021\nvėl šią naktį";99,00\n';
    const e = await read('a.csv', iconv.encode(csv, 'windows-1257'));
    expect(e.tables).toEqual([
      { sheet: '', rows: 3, columns: 3, isHidden: false, delimiter: ';', decimalComma: true },
    ]);
    expect(e.cells.find((c) => c.row === 3 && c.col === 2)?.text).toBe('21.05.2021\nvėl šią naktį');
    expect(e.encoding).toBe('windows-1257');
    expectTruePlaces(e);
  });

  it('flags cells that a spreadsheet would run, and no number', async () => {
    const e = await read('a.csv', 'name,amount\n"=cmd|\'/C calc\'!A0",1\nplain,-5.25\n＝1+1,2\n');
    expect(e.active.map((a) => a.detail)).toEqual(["=cmd|'/C calc'!A0", '＝1+1']);
  });

  it.each(['xlsx', 'xls', 'ods', 'xlsb'] as const)(
    'are read from %s with sheet, row and column, hidden sheets flagged',
    async (kind) => {
      const e = await read(
        `a.${kind}`,
        bookOf(kind, [
          ['Flight', 'Seats'],
          ['B2 978', 180],
        ]),
      );
      expect(e.state).toBe('read');
      expect(e.cells.find((c) => c.sheet === 'Flights' && c.row === 2 && c.col === 2)?.text).toBe('180');
      expect(e.text).toContain('kept out of sight');
      expectTruePlaces(e);
      if (kind === 'xlsx' || kind === 'xls')
        expect(e.hidden.some((h) => h.kind === 'hidden-part')).toBe(true);
    },
  );
});

describe('HTML and XML', () => {
  it('give their text in order, list what would run, and run nothing', async () => {
    const e = await read(
      'page',
      `<!doctype html><html lang="lt"><head><title>Pranešimas</title><meta charset="utf-8"></head>
       <body onload="alert(1)"><script>globalThis.__pwned = 1; fetch('http://127.0.0.1:9/canary')</script>
       <p>Pirma <b>pastraipa</b></p><p style="display:none">unseen words</p><img src="http://127.0.0.1:9/canary.png" alt="map"><a href="javascript:x()">more</a></body></html>`,
    );
    expect(e).toMatchObject({
      state: 'read',
      kind: 'html',
      metadata: { title: 'Pranešimas', 'declared-language': 'lt' },
    });
    expect(e.text).toContain('Pirma pastraipa');
    expect(e.text).not.toContain('__pwned');
    expect(e.active.filter((a) => a.kind === 'script')).toHaveLength(3);
    expect(e.active.some((a) => a.kind === 'external-reference' && a.detail.includes('canary.png'))).toBe(
      true,
    );
    expect(e.hidden).toMatchObject([{ kind: 'invisible-text', text: 'unseen words' }]);
  });

  it('tell the article of a page from what stands around it', async () => {
    const body = Array.from(
      { length: 8 },
      (_, i) =>
        `<p>Paragraph ${i} of the report on the flights to Minsk, with enough words to be an article and not a menu, and commas, too.</p>`,
    ).join('');
    const e = await read(
      'p.html',
      `<html><head><title>Report</title><meta property="og:site_name" content="The Paper"><meta property="article:published_time" content="2021-07-05"></head>
      <body><nav><a href="/a">Home</a> <a href="/b">Sport</a></nav><article><h1>Report</h1>${body}</article><footer>Subscribe now</footer></body></html>`,
    );
    const article = (e.article?.spans ?? []).map((s) => e.text.slice(s.start, s.end)).join('\n');
    expect(article).toContain('Paragraph 7 of the report');
    expect(article).not.toContain('Subscribe');
    expect(e.text).toContain('Subscribe');
    expect(e.article).toMatchObject({ publisher: 'The Paper', published: '2021-07-05' });
  });

  it('leave declared entities unexpanded and unfetched', async () => {
    const e = await read(
      'a.xml',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yy">]><a>before &x; &y; after &amp; on</a>',
    );
    expect(e.text.trim()).toBe('before &x; &y; after & on');
    expect(e.active).toMatchObject([{ kind: 'external-reference', detail: 'file:///etc/passwd' }]);
  });
});

describe('PDF', () => {
  it('gives pages, lines with their boxes, and true places', async () => {
    const e = await read(
      'a.pdf',
      pdfOf([pdfText('The log of the border post'), pdfText('Second page', 100, 500)]),
    );
    expect(e).toMatchObject({ state: 'read', kind: 'pdf', isEncrypted: false });
    expect(e.pages).toHaveLength(2);
    const line = e.pages[1]?.lines[0];
    expect(line?.text).toBe('Second page');
    expect(line?.box[0]).toBeCloseTo(100, 0);
    expect(line?.box[3]).toBeGreaterThan(330);
    expect(line?.box[3]).toBeLessThan(350);
    expectTruePlaces(e);
  });

  it('flags a page without a text layer, and is not called empty', async () => {
    const e = await read('a.pdf', pdfOf(['0 0 100 100 re S']));
    expect(e).toMatchObject({ state: 'read', pages: [{ textLayer: false }] });
  });

  it('opens with the empty password where only the owner has one, and says it is encrypted', async () => {
    const e = await read(
      'a.pdf',
      pdfOf([pdfText('open to read')], undefined, 'encrypt=aes-256,owner-password=o,user-password='),
    );
    expect(e).toMatchObject({ state: 'read', isEncrypted: true });
    expect(e.text).toContain('open to read');
  });

  it('is encrypted, not damaged, when locked, and opens with the password', async () => {
    const bytes = pdfOf(
      [pdfText('behind the lock')],
      undefined,
      'encrypt=aes-256,owner-password=o,user-password=u',
    );
    expect(await read('a.pdf', bytes)).toMatchObject({
      state: 'error',
      errorKind: 'encrypted',
      isEncrypted: true,
    });
    expect((await read('a.pdf', bytes, { password: 'u' })).text).toContain('behind the lock');
    expect(await read('a.pdf', bytes, { password: 'wrong' })).toMatchObject({ errorKind: 'encrypted' });
  });

  it('is partly read when its table of objects is lost', async () => {
    const bytes = pdfOf([pdfText('still readable')]);
    const cut = Buffer.concat([bytes.subarray(0, bytes.lastIndexOf('xref')), Buffer.from('gone')]);
    const e = await read('a.pdf', cut);
    expect(e.state).toBe('partly-read');
    expect(e.text).toContain('still readable');
    expect(e.warnings.some((w) => w.code === 'pdf-repaired')).toBe(true);
  });

  it('is damaged when nothing of it can be found', async () => {
    expect(await read('a.pdf', '%PDF-1.7\n%nothing')).toMatchObject({ state: 'error', errorKind: 'damaged' });
    expect(await read('a.pdf', 'oops.\n')).toMatchObject({ state: 'error', errorKind: 'damaged' });
  });

  it('finds words under an opaque box, and none under a frame, a marker or a cell behind its words', async () => {
    const box = '0 g 70 695 120 16 re f\n';
    const buried = await read('a.pdf', pdfOf([pdfText('Secret Name') + box]));
    expect(buried.hidden).toMatchObject([{ kind: 'bad-redaction', text: 'Secret Name', page: 1 }]);
    const clean = [
      `${pdfText('Framed words')}70 695 120 16 re S\n`,
      `0.8 g 70 695 120 16 re f 0 g\n${pdfText('Cell words')}`,
      `${pdfText('   ')}${box}`,
      `${box}1 g ${pdfText('REDACTED')}`,
      pdfText('Elsewhere', 72, 400) + box,
    ];
    for (const content of clean) expect((await read('a.pdf', pdfOf([content]))).hidden, content).toEqual([]);
  });

  it('finds a name replaced by a white box with other words on it', async () => {
    const e = await read(
      'a.pdf',
      pdfOf([`${pdfText('Colonel Brown')}1 g 70 695 120 16 re f 0 g ${pdfText('Mister Green')}`]),
    );
    expect(e.hidden).toMatchObject([{ kind: 'bad-redaction', text: 'Colonel Brown' }]);
  });

  it('lists scripts, launches and links, and keeps attached files with their digest', async () => {
    const attached = Buffer.from('a;b\n1;2\n');
    const bytes = pdfOf([pdfText('active')], (pdf) => {
      const root = pdf.getTrailer().get('Root');
      const script = pdf.newDictionary();
      script.put('S', pdf.newName('JavaScript'));
      script.put('JS', pdf.newString('app.alert(1)'));
      root.put('OpenAction', script);
      const launch = pdf.newDictionary();
      launch.put('S', pdf.newName('Launch'));
      launch.put('F', pdf.newString('calc.exe'));
      root.put('Extra', pdf.addObject(launch));
      pdf.insertEmbeddedFile(
        'list.csv',
        pdf.addEmbeddedFile('list.csv', 'text/csv', attached, new Date(0), new Date(0)),
      );
    });
    const e = await read('a.pdf', bytes);
    expect(e.active).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'script' }),
        expect.objectContaining({ kind: 'launch', detail: 'calc.exe' }),
      ]) as unknown as object,
    );
    expect(e.attachments).toMatchObject([
      {
        name: 'list.csv',
        bytes: attached.length,
        sha256: createHash('sha256').update(attached).digest('hex'),
      },
    ]);
  });
});

describe('office documents', () => {
  it('are read with footnotes, headers and comments; deletions and hidden words are flagged', async () => {
    const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const body =
      paragraph(LITHUANIAN) +
      '<w:p><w:del w:author="x"><w:r><w:delText>struck out</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>vanished</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>';
    const e = await read(
      'a.docx',
      docxOf(body, [
        {
          name: 'word/footnotes.xml',
          content: `<w:footnotes ${W}><w:footnote w:id="2">${paragraph('the note')}</w:footnote></w:footnotes>`,
        },
        { name: 'word/header1.xml', content: `<w:hdr ${W}>${paragraph('the header')}</w:hdr>` },
        {
          name: 'word/comments.xml',
          content: `<w:comments ${W}><w:comment w:author="Ona">${paragraph('is this so?')}</w:comment></w:comments>`,
        },
        { name: 'word/vbaProject.bin', content: 'macro' },
        { name: 'word/embeddings/book1.xlsx', content: 'inner' },
        {
          name: 'word/_rels/document.xml.rels',
          content:
            '<Relationships><Relationship Id="r9" Type="x/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/></Relationships>',
        },
      ]),
    );
    expect(e).toMatchObject({ state: 'read', kind: 'docx' });
    for (const words of [LITHUANIAN, '[2] the note', 'the header', 'Ona: is this so?'])
      expect(e.text).toContain(words);
    expect(e.text).not.toContain('struck out');
    expect(e.hidden).toMatchObject(
      expect.arrayContaining(
        ['deleted-text', 'invisible-text', 'comment'].map((kind) => expect.objectContaining({ kind })),
      ) as unknown as object,
    );
    expect(e.active).toMatchObject(
      expect.arrayContaining(
        ['macro', 'embedded-object', 'external-reference'].map((kind) => expect.objectContaining({ kind })),
      ) as unknown as object,
    );
    expect(e.attachments).toMatchObject([{ name: 'book1.xlsx', bytes: 5 }]);
  });

  it('give slides as pages, in the order of the show', async () => {
    const slide = (text: string): string =>
      `<p:sld><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sld>`;
    const e = await read(
      'a.pptx',
      zipOf([
        { name: '[Content_Types].xml', content: '<Types/>' },
        {
          name: 'ppt/presentation.xml',
          content:
            '<p:presentation><p:sldIdLst><p:sldId r:id="r2"/><p:sldId r:id="r1"/></p:sldIdLst><p:sldSz cx="12700000" cy="9525000"/></p:presentation>',
        },
        {
          name: 'ppt/_rels/presentation.xml.rels',
          content:
            '<Relationships><Relationship Id="r1" Target="slides/slide1.xml"/><Relationship Id="r2" Target="slides/slide2.xml"/></Relationships>',
        },
        { name: 'ppt/slides/slide1.xml', content: slide('shown second') },
        { name: 'ppt/slides/slide2.xml', content: slide('shown first') },
      ]),
    );
    expect(e.pages.map((p) => e.text.slice(p.start, p.end).trim())).toEqual(['shown first', 'shown second']);
    expect(e.pages[0]).toMatchObject({ width: 1000, height: 750 });
  });

  it('in OpenDocument form are read, and called encrypted when they are', async () => {
    const odt = (manifest: string): Buffer =>
      zipOf([
        {
          name: 'META-INF/manifest.xml',
          content: `<manifest:manifest>${manifest}opendocument.text</manifest:manifest>`,
        },
        {
          name: 'content.xml',
          content: `<office:document-content><text:p>Pirma<text:tab/>eilutė</text:p><text:p>${ARABIC}</text:p></office:document-content>`,
        },
      ]);
    const e = await read('a.odt', odt(''));
    expect(e).toMatchObject({ state: 'read', kind: 'odt' });
    expect(e.text).toContain('Pirma\teilutė');
    expect(await read('a.odt', odt('<manifest:encryption-data/>'))).toMatchObject({
      state: 'error',
      errorKind: 'encrypted',
    });
  });

  it('in rich text are read in the page they name', async () => {
    const e = await read(
      'a.rtf',
      "{\\rtf1\\ansi\\ansicpg1257{\\fonttbl{\\f0 Arial;}}{\\info{\\title A \\'f0}}s\\'e0ra\\'f0\\'e0s \\u1040?\\par{\\pict 00ff}}",
    );
    expect(e.text.trim()).toBe('sąrašąs А');
    expect(e.metadata['title']).toBe('A š');
  });
});

describe('mail', () => {
  it('gives headers, family, body, and attachments as children with their digests', async () => {
    const e = await read('a.eml', MAIL);
    expect(e).toMatchObject({
      state: 'read',
      kind: 'eml',
      mail: {
        subject: 'įrodymai apie skrydžius',
        from: '"Ona Žukaitė" <ona@example.org>',
        messageId: '<one@example.org>',
        inReplyTo: '<zero@example.org>',
        references: ['<first@example.org>', '<zero@example.org>'],
      },
    });
    expect(e.text).toContain('Laba diena, siunčiame sąrašą.');
    expect(e.text).toContain('Words of the inner message.');
    const list = e.attachments.find((a) => a.name === 'sąrašas.csv');
    expect(list?.sha256).toBe(createHash('sha256').update('a;b\n1;2\n').digest('hex'));
    expect(e.attachments.find((a) => a.note === 'message')?.mediaType).toBe('message/rfc822');
  });

  it('is partly read when malformed', async () => {
    const e = await read(
      'a.eml',
      'Subject: cut\nContent-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nthe only part',
    );
    expect(e.state).toBe('partly-read');
    expect(e.text).toContain('the only part');
  });

  it('in a mailbox becomes one child a message', async () => {
    const e = await read(
      'a.mbox',
      'From a@x Mon Jul 05 10:00:00 2021\nSubject: one\n\n>From here\n\nFrom b@x Mon Jul 05 11:00:00 2021\nSubject: two\n\nbody\n',
    );
    expect(e).toMatchObject({ kind: 'mbox', metadata: { messages: '2' } });
    expect(Buffer.from(e.attachments[0]?.content ?? []).toString()).toContain('\nFrom here');
  });
});

describe('archives', () => {
  it('list and keep their members; unsafe names are data only, links and pipes are named', async () => {
    const zip = await read(
      'a.zip',
      zipOf([
        { name: 'ok.txt', content: 'one' },
        { name: '../../tmp/pwn.txt', content: 'two' },
      ]),
    );
    expect(zip.attachments.map((a) => [a.name, a.bytes, a.note])).toEqual([
      ['ok.txt', 3, undefined],
      ['../../tmp/pwn.txt', 3, 'unsafe-name'],
    ]);
    const entries = [
      { name: 'ok.txt', content: 'one' },
      { name: 'l', type: '2', link: '/etc/passwd' },
      { name: 'p', type: '6' },
    ];
    for (const bytes of [tarOf(entries), gzipSync(tarOf(entries))]) {
      const tar = await read('a', bytes);
      expect(tar.kind).toBe('tar');
      expect(tar.attachments.map((a) => [a.name, a.note, a.content === undefined])).toEqual([
        ['ok.txt', undefined, false],
        ['l', 'link', true],
        ['p', 'fifo', true],
      ]);
    }
  });

  it('of the web give records, and a verdict on each digest they state', async () => {
    const body = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>page</p>';
    const record = (digest: string): string =>
      `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\nWARC-Block-Digest: sha256:${digest}\r\nContent-Type: application/http\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\n\r\n`;
    const right = createHash('sha256').update(body).digest('hex');
    const e = await read('a.warc', record(right) + record('0'.repeat(64)));
    expect(e).toMatchObject({ kind: 'warc', metadata: { records: '2' } });
    expect(e.text).toContain('block digest right');
    expect(e.text).toContain('block digest wrong');
    expect(e.warnings.map((w) => w.code)).toEqual(['warc-digest']);
    expect(Buffer.from(e.attachments[0]?.content ?? []).toString()).toBe('<p>page</p>');
  });
});

describe('pictures and sounds', () => {
  it('say their size from the header, and a flood of pixels is refused', async () => {
    expect((await read('a.png', pngHeader(640, 480))).metadata).toMatchObject({
      ImageWidth: '640',
      ImageHeight: '480',
    });
    expect(await read('a.png', pngHeader(40_000, 40_000))).toMatchObject({
      state: 'error',
      errorKind: 'image-limit',
      metadata: { ImageWidth: '40000' },
    });
  });

  it('say how long they last', async () => {
    const wav = Buffer.alloc(44 + 16_000);
    wav.write('RIFF', 0);
    wav.write('WAVEfmt ', 8);
    wav.writeUInt32LE(16, 16);
    wav.writeUInt16LE(1, 22);
    wav.writeUInt32LE(8_000, 24);
    wav.writeUInt32LE(8_000, 28);
    wav.write('data', 36);
    wav.writeUInt32LE(16_000, 40);
    expect((await read('a.wav', wav)).metadata).toMatchObject({ Duration: '2', SampleRate: '8000' });
  });
});

describe('whatever comes', () => {
  it('of every kind is told by its content, not by its name', async () => {
    for (const { name, bytes } of seeds()) {
      const told = await read(name, bytes);
      const renamed = await read('exhibit', bytes);
      expect(told.state, name).toBe('read');
      expect(renamed.kind, name).toBe(told.kind);
    }
  });

  it('that is unknown, empty or not read is said to be so', async () => {
    expect(await read('a', '')).toMatchObject({ state: 'error', errorKind: 'empty' });
    expect(await read('a.bin', Buffer.from([0, 1, 2, 3, 250, 251]))).toMatchObject({
      state: 'error',
      errorKind: 'unsupported',
      kind: 'unknown',
    });
  });

  it.each([
    ['pst', '2142444e00000000534d', 'MBOX'],
    ['djvu', '41542654464f524d00001000444a5655', 'PDF'],
    ['mdb', '000100005374616e64617264204a65742044420000', 'CSV'],
    ['one', 'e4525c7b8cd8a74daeb15378d02996d3', 'PDF'],
  ])('that is kept as %s is named so, and what helps is said', async (kind, head, helps) => {
    const bytes = Buffer.concat([Buffer.from(head, 'hex'), Buffer.from([1, 0, 2, 250, 251, 0, 0, 3])]);
    const e = await read('exhibit', bytes);
    expect(e).toMatchObject({ state: 'error', errorKind: 'unsupported', kind });
    expect(e.state === 'error' ? e.reason : '').toContain(helps);
  });

  it('of a kind that is read is named in the guide', () => {
    const guide = readFileSync(new URL('../../../../../docs/guide/kinds.md', import.meta.url), 'utf8');
    expect(READABLE_KINDS.filter((kind) => !guide.includes(`\`${kind}\``))).toEqual([]);
  });

  it('gives the same record twice', async () => {
    for (const { name, bytes } of seeds()) expect(await read(name, bytes)).toEqual(await read(name, bytes));
  });
});
