import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../../src/rooms/reading/query.ts';

const word = (text: string, by: 'form' | 'exact' | 'prefix' = 'form') => ({ is: 'word', word: text, by });
const phrase = (...words: string[]) => ({ is: 'phrase', words: words.map((one) => word(one, 'exact')) });
const refused = (text: string) => {
  try {
    parseQuery(text);
  } catch (thrown) {
    return thrown as { code: string; message: string; details: { at?: number } };
  }
  throw new Error(`${text} was not refused`);
};

describe('a search', () => {
  test('asks for every word, folded', () => {
    expect(parseQuery('Sienos  Ąžuolynė')).toEqual({ is: 'and', of: [word('sienos'), word('azuolyne')] });
  });

  test('knows phrases, prefixes, alternatives and what must not stand there', () => {
    expect(parseQuery('"hot line" clos* OR suspend* -press -"by telephone"')).toEqual({
      is: 'and',
      of: [
        phrase('hot', 'line'),
        { is: 'or', of: [word('clos', 'prefix'), word('suspend', 'prefix')] },
        { is: 'not', of: word('press') },
        { is: 'not', of: phrase('by', 'telephone') },
      ],
    });
  });

  test('groups by brackets', () => {
    expect(parseQuery('(wire AND fence) OR NOT (gate | door)')).toEqual({
      is: 'or',
      of: [
        { is: 'and', of: [word('wire'), word('fence')] },
        { is: 'not', of: { is: 'or', of: [word('gate'), word('door')] } },
      ],
    });
  });

  test('finds words near each other, in two ways of writing it', () => {
    expect(parseQuery('escorted NEAR/8 fence')).toEqual({
      is: 'near',
      words: [word('escorted'), word('fence')],
      within: 8,
    });
    expect(parseQuery('"escorted fence"~8')).toEqual(parseQuery('escorted NEAR/8 fence'));
    expect(parseQuery('a1 NEAR b1')).toMatchObject({ within: 10 });
  });

  test('finds misspellings and words exactly as written', () => {
    expect(parseQuery('Kalvarija~')).toEqual({ is: 'word', word: 'kalvarija', by: 'fuzzy', distance: 2 });
    expect(parseQuery('wire~1')).toEqual({ is: 'word', word: 'wire', by: 'fuzzy', distance: 1 });
    expect(parseQuery('=Sienos')).toEqual(word('sienos', 'exact'));
  });

  test('takes what is several words to the index as a phrase, and leaves the French article out', () => {
    expect(parseQuery('UTC+2')).toEqual(phrase('utc', '2'));
    expect(parseQuery('l’État')).toEqual(word('etat'));
    expect(parseQuery('14:30')).toEqual(phrase('14', '30'));
  });

  test('asks fields of the exhibit', () => {
    expect(
      parseQuery('kind:mail lang:lt excluded:no date:2034-01..2034-06 origin:"border guard" fence'),
    ).toEqual({
      is: 'and',
      of: [
        { is: 'kind', any: ['eml', 'msg', 'tnef', 'mbox'] },
        { is: 'language', any: ['lit'] },
        { is: 'not', of: { is: 'field', field: 'standing', value: 'excluded' } },
        { is: 'field', field: 'date', value: '2034-01..2034-06' },
        { is: 'field', field: 'origin', value: 'border guard' },
        word('fence'),
      ],
    });
  });

  test('takes a lone hyphen for nothing', () => {
    expect(parseQuery('drone - wall')).toEqual({ is: 'and', of: [word('drone'), word('wall')] });
  });

  test('is refused when it asks for nothing', () => {
    for (const text of ['', ' … ', '-press', '()']) expect(refused(text).code).toBe('READING_QUERY_EMPTY');
  });

  test('is refused with the place when it cannot be understood', () => {
    const places: readonly (readonly [string, string, number])[] = [
      ['gate "hot line', 'READING_QUERY_QUOTE', 5],
      ['gate (wire', 'READING_QUERY_BRACKET', 5],
      ['gate wire)', 'READING_QUERY_BRACKET', 9],
      ['OR gate', 'READING_QUERY_OPERATOR', 0],
      ['gate OR', 'READING_QUERY_OPERATOR', 5],
      ['gate AND OR wire', 'READING_QUERY_OPERATOR', 5],
      ['gate NEAR/3', 'READING_QUERY_OPERATOR', 5],
      ['"a b" NEAR/3 wire', 'READING_QUERY_OPERATOR', 6],
      ['gate NOT', 'READING_QUERY_OPERATOR', 5],
      ['date:lately gate', 'READING_QUERY_FIELD', 0],
      ['gate excluded:perhaps', 'READING_QUERY_FIELD', 5],
      ['lang:klingon', 'READING_QUERY_FIELD', 0],
    ];
    for (const [text, code, at] of places) {
      const no = refused(text);
      expect([text, no.code, no.details.at]).toEqual([text, code, at]);
      expect(no.message).toContain(`At character ${at + 1}`);
    }
  });
});
