// Lets the query builder speak to the SQLite that is built into Node.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { fromUtf8 } from '@probata/seal';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import type { Entered, Look } from '../../ports/ledger-store.ts';

/** A reading eye over one connection. */
export function lookThrough(database: DatabaseSync): Look {
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepare = (sql: string) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      // Bounded, so that lists of varying length cannot fill the memory with statements.
      if (statements.size > 500) statements.clear();
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  // Whether a statement gives rows is told from its columns, which takes as long as running a short one: asked once.
  const reads = new WeakMap<object, boolean>();
  const gives = (statement: ReturnType<typeof prepare>): boolean => {
    const known = reads.get(statement) ?? statement.columns().length > 0;
    reads.set(statement, known);
    return known;
  };
  const driver: SqliteDatabase = {
    close() {},
    prepare(sql) {
      const statement = prepare(sql);
      return {
        reader: gives(statement),
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
      };
    },
  };
  const kysely = new Kysely<never>({ dialect: new SqliteDialect({ database: driver }) });
  const kept = new Map<string, unknown>();
  return {
    tables: <T>() => kysely as unknown as Kysely<T>,
    size: () => Number(prepare('SELECT coalesce(max(seq) + 1, 0) AS n FROM entry').get()?.['n']),
    entered: (from) =>
      prepare('SELECT seq, kind, subject, leaf FROM entry WHERE seq >= ? ORDER BY seq')
        .all(from)
        .map(enteredOf),
    // A transaction may be rolled back, and another take its numbers: what was kept within it would be of neither.
    get kept() {
      return database.isTransaction ? new Map<string, unknown>() : kept;
    },
  };
}

function enteredOf(row: Record<string, unknown>): Entered {
  const header = JSON.parse(fromUtf8(row['leaf'] as Uint8Array)) as { readonly refs?: readonly string[] };
  return {
    seq: Number(row['seq']),
    kind: String(row['kind']),
    subject: String(row['subject']),
    refs: header.refs ?? [],
  };
}
