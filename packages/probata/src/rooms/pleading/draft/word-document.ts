// The package around a pleading's body: numbering, styles, notes, header, list of annexes, and the manifest of the draft.
import { tableOf } from '../../../base/figure/docx.ts';
import { escaped } from '../../../base/figure/svg.ts';
import {
  DRAWING,
  HEAD,
  PACKAGE,
  RELATIONS,
  TYPES,
  WORD,
  type WordPart,
} from '../../../base/figure/word-names.ts';
import { MANIFEST_NAMESPACE } from '../../../base/word-layers.ts';
import type { Composed } from '../types.ts';
import { paragraph, type WordBody, words } from './word-body.ts';

const NAMESPACES = `xmlns:w="${WORD}" xmlns:r="${RELATIONS}" xmlns:wp="${DRAWING}/wordprocessingDrawing" xmlns:a="${DRAWING}/main" xmlns:pic="${DRAWING}/picture"`;

/** The parts of the package (ECMA-376). Pure: the same body gives the same bytes. `draft` goes into the manifest. */
export function wordDocument(
  made: Composed,
  set: WordBody,
  draft: string,
  numbering: 'plain' | 'chapter',
): readonly WordPart[] {
  const beside = ['styles', 'numbering', 'footnotes', 'header', 'footer', 'settings'];
  const separator = (id: number, type: string): string =>
    `<w:footnote w:id="${id}" w:type="${type}"><w:p><w:r><w:${type}/></w:r></w:p></w:footnote>`;
  const pictures = set.pictures.map((_one, i) => i + 1);
  const page =
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1474" w:right="1417" w:bottom="1361" w:left="1588" w:header="680" w:footer="567" w:gutter="0"/>';
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  return [
    {
      name: '[Content_Types].xml',
      content: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/><Override PartName="/word/document.xml" ContentType="${TYPES}.document.main+xml"/>${beside.map((part) => `<Override PartName="/word/${part}.xml" ContentType="${TYPES}.${part}+xml"/>`).join('')}<Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'word/document.xml')}</Relationships>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${beside.map((part, n) => relation(`rId${n + 1}`, part, `${part}.xml`)).join('')}${relation('rId20', 'customXml', '../customXml/item1.xml')}${pictures.map((n) => relation(`rIdP${n}`, 'image', `media/figure${n}.png`) + relation(`rIdS${n}`, 'image', `media/figure${n}.svg`)).join('')}</Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `${HEAD}<w:document ${NAMESPACES}><w:body>${paragraph('PbMadeTitle', words(made.title))}${set.body}${annexes(made)}<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>${page}</w:sectPr></w:body></w:document>`,
    },
    {
      name: 'word/footnotes.xml',
      content: `${HEAD}<w:footnotes ${NAMESPACES}>${separator(0, 'separator')}${separator(1, 'continuationSeparator')}${set.footnotes.join('')}</w:footnotes>`,
    },
    {
      name: 'word/header.xml',
      content: `${HEAD}<w:hdr xmlns:w="${WORD}">${paragraph('PbMadeNote', words(made.notice ?? made.shortTitle))}</w:hdr>`,
    },
    {
      name: 'word/footer.xml',
      content: `${HEAD}<w:ftr xmlns:w="${WORD}"><w:p><w:pPr><w:pStyle w:val="PbMadeNote"/><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>`,
    },
    {
      name: 'word/settings.xml',
      content: `${HEAD}<w:settings xmlns:w="${WORD}"><w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
    },
    { name: 'word/numbering.xml', content: numberingXml(numbering) },
    { name: 'word/styles.xml', content: stylesXml(made.language, numbering) },
    {
      name: 'customXml/item1.xml',
      content: `${HEAD}<pb:manifest xmlns:pb="${MANIFEST_NAMESPACE}" draft="${draft}">${set.marks.map(({ id }) => `<pb:cite id="${id}"/>`).join('')}</pb:manifest>`,
    },
    {
      name: 'customXml/itemProps1.xml',
      content: `${HEAD}<ds:datastoreItem ds:itemID="{6E0B7A54-52C1-4B9E-9C0D-5F1B7C3A9D21}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="${MANIFEST_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>`,
    },
    {
      name: 'customXml/_rels/item1.xml.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'customXmlProps', 'itemProps1.xml')}</Relationships>`,
    },
    ...set.pictures.flatMap(({ svg, png }, i) => [
      { name: `word/media/figure${i + 1}.png`, content: png },
      { name: `word/media/figure${i + 1}.svg`, content: svg },
    ]),
  ];
}

/** The list of annexes as it stands on this day; it is made anew and never read back. */
function annexes(made: Composed): string {
  if (made.annexes.length === 0) return '';
  const table = tableOf(
    [
      { name: 'Annex', numbers: true, share: 1 },
      { name: 'Document', numbers: false, share: 6 },
      { name: 'Date', numbers: false, share: 2 },
      { name: 'Pages', numbers: true, share: 1 },
    ],
    made.annexes.map((one) => [
      String(one.annex),
      `${one.title}${one.sealed ? ' (sealed, not reproduced)' : ''}`,
      one.date ?? '',
      one.pages === null ? '' : String(one.pages),
    ]),
  ).replaceAll(/"Figure(Cell|Note)"/gu, '"PbMade$1"');
  return paragraph('PbMadeTitle', words('List of annexes')) + table;
}

/** Real numbers of Word: chapters, headings and paragraphs are one list, so that a paragraph may bear its chapter's number. */
function numberingXml(numbering: 'plain' | 'chapter'): string {
  const level = (n: number, format: string, text: string, style: string, more = ''): string =>
    `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:pStyle w:val="${style}"/><w:suff w:val="tab"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="680"/></w:tabs><w:ind w:left="${n === 2 ? 0 : 680}" w:hanging="${n === 2 ? 0 : 680}"/></w:pPr></w:lvl>`;
  const single = (id: number, text: string, style: string): string =>
    `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="singleLevel"/>${level(0, 'decimal', text, style)}</w:abstractNum>`;
  const inChapters = level(2, 'decimal', '%1.%3.', 'PbPara', '<w:lvlRestart w:val="1"/><w:isLgl/>');
  return `${HEAD}<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>${level(0, 'upperRoman', '%1.', 'PbChapter')}${level(1, 'upperLetter', '%2.', 'PbHeading')}${numbering === 'chapter' ? inChapters : ''}</w:abstractNum>${single(2, '(%1)', 'PbSubmission')}${single(3, 'Figure %1.', 'PbFigure')}${numbering === 'plain' ? single(4, '%1.', 'PbPara') : ''}${[1, 2, 3, ...(numbering === 'plain' ? [4] : [])].map((n) => `<w:num w:numId="${n}"><w:abstractNumId w:val="${n}"/></w:num>`).join('')}</w:numbering>`;
}

function stylesXml(language: string, numbering: 'plain' | 'chapter'): string {
  const numbered = (list: number, level = 0): string =>
    `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
  const style = (id: string, name: string, size: number, run = '', around = ''): string =>
    `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${around}</w:pPr><w:rPr>${run}<w:sz w:val="${size}"/></w:rPr></w:style>`;
  const after = (n: number): string => `<w:spacing w:after="${n}"/>`;
  return `${HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="${escaped(language === 'en' ? 'en-GB' : language)}"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="160" w:line="288" w:lineRule="auto"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="40" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style><w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style><w:style w:type="character" w:customStyle="1" w:styleId="PbCite"><w:name w:val="Pleading Citation"/></w:style>${style('PbChapter', 'Pleading Chapter', 30, '<w:b/>', `<w:keepNext/>${numbered(1)}<w:spacing w:before="360" w:after="200"/><w:outlineLvl w:val="0"/>`)}${style('PbHeading', 'Pleading Heading', 25, '<w:b/>', `<w:keepNext/>${numbered(1, 1)}<w:spacing w:before="240" w:after="140"/><w:outlineLvl w:val="1"/>`)}${style('PbPara', 'Pleading Paragraph', 22, '', `${numbering === 'plain' ? numbered(4) : numbered(1, 2)}${after(160)}`)}${style('PbQuotation', 'Pleading Quotation', 21, '', `${after(160)}<w:ind w:left="1134" w:right="680"/>`)}${style('PbSubmission', 'Pleading Submission', 22, '', `${numbered(2)}${after(160)}`)}${style('PbFigure', 'Pleading Figure', 21, '<w:b/>', `<w:keepNext/>${numbered(3)}<w:spacing w:before="240" w:after="100"/>`)}${style('PbMadeTitle', 'Pleading Made Title', 32, '<w:b/>', '<w:spacing w:before="240" w:after="240"/>')}${style('PbMadeText', 'Pleading Made Text', 21, '', after(100))}${style('PbMadeNote', 'Pleading Made Note', 17, '<w:color w:val="5F594D"/>', after(40))}${style('PbMadeCell', 'Pleading Made Cell', 18, '', after(0))}</w:styles>`;
}
