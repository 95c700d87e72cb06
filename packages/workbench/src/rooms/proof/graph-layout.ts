// Lays a graph of proof out from left to right: what must be proved, the facts, what they are inferred from, and the origins in the last column.
import type { ProofStatus } from '../../lib/status.tsx';

export interface Point {
  readonly id: string;
  readonly ref: string;
  readonly sort: 'allegation' | 'element' | 'fact' | 'inference' | 'origin' | 'defence';
  readonly label: string;
  readonly status: ProofStatus | null;
  readonly standard: string | null;
  readonly needs: string | null;
  readonly for: number;
  readonly against: number;
}
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly bearing: 'made-of' | 'answered-by' | 'inferred-from' | 'supports' | 'contradicts' | 'met-by';
  readonly passages: number;
}
export interface Graph {
  readonly root: string;
  readonly points: readonly Point[];
  readonly lines: readonly Line[];
}

export interface Placed {
  readonly point: Point;
  readonly x: number;
  readonly y: number;
  readonly depth: number;
  readonly parent: string | undefined;
  /** How many points are folded away below it. */
  readonly folded: number;
  readonly hasBelow: boolean;
}
export interface Layout {
  readonly placed: readonly Placed[];
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

/** Size of a box and the room around it, in units of the drawing. */
export const BOX = { width: 208, height: 54, gapX: 44, gapY: 10 } as const;

export interface LayoutOptions {
  /** Ids of points whose parts are folded away. */
  readonly folded: ReadonlySet<string>;
  readonly withOrigins: boolean;
  /** Only this point with what is below it; the way to it from the root stays. */
  readonly focus?: string | undefined;
}

/**
 * No two boxes overlap; every line goes from a column to one further right. A point used twice stands once, in the column
 * behind the furthest of those that use it.
 */
export function layOut(graph: Graph, { folded, withOrigins, focus }: LayoutOptions): Layout {
  const points = new Map(graph.points.map((point) => [point.id, point]));
  const below = Map.groupBy(
    graph.lines.filter((line) => points.has(line.to)),
    (line) => line.from,
  );
  const isStructure = (id: string): boolean => points.get(id)?.sort !== 'origin';
  const partsOf = (id: string): string[] =>
    (below.get(id) ?? []).map((line) => line.to).filter((to) => isStructure(to));
  const trail = focus === undefined ? undefined : wayTo(graph.root, focus, partsOf);
  const shownParts = (id: string): string[] => {
    const at = trail?.indexOf(id) ?? -1;
    const next = at >= 0 ? trail?.[at + 1] : undefined;
    return next === undefined ? partsOf(id) : [next];
  };

  const depth = new Map<string, number>();
  const parent = new Map<string, string | undefined>([[graph.root, undefined]]);
  const order: string[] = [];
  const kids = new Map<string, string[]>();
  const visit = (id: string): void => {
    order.push(id);
    const own: string[] = [];
    kids.set(id, own);
    if (folded.has(id)) return;
    for (const part of shownParts(id))
      if (!parent.has(part)) {
        parent.set(part, id);
        own.push(part);
        visit(part);
      }
  };
  visit(graph.root);
  const shown = new Set(order);
  // The longest way decides the column; the graph has no circles, so so many rounds are enough.
  for (const id of order) depth.set(id, 0);
  for (let round = 0; round < order.length; round += 1) {
    let isSettled = true;
    for (const id of order) {
      if (folded.has(id)) continue;
      for (const part of shownParts(id)) {
        const deep = (depth.get(id) ?? 0) + 1;
        if (shown.has(part) && (depth.get(part) ?? 0) < deep) {
          depth.set(part, deep);
          isSettled = false;
        }
      }
    }
    if (isSettled) break;
  }

  const y = new Map<string, number>();
  const lowest = new Map<number, number>();
  const step = BOX.height + BOX.gapY;
  const place = (id: string): void => {
    const own = kids.get(id) ?? [];
    for (const part of own) place(part);
    const column = depth.get(id) ?? 0;
    const free = lowest.get(column) ?? 0;
    const ys = own.map((part) => y.get(part) ?? 0);
    const wanted = ys.length === 0 ? free : (Math.min(...ys) + Math.max(...ys)) / 2;
    y.set(id, Math.max(free, wanted));
    lowest.set(column, (y.get(id) ?? 0) + step);
  };
  place(graph.root);

  const columns = Math.max(0, ...order.map((id) => depth.get(id) ?? 0));
  const originLines = withOrigins
    ? graph.lines.filter((line) => shown.has(line.from) && !folded.has(line.from) && !isStructure(line.to))
    : [];
  for (const [id, wanted] of originsByPlace(originLines, y)) {
    const free = lowest.get(columns + 1) ?? 0;
    depth.set(id, columns + 1);
    y.set(id, Math.max(free, wanted));
    lowest.set(columns + 1, (y.get(id) ?? 0) + step);
    order.push(id);
    shown.add(id);
  }

  const placed = order.flatMap((id): Placed[] => {
    const point = points.get(id);
    if (point === undefined) return [];
    const column = depth.get(id) ?? 0;
    return [
      {
        point,
        x: column * (BOX.width + BOX.gapX),
        y: y.get(id) ?? 0,
        depth: column,
        parent: parent.get(id),
        folded: folded.has(id) ? countBelow(id, partsOf) : 0,
        hasBelow: partsOf(id).length > 0,
      },
    ];
  });
  const lines = graph.lines.filter(
    (line) =>
      shown.has(line.from) &&
      shown.has(line.to) &&
      !folded.has(line.from) &&
      (!isStructure(line.to) || shownParts(line.from).includes(line.to)),
  );
  return {
    placed,
    lines,
    width: Math.max(0, ...placed.map(({ x }) => x)) + BOX.width,
    height: Math.max(0, ...placed.map((one) => one.y)) + BOX.height,
  };
}

/** So many rows can be read at once; a drawing opens with no more, as far as folding can do that. */
export const ROWS_AT_FIRST = 16;

/**
 * What is folded when a graph opens: nothing if it is small; else first what is proved, the elements with most below them
 * first, then the others, until what is left can be read. Whoever reads opens what they want to see.
 */
export function foldedAtFirst(graph: Graph): ReadonlySet<string> {
  const folded = new Set<string>();
  const rows = (): number => {
    const columns = Map.groupBy(layOut(graph, { folded, withOrigins: false }).placed, (one) => one.depth);
    return Math.max(0, ...[...columns.values()].map((column) => column.length));
  };
  const below = Map.groupBy(graph.lines, (line) => line.from);
  const size = (id: string): number => below.get(id)?.length ?? 0;
  const elements = graph.points
    .filter(({ id, sort }) => (sort === 'element' || sort === 'defence') && size(id) > 0)
    .toSorted(
      (a, b) => Number(b.status === 'proved') - Number(a.status === 'proved') || size(b.id) - size(a.id),
    );
  for (const { id } of elements) {
    if (rows() <= ROWS_AT_FIRST) break;
    folded.add(id);
  }
  return folded;
}

/** Each origin beside the middle of the facts that rest on it, from the top down. */
function originsByPlace(
  lines: readonly Line[],
  y: ReadonlyMap<string, number>,
): (readonly [string, number])[] {
  return [...Map.groupBy(lines, (line) => line.to)]
    .map(
      ([id, own]) => [id, own.reduce((sum, line) => sum + (y.get(line.from) ?? 0), 0) / own.length] as const,
    )
    .toSorted((a, b) => a[1] - b[1]);
}

function wayTo(
  root: string,
  id: string,
  partsOf: (id: string) => readonly string[],
): readonly string[] | undefined {
  const seen = new Set<string>();
  const visit = (at: string): readonly string[] | undefined => {
    if (at === id) return [at];
    if (seen.has(at)) return undefined;
    seen.add(at);
    for (const part of partsOf(at)) {
      const way = visit(part);
      if (way !== undefined) return [at, ...way];
    }
    return undefined;
  };
  return visit(root);
}

function countBelow(id: string, partsOf: (id: string) => readonly string[]): number {
  const seen = new Set<string>();
  const visit = (at: string): void => {
    for (const part of partsOf(at))
      if (!seen.has(part)) {
        seen.add(part);
        visit(part);
      }
  };
  visit(id);
  return seen.size;
}

/** A gentle curve from the right edge of one box to the left edge of another. */
export function curve(from: Placed, to: Placed): string {
  const x1 = from.x + BOX.width;
  const y1 = from.y + BOX.height / 2;
  const x2 = to.x;
  const y2 = to.y + BOX.height / 2;
  const bend = Math.max(24, (x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

/** Where an arrow key leads: right to the first part, left to what it is part of, up and down within the column. */
export function neighbour(layout: Layout, id: string, key: string): string | undefined {
  const here = layout.placed.find(({ point }) => point.id === id);
  if (here === undefined) return layout.placed[0]?.point.id;
  if (key === 'ArrowLeft') return here.parent ?? layout.lines.find((line) => line.to === id)?.from;
  if (key === 'ArrowRight') {
    const parts = layout.lines.filter((line) => line.from === id).map((line) => line.to);
    return layout.placed.filter(({ point }) => parts.includes(point.id)).toSorted((a, b) => a.y - b.y)[0]
      ?.point.id;
  }
  const column = layout.placed.filter(({ depth }) => depth === here.depth).toSorted((a, b) => a.y - b.y);
  const at = column.indexOf(here) + (key === 'ArrowDown' ? 1 : -1);
  return column[at]?.point.id;
}
