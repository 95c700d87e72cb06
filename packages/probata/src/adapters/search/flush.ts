// Turns pages that wait into postings: each word's row of a block is written once for all pages of the flush.
import type { DatabaseSync } from 'node:sqlite';
import { BLOCK_BITS, BLOCK_PAGES, PostingRow } from './postings.ts';
import { BLOCKS } from './tables.ts';
import type { Seen, Vocabulary } from './vocabulary.ts';

/** A word of a text: folded, and where it stands (UTF-16 units). */
export interface FoldedWord {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** How words are folded: given by the reading room, so that the index and the query can never differ. */
export interface Folding {
  wordsOf(text: string): readonly FoldedWord[];
}

/** Words longer than this are no words: a key of a file, a run of letters without blanks. */
export const WORD_UNITS = 80;

interface Gathered extends Seen {
  readonly languages: Set<string>;
  isName: boolean;
  readonly pages: number[];
  readonly places: number[][];
}

interface Waiting {
  readonly n: number;
  readonly exhibit: number;
  readonly text: string;
  readonly language: string | null;
  readonly kind: string;
}

/** Indexes every page that waits. Called inside a transaction. */
export function flushPending(database: DatabaseSync, vocabulary: Vocabulary, folding: Folding): void {
  const rows = database.prepare(
    'SELECT page.n, page.exhibit, text, language, kind FROM pending JOIN page ON page.n = pending.n JOIN exhibit ON exhibit.n = page.exhibit ORDER BY page.n',
  );
  let block = -1;
  let gathered = new Map<string, Gathered>();
  let slots: Slot[] = [];
  const finish = (): void => {
    if (slots.length === 0) return;
    writePostings(database, vocabulary, block, gathered);
    writeSlots(database, block, slots);
    gathered = new Map();
    slots = [];
  };
  const codes = codesOf(database);
  for (const row of rows.iterate() as unknown as Iterable<Waiting>) {
    if (row.n >> BLOCK_BITS !== block) {
      finish();
      block = row.n >> BLOCK_BITS;
    }
    const within = row.n & (BLOCK_PAGES - 1);
    // A slot of no words is one that was emptied; a page without words is there, and found by its fields.
    const words = Math.max(1, gather(gathered, row, within, folding));
    slots.push({
      within,
      words,
      owner: row.exhibit,
      language: codes('language', row.language ?? ''),
      kind: codes('kind', row.kind),
    });
  }
  finish();
  database.exec('DELETE FROM pending');
}

interface Slot {
  readonly within: number;
  readonly words: number;
  readonly owner: number;
  readonly language: number;
  readonly kind: number;
}

function gather(into: Map<string, Gathered>, page: Waiting, within: number, folding: Folding): number {
  const language = page.language ?? '';
  const words = folding.wordsOf(page.text);
  for (const [place, word] of words.entries()) {
    if (word.folded.length > WORD_UNITS) continue;
    const isLarge = isCapital(page.text.charCodeAt(word.start), page.text, word.start);
    const before = into.get(word.folded);
    if (before === undefined) {
      into.set(word.folded, {
        languages: new Set([language]),
        isName: isLarge,
        pages: [within],
        places: [[place]],
      });
      continue;
    }
    if (!isLarge) before.isName = false;
    if (before.pages.at(-1) === within) before.places.at(-1)?.push(place);
    else {
      before.languages.add(language);
      before.pages.push(within);
      before.places.push([place]);
    }
  }
  return words.length;
}

function isCapital(code: number, text: string, at: number): boolean {
  if (code < 128) return code >= 65 && code <= 90;
  const letter = text.charAt(at);
  return letter.toLowerCase() !== letter;
}

function writePostings(
  database: DatabaseSync,
  vocabulary: Vocabulary,
  block: number,
  gathered: ReadonlyMap<string, Gathered>,
): void {
  const find = database.prepare('SELECT last, pages, places FROM posting WHERE n = ?');
  const put = database.prepare('INSERT OR REPLACE INTO posting (n, last, pages, places) VALUES (?, ?, ?, ?)');
  const isFresh = database.prepare('SELECT 1 AS here FROM block WHERE n = ?').get(block) === undefined;
  const numbered = [...gathered].map(([word, seen]) => ({ n: vocabulary.enter(word, seen), seen }));
  vocabulary.settle();
  // In the order of the table, so that its leaves are each touched once.
  numbered.sort((a, b) => a.n - b.n);
  for (const { n, seen } of numbered) {
    const at = n * BLOCKS + block;
    const stored = isFresh
      ? undefined
      : (find.get(at) as { last: number; pages: Uint8Array; places: Uint8Array } | undefined);
    const row = new PostingRow(stored?.last ?? -1);
    seen.pages.forEach((page, i) => {
      row.add(page, seen.places[i] ?? []);
    });
    put.run(
      at,
      row.last,
      stored === undefined ? row.pages.view() : joined(stored.pages, row.pages.view()),
      stored === undefined ? row.places.view() : joined(stored.places, row.places.view()),
    );
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function writeSlots(database: DatabaseSync, block: number, slots: readonly Slot[]): void {
  const row = database.prepare('SELECT words, owner, codes FROM block WHERE n = ?').get(block);
  const words = new Uint16Array(BLOCK_PAGES);
  const owner = new Int32Array(BLOCK_PAGES);
  const codes = new Uint8Array(BLOCK_PAGES * 2);
  if (row !== undefined) {
    new Uint8Array(words.buffer).set(row['words'] as Uint8Array);
    new Uint8Array(owner.buffer).set(row['owner'] as Uint8Array);
    codes.set(row['codes'] as Uint8Array);
  }
  for (const slot of slots) {
    words[slot.within] = Math.min(65_535, slot.words);
    owner[slot.within] = slot.owner;
    codes[slot.within * 2] = slot.language;
    codes[slot.within * 2 + 1] = slot.kind;
  }
  database
    .prepare('INSERT OR REPLACE INTO block (n, words, owner, codes) VALUES (?, ?, ?, ?)')
    .run(block, new Uint8Array(words.buffer), new Uint8Array(owner.buffer), codes);
}

/** Numbers for the few languages and kinds there are, each in one byte; beyond 255 all share the last. */
function codesOf(database: DatabaseSync): (sort: string, name: string) => number {
  const find = database.prepare('SELECT n FROM code WHERE sort = ? AND name = ?');
  const put = database.prepare('INSERT INTO code (sort, name) VALUES (?, ?)');
  const known = new Map<string, number>();
  return (sort, name) => {
    const key = `${sort} ${name}`;
    let n = known.get(key);
    if (n === undefined) {
      n = (find.get(sort, name)?.['n'] as number | undefined) ?? Number(put.run(sort, name).lastInsertRowid);
      n = Math.min(255, n);
      known.set(key, n);
    }
    return n;
  };
}
