// Reads a PDF: text with the place of every line, what is missing, what is hidden, and what would act if opened.
import type * as Engine from 'mupdf';
import { isMeaningless } from '../../../base/meaning.ts';
import type { Box } from '../../../ports/extractor.ts';
import { type Draft, Enough, type Line, type Source, Unreadable } from '../draft.ts';
import { takeRemarks } from '../engine-remarks.ts';
import { noteAsked, noteCaught } from '../upset.ts';
import { noteActive } from './pdf-active.ts';
import { checkSkeleton, type PdfSkeleton } from './pdf-check.ts';
import { noteComments } from './pdf-comments.ts';
import { mupdf } from './pdf-engine.ts';
import { checkHints } from './pdf-hints.ts';
import { blocksOf, type EngineBlocks, SCALE } from './pdf-lines.ts';
import { plainBlocks } from './pdf-plain.ts';
import { type BuriedText, buriedBy, paintOf } from './pdf-redaction.ts';

/** What Unicode counts as control characters (Cc). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;
const DAMAGE =
  /format error|syntax error|library error|repair|broken|cannot load|non-page object|treating as end of file|expected '|ignoring object/i;

/**
 * Text, line boxes, images and redactions by page (MuPDF); encrypted files open with the empty or the given
 * password, and permission bits are noted, never obeyed: evidence is read.
 * @throws Unreadable: encrypted, damaged
 */
export function readPdf(source: Source, draft: Draft): void {
  takeRemarks();
  const skeleton = checkSkeleton(source.bytes);
  const document = open(source);
  try {
    readDocument(document, skeleton, source, draft);
  } finally {
    document.destroy(); // the next file of this process finds the engine's memory free
    takeRemarks();
  }
}

function readDocument(document: Engine.Document, skeleton: PdfSkeleton, source: Source, draft: Draft): void {
  const pdf = document.asPDF();
  if (pdf === null) throw new Unreadable('not-the-type', 'The engine does not take this for a PDF.');
  const encryption = unlock(pdf, source.password, saysEncrypted(source.bytes), draft);
  const count = document.countPages();
  draft.fact('pages', count);
  noteMetadata(document, pdf, encryption, skeleton, draft);
  if (count === 0) throw new Unreadable('damaged', 'The PDF has no page that can be found.');
  let failed = 0;
  for (let index = 0; index < count; index += 1) {
    if (index >= draft.limits.pages) {
      draft.cut('page-limit', `The file has ${count} pages; only the first ${draft.limits.pages} were read.`);
      break;
    }
    try {
      readPage(document, index, draft);
    } catch (error) {
      noteCaught(error);
      if (error instanceof Enough || isMemory(error)) throw error;
      failed += 1;
      draft.cut(
        'pdf-page',
        `Page ${index + 1} could not be read: ${error instanceof Error ? error.message : String(error)}`,
      );
      draft.page({
        width: 0,
        height: 0,
        textLayer: false,
        images: 0,
        start: draft.length,
        end: draft.length,
        lines: [],
      });
    }
  }
  if (failed === count) throw new Unreadable('damaged', 'None of the pages can be read.');
  noteDamage(pdf, skeleton, draft);
  const isBlank = draft.text.trim() === '' && draft.pages.every((p) => p.images === 0);
  if (
    isBlank &&
    draft.warnings.some((w) => w.code === 'pdf-repaired') &&
    draft.warnings.filter((w) => w.code === 'pdf-damage').length > 3
  ) {
    throw new Unreadable('damaged', 'The file was damaged; nothing on its pages could be recovered.');
  }
  const hint = checkHints(pdf, source.bytes);
  if (hint !== undefined) draft.cut('pdf-linearisation', hint);
  // After damage was judged: this looks into objects that no page needs.
  noteActive(pdf, draft);
}

function open(source: Source): Engine.Document {
  try {
    return mupdf.Document.openDocument(source.bytes, 'application/pdf');
  } catch (error) {
    noteCaught(error);
    if (isMemory(error)) throw error;
    throw new Unreadable(
      'damaged',
      `The PDF cannot be opened: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function isMemory(error: unknown): boolean {
  return /malloc|out of memory|memory access|enlarge memory|allocation/i.test(String(error));
}

/** A trailer that was rebuilt may have lost the word; the bytes have not. */
function saysEncrypted(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const trailer = view.lastIndexOf('trailer', undefined, 'latin1');
  return trailer >= 0 && /\/Encrypt\s+\d+\s+\d+\s+R/.test(view.toString('latin1', trailer, trailer + 1_000));
}

/** Opens the lock. Gives the encryption dictionary, or undefined where there is none. */
function unlock(
  pdf: Engine.PDFDocument,
  password: string | undefined,
  saysEncrypted: boolean,
  draft: Draft,
): Engine.PDFObject | undefined {
  const encryption = pdf.getTrailer().get('Encrypt');
  const isEncrypted = encryption.isDictionary();
  const isLocked = pdf.needsPassword(); // it tries the empty password, which the newest locks make dear: asked once
  draft.isEncrypted = isEncrypted || isLocked || saysEncrypted;
  if (!isLocked) return isEncrypted ? encryption : undefined;
  if (password !== undefined && pdf.authenticatePassword(password) > 0) return encryption;
  // Where only embedded files are encrypted (crypt filter Identity), the pages themselves stand open.
  if (isEncrypted && encryption.get('StmF').toString() === '/Identity') {
    draft.warn(
      'pdf-attachments-locked',
      'The attached files are encrypted with a password; the pages are not.',
    );
    return encryption;
  }
  throw new Unreadable(
    'encrypted',
    password === undefined
      ? 'The PDF opens only with a password.'
      : 'The PDF does not open with this password.',
  );
}

function readPage(document: Engine.Document, index: number, draft: Draft): void {
  const page = document.loadPage(index);
  try {
    const bounds = page.getBounds();
    const plain = plainBlocks(page);
    if (plain !== undefined && isWithin(plain, bounds)) {
      writePage(page, bounds, { blocks: plain, images: 0, buried: () => [] }, index, draft);
      return;
    }
    const list = page.toDisplayList(true); // with form fields and annotations, as a reader sees the page
    try {
      const { isClipped, images, covers } = paintOf(list);
      const blocks = blocksIn(list, bounds, isClipped);
      const lines = writePage(
        page,
        bounds,
        { blocks, images, buried: () => buriedBy(covers, list) },
        index,
        draft,
      );
      noteComments(page, index + 1, wordsOf(lines), (box) => shifted(box, bounds), draft);
    } finally {
      list.destroy();
    }
  } finally {
    page.destroy();
  }
}

interface Seen {
  readonly blocks: EngineBlocks;
  readonly images: number;
  readonly buried: () => readonly BuriedText[];
}

function writePage(
  page: Engine.Page,
  bounds: Engine.Rect,
  seen: Seen,
  index: number,
  draft: Draft,
): readonly Line[] {
  const start = draft.length;
  const lines = writeLines(seen.blocks, bounds, draft);
  lines.push(...writeFields(page, lines, bounds, draft));
  const end = draft.length;
  const hasText = lines.some((l) => /\S/u.test(l.text));
  noteMeaningless(lines, index + 1, draft);
  for (const buried of hasText ? seen.buried() : []) {
    draft.hide({
      kind: 'bad-redaction',
      text: buried.text,
      page: index + 1,
      box: shifted(buried.box, bounds),
    });
  }
  draft.page({
    width: bounds[2] - bounds[0],
    height: bounds[3] - bounds[1],
    textLayer: hasText,
    images: seen.images,
    start,
    end,
    lines,
  });
  draft.write('\f');
  return lines;
}

/** Glyphs for which the file does not say what they mean (no ToUnicode, ISO 32000-1, 9.10.2) are seen and cannot be searched. */
function noteMeaningless(lines: readonly Line[], number: number, draft: Draft): void {
  if (isMeaningless(lines.map(({ text }) => text).join('\n')))
    draft.warn(
      'text-without-meaning',
      `Of page ${number} the file does not say which letters most glyphs are: it can be seen and cited, and is searched only once its print was recognised.`,
    );
}

function wordsOf(lines: readonly Line[]): string {
  return lines
    .map((l) => l.text)
    .join(' ')
    .replace(/\s+/g, ' ');
}

/**
 * The page's lines without what lies beyond its edge or its clips. To ask of every letter whether it does costs a tenth of
 * the reading: it is done where something is clipped or a line reaches over the edge.
 */
function blocksIn(list: Engine.DisplayList, bounds: Engine.Rect, isClipped: boolean): EngineBlocks {
  const read = (options: string): EngineBlocks => {
    const structured = list.toStructuredText(options);
    try {
      return blocksOf(structured);
    } finally {
      structured.destroy();
    }
  };
  if (isClipped) return read('preserve-whitespace');
  const all = read('preserve-whitespace,clip=no');
  return isWithin(all, bounds) ? all : read('preserve-whitespace');
}

function isWithin(blocks: EngineBlocks, bounds: Engine.Rect): boolean {
  const [left, top, right, bottom] = bounds.map((edge) => edge * SCALE) as [number, number, number, number];
  return blocks.every((lines) =>
    lines.every(({ box: [x, y, w, h] }) => x >= left && y >= top && x + w <= right && y + h <= bottom),
  );
}

function writeLines(blocks: EngineBlocks, bounds: Engine.Rect, draft: Draft): Line[] {
  const lines: Line[] = [];
  const [left, top] = bounds;
  for (const block of blocks) {
    for (const { text: raw, box } of block) {
      // A control character in a PDF is a glyph whose meaning the file does not tell; it takes the room of a space.
      const text = raw.replace(CONTROL, ' ').trimEnd();
      if (text === '') continue;
      const place = draft.line(text);
      const [x, y, w, h] = box;
      const corners: Box = [x / SCALE - left, y / SCALE - top, (x + w) / SCALE - left, (y + h) / SCALE - top];
      lines.push({ text, start: place.start, end: place.end, box: corners });
    }
    draft.write('\n');
  }
  return lines;
}

/** What stands in a form field, where the page shows only a part of it: a long answer in a small box. */
function writeFields(page: Engine.Page, lines: readonly Line[], bounds: Engine.Rect, draft: Draft): Line[] {
  if (!page.isPDF()) return [];
  const widgets = (page as Engine.PDFPage).getWidgets().slice(0, 5_000);
  if (widgets.length === 0) return [];
  const shown = wordsOf(lines);
  const found: Line[] = [];
  for (const widget of widgets) {
    if (!widget.isText() && !widget.isChoice()) continue;
    const value = widget.getValue().replace(/\r\n?/g, '\n');
    if (value.trim() === '' || shown.includes(value.replace(/\s+/g, ' ').trim())) continue;
    const [x0, y0, x1, y1] = widget.getBounds();
    for (const text of value.split('\n').filter((l) => l.trim() !== '')) {
      const place = draft.write(text);
      draft.write('\n');
      found.push({ text, ...place, box: shifted([x0, y0, x1, y1], bounds) });
    }
  }
  return found;
}

/** Places are counted from the page's own corner, which need not be at zero. */
function shifted(box: Box, bounds: Engine.Rect): Box {
  return [box[0] - bounds[0], box[1] - bounds[1], box[2] - bounds[0], box[3] - bounds[1]];
}

function noteMetadata(
  document: Engine.Document,
  pdf: Engine.PDFDocument,
  encryption: Engine.PDFObject | undefined,
  skeleton: PdfSkeleton,
  draft: Draft,
): void {
  const names: readonly [string, string][] = [
    ['title', 'info:Title'],
    ['author', 'info:Author'],
    ['subject', 'info:Subject'],
    ['keywords', 'info:Keywords'],
    ['creator', 'info:Creator'],
    ['producer', 'info:Producer'],
    ['created', 'info:CreationDate'],
    ['modified', 'info:ModDate'],
    ['format', 'format'],
    ['encryption', 'encryption'],
  ];
  for (const [key, name] of names) draft.fact(key, document.getMetaData(name));
  if (encryption?.isDictionary() === true) draft.fact('permission-bits', encryption.get('P').toString());
  if (skeleton.revisions > 1) draft.fact('revisions', skeleton.revisions);
  try {
    const form = pdf.getTrailer().get('Root').get('AcroForm');
    if (form.isDictionary()) draft.fact('form', form.get('XFA').isNull() ? 'AcroForm' : 'XFA');
  } catch (error) {
    noteAsked(error); // a broken catalogue shows itself when the pages are read
  }
}

function noteDamage(pdf: Engine.PDFDocument, skeleton: PdfSkeleton, draft: Draft): void {
  for (const one of skeleton.damage) draft.cut(one.code, one.message);
  const said = takeRemarks();
  // A plain table that is right but written with short lines is rebuilt by the engine; nothing is damaged then.
  const isOnlyFormal = skeleton.isTableSound === true && pdf.wasRepaired() && skeleton.damage.length === 0;
  if (pdf.wasRepaired() && !isOnlyFormal) {
    draft.cut('pdf-repaired', 'The file was damaged; its table of objects had to be rebuilt.');
  }
  const damage = said.filter((s) => DAMAGE.test(s) && !(isOnlyFormal && /repair|xref/i.test(s)));
  for (const one of damage.slice(0, 20)) draft.cut('pdf-damage', one);
  for (const one of said.filter((s) => !DAMAGE.test(s)).slice(0, 20)) draft.warn('pdf-remark', one);
}
