// What is missing: the smallest sets of facts that would carry the allegation, and what each fact still needs.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import type { ProofStatus } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';

interface Gaps {
  readonly status: ProofStatus;
  readonly sets: readonly (readonly string[])[];
  readonly more: boolean;
  readonly items: readonly {
    readonly fact: string;
    readonly text: string;
    readonly status: ProofStatus;
    readonly ways: readonly {
      readonly w3: number;
      readonly w2: number;
      readonly w1: number;
      readonly steps: number;
    }[];
  }[];
}

/** The gaps, smallest first. */
export function Missing({ allegation }: { readonly allegation: string }) {
  const matter = useMatter();
  const found = useAsk<Gaps>('allegation.gaps', { allegation });
  if (found.error !== null) return <SayNo error={found.error} />;
  const gaps = found.data;
  if (gaps === undefined) return null;
  if (gaps.status === 'proved') return <p>Nothing is missing under this standard.</p>;
  if (gaps.sets.length === 0)
    return <p>No set of facts could carry it as it is built: an element has nothing under it.</p>;
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
                <div className="small muted">
                  {(gaps.items.find((item) => item.fact === fact)?.ways ?? []).map(way).join('; or ')}
                </div>
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
