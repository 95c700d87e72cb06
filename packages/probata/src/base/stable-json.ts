// JSON columns of the views: written in one fixed member order, so that a refold gives the same bytes.
import type { JsonValue } from './json.ts';

/** Serialises with members in sorted order. For view columns only; what is hashed goes through RFC 8785 in seal. */
export function toJson(value: JsonValue | undefined): string {
  if (value === undefined || value === null || typeof value !== 'object')
    return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => toJson(item)).join(',')}]`;
  const members = Object.entries(value as Readonly<Record<string, JsonValue>>)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, member]) => `${JSON.stringify(name)}:${toJson(member)}`);
  return `{${members.join(',')}}`;
}

/** Reads a JSON column back. The caller names the type that its own fold wrote; null reads as undefined. */
export function fromJson<T>(text: string | null): T | undefined {
  return text === null ? undefined : (JSON.parse(text) as T);
}
