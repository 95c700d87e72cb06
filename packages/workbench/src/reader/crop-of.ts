// Which part of a page is shown when only one passage of it matters: its lines, and enough around them to be understood.
import type { MarkRect } from './rects.ts';
import type { PageShown } from './types.ts';

export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Shares of the page's height: what is shown above and below, and the least and the most that is shown. */
const AROUND = 0.05;
const LEAST = 0.16;
const MOST = 0.32;
/** Share of the page's width left free beside the lines, and the least width shown. */
const BESIDE = 0.025;
const LEAST_WIDTH = 0.4;

/**
 * The window on a page around the rectangles of a passage, in the page's own measure (points; of a picture: pixels).
 * It is as wide as the lines it shows, and begins with the passage if the passage is taller than the window.
 * Undefined where the page has no measure or nothing is marked.
 */
export function cropOf(
  { width, height, lines }: Pick<PageShown, 'width' | 'height' | 'lines'>,
  rects: readonly Pick<MarkRect, 'x' | 'y' | 'width' | 'height'>[],
): Crop | undefined {
  if (width === null || height === null || rects.length === 0) return undefined;
  const top = Math.min(...rects.map((rect) => rect.y));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  const tall = Math.min(
    height,
    Math.min(MOST * height, Math.max(LEAST * height, bottom - top + 2 * AROUND * height)),
  );
  // A passage taller than the window is shown from its beginning.
  const from = bottom - top + AROUND * height > tall ? top - AROUND * height : (top + bottom - tall) / 2;
  const y = Math.max(0, Math.min(height - tall, from));
  const seen = lines.filter(({ box: [, y0 = 0, , y1 = 0] }) => y1 > y && y0 < y + tall);
  const left = Math.min(...rects.map((rect) => rect.x), ...seen.map(({ box: [x0 = 0] }) => x0));
  const right = Math.max(
    ...rects.map((rect) => rect.x + rect.width),
    ...seen.map(({ box: [, , x1 = 0] }) => x1),
  );
  const wide = Math.min(width, Math.max(LEAST_WIDTH * width, right - left + 2 * BESIDE * width));
  const x = Math.max(0, Math.min(width - wide, (left + right - wide) / 2));
  return { x, y, width: wide, height: tall };
}
