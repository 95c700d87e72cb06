// What the reader shows of an exhibit, as the house answers it.
import type { Passage } from 'probata/contract';

export interface ShownPassage extends Omit<Passage, 'quote'> {
  readonly quote: string;
  readonly state: 'exact' | 'refound' | 'lost' | 'whole';
  readonly start: number | null;
  readonly end: number | null;
  /** How it would be cited by the present reading. */
  readonly pinNow?: string | undefined;
}

/** One text of a page: the file's own, or the one recognised in its picture. */
export interface PageText extends Span {
  readonly source: 'layer' | 'recognised';
  readonly text: string;
  readonly lines: readonly (Span & { readonly text: string; readonly box: readonly number[] })[];
  readonly sure: readonly (Span & { readonly sure: number })[];
}

export interface Cell extends Span {
  readonly sheet: string;
  readonly row: number;
  readonly col: number;
}

/** One page of an exhibit's reading. Places are UTF-16 units in the exhibit's whole text. */
export interface PageShown {
  readonly exhibit: string;
  readonly state: string;
  readonly errorKind: string | null;
  readonly reason: string | null;
  readonly kind: string;
  readonly language: string | null;
  readonly encoding: string | null;
  readonly pages: number;
  readonly page: number;
  readonly label: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly textLayer: boolean;
  readonly source: 'layer' | 'recognised';
  readonly sure: readonly (Span & { readonly sure: number })[];
  /** The other text of a page that has two. */
  readonly other: PageText | null;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly lines: readonly (Span & { readonly text: string; readonly box: readonly number[] })[];
  readonly passages: readonly ShownPassage[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly hidden: readonly { readonly kind: string; readonly text: string; readonly page: number | null }[];
  readonly active: readonly { readonly kind: string; readonly detail: string }[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly mail: Readonly<Record<string, string>> | null;
  readonly article: {
    readonly title: string | null;
    readonly byline: string | null;
    readonly publisher: string | null;
    readonly published: string | null;
    readonly spans: readonly Span[];
    readonly page: number;
  } | null;
  readonly cells: readonly Cell[];
  /** Of a recording: how it can be played. */
  readonly plays: 'sound' | 'film' | null;
  /** Of a transcript: which words are heard when. */
  readonly cues: readonly Cue[];
  readonly attachments: readonly {
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: number;
    /** Why it is only named. */
    readonly note: string | null;
    /** The exhibit that it became. */
    readonly exhibit: string | null;
  }[];
  readonly moreAttachments: number;
}

/** A stretch of the whole text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A rectangle on a page's picture, in whole points (of a picture: pixels): left, top, right, bottom. */
export type Area = readonly [number, number, number, number];

/** What a reader has chosen: words, or a place on a page's picture. */
export type Chosen =
  | { readonly by: 'words'; readonly span: Span }
  | { readonly by: 'area'; readonly page: number; readonly area: Area };

/** Everything laid over a page. */
export interface Marks {
  readonly hits: readonly Span[];
  /** The hit one stands on. */
  readonly hit: Span | undefined;
  /** The passage one stands on. */
  readonly active: string | undefined;
  /** The passage whose card is pointed at. */
  readonly flashed: string | undefined;
  /** The words of the fact that is being written. */
  readonly draft: Chosen | undefined;
}

/** Words of a transcript and when they are heard, in milliseconds from the start of the recording. */
export interface Cue extends Span {
  readonly fromMs: number;
  readonly toMs: number;
}
