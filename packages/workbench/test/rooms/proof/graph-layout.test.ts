// The drawing of an allegation: no two boxes overlap, every line goes to the right, and what is folded or not looked at is not drawn.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BOX,
  foldedAtFirst,
  type Graph,
  type Layout,
  layOut,
  neighbour,
  ROWS_AT_FIRST,
} from '../../../src/rooms/proof/graph-layout.ts';

const point = (id: string, sort: Graph['points'][number]['sort'] = 'element') => ({
  id,
  ref: id,
  sort,
  label: id,
  status: null,
  standard: null,
  needs: null,
  for: 0,
  against: 0,
});
const line = (from: string, to: string, bearing: Graph['lines'][number]['bearing'] = 'made-of') => ({
  from,
  to,
  bearing,
  passages: 1,
});
const WHOLE = { folded: new Set<string>(), withOrigins: true };

/** Graphs without circles: every point but the first hangs on one or more that come before it; the last ones are origins. */
const graphs = fc
  .record({
    size: fc.integer({ min: 1, max: 60 }),
    origins: fc.integer({ min: 0, max: 20 }),
    picks: fc.array(fc.nat(), { minLength: 200, maxLength: 200 }),
  })
  .map(({ size, origins, picks }): Graph => {
    const at = (n: number): number => picks[n % picks.length] ?? 0;
    const structure = Array.from({ length: size }, (_, n) => point(`p${n}`));
    const lines = structure.slice(1).flatMap((_, n) => {
      const parents = new Set([at(n) % (n + 1), ...(at(n + 70) % 3 === 0 ? [at(n + 90) % (n + 1)] : [])]);
      return [...parents].map((parent) => line(`p${parent}`, `p${n + 1}`));
    });
    const sources = Array.from({ length: origins }, (_, n) => point(`o${n}`, 'origin'));
    const spoken = sources.flatMap((_, n) => [
      line(`p${at(n) % size}`, `o${n}`, 'supports'),
      line(`p${at(n + 31) % size}`, `o${n}`, 'contradicts'),
    ]);
    return { root: 'p0', points: [...structure, ...sources], lines: [...lines, ...spoken] };
  });

function overlaps({ placed }: Layout): string[] {
  return placed.flatMap((a, n) =>
    placed
      .slice(n + 1)
      .filter(
        (b) =>
          Math.abs(a.x - b.x) < BOX.width && Math.abs(a.y - b.y) < BOX.height && a.point.id !== b.point.id,
      )
      .map((b) => `${a.point.id} ${b.point.id}`),
  );
}

describe('the drawing', () => {
  it('draws every point once, none over another, every line to the right', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const layout = layOut(graph, WHOLE);
        expect(layout.placed.map(({ point: { id } }) => id).sort()).toEqual(
          graph.points.map(({ id }) => id).sort(),
        );
        expect(overlaps(layout)).toEqual([]);
        const x = new Map(layout.placed.map((one) => [one.point.id, one.x]));
        for (const { from, to } of layout.lines) expect(x.get(to) ?? 0).toBeGreaterThan(x.get(from) ?? 0);
        expect(layout.lines).toHaveLength(graph.lines.length);
      }),
    );
  });

  it('stays free of overlaps when anything is folded, and counts what is hidden', () => {
    fc.assert(
      fc.property(graphs, fc.nat(), (graph, n) => {
        const id = graph.points[n % graph.points.length]?.id ?? 'p0';
        const layout = layOut(graph, { ...WHOLE, folded: new Set([id]) });
        expect(overlaps(layout)).toEqual([]);
        expect(layout.lines.some(({ from }) => from === id)).toBe(false);
      }),
    );
  });

  const graph: Graph = {
    root: 'a',
    points: [
      point('a'),
      point('b'),
      point('c'),
      point('d', 'fact'),
      point('e', 'fact'),
      point('o', 'origin'),
    ],
    lines: [
      line('a', 'b'),
      line('a', 'c'),
      line('b', 'd'),
      line('c', 'e'),
      line('c', 'd'),
      line('d', 'o', 'supports'),
    ],
  };

  it('shows one point alone with the way to it', () => {
    const shown = layOut(graph, { ...WHOLE, focus: 'c' }).placed.map(({ point: { id } }) => id);
    expect(shown.sort()).toEqual(['a', 'c', 'd', 'e', 'o']);
  });

  it('says how many points are folded away', () => {
    const layout = layOut(graph, { ...WHOLE, folded: new Set(['c']) });
    expect(layout.placed.find((one) => one.point.id === 'c')?.folded).toBe(2);
  });

  it('opens a large one so that it can be read: the proved parts folded first, a small one whole', () => {
    expect(foldedAtFirst(graph).size).toBe(0);
    const elements = Array.from({ length: 8 }, (_, n) => ({
      ...point(`e${n}`),
      status: n < 5 ? ('proved' as const) : ('arguable' as const),
    }));
    const facts = elements.flatMap(({ id }) =>
      Array.from({ length: 7 }, (_, n) => point(`${id}f${n}`, 'fact')),
    );
    const large: Graph = {
      root: 'r',
      points: [point('r', 'allegation'), ...elements, ...facts],
      lines: [
        ...elements.map(({ id }) => line('r', id)),
        ...facts.map(({ id }) => line(id.slice(0, 2), id, 'answered-by')),
      ],
    };
    expect(large.points.length).toBeGreaterThan(60);
    const folded = foldedAtFirst(large);
    const columns = Map.groupBy(layOut(large, { folded, withOrigins: false }).placed, (one) => one.depth);
    for (const column of columns.values()) expect(column.length).toBeLessThanOrEqual(ROWS_AT_FIRST);
    for (const { id } of elements.slice(0, 5)) expect(folded.has(id)).toBe(true);
    expect(folded.size).toBe(6);
  });

  it('leaves the origins out on demand', () => {
    expect(layOut(graph, { ...WHOLE, withOrigins: false }).placed).toHaveLength(5);
  });

  it('is walked by arrow keys', () => {
    const layout = layOut(graph, WHOLE);
    expect(neighbour(layout, 'a', 'ArrowRight')).toBe('b');
    expect(neighbour(layout, 'b', 'ArrowDown')).toBe('c');
    expect(neighbour(layout, 'c', 'ArrowUp')).toBe('b');
    expect(neighbour(layout, 'c', 'ArrowLeft')).toBe('a');
    expect(neighbour(layout, 'd', 'ArrowRight')).toBe('o');
    expect(neighbour(layout, 'o', 'ArrowLeft')).toBe('d');
    expect(neighbour(layout, 'b', 'ArrowUp')).toBeUndefined();
  });
});
