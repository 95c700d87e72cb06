// What exhibits have in common beyond their bytes: the same words, the same picture, the same exchange of mails.
import type { FoldedWord } from './search-index.ts';

/**
 * How two exhibits are alike. `same-text`: the same words in the same order; `near-text`: most of the words of both;
 * `part-of`: most of the words of one stand in the other; `quotes`: they share runs of words; `picture`: the pictures
 * look the same; `mail`: one mail names the other as what it answers, or both are one message.
 */
export type LikeSort = 'same-text' | 'near-text' | 'part-of' | 'quotes' | 'picture' | 'mail';

export interface Likeness {
  readonly a: string;
  readonly b: string;
  readonly sort: LikeSort;
  /** 0 to 1: how much of the smaller one is shared; for a picture, how many of its marks agree. An estimate. */
  readonly share: number;
}

/** What a reading tells of an exhibit for this purpose. */
export interface LikenessOf {
  readonly text: string;
  /** The words of the text, where they are known already. */
  readonly words?: readonly FoldedWord[];
  /** A small drawing of it as PNG, made by the house; absent where the exhibit is no picture. */
  readonly picture?: Uint8Array;
  readonly mail?: { readonly id?: string; readonly answers: readonly string[] };
}

/** Promise: never given sealed text; what was removed is gone from the file. A cache that can be made again. */
export interface LikenessIndex {
  /**
   * Enters an exhibit and finds those entered before that are like it. Put again, it replaces what was put. It is on the disk
   * once `settle` was called, and asked for at any time.
   */
  put(exhibit: string, of: LikenessOf): void;
  /** Writes what was put and waits: all of it, or the first `most` exhibits. Gives how many still wait. */
  settle(most?: number): number;
  remove(exhibit: string): void;
  /** The exhibits that are like one, most alike first. */
  like(exhibit: string): readonly Likeness[];
  /** Every pair of these sorts, in the order in which they were found. */
  pairs(sorts: readonly LikeSort[]): readonly Likeness[];
  close(): void;
}
