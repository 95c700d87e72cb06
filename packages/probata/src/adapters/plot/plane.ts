// Marks over time or numbers: Plot draws the scales and marks, then events and direct labels are set where they fit.
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Drawing, Drawn, Figure, FigureEvent, Mark, Tone } from '../../base/figure/types.ts';
import { apart, LINE, linesOf, SIZE, widthOf } from './letters.ts';
import { type DrawnElement, TO, treeOf } from './tree.ts';
import { FACES, fixed, numberText, ruleFrom, wordsAt } from './words.ts';

type Plane = Extract<Figure['picture'], { layout: 'plane' }>;
interface Scale {
  apply(value: unknown): number;
}
interface Made extends DrawnElement {
  scale(name: 'x' | 'y'): Scale | undefined;
}

const PLOT_HEIGHT = 280;
const DAY_MS = 86_400_000;
const LABEL_ROOM = 150;
/** Semibold letters are as wide as plain ones a little larger. */
const STRONG = SIZE * 1.08;

/** Draws a plane; its height is that of the plot, the rows of event labels, and the choices under it. */
export function drawPlane(plane: Plane, width: number): Drawing {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const labels = plane.marks.flatMap((mark, i) => labelOf(mark, i));
  // The last number of an axis stands half beyond it.
  const edge = plane.x.kind === 'number' ? lastNumber(plane) / 2 + 4 : 0;
  const right =
    labels.length === 0
      ? Math.max(16, edge)
      : Math.min(
          LABEL_ROOM,
          Math.max(
            ...labels.flatMap((one) => linesOf(one.text, LABEL_ROOM).map((line) => widthOf(line, STRONG))),
          ),
        ) + 14;
  const values = plane.marks.flatMap(valuesOf);
  const axis = axisRoom(values) + 16;
  const left = Math.max(
    axis,
    plane.choices.length === 0
      ? 0
      : Math.min(170, Math.max(...plane.choices.map((one) => widthOf(one.label))) + 14),
  );
  const xs = [...plane.marks.flatMap(xsOf), ...plane.events.flatMap((one) => [one.x, one.until ?? one.x])];
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const inner = width - left - right;
  const rough = (value: number): number => left + ((value - first) / Math.max(1e-9, last - first)) * inner;
  const eventRows = rowsOfEvents(plane.events, rough, left, left + inner);
  const headRows = Math.max(0, ...eventRows.map((one) => one.row + 1));
  const top = LINE + 10 + headRows * (LINE + 1);
  const height = top + PLOT_HEIGHT + (plane.choices.length > 0 ? 12 : plane.x.label === '' ? 40 : 58);
  const place =
    plane.x.kind === 'time' ? (value: number) => new Date(value * DAY_MS) : (value: number) => value;
  const made = Plot.plot({
    document: document as never,
    width,
    height,
    marginTop: top,
    marginLeft: left,
    marginRight: right,
    marginBottom: height - top - PLOT_HEIGHT,
    style: { fontSize: `${SIZE}px` } as never,
    x: {
      type: plane.x.kind === 'time' ? 'utc' : 'linear',
      label: null,
      domain: plane.x.kind === 'time' ? [place(first), place(last)] : [first - 0.6, last + 0.6],
      ...(plane.choices.length > 0 ? { axis: null } : {}),
      // As every other number of the house: a comma between thousands is a decimal sign to half of its readers.
      ...(plane.x.kind === 'number' ? { tickFormat: (value: number) => numberText(value) } : {}),
    },
    y: {
      label: null,
      nice: true,
      zero: plane.y.zero === 'shown',
      ticks: 6,
      tickFormat: (value: number) => numberText(value),
    },
    marks: [
      Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 6 }),
      ...(plane.y.zero === 'shown' ? [Plot.ruleY([0], { stroke: 'var(--ink)', strokeWidth: 1 })] : []),
      ...plane.marks.flatMap((mark) => marksOf(mark, place)),
    ],
  }) as unknown as Made;
  const scales = { x: made.scale('x') as Scale, y: made.scale('y') as Scale };
  const xAt = (value: number): number => scales.x.apply(place(value));
  const bottom = top + PLOT_HEIGHT;
  const events = eventNodes(eventRows, xAt, { top, bottom });
  const nodes = [
    ...events.rules,
    ...[...made.childNodes].flatMap((child) => treeOf(child)),
    ...events.words,
    wordsAt([plane.y.label], { x: 0, y: SIZE / 2 + 1, anchor: 'start', fill: 'var(--muted)' }),
    ...labelNodes(labels, scales.y, { x: left + inner + 8, top, bottom }),
  ];
  if (plane.choices.length > 0) {
    const panel = choiceNodes(plane.choices, xAt, { top: bottom + 22, left, right: left + inner });
    return finished(width, bottom + 22 + panel.height, [...nodes, ...panel.nodes]);
  }
  if (plane.x.label !== '')
    nodes.push(
      wordsAt([plane.x.label], {
        x: left + inner,
        y: height - SIZE / 2 - 1,
        anchor: 'end',
        fill: 'var(--muted)',
      }),
    );
  return finished(width, height, nodes);
}

export function finished(width: number, height: number, children: readonly Drawn[]): Drawing {
  return {
    width,
    height: Math.ceil(height),
    root: {
      tag: 'svg',
      attributes: {
        'font-family': FACES,
        'font-size': String(SIZE),
        fill: 'var(--ink)',
        'text-anchor': 'middle',
      },
      children,
    },
  };
}

const ink = (tone: Tone): string => `var(--${tone})`;
const tied = {
  href: (one: { leads?: string | undefined }) => (one.leads === undefined ? undefined : `${TO}${one.leads}`),
  title: (one: { said?: string | undefined }) => one.said,
};
const SYMBOLS = { disc: 'circle', ring: 'circle', square: 'square', cross: 'times' } as const;

function marksOf(mark: Mark, place: (value: number) => unknown): Plot.Markish[] {
  const x = (one: { x: number }): unknown => place(one.x);
  const stroke = 'tone' in mark ? ink(mark.tone) : '';
  switch (mark.is) {
    case 'band': {
      const shape = { x, y1: 'low', y2: 'high' };
      const edge = { x, stroke, strokeOpacity: 0.45, strokeWidth: 0.75 };
      return [
        Plot.areaY(mark.points, { ...shape, fill: stroke, fillOpacity: 0.15 } as never),
        Plot.lineY(mark.points, { ...edge, y: 'low' } as never),
        Plot.lineY(mark.points, { ...edge, y: 'high' } as never),
      ];
    }
    case 'line': {
      const strokeWidth = { thin: 0.9, plain: 1.6, heavy: 2.6 }[mark.weight];
      return [
        Plot.lineY(mark.points, {
          x,
          y: (one: { y: number | null }) => one.y ?? Number.NaN,
          stroke,
          strokeWidth,
          ...(mark.weight === 'thin' && mark.label === null ? { strokeOpacity: 0.55 } : {}),
          ...(mark.dashed ? { strokeDasharray: '5,3' } : {}),
          ...(mark.stepped ? { curve: 'step-after' } : {}),
        } as never),
      ];
    }
    case 'dots':
      return [
        Plot.dot(mark.points, {
          ...tied,
          x,
          y: 'y',
          r: mark.shape === 'cross' ? 4.5 : mark.points.length > 40 ? 2.2 : 3,
          symbol: SYMBOLS[mark.shape],
          stroke,
          strokeWidth: mark.shape === 'cross' ? 2 : 1.4,
          fill: mark.shape === 'disc' || mark.shape === 'square' ? stroke : 'var(--paper)',
        } as never),
      ];
    case 'spans':
      return [
        Plot.ruleX(mark.points, { ...tied, x, y1: 'low', y2: 'high', stroke, strokeWidth: 1.2 } as never),
      ];
    case 'stems':
      return [
        Plot.ruleX(mark.points, { ...tied, x, y1: 0, y2: 'y', stroke, strokeWidth: 2.2 } as never),
        Plot.dot(mark.points, { ...tied, x, y: 'y', r: 2.6, fill: stroke } as never),
      ];
    case 'level':
      return [
        Plot.ruleY([mark.y], {
          stroke,
          strokeWidth: 1.2,
          ...(mark.dashed ? { strokeDasharray: '5,3' } : {}),
        }),
      ];
  }
}

interface Label {
  readonly text: string;
  readonly tone: Tone;
  readonly y: number;
}

/** The words beside the end of a mark. */
function labelOf(mark: Mark, _place: number): readonly Label[] {
  if (mark.is === 'spans' || mark.is === 'stems' || mark.label === null) return [];
  if (mark.is === 'level') return [{ text: mark.label, tone: mark.tone, y: mark.y }];
  if (mark.is === 'band') {
    const end = mark.points.at(-1);
    return end === undefined ? [] : [{ text: mark.label, tone: mark.tone, y: (end.low + end.high) / 2 }];
  }
  const end = mark.points.filter((one) => one.y !== null).at(-1);
  return end === undefined ? [] : [{ text: mark.label, tone: mark.tone, y: end.y as number }];
}

function labelNodes(
  labels: readonly Label[],
  y: Scale,
  { x, top, bottom }: { readonly x: number; readonly top: number; readonly bottom: number },
): readonly Drawn[] {
  const lines = labels.map((one) => linesOf(one.text, LABEL_ROOM));
  const middles = apart(
    labels.map((one, i) => ({ y: y.apply(one.y), height: (lines[i]?.length ?? 1) * LINE + 2 })),
    top - 8,
    bottom + 8,
  );
  return labels.map((one, i) =>
    wordsAt(lines[i] ?? [], { x, y: middles[i] ?? 0, anchor: 'start', fill: ink(one.tone), strong: true }),
  );
}

interface EventRow {
  readonly event: FigureEvent;
  readonly row: number;
  readonly anchor: 'start' | 'end';
  readonly text: string;
}

/** Gives each event's words a row above the plot in which they cover no others. */
function rowsOfEvents(
  events: readonly FigureEvent[],
  at: (value: number) => number,
  left: number,
  right: number,
): readonly EventRow[] {
  const taken: [number, number][][] = [];
  return [...events]
    .sort((a, b) => a.x - b.x)
    .map((event): EventRow => {
      // A stretch without words needs no row.
      if (event.label === '') return { event, row: -1, anchor: 'start', text: '' };
      const text = event.label.length > 44 ? `${event.label.slice(0, 42).trimEnd()}…` : event.label;
      const wide = widthOf(text) + 10;
      const x = at(event.x);
      const anchor = x + wide > right + 20 && x - wide > left - 30 ? 'end' : 'start';
      const span: [number, number] = anchor === 'start' ? [x, x + wide] : [x - wide, x];
      let row = taken.findIndex((others) => others.every(([a, b]) => span[1] < a || span[0] > b));
      if (row < 0) row = taken.push([]) - 1;
      taken[row]?.push(span);
      return { event, row, anchor, text };
    });
}

function eventNodes(
  events: readonly EventRow[],
  xAt: (value: number) => number,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): { readonly rules: readonly Drawn[]; readonly words: readonly Drawn[] } {
  const rules: Drawn[] = [];
  const words: Drawn[] = [];
  for (const { event, row, anchor, text } of events) {
    const x = xAt(event.x);
    const y = LINE + 8 + row * (LINE + 1) + LINE / 2;
    if (event.until !== null) {
      const end = xAt(event.until);
      rules.push({
        tag: 'rect',
        attributes: {
          x: fixed(x),
          y: fixed(top),
          width: fixed(Math.max(1, end - x)),
          height: fixed(bottom - top),
          fill: 'var(--ink)',
          'fill-opacity': '0.08',
        },
        children: [],
      });
    }
    if (text === '') continue;
    rules.push(
      ruleFrom([x, y - LINE / 2 + 2, x, bottom], 'var(--ink)', {
        'stroke-width': event.kind === 'event' ? '0.8' : '1.1',
        ...(event.kind === 'switch' ? { 'stroke-dasharray': '2,3' } : {}),
        ...(event.kind === 'estimate' ? { 'stroke-dasharray': '6,3' } : {}),
      }),
    );
    words.push(
      wordsAt([text], { x: x + (anchor === 'start' ? 4 : -4), y, anchor, fill: 'var(--ink)', isClear: true }),
    );
  }
  return { rules, words };
}

const ROW = 17;

/** Under a specification curve: one row for each choice, a dot where a run made it. */
function choiceNodes(
  choices: Plane['choices'],
  xAt: (value: number) => number,
  { top, left, right }: { readonly top: number; readonly left: number; readonly right: number },
): { readonly nodes: readonly Drawn[]; readonly height: number } {
  const nodes: Drawn[] = [];
  let y = top;
  let group = '';
  for (const choice of choices) {
    if (choice.group !== group) {
      y += group === '' ? 0 : 8;
      group = choice.group;
      nodes.push(
        ruleFrom([0, y - 4, right, y - 4], 'var(--rule)'),
        wordsAt([choice.group], {
          x: 0,
          y: y + ROW / 2,
          anchor: 'start',
          fill: 'var(--muted)',
          strong: true,
        }),
      );
      y += ROW;
    }
    const middle = y + ROW / 2;
    nodes.push(
      wordsAt([linesOf(choice.label, left - 12, 1)[0] ?? ''], {
        x: left - 10,
        y: middle,
        anchor: 'end',
        fill: 'var(--ink)',
      }),
      ...choice.at.map((x) => ({
        tag: 'rect',
        attributes: {
          x: fixed(xAt(x) - 2.5),
          y: fixed(middle - 4),
          width: '5',
          height: '8',
          fill: 'var(--ink)',
        },
        children: [],
      })),
    );
    y += ROW;
  }
  return { nodes, height: y - top + 4 };
}

/** How wide the largest number of a lying axis may be. */
function lastNumber(plane: Plane): number {
  const most = Math.max(0, ...plane.marks.flatMap(xsOf));
  return widthOf(numberText(Math.round(most)));
}

/** How wide the numbers of the upright axis will be: as many decimals as its steps need. */
function axisRoom(values: readonly number[]): number {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const step = Math.max(1e-9, (high - low) / 6);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const text = (value: number): string =>
    `${numberText(Math.trunc(value))}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;
  return Math.max(widthOf(text(high)), widthOf(`${low < 0 ? '−' : ''}${text(Math.abs(low))}`)) + 6;
}

function valuesOf(mark: Mark): readonly number[] {
  if (mark.is === 'level') return [mark.y];
  return mark.points.flatMap((one) => ('low' in one ? [one.low, one.high] : one.y === null ? [] : [one.y]));
}

function xsOf(mark: Mark): readonly number[] {
  return mark.is === 'level' ? [] : mark.points.map((one) => one.x);
}
