// What falls: the smallest sets of exhibits without which the allegation would no longer be proved.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import type { ProofStatus } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';

interface Stress {
  readonly status: ProofStatus;
  readonly order: number | null;
  readonly cuts: readonly (readonly string[])[];
  readonly names: Readonly<Record<string, string>>;
  readonly leanest: readonly {
    readonly set: readonly string[];
    readonly exhibits: number;
    readonly sealed: number;
  }[];
}

/** Weakest points in words, then the leanest proof. */
export function Falls({ allegation }: { readonly allegation: string }) {
  const matter = useMatter();
  const found = useAsk<Stress>('allegation.stress', { allegation, by: 'exhibit', order: 3 });
  if (found.error !== null) return <SayNo error={found.error} />;
  const stress = found.data;
  if (stress === undefined) return null;
  if (stress.status !== 'proved')
    return (
      <p>
        It is {sentence(stress.status).toLowerCase()} under this standard, so there is nothing yet that could
        fall. “What is missing” says how to get there.
      </p>
    );
  const exhibit = (id: string) => (
    <Link key={id} to="/$matter/exhibits" params={{ matter }} search={{ exhibit: id }}>
      <bdi>{stress.names[id] ?? id}</bdi>
    </Link>
  );
  return (
    <>
      <h3>Weakest points</h3>
      {stress.cuts.length === 0 && (
        <p>No set of up to three exhibits, if struck, would take it below proved.</p>
      )}
      <ol>
        {stress.cuts.slice(0, 20).map((set) => (
          <li key={set.join()}>
            It falls if {set.length === 1 ? 'this one is struck: ' : 'these are struck together: '}
            {set.map((id, i) => [i === 0 ? '' : ' and ', exhibit(id)])}
          </li>
        ))}
      </ol>
      <p className="muted small">Sets of up to {stress.order} exhibits; larger ones are not listed.</p>
      <h3>Leanest proof</h3>
      {stress.leanest.slice(0, 1).map((proof) => (
        <ul key={proof.set.join()}>
          {proof.set.map((id) => (
            <li key={id}>{exhibit(id)}</li>
          ))}
        </ul>
      ))}
    </>
  );
}
