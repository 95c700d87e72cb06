import { describe, expect, test } from 'vitest';
import type { Extraction } from '../../../src/ports/extractor.ts';
import type { PageRecognition } from '../../../src/ports/recogniser.ts';
import { pageAt, pagesOf, placeOf } from '../../../src/rooms/reading/pages.ts';
import {
  pagesToRecognise,
  withoutRecognised,
  withRecognised,
} from '../../../src/rooms/reading/recognised.ts';

const tool = { name: 'tesseract', version: '5' };
const blank = { width: 595, height: 842, images: 1, textLayer: false, lines: [] };
const text = 'First page.\f\fThird page.\f';
const reading: Extraction = {
  state: 'read',
  kind: 'pdf',
  mediaType: 'application/pdf',
  warnings: [],
  isEncrypted: false,
  text,
  pages: [
    {
      ...blank,
      textLayer: true,
      start: 0,
      end: 11,
      lines: [{ text: 'First page.', start: 0, end: 11, box: [10, 10, 100, 20] }],
    },
    { ...blank, start: 12, end: 12 },
    {
      ...blank,
      textLayer: true,
      start: 13,
      end: 24,
      lines: [{ text: 'Third page.', start: 13, end: 24, box: [10, 10, 100, 20] }],
    },
  ],
  tables: [],
  cells: [],
  metadata: {},
  attachments: [],
  active: [],
  hidden: [],
  tool: { name: 'probata-extract', version: '1' },
};
const words = (page: number, ...said: string[]): PageRecognition => ({
  page,
  state: 'recognised',
  languages: ['eng'],
  tool,
  words: said.map((one, i) => ({
    text: one,
    confidence: 90 - i,
    line: 1,
    box: [10 + i * 30, 50, 35 + i * 30, 60],
  })),
});

describe('recognised text', () => {
  const joined = withRecognised(reading, [words(2, 'Second', 'page.'), words(1, 'Another', 'view.')], tool);

  test('stands in its page’s place, and behind the last page where the page has a text of its own', () => {
    expect(joined.text).toBe('First page.\fSecond page.\n\fThird page.\f\fAnother view.\n');
    for (const page of joined.pages)
      for (const line of [...page.lines, ...(page.other?.lines ?? [])])
        expect(joined.text.slice(line.start, line.end)).toBe(line.text);
    expect(joined.pages.map((page) => page.source)).toEqual([undefined, 'recognised', undefined]);
    const sure = joined.pages[1]?.words ?? [];
    expect(sure.map(({ start, end, sure: by }) => [joined.text.slice(start, end), by])).toEqual([
      ['Second', 90],
      ['page.', 89],
    ]);
    expect(joined.language).toBe('eng');
  });

  test('is cited by its page and its box, also where it is the other text of the page', () => {
    const at = joined.text.indexOf('view');
    expect(pageAt(pagesOf(joined), at)?.page).toBe(1);
    const { place, pin } = placeOf(joined, { start: at, end: at + 4 });
    expect(pin).toBe('p. 1');
    expect(place).toMatchObject({ page: 1, boxes: [{ page: 1 }] });
  });

  test('can be taken out again, and put in anew, without a trace', () => {
    const bare = withoutRecognised(joined);
    expect(bare.text).toBe(text);
    expect(bare.pages).toEqual(reading.pages);
    const again = withRecognised(joined, [words(2, 'Better', 'words.')], tool);
    expect(again.text).toBe('First page.\fBetter words.\n\fThird page.\f\fAnother view.\n');
    expect(pagesToRecognise(again)).toEqual([2]);
  });

  test('is wanted too of a page whose glyphs mean nothing, and stands beside them', () => {
    const glyphs = '\ufffd\ufffd\ufffd \ufffd\ufffd x';
    const garbled: Extraction = {
      ...reading,
      text: glyphs,
      pages: [{ ...blank, images: 0, textLayer: true, start: 0, end: glyphs.length }],
    };
    expect(pagesToRecognise(garbled)).toEqual([1]);
    const seen = withRecognised(garbled, [words(1, 'Seven', 'boats')], tool);
    expect(seen.text).toBe(`${glyphs}\fSeven boats\n`);
    expect(seen.pages[0]?.other?.source).toBe('recognised');
  });

  test('of a page without print, or in a language that is missing, is none', () => {
    const none = withRecognised(
      reading,
      [
        { page: 2, state: 'language-missing', missing: 'pol' },
        { page: 3, state: 'nothing', tool },
      ],
      tool,
    );
    expect(none.text).toBe(text);
    expect(none.recognised).toHaveLength(2);
  });
});
