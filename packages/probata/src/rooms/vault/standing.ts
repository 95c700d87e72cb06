// Whether an exhibit may carry weight, in the matter, in a proceeding, in a filing.
import type { Standing } from './types.ts';

/** A standing as set for one scope; `scope` is `matter` or the id of a proceeding or filing. */
export interface StandingRow {
  readonly scope: string;
  readonly standing: Standing;
}

/** Where one asks from: a filing lies in a proceeding, a proceeding in the matter. */
export interface Within {
  readonly proceeding?: string;
  readonly filing?: string;
}

/**
 * The standing of one exhibit as seen from `within`. What was withdrawn in any scope around is withdrawn: it is never
 * live. Otherwise the narrowest scope that says something decides (filing before proceeding before matter).
 */
export function standingWithin(rows: readonly StandingRow[], within: Within = {}): Standing {
  const scopes = [within.filing, within.proceeding, 'matter'].filter((scope) => scope !== undefined);
  const said = scopes.flatMap((scope) => rows.filter((row) => row.scope === scope));
  if (said.some((row) => row.standing === 'withdrawn')) return 'withdrawn';
  return said[0]?.standing ?? 'held';
}
