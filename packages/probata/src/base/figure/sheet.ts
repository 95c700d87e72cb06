// A paper of tables under headings, such as the challenge sheet of an estimate: typeset, for Word, and as CSV.
import { packageOf, paragraph, run, tableOf } from './docx.ts';
import { paperPreamble, words } from './typst.ts';
import type { WordPart } from './word-names.ts';

export interface SheetPart {
  readonly title: string;
  /** Sentences above the table. */
  readonly notes: readonly string[];
  /** `share`: how much of the width a column takes beside the others. */
  readonly columns: readonly { readonly name: string; readonly share: number; readonly numbers: boolean }[];
  readonly rows: readonly (readonly string[])[];
}
export interface Sheet {
  readonly title: string;
  readonly sentence: string;
  readonly parts: readonly SheetPart[];
}

/** The source of the paper for the typesetter. @param head the line at the top of each page */
export function sheetPage(sheet: Sheet, head: string): string {
  const part = ({ title, notes, columns, rows }: SheetPart): string => {
    const cells = rows
      .map((row) => columns.map((_one, i) => `[${words(row[i] ?? '')}]`).join(', '))
      .join(',\n  ');
    const table = `#block(above: 0.8em)[#set par(justify: false, leading: 0.42em)
#figure-sans(text(size: 8.5pt, number-width: "tabular")[#table(
  columns: (${columns.map((one) => `${one.share}fr`).join(', ')},), stroke: none, inset: (x: 4pt, y: 3.4pt),
  align: (${columns.map((one) => (one.numbers ? 'right' : 'left')).join(', ')},),
  table.hline(stroke: 0.6pt), table.header(${columns.map((one) => `[#text(weight: "semibold")[${words(one.name)}]]`).join(', ')}), table.hline(stroke: 0.3pt),
  ${cells}${rows.length > 0 ? ',' : ''}
  table.hline(stroke: 0.6pt),
)])]`;
    return `#heading(level: 2, outlined: false)[#text(size: 12pt, weight: "semibold")[${words(title)}]]
${notes.map((note) => `#block(above: 0.7em, below: 0.7em, par(justify: false)[${words(note)}])`).join('\n')}
${rows.length === 0 ? '' : table}`;
  };
  return `${paperPreamble(sheet.title, head)}#block(above: 1em, below: 1.2em, par(justify: false, text(size: 11pt)[${words(sheet.sentence)}]))
${sheet.parts.map(part).join('\n')}`;
}

/** The same as the parts of a Word document. */
export function sheetDocument(sheet: Sheet, head: string): readonly WordPart[] {
  const body = [
    paragraph('Heading1', run(sheet.title)),
    paragraph('Normal', run(sheet.sentence)),
    ...sheet.parts.flatMap(({ title, notes, columns, rows }) => [
      paragraph('Heading2', run(title)),
      ...notes.map((note) => paragraph('Normal', run(note))),
      rows.length === 0 ? '' : tableOf(columns, rows),
    ]),
  ].join('');
  return packageOf(body, head, null);
}

/** Every table one after the other (RFC 4180), each row led by the heading under which it stands. */
export function sheetCsv(sheet: Sheet): string {
  const cell = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const wide = Math.max(...sheet.parts.map((one) => one.columns.length));
  const line = (cells: readonly string[]): string =>
    `${Array.from({ length: wide + 1 }, (_unused, i) => cell(cells[i] ?? '')).join(',')}\r\n`;
  return sheet.parts
    .flatMap(({ title, columns, rows }) => [
      line([title, ...columns.map((one) => one.name)]),
      ...rows.map((row) => line([title, ...row])),
    ])
    .join('');
}
