// Checks a whole ledger by itself: every leaf into the tree, every content against its commitment, every signature, every view.
import {
  appendLeaf,
  EMPTY_FRONTIER,
  type Frontier,
  fromUtf8,
  frontierRoot,
  type Header,
  hmacSha256,
  leafHash,
  parseCheckpoint,
  toHex,
  type VerifierKey,
  verifyCheckpoint,
} from '@probata/seal';
import { Breach } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import type { SealedToken } from '../base/sealed.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { KeyRing } from '../ports/key-ring.ts';
import type { LedgerStore, StoredEntry } from '../ports/ledger-store.ts';
import { openBox, tokensIn } from './sealing.ts';

/** One thing that does not hold. `subject` is what the entry is about, `seq` the entry; both where they are known. */
export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly seq?: number;
  readonly subject?: string;
  /** `damage`: evidence or ledger is not what was entered. `notice`: worth knowing, and nothing is lost. */
  readonly weight: 'damage' | 'notice';
}

export interface CheckParts {
  readonly store: LedgerStore;
  readonly ring: KeyRing;
  readonly cipher: Cipher;
  readonly key: VerifierKey;
  /** Verifier keys of the log's former names. */
  readonly formerKeys: readonly VerifierKey[];
}

const damage = (
  code: string,
  message: string,
  at: Partial<Pick<StoredEntry, 'seq' | 'subject'>> = {},
): Finding => ({
  code,
  message,
  ...at,
  weight: 'damage',
});

/**
 * Reads the ledger from the first entry to the last. Each finding names the entry and its subject. Nothing is changed.
 * `progress` is told how many entries are done; `visit` sees each entry.
 */
export async function checkLedger(
  { store, ring, cipher, key, formerKeys }: CheckParts,
  progress: (done: number) => void,
  visit: (entry: StoredEntry) => void,
  signal?: AbortSignal,
): Promise<{
  readonly findings: readonly Finding[];
  readonly entries: number;
  readonly sealedUnread: number;
}> {
  const findings: Finding[] = [];
  try {
    return await walk({ store, ring, cipher, key, formerKeys }, findings, progress, visit, signal);
  } catch (thrown) {
    // A page of the file that cannot be read ends the walk; what was found up to there is told with it.
    if (!(thrown instanceof Breach)) throw thrown;
    findings.push(damage(thrown.code, thrown.message));
    return { findings, entries: 0, sealedUnread: 0 };
  }
}

async function walk(
  { store, ring, cipher, key, formerKeys }: CheckParts,
  findings: Finding[],
  progress: (done: number) => void,
  visit: (entry: StoredEntry) => void,
  signal: AbortSignal | undefined,
): Promise<{
  readonly findings: readonly Finding[];
  readonly entries: number;
  readonly sealedUnread: number;
}> {
  findings.push(...store.integrity().map((line) => damage('LEDGER_FILE_DAMAGED', `ledger.db: ${line}`)));
  const tree = new CheckedTree(store, findings);
  const checkpoints = new Map(store.checkpoints().map(({ size, text }) => [size, text]));
  const erased = erasedEntries(store);
  let expected = 0;
  let sealedUnread = 0;
  for (const entry of store.entries(0)) {
    if (entry.seq % 512 === 0) {
      signal?.throwIfAborted();
      progress(entry.seq);
      await Promise.resolve();
    }
    for (; expected < entry.seq; expected += 1)
      findings.push(damage('LEDGER_ENTRY_MISSING', `Entry ${expected} is missing.`, { seq: expected }));
    expected = entry.seq + 1;
    findings.push(...checkEntry(entry, erased));
    tree.add(entry);
    visit(entry);
    for (const token of tokensOf(entry)) {
      const verdict = checkToken(token, entry, { store, ring, cipher });
      if (verdict === 'unread') sealedUnread += 1;
      else if (verdict !== undefined) findings.push(verdict);
    }
    const text = checkpoints.get(entry.seq + 1);
    if (text !== undefined)
      findings.push(...(await checkCheckpoint(entry.seq + 1, text, tree.root(), [key, ...formerKeys])));
  }
  for (const size of checkpoints.keys())
    if (size > expected)
      findings.push(
        damage(
          'LEDGER_TAIL_MISSING',
          `A checkpoint was signed at ${size} entries, and there are only ${expected}: the last entries were removed.`,
        ),
      );
  if (expected > 0 && !checkpoints.has(expected))
    findings.push(
      damage('LEDGER_TAIL_UNSIGNED', `The last of the ${expected} entries have no signed checkpoint.`, {
        seq: expected - 1,
      }),
    );
  tree.end();
  progress(expected);
  return { findings, entries: expected, sealedUnread };
}

/** Which entries an act of erasure has named. */
function erasedEntries(store: LedgerStore): ReadonlySet<number> {
  const erased = new Set<number>();
  for (const entry of store.entriesOf('content.erased')) {
    if (entry.content === null) continue;
    const seq = (jsonOf(entry.content) as { readonly entry?: unknown } | undefined)?.entry;
    if (typeof seq === 'number') erased.add(seq);
  }
  return erased;
}

function jsonOf(content: Uint8Array): JsonObject | undefined {
  try {
    return JSON.parse(fromUtf8(content)) as JsonObject;
  } catch {
    // Damaged content: its commitment says so.
    return undefined;
  }
}

function checkEntry(entry: StoredEntry, erased: ReadonlySet<number>): readonly Finding[] {
  const { seq, subject } = entry;
  let header: Header;
  try {
    // Its exact bytes are compared with the tree below; strict parsing here would say nothing more.
    header = JSON.parse(fromUtf8(entry.leaf)) as Header;
  } catch (thrown) {
    return [
      damage(
        'LEDGER_LEAF_ALTERED',
        `Entry ${seq} (${entry.kind}): its leaf is no header (${(thrown as Error).message})`,
        {
          seq,
          subject,
        },
      ),
    ];
  }
  const findings: Finding[] = [];
  const same =
    header.kind === entry.kind &&
    header.v === entry.v &&
    header.subject === subject &&
    header.at === entry.at &&
    header.by === entry.by;
  if (!same)
    findings.push(
      damage(
        'LEDGER_COLUMN_ALTERED',
        `Entry ${seq} (${header.kind}): a column beside the leaf says something else.`,
        {
          seq,
          subject: header.subject,
        },
      ),
    );
  if (entry.content === null || entry.salt === null) {
    if (!erased.has(seq))
      findings.push(
        damage(
          'LEDGER_CONTENT_MISSING',
          `Entry ${seq} (${header.kind}) has lost its content, and no act erased it.`,
          {
            seq,
            subject: header.subject,
          },
        ),
      );
  } else if (toHex(hmacSha256(entry.salt, entry.content)) !== header.content)
    findings.push(
      damage(
        'LEDGER_CONTENT_ALTERED',
        `Entry ${seq} (${header.kind}): what it says does not open its commitment.`,
        {
          seq,
          subject: header.subject,
        },
      ),
    );
  else if (erased.has(seq))
    findings.push(
      damage('LEDGER_ERASURE_UNDONE', `Entry ${seq} (${header.kind}) was erased and has its content again.`, {
        seq,
        subject: header.subject,
      }),
    );
  return findings;
}

const SEALED = new TextEncoder().encode('"sealed":"cmp_');

/** The tokens in an entry; most entries hold none, and are then not parsed. */
function tokensOf(entry: StoredEntry): readonly SealedToken[] {
  if (
    entry.content === null ||
    Buffer.from(entry.content.buffer, entry.content.byteOffset, entry.content.length).indexOf(SEALED) < 0
  )
    return [];
  const said = jsonOf(entry.content);
  return said === undefined ? [] : tokensIn(said);
}

function checkToken(
  token: SealedToken,
  { seq, subject }: StoredEntry,
  { store, ring, cipher }: Pick<CheckParts, 'store' | 'ring' | 'cipher'>,
): Finding | 'unread' | undefined {
  const stored = store.sealedValue(token.ref);
  if (stored === undefined)
    return damage('LEDGER_SEAL_MISSING', `Entry ${seq}: a sealed value has lost its ciphertext.`, {
      seq,
      subject,
    });
  if (!ring.holds(token.sealed)) return 'unread';
  const key = ring.unwrap(token.ref);
  if (key === undefined)
    return damage(
      'LEDGER_SEAL_KEYLESS',
      `Entry ${seq}: a sealed value has lost its key; it cannot be read any more.`,
      {
        seq,
        subject,
      },
    );
  try {
    openBox(token, stored.box, key, cipher);
    return undefined;
  } catch (thrown) {
    return damage('LEDGER_SEAL_BROKEN', `Entry ${seq}: ${(thrown as Error).message}`, { seq, subject });
  }
}

async function checkCheckpoint(
  size: number,
  text: string,
  root: string,
  keys: readonly VerifierKey[],
): Promise<readonly Finding[]> {
  const seq = size - 1;
  try {
    const checkpoint = parseCheckpoint(text);
    const key = keys.find((one) => one.name === checkpoint.origin);
    if (key === undefined)
      return [
        damage(
          'LEDGER_CHECKPOINT_FOREIGN',
          `The checkpoint at ${size} is of another log (${checkpoint.origin}).`,
          { seq },
        ),
      ];
    await verifyCheckpoint(checkpoint, [key]);
    if (checkpoint.size === size && checkpoint.root === root) return [];
    return [
      damage(
        'LEDGER_ROOT_DIFFERS',
        `At ${size} entries the tree has another root than the one signed then: an entry up to ${seq} was altered, dropped, added or moved.`,
        { seq },
      ),
    ];
  } catch (thrown) {
    return [
      damage(
        'LEDGER_SIGNATURE',
        `The checkpoint at ${size} is not validly signed (${(thrown as Error).message}).`,
        { seq },
      ),
    ];
  }
}

/** Builds the tree anew from the leaves and compares every stored tile with it. */
class CheckedTree {
  #frontier: Frontier = EMPTY_FRONTIER;
  readonly #store: LedgerStore;
  readonly #findings: Finding[];
  readonly #tiles = new Map<string, { level: number; index: number; hashes: Uint8Array; width: number }>();
  /** Leaves are compared one by one, so that the altered entry is named and not only its tile. */
  #leaves: { readonly index: number; readonly hashes: Uint8Array | undefined } = {
    index: -1,
    hashes: undefined,
  };
  #size = 0;

  constructor(store: LedgerStore, findings: Finding[]) {
    this.#store = store;
    this.#findings = findings;
  }

  root(): string {
    return toHex(frontierRoot(this.#frontier));
  }

  add(entry: StoredEntry): void {
    const hash = leafHash(entry.leaf);
    const index = Math.floor(entry.seq / 256);
    if (index !== this.#leaves.index) this.#leaves = { index, hashes: this.#store.readTile(0, index) };
    const at = (entry.seq % 256) * 32;
    const stored = this.#leaves.hashes?.subarray(at, at + 32);
    if (stored === undefined || toHex(stored) !== toHex(hash))
      this.#findings.push(
        damage(
          'LEDGER_LEAF_ALTERED',
          `Entry ${entry.seq} (${entry.kind}) is not the one that was hashed into the tree.`,
          {
            seq: entry.seq,
            subject: entry.subject,
          },
        ),
      );
    this.#size += 1;
    this.#frontier = appendLeaf(this.#frontier, hash, (level, position, node) => {
      if (level % 8 === 0 && level > 0) this.#node(level / 8, position, node);
    });
  }

  #node(level: number, position: number, node: Uint8Array): void {
    const index = Math.floor(position / 256);
    const name = `${level}/${index}`;
    let tile = this.#tiles.get(name);
    if (tile === undefined) {
      tile = { level, index, hashes: new Uint8Array(256 * 32), width: 0 };
      this.#tiles.set(name, tile);
    }
    tile.hashes.set(node, (position % 256) * 32);
    tile.width = (position % 256) + 1;
    if (tile.width === 256) this.#compare(name);
  }

  #compare(name: string): void {
    const tile = this.#tiles.get(name);
    if (tile === undefined) return;
    this.#tiles.delete(name);
    const stored = this.#store.readTile(tile.level, tile.index);
    const made = tile.hashes.subarray(0, tile.width * 32);
    if (stored === undefined || toHex(stored) !== toHex(made))
      this.#findings.push(
        damage('LEDGER_TILE_ALTERED', `The hash tile ${name} is not that of the leaves below it.`),
      );
  }

  end(): void {
    for (const name of [...this.#tiles.keys()]) this.#compare(name);
  }
}
