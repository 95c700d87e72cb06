// Finds exhibits that are alike when each is read: by shared runs of words, by the look of pictures, by the heads of mails.
import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Likeness, LikenessIndex, LikenessOf, LikeSort } from '../../ports/likeness.ts';
import type { Folding } from './flush.ts';
import { markDistance, pictureMark } from './picture-mark.ts';
import { FEW_WORDS, printsOf } from './prints.ts';
import { asOne } from './tables.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS held (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, prints INTEGER NOT NULL, words TEXT, picture BLOB);
CREATE INDEX IF NOT EXISTS held_words ON held (words);
CREATE TABLE IF NOT EXISTS print (print INTEGER NOT NULL, held INTEGER NOT NULL, PRIMARY KEY (print, held)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS print_held ON print (held);
CREATE TABLE IF NOT EXISTS quarter (part INTEGER NOT NULL, value INTEGER NOT NULL, held INTEGER NOT NULL, PRIMARY KEY (part, value, held)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mail (id TEXT NOT NULL, held INTEGER NOT NULL, isOwn INTEGER NOT NULL, PRIMARY KEY (id, held, isOwn)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pair (a INTEGER NOT NULL, b INTEGER NOT NULL, sort TEXT NOT NULL, share REAL NOT NULL, PRIMARY KEY (a, b, sort)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pair_b ON pair (b);
`;
/** A mark that stands in more exhibits than this is a letterhead or a form's wording: it makes nothing alike. */
const COMMON = 60;
const NEAR = 0.6;
const PART = 0.6;
/** Below this many shared marks, or this share, two texts only use the same phrase. */
const QUOTES_MARKS = 4;
const QUOTES_SHARE = 0.15;
/** Of 128 bits. A mark is looked up by its eight parts, of which at least one agrees when at most seven bits differ. */
const PICTURE_BITS = 12;
const PICTURE_PARTS = 8;

/** Opens (or makes) the index of likeness at `path`; a broken file may be removed and rebuilt. */
export function openLikeness(path: string, folding: Folding): LikenessIndex {
  const database = new DatabaseSync(path, { timeout: 10_000 });
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 4096;',
  );
  database.exec(SCHEMA);
  const numberOf = database.prepare('SELECT n FROM held WHERE id = ?');
  const putHeld = database.prepare('INSERT INTO held (id, prints, words, picture) VALUES (?, ?, ?, ?)');
  const putPrint = database.prepare('INSERT OR IGNORE INTO print (print, held) VALUES (?, ?)');
  const sharing = database.prepare(`SELECT held FROM print WHERE print = ? LIMIT ${COMMON + 1}`);
  const printsHeld = database.prepare('SELECT prints FROM held WHERE n = ?');
  const sameWords = database.prepare('SELECT n FROM held WHERE words = ? AND n <> ? LIMIT 200');
  const putQuarter = database.prepare('INSERT OR IGNORE INTO quarter (part, value, held) VALUES (?, ?, ?)');
  const sharingQuarter = database.prepare('SELECT held FROM quarter WHERE part = ? AND value = ? LIMIT 500');
  const pictureOf = database.prepare('SELECT picture FROM held WHERE n = ?');
  const putMail = database.prepare('INSERT OR IGNORE INTO mail (id, held, isOwn) VALUES (?, ?, ?)');
  const sharingMail = database.prepare('SELECT held, isOwn FROM mail WHERE id = ? AND held <> ? LIMIT 500');
  const putPair = database.prepare('INSERT OR REPLACE INTO pair (a, b, sort, share) VALUES (?, ?, ?, ?)');

  const pair = (a: number, b: number, sort: LikeSort, share: number): void => {
    if (a !== b) putPair.run(Math.min(a, b), Math.max(a, b), sort, Math.min(1, share));
  };
  const remove = (exhibit: string): void => {
    const n = numberOf.get(exhibit)?.['n'] as number | undefined;
    if (n === undefined) return;
    database.prepare('DELETE FROM pair WHERE a = ? OR b = ?').run(n, n);
    database
      .prepare('DELETE FROM print WHERE print IN (SELECT print FROM print WHERE held = ?) AND held = ?')
      .run(n, n);
    for (const table of ['quarter', 'mail']) database.prepare(`DELETE FROM ${table} WHERE held = ?`).run(n);
    database.prepare('DELETE FROM held WHERE n = ?').run(n);
  };
  const enterText = (n: number, prints: readonly number[], words: string | null): void => {
    const same = words === null ? [] : sameWords.all(words, n).map((row) => row['n'] as number);
    for (const other of same) pair(n, other, 'same-text', 1);
    const shared = new Map<number, number>();
    for (const print of prints) {
      const with_ = sharing.all(print);
      if (with_.length <= COMMON)
        for (const row of with_)
          shared.set(row['held'] as number, (shared.get(row['held'] as number) ?? 0) + 1);
      putPrint.run(print, n);
    }
    for (const [other, marks] of shared) {
      if (same.includes(other) || marks < Math.min(QUOTES_MARKS, prints.length)) continue;
      const theirs = Number(printsHeld.get(other)?.['prints'] ?? 0);
      const ofAll = marks / (prints.length + theirs - marks);
      const ofLess = marks / Math.min(prints.length, theirs);
      if (ofAll >= NEAR) pair(n, other, 'near-text', ofAll);
      else if (ofLess >= PART) pair(n, other, 'part-of', ofLess);
      else if (ofLess >= QUOTES_SHARE && marks >= QUOTES_MARKS) pair(n, other, 'quotes', ofLess);
    }
  };
  const enterPicture = (n: number, mark: Uint8Array): void => {
    const near = new Set<number>();
    for (let part = 0; part < PICTURE_PARTS; part += 1) {
      const value = ((mark[part * 2] ?? 0) << 8) | (mark[part * 2 + 1] ?? 0);
      for (const row of sharingQuarter.all(part, value)) near.add(row['held'] as number);
      putQuarter.run(part, value, n);
    }
    for (const other of near) {
      const theirs = pictureOf.get(other)?.['picture'] as Uint8Array | null | undefined;
      if (theirs == null || other === n) continue;
      const differing = markDistance(mark, theirs);
      if (differing <= PICTURE_BITS) pair(n, other, 'picture', 1 - differing / 128);
    }
  };
  const enterMail = (n: number, { id, answers }: NonNullable<LikenessOf['mail']>): void => {
    const isTheSame = new Set([id ?? '']);
    for (const [one, isOwn] of [
      ...(id === undefined ? [] : [[id, 1] as const]),
      ...answers.map((a) => [a, 0] as const),
    ]) {
      for (const row of sharingMail.all(one, n))
        if (isOwn === 1 || row['isOwn'] === 1)
          pair(n, row['held'] as number, 'mail', isTheSame.has(one) && row['isOwn'] === 1 ? 1 : 0.5);
      putMail.run(one, n, isOwn);
    }
  };
  const rowsOf = (where: string, ...values: (string | number)[]): Likeness[] =>
    database
      .prepare(
        `SELECT one.id AS a, other.id AS b, sort, share FROM pair JOIN held one ON one.n = pair.a JOIN held other ON other.n = pair.b WHERE ${where}`,
      )
      .all(...values) as unknown as Likeness[];
  return {
    put(exhibit, of) {
      const words = folding.wordsOf(of.text).map((word) => word.folded);
      const prints = printsOf(words);
      const mark = of.picture === undefined ? undefined : pictureMark(of.picture);
      const whole = words.length >= FEW_WORDS ? hash('sha256', words.join(' '), 'hex') : null;
      asOne(database, () => {
        remove(exhibit);
        const { lastInsertRowid } = putHeld.run(exhibit, prints.length, whole, mark ?? null);
        const n = Number(lastInsertRowid);
        enterText(n, prints, whole);
        if (mark !== undefined) enterPicture(n, mark);
        if (of.mail !== undefined) enterMail(n, of.mail);
      });
    },
    remove(exhibit) {
      asOne(database, () => remove(exhibit));
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    like(exhibit) {
      const n = numberOf.get(exhibit)?.['n'] as number | undefined;
      if (n === undefined) return [];
      return rowsOf('pair.a = ? OR pair.b = ? ORDER BY share DESC', n, n);
    },
    pairs: (sorts) =>
      rowsOf(`sort IN (${sorts.map(() => '?').join(', ')}) ORDER BY pair.a, pair.b`, ...sorts),
    close() {
      database.close();
    },
  };
}
