// What the house answers about proof, as these screens read it.
import type { DateStatement, Sealable } from 'probata/contract';
import type { ProofStatus } from '../../lib/status.tsx';

export type Word = 'empty' | 'single origin' | 'contested' | 'supported' | 'noticed' | 'admitted';

export interface HouseWords {
  readonly disclaimer: string;
  readonly notice: string | null;
}

export interface Allegation {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly standard: string;
  readonly status: ProofStatus;
  /** The status with its house rule, as it may be printed. */
  readonly words: string;
  readonly by: readonly string[];
  readonly against: readonly string[];
  readonly obligation: string | null;
  readonly rivalOf: string | null;
  readonly gaps: number;
  readonly defencesLive: number;
}

export interface Allegations extends HouseWords {
  readonly allegations: readonly Allegation[];
}

export interface Cell {
  readonly word: Word;
  readonly status: ProofStatus;
  readonly for: number;
  readonly against: number;
  readonly material: number;
  readonly facts: readonly string[];
}
export interface PartCell extends Cell {
  /** `fact:…`, `node:…`, or a period. */
  readonly column: string;
  readonly label: string;
}
export interface MatrixRow {
  readonly allegation: string;
  readonly node: string;
  readonly label: string;
  readonly element: string | null;
  readonly standard: string;
  readonly words: string;
  readonly whole: Cell;
  readonly cells: readonly PartCell[];
}
export interface MatrixGroup {
  readonly obligation: string | null;
  readonly title: string;
  readonly rows: readonly MatrixRow[];
}
export interface Matrix extends HouseWords {
  readonly legend: readonly { readonly word: Word; readonly means: string }[];
  readonly groups: readonly MatrixGroup[];
  readonly withoutElement: readonly { readonly id: string; readonly text: string }[];
}

export interface PassageWeighed {
  readonly citation: string;
  readonly passage: string | null;
  readonly exhibit: string;
  readonly title: string;
  readonly pin: string;
  readonly class: string;
  readonly origin: string;
  readonly weight: number;
  readonly rules: readonly string[];
  readonly made: string | null;
  readonly event: DateStatement | null;
  readonly materialUnder: readonly string[];
  readonly answer: {
    readonly kind: 'argument' | 'evidence';
    readonly reason: string;
    readonly exhibits: readonly { readonly id: string; readonly title: string; readonly live: boolean }[];
    readonly by: string;
    readonly at: string;
    readonly holds: boolean;
  } | null;
}
export interface ContradictionCard {
  readonly fact: string;
  readonly text: string;
  readonly word: Word;
  readonly statuses: readonly { readonly standard: string; readonly status: ProofStatus }[];
  readonly supports: readonly PassageWeighed[];
  readonly undermines: readonly PassageWeighed[];
  readonly origins: { readonly for: number; readonly against: number };
  readonly divided: readonly string[];
  readonly sentence: string;
}

export interface Change {
  readonly id: string;
  readonly before: ProofStatus;
  readonly after: ProofStatus;
}
export interface ChangeUnder extends Change {
  readonly standard: string;
  readonly label: string;
}
export interface Changes extends HouseWords {
  readonly allegations: readonly (Change & { readonly text: string; readonly words: string })[];
  readonly nodes: readonly ChangeUnder[];
  readonly facts: readonly ChangeUnder[];
}

export interface Units {
  readonly exhibits: readonly {
    readonly id: string;
    readonly title: string;
    readonly class: string;
    readonly sealed: boolean;
    readonly out: boolean;
    readonly origins: readonly string[];
    readonly facts: number;
  }[];
  readonly origins: readonly {
    readonly id: string;
    readonly exhibits: number;
    readonly facts: number;
    readonly passages: number;
  }[];
  readonly classes: readonly { readonly class: string; readonly exhibits: number }[];
  readonly facts: readonly { readonly id: string; readonly text: string; readonly used: boolean }[];
}
export interface Selections {
  readonly selections: readonly {
    readonly id: string;
    readonly title: string;
    readonly rule: Readonly<Record<string, unknown>> | null;
    readonly exhibits: readonly { readonly id: string; readonly title: string }[];
    readonly by: string;
    readonly at: string;
  }[];
}

export interface Standard {
  readonly id: string;
  readonly label: string;
  readonly authority: string;
  readonly toBeChecked: boolean;
  readonly version: number;
  readonly sufficiency: readonly Pattern[];
  readonly contradiction: { readonly minWeight: number; readonly outweighMargin: number | null };
  readonly inferenceMin: number;
}
export interface Pattern {
  readonly w3: number;
  readonly w2: number;
  readonly w1: number;
}
export interface Standards extends HouseWords {
  readonly standards: readonly Standard[];
  readonly warnings: readonly { readonly message: string }[];
}

export interface Members {
  readonly keys: readonly { readonly user: string; readonly name: Sealable<string>; readonly role: string }[];
}
