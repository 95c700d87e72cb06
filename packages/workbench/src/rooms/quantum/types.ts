// What the house answers about the claim in money, as far as the screens show it.

export interface Money {
  readonly amount: string;
  readonly currency: string;
}
export interface Column {
  /** `range`: two ends are stated and no one sum between them. */
  readonly state: string;
  readonly sum: Money | null;
  readonly missing: readonly string[];
}
export interface HeadLine {
  readonly id: string;
  readonly title: string;
  readonly figure: Money | null;
  readonly why: string | null;
  readonly cost: string;
  readonly status: string;
  readonly incurred: string | null;
  readonly gross: Money | null;
  readonly net: Money | null;
  readonly amount: Money | null;
  readonly share: string | null;
  readonly passages: readonly string[];
}
export interface Head {
  readonly id: string;
  readonly title: string;
  readonly mode: 'itemised' | 'estimated' | 'global';
  readonly printed: string | null;
  readonly gross: Money;
  readonly funded: Money;
  readonly fundedNotTied: Money;
  readonly residual: Money;
  readonly net: Money;
  readonly principal: Money;
  readonly interest: Money;
  readonly credits: Money;
  readonly total: Column;
  readonly low: Money | null;
  readonly high: Money | null;
  readonly items: readonly HeadLine[];
}
export interface Claim {
  readonly currency: string;
  /** `ranges`: a study, which states ranges and never one sum. */
  readonly shows: string;
  readonly heads: readonly {
    readonly id: string;
    readonly title: string;
    readonly mode: string;
    readonly low: Money | null;
    readonly high: Money | null;
  }[];
  readonly itemised: Column;
  readonly estimated: Column & {
    readonly low: Money | null;
    readonly high: Money | null;
    readonly intervalMissing: string | null;
  };
  readonly global: Column;
  readonly byCost: {
    readonly ordinary: Money;
    readonly extraordinary: Money;
    readonly other: Money;
  };
  readonly deficiencies: readonly {
    readonly code: string;
    readonly subject: string;
    readonly message: string;
  }[];
}
export interface TraceNode {
  readonly id: string;
  readonly label: string;
  readonly figure: Money | null;
  readonly step: {
    readonly kind: string;
    readonly why?: string;
    readonly ratio?: string;
    readonly ground?: string;
    readonly asWritten?: string | null;
    readonly sources?: readonly { readonly passage: string; readonly exhibit: string }[];
    readonly log?: readonly { readonly exact: string; readonly result: string; readonly mode: string }[];
    readonly rates?: readonly { readonly day?: string; readonly rate: string; readonly currency: string }[];
    readonly rule?: unknown;
    readonly fromLevel?: string;
    readonly toLevel?: string;
    readonly terms?: readonly string[];
    readonly low?: Money;
    readonly high?: Money;
    readonly count?: number;
    readonly seed?: number;
    readonly cap?: Money;
  };
  readonly children: readonly TraceNode[];
}

/** Goes on within the room: what is given replaces the whole address after the path. */
export type Go = (search: Readonly<Record<string, string | undefined>>) => void;
