import { describe, expect, it } from 'vitest';
import { printed } from '../../../src/doors/cli/print.ts';
import { progressLine, progressText } from '../../../src/doors/cli/progress.ts';
import { inkFor, mayColour } from '../../../src/doors/cli/terminal.ts';
import { columnsOf, visible, wrap } from '../../../src/doors/cli/visible.ts';
import { keeping } from './scene.ts';

const plain = inkFor(false);

describe('an answer in the terminal', () => {
  it('is a table where rows are flat and narrow, and blocks where they are not', () => {
    const narrow = printed(
      [
        { name: 'Ada', pages: 12 },
        { name: 'Bo', pages: 3 },
      ],
      80,
      plain,
    );
    expect(narrow).toEqual(['name  pages', 'Ada      12', 'Bo        3']);
    const wide = printed([{ a: 'x'.repeat(60), b: 'y'.repeat(60) }], 80, plain);
    expect(wide).toHaveLength(2);
  });

  it('sets a sum as a sum, in one cell, and leaves what only looks like one as it is', () => {
    expect(printed({ total: { amount: '-1234567.80', currency: 'EUR' } }, 80, plain)).toEqual([
      'total  EUR\u202f−1\u202f234\u202f567.80',
    ]);
    expect(printed({ total: { amount: 'a lot', currency: 'EUR' } }, 80, plain).join(' ')).toContain('a lot');
  });

  it('never exceeds its columns, whatever the text', () => {
    const answer = {
      title: `${'long '.repeat(60)}`,
      list: [{ path: '/'.repeat(200), note: 'ж'.repeat(100), wide: '国境'.repeat(60) }],
      deep: { deeper: { deepest: 'w'.repeat(300) } },
    };
    for (const line of printed(answer, 80, plain)) expect(columnsOf(line)).toBeLessThanOrEqual(80);
  });

  it('shows sealed values as sealed and texts in their authoritative language', () => {
    const lines = printed(
      {
        who: { sealed: 'cmp_1', ref: 'sld_1', commit: 'c' },
        says: { authoritative: 'lt', versions: { lt: 'siena' } },
      },
      80,
      plain,
    );
    expect(lines).toEqual(['who   sealed (sld_1)', 'says  siena (lt)']);
  });
});

describe('text from strangers', () => {
  it('shows every control as its code', () => {
    expect(visible('a\u0007b\u202ec\u200bd\n')).toBe('a<U+0007>b<U+202E>c<U+200B>d<U+000A>');
  });

  it('keeps its own letters', () => {
    const text = 'ąčęėįšųūž Drohn Дрон الحدود';
    expect(visible(text)).toBe(text);
  });

  it('is wrapped at blanks, and inside a word only where it must be', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  });
});

describe('the progress line', () => {
  it('says done, all, rate, time left and errors', () => {
    const text = progressText({ stage: 'reading', done: 1204, all: 10_000, errors: 2 }, 4, 1204, 79);
    expect(text).toBe('reading  1,204 / 10,000  12 %  301/s  0:29 left  2 errors');
  });

  it('is cut to its columns', () => {
    const text = progressText(
      { stage: 'reading', done: 1, all: null, errors: 0, note: 'n'.repeat(200) },
      1,
      1,
      79,
    );
    expect(columnsOf(text)).toBeLessThanOrEqual(79);
  });

  it('is redrawn in place on a terminal and written line by line elsewhere', () => {
    const live = keeping(true);
    const line = progressLine(live);
    line.show({ stage: 'a', done: 1, all: 2, errors: 0 });
    line.end();
    expect(live.said.err).toContain('\r\u001b[K');
    expect(live.said.err).not.toContain('\n');
    const piped = keeping(false);
    const lines = progressLine(piped);
    for (let done = 0; done < 10; done += 1) lines.show({ stage: 'a', done, all: 10, errors: 0 });
    lines.end();
    expect(piped.said.err).not.toContain('\u001b');
    expect(piped.said.err.split('\n').length - 1).toBe(3);
  });

  it('colours only a terminal that wants it', () => {
    expect(mayColour(true, {})).toBe(true);
    expect(mayColour(true, { NO_COLOR: '1' })).toBe(false);
    expect(mayColour(false, {})).toBe(false);
  });
});
