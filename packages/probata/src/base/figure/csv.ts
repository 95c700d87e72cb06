// The table of a figure for spreadsheets: what it shows and its source first, then plain rows.
import type { Figure } from './types.ts';

/** UTF-8 CSV (RFC 4180): the table as shown, numbers with plain signs and no spaces, then sentence, source and notes. */
export function figureCsv(figure: Figure): string {
  const numbers = figure.table.columns.map((one) => one.numbers);
  const lines = [
    figure.table.columns.map((one) => one.name),
    ...figure.table.rows.map((row) => row.cells.map((cell, i) => (numbers[i] === true ? plain(cell) : cell))),
    [],
    ...[figure.title, figure.sentence, figure.source, ...figure.notes].map((line) => [line]),
  ];
  return lines
    .map((line) => line.map(quoted).join(','))
    .join('\r\n')
    .concat('\r\n');
}

/** A figure as another program reads it; words (`open`, `10 to 20`) stay words. */
function plain(cell: string): string {
  const bare = cell.replaceAll('\u202f', '').replaceAll('−', '-');
  return /^-?\d+(\.\d+)?$/u.test(bare) ? bare : cell;
}

/** A cell of RFC 4180 text. */
export function quoted(cell: string): string {
  // A cell that a spreadsheet would take for a formula is marked as text.
  const safe = /^[=+@\t\r]/u.test(cell) || /^-(?!\d)/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
