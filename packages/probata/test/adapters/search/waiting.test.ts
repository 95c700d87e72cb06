// Much that waits is indexed in steps, between which exhibits are put, removed and searched, also by another process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSearchIndex } from '../../../src/adapters/search/search-index.ts';
import type { SearchIndex } from '../../../src/ports/search-index.ts';
import { wordsOf } from '../../../src/rooms/reading/index.ts';

const MANY = 2_100;
let folder = '';
let index: SearchIndex;
const open = (name = 'search.db'): SearchIndex => openSearchIndex(join(folder, name), { wordsOf });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'probata-waiting-'));
  index = open();
});
afterEach(() => {
  index.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (exhibit: string, text: string, into = index): void =>
  into.put(exhibit, { language: 'eng', kind: 'txt' }, [{ page: 1, start: 0, text }]);
const count = (word: string, of = index): number =>
  of.search({ is: 'word', word, by: 'exact' }, { limit: 1, offset: 0 }).total;
const textOf = (i: number): string =>
  `Fence number ${i} of ${i % 7} in Grodno, word${i} and word${(i * 31) % 997}`;
const putMany = (into = index): void => {
  for (let i = 0; i < MANY; i += 1) put(`e${i}`, textOf(i), into);
};
/** Every row of every table, so that two indexes can be compared. */
const rowsOf = (name: string): unknown[] => {
  const file = new DatabaseSync(join(folder, name), { readOnly: true });
  const tables = ['exhibit', 'page', 'pending', 'code', 'block', 'term', 'key', 'posting'];
  const rows = tables.map((table) => [
    table,
    file.prepare(`SELECT * FROM ${table} ORDER BY ${table === 'key' ? 'key, term' : 'n'}`).all(),
  ]);
  file.close();
  return rows;
};

describe('what waits', () => {
  it('is indexed in steps, and what is put meanwhile comes after', async () => {
    putMany();
    let turns = 0;
    let isOver = false;
    const relieved = index.relieve().then(() => {
      isOver = true;
    });
    put('late', 'fence put while the others are indexed');
    while (!isOver) {
      turns += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await relieved;
    expect(turns).toBeGreaterThan(2);
    expect(count('fence')).toBe(MANY + 1);
  });

  it.each([
    ['searched', () => expect(count('fence')).toBe(MANY + 1)],
    ['settled', () => index.settle()],
    ['counted', () => expect(index.size()).toBe(MANY + 1)],
    ['closed', () => index.close()],
  ])('is whole when it is %s in the midst of its indexing', async (_, act) => {
    putMany();
    const relieved = index.relieve();
    put('late', 'fence put while the others are indexed');
    await new Promise((resolve) => setImmediate(resolve));
    await act();
    await relieved.catch(() => undefined);
    index.close();
    index = open();
    expect(count('fence')).toBe(MANY + 1);
    expect(index.size()).toBe(MANY + 1);
  });

  it('loses an exhibit that is removed in the midst, and no other', async () => {
    putMany();
    const relieved = index.relieve();
    await new Promise((resolve) => setImmediate(resolve));
    index.remove('e7');
    await relieved;
    expect(count('fence')).toBe(MANY - 1);
    expect(count('word7')).toBe(rowsWith('word7') - 1);
  });

  it('is the same file in steps, at once, from memory or from the texts after a crash', async () => {
    putMany();
    await index.relieve();
    put('e3', 'Fence put again');
    put('last', 'grodno');
    index.close();
    const atOnce = open('at-once.db');
    putMany(atOnce);
    count('fence', atOnce);
    put('e3', 'Fence put again', atOnce);
    put('last', 'grodno', atOnce);
    atOnce.close();
    const crashed = open('crashed.db');
    putMany(crashed);
    await crashed.settle();
    const after = open('crashed.db'); // whoever opens it next finds what waits in the file
    count('fence', after);
    put('e3', 'Fence put again', after);
    put('last', 'grodno', after);
    after.close();
    expect(rowsOf('search.db')).toEqual(rowsOf('at-once.db'));
    expect(rowsOf('search.db')).toEqual(rowsOf('crashed.db'));
    crashed.close();
    index = open();
  });

  it('is indexed once, whether this process does it or another', async () => {
    put('a', 'fence and gate');
    put('b', 'gate');
    await index.settle();
    const other = open();
    expect(count('gate', other)).toBe(2);
    other.remove('a');
    put('c', 'fence', other);
    await other.settle();
    put('d', 'fence and gate');
    expect(count('fence')).toBe(2);
    expect(count('gate')).toBe(2);
    expect(count('fence', other)).toBe(2);
    other.close();
  });

  it('forgets what was put and put again before its indexing', async () => {
    put('a', 'Oldword');
    await index.settle();
    put('a', 'newword');
    put('b', 'newword');
    await index.settle();
    expect([count('oldword'), count('newword')]).toEqual([0, 2]);
  });
});

const rowsWith = (word: string): number =>
  Array.from({ length: MANY }, (_, i) => textOf(i)).filter((text) => text.split(/[ ,]+/).includes(word))
    .length;
