// The tables of the index: pages with their text, the vocabulary with its keys, and where each word stands.
import { DatabaseSync } from 'node:sqlite';

/** Raised when the form of the tables or the folding of words changes; an older index is made anew from the readings. */
export const FORM = 3;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS exhibit (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, language TEXT, kind TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS page (
  n INTEGER PRIMARY KEY, exhibit INTEGER NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS page_by_exhibit ON page (exhibit);
CREATE TABLE IF NOT EXISTS pending (n INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS code (n INTEGER PRIMARY KEY, sort TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (sort, name));
CREATE TABLE IF NOT EXISTS block (n INTEGER PRIMARY KEY, words BLOB NOT NULL, owner BLOB NOT NULL, codes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS term (n INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, languages TEXT NOT NULL, isName INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS key (key TEXT NOT NULL, term INTEGER NOT NULL, PRIMARY KEY (key, term)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lacking (why TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS posting (n INTEGER PRIMARY KEY, last INTEGER NOT NULL, pages BLOB NOT NULL, places BLOB NOT NULL);
`;
const TABLES = ['exhibit', 'page', 'pending', 'code', 'block', 'term', 'key', 'posting'];

/** A posting's number is its word's number and its block's: a word's blocks lie side by side. */
export const BLOCKS = 2 ** 20;

/** Opens (or makes) the database at `path`. An index of an older form is emptied: it can be filled again. */
export function openTables(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 10_000 });
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA cache_size = -131072; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 8192;',
  );
  const form = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (form !== FORM) {
    for (const table of ['words', ...TABLES]) database.exec(`DROP TABLE IF EXISTS ${table}`);
    database.exec('DROP TABLE IF EXISTS lacking');
    database.exec(SCHEMA);
    database.exec("INSERT INTO lacking VALUES ('made anew')");
    database.exec(`PRAGMA user_version = ${FORM}`);
  }
  return database;
}

/** Empties every table. */
export function emptyTables(database: DatabaseSync): void {
  for (const table of TABLES) database.exec(`DELETE FROM ${table}`);
}

/** Carries out `work` as one write, or not at all. */
export function asOne<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const given = work();
    database.exec('COMMIT');
    return given;
  } catch (thrown) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw thrown;
  }
}

const ROWS = 32;

/**
 * Writes rows, given one after another in one list of their values, many with each call of SQLite.
 * @param insert the statement up to and with its word VALUES
 */
export function manyRows(
  database: DatabaseSync,
  insert: string,
  columns: number,
): (values: readonly (number | string)[]) => void {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`;
  const one = database.prepare(`${insert} ${row}`);
  const many = database.prepare(`${insert} ${Array.from({ length: ROWS }, () => row).join(', ')}`);
  return (values) => {
    let at = 0;
    for (; at + ROWS * columns <= values.length; at += ROWS * columns)
      many.run(...values.slice(at, at + ROWS * columns));
    for (; at < values.length; at += columns) one.run(...values.slice(at, at + columns));
  };
}
