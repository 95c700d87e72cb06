// Our own inverted index, in one SQLite file: pages are put with their text, indexed in blocks, and searched in any order.
import type { DatabaseSync } from 'node:sqlite';
import type { SearchIndex } from '../../ports/search-index.ts';
import { makeEvaluator } from './evaluate.ts';
import { type Folding, makeFlusher, type WaitingPage } from './flush.ts';
import { openPages } from './pages.ts';
import { BLOCK_BITS, BLOCK_PAGES, withoutPage } from './postings.ts';
import { hitOf, soughtBy } from './snippet.ts';
import { asOne, BLOCKS, emptyTables, openTables } from './tables.ts';
import { Vocabulary } from './vocabulary.ts';

export type { Folding } from './flush.ts';

// Pages wait until so many are there, or until somebody searches: a word's row is then written once for all of them.
const WAITING_PAGES = 2048;
const WAITING_UNITS = 6_000_000;
const ALIKE = 50;

/** Opens (or makes) the index at `path`; a broken file may be removed and rebuilt. */
export function openSearchIndex(path: string, folding: Folding): SearchIndex {
  const database = openTables(path);
  const vocabulary = new Vocabulary(database);
  const pages = openPages(database);
  const flusher = makeFlusher(database, vocabulary, folding);
  const evaluator = makeEvaluator(database, vocabulary, pages);
  const putExhibit = database.prepare('INSERT INTO exhibit (id, language, kind) VALUES (?, ?, ?)');
  const putPage = database.prepare('INSERT INTO page (exhibit, page, start, text) VALUES (?, ?, ?, ?)');
  const putPending = database.prepare('INSERT INTO pending (n) VALUES (?)');
  const countPending = database.prepare('SELECT count(*) AS n FROM pending');
  const exhibitOf = database.prepare('SELECT n FROM exhibit WHERE id = ?');
  let waitingUnits = 0;
  let waiting = Number(countPending.get()?.['n'] ?? 0);

  const flush = (): void => {
    if (waiting === 0 && Number(countPending.get()?.['n'] ?? 0) === 0) return;
    try {
      asOne(database, () => flusher.flush());
    } catch (thrown) {
      vocabulary.forget(); // numbers given within the write are gone with it
      throw thrown;
    }
    waiting = 0;
    waitingUnits = 0;
  };
  /** Makes everything that was put, here or in another process, part of what is searched. */
  const settle = (): void => {
    if (pages.isStale()) vocabulary.forget();
    flush();
    pages.refresh();
  };
  const remove = (exhibit: string): boolean => {
    const n = exhibitOf.get(exhibit)?.['n'] as number | undefined;
    if (n === undefined) return false;
    if (removePages(database, vocabulary, folding, n)) flusher.forget();
    database.prepare('DELETE FROM exhibit WHERE n = ?').run(n);
    pages.forget();
    return true;
  };
  return {
    put(exhibit, as, given) {
      const put: WaitingPage[] = [];
      asOne(database, () => {
        remove(exhibit);
        const n = Number(putExhibit.run(exhibit, as.language, as.kind).lastInsertRowid);
        const said = given.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
        // A recording or a picture without a word is still found by its fields: its first page stands for it.
        for (const { page, start, text, words } of said.length > 0 ? said : given.slice(0, 1)) {
          const at = Number(putPage.run(n, page, start, text).lastInsertRowid);
          putPending.run(at);
          put.push({ n: at, exhibit: n, text, ...as, ...(words === undefined ? {} : { words, start }) });
        }
      });
      for (const page of put) {
        flusher.gather(page);
        waiting += 1;
        waitingUnits += page.text.length;
      }
      if (waiting >= WAITING_PAGES || waitingUnits >= WAITING_UNITS) flush();
    },
    remove(exhibit) {
      if (!asOne(database, () => remove(exhibit))) return;
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    search(query, { limit, offset }) {
      settle();
      const ranked = evaluator.ranked(query);
      const sought = soughtBy(query, vocabulary);
      const hits = Array.from(ranked.from(offset, limit), (n) => hitOf(pages.read(n), sought, folding));
      return { total: ranked.total, exhibits: ranked.exhibits, hits };
    },
    exhibitsOf(query) {
      settle();
      return evaluator.owners(query).map((owner) => pages.exhibitId(owner));
    },
    alike(word, limit) {
      settle();
      return vocabulary
        .alike(word)
        .slice(0, ALIKE)
        .map((one) => ({ word: one.word, pages: evaluator.pagesWith(one.n) }))
        .sort((a, b) => b.pages - a.pages)
        .slice(0, limit)
        .map((one) => one.word);
    },
    size: () => Number(database.prepare('SELECT count(*) AS n FROM exhibit').get()?.['n'] ?? 0),
    lacksOlder: () => Number(database.prepare('SELECT count(*) AS n FROM lacking').get()?.['n'] ?? 0) > 0,
    filled() {
      database.exec('DELETE FROM lacking');
    },
    holds: (exhibit) => exhibitOf.get(exhibit) !== undefined,
    clear() {
      asOne(database, () => emptyTables(database));
      vocabulary.forget();
      flusher.forget();
      pages.forget();
      waiting = 0;
    },
    close() {
      try {
        flush();
      } finally {
        database.close();
      }
    },
  };
}

/** Takes an exhibit's pages out: text, places of every word, and words that then stand nowhere. True if one of them still waited. */
function removePages(
  database: DatabaseSync,
  vocabulary: Vocabulary,
  folding: Folding,
  exhibit: number,
): boolean {
  const rows = database.prepare('SELECT n, text FROM page WHERE exhibit = ?').all(exhibit);
  if (rows.length === 0) return false;
  let hasWaited = false;
  const isPending = database.prepare('SELECT 1 AS here FROM pending WHERE n = ?');
  const dropPending = database.prepare('DELETE FROM pending WHERE n = ?');
  const dropPage = database.prepare('DELETE FROM page WHERE n = ?');
  const find = database.prepare('SELECT pages, places FROM posting WHERE n = ?');
  const patch = database.prepare('UPDATE posting SET last = ?, pages = ?, places = ? WHERE n = ?');
  const drop = database.prepare('DELETE FROM posting WHERE n = ?');
  const anywhere = database.prepare('SELECT 1 AS here FROM posting WHERE n BETWEEN ? AND ? LIMIT 1');
  for (const row of rows) {
    const n = row['n'] as number;
    dropPage.run(n);
    if (isPending.get(n) !== undefined) {
      dropPending.run(n);
      hasWaited = true;
      continue;
    }
    const block = n >> BLOCK_BITS;
    const within = n & (BLOCK_PAGES - 1);
    for (const word of new Set(folding.wordsOf(row['text'] as string).map((one) => one.folded))) {
      const term = vocabulary.numberOf(word);
      if (term === undefined) continue;
      const at = term * BLOCKS + block;
      const stored = find.get(at) as { pages: Uint8Array; places: Uint8Array } | undefined;
      if (stored === undefined) continue;
      const left = withoutPage(stored, within);
      if (left === undefined) {
        drop.run(at);
        if (anywhere.get(term * BLOCKS, term * BLOCKS + BLOCKS - 1) === undefined) vocabulary.drop(word);
      } else if ('add' in left) patch.run(left.last, left.pages.view(), left.places.view(), at);
    }
    clearSlot(database, block, within);
  }
  return hasWaited;
}

function clearSlot(database: DatabaseSync, block: number, within: number): void {
  const row = database.prepare('SELECT words, owner, codes FROM block WHERE n = ?').get(block);
  if (row === undefined) return;
  const words = row['words'] as Uint8Array;
  const owner = row['owner'] as Uint8Array;
  const codes = row['codes'] as Uint8Array;
  words.fill(0, within * 2, within * 2 + 2);
  owner.fill(0, within * 4, within * 4 + 4);
  codes.fill(0, within * 2, within * 2 + 2);
  database
    .prepare('UPDATE block SET words = ?, owner = ?, codes = ? WHERE n = ?')
    .run(words, owner, codes, block);
}
