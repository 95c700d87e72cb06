// Full text: rebuildable at any time, and never given sealed text.

/** A word of a text: folded, and where it stands (UTF-16 units). */
export interface FoldedWord {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

export interface IndexedPage {
  readonly page: number;
  readonly text: string;
  /** Where the page begins in the exhibit's text (UTF-16 units). */
  readonly start: number;
  /** Its words where they are known already, exactly those of its text alone; their places count from the exhibit's text. */
  readonly words?: readonly FoldedWord[];
}

/** What the reading said of the exhibit as a whole. */
export interface IndexedAs {
  /** ISO 639-3 as the reader proposes it (`lit`), or null. */
  readonly language: string | null;
  /** The short name of the kind of file: `pdf`, `eml`, … */
  readonly kind: string;
}

/**
 * How a word is to be found. `form`: in all its grammatical forms and, for names, in other scripts; `exact`: as written,
 * folded; `prefix`: every word that begins so; `fuzzy`: every word at most `distance` letters away.
 */
export interface WordQuery {
  readonly is: 'word';
  /** Folded as the index folds. */
  readonly word: string;
  readonly by: 'form' | 'exact' | 'prefix' | 'fuzzy';
  /** For `fuzzy`: 1 or 2 letters added, lost, changed or swapped. */
  readonly distance?: number;
}

/** What is searched for. A `not` alone stands for every page without it. */
export type IndexQuery =
  | WordQuery
  /** Words one after another, as written; the last may be a prefix. */
  | { readonly is: 'phrase'; readonly words: readonly WordQuery[] }
  /** All these words, in any order, with at most `within` other words between them. */
  | { readonly is: 'near'; readonly words: readonly WordQuery[]; readonly within: number }
  | { readonly is: 'and' | 'or'; readonly of: readonly IndexQuery[] }
  | { readonly is: 'not'; readonly of: IndexQuery }
  /** Pages read as one of these languages (ISO 639-3) or kinds. */
  | { readonly is: 'language' | 'kind'; readonly any: readonly string[] }
  /** Pages of these exhibits; the same set object is looked up once. */
  | { readonly is: 'exhibits'; readonly ids: ReadonlySet<string> };

export interface SearchHit {
  readonly exhibit: string;
  readonly page: number;
  /** Units into the exhibit's text, of the words that matched on that page. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly snippet: string;
  /** Units into the snippet, of the matched words. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

export interface SearchFound {
  /** Pages that fit, and the exhibits they belong to. */
  readonly total: number;
  readonly exhibits: number;
  readonly hits: readonly SearchHit[];
}

/**
 * Promises: results carry places; every hit is reachable by its offset; what was put is found by the next search, once
 * settled also from another process; the text of an exhibit removed is gone from the file, not only from the answers.
 */
export interface SearchIndex {
  /** Takes an exhibit in; put again, it replaces what was put. It is on the disk once `settle` has ended. */
  put(exhibit: string, as: IndexedAs, pages: readonly IndexedPage[]): void;
  /** Where much waits, indexes it in short steps, between which everything else has its turn; else ends at once. */
  relieve(): Promise<void>;
  /** Puts on the disk what was put. */
  settle(): Promise<void>;
  remove(exhibit: string): void;
  search(query: IndexQuery, options: { readonly limit: number; readonly offset: number }): SearchFound;
  /** Every exhibit with a page that fits, in the order in which they were put. */
  exhibitsOf(query: IndexQuery): readonly string[];
  /** Words of the index that are spelt nearly like this one, commonest first. */
  alike(word: string, limit: number): readonly string[];
  /** True while exhibits read before this index was made are not in it; `filled` says that they are now. */
  lacksOlder(): boolean;
  filled(): void;
  holds(exhibit: string): boolean;
  /** Exhibits held in the index. */
  size(): number;
  clear(): void;
  close(): void;
}
