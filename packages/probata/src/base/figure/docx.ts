// A figure as a Word document: the sentence, the drawing as vectors with a picture for older programs, and its table.
import { escaped } from './svg.ts';
import type { Drawing, Figure } from './types.ts';
import { DRAWING, HEAD, PACKAGE, RELATIONS, TYPES, WORD, type WordPart } from './word-names.ts';

/** The width of the text on an A4 page with these margins: 155 mm in English Metric Units. */
const WIDTH_EMU = 5_580_000;

export const run = (text: string, strong = false): string =>
  `<w:r>${strong ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
export const paragraph = (style: string, inside: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${inside}</w:p>`;

/**
 * The parts of the package (ECMA-376). Word 2016 and later draw the SVG (the `svgBlip` extension of the picture, MS-ODRAWXML
 * 2.6.1), older programs the PNG beside it.
 */
export function figureDocument(
  figure: Figure,
  drawing: Drawing,
  files: { readonly svg: string; readonly png: Uint8Array },
  head: string,
): readonly WordPart[] {
  const body = [
    paragraph('Heading1', run(figure.title)),
    paragraph('Normal', run(figure.sentence)),
    paragraph('Normal', picture(figure, drawing)),
    ...[figure.source, ...figure.notes].map((line) => paragraph('FigureNote', run(line))),
    tableXml(figure),
  ].join('');
  return packageOf(body, head, files);
}

/** The package about a body: page, header and styles, and the two forms of a picture where the body shows one. */
export function packageOf(
  body: string,
  head: string,
  files: { readonly svg: string; readonly png: Uint8Array } | null,
): readonly WordPart[] {
  const margins =
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1474" w:right="1417" w:bottom="1361" w:left="1588" w:header="680" w:footer="567" w:gutter="0"/>';
  const pictures =
    files === null
      ? ''
      : `<Relationship Id="rId3" Type="${RELATIONS}/image" Target="media/figure.png"/><Relationship Id="rId4" Type="${RELATIONS}/image" Target="media/figure.svg"/>`;
  return [
    {
      name: '[Content_Types].xml',
      content: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/><Override PartName="/word/document.xml" ContentType="${TYPES}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/word/header.xml" ContentType="${TYPES}.header+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${RELATIONS}/header" Target="header.xml"/>${pictures}</Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `${HEAD}<w:document xmlns:w="${WORD}" xmlns:r="${RELATIONS}" xmlns:wp="${DRAWING}/wordprocessingDrawing" xmlns:a="${DRAWING}/main" xmlns:pic="${DRAWING}/picture"><w:body>${body}<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>${margins}</w:sectPr></w:body></w:document>`,
    },
    {
      name: 'word/header.xml',
      content: `${HEAD}<w:hdr xmlns:w="${WORD}">${paragraph('FigureNote', run(head))}</w:hdr>`,
    },
    { name: 'word/styles.xml', content: STYLES },
    ...(files === null
      ? []
      : [
          { name: 'word/media/figure.png', content: files.png },
          { name: 'word/media/figure.svg', content: files.svg },
        ]),
  ];
}

function picture(figure: Figure, { width, height }: Drawing): string {
  const high = Math.round((WIDTH_EMU * height) / width);
  const size = `cx="${WIDTH_EMU}" cy="${high}"`;
  const said = escaped(figure.sentence);
  const name = escaped(figure.title);
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr id="1" name="${name}" descr="${said}"/><a:graphic><a:graphicData uri="${DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="${name}" descr="${said}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId3"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId4"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}

function tableXml({ table }: Figure): string {
  return tableOf(
    table.columns,
    table.rows.map((row) => row.cells),
  );
}

/** A table as wide as the text; `share` is how much of the width a column takes, the same for each where none is said. */
export function tableOf(
  columns: readonly { readonly name: string; readonly numbers: boolean; readonly share?: number }[],
  rows: readonly (readonly string[])[],
): string {
  if (columns.length === 0) return '';
  const all = columns.reduce((sum, one) => sum + (one.share ?? 1), 0);
  const wide = columns.map((one) => Math.floor((8788 * (one.share ?? 1)) / all));
  const cell = (text: string, i: number, strong: boolean): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${wide[i]}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="FigureCell"/>${columns[i]?.numbers === true ? '<w:jc w:val="right"/>' : ''}</w:pPr>${run(text, strong)}</w:p></w:tc>`;
  const row = (cells: readonly string[], strong: boolean): string =>
    `<w:tr><w:trPr><w:cantSplit/>${strong ? '<w:tblHeader/>' : ''}</w:trPr>${columns.map((_column, i) => cell(cells[i] ?? '', i, strong)).join('')}</w:tr>`;
  const grid = wide.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders><w:top w:val="single" w:sz="4" w:color="5F594D"/><w:bottom w:val="single" w:sz="4" w:color="5F594D"/><w:insideH w:val="single" w:sz="2" w:color="DDD6C7"/></w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${row(
    columns.map((one) => one.name),
    true,
  )}${rows.map((one) => row(one, false)).join('')}</w:tbl>${paragraph('FigureNote', '')}`;
}

const style = (id: string, name: string, size: number, run = '', around = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:pPr>${around}</w:pPr><w:rPr>${run}<w:sz w:val="${size}"/></w:rPr></w:style>`;
const STYLES = `${HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Arial"/><w:sz w:val="21"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr></w:style>${style('Heading1', 'heading 1', 30, '<w:b/>', '<w:keepNext/><w:spacing w:after="160"/><w:outlineLvl w:val="0"/>')}${style('Heading2', 'heading 2', 25, '<w:b/>', '<w:keepNext/><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="1"/>')}${style('FigureNote', 'Figure Note', 17, '<w:color w:val="5F594D"/>', '<w:spacing w:after="40"/>')}${style('FigureCell', 'Figure Cell', 17, '', '<w:spacing w:after="0"/>')}</w:styles>`;
