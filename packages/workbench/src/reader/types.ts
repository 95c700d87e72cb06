// What the reader shows of an exhibit, as the house answers it.
import type { Passage } from 'probata/contract';

export interface ShownPassage extends Omit<Passage, 'quote'> {
  readonly quote: string;
  readonly state: 'exact' | 'refound' | 'lost' | 'whole';
  readonly start: number | null;
  readonly end: number | null;
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
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly lines: readonly { readonly text: string; readonly start: number; readonly end: number; readonly box: readonly number[] }[];
  readonly passages: readonly ShownPassage[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly hidden: readonly { readonly kind: string; readonly text: string; readonly page: number | null }[];
  readonly active: readonly { readonly kind: string; readonly detail: string }[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly mail: Readonly<Record<string, string>> | null;
}

/** A stretch of the whole text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
