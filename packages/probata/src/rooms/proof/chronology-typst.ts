// The chronology as Typst source for a PDF: a numbered table of dates, facts and pinpoints, the notice and the page number on every page.
import type { ChronologyHead, ChronologyLine } from './chronology-docx.ts';

const literal = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
/** A string as Typst sets it: no markup in it is ever read. */
const set = (text: string): string => `#${literal(text.replaceAll(/[\r\n\u2028\u2029]+/gu, ' '))};`;

/** A row of more letters than this may go over a page; a shorter one stands on one page. */
const LONG_ROW = 2500;

/**
 * The source of the whole document: A4 upright, one row a fact, in the order of the lines. Pure: the same lines give the
 * same source.
 */
export function chronologyTypst(lines: readonly ChronologyLine[], head: ChronologyHead): string {
  const title = `Chronology: ${head.title}`;
  return [
    `#set document(title: ${literal(title)})`,
    '#set text(lang: "en", font: ("Source Serif 4", "Noto Naskh Arabic"), size: 10pt, fill: rgb("#1d1b16"), hyphenate: false)',
    '#set par(leading: 0.5em, spacing: 0.6em)',
    '#let sans(body) = text(font: ("Source Sans 3", "Noto Naskh Arabic"), body)',
    '#let small(body) = sans(text(size: 8.5pt, fill: rgb("#5c564a"), body))',
    '#show heading.where(level: 1): it => block(above: 0pt, below: 8pt, text(size: 16pt, weight: "semibold", it.body))',
    `#set page(paper: "a4", margin: (top: 27mm, right: 18mm, bottom: 22mm, left: 20mm),
  header: small[${head.notice === null ? '' : `${set(head.notice)} #linebreak() `}${set(`${title}, ${head.date}`)}],
  footer: context small[#h(1fr) #counter(page).display("1 of 1", both: true)])`,
    `#heading(level: 1)[${set(title)}]`,
    `#block(below: 8pt)[#small[${set(head.view === '' ? `${head.date}. All facts.` : `${head.date}. ${head.view}`)}]]`,
    lines.length === 0 ? set('No fact meets this view.') : table(lines),
  ].join('\n');
}

function table(lines: readonly ChronologyLine[]): string {
  const head = ['No.', 'When', 'Fact', 'Source']
    .map((word) => `[#sans(text(size: 8.5pt, weight: "semibold")[${word}])]`)
    .join(', ');
  return `#table(columns: (12mm, 33mm, 1fr, 53mm), align: left, inset: (x: 4pt, y: 4.5pt),
  stroke: (x, y) => if y == 0 { (top: 0.8pt + rgb("#8a8272"), bottom: 0.8pt + rgb("#8a8272")) } else { (bottom: 0.4pt + rgb("#c9c2b4")) },
  table.header(${head}),
${lines.map((line, n) => row(line, n + 1)).join('\n')}
)`;
}

function row({ date, fact, where, sources }: ChronologyLine, n: number): string {
  const isLong = fact.length + sources.reduce((sum, one) => sum + one.length, 0) > LONG_ROW;
  const shown = sources.length === 0 ? [set('No source yet.')] : sources.map(set);
  const cells = [
    `small[${n}]`,
    `sans(text(size: 9pt)[${set(date)}])`,
    `[${set(fact)}${where === null ? '' : ` #linebreak() #small[${set(where)}]`}]`,
    `small[${shown.map((source) => `#par(hanging-indent: 6pt, spacing: 3.5pt)[${source}]`).join(' ')}]`,
  ];
  return `  ${cells.map((cell) => `table.cell(breakable: ${isLong}, ${cell})`).join(', ')},`;
}
