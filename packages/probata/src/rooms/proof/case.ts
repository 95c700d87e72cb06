// What a proof case is made of: exhibits, the passages cited from them, the facts they bear on, and what must be proved.

/** 0 nothing, 1 a lead, 2 some weight, 3 particular weight. */
export type Weight = 0 | 1 | 2 | 3;
export const STATUSES = ['empty', 'single-sourced', 'arguable', 'contested', 'proved'] as const;
export type Status = (typeof STATUSES)[number];
export const SOURCE_CLASSES = [
  'admission',
  'judgment',
  'instrument',
  'record',
  'sensor',
  'io-report',
  'expert',
  'witness',
  'ngo-report',
  'press',
  'open-source',
  'official-statement',
  'unknown',
] as const;
export type SourceClass = (typeof SOURCE_CLASSES)[number];
export const AUTHENTICITIES = ['unverified', 'verified', 'disputed', 'failed'] as const;
export const DIRECTNESSES = ['operative', 'direct', 'secondhand', 'derived', 'unknown'] as const;
export const CONTEMPORANEITIES = ['at-time', 'near', 'later', 'unknown'] as const;
export const INTERESTS = ['against', 'disinterested', 'self-serving', 'unknown'] as const;
export const BEARINGS = ['supports', 'contradicts', 'context'] as const;

/** The origin that passages share when nobody has said whose information it is: the safe default is dependence. */
export const UNKNOWN_ORIGIN = 'origin not stated';

/** A person's decision in place of a rule. The reason is never empty; it is shown wherever the value is used. */
export interface Override<T> {
  readonly to: T;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export interface CaseExhibit {
  readonly id: string;
  readonly title: string;
  readonly class: SourceClass;
  readonly authenticity: (typeof AUTHENTICITIES)[number];
  readonly status: 'offered' | 'excluded';
  /** cross-examined or judicially tested */
  readonly tested?: boolean | undefined;
  readonly preparedForCase?: boolean | undefined;
  readonly identityWithheldFromCourt?: boolean | undefined;
  /** whose information it carries, the default group of its passages */
  readonly origin?: string | undefined;
  /** the party on whose side the source stands */
  readonly side?: string | undefined;
  readonly sealed?: boolean | undefined;
  readonly pages?: number | undefined;
}

export interface Answer {
  readonly kind: 'argument' | 'evidence';
  readonly reason: string;
  readonly exhibits: readonly string[];
  readonly by: string;
  readonly at: string;
}

/** One citation: this passage of this exhibit bears on this fact. */
export interface CasePassage {
  readonly id: string;
  readonly exhibit: string;
  readonly pin: string;
  readonly fact: string;
  readonly bearing: (typeof BEARINGS)[number];
  /** the ORIGIN of the information, not the paper it is printed on */
  readonly group: string;
  readonly directness: (typeof DIRECTNESSES)[number];
  readonly contemporaneity: (typeof CONTEMPORANEITIES)[number];
  readonly interest: (typeof INTERESTS)[number];
  readonly hedged?: boolean | undefined;
  readonly override?: Override<Weight> | undefined;
  readonly answer?: Answer | undefined;
}

export interface Inference {
  readonly id: string;
  readonly from: readonly string[];
  /** 3 the only reasonable inference, 2 strong, 1 possible */
  readonly strength: 1 | 2 | 3;
  readonly warrant: string;
}

export interface CaseFact {
  readonly id: string;
  readonly text: string;
  readonly premise?: 'needs-proof' | 'conceded' | 'notice' | undefined;
  readonly override?: Override<Status> | undefined;
  readonly inferences: readonly Inference[];
  /** Asserted no more: it holds its place in what must be proved, empty, until a person matches something else. */
  readonly withdrawn?: boolean | undefined;
}

/** 'fact:ID' or 'node:ID'. */
export type Ref = string;

export interface CaseNode {
  readonly id: string;
  readonly label?: string | undefined;
  readonly op: 'all' | 'any' | 'atLeast';
  readonly k?: number | undefined;
  readonly of: readonly Ref[];
  /** replaces the inherited standard for this node and what is under it */
  readonly profile?: string | undefined;
}

export interface Defence {
  readonly id: string;
  readonly root: Ref;
  readonly text?: string | undefined;
  /** the party that bears the burden of it */
  readonly burden?: string | undefined;
  readonly profile?: string | undefined;
}

export interface CaseAllegation {
  readonly id: string;
  readonly text?: string | undefined;
  readonly kind?: 'jurisdiction' | 'admissibility' | 'merits' | 'quantum' | undefined;
  readonly root: Ref;
  readonly profile: string;
  /** parties by id; nothing is 'ours' or 'theirs' */
  readonly by?: readonly string[] | undefined;
  readonly against?: readonly string[] | undefined;
  readonly defences?: readonly Defence[] | undefined;
}

/** {w3,w2,w1}: at least w3 independent groups of weight 3, w2 of weight 2 or more, w1 of weight 1 or more. */
export interface Pattern {
  readonly w3: number;
  readonly w2: number;
  readonly w1: number;
}

/** A standard of proof, as data. */
export interface Profile {
  readonly id: string;
  readonly label: string;
  readonly sufficiency: readonly Pattern[];
  readonly contradiction: { readonly minWeight: number; readonly outweighMargin: number | null };
  readonly inferenceMin: number;
  readonly authority?: string | undefined;
  readonly version: number;
}

/** "These two names are one source": recorded, reasoned, undoable. */
export interface Merge {
  readonly a: string;
  readonly b: string;
  readonly reason: string;
  readonly by?: string | undefined;
  readonly at?: string | undefined;
}

/** A named choice of exhibits ("all statements taken after filing") that may be knocked out as one. */
export interface Selection {
  readonly id: string;
  readonly label?: string | undefined;
  readonly exhibits: readonly string[];
}

export const UNIT_KINDS = ['exhibit', 'group', 'class', 'selection'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export interface AnalysisQuestion {
  readonly allegation: string;
  readonly by: UnitKind;
  readonly level: Status;
  /** largest size of a cut set to look for; null = all of them */
  readonly maxOrder: number | null;
}

export interface WhatIfQuestion {
  readonly id?: string | undefined;
  readonly exclude: readonly string[];
  /** knock-out removes what helps and keeps what hurts; strike removes both */
  readonly mode: 'knock-out' | 'strike';
  readonly excludeClasses?: readonly SourceClass[] | undefined;
  readonly merges?: readonly Merge[] | undefined;
  readonly contradictions?: readonly { readonly fact: string; readonly weight: Weight }[] | undefined;
}

/** A case in the form `probata-proof-case/1`, checked: every reference leads somewhere and nothing goes in a circle. */
export interface ProofCase {
  readonly name: string;
  readonly description: string;
  readonly profiles: readonly Profile[];
  readonly exhibits: readonly CaseExhibit[];
  readonly facts: readonly CaseFact[];
  readonly passages: readonly CasePassage[];
  readonly nodes: readonly CaseNode[];
  readonly allegations: readonly CaseAllegation[];
  readonly merges: readonly Merge[];
  readonly selections: readonly Selection[];
}

/** 0 for empty … 4 for proved. */
export function rankOf(status: Status): number {
  return STATUSES.indexOf(status);
}

export function statusOfRank(rank: number): Status {
  return STATUSES[rank] ?? 'empty';
}
