// After a damaged PDF the engine is tried on a page of our own before its process is given another file.

import { Draft } from './draft.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { Ending } from './send.ts';

const WORDS = 'This page is read after a file that was damaged.';
const PAGE = `BT /F 12 Tf 72 720 Td (${WORDS}) Tj ET`;
const KNOWN = Buffer.from(
  `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length ${PAGE.length}>> stream
${PAGE}
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
`,
  'latin1',
);

/**
 * Whether the engine reads a known page as it should, after a PDF that did not end as `read`; true for other kinds, whose
 * readers keep nothing between files. A trap is told by what was caught (upset.ts); this finds an engine that goes on as
 * if nothing had happened.
 */
export async function stillReads(draft: Draft, ending: Ending): Promise<boolean> {
  if (draft.kind !== 'pdf' || ending.state === 'read') return true;
  const { readPdf } = await import('./kinds/pdf.ts');
  const known = new Draft(DEFAULT_LIMITS, 'pdf', 'application/pdf');
  try {
    readPdf(
      { bytes: KNOWN, name: '', kind: 'pdf', mediaType: 'application/pdf', limits: DEFAULT_LIMITS },
      known,
    );
  } catch {
    return false;
  }
  return known.pages.length === 1 && known.text.trim() === WORDS;
}
