import { describe, expect, it } from 'vitest';
import { readableAnswer } from '../../../src/doors/cli/readable.ts';

describe('an answer in a terminal', () => {
  it('shows the hits of a search in their words, not as numbers', () => {
    const answer = {
      total: 1,
      hits: [
        {
          title: 'Log',
          page: 1,
          spans: [
            { start: 104, end: 108 },
            { start: 90, end: 94 },
          ],
          snippet: 'the gate was shut;\n the gate',
          marks: [
            { start: 24, end: 28 },
            { start: 4, end: 8 },
          ],
        },
      ],
    };
    expect(readableAnswer('search.find', answer)).toEqual({
      total: 1,
      hits: [{ title: 'Log', page: 1, places: 2, words: 'the [gate] was shut; the [gate]' }],
    });
  });
  it('is left as it is where nothing in it is a place', () => {
    const answer = { hits: 3 };
    expect(readableAnswer('exhibit.list', answer)).toBe(answer);
  });
});
