// Collects what people wrote onto the pages of a PDF: notes, marks with a remark, boxes of text and stamps.
import type * as Engine from 'mupdf';
import type { Box } from '../../../ports/extractor.ts';
import type { Draft } from '../draft.ts';
import { noteAsked } from '../upset.ts';

const MOST = 5_000;
/** Annotations whose words are shown elsewhere: a popup belongs to its note, a field's value stands on the page. */
const NOT_A_COMMENT = /^(?:Popup|Widget|Link|PrinterMark|TrapNet|Watermark|3D|Screen|Movie|Sound|RichMedia)$/;

/**
 * Notes every annotation of the page that says something (ISO 32000-1, 12.5.6) as a comment with its author and place;
 * words that the page shows anyway are not repeated.
 * @param shown the page's own words, white space collapsed
 * @param toPage counts a place from the page's own corner
 */
export function noteComments(
  page: Engine.Page,
  number: number,
  shown: string,
  toPage: (box: Box) => Box,
  draft: Draft,
): void {
  if (!page.isPDF()) return;
  for (const annotation of (page as Engine.PDFPage).getAnnotations().slice(0, MOST)) {
    try {
      if (NOT_A_COMMENT.test(annotation.getType())) continue;
      const said = annotation.getContents().replace(/\r\n?/g, '\n').trim();
      if (said === '' || shown.includes(said.replace(/\s+/g, ' '))) continue;
      const author = annotation.hasAuthor() ? annotation.getAuthor().trim() : '';
      draft.hide({
        kind: 'comment',
        text: author === '' ? said : `${author}: ${said}`,
        page: number,
        box: toPage(annotation.getBounds()),
      });
    } catch (error) {
      noteAsked(error); // an annotation that cannot be read says nothing; the page itself was read
    }
  }
}
