// Turns the drafts of one act into entries: committed to, hashed into the tree, folded into the views, sealed where sealed.
import { canonicalBytes, hmacSha256, leafBytes, leafHash, toHex } from '@probata/seal';
import { Fault, Refusal } from '../base/errors.ts';
import { idsTogether } from '../base/ids.ts';
import type { JsonObject } from '../base/json.ts';
import type { SealedToken } from '../base/sealed.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { KeyRing } from '../ports/key-ring.ts';
import type { LedgerWrite, StoredEntry, StoredSealedValue } from '../ports/ledger-store.ts';
import type { Clock, Entropy } from '../ports/world.ts';
import { foldEntry, type Views } from './fold.ts';
import type { Registry } from './registry.ts';
import type { Act, Draft } from './room.ts';
import { boxContext, type PendingSeal, prepareSeal, tokensIn } from './sealing.ts';
import { GrowingTree, storedFrontier } from './tree.ts';

/** What entering needs of a ledger. */
export interface EnteringParts {
  readonly ring: KeyRing;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly registry: Registry;
  readonly views: Views;
}

/** What a caller gets once its act is durable and signed. `entries` in order. */
export interface Receipt {
  readonly entries: readonly { readonly seq: number; readonly kind: string; readonly subject: string }[];
  readonly checkpoint: { readonly size: number; readonly root: string };
}

/** An act under way, and the values that it asked to be sealed, by ref. */
export interface Acting {
  readonly act: Act;
  readonly pending: ReadonlyMap<string, PendingSeal>;
}

/** Begins an act: its moment, its person, and what it may make. Refusal KEYS_NOT_HELD when it seals where it may not. */
export function beginAct({ clock, entropy, ring }: EnteringParts): Acting {
  const pending = new Map<string, PendingSeal>();
  return {
    pending,
    act: {
      at: clock.now(),
      by: ring.person.user,
      newId: idsTogether((bytes) => entropy.bytes(bytes)),
      seal(compartment, value) {
        if (!ring.holds(compartment))
          throw new Refusal(
            'KEYS_NOT_HELD',
            'You do not hold the key of this compartment: ask one of its members to let you in.',
            { compartment },
          );
        const seal = prepareSeal(compartment as SealedToken['sealed'], value, entropy);
        pending.set(seal.token.ref, seal);
        return seal.token;
      },
    },
  };
}

/**
 * Enters the drafts of one act under the write lock: contents are checked and committed to, leaves hashed into the tree,
 * views folded, sealed values enciphered. Fault LEDGER_CONTENT for a content that has not the form of its kind.
 */
export function enterDrafts(
  parts: EnteringParts,
  write: LedgerWrite,
  drafts: readonly Draft[],
  { act, pending }: Acting,
): Receipt {
  const { registry, entropy, views } = parts;
  const first = write.size();
  const tree = new GrowingTree(
    storedFrontier(first, (l, n) => write.readTile(l, n)),
    (l, n) => write.readTile(l, n),
  );
  const entries: StoredEntry[] = [];
  const seals: { seq: number; seal: PendingSeal }[] = [];
  drafts.forEach((draft, i) => {
    const kind = registry.kind(draft.kind);
    const parsed = kind.content.safeParse(draft.said);
    if (!parsed.success)
      throw new Fault(
        'LEDGER_CONTENT',
        `${draft.kind} does not have the form it must have: ${parsed.error.message}`,
      );
    const said = plain(parsed.data) as JsonObject;
    const salt = entropy.bytes(32);
    const seq = first + i;
    // The commitment of seal's commitment.ts, over the very bytes that are stored.
    const content = canonicalBytes(said);
    const leaf = leafBytes({
      kind: draft.kind,
      v: kind.v,
      subject: draft.subject,
      at: act.at,
      by: act.by,
      refs: draft.refs ?? [],
      content: toHex(hmacSha256(salt, content)),
    });
    tree.add(leafHash(leaf));
    entries.push({
      seq,
      kind: draft.kind,
      v: kind.v,
      subject: draft.subject,
      at: act.at,
      by: act.by,
      leaf,
      salt,
      content,
    });
    for (const token of pending.size > 0 ? tokensIn(said) : []) {
      const seal = pending.get(token.ref);
      if (seal !== undefined) seals.push({ seq, seal });
    }
    foldEntry(
      views,
      {
        seq,
        kind: draft.kind,
        subject: draft.subject,
        at: act.at,
        by: act.by,
        refs: draft.refs ?? [],
        said,
      },
      write.views,
    );
  });
  write.append(entries, encipher(parts, seals));
  tree.flush((level, index, hashes) => write.writeTile(level, index, hashes));
  return {
    entries: entries.map(({ seq, kind, subject }) => ({ seq, kind, subject })),
    checkpoint: { size: first + drafts.length, root: toHex(tree.root()) },
  };
}

/** Keys first, durable; then the boxes, so that no ciphertext exists whose key could be lost. */
function encipher(
  { ring, cipher }: EnteringParts,
  seals: readonly { seq: number; seal: PendingSeal }[],
): StoredSealedValue[] {
  const boxes: StoredSealedValue[] = [];
  for (const compartment of new Set(seals.map(({ seal }) => seal.token.sealed))) {
    const mine = seals.filter(({ seal }) => seal.token.sealed === compartment);
    const keys = ring.mint(
      compartment,
      mine.map(({ seal }) => seal.token.ref),
    );
    mine.forEach(({ seq, seal }, i) => {
      const key = keys[i];
      if (key === undefined)
        throw new Fault('KEYS_MINT', 'The key store gave fewer keys than it was asked for.');
      boxes.push({
        ref: seal.token.ref,
        compartment,
        entry: seq,
        box: cipher.encipher(key.key, seal.plain, boxContext(seal.token)),
      });
    });
  }
  return boxes;
}

/** Leaves out members that are undefined: JSON has no word for them. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || isPlain(value)) return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [[name, plain(member)]])),
  );
}

/** Nothing in it is undefined: nearly always so, and then there is nothing to copy. */
function isPlain(value: unknown): boolean {
  if (value === undefined) return false;
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isPlain);
  for (const name in value) if (!isPlain((value as Record<string, unknown>)[name])) return false;
  return true;
}
