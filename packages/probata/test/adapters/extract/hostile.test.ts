import { existsSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { residentBytes } from '../../../src/adapters/extract/memory.ts';
import { type ExtractorPool, openExtractorPool } from '../../../src/adapters/extract/pool.ts';
import type { Extraction, ExtractLimits } from '../../../src/ports/extractor.ts';
import { docxOf, paragraph, pdfOf, tarOf, zipOf } from './made.ts';

const MIB = 1 << 20;
let pool: ExtractorPool;
beforeAll(async () => {
  pool = await openExtractorPool({ size: 1, limits: { wallMs: 20_000 } });
});
afterAll(async () => {
  await pool.close();
  expect(pool.load().processes).toEqual([]);
});

async function read(
  name: string,
  bytes: Uint8Array | string,
  limits: Partial<ExtractLimits> = {},
): Promise<Extraction> {
  const result = await pool.extract({
    name,
    bytes: Buffer.from(bytes as Uint8Array),
    compartment: 'hostile',
    limits,
  });
  expect(
    result.state === 'error' && result.errorKind === 'crashed',
    JSON.stringify(result).slice(0, 300),
  ).toBe(false);
  return result;
}

describe('a bomb', () => {
  const zeros = Buffer.alloc(64 * MIB);

  it('of a ZIP ends at the limit of size or ratio, in little memory', async () => {
    await read('warm.txt', 'warm');
    expect(await read('a.zip', zipOf([{ name: 'zeros', content: zeros }]))).toMatchObject({
      state: 'error',
      errorKind: 'archive-limit',
    });
    for (const pid of pool.load().processes) expect(residentBytes(pid) ?? 0).toBeLessThan(256 * MIB);
  });

  it('that lies about its unpacked size ends as well', async () => {
    expect(await read('a.zip', zipOf([{ name: 'zeros', content: zeros, claim: 100 }]))).toMatchObject({
      errorKind: 'archive-limit',
    });
  });

  it('with members that share their bytes is told by that', async () => {
    const zip = zipOf([
      { name: 'a', content: 'a'.repeat(3_000) },
      { name: 'b', content: 'b'.repeat(3_000) },
    ]);
    const second = zip.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    zip.writeUInt32LE(5, second + 42);
    expect(await read('a.zip', zip)).toMatchObject({ errorKind: 'archive-limit' });
  });

  it('of gzip, of a Word part, and of a tar inside gzip ends', async () => {
    expect(await read('a.gz', gzipSync(zeros))).toMatchObject({ errorKind: 'archive-limit' });
    expect(
      await read('a.tgz', gzipSync(Buffer.concat([tarOf([{ name: 'a' }]).subarray(0, 512), zeros]))),
    ).toMatchObject({ errorKind: 'archive-limit' });
    expect(await read('a.docx', docxOf(paragraph('a'.repeat(32 * MIB))))).toMatchObject({
      errorKind: 'archive-limit',
    });
  });

  it('of too many members ends', async () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ name: `${i}`, content: '' }));
    expect(await read('a.zip', zipOf(many), { members: 200 })).toMatchObject({ errorKind: 'archive-limit' });
    expect(await read('a.tar', tarOf(many), { members: 200 })).toMatchObject({ errorKind: 'archive-limit' });
  });

  it('inside a PDF stream ends in a final state', async () => {
    const bytes = pdfOf(['q Q '.repeat(10)]);
    const stream = deflateSync(Buffer.from('q '.repeat(20 * MIB)));
    const pdf = pdfOf([''], (doc) => {
      const page = doc.findPage(0);
      const raw = doc.newDictionary();
      raw.put('Filter', doc.newName('FlateDecode'));
      page.put('Contents', doc.addRawStream(stream, raw));
    });
    expect((await read('ok.pdf', bytes)).state).toBe('read');
    expect((await read('a.pdf', pdf)).state).toMatch(/read|error/);
  });
});

describe('XML', () => {
  it('of a billion laughs is not expanded', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i} "${'&a;'.repeat(10)}">`).join('')}]>`;
    const e = await read('a.docx', docxOf(paragraph('before &a29; after'), [], laughs));
    expect(e.text).toContain('before &a29; after');
    expect(e.warnings.map((w) => w.code)).toContain('xml-entities');
  });

  it('that names a file or an address is neither opened nor asked for', async () => {
    const doctype =
      '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:9/x">]>';
    const e = await read('a.docx', docxOf(paragraph('&f; &h;'), [], doctype));
    expect(e.text).not.toContain('root:');
    expect(e.active.filter((a) => a.kind === 'external-reference')).toHaveLength(2);
  });

  it('that ends inside its last tag ends, also where nobody listens for closing tags', async () => {
    const e = await read(
      'a.docx',
      docxOf(paragraph('words'), [
        {
          name: 'word/_rels/document.xml.rels',
          content: '<Relationships><Relationship Id="r1" Target="x"/></Relationships',
        },
      ]),
    );
    expect(e).toMatchObject({ state: 'partly-read' });
    expect(e.text).toContain('words');
  });

  it('nested two hundred thousand deep is read', async () => {
    const depth = 200_000;
    const e = await read('a.xml', `<?xml version="1.0"?>${'<a>'.repeat(depth)}deep${'</a>'.repeat(depth)}`);
    expect(e.text.trim()).toBe('deep');
  });
});

describe('nesting and loops', () => {
  it('in HTML end in a final state', async () => {
    const e = await read(
      'a.html',
      `<html><body>${'<div>'.repeat(30_000)}deep words${'</div>'.repeat(30_000)}</body></html>`,
    );
    expect(e.state).toMatch(/read|error/);
  });

  it('in mail end: parts in parts, and messages in messages', async () => {
    let mail = 'Subject: innermost\n\nwords';
    for (let i = 0; i < 200; i += 1) mail = `Subject: ${i}\nContent-Type: message/rfc822\n\n${mail}`;
    expect((await read('a.eml', mail)).state).toMatch(/read/);
    const parts = Array.from(
      { length: 2_000 },
      (_, i) => `--b${i}\nContent-Type: multipart/mixed; boundary="b${i + 1}"\n\n`,
    ).join('');
    expect(
      (await read('b.eml', `Subject: x\nContent-Type: multipart/mixed; boundary="b0"\n\n${parts}`)).state,
    ).toBe('partly-read');
  });

  it('in a PDF page tree end', async () => {
    const pdf =
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF';
    expect((await read('a.pdf', pdf)).state).toMatch(/read|error/);
  });

  it('in a PDF of forms that draw each other twice end in a final state', async () => {
    const pdf = pdfOf(['/X0 Do'], (doc) => {
      const page = doc.findPage(0);
      let inner = doc.addStream('0 0 1 1 re f', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 10, 10] });
      for (let i = 0; i < 26; i += 1) {
        const form = {
          Type: 'XObject',
          Subtype: 'Form',
          BBox: [0, 0, 10, 10],
          Resources: { XObject: { X: inner } },
        };
        inner = doc.addStream('/X Do /X Do', form as unknown as object);
      }
      const resources = doc.newDictionary();
      const forms = doc.newDictionary();
      forms.put('X0', inner);
      resources.put('XObject', forms);
      page.put('Resources', resources);
    });
    const e = await read('a.pdf', pdf, { wallMs: 5_000 });
    expect(e.state === 'error' ? e.errorKind : e.state).toMatch(/time-limit|memory-limit|read/);
  }, 30_000);
});

describe('limits', () => {
  it('of text, pages and cells leave what was read, and say so', async () => {
    const long = await read('a.txt', 'word '.repeat(10_000), { textUnits: 1_000 });
    expect(long).toMatchObject({ state: 'partly-read', warnings: [{ code: 'text-limit' }] });
    expect(long.text).toHaveLength(1_000);
    const pages = await read('a.pdf', pdfOf(['', '', '']), { pages: 2 });
    expect(pages.pages).toHaveLength(2);
    expect(pages.warnings.map((w) => w.code)).toContain('page-limit');
    const cells = await read('a.csv', 'a,b\n'.repeat(100), { cells: 50 });
    expect(cells.cells).toHaveLength(50);
    expect(cells.state).toBe('partly-read');
  });

  it('of time end a regular expression or a parser that backtracks', async () => {
    for (const [name, text] of [
      ['a.csv', `"${'a,'.repeat(200_000)}`],
      ['a.eml', `Subject: ${'=?utf-8?q?'.repeat(20_000)}\n\n`],
      ['a.html', '<!--'.repeat(100_000)],
      ['a.rtf', `{\\rtf1 ${'{\\b '.repeat(100_000)}`],
      ['a.xml', `<?xml version="1.0"?><a ${'b="'.repeat(100_000)}`],
      ['b.xml', `<?xml version="1.0"?><a ${'b'.repeat(400_000)}>${'<c d="'.repeat(50_000)}`],
      ['a.mbox', `From a@b Mon Jul 05 10:00:00 2021\n${'From a '.repeat(100_000)}`],
      ['press.txt', `${'Your support Read more '.repeat(20_000)}\n\n${'word '.repeat(200)}`],
    ] as const) {
      // One that backtracks would not end within the time of the test.
      await read(name, text);
    }
  });
});

it('nothing was written where a hostile name pointed', () => {
  expect(existsSync('/tmp/probata-pwn-1.txt')).toBe(false);
});
