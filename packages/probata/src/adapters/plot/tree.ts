// From the elements that the drawing library makes to a plain tree: only shapes and letters, no style, script or link.
import type { Drawn } from '../../base/figure/types.ts';

/** What is read of an element; linkedom's and a browser's both have it. */
export interface DrawnElement {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DrawnElement>;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
}

const SHAPES = new Set(['g', 'path', 'line', 'rect', 'circle', 'text', 'tspan', 'title']);
const KEPT = new Set([
  ...['d', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'dx', 'dy', 'transform'],
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'opacity'],
  ...['stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit'],
  ...['text-anchor', 'font-size', 'font-family', 'font-weight', 'font-variant'],
]);
/** The mark of a link that leads to a passage or an estimate of the matter. */
export const TO = 'to:';

/** One element and what it holds. Links become `data-to` on what they hold. */
export function treeOf(element: DrawnElement, to?: string): readonly Drawn[] {
  if (element.nodeType !== 1) return [];
  const tag = element.nodeName.toLowerCase();
  const attributes = [...(element.attributes ?? [])];
  if (tag === 'a') {
    const target = attributes.find(({ name }) => name.endsWith('href'))?.value ?? '';
    const leads = target.startsWith(TO) ? target.slice(TO.length) : undefined;
    return [...element.childNodes].flatMap((child) => treeOf(child, leads));
  }
  if (!SHAPES.has(tag)) return [];
  return [
    {
      tag,
      attributes: {
        ...Object.fromEntries(
          attributes
            .filter(({ name }) => KEPT.has(name))
            .map(({ name, value }) => [name, value === 'currentColor' ? 'var(--ink)' : short(value)]),
        ),
        ...(to === undefined ? {} : { 'data-to': to }),
      },
      children: [...element.childNodes].flatMap((child): (Drawn | string)[] =>
        child.nodeType === 3 ? [child.textContent ?? ''] : [...treeOf(child)],
      ),
    },
  ];
}

/** Figures of a drawing to a hundredth of a pixel. */
function short(value: string): string {
  return value.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/gu, (number) => String(Number(Number(number).toFixed(2))));
}
