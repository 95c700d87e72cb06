// What the overview is told by the house.
import type { ProofStatus } from '../../lib/status.tsx';

export interface Allegations {
  readonly disclaimer: string;
  readonly allegations: readonly {
    readonly id: string;
    readonly text: string;
    readonly kind: string;
    readonly standard: string;
    readonly status: ProofStatus;
    readonly gaps: number;
    readonly defencesLive: number;
  }[];
}
export interface Counts {
  readonly total: number;
  readonly bytes: number;
  readonly byClass: Readonly<Record<string, number>>;
  readonly byState: Readonly<Record<string, number>>;
}
export interface Readings {
  readonly states: readonly {
    readonly state: string;
    readonly errorKind: string | null;
    readonly n: number;
  }[];
  readonly waiting: number;
  readonly indexed: number;
  /** The fence around the processes that read files, in words. */
  readonly fence: string;
}
/** How marked passages stand in the newest readings. */
export interface PassageStates {
  readonly counts: { readonly refound: number; readonly lost: number };
  readonly passages: readonly {
    readonly passage: string;
    readonly exhibit: string;
    readonly state: string;
  }[];
}
export interface Recognition {
  readonly recogniser: string;
  readonly languages: readonly string[];
  readonly waiting: number;
}
export interface Trays {
  readonly trays: readonly { readonly tray: string; readonly count: number }[];
}
interface Column {
  readonly state: string;
  readonly sum: { readonly amount: string; readonly currency: string } | null;
  readonly missing: readonly string[];
}
export interface Claim {
  readonly claim: { readonly itemised: Column; readonly estimated: Column; readonly global: Column } | null;
}
