// The vocabulary of the ledger: which acts may be entered, what each must say, and what remains when one is erased.
import type { z } from 'zod';
import { Breach } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';

/** One kind of entry, in one version. A kind names an act in the past tense in the law's words (docs/history.md). */
export interface Kind {
  readonly kind: string;
  /** The version written today; older ones are raised to it on reading. */
  readonly v: number;
  /** One sentence for docs/history.md and for the ledger screen. */
  readonly summary: string;
  readonly content: z.ZodType;
  /** From version n to n + 1, by n. Kept for ever, each with a frozen sample in test/history. */
  readonly upcasts?: Readonly<Record<number, (old: JsonObject) => JsonObject>>;
  /** What remains when the content is erased. */
  readonly erased: string;
}

export interface Registry {
  readonly kinds: ReadonlyMap<string, Kind>;
  kind(name: string): Kind;
  /** Raises stored content to today's version. Throws Breach LEDGER_VERSION_UNKNOWN for a version from the future. */
  upcast(name: string, v: number, content: JsonObject): JsonObject;
}

/**
 * Gathers the kinds of the whole house into one registry.
 * Throws Breach LEDGER_KIND_TWICE when two rooms claim one kind, and LEDGER_UPCAST_MISSING when an older version
 * cannot be raised: both are errors of the program, found at start.
 */
export function makeRegistry(kinds: readonly Kind[]): Registry {
  const byName = new Map<string, Kind>();
  for (const kind of kinds) {
    if (byName.has(kind.kind))
      throw new Breach('LEDGER_KIND_TWICE', `Two rooms claim the entry kind ${kind.kind}.`);
    for (let v = 1; v < kind.v; v += 1) {
      if (kind.upcasts?.[v] === undefined)
        throw new Breach('LEDGER_UPCAST_MISSING', `${kind.kind} has no upcast from version ${v}.`);
    }
    byName.set(kind.kind, kind);
  }
  const find = (name: string): Kind => {
    const kind = byName.get(name);
    if (kind === undefined)
      throw new Breach(
        'LEDGER_KIND_UNKNOWN',
        `This ledger holds entries of a kind unknown to this version: ${name}.`,
        {
          kind: name,
        },
      );
    return kind;
  };
  return {
    kinds: byName,
    kind: find,
    upcast(name, v, content) {
      const kind = find(name);
      if (v > kind.v)
        throw new Breach(
          'LEDGER_VERSION_UNKNOWN',
          `An entry ${name} has version ${v}; this program knows versions up to ${kind.v}. Use a newer Probata.`,
        );
      let raised = content;
      for (let from = v; from < kind.v; from += 1) {
        const upcast = kind.upcasts?.[from];
        if (upcast !== undefined) raised = upcast(raised);
      }
      return raised;
    },
  };
}
