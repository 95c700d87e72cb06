// Full text: rebuildable at any time, and never given sealed text.

export interface IndexedPage {
  readonly page: number;
  readonly text: string;
  readonly start: number;
}

export interface SearchHit {
  readonly exhibit: string;
  readonly page: number;
  /** Character offsets into the exhibit's text, of the words that matched on that page. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly snippet: string;
  /** Offsets of the matched words inside the snippet. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
  readonly score: number;
}

/** Promise: results carry places; an exhibit removed is gone from the file, not only from the answers. */
export interface SearchIndex {
  put(exhibit: string, fields: Readonly<Record<string, string>>, pages: readonly IndexedPage[]): void;
  remove(exhibit: string): void;
  search(
    query: string,
    options: { readonly limit: number; readonly offset: number },
  ): { readonly total: number; readonly hits: readonly SearchHit[] };
  /** Exhibits held in the index. */
  size(): number;
  /** Drops everything; it can be rebuilt. */
  clear(): void;
  close(): void;
}
