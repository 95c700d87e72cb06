// The body of a pleading as a Word document: numbered blocks whose citations carry their ids, so that they come back.
import { escaped } from '../../../base/figure/svg.ts';
import { readText } from '../../../base/texts.ts';
import {
  citationBookmark,
  citationField,
  citationTag,
  paragraphBookmark,
} from '../../../base/word-layers.ts';
import { marksIn, parseSource } from '../source.ts';
import type { Block, BlockKind, Composed, Run } from '../types.ts';
import type { DraftIssued } from './types.ts';

/** A drawing as vectors and as a picture for older programs, in pixels. */
export interface WordPicture {
  readonly svg: string;
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface WordBody {
  readonly body: string;
  readonly footnotes: readonly string[];
  readonly marks: DraftIssued['marks'];
  readonly pictures: readonly WordPicture[];
}

export interface WordAsked {
  /** Gives the id of each further mark. */
  nextId(): string;
  /** Content controls too: Word names the citation when it is touched. */
  readonly controls: boolean;
  /** The drawings, by block and place of the mark: `blk_… 0`. */
  readonly pictures: ReadonlyMap<string, WordPicture>;
}

/** The first two footnotes of a document are its separators (ECMA-376 Part 1, 17.11). */
const FIRST_NOTE = 2;
const STYLE: Readonly<Record<BlockKind, string>> = {
  chapter: 'PbChapter',
  heading: 'PbHeading',
  paragraph: 'PbPara',
  quotation: 'PbQuotation',
  submission: 'PbSubmission',
  summary: 'PbPara',
  figure: 'PbFigure',
};

/** Text as runs; a line's end in it is a line's end in Word. */
export function words(text: string, look = ''): string {
  return text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
    .map((line, i) => `<w:r>${look}${i === 0 ? '' : '<w:br/>'}${line}</w:r>`)
    .join('');
}
export const paragraph = (style: string, inside: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${inside}</w:p>`;

/** Sets every block in its order. `marks` says what each id in the file stands for. Pure but for `nextId`. */
export function wordBody(made: Composed, blocks: readonly Block[], asked: WordAsked): WordBody {
  const marks: DraftIssued['marks'][number][] = [];
  const footnotes: string[] = [];
  const pictures: WordPicture[] = [];
  let bookmark = 0;
  const around = (name: string, inside: string): string => {
    bookmark += 1;
    return `<w:bookmarkStart w:id="${bookmark}" w:name="${name}"/>${inside}<w:bookmarkEnd w:id="${bookmark}"/>`;
  };
  const carried = (block: string, source: string, shown: string): string => {
    const id = asked.nextId();
    marks.push({ id, block: block as `blk_${string}`, source, words: shown.slice(0, 2000) });
    const field = `${fieldMark('begin')}<w:r><w:instrText xml:space="preserve"> ${citationField(id)} </w:instrText></w:r>${fieldMark('separate')}${words(shown, '<w:rPr><w:rStyle w:val="PbCite"/></w:rPr>')}${fieldMark('end')}`;
    const inside = asked.controls
      ? `<w:sdt><w:sdtPr><w:alias w:val="${escaped(shown.slice(0, 60))}"/><w:tag w:val="${citationTag(id)}"/></w:sdtPr><w:sdtContent>${field}</w:sdtContent></w:sdt>`
      : field;
    return around(citationBookmark(id), inside);
  };
  const note = (block: string, source: string, text: string): string => {
    const n = FIRST_NOTE + footnotes.length;
    footnotes.push(
      `<w:footnote w:id="${n}">${paragraph('FootnoteText', `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>${words(' ')}${carried(block, source, text.replace(/\.$/u, ''))}${words('.')}`)}</w:footnote>`,
    );
    return `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="${n}"/></w:r>`;
  };
  const setMark = (block: string, source: string, run: Run | undefined): string => {
    if (run?.is === 'note') {
      const text = made.footnotes.find((one) => one.n === run.note)?.text ?? '';
      return note(block, source, text);
    }
    if (run?.is === 'drawing') return carried(block, source, run.title);
    if (run?.is === 'figure' || run?.is === 'text') return carried(block, source, run.text);
    // What it cites does not stand at present: it goes out and comes back all the same.
    return carried(block, source, '[no source stands here]');
  };
  const body = made.blocks.map((set, i) => {
    const block = blocks[i];
    const source = block === undefined ? '' : readText(block.text, made.language).text;
    const written = marksIn(source);
    const ofMark = new Map(set.runs.flatMap((run) => (run.mark === undefined ? [] : [[run.mark, run]])));
    let n = -1;
    const pieces = parseSource(source);
    const inside = pieces.map((piece, at) => {
      if (piece.is !== 'text') {
        n += 1;
        return setMark(set.id, written[n] ?? '', ofMark.get(n));
      }
      const isBeforeNote = pieces[at + 1]?.is === 'cite' && ofMark.get(n + 1)?.is === 'note';
      const look = piece.style === 'emphasis' ? '<w:rPr><w:i/></w:rPr>' : '';
      return words(isBeforeNote ? piece.text.trimEnd() : piece.text, look);
    });
    const own = paragraph(STYLE[set.kind], around(paragraphBookmark(set.id.slice(4)), inside.join('')));
    return `${own}${set.runs.map((run) => drawing(set.id, run)).join('')}`;
  });
  function drawing(block: string, run: Run): string {
    if (run.is !== 'drawing') return '';
    const picture = asked.pictures.get(`${block} ${run.mark}`);
    if (picture !== undefined) pictures.push(picture);
    return [
      paragraph('PbMadeText', words(run.sentence)),
      picture === undefined ? '' : paragraph('PbMadeText', pictureXml(run, picture, pictures.length)),
      ...[run.source, ...run.notes].map((line) => paragraph('PbMadeNote', words(line))),
    ].join('');
  }
  return { body: body.join(''), footnotes, marks, pictures };
}

const fieldMark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
/** The width of the text on an A4 page with our margins: 155 mm in English Metric Units. */
const WIDTH_EMU = 5_580_000;

/** Word 2016 and later draw the SVG (MS-ODRAWXML 2.6.1), older programs the PNG. Relations `rIdP1` and `rIdS1` on. */
function pictureXml(
  { title, sentence }: { readonly title: string; readonly sentence: string },
  { width, height }: WordPicture,
  n: number,
): string {
  const size = `cx="${WIDTH_EMU}" cy="${Math.round((WIDTH_EMU * height) / width)}"`;
  const named = `id="${n}" name="${escaped(title)}" descr="${escaped(sentence)}"`;
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr ${named}/><a:graphic><a:graphicData uri="${DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr ${named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdP${n}"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rIdS${n}"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}
