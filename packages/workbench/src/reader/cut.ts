// Cuts a text at every edge of a mark, so that passages, search hits and the words of a draft may overlap.
import type { PageShown, Span } from './types.ts';

export interface Mark extends Span {
  readonly sort: 'passage' | 'hit' | 'draft';
  /** The passage's id; for hits and drafts, nothing. */
  readonly id?: string;
}

export interface Piece extends Span {
  readonly text: string;
  readonly passages: readonly string[];
  readonly isHit: boolean;
  readonly isDraft: boolean;
  /** A line's end that is only the page's width running out: shown as a blank. */
  readonly isSoft: boolean;
}

/** The pieces of `within` (units of the whole text) in order; together they are exactly its text. */
export function cut(
  page: Pick<PageShown, 'text' | 'start'>,
  within: Span,
  marks: readonly Mark[],
  soft: ReadonlySet<number> = new Set(),
): Piece[] {
  const edges = new Set([within.start, within.end]);
  const add = (at: number): void => {
    if (at > within.start && at < within.end) edges.add(at);
  };
  for (const { start, end } of marks) {
    add(start);
    add(end);
  }
  for (const at of soft) {
    add(at);
    add(at + 1);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? within.end;
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end);
    return {
      text: page.text.slice(start - page.start, end - page.start),
      start,
      end,
      passages: over.flatMap((mark) => (mark.id === undefined ? [] : [mark.id])),
      isHit: over.some((mark) => mark.sort === 'hit'),
      isDraft: over.some((mark) => mark.sort === 'draft'),
      isSoft: soft.has(start) && end === start + 1,
    };
  });
}

/** How much of the widest line a line must fill for its end to be the page's, not the writer's. */
const FULL = 0.82;
/** Lines further apart than this many line heights are different paragraphs. */
const NEAR = 1.9;

/**
 * Where a page with lines breaks a sentence only because the line was full: the units of those line ends. Text without
 * lines keeps every break, and so does right-to-left text, whose full side is the other one.
 */
export function softBreaks(page: Pick<PageShown, 'text' | 'start' | 'lines'>): ReadonlySet<number> {
  const soft = new Set<number>();
  const right = Math.max(0, ...page.lines.map((line) => line.box[2] ?? 0));
  const left = Math.min(right, ...page.lines.map((line) => line.box[0] ?? 0));
  if (right <= left) return soft;
  for (const [i, line] of page.lines.entries()) {
    const next = page.lines[i + 1];
    if (next === undefined || page.text.charAt(line.end - page.start) !== '\n' || next.start !== line.end + 1)
      continue;
    const [, top = 0, end = 0, bottom = 0] = line.box;
    const [nextLeft = 0, nextTop = 0] = next.box;
    const isFull = (end - left) / (right - left) >= FULL;
    const isNear = nextTop > top && nextTop - top <= NEAR * Math.max(1, bottom - top);
    const isOneColumn = Math.abs(nextLeft - (line.box[0] ?? 0)) <= (right - left) * 0.12;
    if (isFull && isNear && isOneColumn && !/[\u0590-\u08ff]/.test(line.text)) soft.add(line.end);
  }
  return soft;
}
