// The ledger of one matter: acts are appended, folded into views in the same transaction, and signed; nothing is edited.
import {
  type Checkpoint,
  checkpointText,
  formatVkey,
  frontierRoot,
  inclusionProof,
  leafHash,
  parseCheckpoint,
  type parseHeader,
  rootAt,
  signNote,
  toHex,
  type VerifierKey,
  verifierKey,
  verifyCheckpoint,
} from '@probata/seal';
import { Breach, Refusal } from '../base/errors.ts';
import type { JsonObject, JsonValue } from '../base/json.ts';
import type { SealedToken } from '../base/sealed.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { HeadStore } from '../ports/head-store.ts';
import type { KeyRing } from '../ports/key-ring.ts';
import type { LedgerStore, LedgerWrite, Look, OutboxJob, StoredEntry } from '../ports/ledger-store.ts';
import type { Clock, Entropy } from '../ports/world.ts';
import { checkLedger } from './check.ts';
import { beginAct, type EnteringParts, enterDrafts, type Receipt } from './entering.ts';
import { foldAll, isStale, makeViews, refoldAll } from './fold.ts';
import { type HeadVerdict, judgeHeads } from './head.ts';
import { Heads, type PreparedHeads } from './heads.ts';
import { formerOrigins, nextOrigin, originOf } from './origins.ts';
import type { Registry } from './registry.ts';
import type { Act, Draft, View } from './room.ts';
import { openBox, tokensIn } from './sealing.ts';
import { headerOf, saidOf } from './stored.ts';
import { rememberingTree, storedFrontier, storedTree } from './tree.ts';

export interface LedgerParts {
  readonly store: LedgerStore;
  readonly inside: HeadStore;
  /** The head kept apart from the matter, by the log's name. */
  readonly outside: (origin: string) => HeadStore;
  readonly ring: KeyRing;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly registry: Registry;
  readonly views: readonly View[];
  /** The log's first name, `<domain>/<matter id>`; a restart has added `/2`, `/3` … which the ledger itself tells. */
  readonly origin: string;
}

export interface AppendOptions {
  /** Idempotency key: the same key gives the first receipt again and enters nothing. */
  readonly key?: string;
  /** The version (last sequence number) of a subject that the caller saw. Another one is a Refusal LEDGER_STALE. */
  readonly expect?: readonly { readonly subject: string; readonly version: number | null }[];
  /** Jobs to be queued with the entries. */
  readonly jobs?: (drafts: readonly Draft[]) => readonly OutboxJob[];
}

export type { Receipt };

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
  readonly #entering: EnteringParts;
  readonly #proofs: ReturnType<typeof rememberingTree>;
  #origin: string;
  #vkey: VerifierKey;
  #heads: Heads;
  #verdict: HeadVerdict = { state: 'sound', notices: [] };

  constructor(parts: LedgerParts) {
    this.#parts = parts;
    this.#views = makeViews(parts.views, parts.registry);
    this.#entering = { ...parts, views: this.#views };
    this.#proofs = rememberingTree((level, index) => parts.store.readTile(level, index));
    this.#origin = parts.origin;
    this.#vkey = verifierKey(parts.origin, parts.ring.logKey);
    this.#heads = this.#takeName(originOf(parts.store, parts.origin));
  }

  /** Signs and judges under this name from now on. */
  #takeName(origin: string): Heads {
    this.#origin = origin;
    this.#vkey = verifierKey(origin, this.#parts.ring.logKey);
    const { inside, outside } = this.#parts;
    this.#heads = new Heads(
      { inside, outside: outside(origin), former: formerOrigins(this.#parts.origin, origin) },
      this.#vkey,
    );
    return this.#heads;
  }

  get origin(): string {
    return this.#origin;
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

  /**
   * Judges the heads against what is held; a tail that was durable and unanswered is verified and its head put in
   * force; stale views are folded anew. What does not hold leaves the ledger readable and never writable.
   */
  async recover(): Promise<void> {
    const { store } = this.#parts;
    try {
      // The heads first: another program may be entering acts, and its head is never ahead of its ledger.
      const heads = await this.#heads.read();
      const size = store.size();
      this.#verdict = judgeHeads(size, heads, (at) => toHex(this.#rootAt(at)));
      if (this.#verdict.state === 'behind' && size > 0) {
        const signed = Math.min(heads.inside.checkpoint?.size ?? 0, heads.outside.checkpoint?.size ?? 0);
        await this.#verifyTail(signed, size);
        const ready = this.#heads.prepare(await this.#signedAt(size));
        ready.publish();
      }
    } catch (thrown) {
      if (!(thrown instanceof Breach)) throw thrown;
      this.#stop(thrown);
    }
    if (this.#verdict.state !== 'read-only' && isStale(this.#views, store.viewVersions()))
      await this.refold();
  }

  /** From here on this ledger is only read. */
  #stop(breach: Breach): void {
    const { code, message, details } = breach;
    const number = (name: string): number => (typeof details[name] === 'number' ? details[name] : -1);
    this.#verdict = {
      state: 'read-only',
      reason: { code, message, sizes: { ledger: number('ledger'), head: number('head') } },
      notices: this.#verdict.notices,
    };
  }

  #rootAt(size: number): Uint8Array {
    return size === 0 ? frontierRoot(storedFrontier(0, () => undefined)) : rootAt(this.#tree(size), size);
  }

  #tree(size: number) {
    return storedTree(size, (level, index) => this.#parts.store.readTile(level, index));
  }

  /** The tail after the last signed checkpoint: each leaf is hashed again and compared with its tile. */
  async #verifyTail(from: number, size: number): Promise<void> {
    const tree = this.#tree(size);
    for (const entry of this.#parts.store.entries(from, size)) {
      if (toHex(leafHash(entry.leaf)) !== toHex(tree(0, entry.seq)))
        throw new Breach('LEDGER_LEAF_ALTERED', `Entry ${entry.seq} was altered after it was written.`, {
          seq: entry.seq,
        });
    }
  }

  /**
   * The checkpoint that was signed in the transaction of the last entry. There is always one: a tail without it was
   * not written by a holder of the log's key, and signing it now would make a stranger's entries ours.
   */
  async #signedAt(size: number): Promise<string> {
    const text = this.#parts.store.checkpoint(size);
    const unsigned = (why: string): Breach =>
      new Breach(
        'LEDGER_TAIL_UNSIGNED',
        `The last of the ${size} entries ${why}: they were not written by this matter's program. Writing is stopped. Run 'probata fsck'.`,
        { ledger: size },
      );
    if (text === undefined) throw unsigned('have no signed checkpoint');
    let checkpoint: Checkpoint;
    try {
      checkpoint = parseCheckpoint(text);
      await verifyCheckpoint(checkpoint, [this.#vkey]);
    } catch {
      throw unsigned('have a checkpoint without a valid signature');
    }
    if (checkpoint.size !== size || checkpoint.root !== toHex(this.#rootAt(size)))
      throw unsigned('do not have the root that was signed');
    return text;
  }

  async #checkpointFor(size: number, root: string): Promise<string> {
    const text = checkpointText({ origin: this.#origin, size, root });
    return signNote(text, [{ key: this.#vkey, sign: (message) => this.#parts.ring.signCheckpoint(message) }]);
  }

  #mayWrite(): void {
    if (this.#verdict.state === 'read-only' && this.#verdict.reason !== undefined) {
      const { code, message, sizes } = this.#verdict.reason;
      throw new Breach(code, message, { ...sizes });
    }
  }

  /**
   * Enters acts: decides under the write lock, writes entries and views in one transaction, signs, answers.
   * Throws Refusal (the rules or a stale version), Fault (disk), Breach (the ledger is read-only). A Fault HEAD_WRITE
   * alone comes after the act: it is entered and durable, and the head is mended at the next opening.
   */
  async append(decide: Decide, options: AppendOptions = {}): Promise<Receipt> {
    this.#mayWrite();
    return this.#append(decide, options);
  }

  async #append(
    decide: Decide,
    options: AppendOptions,
    after: (write: LedgerWrite) => void = () => undefined,
  ): Promise<Receipt> {
    let heads: PreparedHeads | undefined;
    let done: Receipt;
    try {
      done = await this.#parts.store.write(async (write) => {
        const before = options.key === undefined ? undefined : write.receiptOf(options.key);
        if (before !== undefined) return JSON.parse(before) as Receipt;
        await this.#heads.mustAgree(write, (size) => toHex(this.#rootIn(write, size)));
        mustBeCurrent(write, options.expect ?? []);
        const acting = beginAct(this.#entering);
        const drafts = await decide(write.look, acting.act);
        if (drafts.length === 0) throw new Refusal('LEDGER_NOTHING', 'There was nothing to enter.');
        const receipt = enterDrafts(this.#entering, write, drafts, acting);
        const text = await this.#checkpointFor(receipt.checkpoint.size, receipt.checkpoint.root);
        write.saveCheckpoint(receipt.checkpoint.size, text);
        if (options.key !== undefined) write.saveReceipt(options.key, JSON.stringify(receipt));
        if (options.jobs !== undefined) write.enqueue(options.jobs(drafts));
        after(write);
        heads = this.#heads.prepare(text);
        return receipt;
      });
    } catch (thrown) {
      heads?.discard();
      if (thrown instanceof Breach) this.#stop(thrown);
      throw thrown;
    }
    try {
      heads?.publish();
    } catch (thrown) {
      if (thrown instanceof Breach) this.#stop(thrown);
      throw thrown;
    }
    return done;
  }

  #rootIn(write: LedgerWrite, size: number): Uint8Array {
    return size === 0
      ? this.#rootAt(0)
      : rootAt(
          storedTree(write.size(), (level, index) => write.readTile(level, index)),
          size,
        );
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

  /** Compares every view table with a fresh fold of all entries. Nothing is changed, and no writer waits. */
  async compareViews(
    progress?: (done: number, all: number) => void,
  ): Promise<readonly { readonly table: string; readonly sound: boolean }[]> {
    const all = this.size();
    const tables = this.#parts.views.flatMap((view) => view.tables);
    const differing = new Set(
      this.#parts.store.compareTables(tables, (views, entries) =>
        foldAll(this.#views, entries, views, (done) => progress?.(done, all)),
      ),
    );
    return tables.map(({ name }) => ({ table: name, sound: !differing.has(name) }));
  }

  /** Checks the ledger by itself, from the first entry to the last; changes nothing. See check.ts. */
  check(
    progress: (done: number) => void = () => undefined,
    visit: (entry: StoredEntry) => void = () => undefined,
    signal?: AbortSignal,
  ): ReturnType<typeof checkLedger> {
    const { store, ring, cipher, origin } = this.#parts;
    const formerKeys = formerOrigins(origin, this.#origin).map((name) => verifierKey(name, ring.logKey));
    return checkLedger({ store, ring, cipher, key: this.#vkey, formerKeys }, progress, visit, signal);
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
    return inclusionProof(this.#proofs(size), seq, size);
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
   * Erases what entries said. One transaction enters the acts, destroys contents, salts and boxes, and folds the views
   * anew; then the keys go and the write-ahead log is truncated. Root, proofs and numbering stand. `jobs` are queued in
   * the same transaction: what must still be destroyed elsewhere, should the program be stopped before it is.
   */
  async erase(
    seqs: readonly number[],
    ground: {
      readonly authority: string;
      readonly ground: string;
      readonly confirmedBy: string;
      readonly confirmation?: string;
      readonly outOfReach: readonly string[];
    },
    jobs: readonly OutboxJob[] = [],
  ): Promise<Receipt> {
    this.#mayWrite();
    const { store, ring, registry } = this.#parts;
    if (ground.confirmedBy === ring.person.user)
      throw new Refusal(
        'HOUSE_SECOND_PERSON',
        'Erasure needs the confirmation of a second person: name somebody other than yourself.',
      );
    const entries = seqs.map((seq) => this.#erasable(seq));
    const receipt = await this.#append(
      async () =>
        entries.map((stored) => ({
          kind: 'content.erased',
          subject: stored.subject,
          said: { entry: stored.seq, ...ground, outOfReach: [...ground.outOfReach] },
        })),
      { jobs: () => jobs },
      (write) => {
        for (const seq of seqs) write.destroyContent(seq);
        refoldAll(this.#views, write, () => undefined);
      },
    );
    for (const stored of entries)
      for (const token of tokensIn(saidOf(stored, registry) ?? {})) ring.destroy(token.ref);
    store.purge();
    return receipt;
  }

  #erasable(seq: number): StoredEntry {
    const stored = this.#parts.store.entry(seq);
    if (stored === undefined)
      throw new Refusal('LEDGER_ENTRY_UNKNOWN', `There is no entry ${seq}; the ledger has ${this.size()}.`, {
        seq,
      });
    if (stored.content === null)
      throw new Refusal('LEDGER_ERASED', `Entry ${seq} is erased already.`, { seq });
    if (NOT_ERASABLE.has(stored.kind))
      throw new Refusal(
        'LEDGER_NOT_ERASABLE',
        `An entry ${stored.kind} holds no personal matter and cannot be erased.`,
        { seq },
      );
    return stored;
  }

  /** The refs of the sealed values in an entry, whose keys die with it. */
  keysOf(seq: number): readonly string[] {
    const stored = this.#parts.store.entry(seq);
    return stored === undefined
      ? []
      : tokensIn(saidOf(stored, this.#parts.registry) ?? {}).map(({ ref }) => ref);
  }

  /**
   * Accepts an older copy, or one of two histories, on a stated reason: the log goes on under a new name (…/2) whose
   * first act names both checkpoints, and nothing is ever signed under the old name again.
   * Refusal LEDGER_NOT_STOPPED when the heads agree, Breach when what is held is not whole by itself.
   */
  async restart(reason: string, confirmedBy: string | undefined): Promise<Receipt> {
    const stopped = this.#verdict.reason?.code;
    if (stopped !== 'HEAD_AHEAD' && stopped !== 'HEAD_FORK')
      throw new Refusal(
        'LEDGER_NOT_STOPPED',
        stopped === undefined
          ? 'This ledger agrees with its heads: there is nothing to accept.'
          : `This ledger is stopped for another reason (${stopped}); a restart would not mend it.`,
      );
    const { store, registry } = this.#parts;
    const size = store.size();
    await this.#verifyTail(0, size);
    const held = await this.#signedAt(size);
    const heads = await this.#heads.read();
    const newer =
      (heads.outside.checkpoint ?? heads.inside.checkpoint) === null
        ? null
        : (heads.outside.text ?? heads.inside.text);
    const matter = [...store.entries(0, 1)][0];
    if (newer === null || matter === undefined)
      throw new Refusal('LEDGER_NOT_STOPPED', 'There is no newer signed head to name.');
    const former = this.#origin;
    this.#takeName(nextOrigin(this.#parts.origin, former));
    registry.kind('origin.restarted');
    try {
      const receipt = await this.#append(
        async () => [
          {
            kind: 'origin.restarted',
            subject: matter.subject,
            said: { origin: this.#origin, held, newer, reason, confirmedBy },
          },
        ],
        {},
        (write) => refoldAll(this.#views, write, () => undefined),
      );
      await this.recover();
      return receipt;
    } catch (thrown) {
      this.#takeName(originOf(store, this.#parts.origin));
      throw thrown;
    }
  }

  close(): void {
    this.#parts.store.close();
    this.#parts.ring.close();
  }
}

// What these say is needed for ever to read the log itself.
const NOT_ERASABLE = new Set(['content.erased', 'matter.opened', 'origin.restarted']);

function mustBeCurrent(write: LedgerWrite, expected: NonNullable<AppendOptions['expect']>): void {
  for (const { subject, version } of expected) {
    const current = write.versionOf(subject) ?? null;
    if (current !== version)
      throw new Refusal(
        'LEDGER_STALE',
        `${subject} was changed by another act meanwhile (you saw version ${version ?? 'none'}, it is now at ${current ?? 'none'}). Look at it again, then repeat.`,
        { subject, seen: version, current },
      );
  }
}
