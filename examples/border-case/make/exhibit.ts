/** What the generator says of each exhibit beside its bytes: where it came from, what it is, what is hidden in it. */

/** The classes of proof.md 2. */
export type SourceClass =
  | 'admission'
  | 'judgment'
  | 'instrument'
  | 'record'
  | 'sensor'
  | 'io-report'
  | 'expert'
  | 'witness'
  | 'ngo-report'
  | 'press'
  | 'open-source'
  | 'official-statement'
  | 'unknown';

export type Compartment = 'witnesses' | 'persons';

export interface Custody {
  /** EDTF. */
  readonly at: string;
  readonly act: string;
  readonly from: string;
  readonly to: string;
  readonly place: string;
  readonly tool?: string;
}

export interface Relation {
  readonly kind:
    | 'translation-of'
    | 'extract-of'
    | 'attachment-of'
    | 'copy-of-paper'
    | 'version-of'
    | 'duplicate-of'
    | 'answers';
  /** The other exhibit, or one without bytes (X1 …); absent for a copy of a paper that is no exhibit. */
  readonly to?: string;
  readonly part?: 'whole' | string;
  readonly certifiedBy?: string;
  readonly at?: string;
  readonly place?: string;
  readonly seal?: string;
  readonly note?: string;
}

export interface Sidecar {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly mediaType: string;
  /** BCP 47; the invented languages are `art-x-…`. */
  readonly language: readonly string[];
  readonly script: readonly ('Latn' | 'Cyrl' | 'Arab' | 'Zyyy')[];
  readonly class: SourceClass;
  /** The true origin of what is said, not of the paper: default independence group of its passages. */
  readonly origin: { readonly group: string; readonly says: string };
  readonly provenance: {
    readonly receivedFrom: string;
    readonly receivedAt: string;
    readonly how: string;
    readonly custody: readonly Custody[];
  };
  readonly madeAt: string;
  readonly eventAt: string;
  /** Party whose paper it is. */
  readonly side: 'aurelia' | 'borovia' | 'qamar' | 'ostmark' | 'third';
  readonly signed: boolean;
  readonly madeFor?: string;
  readonly methodStated?: boolean;
  readonly testedBy?: string;
  readonly preparedForCase?: boolean;
  readonly identityWithheldFromCourt?: boolean;
  readonly authenticity: 'unverified' | 'verified' | 'disputed' | 'failed';
  readonly authenticityGround?: string;
  readonly sealed: Compartment | null;
  readonly standing?: {
    readonly state: 'withdrawn' | 'excluded';
    readonly at: string;
    readonly scope: 'matter' | 'proceeding' | 'filing';
    readonly ground: string;
  };
  readonly relations: readonly Relation[];
  readonly privilege: 'none' | 'work-product' | 'consular';
  readonly consent: string;
  readonly release: { readonly to: 'court' | 'parties' | 'public'; readonly from?: string };
  readonly trap: string;
}

export interface Exhibit extends Sidecar {
  readonly bytes: Uint8Array;
}
