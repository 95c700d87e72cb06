// Reads a stored entry back into what it says.
import { fromUtf8, type Header, parseLeaf } from '@probata/seal';
import type { JsonObject } from '../base/json.ts';
import type { StoredEntry } from '../ports/ledger-store.ts';
import type { Registry } from './registry.ts';

/** The header, from the exact leaf bytes. */
export function headerOf(stored: StoredEntry): Header {
  return parseLeaf(stored.leaf);
}

/** The references of an entry, without parsing the whole header strictly: for refolding at speed. */
export function refsOf(stored: StoredEntry): readonly string[] {
  return (JSON.parse(fromUtf8(stored.leaf)) as Header).refs;
}

/** The content raised to today's version; null once erased. */
export function saidOf(stored: StoredEntry, registry: Registry): JsonObject | null {
  if (stored.content === null) return null;
  return registry.upcast(stored.kind, stored.v, JSON.parse(fromUtf8(stored.content)) as JsonObject);
}
