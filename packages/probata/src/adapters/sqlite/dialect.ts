// Lets the query builder speak to the SQLite that is built into Node.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import type { Look } from '../../ports/ledger-store.ts';

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
  const driver: SqliteDatabase = {
    close() {},
    prepare(sql) {
      const statement = prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
      };
    },
  };
  const kysely = new Kysely<never>({ dialect: new SqliteDialect({ database: driver }) });
  return { tables: <T>() => kysely as unknown as Kysely<T> };
}
