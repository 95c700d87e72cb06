// An allegation element by element: the facts that answer each, and how many independent origins stand for and against.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { type ProofStatus, Status } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';

interface Element {
  readonly id: string;
  readonly label: string;
  readonly depth: number;
  readonly op: string;
  readonly element: string | null;
  readonly status: ProofStatus;
  readonly facts: readonly {
    readonly id: string;
    readonly text: string;
    readonly status: ProofStatus;
    readonly for: number;
    readonly against: number;
  }[];
}
/** The tree of what must be proved, as a table. */
export function Elements({ allegation }: { readonly allegation: string }) {
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
                <strong>{element.label}</strong>{' '}
                <span className="muted small">
                  {{ all: 'all of', any: 'any of', atLeast: 'some of' }[element.op]}
                </span>
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
