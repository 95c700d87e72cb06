// Tables written as text: the cell that is quoted is the cell that is meant, and its place in the text holds the same words.
import { describe, expect, it } from 'vitest';
import type { Extraction } from '../../../../src/ports/extractor.ts';
import { surroundings } from '../../../../src/rooms/reading/locate.ts';
import { placeOf } from '../../../../src/rooms/reading/pages.ts';
import { occurrenceAt, searchable } from '../../../../src/rooms/reading/refind.ts';
import { standOf } from '../../../../src/rooms/reading/stand.ts';
import { oneReader } from '../one-reader.ts';

const pool = oneReader();

const read = (bytes: Uint8Array | string, name = 'a.csv'): Promise<Extraction> =>
  pool.extract({ name, bytes: Buffer.from(bytes as Uint8Array), compartment: 'test' });
const cells = (e: Extraction): readonly string[] => e.cells.map((c) => `${c.row}:${c.col} ${c.text}`);
const codes = (e: Extraction): readonly string[] => e.warnings.map((w) => w.code);
const isInPlace = (e: Extraction): void => {
  for (const cell of e.cells) expect(e.text.slice(cell.start, cell.start + cell.text.length)).toBe(cell.text);
};

describe('a table written as text', () => {
  it('gives a quoted cell as it is meant, and its place holds the same words', async () => {
    const e = await read('no,said\n1,"a ""b"" c"\n2,"""all of it"""\n3,""\n4,plain\n');
    expect(cells(e)).toEqual([
      '1:1 no',
      '1:2 said',
      '2:1 1',
      '2:2 a "b" c',
      '3:1 2',
      '3:2 "all of it"',
      '4:1 3',
      '5:1 4',
      '5:2 plain',
    ]);
    expect(e.text).toBe('no,said\n1,"a "b" c"\n2,""all of it""\n3,""\n4,plain\n');
    isInPlace(e);
  });

  it('keeps lines, separators and quotes inside a quoted cell', async () => {
    const e = await read('\ufeffa;b\r\n"one\r\ntwo; ""three""";x\r\ny;z\r\n');
    expect(cells(e)).toEqual(['1:1 a', '1:2 b', '2:1 one\r\ntwo; "three"', '2:2 x', '3:1 y', '3:2 z']);
    expect(e.tables[0]).toMatchObject({ rows: 3, columns: 2, delimiter: ';' });
    isInPlace(e);
    const wide = await read(Buffer.from('\ufeffa;b\n"č ""ž""";2\n', 'utf16le'));
    expect(cells(wide)).toEqual(['1:1 a', '1:2 b', '2:1 č "ž"', '2:2 2']);
    isInPlace(wide);
  });

  it('takes a quotation mark in the middle of a cell for what it is', async () => {
    const e = await read('size,name\n5" pipe,x""y\n"A" and "B",2\n"C, ""D""" E,3\n"F" ,4\n');
    expect(cells(e).slice(2)).toEqual([
      '2:1 5" pipe',
      '2:2 x""y',
      '3:1 "A" and "B"',
      '3:2 2',
      '4:1 "C, ""D""" E',
      '4:2 3',
      '5:1 F',
      '5:2 4',
    ]);
    isInPlace(e);
  });

  it('does not swallow the rest of the file behind a quote that is never closed', async () => {
    const e = await read('a,b\n1,"x ""y""\n2,z\n3,""\n');
    expect(cells(e)).toEqual(['1:1 a', '1:2 b', '2:1 1', '2:2 "x ""y""', '3:1 2', '3:2 z', '4:1 3']);
    expect(codes(e)).toContain('csv-open-quote');
    expect(e.warnings.find((w) => w.code === 'csv-open-quote')?.message).toContain('row 2');
    isInPlace(e);
  });

  it('numbers its rows as a spreadsheet does, which counts the empty ones', async () => {
    const e = await read('a,b\n\n1,2\n"",\n3,4\n\n');
    expect(cells(e)).toEqual(['1:1 a', '1:2 b', '3:1 1', '3:2 2', '5:1 3', '5:2 4']);
    expect(e.metadata['columns']).toBe('2');
    const quoted = await read('a,b\n"one\ntwo",2\n3,4\n');
    expect(cells(quoted).slice(-2)).toEqual(['3:1 3', '3:2 4']);
  });

  it('takes the separator that a first line for Excel states, and that line for no row', async () => {
    const e = await read('sep=|\r\na|1,5;2,5\r\nb|3,5;4,5\r\n');
    expect(e.tables[0]).toMatchObject({ delimiter: '|', rows: 2, columns: 2 });
    expect(cells(e)).toEqual(['1:1 a', '1:2 1,5;2,5', '2:1 b', '2:2 3,5;4,5']);
    isInPlace(e);
  });

  it('finds the separator where commas are in the numbers and in quoted words', async () => {
    expect((await read('a\tb\n1,5\t2,5\n3,5\t"4,5, 6"\n')).tables[0]?.delimiter).toBe('\t');
    expect((await read('a;b\n1,5;2,5\n3,5;"4,5, 6"\n')).tables[0]?.delimiter).toBe(';');
    const even = 'Vale, Rasa, clerk\tMarch, 1, 2034\n'.repeat(3);
    expect((await read(even, 'a.tsv')).tables[0]?.delimiter).toBe('\t');
  });

  it('is read to its end whatever is doubled, and cut where text or cells pass the limit', async () => {
    const many = `a,b\n${'"x ""y""",1\n'.repeat(20_000)}`;
    const e = await read(many);
    expect(e.cells).toHaveLength(40_002);
    expect(e.cells.at(-2)).toMatchObject({ row: 20_001, col: 1, text: 'x "y"' });
    isInPlace(e);
    const odd = await read(`a,b\n${'"""'.repeat(100_001)}`);
    expect(odd.state).not.toBe('error');
    isInPlace(odd);
  });
});

// A reader before this one gave the text as it is written, doubled marks and all.
describe('a passage of a reading in which quotation marks stood doubled', () => {
  const rows = (say: (words: string) => string): string =>
    [
      'no;witness;statement',
      `1;Rasa Vale;"${say('The officer said "stay where you are" and left the hall.')}"`,
      `2;Ona Brand;"${say('Nobody said "stay" to me, and the door was shut at six.')}"`,
      '3;Jonas Reed;I was not there on the evening of the fourth.',
      '4;Petra Lind;The lamps in the yard had been broken for a month, and nobody could have seen who stood at the gate.',
      '5;Marius Holt;It was raining.',
      '',
    ].join('\n');

  it('is exact where its words are, found again where they were written otherwise, and never other words', async () => {
    const now = await read(rows((words) => words.replaceAll('"', '""')));
    const written = rows((words) => words.replaceAll('"', '""'));
    const then: Extraction = {
      ...now,
      text: written,
      cells: now.cells.map((cell) => {
        const text = cell.text.replaceAll('"', '""');
        const line =
          written
            .split('\n')
            .slice(0, cell.row - 1)
            .join('\n').length + (cell.row > 1 ? 1 : 0);
        return { ...cell, text, start: written.indexOf(text, line) };
      }),
    };
    const standing = (quote: string): { state: string; words: string } => {
      const start = then.text.indexOf(quote);
      const span = { start, end: start + quote.length };
      const { prefix, suffix } = surroundings(then.text, span);
      const { place, pin } = placeOf(then, span);
      const occurrence = occurrenceAt(then.text, { span, quote, prefix, suffix });
      const found = standOf(
        now,
        searchable(now.text),
        { place, pin, quote, prefix, suffix, occurrence },
        false,
      );
      return {
        state: found.state,
        words: found.state === 'lost' ? '' : now.text.slice(found.span.start, found.span.end),
      };
    };
    expect(standing('It was raining.')).toEqual({ state: 'exact', words: 'It was raining.' });
    expect(standing('I was not there on the evening of the fourth.')).toEqual({
      state: 'refound', // the marks stood doubled in the words before it
      words: 'I was not there on the evening of the fourth.',
    });
    expect(standing('The officer said ""stay where you are"" and left the hall.')).toEqual({
      state: 'refound',
      words: 'The officer said "stay where you are" and left the hall.',
    });
    const near = standing('and left the hall.');
    expect(near.words).toBe('and left the hall.');
    const short = standing('Ona Brand');
    expect(['', 'Ona Brand']).toContain(short.words);
  });
});
