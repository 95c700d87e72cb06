// Reads a table written as text: finds the separator, keeps every cell with its place, changes nothing.
import type { Draft, Source } from '../draft.ts';
import { decodeSource } from './text.ts';

const SIGNS = [';', '\t', ',', '|'] as const;

/** Cells with row and column (from 1) as written; RFC 4180 quoting, any of four separators, any line end. */
export function readCsv(source: Source, draft: Draft): void {
  const text = decodeSource(source, draft).replace(/^\ufeff/, '');
  const delimiter = delimiterOf(text);
  draft.write(text);
  const sheet = '';
  let rows = 0;
  let columns = 0;
  let formulas = 0;
  const numbers = { comma: 0, point: 0 };
  for (const row of rowsOf(text, delimiter)) {
    if (row.cells.length === 1 && row.cells[0]?.value === '') continue; // an empty line is no row
    rows += 1;
    columns = Math.max(columns, row.cells.length);
    for (const [index, cell] of row.cells.entries()) {
      if (cell.value === '') continue;
      // The place is that of the cell's own words; where quotes were doubled the written form is kept as the text.
      const written = text.slice(cell.start, cell.end);
      const value = written === cell.value ? cell.value : written;
      draft.cell({ sheet, row: rows, col: index + 1, text: value, start: cell.start });
      if (/^-?\d{1,3}(?:[ \u00a0.']?\d{3})*,\d{1,4}$|^-?\d+,\d+$/.test(cell.value)) numbers.comma += 1;
      if (/^-?\d{1,3}(?:[ \u00a0,']?\d{3})*\.\d{1,4}$|^-?\d+\.\d+$/.test(cell.value)) numbers.point += 1;
      if (isFormula(cell.value)) {
        formulas += 1;
        if (formulas <= 100) draft.flag({ kind: 'formula', detail: cell.value });
      }
    }
  }
  const decimalComma = numbers.comma > numbers.point;
  draft.table({ sheet, rows, columns, isHidden: false, delimiter, decimalComma });
  draft.fact('rows', rows);
  draft.fact('columns', columns);
}

/** A cell a spreadsheet would run on opening (OWASP, CSV injection); a plain number is none. */
function isFormula(value: string): boolean {
  return /^[=+\-@\t\r＝＋－＠]/.test(value) && !/^[+-]?[\d .,]+$/.test(value);
}

/** The sign that cuts most lines into the same number of fields, at least two; comma where none does. */
function delimiterOf(text: string): string {
  const sample = text.slice(0, 65_536);
  let best: { sign: string; score: number } = { sign: ',', score: 0 };
  for (const sign of SIGNS) {
    const counts: number[] = [];
    for (const row of rowsOf(sample, sign)) {
      if (row.cells.length > 1 || row.cells[0]?.value !== '') counts.push(row.cells.length);
      if (counts.length >= 200) break;
    }
    if (sample.length < text.length) counts.pop();
    const usual = mode(counts);
    if (usual < 2) continue;
    const share = counts.filter((c) => c === usual).length / counts.length;
    const score = share * 10 + Math.min(usual, 20) / 20;
    if (score > best.score) best = { sign, score };
  }
  return best.sign;
}

interface Piece {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Rows in order; `start` and `end` bound a cell's inside (without its quotes) in the text. */
function* rowsOf(text: string, sign: string): Generator<{ cells: Piece[] }> {
  let cells: Piece[] = [];
  let at = 0;
  while (at <= text.length) {
    if (text[at] === '"') {
      let end = at + 1;
      for (;;) {
        const quote = text.indexOf('"', end);
        if (quote < 0) {
          end = text.length;
          break;
        }
        if (text[quote + 1] !== '"') {
          end = quote;
          break;
        }
        end = quote + 2;
      }
      cells.push({ value: text.slice(at + 1, end).replaceAll('""', '"'), start: at + 1, end });
      at = end + 1;
      while (at < text.length && text[at] !== sign && text[at] !== '\n' && text[at] !== '\r') at += 1;
    } else {
      let end = at;
      while (end < text.length && text[end] !== sign && text[end] !== '\n' && text[end] !== '\r') end += 1;
      cells.push({ value: text.slice(at, end), start: at, end });
      at = end;
    }
    if (text[at] === sign) {
      at += 1;
      if (at >= text.length) cells.push({ value: '', start: at, end: at });
      if (at < text.length) continue;
    }
    yield { cells };
    cells = [];
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    if (at >= text.length) return;
  }
}

function mode(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const c of counts) seen.set(c, (seen.get(c) ?? 0) + 1);
  return [...seen].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
