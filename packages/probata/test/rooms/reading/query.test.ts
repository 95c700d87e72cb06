import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../../src/rooms/reading/query.ts';

const word = (text: string) => ({ words: [text], isPrefix: false });

describe('a search', () => {
  test('asks for every word, folded', () => {
    expect(parseQuery('Sienos  Ąžuolynė')).toEqual({ all: [[word('sienos')], [word('azuolyne')]], not: [] });
  });

  test('knows phrases, prefixes, alternatives and what must not stand there', () => {
    expect(parseQuery('"hot line" clos* OR suspend* -press -"by telephone"')).toEqual({
      all: [
        [{ words: ['hot', 'line'], isPrefix: false }],
        [
          { words: ['clos'], isPrefix: true },
          { words: ['suspend'], isPrefix: true },
        ],
      ],
      not: [word('press'), { words: ['by', 'telephone'], isPrefix: false }],
    });
  });

  test('takes an alternative with nothing before it, and a lone hyphen, for nothing', () => {
    expect(parseQuery('OR drone - wall')).toEqual({ all: [[word('drone')], [word('wall')]], not: [] });
  });

  test('is refused when it asks for nothing, or leaves a quotation open', () => {
    for (const text of ['', ' … ', '-press'])
      expect(() => parseQuery(text)).toThrow(expect.objectContaining({ code: 'READING_QUERY_EMPTY' }));
    expect(() => parseQuery('"hot line')).toThrow(expect.objectContaining({ code: 'READING_QUERY_QUOTE' }));
  });
});
