// The embedded ledger: one SQLite file, write-ahead logged, every commit flushed to disk before it is answered.
import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Breach, Fault } from '../../base/errors.ts';
import type {
  LedgerStore,
  LedgerWrite,
  OutboxJob,
  StoredEntry,
  StoredSealedValue,
} from '../../ports/ledger-store.ts';
import type { TableSpec, ViewWriter } from '../../ports/view-writer.ts';
import { lookThrough } from './dialect.ts';
import { LEDGER_FORMAT, LEDGER_SCHEMA } from './schema.ts';
import { createTables, digestTable, viewWriter } from './view-writer.ts';

const SELECT_ENTRY =
  'SELECT e.seq, e.kind, e.v, e.subject, e.at, e.by, e.leaf, c.salt, c.body FROM entry e LEFT JOIN content c ON c.seq = e.seq';

// Another program holds the lock for one act, or, seldom, for a refold of all views.
const WAIT_FOR_LOCK_MS = 20_000;

const SELECT_CHECKPOINT = 'SELECT text FROM checkpoint WHERE size = ?';

const SELECT_VERSION = 'SELECT max(seq) AS seq FROM entry WHERE subject = ?';

/**
 * Opens (or makes) the ledger file. Throws Breach LEDGER_FORMAT_NEWER for a file of a later program,
 * Fault LEDGER_STORE when it is no ledger or cannot be opened.
 */
export function openLedgerStore(path: string): LedgerStore {
  const guard = guardFor(dirname(path));
  const isNew = !existsSync(path);
  const writer = connect(path, guard);
  guard(() => prepareFile(writer, isNew));
  writer.exec('PRAGMA busy_timeout = 5');
  const reader = connect(path, guard);
  return new SqliteLedgerStore(path, writer, reader, guard);
}

/**
 * Ids are random, so an act of many entries touches a page of the indexes for each of them. Carrying the log over into
 * the file only every 128 MB writes a page once that many acts have touched.
 */
function connect(path: string, guard: Guard): DatabaseSync {
  return guard(() => {
    const database = new DatabaseSync(path, { timeout: 5000 });
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA cache_size = -24576; PRAGMA wal_autocheckpoint = 32000; PRAGMA journal_size_limit = 33554432;',
    );
    return database;
  });
}

function prepareFile(database: DatabaseSync, isNew: boolean): void {
  // Under the write lock from the first question on: two programs may be making the same ledger.
  database.exec('BEGIN IMMEDIATE');
  try {
    prepareTables(database, isNew);
    database.exec('COMMIT');
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}

function prepareTables(database: DatabaseSync, isNew: boolean): void {
  const has = database.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name = 'ledger_format'").get();
  if (Number(has?.['n']) > 0) {
    const format = Number(database.prepare('SELECT format FROM ledger_format').get()?.['format']);
    if (format > LEDGER_FORMAT)
      throw new Breach(
        'LEDGER_FORMAT_NEWER',
        `This ledger has format ${format}; this program knows ${LEDGER_FORMAT}. Use a newer Probata; nothing was changed.`,
      );
    return;
  }
  const other = Number(database.prepare('SELECT count(*) AS n FROM sqlite_master').get()?.['n']);
  if (!isNew && other > 0)
    throw new Fault('LEDGER_STORE', 'The file ledger.db is a database, but not a ledger.');
  database.exec(LEDGER_SCHEMA);
  database.prepare('INSERT INTO ledger_format (format) VALUES (?)').run(LEDGER_FORMAT);
}

type Guard = <T>(work: () => T) => T;

/** Names what the disk said in the house's own words. */
function guardFor(folder: string): Guard {
  return (work) => {
    try {
      return work();
    } catch (thrown) {
      throw asFault(thrown, folder);
    }
  };
}

/** SQLite calls some failures for want of space an I/O error or a file that cannot be opened; the disk knows better. */
function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < 1024 * 1024;
  } catch {
    // Not every system can say; then the failure keeps the name that SQLite gave it.
    return false;
  }
}

function asFault(thrown: unknown, folder: string): unknown {
  const code = (thrown as { errcode?: number } | null)?.errcode;
  if (code === undefined) return thrown;
  const primary = code & 0xff;
  if (primary === 13 || ((primary === 10 || primary === 14) && isFull(folder)))
    return new Fault(
      'LEDGER_DISK_FULL',
      'The disk is full. Nothing of this act was written; free some space and try again.',
      {
        cause: thrown,
      },
    );
  if (primary === 5 || primary === 6)
    return new Fault(
      'LEDGER_BUSY',
      'Another program is writing to this matter. Nothing was written; try again shortly.',
      {
        cause: thrown,
      },
    );
  if (primary === 11 || primary === 26)
    return new Breach(
      'LEDGER_FILE_DAMAGED',
      'The file ledger.db is damaged. Do not write to it; restore the last back-up.',
    );
  return new Fault(
    'LEDGER_STORE',
    `The ledger file could not be read or written (${(thrown as Error).message}).`,
    {
      cause: thrown,
    },
  );
}

class SqliteLedgerStore implements LedgerStore {
  readonly #writer: DatabaseSync;
  readonly #reader: DatabaseSync;
  readonly #views: ReturnType<typeof viewWriter>;
  readonly #writeLook: LedgerWrite['look'];
  readonly look: LedgerStore['look'];
  readonly #statements = new Map<string, StatementSync>();
  // Writers of this process wait for one another here; other processes wait at BEGIN IMMEDIATE.
  #queue: Promise<unknown> = Promise.resolve();

  readonly #guard: Guard;
  readonly #path: string;

  constructor(path: string, writer: DatabaseSync, reader: DatabaseSync, guard: Guard) {
    this.#path = path;
    this.#guard = guard;
    this.#writer = writer;
    this.#reader = reader;
    this.#views = viewWriter(writer);
    this.#writeLook = lookThrough(writer);
    this.look = lookThrough(reader);
  }

  #on(database: DatabaseSync, sql: string): StatementSync {
    const key = `${database === this.#writer ? 'w' : 'r'} ${sql}`;
    let statement = this.#statements.get(key);
    if (statement === undefined) {
      statement = database.prepare(sql);
      this.#statements.set(key, statement);
    }
    return statement;
  }

  size(): number {
    return sizeOf(this.#on(this.#reader, 'SELECT max(seq) AS n FROM entry'));
  }

  write<T>(work: (write: LedgerWrite) => Promise<T>): Promise<T> {
    return this.#transact(work);
  }

  compareTables(
    tables: readonly TableSpec[],
    fill: (views: ViewWriter, entries: IterableIterator<StoredEntry>) => void,
  ): readonly string[] {
    return this.#guard(() => {
      // In memory: words of exhibits must not come to lie in a temporary file somewhere on the disk.
      const scratch = new DatabaseSync(':memory:');
      const snapshot = connect(this.#path, this.#guard);
      try {
        snapshot.exec('BEGIN');
        scratch.exec('BEGIN');
        createTables(scratch, tables, true);
        fill(viewWriter(scratch), entriesOf(snapshot, this.#guard, 0));
        return tables
          .filter((table) => digestOf(snapshot, table) !== digestTable(scratch, table))
          .map((table) => table.name);
      } finally {
        snapshot.close();
        scratch.close();
      }
    });
  }

  #transact<T>(work: (write: LedgerWrite) => Promise<T>): Promise<T> {
    const turn = this.#queue.then(async () => {
      await this.#begin();
      try {
        const result = await work(this.#writing());
        this.#guard(() => this.#writer.exec('COMMIT'));
        return result;
      } catch (thrown) {
        // A full disk may already have rolled the transaction back; asking again is then an error of no interest.
        if (this.#writer.isTransaction) this.#writer.exec('ROLLBACK');
        return this.#guard<T>(() => {
          throw thrown;
        });
      }
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Takes the write lock. Waits for another program between tries and not inside SQLite, where the whole thread would
   * stand still: whoever holds the lock may need this very thread to let go of it.
   */
  async #begin(): Promise<void> {
    const start = performance.now();
    for (;;) {
      try {
        this.#guard(() => this.#writer.exec('BEGIN IMMEDIATE'));
        return;
      } catch (thrown) {
        const isBusy = thrown instanceof Fault && thrown.code === 'LEDGER_BUSY';
        if (!isBusy || performance.now() - start > WAIT_FOR_LOCK_MS) throw thrown;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  }

  #writing(): LedgerWrite {
    const on = (sql: string): StatementSync => this.#on(this.#writer, sql);
    return {
      look: this.#writeLook,
      views: this.#views,
      size: () => sizeOf(on('SELECT max(seq) AS n FROM entry')),
      append: (entries, sealed) => {
        const entry = on(
          'INSERT INTO entry (seq, kind, v, subject, at, by, leaf) VALUES (?, ?, ?, ?, ?, ?, ?)',
        );
        const content = on('INSERT INTO content (seq, salt, body) VALUES (?, ?, ?)');
        for (const e of entries) {
          entry.run(e.seq, e.kind, e.v, e.subject, e.at, e.by, e.leaf);
          if (e.salt !== null && e.content !== null) content.run(e.seq, e.salt, e.content);
        }
        const box = on('INSERT INTO sealed_value (ref, compartment, entry, box) VALUES (?, ?, ?, ?)');
        for (const s of sealed) box.run(s.ref, s.compartment, s.entry, s.box);
      },
      destroyContent: (seq) => {
        on('DELETE FROM content WHERE seq = ?').run(seq);
        on('DELETE FROM sealed_value WHERE entry = ?').run(seq);
      },
      readTile: (level, n) => tileOf(on('SELECT hashes FROM tile WHERE level = ? AND n = ?'), level, n),
      writeTile: (level, n, hashes) => {
        on('INSERT OR REPLACE INTO tile (level, n, hashes) VALUES (?, ?, ?)').run(level, n, hashes);
      },
      versionOf: (subject) => versionIn(on(SELECT_VERSION), subject),
      saveCheckpoint: (size, text) => {
        on('INSERT OR REPLACE INTO checkpoint (size, text) VALUES (?, ?)').run(size, text);
      },
      checkpoint: (size) => checkpointOf(on(SELECT_CHECKPOINT), size),
      receiptOf: (key) =>
        on('SELECT receipt FROM receipt WHERE key = ?').get(key)?.['receipt'] as string | undefined,
      saveReceipt: (key, receipt) => {
        on('INSERT INTO receipt (key, receipt) VALUES (?, ?)').run(key, receipt);
      },
      enqueue: (jobs) => {
        const insert = on('INSERT OR IGNORE INTO outbox (key, task, input) VALUES (?, ?, ?)');
        for (const job of jobs) insert.run(job.key, job.task, job.input);
      },
      createViews: (view, version, tables) => {
        createTables(this.#writer, tables);
        this.#views.forget();
        on('INSERT OR REPLACE INTO view_version (view, version) VALUES (?, ?)').run(view, version);
      },
      entries: (from, to) => entriesOf(this.#writer, this.#guard, from, to),
    };
  }

  entry(seq: number): StoredEntry | undefined {
    const row = this.#on(this.#reader, `${SELECT_ENTRY} WHERE e.seq = ?`).get(seq);
    return row === undefined ? undefined : storedEntry(row);
  }

  entries(from: number, to?: number): IterableIterator<StoredEntry> {
    return entriesOf(this.#reader, this.#guard, from, to);
  }

  about(subject: string): StoredEntry[] {
    return this.#on(this.#reader, `${SELECT_ENTRY} WHERE e.subject = ? ORDER BY e.seq`)
      .all(subject)
      .map(storedEntry);
  }

  *entriesOf(kind: string): IterableIterator<StoredEntry> {
    const statement = this.#guard(() =>
      this.#reader.prepare(`${SELECT_ENTRY} WHERE e.kind = ? ORDER BY e.seq`),
    );
    yield* guarded(statement.iterate(kind), this.#guard);
  }

  lastOf(kind: string): StoredEntry | undefined {
    const row = this.#on(this.#reader, `${SELECT_ENTRY} WHERE e.kind = ? ORDER BY e.seq DESC LIMIT 1`).get(
      kind,
    );
    return row === undefined ? undefined : storedEntry(row);
  }

  versionOf(subject: string): number | undefined {
    return versionIn(this.#on(this.#reader, SELECT_VERSION), subject);
  }

  sealedValue(ref: string): StoredSealedValue | undefined {
    const row = this.#on(
      this.#reader,
      'SELECT ref, compartment, entry, box FROM sealed_value WHERE ref = ?',
    ).get(ref);
    return row === undefined ? undefined : (row as unknown as StoredSealedValue);
  }

  readTile(level: number, n: number): Uint8Array | undefined {
    return tileOf(this.#on(this.#reader, 'SELECT hashes FROM tile WHERE level = ? AND n = ?'), level, n);
  }

  checkpoints(): readonly { readonly size: number; readonly text: string }[] {
    return this.#on(this.#reader, 'SELECT size, text FROM checkpoint ORDER BY size').all() as unknown as {
      size: number;
      text: string;
    }[];
  }

  checkpoint(size: number): string | undefined {
    return checkpointOf(this.#on(this.#reader, SELECT_CHECKPOINT), size);
  }

  viewVersions(): ReadonlyMap<string, string> {
    const rows = this.#on(this.#reader, 'SELECT view, version FROM view_version').all();
    return new Map(rows.map((row) => [String(row['view']), String(row['version'])]));
  }

  jobs(limit: number, task?: string): readonly OutboxJob[] {
    const rows =
      task === undefined
        ? this.#on(this.#reader, 'SELECT key, task, input FROM outbox ORDER BY n LIMIT ?').all(limit)
        : this.#on(this.#reader, 'SELECT key, task, input FROM outbox WHERE task = ? ORDER BY n LIMIT ?').all(
            task,
            limit,
          );
    return rows as unknown as OutboxJob[];
  }

  jobCount(task?: string): number {
    const row =
      task === undefined
        ? this.#on(this.#reader, 'SELECT count(*) AS n FROM outbox').get()
        : this.#on(this.#reader, 'SELECT count(*) AS n FROM outbox WHERE task = ?').get(task);
    return Number(row?.['n'] ?? 0);
  }

  finishJob(key: string): Promise<void> {
    return this.finishJobs([key]);
  }

  finishJobs(keys: readonly string[]): Promise<void> {
    // In its turn, never inside another's transaction: that one may yet be rolled back.
    return this.#transact(async () => {
      for (const key of keys) this.#on(this.#writer, 'DELETE FROM outbox WHERE key = ?').run(key);
    });
  }

  integrity(): readonly string[] {
    return this.#guard(() =>
      this.#on(this.#reader, 'PRAGMA integrity_check')
        .all()
        .map((row) => String(row['integrity_check']))
        .filter((line) => line !== 'ok'),
    );
  }

  purge(): boolean {
    const row = this.#guard(() => this.#writer.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get());
    return row?.['busy'] === 0;
  }

  close(): void {
    this.#statements.clear();
    this.#views.forget();
    this.#reader.close();
    this.#writer.close();
  }
}

/** A table that is not there at all differs from every other. */
function digestOf(database: DatabaseSync, table: TableSpec): string {
  const there = database
    .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")
    .get(table.name);
  return there === undefined ? 'absent' : digestTable(database, table);
}

function checkpointOf(statement: StatementSync, size: number): string | undefined {
  return statement.get(size)?.['text'] as string | undefined;
}

function sizeOf(statement: StatementSync): number {
  const n = statement.get()?.['n'];
  return n === null || n === undefined ? 0 : Number(n) + 1;
}

function versionIn(statement: StatementSync, subject: string): number | undefined {
  const seq = statement.get(subject)?.['seq'];
  return seq === null || seq === undefined ? undefined : Number(seq);
}

function tileOf(statement: StatementSync, level: number, n: number): Uint8Array | undefined {
  return statement.get(level, n)?.['hashes'] as Uint8Array | undefined;
}

function* entriesOf(
  database: DatabaseSync,
  guard: Guard,
  from: number,
  to?: number,
): IterableIterator<StoredEntry> {
  // A statement of its own: two walks at once must not share a cursor.
  const statement = guard(() =>
    database.prepare(`${SELECT_ENTRY} WHERE e.seq >= ? AND e.seq < ? ORDER BY e.seq`),
  );
  yield* guarded(statement.iterate(from, to ?? Number.MAX_SAFE_INTEGER), guard);
}

/** A damaged page is met in the middle of a walk: it is named there in the house's own words. */
function* guarded(rows: Iterator<Record<string, unknown>>, guard: Guard): IterableIterator<StoredEntry> {
  try {
    for (;;) {
      const next = guard(() => rows.next());
      if (next.done === true) return;
      yield storedEntry(next.value);
    }
  } finally {
    rows.return?.();
  }
}

function storedEntry(row: Record<string, unknown>): StoredEntry {
  return {
    seq: Number(row['seq']),
    kind: String(row['kind']),
    v: Number(row['v']),
    subject: String(row['subject']),
    at: String(row['at']),
    by: String(row['by']),
    leaf: blobOf(row['leaf']) ?? new Uint8Array(0),
    salt: blobOf(row['salt']),
    content: blobOf(row['body']),
  };
}

/** A stranger may have stored a text or a number where bytes belong (SQLite allows it): its hash will tell. */
function blobOf(value: unknown): Uint8Array | null {
  if (value === null || value === undefined) return null;
  return value instanceof Uint8Array ? value : new TextEncoder().encode(String(value));
}
