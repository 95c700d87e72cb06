// The text of a page with its passages and search hits marked, and the place of what a reader selects in it.
import { type RefObject, useEffect, useRef } from 'react';
import type { PageShown, Span } from './types.ts';

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly passages: readonly string[];
  readonly isHit: boolean;
}

/** Cuts a page at every edge of a mark, so that marks may overlap. */
export function cut(page: PageShown, hits: readonly Span[]): Piece[] {
  const edges = new Set([page.start, page.end]);
  const marks = page.passages.flatMap((one) => (one.start === null || one.end === null ? [] : [{ id: one.id, start: one.start, end: one.end }]));
  for (const { start, end } of [...marks, ...hits]) {
    if (start > page.start && start < page.end) edges.add(start);
    if (end > page.start && end < page.end) edges.add(end);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? page.end;
    const covers = (span: Span): boolean => span.start <= start && span.end >= end;
    return { text: page.text.slice(start - page.start, end - page.start), start, passages: marks.filter(covers).map((mark) => mark.id), isHit: hits.some(covers) };
  });
}

/** The page's text. `selected` is told of every selection, as places in the whole text; null when there is none. */
export function MarkedText({ page, hits, active, selected, choose }: { readonly page: PageShown; readonly hits: readonly Span[]; readonly active: string | undefined; readonly selected: (span: Span | null) => void; readonly choose: (passage: string) => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const listen = (): void => {
      const span = selectedIn(box);
      if (span !== undefined) selected(span);
    };
    document.addEventListener('selectionchange', listen);
    return () => document.removeEventListener('selectionchange', listen);
  }, [selected]);
  const pieces = cut(page, hits);
  const first = hits[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page scrolls to its mark when it is turned or the mark changes
  useEffect(() => {
    const target = box.current?.querySelector('[data-target]');
    target?.scrollIntoView({ block: 'center' });
  }, [page.page, page.exhibit, active, first?.start]);
  return (
    <div ref={box} className="read text" dir="auto">
      {pieces.map((piece) => {
        const isActive = active !== undefined && piece.passages.includes(active);
        const isFirstHit = piece.isHit && first !== undefined && piece.start <= first.start && piece.start + piece.text.length > first.start;
        const target = isActive || (active === undefined && isFirstHit) ? { 'data-target': '' } : {};
        if (piece.passages.length === 0 && !piece.isHit)
          return (
            <span key={piece.start} data-start={piece.start}>
              {piece.text}
            </span>
          );
        const passage = piece.passages[0];
        return (
          <mark key={piece.start} data-start={piece.start} className={`${piece.isHit ? 'hit' : 'passage'}${isActive ? ' active' : ''}`} {...target} {...(passage === undefined ? {} : { title: 'A marked passage', onClick: () => choose(passage) })}>
            {piece.text}
          </mark>
        );
      })}
    </div>
  );
}

// The selection as places in the text itself: never taken from the browser's own copy, which may reverse Arabic.
function selectedIn(box: RefObject<HTMLDivElement | null>): Span | null | undefined {
  const selection = document.getSelection();
  const root = box.current;
  if (selection === null || root === null || selection.anchorNode === null || !root.contains(selection.anchorNode)) return undefined;
  if (selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === undefined || end === undefined || end <= start) return null;
  return { start, end };
}

function placeOf(node: Node, offset: number): number | undefined {
  const element = node instanceof Element ? (node.childNodes[offset] ?? node) : node;
  const piece = (element instanceof Element ? element : element.parentElement)?.closest('[data-start]');
  const from = Number(piece?.getAttribute('data-start'));
  if (piece == null || Number.isNaN(from)) return undefined;
  return node instanceof Text ? from + offset : from;
}
