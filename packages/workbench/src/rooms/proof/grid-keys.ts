// Arrow keys walk a table of cells; Tab enters it once and leaves it once.
import { type KeyboardEvent, type RefObject, useEffect } from 'react';

const CELL = '[data-cell]';

/** Which cell an arrow leads to; undefined stays. Rows may have different numbers of cells. */
export function stepTo(
  rows: readonly number[],
  at: { readonly row: number; readonly column: number },
  key: string,
): { readonly row: number; readonly column: number } | undefined {
  const width = rows[at.row] ?? 0;
  const inRow = (row: number): { row: number; column: number } | undefined => {
    const cells = rows[row];
    return cells === undefined ? undefined : { row, column: Math.max(0, Math.min(at.column, cells - 1)) };
  };
  switch (key) {
    case 'ArrowRight':
      return at.column + 1 < width ? { row: at.row, column: at.column + 1 } : undefined;
    case 'ArrowLeft':
      return at.column > 0 ? { row: at.row, column: at.column - 1 } : undefined;
    case 'ArrowDown':
    case 'j':
      return inRow(at.row + 1);
    case 'ArrowUp':
    case 'k':
      return inRow(at.row - 1);
    case 'Home':
      return { row: at.row, column: 0 };
    case 'End':
      return { row: at.row, column: Math.max(0, width - 1) };
    default:
      return undefined;
  }
}

/**
 * Gives the keys of a grid whose cells carry `data-cell`. Only one of them is in the order of Tab: the one last stood on,
 * or the first.
 * @param cells what the cells are drawn from
 */
export function useGridKeys(
  grid: RefObject<HTMLElement | null>,
  cells: unknown,
): (event: KeyboardEvent) => void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked over only when there are other cells
  useEffect(() => {
    const table = grid.current;
    if (table === null) return;
    if (table.querySelector(`${CELL}[tabindex="0"]`) === null) {
      const first = table.querySelector<HTMLElement>(CELL);
      if (first !== null) first.tabIndex = 0;
    }
    const enter = (event: FocusEvent): void => {
      const cell = event.target;
      if (!(cell instanceof HTMLElement) || !cell.matches(CELL)) return;
      for (const other of table.querySelectorAll<HTMLElement>(`${CELL}[tabindex="0"]`)) other.tabIndex = -1;
      cell.tabIndex = 0;
    };
    table.addEventListener('focusin', enter);
    return () => table.removeEventListener('focusin', enter);
  }, [grid, cells]);
  return (event) => {
    const cell = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(cell instanceof HTMLElement) || !cell.matches(CELL)) return;
    const rows = [...(grid.current?.querySelectorAll('tr') ?? [])]
      .map((row) => [...row.querySelectorAll<HTMLElement>(CELL)])
      .filter((row) => row.length > 0);
    const row = rows.findIndex((list) => list.includes(cell));
    const next = stepTo(
      rows.map((list) => list.length),
      { row, column: rows[row]?.indexOf(cell) ?? 0 },
      event.key,
    );
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const target = rows[next.row]?.[next.column];
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  };
}
