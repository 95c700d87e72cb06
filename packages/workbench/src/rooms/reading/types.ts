// What the house answers to searches, as the screens read it.

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Hit {
  readonly exhibit: string;
  readonly title: string | { readonly sealed: string };
  readonly page: number;
  readonly spans: readonly Span[];
  readonly snippet: string;
  readonly marks: readonly Span[];
}

export interface Found {
  readonly query: string;
  readonly total: number;
  readonly exhibits: number;
  readonly hits: readonly Hit[];
  readonly indexed: number;
  readonly alike: readonly string[];
}

export interface Saved {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly by: string;
  readonly at: string;
  readonly pages: number;
  readonly exhibits: number;
  readonly fresh: number;
  readonly refused: string | null;
}

export interface SavedAnswer {
  readonly searches: readonly Saved[];
  readonly fields: readonly { readonly field: string; readonly asks: string; readonly example: string }[];
}

export interface ReportLine {
  readonly query: string;
  readonly pages: number;
  readonly exhibits: number;
  readonly first: readonly string[];
  readonly refused: string | null;
  readonly alike: readonly string[];
}

export interface Report {
  readonly asked: number;
  readonly withHits: number;
  readonly withoutHits: number;
  readonly refused: number;
  readonly exhibits: number;
  readonly indexed: number;
  readonly report: readonly ReportLine[];
}

export type Go = (more: Address | ((before: Address) => Address)) => void;

/** What of the address changes; a function is given it as it is now, which may be ahead of what is drawn. */
export type Address = Readonly<Record<string, string | undefined>>;
