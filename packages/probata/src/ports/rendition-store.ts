// What machines read out of originals: a cache that can be dropped and made again, never evidence by itself.
import type { Extraction } from './extractor.ts';

/** What is known of a reading without opening it. No text stands here, so that sealed material may be listed. */
export interface RenditionCard {
  readonly exhibit: string;
  /** Address of the original that was read. */
  readonly object: string;
  readonly tool: string;
  readonly state: Extraction['state'];
  readonly errorKind: string | null;
  readonly reason: string | null;
  readonly kind: string;
  readonly mediaType: string;
  readonly language: string | null;
  readonly pages: number;
  readonly textUnits: number;
  /** How many pages have no text of their own, or one of glyphs without meaning. */
  readonly withoutText: number;
  readonly warnings: number;
  /** Of how many pages print was looked for; the program that did, and a language it lacked. */
  readonly recognised: number;
  readonly recogniser: string | null;
  readonly languageMissing: string | null;
  /** SHA-256 (64 hex) of the stored body; a passage names the rendition it was marked on by it. */
  readonly digest: string;
  readonly tries: number;
}

/** A long document's first pages are kept apart, so that it can be read at once. */
export const FRONT_PAGES = 50;

/** The key under which a sealed exhibit's rendition is kept; absent for open exhibits. */
export interface RenditionKey {
  readonly ref: string;
  readonly key: Uint8Array;
}

/**
 * Promises: a rendition of a sealed exhibit is ciphertext before its first byte reaches the disk; `remove` takes its
 * bytes out of the file. `open` throws Breach READING_RENDITION_ALTERED when the body does not have its digest.
 */
export interface RenditionStore {
  put(
    exhibit: string,
    object: string,
    extraction: Extraction,
    tries: number,
    key?: RenditionKey,
  ): RenditionCard;
  card(exhibit: string): RenditionCard | undefined;
  cards(exhibits: readonly string[]): ReadonlyMap<string, RenditionCard>;
  open(exhibit: string, key?: RenditionKey): Extraction | undefined;
  /** The same reading, where only the first FRONT_PAGES pages keep the places of their lines: opened in a fraction of the time. */
  front(exhibit: string, key?: RenditionKey): Extraction | undefined;
  /** Exhibits whose reading ended so, in the order of their ids. */
  list(where: {
    readonly state?: string;
    readonly errorKind?: string;
    readonly kind?: string;
  }): readonly string[];
  /** How many exhibits are in each state, of each kind of file, and of each error kind. */
  counts(): readonly {
    readonly state: string;
    readonly errorKind: string | null;
    readonly kind: string;
    readonly n: number;
  }[];
  /** Whether a person has told reading to wait; kept over a restart. */
  isPaused(): boolean;
  setPaused(isPaused: boolean): void;
  /** Exhibits with pages that have no text and were not yet looked at by this recogniser with these languages. */
  unrecognised(recogniser: string, languages: readonly string[]): readonly RenditionCard[];
  remove(exhibit: string): void;
  /** Truncates the write-ahead log after removals. */
  purge(): void;
  close(): void;
}
