// What the writer of a long original and the one who reads it back behind him tell each other.

/** What the reader is handed. */
export interface ReadBack {
  readonly path: string;
  /** Two numbers in shared memory, by STAGE. */
  readonly stage: BigInt64Array<SharedArrayBuffer>;
  /** Whether the file is written past the page cache; it is then read past it too. */
  readonly isPastCache: boolean;
}

/** `written`: how many bytes may be read; `ends`: 1 when all of it is written, 2 when it is thrown away. */
export const STAGE = { written: 0, ends: 1 } as const;
