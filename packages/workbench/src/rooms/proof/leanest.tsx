// The leanest proof: the fewest exhibits that still carry an allegation, with their pages against the budget of annex pages.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useTask } from '../../lib/use-ask.ts';
import { counted } from '../../lib/words.ts';
import { under } from './address.ts';

interface LeanestAnswer {
  readonly budget: number;
  readonly exact: boolean;
  readonly proofs: readonly {
    readonly set: readonly { readonly id: string; readonly title: string; readonly pages: number | null }[];
    readonly exhibits: number;
    readonly pages: number;
    readonly fits: boolean | null;
    readonly sentence: string;
  }[];
}

/** ICJ Practice Direction III, as the design recalls it; another court has another number. */
const BUDGET = 750;

export function Leanest({
  allegation,
  standard,
  gateways,
}: {
  readonly allegation: string;
  readonly standard: string | undefined;
  readonly gateways: boolean;
}) {
  const matter = useMatter();
  const [budget, setBudget] = useState(BUDGET);
  const found = useTask<LeanestAnswer>('proof.leanest', {
    allegation,
    budget,
    top: 3,
    gateways,
    ...under(standard),
  });
  return (
    <section className={found.isPlaceholderData ? 'block stale' : 'block'}>
      <h3>Leanest proof</h3>
      <label className="small">
        Annex pages allowed{' '}
        <input
          type="number"
          className="page-number"
          min={1}
          value={budget}
          onChange={(event) => setBudget(Math.max(1, Math.trunc(Number(event.target.value)) || BUDGET))}
        />
      </label>
      {found.error !== null && <SayNo error={found.error} />}
      {found.data?.proofs.length === 0 && (
        <p>It is not proved under this house rule, so that no set of exhibits carries it yet.</p>
      )}
      <ol className="lean">
        {found.data?.proofs.map((proof) => (
          <li key={proof.set.map(({ id }) => id).join()}>
            <p>{proof.sentence}</p>
            <ul>
              {proof.set.map((exhibit) => (
                <li key={exhibit.id}>
                  <Link to="/$matter/exhibits" params={{ matter }} search={{ exhibit: exhibit.id }}>
                    <bdi>{exhibit.title}</bdi>
                  </Link>{' '}
                  <span className="muted small">
                    {exhibit.pages === null ? 'pages not known' : counted(exhibit.pages, 'page')}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {found.data?.exact === false && (
        <p className="muted small">
          The search was stopped at its allowance: the first is good, and not shown to be the least.
        </p>
      )}
    </section>
  );
}
