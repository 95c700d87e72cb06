import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONTEXT_UNITS, occurrences, surroundings } from '../../../src/rooms/reading/locate.ts';
import { refind } from '../../../src/rooms/reading/refind.ts';

const text =
  'Persons found on the strip\nshall be directed back across it. Persons found in the forest are registered.';

const plain = (text: string): string =>
  text.replace(/[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, '');

describe('a quotation', () => {
  test('is found whatever white space and direction marks stand between its words', () => {
    const quote = 'the strip shall be directed';
    expect(occurrences(text, quote).map(({ start, end }) => text.slice(start, end))).toEqual([
      'the strip\nshall be directed',
    ]);
    expect(occurrences(text, '\u2067the\u00ad strip\u2069 shall be directed')).toHaveLength(1);
    expect(occurrences(text, 'the  strip   shall')).toHaveLength(1);
  });

  test('is found as often as it stands, and only within the page asked for', () => {
    expect(occurrences(text, 'Persons found')).toHaveLength(2);
    expect(occurrences(text, 'Persons found', { start: 20, end: text.length })).toHaveLength(1);
    expect(occurrences(text, 'persons found')).toEqual([]);
    expect(occurrences(text, ' \n ')).toEqual([]);
  });

  test('holds its words at the place given, in any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
        (before, quote) => {
          const squeezed = plain(quote);
          fc.pre(squeezed !== '');
          const found = occurrences(`${before}${quote}`, quote);
          return (
            found.length > 0 &&
            found.every(({ start, end }) => plain(`${before}${quote}`.slice(start, end)) === squeezed)
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a marked passage', () => {
  const quote = 'Persons found';
  const [first, second] = occurrences(text, quote);
  const mark = (span: { start: number; end: number }) => ({ span, quote, ...surroundings(text, span) });

  test('stands exactly where it stood while the text is the same', () => {
    expect(first === undefined ? undefined : refind(text, mark(first))).toEqual({
      state: 'exact',
      span: first,
    });
  });

  test('is found again by its surroundings in a new reading', () => {
    const again = `A heading was read this time.\n${text.replaceAll('\n', ' ')}`;
    if (second === undefined) throw new Error('the words stand twice');
    const found = refind(again, mark(second));
    expect(found).toMatchObject({ state: 'refound' });
    if (found.state === 'lost') throw new Error('lost');
    expect(again.slice(found.span.start)).toMatch(/^Persons found in the forest/);
  });

  test('is lost rather than guessed where two places agree equally well, or none does', () => {
    const twice = { span: { start: 90, end: 95 }, quote: 'a b', prefix: '', suffix: '' };
    expect(refind('a b. a b.', twice)).toEqual({ state: 'lost' });
    expect(refind('something else', twice)).toEqual({ state: 'lost' });
  });

  test('keeps no more than its surroundings need', () => {
    const { prefix, suffix } = surroundings('x'.repeat(500), { start: 250, end: 251 });
    expect([prefix.length, suffix.length]).toEqual([CONTEXT_UNITS, CONTEXT_UNITS]);
  });
});
