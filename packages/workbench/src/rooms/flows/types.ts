// What the house answers about series and estimates, as far as the screens show it.

export interface Effect {
  readonly name: string;
  readonly unit: string;
  readonly point: string;
  readonly low: string;
  readonly high: string;
  readonly level: string;
}
export interface Switch {
  readonly on: string;
  readonly reason: string;
  readonly continuesAs: string | null;
  readonly passages: readonly string[];
}
/** What a series counts, as it is declared or as its words propose. */
export type Counted = 'persons' | 'other';
export interface Proposed {
  readonly taken: Counted;
  readonly why: string;
}
export interface SeriesLine {
  readonly guard: {
    readonly least: number;
    readonly total: string | null;
    readonly ground: string | null;
    readonly counts: {
      readonly declared: Counted | null;
      readonly ground: string | null;
      readonly proposed: Proposed;
    };
  };
  readonly id: string;
  readonly measure: string;
  readonly unit: string;
  readonly step: string;
  readonly definition: string;
  readonly points: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly versions: number;
  readonly statements: number;
  readonly switches: readonly Switch[];
}

/** Every series but the one at hand, to be picked by what it measures. */
export const others = (
  line: SeriesLine,
  all: readonly SeriesLine[],
): readonly (readonly [string, string])[] =>
  all.filter((one) => one.id !== line.id).map((one) => [one.id, one.measure] as const);

export type PointValue = string | { readonly low: string | null; readonly high: string | null };
export interface Point {
  readonly at: string;
  readonly value: PointValue;
  readonly passage: string;
  readonly cell: { readonly sheet: string; readonly row: number; readonly col: number } | null;
  readonly exhibit: string | null;
  readonly pin: string | null;
  /** The time as the source writes it, where that is another calendar than the Gregorian. */
  readonly written?: { readonly text: string; readonly calendar: string } | undefined;
}
export interface Warning {
  readonly code: string;
  readonly message: string;
}
export interface SeriesShown {
  readonly series: SeriesLine | null;
  readonly version: number | null;
  readonly vintage: string | null;
  readonly note: string | null;
  readonly points: readonly Point[];
  readonly revisions: readonly {
    readonly version: number;
    readonly at: string;
    readonly vintage: string | null;
    readonly changed: readonly {
      readonly at: string;
      readonly before: PointValue | null;
      readonly now: PointValue | null;
    }[];
  }[];
  readonly warnings: readonly Warning[];
}
export interface EstimateLine {
  readonly id: string;
  readonly method: string;
  readonly title: string;
  readonly at: string;
  readonly series: readonly string[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly effect: Effect | null;
  readonly answered: number;
  readonly failed: number;
  readonly open: number;
  readonly standing: 'worked' | 'adopted' | 'withdrawn';
  readonly registered: boolean;
  readonly stale: readonly string[];
}
export interface Choice {
  readonly id: string;
  readonly at: string;
  readonly question: string;
  readonly method: string;
  readonly series: readonly string[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly reason: string;
  readonly alreadySeen: readonly string[];
  readonly carriedOut: readonly string[];
}
export interface Method {
  readonly method: string;
  readonly title: string;
  readonly least: number;
  readonly most: number;
  readonly roles: string;
  readonly params: readonly {
    readonly name: string;
    readonly kind: 'flag' | 'value' | 'list';
    readonly usual: unknown;
  }[];
}

/** Goes on within the room: what is given replaces the whole address after the path. */
export type Go = (search: Readonly<Record<string, string | undefined>>) => void;
