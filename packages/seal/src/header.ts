// A header is what the ledger's tree commits to for one act: readable for ever, and naming nobody.
import type { Hex64 } from './bytes.ts';
import { isHex64 } from './bytes.ts';
import { canonicalBytes, type Json, parseCanonical } from './canonical.ts';
import { Refusal } from './error.ts';

/** A leaf has at most this many bytes: the entry bundles of tlog-tiles count its length in 16 bits. */
export const MAX_LEAF_BYTES = 65_535;

export interface Header {
  /** The act, in the past tense: `exhibit.deposited`. */
  readonly kind: string;
  /** Version of the kind's content, from 1. */
  readonly v: number;
  /** Random id of what the act is about: `exh_…`. */
  readonly subject: string;
  /** When, by the host's clock: `2025-05-19T08:30:00.000Z`. A claim; only time stamps bound it. */
  readonly at: string;
  /** Random id of the acting person and role; the map to a person lies elsewhere, sealed. */
  readonly by: string;
  /** Ids of other things the act touches. */
  readonly refs: readonly string[];
  /** Commitment to the content: see commitment.ts. */
  readonly content: Hex64;
}

const ID = /^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,127}$/;
const KIND = /^[a-z][a-z0-9]*(?:[.-][a-z][a-z0-9]*)*$/;
let lastInstant = '';
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const MEMBERS = ['at', 'by', 'content', 'kind', 'refs', 'subject', 'v'];

/** Checks an unknown value against the form above and gives it back typed; otherwise Refusal SEAL_HEADER. */
export function parseHeader(value: Json): Header {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw wrong('it is not an object');
  const given = value as { readonly [member: string]: Json };
  if (Object.keys(given).length !== 7 || !MEMBERS.every((name) => Object.hasOwn(given, name)))
    throw wrong(`its members are not exactly ${MEMBERS}`);
  const { kind, v, subject, at, by, refs, content } = given as unknown as Record<keyof Header, Json>;
  if (typeof kind !== 'string' || kind.length > 64 || !KIND.test(kind)) throw wrong('kind');
  if (typeof v !== 'number' || !Number.isSafeInteger(v) || v < 1) throw wrong('v');
  if (typeof subject !== 'string' || !ID.test(subject)) throw wrong('subject');
  if (typeof at !== 'string' || !isInstant(at)) throw wrong('at');
  if (typeof by !== 'string' || !ID.test(by)) throw wrong('by');
  if (!Array.isArray(refs) || !refs.every((ref): ref is string => typeof ref === 'string' && ID.test(ref)))
    throw wrong('refs');
  if (!isHex64(content)) throw wrong('content');
  return { kind, v, subject, at, by, refs, content };
}

/** The leaf's exact bytes: the canonical JSON of the header, and nothing else. */
export function leafBytes(header: Header): Uint8Array {
  const bytes = canonicalBytes({ ...parseHeader({ ...header }) });
  if (bytes.length <= MAX_LEAF_BYTES) return bytes;
  throw new Refusal('SEAL_LEAF_LONG', `A leaf has at most ${MAX_LEAF_BYTES} bytes, not ${bytes.length}.`);
}

/** Reads a leaf back from its exact bytes; any other spelling of the same header is refused. */
export function parseLeaf(bytes: Uint8Array): Header {
  if (bytes.length > MAX_LEAF_BYTES) throw wrong('it is too long for a leaf');
  return parseHeader(parseCanonical(bytes));
}

/** True for a real moment in UTC to the millisecond: 2025-02-30 is none. */
export function isInstant(text: string): boolean {
  if (text === lastInstant) return true; // the entries of one act share theirs
  if (!INSTANT.test(text) || Number.isNaN(Date.parse(text)) || new Date(text).toISOString() !== text)
    return false;
  lastInstant = text;
  return true;
}

function wrong(what: string): Refusal {
  return new Refusal('SEAL_HEADER', `This is not a ledger header: ${what}.`, { what });
}
