/** Sets a paper as PDF through Typst, with a letterhead, stamps, and the notice of invention at the foot of each page. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Block } from './blocks.ts';
import { INVENTED } from './world.ts';

export interface Stamp {
  readonly lines: readonly string[];
  readonly colour: string;
}

export interface Paper {
  /** The issuing office: first line large, the others small. */
  readonly office: readonly string[];
  readonly colour: string;
  readonly mark: 'ring' | 'bars' | 'diamond' | 'wave' | 'none';
  readonly face?: 'serif' | 'sans';
  readonly size?: number;
  readonly ref?: string;
  readonly date?: string;
  readonly stamps?: readonly Stamp[];
  readonly blocks: readonly Block[];
  readonly language?: string;
  readonly rtl?: boolean;
  readonly landscape?: boolean;
  /** EDTF day on which the file was made; becomes the PDF's creation date. */
  readonly madeAt: string;
  readonly title: string;
}

const here = createRequire(import.meta.url);
const FONTS = ['source-serif-4', 'source-sans-3', 'noto-naskh-arabic', 'ibm-plex-mono'].map((name) =>
  dirname(here.resolve(`@expo-google-fonts/${name}/package.json`)),
);

let compiler: NodeCompiler | undefined;

/** The one compiler of a run: it reads our fonts and no others that would change a line break. */
export function typst(): NodeCompiler {
  compiler ??= NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths: FONTS }] });
  return compiler;
}

/** A string as Typst sets it, letter by letter, without markup or smart quotes. */
const t = (text: string): string => `#${literal(text)};`;
const literal = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** A paragraph's text: a line feed in it becomes a line break. */
const lines = (text: string): string => text.split('\n').map(t).join(' \\\n');

const MARKS: Readonly<Record<Paper['mark'], (colour: string) => string>> = {
  none: () => '',
  ring: (c) =>
    `#box(width: 30pt, height: 30pt)[#place(top + left, circle(radius: 15pt, stroke: 1.2pt + ${c}))#place(top + left, dx: 7pt, dy: 7pt, circle(radius: 8pt, fill: ${c}))]`,
  bars: (c) =>
    `#box(width: 30pt, height: 30pt)[#place(top + left, rect(width: 30pt, height: 30pt, stroke: 1.2pt + ${c}))#for i in range(3) { place(top + left, dx: 6pt + i * 7pt, dy: 5pt, rect(width: 4pt, height: 20pt, fill: ${c})) }]`,
  diamond: (c) =>
    `#box(width: 30pt, height: 30pt)[#place(top + left, polygon((15pt, 0pt), (30pt, 15pt), (15pt, 30pt), (0pt, 15pt), stroke: 1.2pt + ${c}))#place(top + left, dx: 10pt, dy: 10pt, rect(width: 10pt, height: 10pt, fill: ${c}))]`,
  wave: (c) =>
    `#box(width: 30pt, height: 30pt)[#for i in range(3) { place(top + left, dy: 4pt + i * 8pt, curve(stroke: 2pt + ${c}, curve.move((0pt, 4pt)), curve.quad((7.5pt, -3pt), (15pt, 4pt)), curve.quad((22.5pt, 11pt), (30pt, 4pt)))) }]`,
};

function block(b: Block): string {
  switch (b.k) {
    case 'title':
      return `#block(above: 1.4em, below: 1.1em)[#text(size: 1.35em, weight: 600)[${lines(b.text)}]]`;
    case 'head':
      return `#block(above: 1.5em, below: 0.8em, sticky: true)[#text(weight: 600)[${lines(b.text)}]]`;
    case 'p':
      return `#par[${lines(b.text)}]`;
    case 'n':
      return `#block(above: 1.15em, below: 1.15em)[#grid(columns: (2.6em, 1fr), [${t(b.no)}], [${lines(b.text)}])]`;
    case 'right':
      return `#block(above: 1.8em, width: 100%)[#align(end)[${lines(b.text)}]]`;
    case 'small':
      return `#par[#text(size: 0.8em, fill: luma(85))[${lines(b.text)}]]`;
    case 'rule':
      return '#line(length: 100%, stroke: 0.4pt + luma(150))';
    case 'break':
      return '#pagebreak()';
    case 'table': {
      const align = b.align.map((a) => ({ l: 'start', r: 'end', c: 'center' })[a]).join(', ');
      const widths = (b.widths ?? b.align.map(() => 1)).map((w) => `${w}fr`).join(', ');
      const headCells = b.head.map((c) => `[#text(weight: 600)[${lines(c)}]]`).join(', ');
      const header = b.repeatHead === false ? `${headCells},` : `table.header(${headCells}),`;
      const rows = b.rows.map((row, i) => {
        const last = b.sumRow === true && i === b.rows.length - 1;
        const rowCells = row.map((c) => (last ? `[#text(weight: 600)[${lines(c)}]]` : `[${lines(c)}]`));
        return `${last ? 'table.hline(stroke: 0.8pt), ' : ''}${rowCells.join(', ')},`;
      });
      return `#block(above: 1em, below: 1.2em)[#set text(size: 0.86em, number-width: "tabular")
#table(columns: (${widths},), align: (${align},), inset: (x: 5pt, y: 4pt), stroke: (x, y) => (bottom: 0.4pt + luma(190)),
${header} ${rows.join('\n')} table.hline(stroke: 0.8pt))]`;
    }
  }
}

function stamp(s: Stamp, i: number): string {
  const c = `rgb("${s.colour}")`;
  const text = s.lines.map((line, at) => `#text(size: ${at === 0 ? 10 : 8.2}pt)[${t(line)}]`).join(' \\\n');
  return `#place(top + end, dx: ${i * -10}pt, dy: ${-14 + i * 58}pt, rotate(${i % 2 === 0 ? -3 : 2}deg, box(stroke: 1.3pt + ${c}, inset: 7pt, radius: 2pt)[#set text(fill: ${c}, font: "Source Sans 3", weight: 600)
#set par(leading: 0.45em)
#align(center)[${text}]]))`;
}

/** The Typst source of a paper. */
export function source(paper: Paper): string {
  const c = `rgb("${paper.colour}")`;
  const faces =
    paper.face === 'sans'
      ? '("Source Sans 3", "Noto Naskh Arabic")'
      : paper.rtl === true
        ? '("Noto Naskh Arabic", "Source Serif 4")'
        : '("Source Serif 4", "Noto Naskh Arabic")';
  const [big = '', ...rest] = paper.office;
  const officeLines = [
    `#text(size: 13pt, weight: 600, fill: ${c})[${t(big)}]`,
    ...rest.map((line) => `#text(size: 9pt)[${t(line)}]`),
  ].join(' \\\n');
  const letterhead =
    paper.mark === 'none'
      ? `[${officeLines}]`
      : `grid(columns: (40pt, 1fr), align: horizon, [${MARKS[paper.mark](c)}], [#set par(leading: 0.5em)\n${officeLines}])`;
  const reference = [paper.ref, paper.date].filter((x) => x !== undefined);
  return `#set document(title: ${literal(paper.title)}, author: ${literal(big)}, date: auto)
#set page(paper: "a4", flipped: ${paper.landscape === true}, margin: (x: 26mm, top: 24mm, bottom: 24mm),
  footer: context [#set text(size: 8pt, font: "Source Sans 3", fill: luma(90), lang: "en", dir: ltr)
    #line(length: 100%, stroke: 0.3pt + luma(170))
    #grid(columns: (1fr, auto), [${t(INVENTED)}], [#counter(page).display("1") / #counter(page).final().first()])])
#set text(font: ${faces}, size: ${paper.size ?? 10.5}pt, hyphenate: false, lang: "${paper.language ?? 'en'}", dir: ${paper.rtl === true ? 'rtl' : 'ltr'})
#set par(leading: 0.72em, spacing: 1.15em, justify: false)
#block(width: 100%, below: 6pt)[#${letterhead}]
#line(length: 100%, stroke: 0.8pt + ${c})
${(paper.stamps ?? []).map(stamp).join('\n')}
${reference.length > 0 ? `#block(above: 10pt, below: 16pt)[#text(size: 0.92em)[${reference.map((r) => t(r ?? '')).join(' \\\n')}]]` : ''}
${paper.blocks.map(block).join('\n\n')}
`;
}

/** Seconds since 1970 of noon on an EDTF day. */
export const noon = (day: string): number => Date.parse(`${day}T09:00:00Z`) / 1000;

/** Sets the paper; gives the bytes of a PDF that are the same at every run. */
export function pdf(paper: Paper): Uint8Array {
  return typst().pdf({ mainFileContent: source(paper) }, { creationTimestamp: noon(paper.madeAt) });
}
