// Recognition of print in pictures of pages: a page goes in, words with their places and how sure each is come out.
import type { Box, ToolVersion } from './extractor.ts';

/** One word. `box` in the units of the page (points; of a picture, pixels); `confidence` 0 to 100, the engine's own. */
export interface RecognisedWord {
  readonly text: string;
  readonly box: Box;
  readonly confidence: number;
  /** Words of one line have one number; it rises down the page. */
  readonly line: number;
}

/** What became of one page. `nothing`: a picture without words. A missing language is named, never guessed over. */
export type PageRecognition = {
  readonly page: number;
  /** `Latin`, `Cyrillic`, `Arabic` …; absent where it was not told. */
  readonly script?: string;
} & (
  | {
      readonly state: 'recognised';
      readonly languages: readonly string[];
      readonly words: readonly RecognisedWord[];
      readonly tool: ToolVersion;
    }
  | { readonly state: 'nothing'; readonly tool: ToolVersion }
  | { readonly state: 'language-missing'; readonly missing: string }
  | { readonly state: 'failed'; readonly reason: string }
);

export interface RecogniseRequest {
  /** Pages of one exhibit are drawn by one process, never two exhibits by the same. */
  readonly exhibit: string;
  readonly bytes: () => Uint8Array;
  readonly mediaType: string;
  /** From 1. */
  readonly page: number;
  /** The page's size in its own units. */
  readonly width: number;
  readonly height: number;
  /** ISO 639-3, where it is known in which languages the page is; else script and language are found out. */
  readonly languages: readonly string[];
  readonly signal?: AbortSignal;
}

export interface Recogniser {
  /** Promise: always resolves, within three minutes a page; the bytes reach no network and no file of the house. */
  recognise(request: RecogniseRequest): Promise<PageRecognition>;
  /** The program that would recognise now; undefined where there is none. Its version is part of what is kept. */
  tool(): Promise<ToolVersion | undefined>;
  /** Languages at hand, ISO 639-3 as the engine names them. */
  languages(): Promise<readonly string[]>;
  /** Media types whose pages can be drawn. */
  draws(mediaType: string): boolean;
  /** Engine and fence in words, for the overview; or what to install. */
  words(): Promise<string>;
  /** How many pages are worth asking for at once. */
  readonly atOnce: number;
  close(): Promise<void>;
}
