/** Writes a paper as a Word file: the fewest parts that Word, LibreOffice and our own reader open without complaint. */
import type { Block } from './blocks.ts';
import { INVENTED } from './world.ts';
import { zip } from './zip.ts';

export interface WordPaper {
  readonly office: readonly string[];
  readonly colour: string;
  readonly ref?: string;
  readonly date?: string;
  readonly blocks: readonly Block[];
  readonly title: string;
  readonly author: string;
  /** Moments of the file itself, as its properties tell them (UTC). */
  readonly created: string;
  readonly modified: string;
  readonly language: string;
  readonly rtl?: boolean;
}

export const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Takes the paper; gives the bytes of a .docx (ECMA-376, transitional), the same at every run. */
export function docx(paper: WordPaper): Uint8Array {
  const text = (body: string): Uint8Array => Buffer.from(PROLOG + body, 'utf8');
  return zip([
    [
      '[Content_Types].xml',
      text(
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
          ['/word/document.xml', 'wordprocessingml.document.main'],
          ['/word/styles.xml', 'wordprocessingml.styles'],
          ['/word/footer1.xml', 'wordprocessingml.footer'],
        ]
          .map(
            ([part, kind]) =>
              `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${kind}+xml"/>`,
          )
          .join(
            '',
          )}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
      ),
    ],
    [
      '_rels/.rels',
      text(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
      ),
    ],
    [
      'word/_rels/document.xml.rels',
      text(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>',
      ),
    ],
    ['word/document.xml', text(documentXml(paper))],
    ['word/styles.xml', text(stylesXml(paper.language))],
    [
      'word/footer1.xml',
      text(
        `<w:ftr ${W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t>${xml(INVENTED)}</w:t></w:r></w:p></w:ftr>`,
      ),
    ],
    [
      'docProps/core.xml',
      text(
        `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xml(paper.title)}</dc:title><dc:creator>${xml(paper.author)}</dc:creator><cp:lastModifiedBy>${xml(paper.author)}</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${paper.created}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${paper.modified}</dcterms:modified></cp:coreProperties>`,
      ),
    ],
  ]);
}

const run = (text: string, props = ''): string =>
  text
    .split('\n')
    .map(
      (line, i) =>
        `<w:r>${props === '' ? '' : `<w:rPr>${props}</w:rPr>`}${i > 0 ? '<w:br/>' : ''}<w:t xml:space="preserve">${xml(line)}</w:t></w:r>`,
    )
    .join('');

function documentXml(paper: WordPaper): string {
  const rtl = paper.rtl === true;
  const para = (style: string, text: string, extra = '', props = ''): string =>
    `<w:p><w:pPr><w:pStyle w:val="${style}"/>${extra}${rtl ? '<w:bidi/>' : ''}</w:pPr>${run(text, props + (rtl ? '<w:rtl/>' : ''))}</w:p>`;
  const [big = '', ...rest] = paper.office;
  const body = [
    para('Office', big, '', `<w:color w:val="${paper.colour.slice(1)}"/>`),
    ...rest.map((line) => para('Small', line)),
    para('Small', '', '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="888888"/></w:pBdr>'),
    ...[paper.ref, paper.date].flatMap((line) => (line === undefined ? [] : [para('Normal', line)])),
    ...paper.blocks.map((b) => block(b, para)),
  ].join('');
  return `<w:document ${W} ${R}><w:body>${body}<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1474" w:bottom="1417" w:left="1474" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`;
}

function block(
  b: Block,
  para: (style: string, text: string, extra?: string, props?: string) => string,
): string {
  switch (b.k) {
    case 'title':
      return para('Title', b.text);
    case 'head':
      return para('Heading1', b.text);
    case 'p':
      return para('Normal', b.text);
    case 'n':
      return para('Numbered', `${b.no}\t${b.text}`);
    case 'right':
      return para('Normal', b.text, '<w:jc w:val="end"/>');
    case 'small':
      return para('Small', b.text);
    case 'rule':
      return para(
        'Small',
        '',
        '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="aaaaaa"/></w:pBdr>',
      );
    case 'break':
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
    case 'table': {
      const cell = (text: string, i: number, bold: boolean): string =>
        `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${para('TableText', text, b.align[i] === 'r' ? '<w:jc w:val="end"/>' : '', bold ? '<w:b/>' : '')}</w:tc>`;
      const rows = [b.head, ...b.rows].map((row, at) => {
        const bold = at === 0 || (b.sumRow === true && at === b.rows.length);
        return `<w:tr>${row.map((c, i) => cell(c, i, bold)).join('')}</w:tr>`;
      });
      return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders><w:top w:val="single" w:sz="6"/><w:bottom w:val="single" w:sz="6"/><w:insideH w:val="single" w:sz="2" w:color="bbbbbb"/></w:tblBorders></w:tblPr><w:tblGrid>${b.align.map(() => '<w:gridCol/>').join('')}</w:tblGrid>${rows.join('')}</w:tbl>${para('Small', '')}`;
    }
  }
}

function stylesXml(language: string): string {
  const style = (id: string, name: string, ppr: string, rpr: string): string =>
    `<w:style w:type="paragraph"${id === 'Normal' ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>${id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>'}<w:pPr>${ppr}</w:pPr><w:rPr>${rpr}</w:rPr></w:style>`;
  return `<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Source Serif 4" w:hAnsi="Source Serif 4" w:cs="Noto Naskh Arabic"/><w:sz w:val="22"/><w:lang w:val="${language}"/></w:rPr></w:rPrDefault></w:docDefaults>${[
    style('Normal', 'Normal', '<w:spacing w:after="140" w:line="290" w:lineRule="auto"/>', ''),
    style('Title', 'Title', '<w:spacing w:before="240" w:after="200"/>', '<w:b/><w:sz w:val="30"/>'),
    style('Heading1', 'heading 1', '<w:keepNext/><w:spacing w:before="260" w:after="120"/>', '<w:b/>'),
    style('Office', 'Office', '<w:spacing w:after="20"/>', '<w:b/><w:sz w:val="28"/>'),
    style(
      'Numbered',
      'Numbered',
      '<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs><w:ind w:left="567" w:hanging="567"/>',
      '',
    ),
    style('Small', 'Small', '<w:spacing w:after="40"/>', '<w:sz w:val="18"/>'),
    style('TableText', 'Table text', '<w:spacing w:after="0"/>', '<w:sz w:val="19"/>'),
    style('Footer', 'footer', '', '<w:sz w:val="16"/><w:color w:val="666666"/>'),
  ].join('')}</w:styles>`;
}
