// Allegations element by element: what answers each, why it has its status, what is missing, and what falls.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { Empty, Lacks, SayNo } from '../../lib/say-no.tsx';
import { type ProofStatus, Status } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';

interface Allegation {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly standard: string;
  readonly status: ProofStatus;
}
interface Element {
  readonly id: string;
  readonly label: string;
  readonly depth: number;
  readonly op: string;
  readonly element: string | null;
  readonly status: ProofStatus;
  readonly facts: readonly { readonly id: string; readonly text: string; readonly status: ProofStatus; readonly for: number; readonly against: number }[];
}
interface Explained {
  readonly ref: string;
  readonly status?: ProofStatus;
  readonly rule: string;
  readonly text: string;
  readonly because: readonly Explained[];
}

/** The list of allegations and the one chosen. */
export function ProofScreen() {
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
        <Empty title="No allegation has been made">
          An allegation names what must be proved, as a tree of elements answered by facts: <code>probata allegation make --help</code>.
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
            <button type="button" key={one.id} aria-current={one.id === id} onClick={() => go({ allegation: one.id })}>
              <bdi>{one.text}</bdi>
              <span className="small">
                <Status status={one.status} /> <span className="muted">under {one.standard}</span>
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
            <div className="tabs" role="tablist">
              {(['elements', 'why', 'missing', 'falls'] as const).map((name) => (
                <button type="button" role="tab" key={name} aria-selected={tab === name} onClick={() => go({ tab: name })}>
                  {{ elements: 'Element by element', why: 'Why', missing: 'What is missing', falls: 'What falls' }[name]}
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

function Elements({ allegation }: { readonly allegation: string }) {
  const matter = useMatter();
  const found = useAsk<{ elements: readonly Element[] }>('allegation.elements', { allegation });
  if (found.error !== null) return <SayNo error={found.error} />;
  return (
    <table className="grid">
      <thead>
        <tr>
          <th>What must be proved</th>
          <th>Status</th>
          <th className="numbers">Origins for</th>
          <th className="numbers">Against</th>
        </tr>
      </thead>
      <tbody>
        {found.data?.elements.flatMap((element) => [
          <tr key={element.id} className="element-row">
            <td>
              <span className={`indent-${Math.min(6, element.depth)}`}>
                <strong>{element.label}</strong> <span className="muted small">{{ all: 'all of', any: 'any of', atLeast: 'some of' }[element.op]}</span>
                {element.element !== null && <span className="muted small"> · {element.element}</span>}
              </span>
            </td>
            <td>
              <Status status={element.status} />
            </td>
            <td />
            <td />
          </tr>,
          ...element.facts.map((fact) => (
            <tr key={`${element.id}${fact.id}`}>
              <td>
                <span className={`indent-${Math.min(6, element.depth + 1)}`}>
                  <Link to="/$matter/record" params={{ matter }} search={{ row: fact.id }}>
                    <bdi>{fact.text}</bdi>
                  </Link>
                </span>
              </td>
              <td>
                <Status status={fact.status} />
              </td>
              <td className="numbers">{fact.for}</td>
              <td className="numbers">{fact.against === 0 ? '' : fact.against}</td>
            </tr>
          )),
          ...(element.facts.length === 0 && element.status === 'empty'
            ? [
                <tr key={`${element.id}-empty`}>
                  <td colSpan={4} className="muted">
                    <span className={`indent-${Math.min(6, element.depth + 1)}`}>No fact answers it.</span>
                  </td>
                </tr>,
              ]
            : []),
        ])}
      </tbody>
    </table>
  );
}

function Why({ allegation }: { readonly allegation: string }) {
  const found = useAsk<{ explanation: Explained }>('allegation.explain', { allegation });
  if (found.error !== null) return <SayNo error={found.error} />;
  return found.data === undefined ? null : (
    <ul className="why">
      <Step step={found.data.explanation} depth={0} />
    </ul>
  );
}

function Step({ step, depth }: { readonly step: Explained; readonly depth: number }) {
  const body = (
    <>
      {step.status !== undefined && <Status status={step.status} />} <bdi>{step.text}</bdi> <code className="muted">{step.rule}</code>
    </>
  );
  if (step.because.length === 0) return <li>{body}</li>;
  return (
    <li>
      <details open={depth < 3}>
        <summary>{body}</summary>
        <ul className="why">
          {step.because.map((part, i) => (
            <Step key={`${part.ref}-${String(i)}`} step={part} depth={depth + 1} />
          ))}
        </ul>
      </details>
    </li>
  );
}

interface Gaps {
  readonly status: ProofStatus;
  readonly sets: readonly (readonly string[])[];
  readonly more: boolean;
  readonly items: readonly { readonly fact: string; readonly text: string; readonly status: ProofStatus; readonly ways: readonly { readonly w3: number; readonly w2: number; readonly w1: number; readonly steps: number }[] }[];
}

function Missing({ allegation }: { readonly allegation: string }) {
  const matter = useMatter();
  const found = useAsk<Gaps>('allegation.gaps', { allegation });
  if (found.error !== null) return <SayNo error={found.error} />;
  const gaps = found.data;
  if (gaps === undefined) return null;
  if (gaps.status === 'proved') return <p>Nothing is missing under this standard.</p>;
  if (gaps.sets.length === 0) return <p>No set of facts could carry it as it is built: an element has nothing under it.</p>;
  const text = (fact: string): string => gaps.items.find((item) => item.fact === fact)?.text ?? fact;
  return (
    <>
      <p>Any one of these, once proved, would carry the allegation:</p>
      {gaps.sets.map((set) => (
        <Lacks key={set.join()}>
          <ul>
            {set.map((fact) => (
              <li key={fact}>
                <Link to="/$matter/record" params={{ matter }} search={{ row: fact }}>
                  <bdi>{text(fact)}</bdi>
                </Link>
                <div className="small muted">{(gaps.items.find((item) => item.fact === fact)?.ways ?? []).map(way).join('; or ')}</div>
              </li>
            ))}
          </ul>
        </Lacks>
      ))}
      {gaps.more && <p className="muted">There are further sets; the smallest are shown.</p>}
    </>
  );
}

function way({ w3, w2, w1 }: { readonly w3: number; readonly w2: number; readonly w1: number }): string {
  const parts = [
    w3 > 0 ? `${w3} more independent ${w3 === 1 ? 'source' : 'sources'} of weight 3` : '',
    w2 > 0 ? `${w2} of weight 2 or more` : '',
    w1 > 0 ? `${w1} of any weight` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'an answer to what contradicts it' : `needs ${parts.join(', ')}`;
}

interface Stress {
  readonly status: ProofStatus;
  readonly order: number | null;
  readonly cuts: readonly (readonly string[])[];
  readonly names: Readonly<Record<string, string>>;
  readonly leanest: readonly { readonly set: readonly string[]; readonly exhibits: number; readonly sealed: number }[];
}

function Falls({ allegation }: { readonly allegation: string }) {
  const matter = useMatter();
  const found = useAsk<Stress>('allegation.stress', { allegation, by: 'exhibit', order: 3 });
  if (found.error !== null) return <SayNo error={found.error} />;
  const stress = found.data;
  if (stress === undefined) return null;
  if (stress.status !== 'proved') return <p>It is {sentence(stress.status).toLowerCase()} under this standard, so there is nothing yet that could fall. “What is missing” says how to get there.</p>;
  const exhibit = (id: string) => (
    <Link key={id} to="/$matter/exhibits" params={{ matter }} search={{ exhibit: id }}>
      <bdi>{stress.names[id] ?? id}</bdi>
    </Link>
  );
  return (
    <>
      <h3>Weakest points</h3>
      {stress.cuts.length === 0 && <p>No set of up to three exhibits, if struck, would take it below proved.</p>}
      <ol>
        {stress.cuts.slice(0, 20).map((set) => (
          <li key={set.join()}>It falls if {set.length === 1 ? 'this one is struck: ' : 'these are struck together: '}{set.map((id, i) => [i === 0 ? '' : ' and ', exhibit(id)])}</li>
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
