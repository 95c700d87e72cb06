// Where entries live: one writer at a time per matter, and an append with its effects commits together or not at all.
import type { Kysely } from 'kysely';
import type { TableSpec, ViewWriter } from './view-writer.ts';

/**
 * A reading eye on the views: rooms build their questions with it, each on the tables it knows. What is worked out
 * from the views may be kept from one question to the next; `size` and `entered` say whether it still holds.
 */
export interface Look {
  tables<T>(): Kysely<T>;
  /** How many entries there are at this moment: the version of everything that can be read. */
  size(): number;
  /** The headers of the entries from `from` on, in order: what has happened since something was kept. */
  entered(from: number): readonly Entered[];
  /** Kept by a room under its own name, and lost when the ledger is closed. Inside a write nothing is kept. */
  readonly kept: Map<string, unknown>;
}

/** What an entry tells without its content. */
export interface Entered {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly refs: readonly string[];
}

/** One entry as it is stored. `leaf` is the exact bytes that were hashed into the tree; they are never made again. */
export interface StoredEntry {
  readonly seq: number;
  readonly kind: string;
  readonly v: number;
  readonly subject: string;
  readonly at: string;
  readonly by: string;
  readonly leaf: Uint8Array;
  /** 32 bytes; null once the entry's content is erased. */
  readonly salt: Uint8Array | null;
  /** JCS of the content, UTF-8; null once erased. */
  readonly content: Uint8Array | null;
}

/** The ciphertext of one sealed value; `entry` is the sequence number of the entry that holds its token. */
export interface StoredSealedValue {
  readonly ref: string;
  readonly compartment: string;
  readonly entry: number;
  readonly box: Uint8Array;
}

/** What may be done inside the one write transaction. Nothing is visible to others before it commits. */
export interface LedgerWrite {
  /** Reads inside the transaction: sees what this transaction has already written. */
  readonly look: Look;
  readonly views: ViewWriter;
  size(): number;
  append(entries: readonly StoredEntry[], sealed: readonly StoredSealedValue[]): void;
  /** Destroys salt and content of an entry and the boxes of its sealed values; the leaf stays. */
  destroyContent(seq: number): void;
  readTile(level: number, index: number): Uint8Array | undefined;
  writeTile(level: number, index: number, hashes: Uint8Array): void;
  versionOf(subject: string): number | undefined;
  saveCheckpoint(size: number, text: string): void;
  checkpoint(size: number): string | undefined;
  /** The receipt kept under a command's idempotency key, if that command was carried out before. */
  receiptOf(key: string): string | undefined;
  saveReceipt(key: string, receipt: string): void;
  enqueue(jobs: readonly OutboxJob[]): void;
  /** Makes the empty tables of a view, dropping older ones of the same names. Used only by refold. */
  createViews(view: string, version: string, tables: readonly TableSpec[]): void;
  entries(from: number, to?: number): IterableIterator<StoredEntry>;
}

/** Work that must follow an entry (reading an exhibit): written in the same transaction, taken by workers later. */
export interface OutboxJob {
  readonly key: string;
  readonly task: string;
  readonly input: string;
}

/**
 * Promises: (1) one writer at a time per matter, across threads and processes; (2) `write` commits everything or
 * nothing; (3) when `write` has resolved the commit is on stable storage; (4) reads never block a writer.
 * Throws Fault LEDGER_DISK_FULL, LEDGER_BUSY or LEDGER_STORE when the world fails; nothing is then half written.
 */
export interface LedgerStore {
  readonly look: Look;
  size(): number;
  write<T>(work: (write: LedgerWrite) => Promise<T>): Promise<T>;
  /**
   * Fills empty tables of the same form apart from the real ones, and gives those whose rows differ. Entries and tables
   * are read as of one moment; no writer waits, and nothing is left behind.
   */
  compareTables(
    tables: readonly TableSpec[],
    fill: (views: ViewWriter, entries: IterableIterator<StoredEntry>) => void,
  ): readonly string[];
  entry(seq: number): StoredEntry | undefined;
  /** Entries `from` ≤ seq < `to`, in order, without holding them all in memory. */
  entries(from: number, to?: number): IterableIterator<StoredEntry>;
  /** Every entry about a subject, in order. */
  about(subject: string): StoredEntry[];
  /** Every entry of a kind, in order. */
  entriesOf(kind: string): IterableIterator<StoredEntry>;
  /** The latest entry of a kind. */
  lastOf(kind: string): StoredEntry | undefined;
  /** The sequence number of the latest entry about a subject: its version, for `expect`. */
  versionOf(subject: string): number | undefined;
  sealedValue(ref: string): StoredSealedValue | undefined;
  readTile(level: number, index: number): Uint8Array | undefined;
  checkpoints(): readonly { readonly size: number; readonly text: string }[];
  checkpoint(size: number): string | undefined;
  viewVersions(): ReadonlyMap<string, string>;
  /** Jobs in the order in which they were queued, of one task or of all. */
  jobs(limit: number, task?: string): readonly OutboxJob[];
  /** How many jobs wait, of one task or of all. */
  jobCount(task?: string): number;
  /** Takes a job out of the outbox, for good, in a transaction of its own. */
  finishJob(key: string): Promise<void>;
  /** Takes several out of it, all in one transaction. */
  finishJobs(keys: readonly string[]): Promise<void>;
  /** Structural check of the database file itself; an empty list is a pass. */
  integrity(): readonly string[];
  /**
   * Truncates the write-ahead log, so that destroyed bytes do not linger in it. False when another program is reading
   * at this moment: the bytes are gone from the database and still stand in the log.
   */
  purge(): boolean;
  close(): void;
}
