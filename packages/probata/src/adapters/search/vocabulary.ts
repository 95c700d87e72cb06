// The words of the index, each with the keys by which its other forms and scripts are found, and a list for misspellings.
import type { DatabaseSync } from 'node:sqlite';
import type { WordQuery } from '../../ports/search-index.ts';
import { nameKeys } from './names.ts';
import { Spellings } from './spelling.ts';
import { languagesFor, scriptOf, stemsOf } from './stem/index.ts';

/** A word as it stands in the texts of one flush. */
export interface Seen {
  /** Languages (ISO 639-3) of the texts it stands in; '' where none was told. */
  readonly languages: Set<string>;
  /** False once it was seen with a small first letter: names are written large. */
  isName: boolean;
}

interface Term {
  readonly n: number;
  languages: string;
  isName: boolean;
}

const CACHED = 400_000;
/** So many keys are written in a few milliseconds. */
const MANY_KEYS = 1_000;
/** A fuzzy word may not stand for more words than this; the nearest and commonest are taken. */
const FUZZY_WORDS = 200;

/** The vocabulary of one open index. Every method that writes is called inside a transaction. */
export class Vocabulary {
  readonly #cache = new Map<string, Term>();
  #spellings = new Spellings();
  #waiting: [key: string, term: number][] = [];
  readonly #find;
  readonly #put;
  readonly #patch;
  readonly #putKey;
  readonly #byKey;
  readonly #between;
  readonly #beyond;
  readonly #byNumber;
  readonly #after;
  readonly #dropTerm;
  readonly #dropKey;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare('SELECT n, languages, isName FROM term WHERE word = ?');
    this.#put = database.prepare('INSERT INTO term (word, languages, isName) VALUES (?, ?, ?)');
    this.#patch = database.prepare('UPDATE term SET languages = ?, isName = ? WHERE n = ?');
    this.#putKey = database.prepare('INSERT OR IGNORE INTO key (key, term) VALUES (?, ?)');
    this.#byKey = database.prepare(
      'SELECT term.n, word, isName FROM key JOIN term ON term.n = key.term WHERE key = ?',
    );
    this.#between = database.prepare('SELECT n FROM term WHERE word >= ? AND word < ?');
    this.#beyond = database.prepare('SELECT n FROM term WHERE word >= ?');
    this.#byNumber = database.prepare('SELECT word FROM term WHERE n = ?');
    this.#after = database.prepare('SELECT n, word FROM term WHERE n > ? ORDER BY n');
    this.#dropTerm = database.prepare('DELETE FROM term WHERE n = ?');
    this.#dropKey = database.prepare('DELETE FROM key WHERE key = ? AND term = ?');
  }

  /** Another process has written: numbers kept here may be gone. */
  forget(): void {
    this.#cache.clear();
    this.#waiting = [];
    this.#spellings = new Spellings();
  }

  /** The number of a word, or undefined when it stands nowhere. */
  numberOf(word: string): number | undefined {
    return this.#termOf(word)?.n;
  }

  wordOf(n: number): string | undefined {
    return this.#byNumber.get(n)?.['word'] as string | undefined;
  }

  #termOf(word: string): Term | undefined {
    const cached = this.#cache.get(word);
    if (cached !== undefined) return cached;
    const row = this.#find.get(word) as
      | { readonly n: number; readonly languages: string; readonly isName: number }
      | undefined;
    if (row === undefined) return undefined;
    const term = { n: row.n, languages: row.languages, isName: row.isName === 1 };
    this.#keep(word, term);
    return term;
  }

  #keep(word: string, term: Term): void {
    if (this.#cache.size >= CACHED) this.#cache.clear();
    this.#cache.set(word, term);
  }

  /** The number of a word just seen, with keys for what is new about it. */
  enter(word: string, seen: Seen): number {
    const before = this.#termOf(word);
    if (before === undefined) {
      const languages = [...seen.languages].sort().join(' ');
      const { lastInsertRowid } = this.#put.run(word, languages, seen.isName ? 1 : 0);
      const n = Number(lastInsertRowid);
      for (const key of keysOf(word, seen.languages, seen.isName)) this.#waiting.push([key, n]);
      this.#keep(word, { n, languages, isName: seen.isName });
      return n;
    }
    const known = before.languages.split(' ');
    const fresh = [...seen.languages].filter((language) => !known.includes(language));
    const isName = before.isName && seen.isName;
    if (fresh.length > 0 || isName !== before.isName) {
      for (const key of stemKeys(word, fresh)) this.#waiting.push([key, before.n]);
      before.languages = [...known, ...fresh].sort().join(' ');
      before.isName = isName;
      this.#patch.run(before.languages, isName ? 1 : 0, before.n);
    }
    return before.n;
  }

  /** The same as `settle`, once there are many. */
  settleMany(): void {
    if (this.#waiting.length >= MANY_KEYS) this.settle();
  }

  /** Writes the keys of the words entered, in the order of their table, so that its leaves are each touched once. */
  settle(): void {
    this.#waiting.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    for (const [key, n] of this.#waiting) this.#putKey.run(key, n);
    this.#waiting = [];
  }

  /** Lets go of a word that stands nowhere any more, with every key that was made of it. */
  drop(word: string): void {
    const term = this.#termOf(word);
    if (term === undefined) return;
    for (const key of keysOf(word, term.languages.split(' '), true)) this.#dropKey.run(key, term.n);
    this.#dropTerm.run(term.n);
    this.#cache.delete(word);
    this.#spellings = new Spellings();
  }

  /** The numbers of all words that a word of a query stands for; the word itself first where it exists. */
  expand({ word, by, distance }: WordQuery): readonly number[] {
    switch (by) {
      case 'exact': {
        const n = this.numberOf(word);
        return n === undefined ? [] : [n];
      }
      case 'prefix':
        return this.#startingWith(word);
      case 'fuzzy':
        return this.#spelledLike(word, distance ?? 1).map(({ n }) => n);
      case 'form':
        return this.#formsOf(word);
    }
  }

  #startingWith(word: string): number[] {
    const last = word.codePointAt(word.length - 1) ?? 0;
    const end = last >= 0xd7ff ? undefined : word.slice(0, -1) + String.fromCodePoint(last + 1);
    const rows = end === undefined ? this.#beyond.all(word) : this.#between.all(word, end);
    return rows.map((row) => row['n'] as number);
  }

  #formsOf(word: string): number[] {
    const found = new Set<number>();
    const own = this.numberOf(word);
    if (own !== undefined) found.add(own);
    for (const key of stemKeys(word, [...languagesFor(word), '']))
      for (const row of this.#byKey.all(key)) found.add(row['n'] as number);
    // A name in another script or spelling: only what is written like a name there, or cannot be (Arabic has no capitals).
    for (const key of nameKeys(word))
      for (const row of this.#byKey.all(`n:${key}`))
        if (row['isName'] === 1 || scriptOf(row['word'] as string) === 'arabic')
          found.add(row['n'] as number);
    return [...found];
  }

  /** Takes the words that came since the last look into the list that misspellings are looked for in. */
  #refreshSpellings(): Spellings {
    const last = this.#spellings.last;
    for (const row of this.#after.iterate(last))
      this.#spellings.add(row['n'] as number, row['word'] as string);
    return this.#spellings;
  }

  #spelledLike(word: string, distance: number): readonly { readonly n: number; readonly word: string }[] {
    // A word dropped meanwhile still stands in the list; its number then leads to nothing.
    return this.#refreshSpellings().near(word, distance).slice(0, FUZZY_WORDS);
  }

  /** Words spelt nearly like `word`, nearest first, without itself. */
  alike(word: string): readonly { readonly n: number; readonly word: string }[] {
    const near = this.#spelledLike(word, word.length > 6 ? 2 : 1);
    return near.filter((one) => one.word !== word);
  }
}

function stemKeys(word: string, languages: Iterable<string>): string[] {
  const keys = new Set<string>();
  for (const language of languages)
    for (const stem of stemsOf(word, language)) keys.add(`s:${language}:${stem}`);
  return [...keys];
}

/** Every key of a word; those of names only where it may be one. */
function keysOf(word: string, languages: Iterable<string>, isName: boolean): string[] {
  const names = isName || scriptOf(word) === 'arabic' ? nameKeys(word).map((key) => `n:${key}`) : [];
  return [...stemKeys(word, languages), ...names];
}
