// The order of proof as a Word document: the same pages as the PDF, with named styles, so that a team can go on writing in it.
import type { HouseWords } from './look-up.ts';
import type { ProofFact, ProofPage } from './order-of-proof.ts';

/** One file inside the document's package. */
export interface DocumentPart {
  readonly name: string;
  readonly text: string;
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Text as XML holds it; what XML cannot hold (control characters) is left out. */
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

const run = (text: string, style = ''): string =>
  `<w:r>${style === '' ? '' : `<w:rPr><w:rStyle w:val="${style}"/></w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

const paragraph = (style: string, ...runs: readonly string[]): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs.join('')}</w:p>`;

/** The parts of the package (ECMA-376 parts 1 and 2), each element beginning a page. Pure. */
export function orderDocument(
  pages: readonly ProofPage[],
  { title, date, words }: { readonly title: string; readonly date: string; readonly words: HouseWords },
): DocumentPart[] {
  const body =
    pages.length === 0
      ? paragraph('Normal', run('There is no element to show.'))
      : pages.map(pageXml).join('');
  const notice = words.notice === null ? '' : paragraph('Header', run(words.notice));
  return [
    {
      name: '[Content_Types].xml',
      text: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
        'document.main',
        'styles',
        'header',
        'footer',
      ]
        .map(
          (kind) =>
            `<Override PartName="/word/${kind === 'document.main' ? 'document' : kind}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`,
        )
        .join('')}</Types>`,
    },
    {
      name: '_rels/.rels',
      text: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      text: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${['styles', 'header', 'footer'].map((part, n) => `<Relationship Id="rId${n + 1}" Type="${RELATIONS}/${part}" Target="${part}.xml"/>`).join('')}</Relationships>`,
    },
    {
      name: 'word/document.xml',
      text: `${HEAD}<w:document xmlns:w="${WORD}" xmlns:r="${RELATIONS}"><w:body>${body}<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1474" w:right="1134" w:bottom="1361" w:left="1247" w:header="680" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    },
    {
      name: 'word/header.xml',
      text: `${HEAD}<w:hdr xmlns:w="${WORD}">${notice}${paragraph('Header', run(`Order of proof: ${title}, ${date}`))}</w:hdr>`,
    },
    {
      name: 'word/footer.xml',
      text: `${HEAD}<w:ftr xmlns:w="${WORD}">${paragraph('Footer', run(`A status is ${words.disclaimer}. Page `), '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')}</w:ftr>`,
    },
    { name: 'word/styles.xml', text: stylesXml() },
  ];
}

function pageXml(page: ProofPage): string {
  const above = `${page.allegationText}${page.obligation === null ? '' : ` (${page.obligation})`}`;
  return [
    paragraph('ProofAllegation', run(above)),
    paragraph('Heading1', run(page.label)),
    paragraph('Normal', run(page.word, 'ProofWord'), run(` ${page.words}.`)),
    paragraph(
      'ProofSmall',
      run(`Independent origins for: ${page.for}; against: ${page.against}. Standard: ${page.standard}.`),
    ),
    ...(page.facts.length === 0
      ? [paragraph('Normal', run('Nothing answers this element yet.'))]
      : page.facts.map((fact, n) => factXml(fact, n + 1))),
  ].join('');
}

const WIDTHS = [1200, 4250, 1600, 1150, 1325];

function factXml(fact: ProofFact, n: number): string {
  const head = paragraph('Heading2', run(`${n}. ${fact.text}`)) + paragraph('ProofSmall', run(fact.why));
  if (fact.passages.length === 0) return head;
  const rows = fact.passages.map((one) =>
    row([
      paragraph('ProofCell', run(one.bearing === 'supports' ? 'for' : `against, ${one.state}`)),
      paragraph('ProofCell', run(`${one.title}${one.pin === '' ? '' : `, ${one.pin}`}`)) +
        (one.quote === '' ? '' : paragraph('ProofQuote', run(`“${one.quote}”`))) +
        (one.answer === '' ? '' : paragraph('ProofQuote', run(`Answer: ${one.answer}`))),
      paragraph('ProofCell', run(one.origin)),
      paragraph('ProofCell', run(one.made ?? '')),
      paragraph('ProofCell', run(`${one.weight} (${one.rules.join(' ')})`)),
    ]),
  );
  const titles = ['Bearing', 'Exhibit and passage', 'Origin', 'Made', 'Weight, rules'];
  const grid = WIDTHS.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  return `${head}<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders><w:top w:val="single" w:sz="4" w:color="8A8272"/><w:bottom w:val="single" w:sz="4" w:color="8A8272"/><w:insideH w:val="single" w:sz="2" w:color="C9C2B4"/></w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${row(
    titles.map((title) => paragraph('ProofCell', run(title, 'ProofWord'))),
    '<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>',
  )}${rows.join('')}</w:tbl>${paragraph('ProofSmall')}`;
}

function row(cells: readonly string[], properties = '<w:trPr><w:cantSplit/></w:trPr>'): string {
  return `<w:tr>${properties}${cells.map((cell, n) => `<w:tc><w:tcPr><w:tcW w:w="${WIDTHS[n] ?? 1000}" w:type="dxa"/></w:tcPr>${cell}</w:tc>`).join('')}</w:tr>`;
}

interface Style {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly more?: string;
  readonly around?: string;
}

const STYLES: readonly Style[] = [
  {
    id: 'Heading1',
    name: 'heading 1',
    size: 30,
    more: '<w:b/>',
    around: '<w:keepNext/><w:spacing w:after="120"/><w:outlineLvl w:val="0"/>',
  },
  {
    id: 'Heading2',
    name: 'heading 2',
    size: 21,
    more: '<w:b/>',
    around: '<w:keepNext/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="1"/>',
  },
  { id: 'Header', name: 'header', size: 16, more: '<w:color w:val="5C564A"/>' },
  { id: 'Footer', name: 'footer', size: 16, more: '<w:color w:val="5C564A"/>' },
  {
    id: 'ProofAllegation',
    name: 'Proof Allegation',
    size: 17,
    more: '<w:color w:val="5C564A"/>',
    around: '<w:pageBreakBefore/><w:keepNext/>',
  },
  {
    id: 'ProofSmall',
    name: 'Proof Small',
    size: 17,
    more: '<w:color w:val="5C564A"/>',
    around: '<w:spacing w:after="60"/>',
  },
  { id: 'ProofCell', name: 'Proof Cell', size: 17 },
  { id: 'ProofQuote', name: 'Proof Quote', size: 16, more: '<w:color w:val="5C564A"/>' },
];

function stylesXml(): string {
  const styles = STYLES.map(
    ({ id, name, size, more = '', around = '' }) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:pPr>${around}</w:pPr><w:rPr>${more}<w:sz w:val="${size}"/></w:rPr></w:style>`,
  );
  return `${HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Arial"/><w:sz w:val="20"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="60"/></w:pPr></w:style><w:style w:type="character" w:styleId="ProofWord"><w:name w:val="Proof Word"/><w:rPr><w:b/></w:rPr></w:style>${styles.join('')}</w:styles>`;
}
