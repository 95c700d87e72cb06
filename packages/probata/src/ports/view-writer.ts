// How a fold fills its tables: it may put, patch and remove rows by key, and it can read nothing back.

export type ColumnKind = 'text' | 'integer' | 'real' | 'json';
export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** A view's table: described once, made in each SQL dialect by its adapter. Columns are nullable but for the key. */
export interface TableSpec {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly key: readonly string[];
  readonly indexes?: readonly (readonly string[])[];
  /** Rows with long columns: stored in the order of their coming, with the key as an index beside them. */
  readonly isWide?: boolean;
}

/**
 * Promise: operations take effect in the order of the calls, within the transaction of the entry being folded.
 * `put` inserts or replaces the whole row; `patch` changes the named columns of the row with that key, if there is
 * one; `remove` deletes every row that matches all the given columns.
 */
export interface ViewWriter {
  put(table: string, row: Row): void;
  patch(table: string, key: Row, changes: Row): void;
  remove(table: string, match: Row): void;
}
