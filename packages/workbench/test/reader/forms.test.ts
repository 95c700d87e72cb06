import { describe, expect, it } from 'vitest';
import { mailHead } from '../../src/reader/mail-head.ts';
import { pinpoint } from '../../src/reader/pinpoint.ts';
import { lettersOf, sheetsOf } from '../../src/reader/sheets-of.ts';

describe('the headers of a mail', () => {
  const text = 'From: Registry\nSubject: Re: clocks\n\nThe clocks stay.';

  it('are rows whose places are places of the whole text', () => {
    const head = mailHead({ text, start: 50, end: 50 + text.length });
    expect(head?.rows.map(({ value }) => text.slice(value.start - 50, value.end - 50))).toEqual([
      'Registry',
      'Re: clocks',
    ]);
    expect(text.slice((head?.body.start ?? 0) - 50)).toBe('The clocks stay.');
  });

  it('are not found in a text that only has a colon in its first line', () => {
    expect(mailHead({ text: 'Note: nothing.\nThe end.', start: 0, end: 23 })).toBeNull();
  });
});

describe('a sheet', () => {
  it('has its columns by letters as spreadsheets name them', () => {
    expect([1, 26, 27, 52, 53, 702, 703].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });

  it('keeps the numbers of its rows where rows are empty, and its sheets apart', () => {
    const cell = (sheet: string, row: number, col: number) => ({ sheet, row, col, start: 0, end: 1 });
    const [weeks, sums] = sheetsOf([cell('Weeks', 1, 1), cell('Weeks', 4, 3), cell('Sums', 2, 1)]);
    expect(weeks?.rows.map((row) => row.number)).toEqual([1, 4]);
    expect(weeks?.columns).toHaveLength(3);
    expect(sums?.name).toBe('Sums');
  });
});

it('a pinpoint is title, place, words and the way back, on one line', () => {
  expect(pinpoint('Report', 'p. 3', 'rose  from\nnine', 'http://x/')).toBe(
    'Report, p. 3: “rose from nine” (http://x/)',
  );
});
