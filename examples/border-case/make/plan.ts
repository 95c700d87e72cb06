/** The plan of the file (case.yaml) with its types, as the script that writes the do-files reads it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface Quoted {
  readonly exhibit: string;
  readonly pin?: string;
  readonly quote?: string | null;
}
export interface Citation extends Quoted {
  readonly region?: readonly [x: number, y: number, width: number, height: number];
  readonly seen?: string;
  readonly bearing: string;
  readonly group: string;
  readonly groupAtFirst?: string;
  readonly directness: string;
  readonly contemporaneity: string;
  readonly interest: string;
  readonly hedged?: boolean;
  readonly pointsTo?: { readonly exhibit: string; readonly pin: string };
  readonly answer?: {
    readonly kind: 'argument' | 'evidence';
    readonly reason: string;
    readonly exhibits?: readonly string[];
  };
}
export type When = string | { readonly sent?: string; readonly fromSending?: string };
export interface Fact {
  readonly id: string;
  readonly statement: string;
  readonly texts?: Readonly<Record<string, string>>;
  readonly when?: When;
  readonly where?: string;
  readonly roles?: readonly { readonly actor: string; readonly role: string }[];
  readonly citations: readonly Citation[];
  readonly caution?: string;
}
export interface Actor {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
  readonly nameOriginal?: string;
  readonly of?: string;
  readonly sealed?: string;
  readonly sealedName?: string;
  readonly shownAs?: string;
  readonly note?: string;
}
export interface Exchange {
  readonly n: number;
  readonly exhibit: string;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly sent: string;
  readonly received: string;
  readonly about: readonly string[];
  readonly answers?: number;
}
export interface LadderEvent extends Partial<Quoted> {
  readonly kind: string;
  readonly of?: string;
  readonly on: string;
  readonly received?: string;
  readonly fact?: string;
  readonly try?: string;
  readonly note?: string;
}
export interface Sum extends Partial<Quoted> {
  readonly id?: string;
  readonly text?: string;
  readonly minor: string | null;
  readonly currency: string;
}
export interface Head {
  readonly id: string;
  readonly title: string;
  readonly mode: 'itemised' | 'estimated' | 'global-sum';
  readonly lines?: readonly Sum[];
  readonly beside?: readonly (Sum & { readonly treatment: string })[];
  readonly interval?: { readonly low: Sum; readonly high: Sum };
  readonly basis?: { readonly personDays: number; readonly rates: readonly string[] };
  readonly why?: Quoted;
  /** The lines are read out of this table, each on its own cell; `lines` is then what they add up to. */
  readonly read?: Readonly<Record<string, unknown>> & { readonly exhibit: string };
  /** A global sum: the range that the evidence indicates, the sum proposed in it, why, and what courts gave before. */
  readonly range?: { readonly low: Sum; readonly high: Sum; readonly sum: string; readonly grounds: string };
  readonly comparators?: readonly {
    readonly title: string;
    readonly amount: string;
    readonly currency: string;
  }[];
}
export interface Plan {
  readonly notice: string;
  readonly matter: {
    readonly title: string;
    readonly proceeding: { readonly filing: string };
    readonly compartments: readonly {
      readonly id: string;
      readonly holds: readonly string[];
      readonly who: string;
    }[];
  };
  readonly parties: readonly { readonly id: string; readonly role: string; readonly name: string }[];
  readonly actors: readonly Actor[];
  readonly actorRelations: readonly {
    readonly from: string;
    readonly relation: string;
    readonly to: string;
    readonly exhibit?: string;
    readonly quote?: string;
    readonly source?: string;
    readonly note?: string;
  }[];
  readonly facts: readonly Fact[];
  readonly nodes: readonly {
    readonly id: string;
    readonly label: string;
    readonly op: 'all' | 'any';
    readonly of: readonly string[];
    readonly element?: string;
  }[];
  readonly allegations: readonly {
    readonly id: string;
    readonly text: string;
    readonly by: readonly string[];
    readonly against: readonly string[];
    readonly kind: string;
    readonly root: string;
    readonly profile: string;
    readonly provisions: readonly string[];
    readonly expected: Readonly<Record<string, string>>;
  }[];
  readonly exchanges: readonly Exchange[];
  readonly meetings: readonly {
    readonly n: number;
    readonly exhibit: string;
    readonly place: string;
    readonly when: string;
    readonly level: string;
  }[];
  readonly ladder: { readonly id: string; readonly events: readonly LadderEvent[] };
  readonly heads: readonly Head[];
  readonly scenarios: readonly {
    readonly party: string;
    readonly text: string;
    readonly heads: readonly {
      readonly head: string;
      readonly minor: string | null;
      readonly currency: string;
      readonly because?: Quoted;
      readonly working?: string;
    }[];
  }[];
  readonly pleading: {
    readonly type: string;
    readonly title: string;
    readonly notice: string;
    readonly chapters: readonly {
      readonly id: string;
      readonly title: string;
      readonly paragraphs: readonly {
        readonly id: string;
        readonly text: string;
        readonly cites: readonly string[];
        readonly citesPassages?: readonly Quoted[];
        readonly citesAuthorities?: readonly string[];
      }[];
      readonly submissions?: readonly string[];
    }[];
  };
  readonly withoutBytes: readonly {
    readonly id: string;
    readonly title: string;
    readonly why: string;
    readonly heldAt: string;
    readonly relation: {
      readonly kind: string;
      readonly to?: string;
      readonly of?: string;
      readonly part?: string;
    };
  }[];
  readonly authorities: readonly { readonly id: string; readonly title: string; readonly point: string }[];
  readonly expectations: readonly {
    readonly id: string;
    readonly text: string;
    readonly allegation: string;
    readonly profile: string;
    readonly atLeast: string;
    readonly without: readonly string[];
  }[];
  readonly story: readonly {
    readonly at: string;
    readonly act: string;
    readonly exhibit?: string;
    readonly groups?: readonly string[];
    readonly reason?: string;
    readonly ground?: string;
    readonly by?: string;
  }[];
}

export const here = join(import.meta.dirname, '..');

export function readPlan(): Plan {
  return parse(readFileSync(join(here, 'case.yaml'), 'utf8')) as Plan;
}
