// Sets a composed pleading in Typst: paragraph numbers hanging in the margin, native footnotes, the list of annexes.
import { FIGURE_PREAMBLE, typstFigure } from '../../base/figure/typst.ts';
import type { AnnexLine, Composed, Run } from './types.ts';

export interface SetOptions {
  /** Cover lines above the title: court, case. */
  readonly cover: readonly string[];
  /** The party whose document it is, for the signature; absent for a study. */
  readonly party?: string;
  /** `19 May 2025`, printed on the cover and above the signature. */
  readonly date: string;
  /** Printed at the foot of the list of annexes: how the bag is checked. */
  readonly vkey?: string;
}

const literal = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
/** A string as Typst sets it: no markup in it is ever read. */
const words = (text: string): string => `#${literal(text)};`;

const PREAMBLE = `
#set text(font: ("Source Serif 4", "Noto Naskh Arabic"), size: 11.5pt, fill: rgb("#1d1b16"), hyphenate: false, top-edge: 0.72em, bottom-edge: -0.2em)
#set par(leading: 0.5em, spacing: 0.85em, justify: true)
#set footnote.entry(separator: line(length: 22%, stroke: 0.4pt), gap: 0.55em)
#show footnote.entry: set text(size: 9pt)
#show footnote.entry: set par(leading: 0.34em, justify: false)
#show link: set text(fill: rgb("#1d1b16"))
#let margin-number(n) = place(dx: -13mm, text(size: 9.5pt, number-type: "lining", fill: rgb("#6b6558"), n))
#let numbered(n, body) = block(width: 100%, { margin-number(n); body })
#let chapter(n, body) = { if chapters-begin-pages { pagebreak(weak: true) } else { v(14pt, weak: true) }; heading(level: 1, [#n. #body]) }
#show heading.where(level: 1): it => block(above: 22pt, below: 14pt, sticky: true, text(size: 17pt, weight: "semibold", it.body))
#show heading.where(level: 2): it => block(above: 20pt, below: 11pt, sticky: true, text(size: 12.5pt, weight: "semibold", it.body))
#let sans(body) = text(font: ("Source Sans 3", "Noto Naskh Arabic"), body)
`;

/** Typst source of the whole document. Pure: the same composition and options give the same source. */
export function typstOf(pleading: Composed, options: SetOptions): string {
  return [
    `#set document(title: ${literal(pleading.title)})`,
    `#set text(lang: ${literal(pleading.language)})`,
    // A study is short: its chapters follow one another.
    `#let chapters-begin-pages = ${pleading.isFiled}`,
    PREAMBLE,
    FIGURE_PREAMBLE,
    pageSetup(pleading),
    cover(pleading, options),
    '#pagebreak()\n#heading(level: 1, outlined: false)[Contents]\n#show outline.entry.where(level: 1): set block(above: 1.2em)\n#outline(title: none, depth: 2, indent: 1.2em)',
    ...pleading.blocks.map((block) => setBlock(pleading, block)),
    pleading.isFiled ? signature(options) : '',
    listOfAnnexes(pleading, options),
    listOfSources(pleading),
    pleading.isFiled ? certification(pleading, options) : '',
  ].join('\n\n');
}

function pageSetup(pleading: Composed): string {
  const notice =
    pleading.notice === null
      ? ''
      : `#align(center, sans(text(size: 8pt, fill: rgb("#6b6558"))[${words(pleading.notice)}]))`;
  return `#set page(
  paper: "a4",
  margin: (top: 30mm, right: 25mm, bottom: 30mm, left: 30mm),
  header-ascent: 35%,
  header: context {
    [${notice}]
    if counter(page).get().first() > 1 {
      sans(text(size: 8.5pt, fill: rgb("#6b6558"), grid(columns: (1fr, auto), [${words(pleading.shortTitle)}], {
        let chapters = query(heading.where(level: 1))
        let here-on = chapters.filter(it => it.location().page() == here().page())
        let before = chapters.filter(it => it.location().page() < here().page())
        if here-on.len() > 0 { here-on.first().body } else if before.len() > 0 { before.last().body }
      })))
    }
  },
  footer: context { if counter(page).get().first() > 1 { align(center, sans(text(size: 8.5pt, fill: rgb("#6b6558"), counter(page).display("1")))) } },
)`;
}

function cover(pleading: Composed, options: SetOptions): string {
  const [first = '', ...rest] = options.cover;
  return `#align(center)[
  #v(34mm)
  #text(size: 14pt, tracking: 0.06em)[${words(first.toUpperCase())}]
  #v(16mm)
  ${rest.map((line) => `#block(text(size: 12.5pt)[${words(line)}])`).join('\n  ')}
  #v(24mm)
  #line(length: 30%, stroke: 0.5pt)
  #v(8mm)
  #block(width: 84%, text(size: 24pt, weight: "semibold", hyphenate: false)[#set par(justify: false, leading: 0.5em); ${words(pleading.title)}])
  #v(8mm)
  #line(length: 30%, stroke: 0.5pt)
  #v(1fr)
  #text(size: 12.5pt)[${words(options.date)}]
  #v(12mm)
]`;
}

function setBlock(pleading: Composed, block: Composed['blocks'][number]): string {
  const body = block.runs.map((run) => setRun(pleading, run)).join('');
  const n = literal(block.number ?? '');
  switch (block.kind) {
    case 'chapter':
      return `#chapter(${n}, [${body}])`;
    case 'heading':
      return `#heading(level: 2, [${words(block.number ?? '')} #h(0.4em) ${body}])`;
    case 'quotation':
      return `#pad(left: 10mm, right: 6mm, block(text(size: 10.5pt)[${body}]))`;
    case 'submission':
      return `#grid(columns: (11mm, 1fr), [${words(block.number ?? '')}], [${body}])`;
    case 'figure':
      return setFigure(block);
    case 'paragraph':
    case 'summary':
      return `#numbered(${n}, [${body}])`;
  }
}

/** Where a drawing of a block lies among the files of the document. */
export const drawingPath = (block: string, place: number): string => `figures/${block}-${place}.svg`;

/** Number and caption above, then the sentence, the drawing as vectors, and its source. The caption is the block's other words. */
function setFigure(block: Composed['blocks'][number]): string {
  const caption = block.runs
    .flatMap((run) => (run.is === 'text' || run.is === 'figure' ? [run.text] : []))
    .join('')
    .trim();
  return block.runs
    .flatMap((run, place) =>
      run.is === 'drawing'
        ? [
            typstFigure(run, {
              name: `Figure ${block.number ?? ''}`.trim(),
              caption: caption === '' ? run.title : caption,
              path: drawingPath(block.id, place),
            }),
          ]
        : [],
    )
    .join('\n');
}

function setRun(pleading: Composed, run: Run): string {
  if (run.is === 'drawing') return '';
  if (run.is === 'text') return run.style === 'emphasis' ? `#emph[${words(run.text)}]` : words(run.text);
  // A sum is not broken over two lines.
  if (run.is === 'figure')
    return words(run.text.replace(/ (?=[\d])/gu, '\u00a0').replaceAll('\u202f', '\u00a0'));
  const note = pleading.footnotes.find((footnote) => footnote.n === run.note);
  return note === undefined ? '' : `#footnote[${words(note.text)}]`;
}

function listOfAnnexes(pleading: Composed, options: SetOptions): string {
  if (pleading.annexes.length === 0) return '';
  const title = pleading.isFiled ? 'List of annexes' : 'Sources relied on';
  const rows = pleading.annexes.map(
    (annex) =>
      `  [${annex.annex}], [${words(annexTitle(annex))}], [${words((annex.date ?? '').replaceAll(' ', '\u00a0'))}], [${words(annex.pages === null ? '' : String(annex.pages))}],`,
  );
  const key =
    options.vkey === undefined
      ? ''
      : `\n#v(10mm)\n#sans(text(size: 8.5pt, fill: rgb("#6b6558"))[The sealed filing is checked with VERIFY.txt in it. The key of the log:])\n#block(text(font: "IBM Plex Mono", size: 6.8pt)[${words(options.vkey)}])`;
  return `#pagebreak()
#heading(level: 1)[${title}]
#set par(justify: false)
#set text(size: 10.5pt)
#table(
  columns: (13mm, 1fr, auto, 13mm),
  stroke: none,
  inset: (x: 4pt, y: 5pt),
  align: (right, left, left, right),
  table.hline(stroke: 0.6pt),
  table.header([#sans(text(size: 9pt)[Annex])], [#sans(text(size: 9pt)[Document])], [#sans(text(size: 9pt)[Date])], [#sans(text(size: 9pt)[Pages])]),
  table.hline(stroke: 0.3pt),
${rows.join('\n')}
  table.hline(stroke: 0.6pt),
)${key}`;
}

/** Sources cited by their titles: what each is and where it is held. */
function listOfSources(pleading: Composed): string {
  if (pleading.sources.length === 0) return '';
  const rows = pleading.sources.map(
    (one) =>
      `  [${words(one.title)}], [${words(one.date ?? '')}], [#text(size: 8.5pt)[${words(breakable(one.heldAt ?? ''))}]],`,
  );
  return `#pagebreak()
#heading(level: 1)[Sources cited and not annexed]
#[
#set par(justify: false)
#set text(size: 10pt)
#table(
  columns: (1fr, 32mm, 58mm),
  stroke: none,
  inset: (x: 4pt, y: 4.5pt),
  table.hline(stroke: 0.6pt),
  table.header([#sans(text(size: 9pt)[Source])], [#sans(text(size: 9pt)[Date])], [#sans(text(size: 9pt)[Held at])]),
  table.hline(stroke: 0.3pt),
${rows.join('\n')}
  table.hline(stroke: 0.6pt),
)]`;
}

/** An address may be broken after its strokes and dots: a zero-width space says where. */
function breakable(address: string): string {
  return address.replace(/([/.\-_?&=])(?=.)/gu, '$1\u200b');
}

function annexTitle(annex: AnnexLine): string {
  const translation = annex.translationOf === null ? '' : ` (translation of Annex ${annex.translationOf})`;
  return `${annex.title}${translation}${annex.sealed ? ' (not reproduced)' : ''}`;
}

function signature(options: SetOptions): string {
  return `#v(14mm)
#block(breakable: false)[
  Respectfully submitted,
  #v(4mm)
  ${words(options.date)}
  #v(18mm)
  #line(length: 62mm, stroke: 0.5pt)
  ${words(`Agent of ${options.party ?? 'the party'}`)}
]`;
}

/** Rules of Court, article 50: the annexes are certified as true copies by the agent. */
function certification(pleading: Composed, options: SetOptions): string {
  const sealed = pleading.annexes.filter((annex) => annex.sealed).map((annex) => annex.annex);
  const without =
    sealed.length === 0
      ? ''
      : `\n\n${words(`${sealed.length === 1 ? 'Annex' : 'Annexes'} ${listed(sealed)} ${sealed.length === 1 ? 'is' : 'are'} under seal and not reproduced; the sealed bag holds the proof that ${sealed.length === 1 ? 'it is' : 'they are'} in the log.`)}`;
  return `#pagebreak()
#heading(level: 1)[Certification]
I have the honour to certify that the documents annexed to this pleading are true copies of the originals, and that the translations annexed to it are accurate.${without}
#v(18mm)
#line(length: 62mm, stroke: 0.5pt)
${words(`Agent of ${options.party ?? 'the party'}`)} \\
${words(options.date)}`;
}

/** `19`, `19 and 21`, `19, 21 and 24`. */
function listed(numbers: readonly number[]): string {
  const last = numbers.at(-1);
  return numbers.length < 2 ? `${last}` : `${numbers.slice(0, -1).join(', ')} and ${last}`;
}
