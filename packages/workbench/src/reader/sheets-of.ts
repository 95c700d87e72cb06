// Orders the cells of a page into sheets, rows and columns.
import type { Cell } from './types.ts';

export interface SheetShown {
  readonly name: string;
  readonly columns: readonly { readonly col: number; readonly letters: string }[];
  readonly rows: readonly { readonly number: number; readonly cells: ReadonlyMap<number, Cell> }[];
}

/** The sheets in the order of their cells; every column up to the last used one, and only the rows that have cells. */
export function sheetsOf(cells: readonly Cell[]): SheetShown[] {
  const names = [...new Set(cells.map((cell) => cell.sheet))];
  return names.map((name) => {
    const own = cells.filter((cell) => cell.sheet === name);
    const last = Math.max(...own.map((cell) => cell.col));
    const rows = new Map<number, Map<number, Cell>>();
    for (const cell of own) rows.set(cell.row, (rows.get(cell.row) ?? new Map()).set(cell.col, cell));
    return {
      name,
      columns: Array.from({ length: last }, (_, i) => ({ col: i + 1, letters: lettersOf(i + 1) })),
      rows: [...rows].sort(([a], [b]) => a - b).map(([number, row]) => ({ number, cells: row })),
    };
  });
}

/** `1` → `A`, `27` → `AA`. */
export function lettersOf(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return (before === 0 ? '' : lettersOf(before)) + String.fromCharCode(65 + ((column - 1) % 26));
}
