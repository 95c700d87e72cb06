// Fills the tables of the views with prepared statements, one per table and set of columns.
import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Row, TableSpec, ViewWriter } from '../../ports/view-writer.ts';

const KINDS = { text: 'TEXT', integer: 'INTEGER', real: 'REAL', json: 'TEXT' } as const;

/** Makes the writer of one connection; its statements live as long as the connection and its tables. */
export function viewWriter(database: DatabaseSync): ViewWriter & { forget(): void } {
  const statements = new Map<string, StatementSync>();
  /** By table, then by the columns given: the path taken for nearly every row of every fold. */
  const puts = new Map<
    string,
    { readonly columns: readonly string[]; readonly statement: StatementSync }[]
  >();
  const prepared = (key: string, sql: () => string): StatementSync => {
    let statement = statements.get(key);
    if (statement === undefined) {
      statement = database.prepare(sql());
      statements.set(key, statement);
    }
    return statement;
  };
  const where = (match: Row): string =>
    Object.keys(match)
      .map((column) => `"${column}" = ?`)
      .join(' AND ');
  return {
    put(table, row) {
      const columns = Object.keys(row);
      const known = (puts.get(table) ?? []).find((one) => sameColumns(one.columns, columns));
      if (known !== undefined) {
        known.statement.run(...Object.values(row));
        return;
      }
      const names = columns.map((column) => `"${column}"`).join(', ');
      const statement = database.prepare(
        `INSERT OR REPLACE INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      puts.set(table, [...(puts.get(table) ?? []), { columns, statement }]);
      statement.run(...Object.values(row));
    },
    patch(table, key, changes) {
      const columns = Object.keys(changes);
      if (columns.length === 0) return;
      prepared(`patch ${table} ${columns.join()} ${Object.keys(key).join()}`, () => {
        const set = columns.map((column) => `"${column}" = ?`).join(', ');
        return `UPDATE "${table}" SET ${set} WHERE ${where(key)}`;
      }).run(...Object.values(changes), ...Object.values(key));
    },
    remove(table, match) {
      prepared(
        `remove ${table} ${Object.keys(match).join()}`,
        () => `DELETE FROM "${table}" WHERE ${where(match)}`,
      ).run(...Object.values(match));
    },
    forget() {
      statements.clear();
      puts.clear();
    },
  };
}

function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((column, i) => column === b[i]);
}

/** Drops and makes the tables of a view; a scratch has none yet, and no use for indexes. */
export function createTables(database: DatabaseSync, tables: readonly TableSpec[], isScratch = false): void {
  for (const table of tables) {
    if (!isScratch) database.exec(`DROP TABLE IF EXISTS "${table.name}"`);
    const columns = Object.entries(table.columns).map(([name, kind]) => {
      const must = table.key.includes(name) ? ' NOT NULL' : '';
      return `"${name}" ${KINDS[kind]}${must}`;
    });
    const key = table.key.map((column) => `"${column}"`).join(', ');
    const form = table.isWide === true ? '' : ' WITHOUT ROWID';
    database.exec(`CREATE TABLE "${table.name}" (${columns.join(', ')}, PRIMARY KEY (${key}))${form}`);
    for (const index of isScratch ? [] : (table.indexes ?? [])) {
      const name = `${table.name}_by_${index.join('_')}`;
      database.exec(`CREATE INDEX "${name}" ON "${table.name}" (${index.map((c) => `"${c}"`).join(', ')})`);
    }
  }
}

/** SHA-256 over every row in key order: two tables with equal rows have equal digests. */
export function digestTable(database: DatabaseSync, table: TableSpec): string {
  const sum = createHash('sha256');
  const names = Object.keys(table.columns)
    .sort()
    .map((column) => `"${column}"`)
    .join(', ');
  const order = table.key.map((column) => `"${column}"`).join(', ');
  const rows = database.prepare(`SELECT ${names} FROM "${table.name}" ORDER BY ${order}`);
  rows.setReturnArrays(true);
  // In pieces of some size: a call of the hash for each short row would cost more than the hashing.
  let waiting = '';
  for (const row of rows.iterate()) {
    waiting += `${JSON.stringify(row)}\n`;
    if (waiting.length < 65_536) continue;
    sum.update(waiting);
    waiting = '';
  }
  return sum.update(waiting).digest('hex');
}
