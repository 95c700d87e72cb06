// The one place where the record looks at exhibits of the vault: whose words they are, and whether they still stand.
import type { Look } from '../../ports/ledger-store.ts';
import { exhibitsByIds } from '../vault/index.ts';

export interface ExhibitCited {
  /** The origin of its information, as the exhibit names it; null when it names none. */
  readonly origin: string | null;
  /** `out`: excluded or withdrawn for the whole matter. */
  readonly standing: 'in' | 'out';
}

/** The exhibits with these ids that the vault knows. */
export async function exhibitsCited(
  look: Look,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ExhibitCited>> {
  const rows = await exhibitsByIds(look, [...new Set(ids)]);
  return new Map(
    [...rows.values()].map((row) => [
      row.id,
      { origin: row.originId, standing: row.state === 'held' ? 'in' : 'out' },
    ]),
  );
}
