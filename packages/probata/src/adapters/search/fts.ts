// Full text in SQLite's FTS5: words folded and stemmed by the house, places and snippets found again in the page's text.
import { DatabaseSync } from 'node:sqlite';
import type { IndexQuery, IndexTerm, SearchHit, SearchIndex } from '../../ports/search-index.ts';
import { stemOf } from './stem.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS page (
  n INTEGER PRIMARY KEY, exhibit TEXT NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL, language TEXT, text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS page_by_exhibit ON page (exhibit);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(exact, stem, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 tokenchars ''''");
`;

/** How words are folded: given by the reading room, so that the index and the query can never differ. */
export interface Folding {
  wordsOf(text: string): readonly { readonly folded: string; readonly start: number; readonly end: number }[];
}

/** Opens (or makes) the index at `path`; a broken file may be removed and rebuilt. */
export function openSearchIndex(path: string, folding: Folding): SearchIndex {
  const database = new DatabaseSync(path, { timeout: 5000 });
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536;',
  );
  database.exec(SCHEMA);
  database.exec("INSERT INTO words(words, rank) VALUES('secure-delete', 1)");
  const putPage = database.prepare(
    'INSERT INTO page (exhibit, page, start, language, text) VALUES (?, ?, ?, ?, ?)',
  );
  const putWords = database.prepare('INSERT INTO words (rowid, exact, stem) VALUES (?, ?, ?)');
  const pagesOf = database.prepare('SELECT n FROM page WHERE exhibit = ?');
  const dropWords = database.prepare('DELETE FROM words WHERE rowid = ?');
  const dropPages = database.prepare('DELETE FROM page WHERE exhibit = ?');
  const find = database.prepare(
    'SELECT page.n, exhibit, page, start, language, text, bm25(words, 2.0, 1.0) AS score FROM words JOIN page ON page.n = words.rowid WHERE words MATCH ? ORDER BY score, page.n LIMIT ? OFFSET ?',
  );
  const count = database.prepare('SELECT count(*) AS n FROM words WHERE words MATCH ?');

  const remove = (exhibit: string): void => {
    for (const row of pagesOf.all(exhibit)) dropWords.run(row['n'] as number);
    dropPages.run(exhibit);
  };
  return {
    put(exhibit, language, pages) {
      database.exec('BEGIN IMMEDIATE');
      try {
        remove(exhibit);
        for (const page of pages) {
          const words = folding.wordsOf(page.text);
          if (words.length === 0) continue;
          const { lastInsertRowid } = putPage.run(exhibit, page.page, page.start, language, page.text);
          putWords.run(
            lastInsertRowid,
            words.map((w) => w.folded).join(' '),
            words.map((w) => stemOf(w.folded, language)).join(' '),
          );
        }
        database.exec('COMMIT');
      } catch (thrown) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw thrown;
      }
    },
    remove(exhibit) {
      remove(exhibit);
      // A removed row's words stay in the index's older segments, under a tombstone, until these are merged.
      database.exec("INSERT INTO words(words) VALUES('optimize')");
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    search(query, { limit, offset }) {
      const match = expression(query);
      const rows = find.all(match, limit, offset);
      return {
        total: Number(count.get(match)?.['n'] ?? 0),
        hits: rows.map((row) => hitOf(row as unknown as PageRow, query, folding)),
      };
    },
    size: () => Number(database.prepare('SELECT count(DISTINCT exhibit) AS n FROM page').get()?.['n'] ?? 0),
    clear() {
      database.exec('DELETE FROM page; DELETE FROM words;');
    },
    close() {
      database.close();
    },
  };
}

interface PageRow {
  readonly exhibit: string;
  readonly page: number;
  readonly start: number;
  readonly language: string | null;
  readonly text: string;
  readonly score: number;
}

const LANGUAGES = ['eng', 'fra', 'lit', 'rus', 'ara'] as const;

// A word may stand in a page of any language, so each of its stems is asked for.
function stems(word: string): string[] {
  return [...new Set(LANGUAGES.map((language) => stemOf(word, language)))];
}

const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`;

function termExpression(term: IndexTerm): string {
  if (term.isPrefix) return `exact : ${quoted(term.words.join(' '))} *`;
  const only = term.words[0];
  if (term.words.length === 1 && only !== undefined)
    return `(exact : ${quoted(only)} OR ${stems(only)
      .map((stem) => `stem : ${quoted(stem)}`)
      .join(' OR ')})`;
  return `exact : ${quoted(term.words.join(' '))}`;
}

function expression(query: IndexQuery): string {
  const all = query.all.map((any) => `(${any.map(termExpression).join(' OR ')})`).join(' AND ');
  return query.not.length === 0 ? all : `(${all}) NOT (${query.not.map(termExpression).join(' OR ')})`;
}

const SNIPPET_BEFORE = 60;
const SNIPPET_UNITS = 220;

/** Finds the matched words again in the page's own text, so that marks fall on what is written, not on folded text. */
function hitOf(row: PageRow, query: IndexQuery, folding: Folding): SearchHit {
  const words = folding.wordsOf(row.text);
  const spans: { start: number; end: number }[] = [];
  for (const term of query.all.flat()) {
    const wanted =
      term.words.length === 1 && !term.isPrefix ? new Set(stems(term.words[0] ?? '')) : undefined;
    for (let i = 0; i + term.words.length <= words.length; i += 1) {
      const fits = term.words.every((word, k) => {
        const here = words[i + k]?.folded ?? '';
        if (here === word) return true;
        if (term.isPrefix && k === term.words.length - 1) return here.startsWith(word);
        return wanted?.has(stemOf(here, row.language)) ?? false;
      });
      const first = words[i];
      const last = words[i + term.words.length - 1];
      if (fits && first !== undefined && last !== undefined)
        spans.push({ start: first.start, end: last.end });
    }
  }
  spans.sort((a, b) => a.start - b.start);
  const from = snippetStart(row.text, spans[0]?.start ?? 0);
  const snippet = row.text.slice(from, from + SNIPPET_UNITS).replace(/\s/g, ' ');
  return {
    exhibit: row.exhibit,
    page: row.page,
    spans: spans.slice(0, 500).map(({ start, end }) => ({ start: row.start + start, end: row.start + end })),
    snippet,
    marks: spans
      .filter(({ start, end }) => start >= from && end <= from + SNIPPET_UNITS)
      .map(({ start, end }) => ({ start: start - from, end: end - from })),
    score: -row.score,
  };
}

function snippetStart(text: string, hit: number): number {
  const from = Math.max(0, hit - SNIPPET_BEFORE);
  if (from === 0) return 0;
  const space = text.slice(from, hit).search(/\s/);
  return space < 0 ? from : from + space + 1;
}
