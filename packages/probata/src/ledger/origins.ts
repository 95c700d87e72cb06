// The names under which a log signs: the first, and after each restart the next, so that none ever signs two histories.
import { fromUtf8 } from '@probata/seal';
import type { LedgerStore } from '../ports/ledger-store.ts';

/** The log's present name, as the ledger itself tells it. */
export function originOf(store: LedgerStore, first: string): string {
  const restarted = store.lastOf('origin.restarted')?.content;
  if (restarted === undefined || restarted === null) return first;
  return (JSON.parse(fromUtf8(restarted)) as { readonly origin: string }).origin;
}

/** The name after a restart: `<first>/2`, then `/3` and so on. */
export function nextOrigin(first: string, now: string): string {
  return `${first}/${now === first ? 2 : Number(now.slice(first.length + 1)) + 1}`;
}

/** The names under which this log was signed before `now`, the first one first. */
export function formerOrigins(first: string, now: string): readonly string[] {
  if (now === first) return [];
  const n = Number(now.slice(first.length + 1));
  return [first, ...Array.from({ length: n - 2 }, (_, i) => `${first}/${i + 2}`)];
}
