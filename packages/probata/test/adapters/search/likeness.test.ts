// Exhibits of one text carry its marks once, and are found alike as if each did.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLikeness } from '../../../src/adapters/search/likeness.ts';
import type { LikenessIndex } from '../../../src/ports/likeness.ts';
import { wordsOf } from '../../../src/rooms/reading/index.ts';

let folder: string;
let index: LikenessIndex;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'probata-likeness-'));
  index = openLikeness(join(folder, 'likeness.db'), { wordsOf });
});
afterEach(() => {
  index.close();
  rmSync(folder, { recursive: true, force: true });
});

const WORDS = Array.from({ length: 120 }, (_, i) => `word${(i * 7919) % 1009}`);
const TEXT = WORDS.join(' ');
const NEAR = [...WORDS.slice(0, 110), 'something', 'else', 'at', 'the', 'end'].join(' ');
const found = (exhibit: string): string[] =>
  index
    .like(exhibit)
    .map(({ a, b, sort }) => `${a === exhibit ? b : a} ${sort}`)
    .sort();

describe('likeness of texts', () => {
  it('finds a near text alike to every copy, whichever came first', () => {
    for (const copy of ['c1', 'c2', 'c3']) index.put(copy, { text: TEXT });
    index.put('near', { text: NEAR });
    index.put('c4', { text: TEXT });
    expect(found('near')).toEqual(['c1 near-text', 'c2 near-text', 'c3 near-text', 'c4 near-text']);
    expect(found('c4')).toEqual(['c1 same-text', 'c2 same-text', 'c3 same-text', 'near near-text']);
    const shares = new Set(index.like('near').map(({ share }) => share));
    expect(shares.size).toBe(1);
  });

  it('hands the marks on when the exhibit that carried them is removed', () => {
    for (const copy of ['c1', 'c2', 'c3']) index.put(copy, { text: TEXT });
    index.remove('c1');
    index.put('near', { text: NEAR });
    expect(found('near')).toEqual(['c2 near-text', 'c3 near-text']);
    index.remove('c2');
    index.remove('c3');
    index.put('other', { text: TEXT });
    expect(found('other')).toEqual(['near near-text']);
  });

  it('is written in pieces, and finds the same as when written at once', () => {
    for (let copy = 0; copy < 5; copy += 1) index.put(`c${copy}`, { text: `${TEXT} ending ${copy}` });
    index.put('near', { text: NEAR });
    expect(index.settle(4)).toBe(2);
    expect(index.settle(4)).toBe(0);
    expect(index.settle()).toBe(0);
    expect(found('near')).toHaveLength(5);
  });

  it('sees marks that another program wrote or took out meanwhile', () => {
    const other = openLikeness(join(folder, 'likeness.db'), { wordsOf });
    index.put('a', { text: TEXT });
    index.put('b', { text: `${TEXT} more` });
    index.settle();
    other.put('c', { text: `${TEXT} again` });
    other.remove('a');
    index.put('near', { text: NEAR });
    expect(found('near')).toEqual(['b near-text', 'c near-text']);
    other.close();
  });

  it('still knows a text by its marks when a hundred copies of it came in', () => {
    for (let copy = 0; copy < 100; copy += 1) index.put(`c${copy}`, { text: TEXT });
    index.put('near', { text: NEAR });
    expect(found('near')).toHaveLength(100);
  });

  it('keeps what was put when it is opened again, put again and read with another text', () => {
    index.put('a', { text: TEXT });
    index.put('b', { text: TEXT });
    index.close();
    index = openLikeness(join(folder, 'likeness.db'), { wordsOf });
    index.put('a', { text: NEAR });
    expect(found('b')).toEqual(['a near-text']);
    index.put('a', { text: TEXT });
    expect(found('b')).toEqual(['a same-text']);
  });
});
