// What the house answers about mass claims, as far as the screens show it.
import type { Challenged } from '../flows/challenge.tsx';
import type { Money } from './types.ts';

export interface Register {
  readonly id: string;
  readonly title: string;
  readonly exhibit: string;
  readonly count: number;
  readonly claimed: Money;
  readonly frameHash: string;
  readonly strata: readonly { readonly name: string; readonly count: number; readonly claimed: Money }[];
  readonly fixedSums: readonly {
    readonly category: string;
    readonly form: string;
    readonly sum: Money;
    readonly ground: string;
  }[];
}
export interface Sample {
  readonly id: string;
  readonly register: string;
  readonly seed: number;
  readonly seedGround: string;
  readonly allocation: string;
  readonly drawn: number;
  readonly frameHash: string;
  readonly listHash: string;
  /** Where groups of claims were drawn whole. */
  readonly groups: {
    readonly column: string;
    readonly drawn: number;
    readonly of: number;
    readonly hash: string;
  } | null;
  readonly isExamined: boolean;
}
export interface Extrapolation {
  readonly estimator: string;
  readonly silence: string;
  readonly estimate: Money;
  readonly standardError: Money;
  readonly low: Money;
  readonly high: Money;
  readonly lowerBound: Money;
}
export interface RegisterTotal {
  readonly sentence: string;
  readonly sample: string | null;
  readonly pleaded: Extrapolation | null;
  readonly all: readonly Extrapolation[];
  readonly strata: readonly {
    readonly name: string;
    readonly count: number;
    readonly drawn: number | null;
    readonly groups: { readonly of: number | null; readonly drawn: number | null } | null;
    readonly answered: number | null;
    readonly accepted: number | null;
    readonly meanClaimedInFrame: Money;
    readonly meanClaimedInSample: Money | null;
  }[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly challenge: readonly Challenged[];
}
