// What the grid is told by the house.
import type { GridRow } from 'probata/contract';

export interface Facet {
  readonly value: string;
  readonly n: number;
}

export interface Bucket {
  readonly first: string;
  readonly last: string;
  readonly firm: number;
  readonly open: number;
}

export interface NodeNamed {
  readonly node: string;
  readonly label: string;
  readonly allegation: string;
}

export interface GridAnswer {
  readonly total: number;
  readonly all: number;
  readonly foundAt: number | null;
  readonly me: string;
  readonly rows: readonly GridRow[];
  readonly facets: Readonly<Record<string, readonly Facet[] | undefined>>;
  readonly elements: readonly NodeNamed[];
  readonly histogram: {
    readonly unit: 'day' | 'month' | 'year' | 'decade';
    readonly undated: number;
    readonly spans: readonly { readonly first: string; readonly last: string }[];
    readonly buckets: readonly Bucket[];
  };
}

export type { GridRow };
