// The allegations with their statuses: word and shape, under which standard, and how many facts each still lacks.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { Empty } from '../../lib/say-no.tsx';
import { Status } from '../../lib/status.tsx';
import { sentence } from '../../lib/words.ts';
import type { Allegations } from './types.ts';

/** One line each, leading to its proof. */
export function Proved({ found }: { readonly found: Allegations | undefined }) {
  const matter = useMatter();
  if (found === undefined) return null;
  if (found.allegations.length === 0)
    return (
      <Empty title="No allegation has been made">
        An allegation says what must be proved, element by element; facts from exhibits then answer it. Begin
        in the room{' '}
        <Link to="/$matter/proof" params={{ matter }}>
          Proof
        </Link>
        .
      </Empty>
    );
  return (
    <>
      <table className="grid">
        <thead>
          <tr>
            <th>As alleged</th>
            <th>Part of the case</th>
            <th>Standard</th>
            <th>Status</th>
            <th className="numbers">Facts missing</th>
          </tr>
        </thead>
        <tbody>
          {found.allegations.map((one) => (
            <tr key={one.id}>
              <td className="said-of">
                <Link to="/$matter/proof" params={{ matter }} search={{ allegation: one.id }}>
                  <bdi>{one.text}</bdi>
                </Link>
              </td>
              <td>{sentence(one.kind)}</td>
              <td>{sentence(one.standard)}</td>
              <td>
                <Status status={one.status} />
                {one.defencesLive > 0 && <div className="muted small">a defence is live</div>}
              </td>
              <td className="numbers">
                {one.gaps > 0 && (
                  <Link
                    to="/$matter/proof"
                    params={{ matter }}
                    search={{ allegation: one.id, tab: 'missing' }}
                    aria-label={`${one.gaps} facts missing: ${one.text}`}
                  >
                    {one.gaps}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted small below">Statuses and standards follow {found.disclaimer}.</p>
    </>
  );
}
