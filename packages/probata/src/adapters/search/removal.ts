// Takes an exhibit's pages out of the index: text, places of every word, and words that then stand nowhere.
import type { DatabaseSync } from 'node:sqlite';
import type { Folding } from './flush.ts';
import { BLOCK_BITS, BLOCK_PAGES, withoutPage } from './postings.ts';
import { BLOCKS } from './tables.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Over an open index, whose statements are made once. What it gives removes the pages of an exhibit (by its number), inside
 * a transaction, and says whether one of them still waited to be indexed.
 */
export function makeRemoval(
  database: DatabaseSync,
  vocabulary: Vocabulary,
  folding: Folding,
): (exhibit: number) => boolean {
  const pagesOf = database.prepare('SELECT n, text FROM page WHERE exhibit = ?');
  const isPending = database.prepare('SELECT 1 AS here FROM pending WHERE n = ?');
  const dropPending = database.prepare('DELETE FROM pending WHERE n = ?');
  const dropPage = database.prepare('DELETE FROM page WHERE n = ?');
  const find = database.prepare('SELECT pages, places FROM posting WHERE n = ?');
  const patch = database.prepare('UPDATE posting SET last = ?, pages = ?, places = ? WHERE n = ?');
  const drop = database.prepare('DELETE FROM posting WHERE n = ?');
  const anywhere = database.prepare('SELECT 1 AS here FROM posting WHERE n BETWEEN ? AND ? LIMIT 1');
  const findBlock = database.prepare('SELECT words, owner, codes FROM block WHERE n = ?');
  const putBlock = database.prepare('UPDATE block SET words = ?, owner = ?, codes = ? WHERE n = ?');

  const dropWord = (word: string, block: number, within: number): void => {
    const term = vocabulary.numberOf(word);
    if (term === undefined) return;
    const at = term * BLOCKS + block;
    const stored = find.get(at) as { pages: Uint8Array; places: Uint8Array } | undefined;
    if (stored === undefined) return;
    const left = withoutPage(stored, within);
    if (left === undefined) {
      drop.run(at);
      if (anywhere.get(term * BLOCKS, term * BLOCKS + BLOCKS - 1) === undefined) vocabulary.drop(word);
    } else if ('add' in left) patch.run(left.last, left.pages.view(), left.places.view(), at);
  };
  const clearSlot = (block: number, within: number): void => {
    const row = findBlock.get(block);
    if (row === undefined) return;
    const words = row['words'] as Uint8Array;
    const owner = row['owner'] as Uint8Array;
    const codes = row['codes'] as Uint8Array;
    words.fill(0, within * 2, within * 2 + 2);
    owner.fill(0, within * 4, within * 4 + 4);
    codes.fill(0, within * 2, within * 2 + 2);
    putBlock.run(words, owner, codes, block);
  };
  return (exhibit) => {
    let hasWaited = false;
    for (const row of pagesOf.all(exhibit)) {
      const n = row['n'] as number;
      dropPage.run(n);
      if (isPending.get(n) !== undefined) {
        dropPending.run(n);
        hasWaited = true;
        continue;
      }
      const block = n >> BLOCK_BITS;
      const within = n & (BLOCK_PAGES - 1);
      for (const word of new Set(folding.wordsOf(row['text'] as string).map((one) => one.folded)))
        dropWord(word, block, within);
      clearSlot(block, within);
    }
    return hasWaited;
  };
}
