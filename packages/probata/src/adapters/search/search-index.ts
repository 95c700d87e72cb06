// Our own inverted index, in one SQLite file: pages are put with their text, indexed in blocks, and searched in any order.
import type { SearchIndex } from '../../ports/search-index.ts';
import { makeEvaluator } from './evaluate.ts';
import type { Folding } from './flush.ts';
import { openPages } from './pages.ts';
import { makeRemoval } from './removal.ts';
import { hitOf, soughtBy } from './snippet.ts';
import { asOne, emptyTables, openTables } from './tables.ts';
import { Vocabulary } from './vocabulary.ts';
import { makeWaiting } from './waiting.ts';

export type { Folding } from './flush.ts';

const ALIKE = 50;

/** Opens (or makes) the index at `path`; a broken file may be removed and rebuilt. */
export function openSearchIndex(path: string, folding: Folding): SearchIndex {
  const database = openTables(path);
  const vocabulary = new Vocabulary(database);
  const pages = openPages(database);
  const evaluator = makeEvaluator(database, vocabulary, pages);
  const exhibitOf = database.prepare('SELECT n FROM exhibit WHERE id = ?');
  const dropExhibit = database.prepare('DELETE FROM exhibit WHERE n = ?');
  const removePages = makeRemoval(database, vocabulary, folding);
  const remove = (exhibit: string): boolean => {
    const n = exhibitOf.get(exhibit)?.['n'] as number | undefined;
    if (n === undefined) return false;
    if (removePages(n)) waiting.forget();
    dropExhibit.run(n);
    pages.forget();
    return true;
  };
  const waiting = makeWaiting(database, vocabulary, folding, remove);
  /** Makes everything that was put, here or in another process, part of what is searched. */
  const settle = (): void => {
    waiting.enter();
    if (pages.isStale()) vocabulary.forget();
    waiting.flush();
    pages.refresh();
  };
  return {
    put: (exhibit, as, given) => waiting.put({ exhibit, as, pages: given }),
    relieve: () => waiting.relieve(),
    settle: () => waiting.settle(),
    remove(exhibit) {
      waiting.enter();
      if (pages.isStale()) vocabulary.forget();
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
    size() {
      waiting.enter();
      return Number(database.prepare('SELECT count(*) AS n FROM exhibit').get()?.['n'] ?? 0);
    },
    lacksOlder: () => Number(database.prepare('SELECT count(*) AS n FROM lacking').get()?.['n'] ?? 0) > 0,
    filled() {
      waiting.enter();
      database.exec('DELETE FROM lacking');
    },
    holds(exhibit) {
      waiting.enter();
      return exhibitOf.get(exhibit) !== undefined;
    },
    clear() {
      waiting.enter();
      asOne(database, () => emptyTables(database));
      vocabulary.forget();
      waiting.forget();
      pages.forget();
    },
    close() {
      if (!database.isOpen) return;
      try {
        waiting.flush();
      } finally {
        database.close();
      }
    },
  };
}
