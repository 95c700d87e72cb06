// The words of a passage with some of what stands before and after it, or the row of a table with the head of its columns.
import { lettersOf } from './sheets-of.ts';
import type { PageShown, Span } from './types.ts';

/** Units shown before and after a passage. */
const AROUND = 220;

export interface WordsAround {
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

/** Cuts at white space, so that no word is shown in half; an ellipsis says that more stands there. */
export function wordsAround(page: Pick<PageShown, 'text' | 'start' | 'end'>, span: Span): WordsAround {
  const from = Math.max(0, span.start - page.start);
  const to = Math.min(page.text.length, span.end - page.start);
  const before = page.text.slice(Math.max(0, from - AROUND), from);
  const after = page.text.slice(to, to + AROUND);
  return {
    before: from > AROUND ? `…${before.slice(before.search(/\s/) + 1)}` : before,
    words: page.text.slice(from, to),
    after: to + AROUND < page.text.length ? `${after.slice(0, lastSpace(after))}…` : after,
  };
}

function lastSpace(text: string): number {
  const found = /\s\S*$/.exec(text);
  return found === null ? text.length : found.index;
}

export interface RowsAround {
  readonly sheet: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly number: number;
    readonly cells: readonly { readonly text: string; readonly isMarked: boolean }[];
  }[];
  /** Rows of the passage that are not shown. */
  readonly more: number;
}

const ROWS = 6;

/** The first row of the sheet and the rows that the passage touches, with the cells of the passage marked. */
export function rowsAround(
  page: Pick<PageShown, 'text' | 'start' | 'cells'>,
  span: Span,
): RowsAround | undefined {
  const touched = page.cells.filter((cell) => cell.start < span.end && cell.end > span.start);
  const [one] = touched;
  if (one === undefined) return undefined;
  const own = page.cells.filter((cell) => cell.sheet === one.sheet);
  const last = Math.max(...own.map((cell) => cell.col));
  const numbers = [...new Set(touched.map((cell) => cell.row))];
  const head = Math.min(...own.map((cell) => cell.row));
  const shown = [...new Set([head, ...numbers.slice(0, ROWS)])];
  return {
    sheet: one.sheet,
    columns: Array.from({ length: last }, (_, i) => lettersOf(i + 1)),
    rows: shown.map((number) => ({
      number,
      cells: Array.from({ length: last }, (_, i) => {
        const cell = own.find((other) => other.row === number && other.col === i + 1);
        return {
          text: cell === undefined ? '' : page.text.slice(cell.start - page.start, cell.end - page.start),
          isMarked: cell !== undefined && touched.includes(cell),
        };
      }),
    })),
    more: Math.max(0, numbers.length - ROWS),
  };
}
