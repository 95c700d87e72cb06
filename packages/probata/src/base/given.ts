// What was said, without the members that were left out: an entry holds no empty places.
import type { JsonObject, JsonValue } from './json.ts';

/**
 * The plain value of a parsed input: members that are undefined are dropped, at every depth; nothing else changes.
 * The caller vouches that the value came from a schema of plain values (no dates, no functions).
 */
export function given(value: object): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, plain(member)]),
  );
}

function plain(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object') return given(value);
  return value as JsonValue;
}
