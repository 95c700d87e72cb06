// Mass claims: registers, samples that anyone can draw again, and what the sample says of all, with the bound to stand on.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { number } from '../../lib/words.ts';
import { Elsewhere } from './mass-elsewhere.tsx';
import { LayForm } from './mass-lay.tsx';
import { MassShown } from './mass-shown.tsx';
import type { Register } from './mass-types.ts';
import { sumWith } from './sums.ts';
import type { Go, Head } from './types.ts';

interface MassProps {
  readonly currency: string;
  readonly heads: readonly Head[];
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly go: Go;
}

/** The register stands in the address, and `lay` while one is laid down. */
export function Mass({ currency, heads, search, go }: MassProps) {
  const found = useAsk<{ registers: readonly Register[] }>('register.list');
  const matter = useMatter();
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const { registers } = found.data;
  const chosen = registers.find((one) => one.id === search['register']) ?? registers.at(-1);
  if (search['lay'] === 'elsewhere')
    return (
      <Elsewhere
        exhibit={search['exhibit']}
        choose={(exhibit) => go({ tab: 'mass', lay: 'elsewhere', exhibit })}
        cancel={() => go({ tab: 'mass' })}
      />
    );
  if (search['lay'] !== undefined)
    return (
      <LayForm
        currency={currency}
        exhibit={search['exhibit']}
        choose={(exhibit) => go({ tab: 'mass', lay: 'one', exhibit })}
        cancel={() => go({ tab: 'mass' })}
        laid={(register) => go({ tab: 'mass', register })}
      />
    );
  if (chosen === undefined)
    return (
      <Empty title="No register of claims is laid down">
        <p>
          Where thousands claim, a register of their forms is laid down, a sample is drawn by chance and
          examined, and what it comes to is carried to all, with a bound below which it is not. Claimants are
          protected: the file with the claims is an exhibit under seal, and only counts, sums and hashes are
          entered.
        </p>
        <p className="acts">
          <button type="button" className="primary" onClick={() => go({ tab: 'mass', lay: 'one' })}>
            Lay down a register
          </button>
          <Link className="button" to="/$matter/exhibits" params={{ matter }} search={{}}>
            Bring the file in first
          </Link>
          <button type="button" onClick={() => go({ tab: 'mass', lay: 'elsewhere' })}>
            A sample drawn elsewhere
          </button>
        </p>
      </Empty>
    );
  return (
    <>
      <div className="wide-table">
        <table className="grid">
          <thead>
            <tr>
              <th>Register</th>
              <th className="numbers">Claims</th>
              <th className="numbers">Claimed</th>
              <th className="numbers">Strata</th>
              <th>Hash of the frame</th>
            </tr>
          </thead>
          <tbody>
            {registers.map((one) => (
              <tr key={one.id} aria-current={one.id === chosen.id ? 'true' : undefined}>
                <td>
                  <button
                    type="button"
                    className="link"
                    onClick={() => go({ tab: 'mass', register: one.id })}
                  >
                    <bdi>{one.title}</bdi>
                  </button>
                </td>
                <td className="numbers">{number(one.count)}</td>
                <td className="numbers">{sumWith(one.claimed)}</td>
                <td className="numbers">{one.strata.length}</td>
                <td className="mono wrap small">{one.frameHash}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="acts">
        <button type="button" onClick={() => go({ tab: 'mass', lay: 'one' })}>
          Lay down another register
        </button>
        <button type="button" onClick={() => go({ tab: 'mass', lay: 'elsewhere' })}>
          A sample drawn elsewhere
        </button>
      </p>
      <MassShown key={chosen.id} register={chosen} heads={heads} search={search} go={go} />
    </>
  );
}
