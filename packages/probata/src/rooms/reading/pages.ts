// Cuts a reading into pages: those of the document, or stretches of text where a document has no pages of its own.
import type { Extraction, TextLine } from '../../ports/extractor.ts';
import type { Place } from './types.ts';

/** One page of a reading: units into the whole text, size in points where the document has pages. */
export interface ReadingPage {
  readonly page: number;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly textLayer: boolean;
  /** The page's other text, where it has two: it stands behind the last page. */
  readonly other?: { readonly start: number; readonly end: number };
}

/** Text without pages is cut near this many units, at a line's end. */
export const STRETCH_UNITS = 4000;

/** The pages of a reading, in order; at least one, so that every exhibit can be opened. */
export function pagesOf(extraction: Extraction): readonly ReadingPage[] {
  if (extraction.pages.length > 0)
    return extraction.pages.map((page, i) => ({
      page: i + 1,
      label: `p. ${i + 1}`,
      start: page.start,
      end: page.end,
      width: page.width,
      height: page.height,
      textLayer: page.textLayer,
      ...(page.other === undefined ? {} : { other: { start: page.other.start, end: page.other.end } }),
    }));
  const { text } = extraction;
  const pages: ReadingPage[] = [];
  for (let start = 0; start < text.length || pages.length === 0; ) {
    let end = Math.min(text.length, start + STRETCH_UNITS);
    if (end < text.length) {
      const line = text.lastIndexOf('\n', end);
      end = line > start ? line + 1 : evenUnit(text, end);
    }
    pages.push({
      page: pages.length + 1,
      label: `part ${pages.length + 1}`,
      start,
      end,
      width: null,
      height: null,
      textLayer: true,
    });
    start = end;
    if (text.length === 0) break;
  }
  return pages;
}

/** Never between the halves of a surrogate pair. */
function evenUnit(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? at - 1 : at;
}

/** The page on which a unit of the text stands. */
export function pageAt(pages: readonly ReadingPage[], unit: number): ReadingPage | undefined {
  const last = pages.at(-1);
  if (last !== undefined && unit >= last.end) {
    const beside = pages.find(({ other }) => other !== undefined && other.start <= unit && unit < other.end);
    if (beside !== undefined) return beside;
  }
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pages[middle]?.start ?? 0) <= unit) low = middle;
    else high = middle - 1;
  }
  return pages[low];
}

/**
 * The place of a stretch of text: units, page and the boxes of its lines (whole lines narrowed in proportion to the
 * units marked), or its cells where the exhibit is a table; and the pin by which a footnote cites it. Of a sealed
 * exhibit the sheets go by number: the name of a sheet is content, and may be a person's.
 */
export function placeOf(
  extraction: Extraction,
  span: { readonly start: number; readonly end: number },
  isSealed = false,
): { place: Place; pin: string } {
  const pages = pagesOf(extraction);
  const first = pageAt(pages, span.start);
  const last = pageAt(pages, span.end - 1);
  const cells = extraction.cells
    .filter((cell) => cell.start < span.end && cell.start + cell.text.length > span.start)
    .map(({ sheet, row, col }) => ({ sheet: isSealed ? sheetNumber(extraction, sheet) : sheet, row, col }));
  const boxes = extraction.pages.flatMap((page, i) =>
    [page, ...(page.other === undefined ? [] : [page.other])].flatMap((text) =>
      text.end <= span.start || text.start >= span.end
        ? []
        : text.lines.flatMap((line) =>
            line.end <= span.start || line.start >= span.end
              ? []
              : [{ page: i + 1, box: narrowed(line, span) }],
          ),
    ),
  );
  const heard = timeOf(extraction, span);
  const place: Place = {
    by: 'text',
    start: span.start,
    end: span.end,
    ...(first === undefined || first.width === null ? {} : { page: first.page }),
    ...(boxes.length === 0 ? {} : { boxes }),
    ...(cells.length === 0 || cells.length > 200 ? {} : { cells }),
    ...(heard === undefined ? {} : { time: heard }),
  };
  if (heard !== undefined) return { place, pin: `${timeInWords(heard.fromMs)}-${timeInWords(heard.toMs)}` };
  return { place, pin: pinOf(extraction, cells, first, last, span.start) };
}

/** When the words of a stretch are heard: from its first cue to its last. */
function timeOf(
  { cues = [] }: Extraction,
  span: { readonly start: number; readonly end: number },
): { fromMs: number; toMs: number } | undefined {
  const here = cues.filter((cue) => cue.start < span.end && cue.end > span.start);
  const first = here[0];
  if (first === undefined) return undefined;
  return { fromMs: first.fromMs, toMs: Math.max(...here.map((cue) => cue.toMs)) };
}

function sheetNumber(extraction: Extraction, sheet: string): string {
  return String(extraction.tables.findIndex((table) => table.sheet === sheet) + 1);
}

function pinOf(
  extraction: Extraction,
  cells: readonly { readonly sheet: string; readonly row: number; readonly col: number }[],
  first: ReadingPage | undefined,
  last: ReadingPage | undefined,
  start: number,
): string {
  const cell = cells[0];
  const lastCell = cells.at(-1);
  if (cell !== undefined && lastCell !== undefined) {
    const rows = cell.row === lastCell.row ? `row ${cell.row}` : `rows ${cell.row}-${lastCell.row}`;
    return extraction.tables.length > 1 ? `sheet ${cell.sheet}, ${rows}` : rows;
  }
  if (first === undefined || first.width === null || last === undefined) return unpagedPin(extraction, start);
  return first.page === last.page ? `p. ${first.page}` : `pp. ${first.page}-${last.page}`;
}

/**
 * Where a text without pages is cited: a plain text by its line; any other by the number that the paragraph itself
 * bears, or else by counting from the top. A counted number is never shown as if it were the paragraph's own.
 */
function unpagedPin(extraction: Extraction, start: number): string {
  const before = extraction.text.slice(0, start);
  if (extraction.kind === 'txt' || extraction.kind === 'md') return `line ${before.split('\n').length}`;
  const lineStart = before.lastIndexOf('\n') + 1;
  const own = /^\s*\(?(\d{1,4}(?:\.\d{1,3})*)[.)\t ]/.exec(extraction.text.slice(lineStart, lineStart + 40));
  if (own?.[1] !== undefined) return `para. ${own[1]}`;
  const paragraphs =
    before
      .slice(0, lineStart)
      .split('\n')
      .filter((line) => line.trim() !== '').length + 1;
  return `para. ${paragraphs} from the top`;
}

function narrowed(
  line: TextLine,
  span: { readonly start: number; readonly end: number },
): [number, number, number, number] {
  const units = Math.max(1, line.end - line.start);
  const width = line.box[2] - line.box[0];
  const from = Math.max(0, span.start - line.start) / units;
  const to = Math.min(units, span.end - line.start) / units;
  const hundredths = (points: number): number => Math.round(points * 100);
  return [
    hundredths(line.box[0] + width * from),
    hundredths(line.box[1]),
    hundredths(line.box[0] + width * to),
    hundredths(line.box[3]),
  ];
}

/** A time in a recording as it is cited: `00:01:15`, with thousandths only where there are any. */
export function timeInWords(ms: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const rest = Math.round(ms % 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(3, '0')}`;
}
