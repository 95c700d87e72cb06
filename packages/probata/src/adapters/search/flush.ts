// Turns pages that wait into postings: each word's row of a block is written once for all pages of the flush.
import type { DatabaseSync } from 'node:sqlite';
import type { FoldedWord } from '../../ports/search-index.ts';
import { BLOCK_BITS, BLOCK_PAGES, PostingRow } from './postings.ts';
import { BLOCKS } from './tables.ts';
import type { Seen, Vocabulary } from './vocabulary.ts';

/** How words are folded: given by the reading room, so that the index and the query can never differ. */
export interface Folding {
  wordsOf(text: string): readonly FoldedWord[];
}

/** Words longer than this are no words: a key of a file, a run of letters without blanks. */
export const WORD_UNITS = 80;

interface Gathered extends Seen {
  readonly languages: Set<string>;
  isName: boolean;
  /** The last page entered, and where in `row` the number of its places stands. */
  page: number;
  at: number;
  /** For each page: its number within the block, how many places, and the places. */
  readonly row: number[];
}

interface Slot {
  readonly n: number;
  readonly words: number;
  readonly owner: number;
  readonly language: string;
  readonly kind: string;
}

/** A page that waits: its number and its exhibit's, its text, what the reading said of it, and its words where they are known. */
export interface WaitingPage {
  readonly n: number;
  readonly exhibit: number;
  readonly text: string;
  readonly language: string | null;
  readonly kind: string;
  /** Their places count from `start` units before the page. */
  readonly words?: readonly FoldedWord[];
  readonly start?: number;
}

/** Pages gathered for the next flush, in the order of their numbers: of each block its words, of each page its slot. */
class Gathering {
  readonly blocks = new Map<number, Map<string, Gathered>>();
  readonly slots: Slot[] = [];
  readonly #folding: Folding;

  constructor(folding: Folding) {
    this.#folding = folding;
  }

  add(page: WaitingPage): void {
    const block = page.n >> BLOCK_BITS;
    let words = this.blocks.get(block);
    if (words === undefined) {
      words = new Map();
      this.blocks.set(block, words);
    }
    const language = page.language ?? '';
    const n = this.#gather(words, page, language);
    // A slot of no words is one that was emptied; a page without words is there, and found by its fields.
    this.slots.push({
      n: page.n,
      words: Math.max(1, n),
      owner: page.exhibit,
      language,
      kind: page.kind,
    });
  }

  #gather(into: Map<string, Gathered>, page: WaitingPage, language: string): number {
    const within = page.n & (BLOCK_PAGES - 1);
    const { text } = page;
    const words = page.words ?? this.#folding.wordsOf(text);
    const from = page.words === undefined ? 0 : (page.start ?? 0);
    for (let place = 0; place < words.length; place += 1) {
      const { folded, start } = words[place] as FoldedWord;
      if (folded.length > WORD_UNITS) continue;
      const before = into.get(folded);
      if (before === undefined) {
        into.set(folded, {
          languages: new Set([language]),
          isName: isCapital(text, start - from),
          page: within,
          at: 1,
          row: [within, 1, place],
        });
        continue;
      }
      if (before.isName && !isCapital(text, start - from)) before.isName = false;
      const { row } = before;
      if (before.page === within) (row[before.at] as number) += 1;
      else {
        before.languages.add(language);
        before.page = within;
        before.at = row.length + 1;
        row.push(within, 1);
      }
      row.push(place);
    }
    return words.length;
  }
}

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return code >= 65 && code <= 90;
  const letter = text.charAt(at);
  return letter.toLowerCase() !== letter;
}

// So few rows between two looks at the clock that they take some milliseconds at most.
const ENTERED_AT_ONCE = 64;
const WRITTEN_AT_ONCE = 32;

/** What turns waiting pages into postings. `flush` is carried out inside a transaction; the others write nothing. */
export interface Flusher {
  /** Gathers a page that was just put, so that the flush need not read and fold it again. */
  gather(page: WaitingPage): void;
  /** Forgets what was gathered: the pages still wait in the file, and the flush reads them there. */
  forget(): void;
  /** Indexes every page that waits in the file, whoever put it there; stops after every few words. */
  flush(): Generator<void>;
  /** Inside a transaction, before anything is put: lets go of what another process has changed. */
  noteOthers(): void;
}

/** The flusher of one open index. */
export function makeFlusher(database: DatabaseSync, vocabulary: Vocabulary, folding: Folding): Flusher {
  const waiting = database.prepare('SELECT n FROM pending ORDER BY n');
  waiting.setReturnArrays(true);
  const texts = database.prepare(
    'SELECT page.n, page.exhibit, text, language, kind FROM pending JOIN page ON page.n = pending.n JOIN exhibit ON exhibit.n = page.exhibit ORDER BY page.n',
  );
  const done = database.prepare('DELETE FROM pending');
  const find = database.prepare('SELECT last, pages, places FROM posting WHERE n = ?');
  const put = database.prepare('INSERT OR REPLACE INTO posting (n, last, pages, places) VALUES (?, ?, ?, ?)');
  const blockOf = database.prepare('SELECT words, owner, codes FROM block WHERE n = ?');
  const putBlock = database.prepare(
    'INSERT OR REPLACE INTO block (n, words, owner, codes) VALUES (?, ?, ?, ?)',
  );
  // Undefined while pages wait that are not in memory: the flush will read them all, so nothing more need be gathered.
  let gathered: Gathering | undefined = waiting.get() === undefined ? new Gathering(folding) : undefined;
  const row = new PostingRow();
  const dataVersion = database.prepare('PRAGMA data_version');
  let seen = dataVersion.get()?.['data_version'];
  /**
   * Another process may have numbered words or let go of them, put pages, indexed ours, or removed them and given their numbers
   * to others: after any write of its own what is kept here is not relied on.
   */
  const forgetWhatOthersChanged = (): void => {
    const now = dataVersion.get()?.['data_version'];
    if (now === seen) return;
    seen = now;
    vocabulary.forget();
    gathered = undefined;
  };

  /** What is in memory, if it is exactly what waits. */
  const whatWaits = (): Gathering => {
    const numbers = waiting.all() as unknown as readonly [number][];
    const slots = gathered?.slots;
    if (gathered !== undefined && slots?.length === numbers.length)
      if (numbers.every(([n], i) => slots[i]?.n === n)) return gathered;
    const read = new Gathering(folding);
    for (const page of texts.iterate() as unknown as Iterable<WaitingPage>) read.add(page);
    return read;
  };
  function* writePostings(block: number, words: ReadonlyMap<string, Gathered>): Generator<void> {
    const isFresh = blockOf.get(block) === undefined;
    const numbered: { readonly n: number; readonly seen: Gathered }[] = [];
    for (const [word, seen] of words) {
      numbered.push({ n: vocabulary.enter(word, seen), seen });
      if (numbered.length % ENTERED_AT_ONCE !== 0) continue;
      yield;
      vocabulary.settleMany();
    }
    vocabulary.settle();
    yield;
    // In the order of the table, so that its leaves are each touched once.
    numbered.sort((a, b) => a.n - b.n);
    yield;
    let written = 0;
    for (const { n, seen } of numbered) {
      const at = n * BLOCKS + block;
      const stored = isFresh
        ? undefined
        : (find.get(at) as { last: number; pages: Uint8Array; places: Uint8Array } | undefined);
      row.begin(stored?.last ?? -1);
      row.addAll(seen.row);
      put.run(
        at,
        row.last,
        stored === undefined ? row.pages.view() : joined(stored.pages, row.pages.view()),
        stored === undefined ? row.places.view() : joined(stored.places, row.places.view()),
      );
      written += 1;
      if (written % WRITTEN_AT_ONCE === 0) yield;
    }
  }
  const writeSlots = (
    block: number,
    slots: readonly Slot[],
    codes: (sort: string, name: string) => number,
  ): void => {
    const row = blockOf.get(block);
    const words = new Uint16Array(BLOCK_PAGES);
    const owner = new Int32Array(BLOCK_PAGES);
    const coded = new Uint8Array(BLOCK_PAGES * 2);
    if (row !== undefined) {
      new Uint8Array(words.buffer).set(row['words'] as Uint8Array);
      new Uint8Array(owner.buffer).set(row['owner'] as Uint8Array);
      coded.set(row['codes'] as Uint8Array);
    }
    for (const slot of slots) {
      const within = slot.n & (BLOCK_PAGES - 1);
      words[within] = Math.min(65_535, slot.words);
      owner[within] = slot.owner;
      coded[within * 2] = codes('language', slot.language);
      coded[within * 2 + 1] = codes('kind', slot.kind);
    }
    putBlock.run(block, new Uint8Array(words.buffer), new Uint8Array(owner.buffer), coded);
  };

  return {
    gather: (page) => gathered?.add(page),
    forget() {
      gathered = undefined;
    },
    noteOthers: forgetWhatOthersChanged,
    *flush() {
      forgetWhatOthersChanged();
      const { blocks, slots } = whatWaits();
      gathered = new Gathering(folding);
      const codes = codesOf(database);
      for (const [block, words] of blocks) {
        yield* writePostings(block, words);
        writeSlots(
          block,
          slots.filter(({ n }) => n >> BLOCK_BITS === block),
          codes,
        );
      }
      done.run();
    },
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
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
