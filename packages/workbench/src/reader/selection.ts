// What is selected on the screen, as units of the text itself: never the browser's own copy, which may reverse Arabic.
import type { Span } from './types.ts';

/** The selection inside `root`: a span, null when nothing is selected there, undefined when it lies elsewhere. */
export function selectedIn(root: HTMLElement): Span | null | undefined {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.anchorNode === null) return undefined;
  if (!root.contains(selection.anchorNode)) return undefined;
  if (selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = unitAt(root, range.startContainer, range.startOffset, 'start');
  const end = unitAt(root, range.endContainer, range.endOffset, 'end');
  return start === undefined || end === undefined || end <= start ? null : { start, end };
}

/** The unit at a point of the document: inside a piece by its offset, between pieces by the nearest one on that side. */
function unitAt(root: HTMLElement, node: Node, offset: number, side: 'start' | 'end'): number | undefined {
  const piece = node instanceof Text ? node.parentElement?.closest('[data-start]') : undefined;
  if (piece != null && root.contains(piece)) return fromOf(piece) + offset;
  const pieces = [...root.querySelectorAll('[data-start]')].filter((one) => one.textContent !== '');
  const point = document.createRange();
  point.setStart(node, offset);
  const isBefore = (one: Element): boolean => point.comparePoint(one, 0) < 0;
  if (side === 'start') {
    const first = pieces.find((one) => !isBefore(one));
    return first === undefined ? undefined : fromOf(first);
  }
  const last = pieces.findLast(isBefore);
  return last === undefined ? undefined : fromOf(last) + (last.textContent?.length ?? 0);
}

function fromOf(piece: Element): number {
  return Number(piece.getAttribute('data-start'));
}

/**
 * Words by the keyboard: an arrow selects the next word, or the word a line away; with Shift the selection grows by one.
 * Gives false for a key that means nothing here.
 */
export function chooseByKey(root: HTMLElement, key: string, isGrowing: boolean): boolean {
  const step = STEPS[key];
  const selection = document.getSelection();
  if (step === undefined || selection === null) return false;
  if (selection.anchorNode === null || !root.contains(selection.anchorNode)) {
    const first = [...root.querySelectorAll('[data-start]')].find(
      (one) => one.getBoundingClientRect().bottom > root.getBoundingClientRect().top + 8,
    );
    if (first?.firstChild == null) return false;
    selection.collapse(first.firstChild, 0);
    selection.modify('extend', 'forward', 'word');
  } else if (isGrowing) {
    selection.modify('extend', step.way, step.by);
  } else {
    if (step.way === 'forward') selection.collapseToEnd();
    else selection.collapseToStart();
    selection.modify('move', step.way, step.by);
    if (step.by === 'word' && step.way === 'forward') selection.modify('move', 'backward', 'word');
    selection.modify('extend', 'forward', 'word');
  }
  const focus = selection.focusNode;
  (focus instanceof Element ? focus : focus?.parentElement)?.scrollIntoView({ block: 'nearest' });
  return true;
}

const STEPS: Readonly<
  Record<string, { readonly way: 'forward' | 'backward'; readonly by: 'word' | 'line' }>
> = {
  ArrowRight: { way: 'forward', by: 'word' },
  ArrowLeft: { way: 'backward', by: 'word' },
  ArrowDown: { way: 'forward', by: 'line' },
  ArrowUp: { way: 'backward', by: 'line' },
};
