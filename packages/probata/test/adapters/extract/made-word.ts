// Word files made by the tests: paragraphs of runs with the marks of citations, put into a package.
import { plainZip } from '../../../src/adapters/extract/zip-write.ts';

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const words = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
export const struck = (text: string): string =>
  `<w:r><w:delText xml:space="preserve">${text}</w:delText></w:r>`;
export const para = (...inside: string[]): string => `<w:p>${inside.join('')}</w:p>`;
export const del = (inside: string): string =>
  `<w:del w:id="900" w:author="Counsel B" w:date="2034-02-03T10:00:00Z">${inside}</w:del>`;
export const ins = (inside: string): string =>
  `<w:ins w:id="901" w:author="Counsel B" w:date="2034-02-03T10:00:00Z">${inside}</w:ins>`;

const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const code = (text: string): string => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;

/** The field alone; `cut` leaves its end away, as a damaged file has it. */
export const field = (id: string, result: string, cut = false): string =>
  `${mark('begin')}${code(` ADDIN PROBATA_CITE ${id} v1 `)}${mark('separate')}${result}${cut ? '' : mark('end')}`;

let bookmarks = 100;
export function bookmark(id: string, inside: string): string {
  bookmarks += 1;
  return `<w:bookmarkStart w:id="${bookmarks}" w:name="pbc_${id}"/>${inside}<w:bookmarkEnd w:id="${bookmarks}"/>`;
}
/** A citation as we write it: a bookmark around a field. */
export const cite = (id: string, text: string): string => bookmark(id, field(id, words(text)));
export const callOf = (kind: 'footnote' | 'endnote', n: number): string =>
  `<w:r><w:${kind}Reference w:id="${n}"/></w:r>`;
export const noteOf = (kind: 'footnote' | 'endnote', n: number, ...inside: string[]): string =>
  `<w:${kind} w:id="${n}">${para(...inside)}</w:${kind}>`;

export interface MadeWord {
  readonly body: readonly string[];
  readonly footnotes?: readonly string[];
  readonly endnotes?: readonly string[];
  readonly comments?: readonly string[];
  /** Targets of links, `rId50` and on. */
  readonly links?: readonly string[];
  readonly manifest?: { readonly draft: string; readonly ids: readonly string[] };
}

/** The package; parts that are not given are not there. */
export function madeWord(made: MadeWord): Buffer {
  const lists = (['footnotes', 'endnotes', 'comments'] as const).filter((name) => made[name] !== undefined);
  const relations = [
    ...lists.map((name, i) => `<Relationship Id="rId${i + 1}" Type="${REL}/${name}" Target="${name}.xml"/>`),
    ...(made.links ?? []).map(
      (target, i) =>
        `<Relationship Id="rId${i + 50}" Type="${REL}/hyperlink" Target="${target}" TargetMode="External"/>`,
    ),
  ];
  const part = (name: string, content: string) => ({ name, content: Buffer.from(content) });
  return plainZip([
    part(
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/>${lists.map((name) => `<Override PartName="/word/${name}.xml" ContentType="${TYPE}.${name}+xml"/>`).join('')}</Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    part(
      'word/_rels/document.xml.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`,
    ),
    part(
      'word/document.xml',
      `<w:document ${W}><w:body>${made.body.join('')}<w:sectPr/></w:body></w:document>`,
    ),
    ...lists.map((name) =>
      part(`word/${name}.xml`, `<w:${name} ${W}>${(made[name] ?? []).join('')}</w:${name}>`),
    ),
    ...(made.manifest === undefined
      ? []
      : [
          part(
            'customXml/item1.xml',
            `<pb:manifest xmlns:pb="urn:probata:draft:1" draft="${made.manifest.draft}">${made.manifest.ids.map((id) => `<pb:cite id="${id}"/>`).join('')}</pb:manifest>`,
          ),
        ]),
  ]);
}
