// Prints any answer of the house so that it can be read in a terminal: records as fields, lists as tables without boxes.

import { fromJson, isCurrency, moneyInWords } from '../../base/money/index.ts';
import { spoken } from './schema.ts';
import type { Ink } from './terminal.ts';
import { columnsOf, pad, visible, visibleLines, wrap } from './visible.ts';

type Row = Readonly<Record<string, unknown>>;

/** The lines of an answer, none wider than `columns`. */
export function printed(answer: unknown, columns: number, ink: Ink): readonly string[] {
  const scalar = inline(answer);
  if (scalar !== undefined) return textLines(scalar, columns);
  if (Array.isArray(answer)) return listLines(answer, columns, ink);
  return recordLines(answer as Row, columns, ink);
}

/** A value that fits in one cell, as text; undefined for one that needs lines of its own. */
function inline(value: unknown): string | undefined {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    if (!value.every((item) => ['string', 'number', 'boolean'].includes(typeof item))) return undefined;
    const joined = value.map(String).join(', ');
    return joined.length <= 60 ? joined : undefined;
  }
  if (typeof value !== 'object') return String(value);
  const record = value as Row;
  if ('sealed' in record && 'ref' in record && 'commit' in record) return `sealed (${String(record['ref'])})`;
  if ('authoritative' in record && 'versions' in record) return textVersion(record);
  if (isSum(record)) return moneyInWords(fromJson(record));
  return Object.keys(record).length === 0 ? 'none' : undefined;
}

/** A sum as every answer carries it: an amount and a currency, and nothing else. */
function isSum(record: Row): record is Row & { amount: string; currency: string } {
  const { amount, currency } = record;
  return (
    Object.keys(record).length === 2 &&
    typeof amount === 'string' &&
    typeof currency === 'string' &&
    isCurrency(currency) &&
    /^-?\d+(\.\d+)?$/.test(amount)
  );
}

// A text in several languages is shown in its authoritative one, which is named where it is not English.
function textVersion(record: Row): string {
  const language = String(record['authoritative']);
  const text = (record['versions'] as Readonly<Record<string, unknown>>)[language];
  return language === 'en' ? String(text) : `${String(text)} (${language})`;
}

function textLines(text: string, columns: number): readonly string[] {
  return visibleLines(text).flatMap((line) => wrap(line, columns));
}

function recordLines(record: Row, columns: number, ink: Ink): readonly string[] {
  const members = Object.entries(record).filter(([, value]) => value !== undefined);
  const short = members.filter(([, value]) => inline(value)?.includes('\n') === false);
  const label = Math.min(24, Math.max(0, ...short.map(([name]) => columnsOf(visible(spoken(name))))));
  const lines: string[] = [];
  for (const [name, value] of members) {
    const text = inline(value);
    const title = visible(spoken(name));
    if (text !== undefined && !text.includes('\n')) {
      const room = Math.max(20, columns - label - 2);
      const shown = textLines(text, room).map((line, i) =>
        `${i === 0 ? ink.dim(pad(title, label)) : ' '.repeat(label)}  ${line}`.trimEnd(),
      );
      lines.push(...shown);
      continue;
    }
    if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
    lines.push(ink.bold(capital(title)));
    const inner = printed(value, columns - 2, ink);
    lines.push(...inner.map((line) => (line === '' ? '' : `  ${line}`)), '');
  }
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

function listLines(list: readonly unknown[], columns: number, ink: Ink): readonly string[] {
  const records = list.filter((item): item is Row => inline(item) === undefined && !Array.isArray(item));
  if (records.length !== list.length)
    return list.flatMap((item) => {
      const lines = printed(item, columns - 2, ink);
      return lines.map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`));
    });
  return tableLines(records, columns, ink) ?? blockLines(records, columns, ink);
}

/** A table when every row is flat and the columns fit; else undefined. */
function tableLines(rows: readonly Row[], columns: number, ink: Ink): readonly string[] | undefined {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => names.map((name) => inline(row[name])));
  if (cells.some((row) => row.some((cell) => cell === undefined))) return undefined;
  const texts = cells.map((row) => row.map((cell) => visible((cell ?? '').replace(/\s*[\r\n]+\s*/g, ' '))));
  const heads = names.map((name) => visible(spoken(name)));
  const widths = fit(
    names.map((_name, i) =>
      Math.max(columnsOf(heads[i] ?? ''), ...texts.map((row) => columnsOf(row[i] ?? ''))),
    ),
    names.map((_name, i) =>
      Math.max(columnsOf(heads[i] ?? ''), ...texts.map((row) => longestWord(row[i] ?? ''))),
    ),
    columns - 2 * (names.length - 1),
  );
  if (widths === undefined) return undefined;
  const numeric = names.map((name) => rows.every((row) => typeof (row[name] ?? 0) === 'number'));
  const line = (row: readonly string[]): readonly string[] => {
    const wrapped = row.map((cell, i) => wrap(cell, widths[i] ?? 1));
    const height = Math.max(...wrapped.map((cell) => cell.length));
    return Array.from({ length: height }, (_unused, at) =>
      wrapped
        .map((cell, i) => pad(cell[at] ?? '', widths[i] ?? 1, numeric[i] === true ? 'right' : 'left'))
        .join('  ')
        .trimEnd(),
    );
  };
  return [...line(heads).map((head) => ink.dim(head)), ...texts.flatMap(line)];
}

function longestWord(text: string): number {
  return Math.max(0, ...text.split(' ').map(columnsOf));
}

/** Widths that add up to `room`: the widest column gives way first, none below its longest word. */
function fit(natural: readonly number[], least: readonly number[], room: number): number[] | undefined {
  const floors = least.map((value) => Math.min(value, 40));
  if (floors.reduce((sum, value) => sum + value, 0) > room) return undefined;
  const widths = [...natural];
  for (let over = widths.reduce((sum, value) => sum + value, 0) - room; over > 0; over -= 1) {
    let widest = -1;
    widths.forEach((width, i) => {
      if (width > (floors[i] ?? 0) && width > (widths[widest] ?? 0)) widest = i;
    });
    if (widest < 0) return undefined;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function blockLines(rows: readonly Row[], columns: number, ink: Ink): readonly string[] {
  return rows.flatMap((row, i) => [...(i === 0 ? [] : ['']), ...recordLines(row, columns, ink)]);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
