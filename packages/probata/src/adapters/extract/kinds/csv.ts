// Reads a table written as text: finds the separator and keeps every cell, as it is meant, with its place.
import type { Draft, Source } from '../draft.ts';
import { decodeSource } from './text.ts';

const SIGNS = [';', '\t', ',', '|'] as const;

/**
 * Cells with row and column (from 1); RFC 4180 quoting, any of four separators, any line end. The text is that of the
 * file, but for one thing: inside a quoted cell two quotation marks are how one is written, and one it becomes, so that
 * the words at a cell's place are the words of the cell, which are quoted from there.
 */
export function readCsv(source: Source, draft: Draft): void {
  const text = decodeSource(source, draft).replace(/^\ufeff/, '');
  const { delimiter, begin } = delimiterOf(text, /\.(?:tsv|tab)$/i.test(source.name));
  draft.write(meant(text, delimiter, begin));
  const sheet = '';
  let number = 0;
  let rows = 0;
  let columns = 0;
  let formulas = 0;
  let dropped = 0;
  const numbers = { comma: 0, point: 0 };
  for (const row of rowsOf(text, delimiter, begin)) {
    // Empty rows have numbers as well: whoever opens the file in a spreadsheet finds the row that is cited.
    number += 1;
    if (row.openQuote)
      draft.warn(
        'csv-open-quote',
        `A quotation mark opened in row ${number} is never closed; from there on it was taken for a letter.`,
      );
    if (row.cells.length === 1 && row.cells[0]?.value === '') continue;
    rows += 1;
    columns = Math.max(columns, row.cells.length);
    for (const [index, { value, start, end }] of row.cells.entries()) {
      if (value === '') continue;
      draft.cell({ sheet, row: number, col: index + 1, text: value, start: start - dropped });
      dropped += end - start - value.length;
      if (/^-?\d{1,3}(?:[ \u00a0.']?\d{3})*,\d{1,4}$|^-?\d+,\d+$/.test(value)) numbers.comma += 1;
      if (/^-?\d{1,3}(?:[ \u00a0,']?\d{3})*\.\d{1,4}$|^-?\d+\.\d+$/.test(value)) numbers.point += 1;
      if (isFormula(value)) {
        formulas += 1;
        if (formulas <= 100) draft.flag({ kind: 'formula', detail: value });
      }
    }
  }
  const decimalComma = numbers.comma > numbers.point;
  draft.table({ sheet, rows, columns, isHidden: false, delimiter, decimalComma });
  draft.fact('rows', rows);
  draft.fact('columns', columns);
}

/** The text with one quotation mark wherever a quoted cell writes two for it. */
function meant(text: string, delimiter: string, begin: number): string {
  if (!text.includes('""')) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { cells } of rowsOf(text, delimiter, begin))
    for (const { value, start, end } of cells) {
      if (end - start === value.length) continue;
      parts.push(text.slice(at, start), value);
      at = end;
    }
  parts.push(text.slice(at));
  return parts.join('');
}

/** A cell a spreadsheet would run on opening (OWASP, CSV injection); a plain number is none. */
function isFormula(value: string): boolean {
  return /^[=+\-@\t\r＝＋－＠]/.test(value) && !/^[+-]?[\d .,]+$/.test(value);
}

/**
 * The sign that cuts most lines into the same number of fields, at least two; comma where none does. A first line
 * `sep=;`, by which Excel is told, is no row: `begin` is where the table begins.
 * @param isTabbed whether the name says that tabs cut the cells, which decides where others would cut them as evenly
 */
function delimiterOf(
  text: string,
  isTabbed: boolean,
): { readonly delimiter: string; readonly begin: number } {
  const stated = /^"?sep=([;\t,|])"?(?:\r\n?|\n)/i.exec(text);
  if (stated !== null) return { delimiter: stated[1] as string, begin: stated[0].length }; // one group
  const sample = text.slice(0, 65_536);
  let best: { sign: string; score: number } = { sign: ',', score: 0 };
  for (const sign of SIGNS) {
    const counts: number[] = [];
    for (const row of rowsOf(sample, sign, 0)) {
      if (row.cells.length > 1 || row.cells[0]?.value !== '') counts.push(row.cells.length);
      if (counts.length >= 200) break;
    }
    if (sample.length < text.length) counts.pop();
    const usual = mode(counts);
    if (usual < 2) continue;
    const share = counts.filter((c) => c === usual).length / counts.length;
    const score = share * 10 + Math.min(usual, 20) / 20 + (isTabbed && sign === '\t' ? 1 : 0);
    if (score > best.score) best = { sign, score };
  }
  return { delimiter: best.sign, begin: 0 };
}

interface Piece {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface Row {
  readonly cells: readonly Piece[];
  /** Whether a quotation mark that is never closed stands in this row. */
  readonly openQuote: boolean;
}

/**
 * Rows in order; `start` and `end` bound a cell's inside (without its quotes) in the text. A cell that goes on behind its
 * closing quote is not quoted by RFC 4180: it is kept as it is written, whole.
 */
function* rowsOf(text: string, sign: string, begin: number): Generator<Row> {
  const isEnd = (at: number): boolean =>
    at >= text.length || text[at] === sign || text[at] === '\n' || text[at] === '\r';
  let cells: Piece[] = [];
  let openQuote = false;
  let at = begin;
  while (at <= text.length) {
    const close = text[at] === '"' ? closingQuote(text, at + 1) : -1;
    if (close >= 0) {
      let end = close + 1;
      while (text[end] === ' ') end += 1;
      if (isEnd(end)) {
        cells.push({ value: text.slice(at + 1, close).replaceAll('""', '"'), start: at + 1, end: close });
      } else {
        while (!isEnd(end)) end += 1;
        cells.push({ value: text.slice(at, end), start: at, end });
      }
      at = end;
    } else {
      // Of a quote that is never closed the rest of the file would be one cell. There is one at most: behind it all are two by two.
      if (text[at] === '"') openQuote = true;
      let end = at;
      while (!isEnd(end)) end += 1;
      cells.push({ value: text.slice(at, end), start: at, end });
      at = end;
    }
    if (text[at] === sign) {
      at += 1;
      if (at >= text.length) cells.push({ value: '', start: at, end: at });
      if (at < text.length) continue;
    }
    yield { cells, openQuote };
    cells = [];
    openQuote = false;
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    if (at >= text.length) return;
  }
}

/** Where a quoted cell is closed: the first quotation mark that is not one of two; -1 where none is. */
function closingQuote(text: string, from: number): number {
  for (let at = from; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || text[quote + 1] !== '"') return quote;
    at = quote + 2;
  }
}

function mode(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const c of counts) seen.set(c, (seen.get(c) ?? 0) + 1);
  return [...seen].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
