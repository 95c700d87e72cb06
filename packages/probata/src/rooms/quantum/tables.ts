// The published tables that a claim is worked out with; each is an exhibit of its own.
import type { FxTable } from './fx.ts';
import type { IndexSeries } from './indexation.ts';
import type { ReferenceSeries } from './interest.ts';
import type { Joint } from './joint.ts';

/** The tables a claim is worked out with, each from its own source. */
export interface Tables {
  readonly fx: FxTable | null;
  readonly indexes: readonly IndexSeries[];
  readonly rates: readonly ReferenceSeries[];
  /** The joint draws of the estimated heads that have a model; null or left out where none has. */
  readonly joint?: Joint | null | undefined;
}

/** For a claim in one currency, at fixed rates, without indexation. */
export const NO_TABLES: Tables = { fx: null, indexes: [], rates: [] };
