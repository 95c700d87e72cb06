// Which origins of information count as one: mergers that a person recorded, followed through, and undone where undone.
import type { Look } from '../../ports/ledger-store.ts';
import { tablesOf } from './state.ts';

export interface Origins {
  /** The name that stands for all origins merged with this one; the same for two origins only if they are one. */
  rootOf(origin: string): string;
}

export interface Merger {
  readonly origin: string;
  readonly into: string;
}

/**
 * Union of origins in the order of the mergers (union-find with path halving). The root is the origin that others were
 * merged into, so that a screen shows the agency rather than one of its papers.
 */
export function unite(mergers: readonly Merger[]): Origins {
  const parent = new Map<string, string>();
  const rootOf = (origin: string): string => {
    let at = origin;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) {
      const higher = parent.get(up);
      if (higher !== undefined) parent.set(at, higher);
      at = up;
    }
    return at;
  };
  for (const { origin, into } of mergers) {
    const [from, to] = [rootOf(origin), rootOf(into)];
    if (from !== to) parent.set(from, to);
  }
  return { rootOf };
}

/** The mergers in force. */
export async function mergedOrigins(look: Look): Promise<Origins> {
  const rows = await tablesOf(look)
    .selectFrom('record_group_merge')
    .select(['origin', 'into_origin'])
    .where('undone', 'is', null)
    .orderBy('seq')
    .execute();
  return unite(rows.map((row) => ({ origin: row.origin, into: row.into_origin })));
}
