// What the law room is told by the house.
import type { DateStatement } from 'probata/contract';

export type Standing = 'to-be-checked' | 'seen' | 'cleared';

export interface Authority {
  readonly case: string;
  readonly place?: string;
  readonly says?: string;
}

export interface Element {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly implied: boolean;
  readonly contested?: {
    readonly question: string;
    readonly for: readonly Authority[];
    readonly against: readonly Authority[];
  };
  readonly link?: string;
  readonly hints: readonly string[];
  readonly state: Standing;
}

export type Formula =
  | string
  | { readonly all: readonly Formula[] }
  | { readonly any: readonly Formula[] }
  | { readonly atLeast: number; readonly of: readonly Formula[] };

export interface ProvisionLine {
  readonly id: string;
  readonly pack: string;
  readonly instrument: string;
  readonly article: string;
  readonly heading: string;
  readonly role: string;
  readonly verb: string;
  readonly verbWords: string;
  readonly qualifiers: readonly string[];
  readonly burden: string;
  readonly elements: number;
  readonly implied: number;
  readonly contested: number;
  readonly state: Standing;
}

export interface ProvisionAnswer {
  readonly provision: {
    readonly id: string;
    readonly article: string;
    readonly heading: string;
    readonly role: string;
    readonly owedBy?: string;
    readonly owedTo?: string;
    readonly qualifiers: readonly string[];
    readonly relates: readonly string[];
    readonly burden: string;
    readonly elements: readonly Element[];
    readonly formula?: Formula;
    readonly note?: string;
    readonly limits: readonly string[];
    readonly state: Standing;
  };
  readonly verbWords: string;
  readonly gateways: readonly { readonly id: string; readonly heading: string }[];
  readonly dependents: readonly string[];
}

export interface Bond {
  readonly state: string;
  readonly event: string;
  readonly to?: string;
  readonly on?: string;
  readonly note?: string;
  readonly source?: string;
  readonly statement: string;
  readonly standing: Standing;
}

export interface Instrument {
  readonly id: string;
  readonly pack: string;
  readonly title: string;
  readonly adopted: string | null;
  readonly inForce: string | null;
  readonly citation: string | null;
  readonly standing: Standing;
  readonly bonds: readonly Bond[];
}

export interface Statement {
  readonly id: string;
  readonly pack: string;
  readonly within: string | null;
  readonly sort: string;
  readonly words: string;
  readonly state: Standing;
  readonly seenIn: string | null;
  readonly clearance: {
    readonly read: { readonly title: string; readonly place?: string; readonly passage?: string };
    readonly note: string | null;
    readonly by: string;
    readonly at: string;
  } | null;
}

export interface LadderEvent {
  readonly id: string;
  readonly kind: string;
  readonly by: string;
  readonly whose: string | null;
  readonly title: string;
  readonly on: DateStatement | null;
  readonly received: DateStatement | null;
  readonly announced: DateStatement | null;
  readonly shown: 'shown' | 'reported';
  readonly passage: string | null;
  readonly source: string | null;
  readonly disputed: string | null;
  readonly exchange: string | null;
}

export interface Rung {
  readonly rung: string;
  readonly title: string;
  readonly asks: string;
  readonly outcome: string;
  readonly failed: string | null;
  readonly why: readonly string[];
  readonly warnings: readonly string[];
  readonly events: readonly string[];
  readonly rests: 'passages' | 'press' | 'nothing';
  readonly toBeChecked: boolean;
  readonly authorities: readonly Authority[];
}

export interface EventKind {
  readonly kind: string;
  readonly title: string;
  readonly by: 'claimant' | 'respondent' | 'either' | 'third';
  readonly received: boolean;
  readonly need: string;
}

export interface LadderAnswer {
  readonly ladder: {
    readonly id: string;
    readonly law: string;
    readonly title: string;
    readonly proceeding: string;
    readonly asks: string | null;
    readonly claimants: readonly string[];
    readonly respondents: readonly string[];
  };
  readonly kinds: readonly EventKind[];
  readonly outcome: string;
  readonly rule: string;
  readonly best: number;
  readonly tries: readonly {
    readonly event: string | null;
    readonly outcome: string;
    readonly rungs: readonly Rung[];
  }[];
  readonly warnings: readonly string[];
  readonly events: readonly LadderEvent[];
}

/** How an element stands in the proof, from the matrix: a word, never a figure. */
export type ProofWords = ReadonlyMap<string, { readonly word: string; readonly allegation: string }>;
