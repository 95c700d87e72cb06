// Below the drawing: the point one stands on in full, and what can be done about it.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { Status } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useAddress } from './address.ts';
import { sortInWords } from './graph-box.tsx';
import type { Graph, Placed } from './graph-layout.ts';
import { addressOf } from './kept-what-if.ts';
import type { Units } from './types.ts';
import { NOTHING_ASKED } from './what-if.ts';

interface ChosenProps {
  readonly one: Placed | undefined;
  readonly graph: Graph;
  readonly isFolded: boolean;
  readonly turn: () => void;
}

export function GraphChosen({ one, graph, isFolded, turn }: ChosenProps) {
  const matter = useMatter();
  const { go } = useAddress();
  const units = useAsk<Units>('unit.list');
  if (one === undefined) return null;
  const { point } = one;
  const id = point.ref.slice(point.ref.indexOf(':') + 1);
  const lines = graph.lines.filter((line) => line.to === point.id);
  const spoken =
    point.sort === 'origin' ? (units.data?.exhibits ?? []).filter((unit) => unit.origins.includes(id)) : [];
  return (
    <div className="graph-chosen" aria-live="polite">
      <p>
        <span className="muted small">{sortInWords(point)}</span> <bdi>{point.label}</bdi>
        {point.status !== null && (
          <>
            {' '}
            <Status status={point.status} />
          </>
        )}
        {point.sort === 'origin' && (
          <span className="muted small">
            {' '}
            behind {lines.length} of the facts shown, through {spoken.length}{' '}
            {spoken.length === 1 ? 'exhibit' : 'exhibits'}
          </span>
        )}
      </p>
      <div className="acts">
        {one.hasBelow && (
          <button type="button" onClick={turn}>
            {isFolded ? 'Open what is below' : 'Fold what is below'}
          </button>
        )}
        {one.hasBelow && point.id !== graph.root && (
          <button type="button" onClick={() => go({ focus: point.id })}>
            Look at this alone
          </button>
        )}
        {point.sort === 'fact' && (
          <Link className="button" to="/$matter/record" params={{ matter }} search={{ row: id }}>
            In the record
          </Link>
        )}
        {point.sort === 'origin' && spoken.length > 0 && (
          <button
            type="button"
            onClick={() =>
              go({
                rail: 'open',
                scenario: undefined,
                if: addressOf({ ...NOTHING_ASKED, exclude: spoken.map((unit) => unit.id) }),
              })
            }
          >
            What if all of it were excluded?
          </button>
        )}
      </div>
    </div>
  );
}
