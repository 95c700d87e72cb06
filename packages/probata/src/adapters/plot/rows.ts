// Bars that lie: a waterfall from gross to net, a tornado around the pleaded figure, claimed beside awarded.
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Drawing, Drawn, Figure } from '../../base/figure/types.ts';
import { LINE, linesOf, SIZE, widthOf } from './letters.ts';
import { finished } from './plane.ts';
import { type DrawnElement, TO, treeOf } from './tree.ts';
import { numberText, ruleFrom, wordsAt } from './words.ts';

type Rows = Extract<Figure['picture'], { layout: 'rows' }>;
interface Made extends DrawnElement {
  scale(name: 'x'): { apply(value: number): number } | undefined;
}

const LABEL_ROOM = 190;
/** How thick a bar is, whatever the height of its row. */
const BAR = 16;

/** Draws rows; the height follows from their number. Zero is always on the scale. */
export function drawRows(given: Rows, width: number): Drawing {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const labels = given.rows.map((row) => linesOf(row.label, LABEL_ROOM, 3));
  const heights = labels.map((lines) => Math.max(30, lines.length * LINE + 10));
  const left =
    Math.min(LABEL_ROOM, Math.max(40, ...labels.flat().map((line) => widthOf(line, SIZE * 1.08)))) + 12;
  const right = Math.max(24, ...given.rows.map((row) => widthOf(row.said, SIZE * 1.08))) + 14;
  const top = given.level === null ? 24 : 24 + LINE + 6;
  const starts = heights.map((_, i) => top + heights.slice(0, i).reduce((sum, one) => sum + one, 0));
  const bottom = top + heights.reduce((sum, one) => sum + one, 0);
  const height = bottom + 34;
  // Plot lays the bars on a scale of pixels, so that rows may be of unlike height.
  const bars = given.rows.flatMap((row, i) =>
    row.bars.map((bar) => ({
      ...bar,
      y1: (starts[i] ?? 0) + (heights[i] ?? 30) / 2 - BAR / 2,
      y2: (starts[i] ?? 0) + (heights[i] ?? 30) / 2 + BAR / 2,
    })),
  );
  const made = Plot.plot({
    document: document as never,
    width,
    height,
    marginTop: top,
    marginLeft: left,
    marginRight: right,
    marginBottom: height - bottom,
    style: { fontSize: `${SIZE}px` } as never,
    x: {
      label: null,
      nice: true,
      zero: true,
      ticks: Math.max(3, Math.floor((width - left - right) / 110)),
      tickFormat: (value: number) => numberText(value),
    },
    y: { type: 'identity', axis: null },
    marks: [
      Plot.gridX({ stroke: 'var(--rule)', strokeOpacity: 1, y1: top, y2: bottom } as never),
      Plot.rect(bars, {
        x1: 'from',
        x2: 'to',
        y1: 'y1',
        y2: 'y2',
        fill: (bar: { tone: string; hollow: boolean }) =>
          bar.hollow ? 'var(--paper)' : `var(--${bar.tone})`,
        stroke: (bar: { tone: string }) => `var(--${bar.tone})`,
        strokeWidth: 1.4,
        href: (bar: { leads?: string }) => (bar.leads === undefined ? undefined : `${TO}${bar.leads}`),
        title: (bar: { said?: string }) => bar.said,
      } as never),
    ],
  }) as unknown as Made;
  const x = made.scale('x') as { apply(value: number): number };
  const nodes: Drawn[] = [
    ...[...made.childNodes].flatMap((child) => treeOf(child)),
    ruleFrom([x.apply(0), top, x.apply(0), bottom], 'var(--ink)'),
    wordsAt([given.x.label], { x: 0, y: SIZE / 2 + 1, anchor: 'start', fill: 'var(--muted)' }),
  ];
  given.rows.forEach((row, i) => {
    const middle = (starts[i] ?? 0) + (heights[i] ?? 30) / 2;
    const strong = row.strong;
    nodes.push(
      wordsAt(labels[i] ?? [], { x: left - 10, y: middle, anchor: 'end', fill: 'var(--ink)', strong }),
      wordsAt([row.said], { x: width, y: middle, anchor: 'end', fill: 'var(--ink)', strong }),
    );
    const [end, next] = [row.bars.at(-1)?.to, given.rows[i + 1]?.bars[0]];
    if (given.joined && end !== undefined && next !== undefined)
      nodes.push(
        ruleFrom(
          [
            x.apply(end),
            middle + BAR / 2,
            x.apply(end),
            (starts[i + 1] ?? 0) + (heights[i + 1] ?? 30) / 2 - BAR / 2,
          ],
          'var(--ink)',
          { 'stroke-width': '0.8', 'stroke-dasharray': '2,2' },
        ),
      );
  });
  if (given.level !== null) {
    const at = x.apply(given.level.x);
    nodes.push(
      ruleFrom([at, top - 4, at, bottom], 'var(--ink)', { 'stroke-width': '1.2', 'stroke-dasharray': '5,3' }),
      wordsAt([given.level.label], {
        x: at,
        y: top - 6 - LINE / 2,
        anchor: at > width * 0.7 ? 'end' : at < width * 0.3 ? 'start' : 'middle',
        fill: 'var(--ink)',
      }),
    );
  }
  return finished(width, height, nodes);
}
