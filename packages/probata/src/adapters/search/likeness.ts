// Finds exhibits that are alike when each is read: by shared runs of words, by the look of pictures, by the heads of mails.
import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Likeness, LikenessIndex, LikenessOf, LikeSort } from '../../ports/likeness.ts';
import type { Folding } from './flush.ts';
import { Marks } from './marks.ts';
import { markDistance, pictureMark } from './picture-mark.ts';
import { FEW_WORDS, printsOf } from './prints.ts';
import { asOne } from './tables.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS held (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, prints INTEGER NOT NULL, words TEXT, picture BLOB, marks BLOB, lead INTEGER);
CREATE INDEX IF NOT EXISTS held_words ON held (words);
CREATE TABLE IF NOT EXISTS print (print INTEGER NOT NULL, held INTEGER NOT NULL, PRIMARY KEY (print, held)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quarter (part INTEGER NOT NULL, value INTEGER NOT NULL, held INTEGER NOT NULL, PRIMARY KEY (part, value, held)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mail (id TEXT NOT NULL, held INTEGER NOT NULL, isOwn INTEGER NOT NULL, PRIMARY KEY (id, held, isOwn)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pair (a INTEGER NOT NULL, b INTEGER NOT NULL, sort TEXT NOT NULL, share REAL NOT NULL, PRIMARY KEY (a, b, sort)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pair_b ON pair (b);
`;
/** Columns that an index of an earlier version lacks. */
const ADDED = ['marks BLOB', 'lead INTEGER'];
/** So many exhibits are entered as one write: marks lie scattered over the table, and neighbours share its leaves. */
const TOGETHER = 64;
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
  const columns = new Set(
    database
      .prepare('PRAGMA table_info(held)')
      .all()
      .map((row) => row['name']),
  );
  for (const column of ADDED)
    if (!columns.has(column.split(' ')[0] ?? '')) database.exec(`ALTER TABLE held ADD COLUMN ${column}`);
  database.exec('CREATE INDEX IF NOT EXISTS held_lead ON held (lead) WHERE lead IS NOT NULL');
  const numberOf = database.prepare('SELECT n FROM held WHERE id = ?');
  const putHeld = database.prepare('INSERT INTO held (id, prints, words, picture) VALUES (?, ?, ?, ?)');
  const heldAs = database.prepare('SELECT marks, lead FROM held WHERE n = ?');
  const printsOfOld = database.prepare('SELECT print FROM print WHERE held = ?');
  // Exhibits of one text carry its marks once: at the first of them, which the others name.
  const leadOf = database.prepare(
    'SELECT n FROM held WHERE words = ? AND n <> ? AND lead IS NULL ORDER BY n LIMIT 1',
  );
  const marksOfWords = database.prepare(
    'SELECT marks FROM held WHERE words = ? AND lead IS NULL AND marks IS NOT NULL LIMIT 1',
  );
  const followers = database.prepare('SELECT n FROM held WHERE lead = ? ORDER BY n');
  const follow = database.prepare('UPDATE held SET lead = ? WHERE n = ?');
  const carry = database.prepare('UPDATE held SET marks = ?, lead = NULL WHERE n = ?');
  const alikeAs = database.prepare(
    "SELECT a, b, sort, share FROM pair WHERE (a = ? OR b = ?) AND sort IN ('near-text', 'part-of', 'quotes')",
  );
  const marksHeld = new Marks(database);
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
    dropMarks(n);
    database.prepare('DELETE FROM pair WHERE a = ? OR b = ?').run(n, n);
    for (const table of ['quarter', 'mail']) database.prepare(`DELETE FROM ${table} WHERE held = ?`).run(n);
    database.prepare('DELETE FROM held WHERE n = ?').run(n);
  };
  /** Takes a text's marks out; where others have the same text, the first of them carries the marks from now on. */
  const dropMarks = (n: number): void => {
    const { marks, lead } = heldAs.get(n) as { marks: Uint8Array | null; lead: number | null };
    if (lead !== null) return;
    const [heir, ...others] = followers.all(n).map((row) => row['n'] as number);
    // An index of an earlier version keeps no marks beside the exhibit, and has a table of them by exhibit instead.
    const prints =
      marks === null
        ? Float64Array.from(printsOfOld.all(n), (row) => row['print'] as number)
        : marksIn(marks);
    marksHeld.drop(n, prints, heir);
    if (heir === undefined) return;
    carry.run(bytesOfMarks(prints), heir);
    for (const other of others) follow.run(heir, other);
  };
  const enterText = (n: number, prints: Float64Array, words: string | null): void => {
    const same = words === null ? [] : sameWords.all(words, n).map((row) => row['n'] as number);
    for (const other of same) pair(n, other, 'same-text', 1);
    const lead = words === null ? undefined : (leadOf.get(words, n)?.['n'] as number | undefined);
    if (lead === undefined) return enterMarks(n, prints);
    follow.run(lead, n);
    for (const row of alikeAs.all(lead, lead) as unknown as {
      a: number;
      b: number;
      sort: LikeSort;
      share: number;
    }[])
      pair(n, row.a === lead ? row.b : row.a, row.sort, row.share);
  };
  const enterMarks = (n: number, prints: Float64Array): void => {
    carry.run(bytesOfMarks(prints), n);
    for (const [other, marks] of marksHeld.enter(n, prints)) {
      if (marks < Math.min(QUOTES_MARKS, prints.length)) continue;
      const theirs = Number(printsHeld.get(other)?.['prints'] ?? 0);
      const found = likenessOf(marks, prints.length, theirs);
      if (found === undefined) continue;
      for (const one of [other, ...followers.all(other).map((row) => row['n'] as number)])
        pair(n, one, found.sort, found.share);
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
  interface Waiting {
    readonly exhibit: string;
    readonly prints: Float64Array;
    /** Names the words as a whole: texts of the same words have the same. */
    readonly whole: string | null;
    readonly mark: Uint8Array | undefined;
    readonly mail: LikenessOf['mail'];
  }
  let waiting: Waiting[] = [];
  /** The marks of a text whose very words came before: they need not be worked out again. */
  const knownPrints = (whole: string): Float64Array | undefined => {
    const marks = marksOfWords.get(whole)?.['marks'] as Uint8Array | null | undefined;
    return marks == null ? waiting.find((one) => one.whole === whole)?.prints : marksIn(marks);
  };
  const write = (work: () => void): void => {
    try {
      asOne(database, () => {
        marksHeld.begin();
        work();
        marksHeld.write();
      });
    } catch (thrown) {
      marksHeld.forget();
      throw thrown;
    }
  };
  const settle = (most = waiting.length): number => {
    if (waiting.length === 0) return 0;
    const first = waiting.slice(0, most);
    write(() => {
      for (const { exhibit, prints, whole, mark, mail } of first) {
        remove(exhibit);
        const n = Number(putHeld.run(exhibit, prints.length, whole, mark ?? null).lastInsertRowid);
        enterText(n, prints, whole);
        if (mark !== undefined) enterPicture(n, mark);
        if (mail !== undefined) enterMail(n, mail);
      }
    });
    waiting = waiting.slice(first.length);
    return waiting.length;
  };
  return {
    put(exhibit, of) {
      const words = of.words ?? folding.wordsOf(of.text);
      const mark = of.picture === undefined ? undefined : pictureMark(of.picture);
      const whole = words.length >= FEW_WORDS ? hash('sha256', joined(words), 'hex') : null;
      const prints = (whole === null ? undefined : knownPrints(whole)) ?? printsOf(words);
      waiting.push({ exhibit, prints, whole, mark, mail: of.mail });
      if (waiting.length >= TOGETHER) settle();
    },
    settle,
    remove(exhibit) {
      settle();
      write(() => remove(exhibit));
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    like(exhibit) {
      settle();
      const n = numberOf.get(exhibit)?.['n'] as number | undefined;
      if (n === undefined) return [];
      return rowsOf('pair.a = ? OR pair.b = ? ORDER BY share DESC', n, n);
    },
    pairs(sorts) {
      settle();
      return rowsOf(`sort IN (${sorts.map(() => '?').join(', ')}) ORDER BY pair.a, pair.b`, ...sorts);
    },
    close() {
      try {
        settle();
      } finally {
        database.close();
      }
    },
  };
}

/** What two texts with so many marks, of which they share some, are to each other. */
function likenessOf(
  shared: number,
  own: number,
  theirs: number,
): { sort: LikeSort; share: number } | undefined {
  const ofAll = shared / (own + theirs - shared);
  const ofLess = shared / Math.min(own, theirs);
  if (ofAll >= NEAR) return { sort: 'near-text', share: ofAll };
  if (ofLess >= PART) return { sort: 'part-of', share: ofLess };
  if (ofLess >= QUOTES_SHARE && shared >= QUOTES_MARKS) return { sort: 'quotes', share: ofLess };
  return undefined;
}

function joined(words: readonly { readonly folded: string }[]): string {
  let text = '';
  for (const { folded } of words) text += text === '' ? folded : ` ${folded}`;
  return text;
}

function bytesOfMarks(marks: Float64Array): Uint8Array {
  return new Uint8Array(marks.buffer, marks.byteOffset, marks.byteLength);
}

function marksIn(bytes: Uint8Array): Float64Array {
  return new Float64Array(Uint8Array.from(bytes).buffer);
}
