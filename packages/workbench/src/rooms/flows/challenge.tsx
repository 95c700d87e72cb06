// The challenge sheet: how an estimate is attacked, the check that answers, and what it gave; failures stand first.
import './challenge.css';
import { WriteForPapers } from '../../lib/write-for-papers.tsx';

export interface Challenged {
  readonly attack: string;
  readonly check: string;
  readonly result: string;
  readonly status: 'answered' | 'failed' | 'open';
}

const ORDER = ['failed', 'open', 'answered'] as const;
const SHAPES = {
  answered: <circle cx="8" cy="8" r="6.5" fill="currentColor" />,
  failed: <path d="M3 3 13 13M3 13 13 3" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  open: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />,
} as const;
const WORDS = { answered: 'Answered', failed: 'Failed', open: 'Open' } as const;

/** All rows; none is left out. `of` is the estimate or register whose sheet can be written for an annex. */
export function ChallengeSheet({ rows, of }: { readonly rows: readonly Challenged[]; readonly of?: string }) {
  const sorted = [...rows].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  const count = (status: Challenged['status']): number => rows.filter((row) => row.status === status).length;
  return (
    <section className="block">
      <h2>Challenge sheet</h2>
      <p className="sheet-said">
        {ORDER.map((status) => (
          <Shape key={status} status={status} words={`${WORDS[status]}: ${count(status)}`} />
        ))}
      </p>
      <table className="grid challenge">
        <thead>
          <tr>
            <th>How it is attacked</th>
            <th>The check</th>
            <th>What it gave</th>
            <th>Status</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={row.attack}>
              <td>{row.attack}</td>
              <td>{row.check}</td>
              <td>{row.result}</td>
              <td>
                <Shape status={row.status} words={WORDS[row.status]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {of !== undefined && (
        <div className="below">
          <WriteForPapers
            task="challenge.export"
            input={{ of }}
            press="Write it for an annex"
            words="Written, with its inputs, seed and engine:"
          />
        </div>
      )}
    </section>
  );
}

function Shape({ status, words }: { readonly status: Challenged['status']; readonly words: string }) {
  return (
    <span className={status === 'failed' ? 'status contested' : 'status'}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {SHAPES[status]}
      </svg>
      {words}
    </span>
  );
}
