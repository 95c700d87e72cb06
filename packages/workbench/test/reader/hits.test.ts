import { describe, expect, it } from 'vitest';
import { spansOf, spansText, stepHit } from '../../src/reader/hits.ts';

const pages = [
  {
    exhibit: 'a',
    page: 1,
    spans: [
      { start: 1, end: 3 },
      { start: 8, end: 9 },
    ],
  },
  { exhibit: 'b', page: 4, spans: [{ start: 2, end: 5 }] },
];

describe('the next hit', () => {
  it('is on the same page while there is one, then in the next exhibit, then nowhere', () => {
    expect(stepHit(pages, { exhibit: 'a', page: 1, hit: 0 }, 1)).toEqual({ exhibit: 'a', page: 1, hit: 1 });
    expect(stepHit(pages, { exhibit: 'a', page: 1, hit: 1 }, 1)).toEqual({ exhibit: 'b', page: 4, hit: 0 });
    expect(stepHit(pages, { exhibit: 'b', page: 4, hit: 0 }, 1)).toBeUndefined();
  });

  it('goes back to the last hit of the page before', () => {
    expect(stepHit(pages, { exhibit: 'b', page: 4, hit: 0 }, -1)).toEqual({ exhibit: 'a', page: 1, hit: 1 });
  });

  it('begins at the best page when one has turned to a page without any', () => {
    expect(stepHit(pages, { exhibit: 'z', page: 9, hit: -1 }, 1)).toEqual({ exhibit: 'a', page: 1, hit: 0 });
  });
});

it('the places of hits survive the address, and nonsense in it is left out', () => {
  expect(spansOf(spansText(pages[0]?.spans ?? []))).toEqual(pages[0]?.spans);
  expect(spansOf('12-19,x-4,<b>,7-')).toEqual([{ start: 12, end: 19 }]);
  expect(spansOf(undefined)).toEqual([]);
});
