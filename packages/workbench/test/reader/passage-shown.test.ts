import { describe, expect, it } from 'vitest';
import { rowsAround, wordsAround } from '../../src/reader/around.ts';
import { cropOf } from '../../src/reader/crop-of.ts';

const lines = Array.from({ length: 40 }, (_, i) => ({
  text: 'words',
  start: i * 10,
  end: i * 10 + 9,
  box: [72, 60 + i * 18, 520, 72 + i * 18],
}));
const a4 = { width: 595, height: 842, lines };

describe('the piece of a page that is shown', () => {
  it('holds the passage in its middle and the lines in their full width', () => {
    const crop = cropOf(a4, [{ x: 200, y: 420, width: 80, height: 12 }]);
    expect(crop?.x).toBeLessThanOrEqual(72);
    expect((crop?.x ?? 0) + (crop?.width ?? 0)).toBeGreaterThanOrEqual(520);
    expect(crop?.y).toBeLessThan(420);
    expect((crop?.y ?? 0) + (crop?.height ?? 0) / 2).toBeCloseTo(426, 5);
  });

  it('never leaves the page, and begins with a passage that is taller than it', () => {
    expect(cropOf(a4, [{ x: 72, y: 2, width: 300, height: 12 }])?.y).toBe(0);
    const tall = cropOf(a4, [{ x: 72, y: 300, width: 300, height: 400 }]);
    expect(tall?.y).toBeCloseTo(300 - 0.05 * 842, 5);
    expect(tall?.height).toBeCloseTo(0.32 * 842, 5);
  });

  it('is nothing where the page has no measure or nothing is marked', () => {
    expect(cropOf({ ...a4, width: null }, [{ x: 0, y: 0, width: 1, height: 1 }])).toBeUndefined();
    expect(cropOf(a4, [])).toBeUndefined();
  });
});

describe('the words around a passage', () => {
  const text = `${'before '.repeat(60)}THE WORDS ${'after '.repeat(60)}`;
  const at = text.indexOf('THE WORDS');
  const page = { text, start: 1000, end: 1000 + text.length };

  it('begin and end at whole words and say that more stands there', () => {
    const around = wordsAround(page, { start: 1000 + at, end: 1000 + at + 9 });
    expect(around.words).toBe('THE WORDS');
    expect(around.before.startsWith('…before')).toBe(true);
    expect(around.after.endsWith('after…')).toBe(true);
  });

  it('are all there where the text is short', () => {
    expect(wordsAround({ text: 'one two three', start: 0, end: 13 }, { start: 4, end: 7 })).toEqual({
      before: 'one ',
      words: 'two',
      after: ' three',
    });
  });

  it('of a cell are the head of the table and the row, with the cell marked', () => {
    const table = {
      text: 'date\tpost\n2033\t118',
      start: 0,
      cells: [
        { sheet: '', row: 1, col: 1, start: 0, end: 4 },
        { sheet: '', row: 1, col: 2, start: 5, end: 9 },
        { sheet: '', row: 2, col: 1, start: 10, end: 14 },
        { sheet: '', row: 2, col: 2, start: 15, end: 18 },
      ],
    };
    const rows = rowsAround(table, { start: 15, end: 18 });
    expect(rows?.columns).toEqual(['A', 'B']);
    expect(rows?.rows.map((row) => row.number)).toEqual([1, 2]);
    expect(rows?.rows[1]?.cells).toEqual([
      { text: '2033', isMarked: false },
      { text: '118', isMarked: true },
    ]);
    expect(rowsAround(table, { start: 90, end: 95 })).toBeUndefined();
  });
});
