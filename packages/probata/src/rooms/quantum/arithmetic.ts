// Reads a table of an exhibit and checks its arithmetic: totals and subtotals, percentages, products, each cell named.
import { Refusal } from '../../base/errors.ts';
import { readPrinted } from '../../base/money/index.ts';
import type { GridCell } from '../flows/index.ts';
import {
  checkPercentage,
  checkProduct,
  checkSum,
  type Finding,
  type ReadingHints,
  type Verdict,
} from './footing.ts';

/** What of the table is to be checked. Columns and rows count from 1, as in the sheet. */
export interface TableCheck {
  readonly sheet: string | null;
  readonly firstRow: number;
  readonly lastRow: number | null;
  readonly labelColumn: number;
  /** Columns whose totals are checked; empty: every column with figures. */
  readonly columns: readonly number[];
  /** The row with the names of the columns; null: the row above the first. */
  readonly headRow: number | null;
  /** Rows that are totals, beside those whose label says so. */
  readonly totalRows: readonly number[];
  /** A column that is the total of the others, where there is one. */
  readonly totalColumn: number | null;
  /** So much per cent (a column, or a figure such as `15 %`) of a base column is a result column. */
  readonly percentages: readonly {
    readonly base: number;
    readonly rate: number | string;
    readonly result: number;
  }[];
  /** Columns, or figures, that are multiplied into a result column. */
  readonly products: readonly { readonly factors: readonly (number | string)[]; readonly result: number }[];
  readonly hints: ReadingHints;
}

/** A finding with the cell of the stated figure. */
export interface CellFinding extends Finding {
  readonly check: 'total' | 'row total' | 'percentage' | 'product';
  readonly cell: GridCell;
}

export interface TableChecked {
  readonly sheet: string;
  readonly findings: readonly CellFinding[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

const TOTAL =
  /^(?:grand |sub-?|column )?(?:total|sum)s?(?:\b|$)|^(?:in all|altogether|all together|ensemble|somme|iš viso|viso|suma|bendra suma|итого|всего|сумма|разам|усього|ogółem|razem|gesamt|summe|kopā|المجموع|الإجمالي)/iu;

/**
 * Checks the figures of a table. A total row is one whose label says total (in the languages of the files), or one that is
 * named. It is held against the rows since the last total; if they do not give it, against all rows above that are no
 * totals, then against the subtotals above: a table may be built in either way, and the way that foots is told.
 * @throws Refusal QUANTUM_TABLE_SHEET, QUANTUM_TABLE_NOTHING
 */
export function checkGrid(cells: readonly GridCell[], check: TableCheck): TableChecked {
  const sheets = [...new Set(cells.map((one) => one.sheet))];
  const sheet = check.sheet ?? (sheets.length === 1 ? sheets[0] : undefined);
  if (sheet === undefined || !sheets.includes(sheet))
    throw new Refusal(
      'QUANTUM_TABLE_SHEET',
      `Say which table is meant: ${sheets.slice(0, 20).join(', ') || 'this exhibit has none'}.`,
      { sheets: sheets.slice(0, 100) },
    );
  const rows = new Map<number, Map<number, GridCell>>();
  for (const one of cells) {
    if (one.sheet !== sheet) continue;
    const row = rows.get(one.row) ?? new Map<number, GridCell>();
    row.set(one.col, one);
    rows.set(one.row, row);
  }
  const body = [...rows.keys()]
    .filter((row) => row >= check.firstRow && row <= (check.lastRow ?? Number.POSITIVE_INFINITY))
    .sort((a, b) => a - b);
  const at = (row: number, col: number): GridCell | undefined => rows.get(row)?.get(col);
  const isFigure = (cell: GridCell | undefined): cell is GridCell =>
    cell !== undefined && !cell.text.includes('/') && readable(cell.text, check.hints);
  const found: CellFinding[] = [];
  const headRow = check.headRow ?? check.firstRow - 1;
  const heading = (col: number): string => at(headRow, col)?.text.trim() || `column ${col}`;
  const label = (row: number): string => at(row, check.labelColumn)?.text.trim() || `row ${row}`;
  const isTotal = (row: number): boolean => check.totalRows.includes(row) || TOTAL.test(label(row));
  const columns =
    check.columns.length > 0
      ? check.columns
      : [...new Set(body.flatMap((row) => [...(rows.get(row)?.keys() ?? [])]))]
          .filter((col) => col !== check.labelColumn)
          .sort((a, b) => a - b);
  for (const col of columns) {
    let since: string[] = [];
    const items: string[] = [];
    const subtotals: string[] = [];
    for (const row of body) {
      const cell = at(row, col);
      if (!isFigure(cell)) continue;
      if (!isTotal(row)) {
        since.push(cell.text);
        items.push(cell.text);
        continue;
      }
      const where = `${label(row)}, ${heading(col)}`;
      const ways = [since, items, subtotals].filter(
        (parts, i, all) => parts.length > 0 && all.findIndex((other) => same(other, parts)) === i,
      );
      const results = ways.map((parts) => checkSum({ where, parts, total: cell.text }, check.hints));
      const best =
        results.find((one) => one.verdict === 'foots') ??
        results.find((one) => one.verdict === 'within-rounding') ??
        results[0];
      if (best !== undefined) found.push({ ...best, check: 'total', cell });
      subtotals.push(cell.text);
      since = [];
    }
  }
  const { totalColumn } = check;
  if (totalColumn !== null)
    for (const row of body) {
      const cell = at(row, totalColumn);
      if (!isFigure(cell)) continue;
      const parts = columns
        .filter((col) => col !== totalColumn)
        .flatMap((col) => {
          const part = at(row, col);
          return isFigure(part) ? [part.text] : [];
        });
      if (parts.length > 0)
        found.push({
          ...checkSum(
            { where: `${label(row)}, ${heading(totalColumn)}`, parts, total: cell.text },
            check.hints,
          ),
          check: 'row total',
          cell,
        });
    }
  for (const row of body) {
    const textOf = (of: number | string): string | undefined =>
      typeof of === 'string' ? of : at(row, of)?.text;
    for (const one of check.percentages) {
      const [base, rate, result] = [at(row, one.base), textOf(one.rate), at(row, one.result)];
      if (!isFigure(base) || rate === undefined || !isFigure(result)) continue;
      found.push({
        ...checkPercentage(
          { where: `${label(row)}, ${heading(one.result)}`, base: base.text, rate, result: result.text },
          check.hints,
        ),
        check: 'percentage',
        cell: result,
      });
    }
    // A total row holds sums of products, not products of sums.
    if (isTotal(row)) continue;
    for (const one of check.products) {
      const factors = one.factors.map(textOf);
      const result = at(row, one.result);
      if (!isFigure(result) || factors.some((text) => text === undefined || !readable(text, check.hints)))
        continue;
      found.push({
        ...checkProduct(
          {
            where: `${label(row)}, ${heading(one.result)}`,
            factors: factors.flatMap((text) => text ?? []),
            result: result.text,
          },
          check.hints,
        ),
        check: 'product',
        cell: result,
      });
    }
  }
  if (found.length === 0)
    throw new Refusal(
      'QUANTUM_TABLE_NOTHING',
      'Nothing to check was found: no row is called a total, and no percentage or product was named. Name total rows, a total column, percentages or products.',
      { sheet },
    );
  const counts: Record<Verdict, number> = {
    foots: 0,
    'within-rounding': 0,
    'other-rounding': 0,
    'does-not-foot': 0,
    unreadable: 0,
  };
  for (const one of found) counts[one.verdict] += 1;
  return { sheet, findings: found, counts };
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i]);

function readable(text: string, hints: ReadingHints): boolean {
  if (/^\d+\/0*[1-9]\d*$/.test(text.trim())) return true;
  try {
    readPrinted(text, hints);
    return true;
  } catch (thrown) {
    if (thrown instanceof Refusal) return false;
    throw thrown;
  }
}
