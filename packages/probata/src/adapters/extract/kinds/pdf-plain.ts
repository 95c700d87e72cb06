// Reads the text of a page that holds nothing but text in one go; every other page is gone through step by step.
import type * as Engine from 'mupdf';
import { noteAsked } from '../upset.ts';
import { blocksOf, type EngineBlocks, holdsOnlyText } from './pdf-lines.ts';

const CONTENT_MAX = 1 << 22;

/**
 * What could paint or clip something else than text, as words of a content stream (ISO 32000-1, Annex A): XObjects,
 * inline images, shadings, patterns, paths (each begins with `m` or `re`), clips, and text taken as a clip. In the middle
 * of a text such a word costs the shorter way and nothing else.
 */
const MORE_THAN_TEXT =
  /(?<![A-Za-z(])(?:Do|BI|sh|W)(?![A-Za-z])|[\d.]\s*(?:re|m)(?![A-Za-z])|[4-7]\s*Tr(?![A-Za-z])|\/\S+\s*(?:scn|SCN)/;

/**
 * The blocks of a page whose content paints text alone and which carries no annotation, or undefined where it may hold
 * more: then it has to be gone through as it is painted. Nothing is clipped on such a page but by its own edge.
 */
export function plainBlocks(page: Engine.Page): EngineBlocks | undefined {
  if (!page.isPDF() || !isPlain(page as Engine.PDFPage)) return undefined;
  // Whatever else is painted all the same, by a glyph that is a drawing, say, stands among the blocks.
  const structured = page.toStructuredText('preserve-whitespace,clip=no,preserve-images,vectors');
  try {
    return holdsOnlyText(structured) ? blocksOf(structured) : undefined;
  } finally {
    structured.destroy();
  }
}

function isPlain(page: Engine.PDFPage): boolean {
  try {
    const object = page.getObject();
    if (!object.get('Annots').isNull()) return false;
    const contents = object.get('Contents');
    if (!contents.isArray()) return isPlainContent(contents);
    for (let part = 0; part < contents.length; part += 1) {
      if (!isPlainContent(contents.get(part))) return false;
    }
    return true;
  } catch (error) {
    noteAsked(error);
    return false; // what is wrong with it is said when it is gone through
  }
}

function isPlainContent(stream: Engine.PDFObject): boolean {
  if (!stream.isStream()) return false;
  const buffer = stream.readStream();
  try {
    const bytes = buffer.asUint8Array();
    if (bytes.length > CONTENT_MAX) return false;
    return !MORE_THAN_TEXT.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'));
  } finally {
    buffer.destroy();
  }
}
