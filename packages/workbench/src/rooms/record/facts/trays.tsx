// The trays: what a file of facts still lacks, counted; a press shows the facts that lie in one.
import { number } from '../../../lib/words.ts';
import type { Facet } from './types.ts';
import { TRAYS, toggled } from './view-of.ts';

interface TraysProps {
  readonly all: number;
  readonly facets: readonly Facet[];
  readonly chosen: readonly string[];
  readonly choose: (trays: readonly string[]) => void;
}

/** Trays drive the work: each names what to do next. */
export function Trays({ all, facets, chosen, choose }: TraysProps) {
  const counts = new Map(facets.map((one) => [one.value, one.n]));
  return (
    <div className="tabs trays" role="group" aria-label="Trays">
      <button type="button" aria-pressed={chosen.length === 0} onClick={() => choose([])}>
        All <span className="muted">{number(all)}</span>
      </button>
      {TRAYS.map(([tray, title, means]) => (
        <button
          type="button"
          key={tray}
          title={means}
          aria-pressed={chosen.includes(tray)}
          onClick={(event) =>
            choose(event.shiftKey ? toggled(chosen, tray) : chosen.includes(tray) ? [] : [tray])
          }
        >
          {title} <span className="muted">{number(counts.get(tray) ?? 0)}</span>
        </button>
      ))}
    </div>
  );
}
