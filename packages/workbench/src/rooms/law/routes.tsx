// Alternative ways to one conclusion, side by side: for each route the links it needs, and the one that is missing, named.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';
import { missingFor } from './formula-words.ts';
import { Standing } from './standing.tsx';
import type { Formula, ProofWords, Standing as State } from './types.ts';
import { useProofWords } from './use-proof-words.ts';

interface Groups {
  readonly groups: readonly {
    readonly id: string;
    readonly title: string;
    readonly note?: string;
    readonly routes: readonly Route[];
  }[];
}
interface Route {
  readonly provision: string;
  readonly title: string;
  readonly burden: string;
  readonly links: readonly { readonly element: string; readonly link: string }[];
  readonly formula: Formula;
  readonly limits: readonly string[];
  readonly state: State;
}

/** Attribution and defences. A defence is the respondent's to show. */
export function Routes() {
  const found = useAsk<Groups>('route.list');
  const proof = useProofWords();
  return (
    <div className="screen page">
      {found.error !== null && <SayNo error={found.error} />}
      {found.data?.groups.length === 0 && (
        <Empty title="No alternative routes are known here">
          The pack on State responsibility holds the ways in which conduct is attributed, and the defences.
          Adopt it under Packs.
        </Empty>
      )}
      {found.data?.groups.map((group) => (
        <section key={group.id} className="block">
          <h2>
            <bdi>{group.title}</bdi>
          </h2>
          {group.note !== undefined && <p className="muted">{group.note}</p>}
          <div className="cards">
            {group.routes.map((route) => (
              <RouteCard key={route.provision} route={route} proof={proof} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

const STANDS = new Set(['supported', 'admitted', 'judicially-noticed', 'judicially noticed', 'proved']);

function RouteCard({ route, proof }: { readonly route: Route; readonly proof: ProofWords }) {
  const matter = useMatter();
  const isAsked = route.links.some((one) => proof.has(one.element));
  const named = new Map(route.links.map((one) => [one.element, one.link]));
  const wordOf = (element: string): string => proof.get(element)?.word ?? 'empty';
  const missing = missingFor(route.formula, (element) => wordOf(element) !== 'empty');
  const weak = missingFor(route.formula, (element) => STANDS.has(wordOf(element)));
  const inWords = (elements: readonly string[]): string =>
    elements.map((one) => named.get(one) ?? one).join('; ');
  return (
    <article>
      <h3>
        <bdi>{route.title}</bdi>
      </h3>
      <p className="status-line small">
        <Standing statement={route.provision} state={route.state} what={route.title} hasParts />
        {route.burden === 'respondent' && <span>for the respondent to show</span>}
      </p>
      {!isAsked ? (
        <p className="muted small">No allegation takes this route yet. It would need:</p>
      ) : missing.length > 0 ? (
        <p>
          Missing: <strong>{inWords(missing)}</strong>
        </p>
      ) : weak.length > 0 ? (
        <p>
          Weakest: <strong>{inWords(weak)}</strong>
        </p>
      ) : (
        <p>Every link stands.</p>
      )}
      <ul className="links-of">
        {route.links.map((one) => {
          const stands = proof.get(one.element);
          return (
            <li key={one.element}>
              {one.link}{' '}
              {stands === undefined ? (
                <span className="muted small">not asked for</span>
              ) : (
                <Link
                  className="small"
                  to="/$matter/proof"
                  params={{ matter }}
                  search={{ allegation: stands.allegation }}
                >
                  {sentence(stands.word).toLowerCase()}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
      {route.limits.map((limit) => (
        <p key={limit} className="small contested-ink">
          {limit}
        </p>
      ))}
    </article>
  );
}
