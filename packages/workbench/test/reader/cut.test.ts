import { describe, expect, it } from 'vitest';
import { cut, type Mark, softBreaks } from '../../src/reader/cut.ts';

const page = { text: 'The flights rose from nine.', start: 100 };
const whole = { start: 100, end: 127 };

describe('a text cut at its marks', () => {
  it('is the same text when its pieces are put together again, however marks overlap', () => {
    const marks: Mark[] = [
      { sort: 'passage', id: 'a', start: 104, end: 116 },
      { sort: 'passage', id: 'b', start: 110, end: 121 },
      { sort: 'hit', start: 112, end: 116 },
    ];
    const pieces = cut(page, whole, marks);
    expect(pieces.map((piece) => piece.text).join('')).toBe(page.text);
    expect(pieces.find((piece) => piece.start === 112)).toMatchObject({
      text: 'rose',
      passages: ['a', 'b'],
      isHit: true,
    });
  });

  it('knows nothing of marks that lie on other pages', () => {
    expect(
      cut(page, whole, [
        { sort: 'hit', start: 10, end: 20 },
        { sort: 'hit', start: 500, end: 520 },
      ]),
    ).toHaveLength(1);
  });

  it('marks the part of a passage that begins on the page before', () => {
    const pieces = cut(page, whole, [{ sort: 'passage', id: 'a', start: 90, end: 103 }]);
    expect(pieces[0]).toMatchObject({ text: 'The', passages: ['a'] });
  });
});

describe('a line that ends because the page is full', () => {
  const lines = [
    { text: 'A long line that reaches the edge', start: 0, end: 33, box: [70, 100, 500, 112] },
    { text: 'and goes on.', start: 34, end: 46, box: [70, 118, 180, 130] },
    { text: 'A new paragraph.', start: 47, end: 63, box: [70, 160, 200, 172] },
  ];
  const text = 'A long line that reaches the edge\nand goes on.\nA new paragraph.';

  it('is read on without a break, and the end of a paragraph is not', () => {
    expect([...softBreaks({ text, start: 0, lines })]).toEqual([33]);
  });

  it('keeps every break of a text written from the right', () => {
    const arabic = lines.map((line) => ({ ...line, text: 'قائمة' }));
    expect(softBreaks({ text, start: 0, lines: arabic }).size).toBe(0);
  });

  it('is one blank piece of its own, at its own place', () => {
    const pieces = cut({ text, start: 0 }, { start: 0, end: 63 }, [], new Set([33]));
    expect(pieces.map(({ text: part, isSoft }) => [part.length, isSoft])).toEqual([
      [33, false],
      [1, true],
      [29, false],
    ]);
  });
});
