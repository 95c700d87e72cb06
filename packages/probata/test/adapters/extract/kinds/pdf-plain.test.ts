import type * as Engine from 'mupdf';
import { describe, expect, it } from 'vitest';
import { mupdf } from '../../../../src/adapters/extract/kinds/pdf-engine.ts';
import { blocksOf } from '../../../../src/adapters/extract/kinds/pdf-lines.ts';
import { plainBlocks } from '../../../../src/adapters/extract/kinds/pdf-plain.ts';
import { readSource } from '../../../../src/adapters/extract/read-source.ts';
import { pdfOf, pdfText } from '../made.ts';

function eachPage(bytes: Uint8Array, look: (page: Engine.Page) => void): void {
  const document = mupdf.Document.openDocument(bytes, 'application/pdf');
  for (let page = 0; page < document.countPages(); page += 1) look(document.loadPage(page));
  document.destroy();
}

const letters = String.raw`BT /F1 11.3 Tf 1 0 0.2 1 71.7 700.4 Tm (quote \" and \\ back) Tj 0 -20 Td [(W)80(arsaw)] TJ ET`;
const plain = [
  pdfText('one line'),
  pdfText('  with    blanks  '),
  `${pdfText('above')} ${pdfText('below', 72, 600)}`,
  'BT /F1 14 Tf 0 1 -1 0 300 300 Tm (turned upwards) Tj ET',
  'BT /F1 12 Tf 3 Tr 72 700 Td (not painted) Tj 0 -20 Td ( ) Tj (after a blank) Tj ET',
  'BT /F1 12 Tf 72 700 Td [(K)80(erning)-900(apart)] TJ ET',
  '1 0 0 rg q 1 0 0 1 20 20 cm BT /F1 12 Tf (moved) Tj ET Q',
];
const more: readonly (readonly [string, string])[] = [
  ['a clip', `q 60 690 60 30 re W n ${pdfText('half of this line is clipped away')} Q`],
  ['a clip of a path without a box', `q 0 0 m 9 0 l 9 9 l h W* n ${pdfText('clipped')} Q`],
  ['a box', `0 0 0 rg 70 690 160 20 re f ${pdfText('over a box')}`],
  ['a rule', `${pdfText('under a rule')} 72 690 m 200 690 l S`],
  ['text that clips', 'BT /F1 12 Tf 7 Tr 72 700 Td (a clip) Tj ET'],
  ['a picture', `q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q ${pdfText('beside')}`],
  ['a form', `/X0 Do ${pdfText('beside')}`],
  ['words that look like it', pdfText('it was 5 m high')],
];

describe('a page that holds nothing but text', () => {
  it('reads in one go as it reads step by step', () => {
    eachPage(pdfOf([...plain, letters]), (page) => {
      const list = page.toDisplayList(true);
      expect(plainBlocks(page)).toEqual(blocksOf(list.toStructuredText('preserve-whitespace,clip=no')));
    });
  });

  it.each(more)('is not taken for one where it may hold %s', (_what, content) => {
    eachPage(pdfOf([content]), (page) => expect(plainBlocks(page)).toBeUndefined());
  });

  it('is gone through step by step where it carries an annotation', () => {
    const noted = pdfOf([pdfText('noted')], (pdf) => {
      pdf.loadPage(0).createAnnotation('FreeText').setContents('a note');
    });
    eachPage(noted, (page) => expect(plainBlocks(page)).toBeUndefined());
  });

  it('says what a box hides, and not what lies beyond its edge', async () => {
    const buried = `${pdfText('the secret name')} 0 0 0 rg 60 690 200 25 re f`;
    const beyond = pdfText('a line that begins on the page and goes far beyond its right edge', 400);
    const { draft } = await readSource({ bytes: pdfOf([buried, beyond]), name: 'x.pdf' });
    expect(draft.hidden.map((h) => h.text)).toEqual(['the secret name']);
    expect(draft.pages[1]?.lines[0]?.text).toMatch(/^a line that begins/);
    expect(draft.pages[1]?.lines[0]?.text).not.toContain('edge');
  });
});
