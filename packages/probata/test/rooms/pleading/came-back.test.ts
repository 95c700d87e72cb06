import { describe, expect, test } from 'vitest';
import { readSource } from '../../../src/adapters/extract/read-source.ts';
import { cameBack } from '../../../src/rooms/pleading/came-back.ts';
import {
  bookmark,
  callOf,
  cite,
  del,
  field,
  ins,
  type MadeWord,
  madeWord,
  noteOf,
  para,
  struck,
  words,
} from '../../adapters/extract/made-word.ts';

const A = 'AAAA0001';
const B = 'BBBB0002';

async function read(made: MadeWord, issued: readonly string[] = [A, B]) {
  const { draft, ending } = await readSource({ bytes: madeWord(made), name: 'draft.docx', asDraft: true });
  expect(ending.state).toBe('read');
  return cameBack(draft.word?.paragraphs ?? [], issued);
}
const shown = (came: Awaited<ReturnType<typeof read>>) => ({
  standing: came.standing.map(({ id, text }) => `${id} ${text}`),
  copies: came.copies.map(({ id, text }) => `${id} ${text}`),
  lost: came.lost.map(({ id, reason }) => `${id} ${reason}`),
});

describe('a citation comes back', () => {
  test('by bookmark and field, in the body and in a footnote', async () => {
    const came = await read({
      body: [para(words('One '), cite(A, 'Annex 1, p. 3'), words(' and '), callOf('footnote', 2))],
      footnotes: [noteOf('footnote', 2, words(' See '), cite(B, 'Annex 2'), words('.'))],
    });
    expect(shown(came)).toEqual({
      standing: [`${A} Annex 1, p. 3`, `${B} Annex 2`],
      copies: [],
      lost: [],
    });
    expect(came.standing[0]?.by).toEqual(['field', 'bookmark']);
  });

  test('with its words and its code cut into several runs', async () => {
    const broken = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN PROB</w:instrText></w:r><w:proofErr w:type="spellStart"/><w:r><w:instrText>ATA_CITE AAAA</w:instrText></w:r><w:r><w:instrText>0001 v1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${words('Ann')}<w:smartTag>${words('ex 1')}</w:smartTag><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    expect(shown(await read({ body: [para(broken)] }, [A]))).toEqual({
      standing: [`${A} Annex 1`],
      copies: [],
      lost: [],
    });
  });

  test('by its bookmark where the field is gone, and by its field where the bookmark is', async () => {
    const came = await read({
      body: [para(bookmark(A, words('Annex 1')), words(' and '), field(B, words('Annex 2')))],
    });
    expect(shown(came).standing).toEqual([`${A} Annex 1`, `${B} Annex 2`]);
    expect(came.standing.map((one) => one.by)).toEqual([['bookmark'], ['field']]);
  });

  test('by a simple field, by a field that lost its end, and by one whose bookmark runs on into the next paragraph', async () => {
    const simple = `<w:fldSimple w:instr=" ADDIN PROBATA_CITE &quot;${A}&quot; v1 \\* MERGEFORMAT">${words('Annex 1')}</w:fldSimple>`;
    const came = await read({
      body: [
        para(simple, words('.')),
        para(bookmark(B, field(B, words('Annex 2'), true)), words(' stays')),
        para(words('Later words.')),
      ],
    });
    expect(shown(came).standing.map((one) => one.slice(0, 16))).toEqual([`${A} Annex 1`, `${B} Annex 2`]);
    const over = await read(
      {
        body: [
          `<w:p><w:bookmarkStart w:id="7" w:name="pbc_${A}"/>${field(A, words('Annex 1'))}</w:p>`,
          `<w:p>${words('More.')}<w:bookmarkEnd w:id="7"/></w:p>`,
        ],
      },
      [A],
    );
    expect(shown(over)).toEqual({ standing: [`${A} Annex 1`], copies: [], lost: [] });
  });

  test('from a footnote that became an endnote, and from a tracked move', async () => {
    const came = await read({
      body: [
        para(words('One'), callOf('endnote', 4)),
        para(`<w:moveFrom w:id="1" w:author="C">${field(B, words('Annex 2'))}</w:moveFrom>`, words('x')),
        para(`<w:moveTo w:id="2" w:author="C">${cite(B, 'Annex 2')}</w:moveTo>`),
      ],
      endnotes: [noteOf('endnote', 4, cite(A, 'Annex 1'))],
    });
    expect(shown(came)).toEqual({ standing: [`${B} Annex 2`, `${A} Annex 1`], copies: [], lost: [] });
    expect(came.standing[0]?.change).toBe('moved-to');
  });

  test('inside a tracked insertion, a table, a text box and a content control', async () => {
    const box = `<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent>${para(cite(B, 'Annex 2'))}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${para(cite(B, 'Annex 2'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>`;
    const came = await read({
      body: [
        `<w:tbl><w:tr><w:tc>${para(ins(cite(A, 'Annex 1')))}</w:tc></w:tr></w:tbl>`,
        para(words('Box'), box),
      ],
    });
    expect(shown(came)).toEqual({ standing: [`${A} Annex 1`, `${B} Annex 2`], copies: [], lost: [] });
    expect(came.standing[0]?.change).toBe('inserted');
    const control = `<w:sdt><w:sdtPr><w:tag w:val="probata:cite:${A}"/></w:sdtPr><w:sdtContent>${words('Annex 1')}</w:sdtContent></w:sdt>`;
    expect(shown(await read({ body: [para(control)] }, [A])).standing).toEqual([`${A} Annex 1`]);
  });

  test('by a link or a point where the word processor keeps nothing else', async () => {
    const link = `<w:hyperlink r:id="rId50">${words('Annex 1, p. 3')}</w:hyperlink>`;
    const came = await read({
      body: [
        para(words('See '), link, words('.')),
        para(words('And '), bookmark(B, ''), words('Annex 2, p. 4, row 5; more.')),
      ],
      links: [`https://cite.probata.invalid/c/${A}`],
    });
    expect(shown(came)).toEqual({
      standing: [`${A} Annex 1, p. 3`, `${B} Annex 2, p. 4, row 5`],
      copies: [],
      lost: [],
    });
    // A link whose id this draft was never given is a stranger's.
    expect(shown(await read({ body: [para(link)], links: ['probata:cite/HYP0001'] }, [])).standing).toEqual(
      [],
    );
  });
});

describe('a copy is told from its original', () => {
  test('of two fields, the one in its bookmark is the first', async () => {
    const came = await read({ body: [para(field(A, words('Annex 1'))), para(cite(A, 'Annex 1'))] }, [A]);
    expect(came.standing.map((one) => one.paragraph)).toEqual([1]);
    expect(came.copies.map((one) => one.paragraph)).toEqual([0]);
  });

  test('a bookmark that was copied bears figures behind its name', async () => {
    const came = await read(
      {
        body: [
          para(cite(A, 'Annex 1')),
          para(bookmark(`${A}1`, words('Annex 1'))),
          para(bookmark(`${A}_Copy_2`, words('Annex 1'))),
        ],
      },
      [A],
    );
    expect(shown(came)).toEqual({
      standing: [`${A} Annex 1`],
      copies: [`${A} Annex 1`, `${A} Annex 1`],
      lost: [],
    });
  });
});

describe('a citation is lost, and why is said', () => {
  test('struck in a tracked change: who and when', async () => {
    const gone = del(
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:delInstrText> ADDIN PROBATA_CITE ${A} v1 </w:delInstrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${struck('Annex 1')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    );
    const came = await read({ body: [para(words('One '), bookmark(A, gone))] }, [A]);
    expect(came.lost).toEqual([
      {
        id: A,
        reason: 'struck',
        by: 'Counsel B',
        on: '2034-02-03T10:00:00Z',
        at: { paragraph: 0, run: expect.any(Number) },
      },
    ]);
    expect(came.standing).toEqual([]);
  });

  test.each([
    [
      'its words are gone and its bookmark stands',
      [para(words('One '), bookmark(A, ''), words(' two.'))],
      'emptied',
    ],
    ['its bookmark stands around another citation', [para(bookmark(A, cite(B, 'Annex 2')))], 'emptied'],
    ['nothing is left of it', [para(words('One two.'))], 'absent'],
  ])('%s', async (_what, body, reason) => {
    const came = await read({ body }, [A]);
    expect(came.lost.map((one) => `${one.id} ${one.reason}`)).toEqual([`${A} ${reason}`]);
  });

  test('its note is called no more, or only by a call that was struck', async () => {
    const footnotes = [noteOf('footnote', 2, cite(A, 'Annex 1'))];
    expect(shown(await read({ body: [para(words('One'))], footnotes }, [A])).lost).toEqual([`${A} uncalled`]);
    expect(shown(await read({ body: [para(del(callOf('footnote', 2)))], footnotes }, [A])).lost).toEqual([
      `${A} uncalled`,
    ]);
  });

  test('it stands in a comment only', async () => {
    const comments = [`<w:comment w:id="0" w:author="C">${para(cite(A, 'Annex 1'))}</w:comment>`];
    expect(shown(await read({ body: [para(words('One'))], comments }, [A])).lost).toEqual([`${A} displaced`]);
  });
});
