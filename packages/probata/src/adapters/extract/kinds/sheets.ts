// Reads spreadsheets of every common make, cell by cell, with formulas as text and nothing calculated.
import * as xlsx from '@e965/xlsx';
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { attribute, local, notePackage, noteRelations, openParts, type Parts } from '../office.ts';
import { noteCaught } from '../upset.ts';
import { plainZip } from '../zip-write.ts';

/**
 * Cells with sheet, row and column (from 1) as shown by their format; hidden sheets and comments flagged.
 * @throws Unreadable: encrypted, archive-limit, damaged
 */
export function readSheets(source: Source, draft: Draft): void {
  // The sizes are checked before the library unpacks anything.
  const parts = source.kind === 'xls' ? undefined : openParts(source, draft);
  if (parts !== undefined) {
    refuseLocked(parts);
    for (const name of parts.names(/_rels\/.*\.rels$/)) noteRelations(parts, name, draft);
    noteConnections(parts, draft);
    notePackage(parts, draft);
  }
  const copy = parts === undefined ? { bytes: source.bytes, hasUncounted: false } : cleanCopy(parts, draft);
  const book = open(copy.bytes, source.password, copy.hasUncounted);
  if (book.SheetNames.length === 0) throw new Unreadable('damaged', 'The workbook has no sheet.');
  for (const [key, value] of Object.entries(book.Props ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') draft.fact(key, value);
    else if (value instanceof Date) draft.fact(key, value.toISOString());
  }
  if (book.vbaraw !== undefined) draft.flag({ kind: 'macro', detail: 'VBA project' });
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    if (sheet !== undefined)
      writeSheet(name, sheet, (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0, draft);
  }
}

/**
 * A program that is no spreadsheet writes formulas without a value. The library gives such cells only where it is asked for
 * all, also those that are only painted.
 */
const UNCOUNTED = ['</f><v></v>', '</f><v/>', '</f><v />', '</f></c>'];

/** The parts unpacked here, under our limits: the library's own unpacking has none and loops on some broken files. */
function cleanCopy(parts: Parts, draft: Draft): { bytes: Uint8Array; hasUncounted: boolean } {
  const members: { name: string; content: Uint8Array }[] = [];
  let hasUncounted = false;
  const seen = new Set<string>();
  for (const member of parts.zip.members.slice(0, 20_000)) {
    if (member.isFolder || seen.has(member.name) || /\/media\/|\/embeddings\//.test(member.name)) continue;
    seen.add(member.name);
    try {
      const content = parts.zip.unpack(member);
      members.push({ name: member.name, content });
      if (member.name.startsWith('xl/worksheets/'))
        hasUncounted ||= UNCOUNTED.some((one) => content.includes(one));
    } catch (error) {
      if (error instanceof Unreadable && error.errorKind === 'archive-limit') throw error;
      draft.cut('member-unreadable', `The part ${member.name} could not be unpacked.`);
    }
  }
  return { bytes: plainZip(members), hasUncounted };
}

function open(bytes: Uint8Array, password: string | undefined, hasUncounted: boolean): xlsx.WorkBook {
  try {
    return xlsx.read(bytes, {
      type: 'array',
      dense: false,
      cellFormula: true,
      cellHTML: false,
      cellText: true,
      bookVBA: false,
      sheetStubs: hasUncounted,
      sheetRows: 1_048_576,
      ...(password === undefined ? {} : { password }),
    });
  } catch (error) {
    noteCaught(error);
    const message = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(message))
      throw new Unreadable('encrypted', 'The workbook is encrypted with a password.');
    throw error;
  }
}

function refuseLocked(parts: Parts): void {
  let isEncrypted = false;
  parts.walk('META-INF/manifest.xml', {
    open(tag) {
      if (local(tag) === 'encryption-data') isEncrypted = true;
    },
  });
  if (isEncrypted) throw new Unreadable('encrypted', 'The workbook is encrypted with a password.');
}

/** Queries and connections that a spreadsheet program would open. */
function noteConnections(parts: Parts, draft: Draft): void {
  for (const name of parts.names(/^xl\/(?:connections\.xml|queryTables\/.*\.xml|externalLinks\/.*\.xml)$/)) {
    parts.walk(name, {
      open(tag, attributes) {
        const detail =
          attribute(attributes, 'connection') ??
          attribute(attributes, 'url') ??
          attribute(attributes, 'sourceFile') ??
          attribute(attributes, 'command');
        if (detail !== undefined)
          draft.flag({ kind: 'external-reference', detail: `${local(tag)}: ${detail}` });
      },
    });
  }
}

function writeSheet(name: string, sheet: xlsx.WorkSheet, isHidden: boolean, draft: Draft): void {
  const start = draft.length;
  draft.line(name);
  const found: { row: number; col: number; cell: xlsx.CellObject }[] = [];
  for (const key of Object.keys(sheet)) {
    const place = /^([A-Z]{1,3})(\d{1,7})$/.exec(key);
    if (place === null) continue;
    found.push({ row: Number(place[2]), col: columnOf(place[1] ?? ''), cell: sheet[key] as xlsx.CellObject });
  }
  found.sort((a, b) => a.row - b.row || a.col - b.col);
  let rows = 0;
  let columns = 0;
  let row = 0;
  for (const { row: at, col, cell } of found) {
    const text = shown(cell);
    for (const one of cell.c ?? [])
      draft.hide({ kind: 'comment', text: `${name}!${col}:${at} ${one.a ?? ''}: ${one.t ?? ''}` });
    if (
      cell.f !== undefined &&
      /\b(?:WEBSERVICE|HYPERLINK|DDE|RTD|CALL|REGISTER\.ID|EXEC)\s*\(|\[|\|/i.test(cell.f)
    ) {
      draft.flag({ kind: 'formula', detail: `${name}!R${at}C${col}: =${cell.f}` });
    }
    if (cell.l?.Target !== undefined && !cell.l.Target.startsWith('#'))
      draft.flag({ kind: 'link', detail: cell.l.Target });
    if (text === '') continue;
    if (row !== 0) draft.write(at === row ? '\t' : '\n');
    row = at;
    rows = Math.max(rows, at);
    columns = Math.max(columns, col);
    const place = draft.write(text);
    draft.cell({ sheet: name, row: at, col, text: text.toWellFormed(), start: place.start });
  }
  draft.write('\n\n');
  draft.table({ sheet: name, rows, columns, isHidden });
  if (isHidden) draft.hide({ kind: 'hidden-part', text: draft.text.slice(start) });
}

/** What the cell shows: its formatted text, else its value; a formula without a stored value is shown as text. */
function shown(cell: xlsx.CellObject): string {
  if (cell.t === 'z') return cell.f === undefined ? '' : `=${cell.f}`.slice(0, 65_536);
  if (cell.w !== undefined && cell.w !== '') return cell.w.slice(0, 65_536);
  if (cell.v instanceof Date) return cell.v.toISOString();
  if (cell.v !== undefined && cell.v !== null) return String(cell.v).slice(0, 65_536);
  return cell.f === undefined ? '' : `=${cell.f}`.slice(0, 65_536);
}

function columnOf(letters: string): number {
  let col = 0;
  for (const ch of letters) col = col * 26 + ch.charCodeAt(0) - 64;
  return col;
}
