// The graph as text: the same points as a nested list, for whoever cannot or will not read a drawing.

import { Status } from '../../lib/status.tsx';
import { sortInWords } from './graph-box.tsx';
import type { Graph, Line, Point } from './graph-layout.ts';

const BEARINGS: Readonly<Record<Line['bearing'], string>> = {
  'made-of': '',
  'answered-by': '',
  'inferred-from': 'inferred from',
  supports: 'supported by',
  contradicts: 'contradicted by',
  'met-by': 'met by',
};

export function GraphOutline({ graph }: { readonly graph: Graph }) {
  const points = new Map(graph.points.map((point) => [point.id, point]));
  const below = Map.groupBy(graph.lines, (line) => line.from);
  const seen = new Set<string>();
  const visit = (id: string, how: string): React.ReactElement | null => {
    const point = points.get(id);
    if (point === undefined) return null;
    const isAgain = seen.has(id);
    seen.add(id);
    const parts = isAgain ? [] : (below.get(id) ?? []);
    return (
      <li key={`${how}${id}`}>
        <Said point={point} how={how} isAgain={isAgain && (below.get(id) ?? []).length > 0} />
        {parts.length > 0 && <ul>{parts.map((line) => visit(line.to, BEARINGS[line.bearing]))}</ul>}
      </li>
    );
  };
  return (
    <details className="graph-outline">
      <summary>The same as text</summary>
      <ul>{visit(graph.root, '')}</ul>
    </details>
  );
}

function Said({
  point,
  how,
  isAgain,
}: {
  readonly point: Point;
  readonly how: string;
  readonly isAgain: boolean;
}) {
  return (
    <>
      <span className="muted small">
        {how} {sortInWords(point).toLowerCase()}
      </span>{' '}
      <bdi>{point.label}</bdi> {point.status !== null && <Status status={point.status} />}
      {isAgain && <span className="muted small"> (see above)</span>}
    </>
  );
}
