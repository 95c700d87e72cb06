import type * as Engine from 'mupdf';
import { describe, expect, it } from 'vitest';
import { mupdf } from '../../../../src/adapters/extract/kinds/pdf-engine.ts';
import { blocksOf } from '../../../../src/adapters/extract/kinds/pdf-lines.ts';
import { buriedBy, paintOf } from '../../../../src/adapters/extract/kinds/pdf-redaction.ts';
import { pdfOf, pdfText, seeds } from '../made.ts';

interface JsonLine {
  readonly text: string;
  readonly bbox: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

/** What the engine itself writes out, in the same steps. */
function written(structured: Engine.StructuredText): unknown {
  const page = JSON.parse(structured.asJSON(10)) as {
    readonly blocks: readonly { readonly lines?: JsonLine[] }[];
  };
  return page.blocks.flatMap(({ lines }) =>
    lines === undefined ? [] : [lines.map(({ text, bbox: { x, y, w, h } }) => ({ text, box: [x, y, w, h] }))],
  );
}

function eachPage(bytes: Uint8Array, look: (list: Engine.DisplayList, page: number) => void): void {
  const document = mupdf.Document.openDocument(bytes, 'application/pdf');
  for (let page = 0; page < document.countPages(); page += 1)
    look(document.loadPage(page).toDisplayList(true), page);
  document.destroy();
}

const letters = String.raw`(quote \" and \\ back) Tj 0 -20 Td <48E96C6C6F20A4> Tj 0 -20 Td (tab\011and\001control) Tj`;
const files: readonly (readonly [string, Uint8Array])[] = [
  ...seeds()
    .filter(({ name }) => name.endsWith('.pdf'))
    .map(({ name, bytes }) => [name, bytes] as const),
  ['letters.pdf', pdfOf([`BT /F1 11.3 Tf 1 0 0.2 1 71.7 700.4 Tm ${letters} ET`])],
  ['turned.pdf', pdfOf(['BT /F1 14 Tf 0 1 -1 0 300 300 Tm (turned upwards) Tj ET', pdfText('next page')])],
  ['long.pdf', pdfOf([pdfText('w'.repeat(9_000), 10, 700, 0.06)])],
  ['clipped.pdf', pdfOf([`q 60 690 60 30 re W n ${pdfText('half of this line is clipped away')} Q`])],
  ['beyond.pdf', pdfOf([pdfText('a line that begins on the page and goes far beyond its right edge', 400)])],
];

describe('the lines of a page', () => {
  it.each(files)('are read from the memory of the engine as it would write them out: %s', (_name, bytes) => {
    eachPage(bytes, (list) => {
      for (const options of ['preserve-whitespace', 'preserve-whitespace,clip=no']) {
        const structured = list.toStructuredText(options);
        expect(blocksOf(structured)).toEqual(written(structured));
      }
    });
  });
});

describe('what is painted on a page', () => {
  const black = '0 0 0 rg 70 690 160 20 re f';

  it('tells clips, and the covers that could hide a word', () => {
    const ground = `${black} 1 0 0 rg ${pdfText('red on its black ground')}`;
    eachPage(
      pdfOf([
        `q 0 0 500 800 re W n ${pdfText('in a frame')} Q`,
        `${black} ${pdfText('elsewhere', 72, 300)}`,
        `${pdfText('the name')} ${black}`,
        ground,
        `${black} ${pdfText('in its colour')}`,
      ]),
      (list, page) => {
        const { isClipped, images, covers } = paintOf(list);
        expect([isClipped, images, covers.length]).toEqual(
          [
            [true, 0, 0],
            [false, 0, 0],
            [false, 0, 1],
            [false, 0, 0],
            [false, 0, 1],
          ][page],
        );
      },
    );
  });

  it('frees nothing that the engine still needs, however often it is looked at', () => {
    const bytes = pdfOf([`${pdfText('the name of the witness')} ${black}`]);
    for (let round = 0; round < 200; round += 1) {
      eachPage(bytes, (list) => {
        const [found, ...more] = buriedBy(paintOf(list).covers, list);
        expect([found?.text, more.length]).toEqual(['the name of the witness', 0]);
      });
    }
  });
});
