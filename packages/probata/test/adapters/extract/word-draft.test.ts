// Word files that somebody made to do harm, read as drafts in the closed process: each comes to a final state within its limits.
import { describe, expect, test } from 'vitest';
import { plainZip } from '../../../src/adapters/extract/zip-write.ts';
import type { Extraction } from '../../../src/ports/extractor.ts';
import { cameBack } from '../../../src/rooms/pleading/came-back.ts';
import { cite, field, madeWord, para, words } from './made-word.ts';
import { oneReader } from './one-reader.ts';

const pool = oneReader();

const read = (bytes: Uint8Array): Promise<Extraction> =>
  pool.extract({ bytes, name: 'draft.docx', compartment: 'drafts', asDraft: true });
const body = (xml: string, head = ''): Buffer =>
  plainZip([
    { name: '_rels/.rels', content: Buffer.from('<Relationships/>') },
    {
      name: 'word/document.xml',
      content: Buffer.from(`${head}<w:document xmlns:w="w"><w:body>${xml}</w:body></w:document>`),
    },
  ]);
const ids = (one: Extraction): string[] => cameBack(one.word?.paragraphs ?? []).standing.map(({ id }) => id);

describe('a Word file read as a draft', () => {
  test('gives runs and marks, and no plain text; the same file read as an exhibit gives its text', async () => {
    const bytes = madeWord({ body: [para(words('One '), cite('AAAA0001', 'Annex 1'))] });
    const draft = await read(bytes);
    expect([draft.state, draft.text, ids(draft)]).toEqual(['read', '', ['AAAA0001']]);
    const exhibit = await pool.extract({ bytes, name: 'draft.docx', compartment: 'drafts' });
    expect([exhibit.word, exhibit.text.trim()]).toEqual([undefined, 'One Annex 1']);
  });

  test('expands no entity and fetches none', async () => {
    const one = await read(
      body(
        para(words('&lol; &xxe; end '), cite('AAAA0001', 'Annex 1')),
        '<!DOCTYPE w [<!ENTITY lol "lollollol"><!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
      ),
    );
    expect(one.word?.paragraphs[0]?.runs[0]?.text).toBe('&lol; &xxe; end ');
    expect(ids(one)).toEqual(['AAAA0001']);
  });

  test('unpacks no bomb', async () => {
    const one = await read(body(`<w:p>${' '.repeat(96 * 1024 * 1024)}</w:p>`));
    expect(one).toMatchObject({ state: 'error', errorKind: 'archive-limit' });
  });

  test.each([
    [
      'a hundred thousand bookmarks around one word',
      () =>
        para(
          Array.from(
            { length: 100_000 },
            (_, i) => `<w:bookmarkStart w:id="${i}" w:name="pbc_AAAA${i}"/>`,
          ).join(''),
          words('One'),
        ),
      1,
    ],
    [
      'a hundred thousand fields that begin and never end',
      () =>
        para(words('Before'), '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'.repeat(100_000), words('One')),
      1,
    ],
    ['paragraphs within paragraphs, fifty thousand deep', () => '<w:p>'.repeat(50_000), 1],
    ['changes within changes', () => para('<w:ins w:id="1">'.repeat(50_000), words('One')), 1],
    [
      'one citation fifty thousand times',
      () => para(field('AAAA0001', words('Annex 1'))).repeat(50_000),
      50_000,
    ],
  ])(
    'comes to an end with %s',
    async (_what, make, least) => {
      const one = await read(body(make()));
      expect(one.state).not.toBe('error');
      expect(one.word?.paragraphs.length).toBeGreaterThanOrEqual(least);
      const came = cameBack(one.word?.paragraphs ?? [], ['AAAA0001']);
      expect(came.standing.length + came.copies.length).toBeLessThanOrEqual(200);
    },
    60_000,
  );

  test('cuts a paragraph that is longer than any, and says so', async () => {
    const one = await read(body(para(words('long '.repeat(400_000))) + para(cite('AAAA0001', 'Annex 1'))));
    expect(one.state).toBe('partly-read');
    expect(one.warnings.map(({ code }) => code)).toContain('paragraph-long');
    expect(ids(one)).toEqual(['AAAA0001']);
  });
});
