import { describe, expect, test } from 'vitest';
import type { Extraction } from '../../../src/ports/extractor.ts';
import { pageAt, pagesOf, placeOf, STRETCH_UNITS } from '../../../src/rooms/reading/pages.ts';

/** A reading as an extractor gives it, with what a test is about. */
function reading(text: string, more: Partial<Extraction> = {}): Extraction {
  return {
    state: 'read',
    kind: 'txt',
    mediaType: 'text/plain',
    warnings: [],
    isEncrypted: false,
    text,
    pages: [],
    tables: [],
    cells: [],
    metadata: {},
    attachments: [],
    active: [],
    hidden: [],
    tool: { name: 'probata-extract', version: '1' },
    ...more,
  } as Extraction;
}

const pinOf = (extraction: Extraction, words: string, isSealed = false): string => {
  const start = extraction.text.indexOf(words);
  return placeOf(extraction, { start, end: start + words.length }, isSealed).pin;
};

describe('the pages of a reading', () => {
  test('of a text without pages are stretches cut at ends of lines, and lose nothing', () => {
    const text = Array.from({ length: 900 }, (_, i) => `line ${i}`).join('\n');
    const pages = pagesOf(reading(text));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
    for (const { start, end } of pages.slice(0, -1)) {
      expect(end - start).toBeLessThanOrEqual(STRETCH_UNITS + 1);
      expect(text.charAt(end - 1)).toBe('\n');
    }
  });

  test('never cut a character in two where there is no end of a line', () => {
    const text = '𝔄'.repeat(STRETCH_UNITS);
    const pages = pagesOf(reading(text));
    expect(pages.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
    for (const { start, end } of pages) expect(text.slice(start, end).isWellFormed()).toBe(true);
  });

  test('are one even of an empty text, so that it can be opened', () => {
    expect(pagesOf(reading(''))).toHaveLength(1);
  });

  test('are found by a unit of the text', () => {
    const pages = pagesOf(reading('x\n'.repeat(STRETCH_UNITS)));
    for (const page of pages) {
      expect(pageAt(pages, page.start)).toBe(page);
      expect(pageAt(pages, page.end - 1)).toBe(page);
    }
  });
});

describe('the place of a passage', () => {
  test('on a page has the boxes of its lines, narrowed to the words', () => {
    const line = {
      text: 'The price is AUC 1,234.00 in all.',
      start: 0,
      end: 33,
      box: [100, 50, 430, 62] as const,
    };
    const page = { width: 595, height: 842, textLayer: true, images: 0, start: 0, end: 34, lines: [line] };
    const extraction = reading(`${line.text}\n`, { kind: 'pdf', pages: [page] } as Partial<Extraction>);
    const { place, pin } = placeOf(extraction, { start: 13, end: 25 });
    expect(pin).toBe('p. 1');
    expect(place).toEqual({
      by: 'text',
      start: 13,
      end: 25,
      page: 1,
      boxes: [{ page: 1, box: [23000, 5000, 35000, 6200] }],
    });
  });

  test('in a plain text is cited by its line', () => {
    expect(pinOf(reading('one\ntwo\nthree'), 'three')).toBe('line 3');
  });

  test('in another text is cited by the number that the paragraph bears, else counted from the top', () => {
    const text = 'Minutes\n\n1. The agenda was agreed.\n2.1 The line was closed.\nClosed at noon.';
    const docx = reading(text, { kind: 'docx' });
    expect(pinOf(docx, 'agenda')).toBe('para. 1');
    expect(pinOf(docx, 'line was')).toBe('para. 2.1');
    expect(pinOf(docx, 'noon')).toBe('para. 4 from the top');
  });

  test('in a table is cited by sheet and row, and under seal by the number of the sheet', () => {
    const text = 'Costs\t12\nNames\tA. B.\n';
    const tables = [
      { sheet: 'Costs 2033', rows: 1, columns: 2, isHidden: false },
      { sheet: 'Ana Berg', rows: 1, columns: 2, isHidden: false },
    ];
    const cells = [
      { sheet: 'Costs 2033', row: 1, col: 2, text: '12', start: 6 },
      { sheet: 'Ana Berg', row: 7, col: 2, text: 'A. B.', start: 15 },
    ];
    const sheets = reading(text, { kind: 'xlsx', tables, cells } as Partial<Extraction>);
    expect(pinOf(sheets, '12')).toBe('sheet Costs 2033, row 1');
    const sealed = placeOf(sheets, { start: 15, end: 20 }, true);
    expect(sealed.pin).toBe('sheet 2, row 7');
    expect(JSON.stringify(sealed)).not.toContain('Ana Berg');
  });
});
