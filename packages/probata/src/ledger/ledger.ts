// The ledger of one matter: acts are appended, folded into views in the same transaction, and signed; nothing is edited.
import {
  canonicalBytes,
  checkpointText,
  commit,
  formatVkey,
  frontierRoot,
  inclusionProof,
  leafBytes,
  leafHash,
  type parseHeader,
  rootAt,
  signNote,
  toHex,
  type VerifierKey,
  verifierKey,
} from '@probata/seal';
import { Breach, Fault, Refusal } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { JsonObject, JsonValue } from '../base/json.ts';
import type { SealedToken } from '../base/sealed.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { HeadStore } from '../ports/head-store.ts';
import type { KeyRing } from '../ports/key-ring.ts';
import type {
  LedgerStore,
  LedgerWrite,
  Look,
  OutboxJob,
  StoredEntry,
  StoredSealedValue,
} from '../ports/ledger-store.ts';
import type { Clock, Entropy } from '../ports/world.ts';
import { foldEntry, isStale, makeViews, refoldAll } from './fold.ts';
import { type HeadVerdict, judgeHeads, readHead } from './head.ts';
import type { Registry } from './registry.ts';
import type { Act, Draft, View } from './room.ts';
import { boxContext, openBox, type PendingSeal, prepareSeal, tokensIn } from './sealing.ts';
import { headerOf, saidOf } from './stored.ts';
import { GrowingTree, storedFrontier, storedTree } from './tree.ts';

export interface LedgerParts {
  readonly store: LedgerStore;
  readonly inside: HeadStore;
  readonly outside: HeadStore;
  readonly ring: KeyRing;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly registry: Registry;
  readonly views: readonly View[];
  /** The log's name, `<domain>/<matter id>`, in force now. */
  readonly origin: string;
}

/** What a caller gets once its act is durable and signed. `entries` in order. */
export interface Receipt {
  readonly entries: readonly { readonly seq: number; readonly kind: string; readonly subject: string }[];
  readonly checkpoint: { readonly size: number; readonly root: string };
}

export interface AppendOptions {
  /** Idempotency key: the same key gives the first receipt again and enters nothing. */
  readonly key?: string;
  /** The version (last sequence number) of a subject that the caller saw. Another one is a Refusal LEDGER_STALE. */
  readonly expect?: readonly { readonly subject: string; readonly version: number | null }[];
  /** Jobs to be queued with the entries. */
  readonly jobs?: (drafts: readonly Draft[]) => readonly OutboxJob[];
}

export type Decide = (look: Look, act: Act) => Promise<readonly Draft[]>;

/** Opens a ledger over its stores: judges the heads, brings the views up to date, signs a durable tail. */
export async function openLedger(parts: LedgerParts): Promise<Ledger> {
  const ledger = new Ledger(parts);
  await ledger.recover();
  return ledger;
}

export class Ledger {
  readonly #parts: LedgerParts;
  readonly #views: ReturnType<typeof makeViews>;
  readonly #vkey: VerifierKey;
  #verdict: HeadVerdict = { state: 'sound', notices: [] };

  constructor(parts: LedgerParts) {
    this.#parts = parts;
    this.#views = makeViews(parts.views, parts.registry);
    this.#vkey = verifierKey(parts.origin, parts.ring.logKey);
  }

  get origin(): string {
    return this.#parts.origin;
  }

  /** The line that is printed in a filing: whoever holds it can check every checkpoint of this log. */
  get vkey(): string {
    return formatVkey(this.#vkey);
  }

  get look(): Look {
    return this.#parts.store.look;
  }

  get store(): LedgerStore {
    return this.#parts.store;
  }

  get verdict(): HeadVerdict {
    return this.#verdict;
  }

  size(): number {
    return this.#parts.store.size();
  }

  /** Judges the heads against what is held; verifies and signs a tail that was durable but unanswered; refolds stale views. */
  async recover(): Promise<void> {
    const { store, inside, outside } = this.#parts;
    const size = store.size();
    const heads = {
      inside: await readHead(inside, this.#vkey),
      outside: await readHead(outside, this.#vkey),
    };
    this.#verdict = judgeHeads(size, heads, (at) => toHex(this.#rootAt(at)));
    if (this.#verdict.state === 'behind') {
      const signed = Math.min(heads.inside.checkpoint?.size ?? 0, heads.outside.checkpoint?.size ?? 0);
      this.#verifyTail(signed, size);
      await this.#sign(size);
    }
    if (this.#verdict.state !== 'read-only' && isStale(this.#views, store.viewVersions()))
      await this.refold();
  }

  #rootAt(size: number): Uint8Array {
    return size === 0 ? frontierRoot(storedFrontier(0, () => undefined)) : rootAt(this.#tree(size), size);
  }

  #tree(size: number) {
    return storedTree(size, (level, index) => this.#parts.store.readTile(level, index));
  }

  /** The tail after the last signed checkpoint: each leaf is hashed again and compared with its tile. */
  #verifyTail(from: number, size: number): void {
    const tree = this.#tree(size);
    for (const entry of this.#parts.store.entries(from, size)) {
      if (toHex(leafHash(entry.leaf)) !== toHex(tree(0, entry.seq)))
        throw new Breach('LEDGER_LEAF_ALTERED', `Entry ${entry.seq} was altered after it was written.`, {
          seq: entry.seq,
        });
    }
  }

  async #checkpointFor(size: number, root: string): Promise<string> {
    const text = checkpointText({ origin: this.#parts.origin, size, root });
    return signNote(text, [{ key: this.#vkey, sign: (message) => this.#parts.ring.signCheckpoint(message) }]);
  }

  async #sign(size: number): Promise<void> {
    const kept = this.#parts.store.checkpoint(size);
    const text = kept ?? (await this.#checkpointFor(size, toHex(this.#rootAt(size))));
    if (kept === undefined) await this.#parts.store.write(async (write) => write.saveCheckpoint(size, text));
    this.#swapHeads(size, text);
  }

  /** Puts the new head in both places. Another program may have gone further meanwhile; that is no quarrel. */
  #swapHeads(size: number, text: string): void {
    for (const head of [this.#parts.outside, this.#parts.inside]) {
      const before = head.read();
      if (before === text) continue;
      const beforeSize = before === null ? -1 : Number(before.split('\n')[1]);
      if (beforeSize >= size) continue;
      head.swap(before, text);
    }
  }

  #mayWrite(): void {
    if (this.#verdict.state === 'read-only' && this.#verdict.reason !== undefined) {
      const { code, message, sizes } = this.#verdict.reason;
      throw new Breach(code, message, { ...sizes });
    }
  }

  /**
   * Enters acts: decides under the write lock, writes entries and views in one transaction, signs, answers.
   * Throws Refusal (the rules or a stale version), Fault (disk), Breach (the ledger is read-only).
   */
  async append(decide: Decide, options: AppendOptions = {}): Promise<Receipt> {
    this.#mayWrite();
    const { store } = this.#parts;
    const done = await store.write(async (write) => {
      const before = options.key === undefined ? undefined : write.receiptOf(options.key);
      if (before !== undefined) return { receipt: JSON.parse(before) as Receipt, text: null };
      for (const { subject, version } of options.expect ?? []) {
        const current = write.versionOf(subject) ?? null;
        if (current !== version)
          throw new Refusal(
            'LEDGER_STALE',
            `${subject} was changed by another act meanwhile (you saw version ${version ?? 'none'}, it is now at ${current ?? 'none'}). Look at it again, then repeat.`,
            { subject, seen: version, current },
          );
      }
      const { act, pending } = this.#act();
      const drafts = await decide(write.look, act);
      if (drafts.length === 0) throw new Refusal('LEDGER_NOTHING', 'There was nothing to enter.');
      const receipt = this.#enter(write, drafts, act, pending);
      const text = await this.#checkpointFor(receipt.checkpoint.size, receipt.checkpoint.root);
      write.saveCheckpoint(receipt.checkpoint.size, text);
      if (options.key !== undefined) write.saveReceipt(options.key, JSON.stringify(receipt));
      if (options.jobs !== undefined) write.enqueue(options.jobs(drafts));
      return { receipt, text };
    });
    if (done.text !== null) this.#swapHeads(done.receipt.checkpoint.size, done.text);
    return done.receipt;
  }

  #act(): { act: Act; pending: Map<string, PendingSeal> } {
    const { clock, entropy, ring } = this.#parts;
    const pending = new Map<string, PendingSeal>();
    return {
      pending,
      act: {
        at: clock.now(),
        by: ring.person.user,
        newId: (noun) => makeId(noun, entropy.bytes(16)),
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

  #enter(
    write: LedgerWrite,
    drafts: readonly Draft[],
    act: Act,
    pending: ReadonlyMap<string, PendingSeal>,
  ): Receipt {
    const { registry, entropy } = this.#parts;
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
      const leaf = leafBytes({
        kind: draft.kind,
        v: kind.v,
        subject: draft.subject,
        at: act.at,
        by: act.by,
        refs: draft.refs ?? [],
        content: commit(said, salt),
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
        content: canonicalBytes(said),
      });
      for (const token of pending.size > 0 ? tokensIn(said) : []) {
        const seal = pending.get(token.ref);
        if (seal !== undefined) seals.push({ seq, seal });
      }
      foldEntry(
        this.#views,
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
    write.append(entries, this.#encipher(seals));
    tree.flush((level, index, hashes) => write.writeTile(level, index, hashes));
    return {
      entries: entries.map(({ seq, kind, subject }) => ({ seq, kind, subject })),
      checkpoint: { size: first + drafts.length, root: toHex(tree.root()) },
    };
  }

  /** Keys first, durable; then the boxes, so that no ciphertext exists whose key could be lost. */
  #encipher(seals: readonly { seq: number; seal: PendingSeal }[]): StoredSealedValue[] {
    const { ring, cipher } = this.#parts;
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

  /**
   * Opens sealed values for the person at this machine; the reading is an entry before anything is shown.
   * A value whose key was destroyed comes back as undefined. Refusal KEYS_NOT_HELD when the person is not let in.
   */
  async reveal(
    tokens: readonly SealedToken[],
    reason: string,
  ): Promise<ReadonlyMap<string, JsonValue | undefined>> {
    const { ring, store, cipher } = this.#parts;
    for (const token of tokens) {
      if (!ring.holds(token.sealed))
        throw new Refusal('KEYS_NOT_HELD', 'This is sealed in a compartment that you are not let into.', {
          compartment: token.sealed,
        });
    }
    const refs = [...new Set(tokens.map((token) => token.ref))];
    if (refs.length === 0) return new Map();
    await this.append(async () => [
      { kind: 'sealed.read', subject: ring.person.user, said: { refs, reason } },
    ]);
    const opened = new Map<string, JsonValue | undefined>();
    for (const token of tokens) {
      const stored = store.sealedValue(token.ref);
      const key = stored === undefined ? undefined : ring.unwrap(token.ref);
      opened.set(
        token.ref,
        stored === undefined || key === undefined ? undefined : openBox(token, stored.box, key, cipher),
      );
    }
    return opened;
  }

  /** Drops the views and folds every entry again. */
  async refold(progress?: (done: number, all: number) => void): Promise<void> {
    const all = this.size();
    await this.#parts.store.write(async (write) =>
      refoldAll(this.#views, write, (done) => progress?.(done, all)),
    );
  }

  /** Digests of all view tables as they are and as a fresh fold gives them; equal when the views are sound. */
  async compareViews(
    progress?: (done: number, all: number) => void,
  ): Promise<readonly { readonly table: string; readonly sound: boolean }[]> {
    const all = this.size();
    const tables = this.#parts.views.flatMap((view) => view.tables);
    return this.#parts.store.rehearse(async (write) => {
      const before = tables.map((table) => write.digestView(table));
      refoldAll(this.#views, write, (done) => progress?.(done, all));
      return tables.map((table, i) => ({ table: table.name, sound: write.digestView(table) === before[i] }));
    });
  }

  /** One entry: its header, its content raised to today's version, or null once erased. */
  entry(seq: number): { readonly header: ReturnType<typeof parseHeader>; readonly said: JsonObject | null } {
    const stored = this.#parts.store.entry(seq);
    if (stored === undefined)
      throw new Refusal('LEDGER_ENTRY_UNKNOWN', `There is no entry ${seq}; the ledger has ${this.size()}.`, {
        seq,
      });
    return { header: headerOf(stored), said: saidOf(stored, this.#parts.registry) };
  }

  /** The hashes that show entry `seq` in the tree of `size` entries (RFC 6962 section 2.1.1). */
  inclusion(seq: number, size: number): readonly Uint8Array[] {
    return inclusionProof(this.#tree(size), seq, size);
  }

  nodes(size: number) {
    return this.#tree(size);
  }

  rootAt(size: number): string {
    return toHex(this.#rootAt(size));
  }

  /** The signed checkpoint of the present size. */
  checkpoint(): string {
    return this.checkpointAt(this.size());
  }

  /** The signed checkpoint of a size that was signed. Breach LEDGER_CHECKPOINT_MISSING when there is none. */
  checkpointAt(size: number): string {
    const text = this.#parts.store.checkpoint(size);
    if (text === undefined)
      throw new Breach(
        'LEDGER_CHECKPOINT_MISSING',
        `The ledger has no signed checkpoint at ${size} entries.`,
      );
    return text;
  }

  /**
   * Erases what an entry said: enters the act first, then destroys content, salt, boxes and keys, refolds the views and
   * truncates the write-ahead log. Root, proofs and numbering stand.
   */
  async erase(
    seq: number,
    ground: {
      readonly authority: string;
      readonly ground: string;
      readonly confirmedBy: string;
      readonly outOfReach: readonly string[];
    },
  ): Promise<Receipt> {
    const { store, ring, registry } = this.#parts;
    const stored = store.entry(seq);
    if (stored === undefined)
      throw new Refusal('LEDGER_ENTRY_UNKNOWN', `There is no entry ${seq}; the ledger has ${this.size()}.`, {
        seq,
      });
    if (stored.content === null)
      throw new Refusal('LEDGER_ERASED', `Entry ${seq} is erased already.`, { seq });
    if (stored.kind === 'content.erased' || stored.kind === 'matter.opened')
      throw new Refusal(
        'LEDGER_NOT_ERASABLE',
        `An entry ${stored.kind} holds no personal matter and cannot be erased.`,
        { seq },
      );
    if (ground.confirmedBy === ring.person.user)
      throw new Refusal(
        'HOUSE_SECOND_PERSON',
        'Erasure needs the confirmation of a second person: name somebody other than yourself.',
      );
    const tokens = tokensIn(saidOf(stored, registry) ?? {});
    const receipt = await this.append(async () => [
      {
        kind: 'content.erased',
        subject: stored.subject,
        said: { entry: seq, ...ground, outOfReach: [...ground.outOfReach] },
      },
    ]);
    for (const token of tokens) ring.destroy(token.ref);
    await store.write(async (write) => {
      write.destroyContent(seq);
      refoldAll(this.#views, write, () => undefined);
    });
    store.purge();
    return receipt;
  }

  close(): void {
    this.#parts.store.close();
    this.#parts.ring.close();
  }
}

/** Leaves out members that are undefined: JSON has no word for them. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [[name, plain(member)]])));
}
