// Allegations element by element: what answers each, why it has its status, what is missing, and what falls.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { type ProofStatus, Status } from '../../lib/status.tsx';
import { useTitle } from '../../lib/title.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { Elements } from './elements.tsx';
import { Falls } from './falls.tsx';
import { Missing } from './missing.tsx';
import { Why } from './why.tsx';

interface Allegation {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly standard: string;
  readonly status: ProofStatus;
}
/** The list of allegations and the one chosen. */
export function ProofScreen() {
  useTitle('Proof');
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const list = useAsk<{ disclaimer: string; allegations: readonly Allegation[] }>('allegation.list');
  const id = search['allegation'] ?? list.data?.allegations[0]?.id;
  const tab = search['tab'] ?? 'elements';
  const go = (more: Readonly<Record<string, string | undefined>>): void => {
    void navigate({ to: '/$matter/proof', params: { matter }, search: { ...search, ...more } });
  };
  if (list.error !== null)
    return (
      <div className="screen">
        <SayNo error={list.error} />
      </div>
    );
  if (list.data?.allegations.length === 0)
    return (
      <div className="screen">
        <header>
          <h1>Proof</h1>
        </header>
        <Empty title="No allegation has been made">
          An allegation names what must be proved, as a tree of elements answered by facts:{' '}
          <code>probata allegation make --help</code>.
        </Empty>
      </div>
    );
  const chosen = list.data?.allegations.find((one) => one.id === id);
  return (
    <div className="split narrow-left">
      <div className="screen">
        <header>
          <h1>Proof</h1>
        </header>
        <nav className="allegations" aria-label="Allegations">
          {list.data?.allegations.map((one) => (
            <button
              type="button"
              key={one.id}
              aria-current={one.id === id}
              onClick={() => go({ allegation: one.id })}
            >
              <bdi>{one.text}</bdi>
              <span className="small status-line">
                <Status status={one.status} /> <span className="muted">as alleged · {one.standard}</span>
              </span>
            </button>
          ))}
        </nav>
        <p className="muted small">Statuses follow {list.data?.disclaimer}.</p>
      </div>
      <div className="screen">
        {chosen !== undefined && (
          <>
            <header>
              <h2>
                <bdi>{chosen.text}</bdi>
              </h2>
              <Status status={chosen.status} />
            </header>
            <div className="tabs" role="group" aria-label="What to show">
              {(['elements', 'why', 'missing', 'falls'] as const).map((name) => (
                <button
                  type="button"
                  key={name}
                  aria-pressed={tab === name}
                  onClick={() => go({ tab: name })}
                >
                  {
                    {
                      elements: 'Element by element',
                      why: 'Why',
                      missing: 'What is missing',
                      falls: 'What falls',
                    }[name]
                  }
                </button>
              ))}
            </div>
            <div className="below">
              {tab === 'elements' && <Elements allegation={chosen.id} />}
              {tab === 'why' && <Why allegation={chosen.id} />}
              {tab === 'missing' && <Missing allegation={chosen.id} />}
              {tab === 'falls' && <Falls allegation={chosen.id} />}
            </div>
          </>
        )}
      </div>
    </div>
  );
}
