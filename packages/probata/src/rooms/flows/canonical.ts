// The identity of an estimate: the same figures, method, code, parameters and seed have the same name on every machine.
import { canonicalBytes, type Json, sha256, toHex } from '@probata/seal';
import { type Id, makeId } from '../../base/ids.ts';
import type { JsonObject, JsonValue } from '../../base/json.ts';
import type { MethodName, PointValue, Step } from './types.ts';

/** Raised whenever a change to the methods may move a figure; a recorded estimate of another version is marked. */
export const ENGINE = { name: 'probata flows', version: '2' } as const;

/** What of a series an estimate is worked out from: its figures and what they measure, and no id of this matter. */
export interface CanonicalSeries {
  readonly measure: string;
  readonly unit: string;
  readonly step: Step;
  readonly points: readonly { readonly at: string; readonly value: PointValue }[];
}

/** A declared switch as far as an estimate hangs on it: its challenge sheet names it. */
type DigestedSwitch = { readonly on: string; readonly reason: string };

/**
 * SHA-256 (hex) over the RFC 8785 form of the figures, in order of their times, with the switches declared for them; the
 * order of entry does not count.
 */
export function seriesDigest(
  { measure, unit, step, points }: CanonicalSeries,
  switches: readonly DigestedSwitch[] = [],
): string {
  const sorted = points
    .map(({ at, value }): [string, Json] => [at, value as Json])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return digestOf({
    measure,
    unit,
    step,
    points: sorted,
    switches: switches.map(({ on, reason }): Json => [on, reason]),
  });
}

/** The key of an estimate: the whole hash. `id` is made from its first 128 bits, for references; the key decides. */
export function estimateKey(
  method: MethodName,
  inputs: readonly string[],
  params: JsonObject,
  seed: number,
): { readonly key: string; readonly id: Id<'estimate'> } {
  const bytes = sha256(
    canonicalBytes({ engine: { ...ENGINE }, method, inputs: [...inputs], params, seed } as Json),
  );
  return { key: toHex(bytes), id: makeId('estimate', bytes.slice(0, 16)) };
}

function digestOf(value: Json): string {
  return toHex(sha256(canonicalBytes(value)));
}

/** A number as a decimal text of at most twelve significant digits: the last bits of an engine are not evidence. */
export function twelve(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : value < 0 ? '-Infinity' : 'NaN';
  const rounded = Number(value.toPrecision(12));
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

/** The same for a list in a record of figures; null where there is none. */
export function twelves(values: ArrayLike<number>): (string | null)[] {
  return Array.from(values, (value) => (Number.isFinite(value) ? twelve(value) : null));
}

/** Parameters as the ledger keeps them: whole numbers as numbers, all others as decimal texts, which read back the same. */
export function recordable(params: JsonObject): JsonObject {
  const kept = (value: JsonValue): JsonValue => {
    if (typeof value === 'number') return Number.isSafeInteger(value) ? value : twelve(value);
    if (Array.isArray(value)) return value.map(kept);
    return typeof value === 'object' && value !== null ? recordable(value as JsonObject) : value;
  };
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, kept(value)]])),
  );
}
