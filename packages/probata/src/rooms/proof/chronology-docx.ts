// The chronology as a Word document: a table of dates and facts with footnoted pinpoints, each fact in a content control that keeps its id.
import type { DocumentPart } from './order-docx.ts';

export interface ChronologyLine {
  readonly id: string;
  readonly date: string;
  readonly fact: string;
  readonly where: string | null;
  /** Pinpoints as they are cited, one a passage. */
  readonly sources: readonly string[];
}

export interface ChronologyHead {
  readonly title: string;
  readonly date: string;
  readonly notice: string | null;
  /** What narrows the view, in words; empty for all facts. */
  readonly view: string;
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WIDTHS = [2200, 7300];
/** The first two footnotes of a document are its separators (ECMA-376, part 1, 17.11). */
const FIRST_NOTE = 2;

/** Text as XML holds it; control characters, which XML cannot hold, are left out. */
function escaped(text: string): string {
  // A quote taken from several lines of a page is one line here: its breaks are spaces.
  return [...text.replaceAll(/[\r\n\u2028\u2029]+/gu, ' ')]
    .filter((letter) => letter >= ' ' || letter === '\t')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const run = (text: string): string => `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
const paragraph = (style: string, ...runs: readonly string[]): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs.join('')}</w:p>`;
const cell = (n: number, inner: string): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${WIDTHS[n] ?? 1000}" w:type="dxa"/></w:tcPr>${inner}</w:tc>`;

/**
 * The parts of the package (ECMA-376 parts 1 and 2). A fact stands in a content control whose tag is its id, so that a
 * document that comes back can be read by the ids. Pure: the same lines give the same bytes.
 */
export function chronologyDocument(lines: readonly ChronologyLine[], head: ChronologyHead): DocumentPart[] {
  let note = FIRST_NOTE;
  const notes: string[] = [];
  const cite = (source: string): string => {
    notes.push(
      `<w:footnote w:id="${note}">${paragraph('FootnoteText', '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>', run(` ${source}`))}</w:footnote>`,
    );
    const reference = `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="${note}"/></w:r>`;
    note += 1;
    return reference;
  };
  const rows = lines.map((line, n) => {
    const control = `<w:sdt><w:sdtPr><w:alias w:val="Fact"/><w:tag w:val="${escaped(line.id)}"/><w:id w:val="${n + 1}"/></w:sdtPr><w:sdtContent>${run(line.fact)}</w:sdtContent></w:sdt>`;
    const sources = line.sources.length === 0 ? [] : [cite(line.sources.join('; '))];
    return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cell(0, paragraph('ChronologyDate', run(line.date)))}${cell(
      1,
      paragraph('ChronologyFact', control, ...sources) +
        (line.where === null ? '' : paragraph('ChronologySmall', run(line.where))),
    )}</w:tr>`;
  });
  const table = `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders><w:top w:val="single" w:sz="4" w:color="8A8272"/><w:bottom w:val="single" w:sz="4" w:color="8A8272"/><w:insideH w:val="single" w:sz="2" w:color="C9C2B4"/></w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${WIDTHS.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell(0, paragraph('ChronologyDate', run('When')))}${cell(1, paragraph('ChronologyDate', run('Fact')))}</w:tr>${rows.join('')}</w:tbl>`;
  const body = [
    paragraph('Title', run(`Chronology: ${head.title}`)),
    paragraph('ChronologySmall', run(head.view === '' ? head.date : `${head.date}. ${head.view}`)),
    lines.length === 0 ? paragraph('Normal', run('No fact meets this view.')) : table,
    paragraph('Normal'),
  ].join('');
  const separator = (id: number, type: string): string =>
    `<w:footnote w:id="${id}" w:type="${type}"><w:p><w:r><w:${type}/></w:r></w:p></w:footnote>`;
  return [
    {
      name: '[Content_Types].xml',
      text: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPES}.document.main+xml"/>${['styles', 'footnotes', 'header'].map((part) => `<Override PartName="/word/${part}.xml" ContentType="${TYPES}.${part}+xml"/>`).join('')}</Types>`,
    },
    {
      name: '_rels/.rels',
      text: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      text: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${['styles', 'footnotes', 'header'].map((part, n) => `<Relationship Id="rId${n + 1}" Type="${RELATIONS}/${part}" Target="${part}.xml"/>`).join('')}</Relationships>`,
    },
    {
      name: 'word/document.xml',
      text: `${HEAD}<w:document xmlns:w="${WORD}" xmlns:r="${RELATIONS}"><w:body>${body}<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1361" w:right="1134" w:bottom="1361" w:left="1247" w:header="680" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    },
    {
      name: 'word/footnotes.xml',
      text: `${HEAD}<w:footnotes xmlns:w="${WORD}">${separator(0, 'separator')}${separator(1, 'continuationSeparator')}${notes.join('')}</w:footnotes>`,
    },
    {
      name: 'word/header.xml',
      text: `${HEAD}<w:hdr xmlns:w="${WORD}">${paragraph('Header', run(head.notice ?? head.title))}</w:hdr>`,
    },
    { name: 'word/styles.xml', text: stylesXml() },
  ];
}

const STYLES: readonly (readonly [id: string, name: string, size: number, more: string])[] = [
  ['Title', 'Title', 32, '<w:b/>'],
  ['Header', 'header', 16, '<w:color w:val="5C564A"/>'],
  ['FootnoteText', 'footnote text', 17, ''],
  ['ChronologyDate', 'Chronology Date', 19, '<w:b/>'],
  ['ChronologyFact', 'Chronology Fact', 20, ''],
  ['ChronologySmall', 'Chronology Small', 17, '<w:color w:val="5C564A"/>'],
];

function stylesXml(): string {
  const styles = STYLES.map(
    ([id, name, size, more]) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:rPr>${more}<w:sz w:val="${size}"/></w:rPr></w:style>`,
  );
  return `${HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Arial"/><w:sz w:val="20"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="60"/></w:pPr></w:style><w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>${styles.join('')}</w:styles>`;
}
