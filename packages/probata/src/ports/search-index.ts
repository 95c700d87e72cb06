// Full text: rebuildable at any time, and never given sealed text.

export interface IndexedPage {
  readonly page: number;
  readonly text: string;
  /** Where the page begins in the exhibit's text (UTF-16 units). */
  readonly start: number;
}

export interface IndexTerm {
  /** Folded words that stand one after another; one word may also match by its stem. */
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

/** Every clause of `all` must hold, by any of its terms; no term of `not` may stand on the page. */
export interface IndexQuery {
  readonly all: readonly (readonly IndexTerm[])[];
  readonly not: readonly IndexTerm[];
}

export interface SearchHit {
  readonly exhibit: string;
  readonly page: number;
  /** Units into the exhibit's text, of the words that matched on that page. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly snippet: string;
  /** Units into the snippet, of the matched words. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
  /** Higher is nearer; only the order means anything. */
  readonly score: number;
}

/** Promise: results carry places; the text of an exhibit removed is gone from the file, not only from the answers. */
export interface SearchIndex {
  put(exhibit: string, language: string | null, pages: readonly IndexedPage[]): void;
  remove(exhibit: string): void;
  search(
    query: IndexQuery,
    options: { readonly limit: number; readonly offset: number },
  ): { readonly total: number; readonly hits: readonly SearchHit[] };
  /** Exhibits held in the index. */
  size(): number;
  clear(): void;
  close(): void;
}
