// The marks of a page as rectangles on its picture, line by line.
import type { Marks, PageShown, Span } from './types.ts';

export interface MarkRect {
  readonly key: string;
  readonly id?: string;
  readonly look: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One rectangle for each line that a mark touches, narrowed in proportion to the units marked; and places drawn by hand. */
export function rectsOf(page: Pick<PageShown, 'page' | 'lines' | 'passages'>, marks: Marks): MarkRect[] {
  const { active, flashed } = marks;
  const look = (id: string): string =>
    `passage${id === active ? ' active' : ''}${id === flashed ? ' flashed' : ''}`;
  return [
    ...page.passages.flatMap((one): MarkRect[] => {
      if (one.place.by === 'area' && one.place.page === page.page) {
        const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = one.place.box.map((hundredths) => hundredths / 100);
        return [
          { key: one.id, id: one.id, look: look(one.id), x: x0, y: y0, width: x1 - x0, height: y1 - y0 },
        ];
      }
      return one.start === null || one.end === null
        ? []
        : overLines(page, { start: one.start, end: one.end }, look(one.id), one.id);
    }),
    ...marks.hits.flatMap((hit) => overLines(page, hit, hit.start === marks.hit?.start ? 'hit this' : 'hit')),
    ...(marks.draft?.by === 'words' ? overLines(page, marks.draft.span, 'drafted') : []),
  ];
}

function overLines(
  page: Pick<PageShown, 'lines'>,
  { start, end }: Span,
  look: string,
  id?: string,
): MarkRect[] {
  return page.lines
    .filter((line) => line.start < end && line.end > start)
    .map((line) => {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = line.box;
      const units = Math.max(1, line.end - line.start);
      const from = Math.max(0, start - line.start) / units;
      const to = Math.min(units, end - line.start) / units;
      return {
        key: `${look}-${id ?? ''}-${start}-${line.start}`,
        ...(id === undefined ? {} : { id }),
        look,
        x: x0 + (x1 - x0) * from,
        y: y0,
        width: (x1 - x0) * (to - from),
        height: y1 - y0,
      };
    });
}
