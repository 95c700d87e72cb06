// A figure for the typesetter: number and caption, the sentence, the drawing as vectors, its source, and its table.
import type { Figure } from './types.ts';

/** A string as Typst sets it: no markup in it is ever read. */
export function literal(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`;
}
export const words = (text: string): string => `#${literal(text)};`;

/** What the figure's marks need at the head of a document. */
export const FIGURE_PREAMBLE = `
#let figure-sans(body) = text(font: ("Source Sans 3", "Noto Naskh Arabic"), body)
#let figure-note(body) = block(above: 0.5em, below: 0pt, par(justify: false, leading: 0.42em, figure-sans(text(size: 8.2pt, fill: rgb("#5f594d"), body))))
`;

/** What stands about a drawing. */
type FigureWords = Pick<Figure, 'title' | 'sentence' | 'source' | 'notes'>;

interface Placed {
  /** `Figure 3`, and the words under which it is cited. */
  readonly name: string;
  readonly caption: string;
  /** The drawing's path among the files of the document. */
  readonly path: string;
}

/** The figure as it stands in a text. It is kept on one page. */
export function typstFigure(figure: FigureWords, { name, caption, path }: Placed): string {
  const under = [figure.source, ...figure.notes].map((line) => `#figure-note[${words(line)}]`).join('\n');
  return `#block(breakable: false, above: 16pt, below: 18pt, width: 100%)[
#figure-sans(text(size: 10pt)[#text(weight: "semibold")[${words(name)}.] ${words(caption)}])
#block(above: 0.7em, below: 0.8em, par(justify: false, text(size: 10pt)[${words(figure.sentence)}]))
#image(${literal(path)}, width: 100%, alt: ${literal(`${figure.title}. ${figure.sentence}`)})
${under}
]`;
}

/** The table of a figure: columns that do not fit side by side are set in parts, the first column at the head of each. */
export function typstTable({ table }: Figure, columnsAtOnce = 7): string {
  const [first, ...rest] = table.columns;
  if (first === undefined) return '';
  const parts: number[][] = [];
  for (let at = 0; at < Math.max(1, rest.length); at += columnsAtOnce - 1)
    parts.push(rest.slice(at, at + columnsAtOnce - 1).map((_, i) => at + i + 1));
  return parts
    .map((part) => {
      const places = [0, ...part];
      const columns = places.map((i) => table.columns[i] ?? { name: '', numbers: false });
      const head = columns.map((one) => `[#text(weight: "semibold")[${words(one.name)}]]`).join(', ');
      const rows = table.rows
        .map((row) => places.map((i) => `[${words(row.cells[i] ?? '')}]`).join(', '))
        .join(',\n  ');
      return `#block(above: 1.2em)[#set par(justify: false, leading: 0.4em)
#figure-sans(text(size: 8.5pt, number-width: "tabular")[#table(
  columns: ${columns.length}, stroke: none, inset: (x: 5pt, y: 3.2pt),
  align: (${columns.map((one) => (one.numbers ? 'right' : 'left')).join(', ')}${columns.length === 1 ? ',' : ''}),
  table.hline(stroke: 0.6pt), table.header(${head}), table.hline(stroke: 0.3pt),
  ${rows}${table.rows.length > 0 ? ',' : ''}
  table.hline(stroke: 0.6pt),
)])]`;
    })
    .join('\n');
}

/** What stands before the first heading of a paper of its own: fonts, page, and what its head says. */
export function paperPreamble(title: string, head: string): string {
  return `#set document(title: ${literal(title)})
#set text(font: ("Source Serif 4", "Noto Naskh Arabic"), size: 10.5pt, fill: rgb("#1d1b16"), lang: "en", hyphenate: false)
${FIGURE_PREAMBLE}
#set page(paper: "a4", margin: (top: 26mm, right: 25mm, bottom: 24mm, left: 28mm), header: figure-sans(text(size: 8pt, fill: rgb("#5f594d"))[${words(head)}]), footer: context align(center, figure-sans(text(size: 8pt, fill: rgb("#5f594d"), counter(page).display("1 of 1", both: true)))))
#heading(level: 1, outlined: false)[#text(size: 15pt, weight: "semibold")[${words(title)}]]
`;
}

/** A page of its own for one figure with its table. */
export function figurePage(figure: Figure, path: string, head: string): string {
  return `${paperPreamble(figure.title, head)}#block(above: 1em, below: 1em, par(justify: false, text(size: 11pt)[${words(figure.sentence)}]))
#image(${literal(path)}, width: 100%, alt: ${literal(`${figure.title}. ${figure.sentence}`)})
${[figure.source, ...figure.notes].map((line) => `#figure-note[${words(line)}]`).join('\n')}
${typstTable(figure)}`;
}

/** The drawing alone on a page of its own size, to be made a picture of. */
export function drawingPage(path: string, width: number, height: number): string {
  return `#set page(width: ${width}pt, height: ${height}pt, margin: 0pt)
#set text(font: ("Source Sans 3", "Noto Naskh Arabic"))
#image(${literal(path)}, width: ${width}pt, height: ${height}pt)`;
}
