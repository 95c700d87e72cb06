// The law applied: provisions with their elements, and the ladder of preconditions, rung by rung.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { Empty, Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';

interface Provision {
  readonly id: string;
  readonly pack: string;
  readonly article: string;
  readonly heading: string;
  readonly role: string;
  readonly verbWords: string;
  readonly elements: number;
  readonly contested: number;
  readonly state: string;
}
interface Ladders {
  readonly ladders: readonly { readonly id: string; readonly title: string; readonly outcome: string; readonly warnings: number }[];
}

/** Provisions at the left; the provision or ladder chosen at the right. */
export function LawScreen() {
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const provisions = useAsk<{ provisions: readonly Provision[] }>('provision.list');
  const ladders = useAsk<Ladders>('ladder.list');
  const go = (more: Readonly<Record<string, string | undefined>>): void => {
    void navigate({ to: '/$matter/law', params: { matter }, search: more });
  };
  const ladder = search['ladder'] ?? (search['provision'] === undefined ? ladders.data?.ladders[0]?.id : undefined);
  return (
    <div className="split">
      <div className="screen">
        <header>
          <h1>Law</h1>
        </header>
        {provisions.error !== null && <SayNo error={provisions.error} />}
        {provisions.data?.provisions.length === 0 && (
          <Empty title="No pack of law is adopted">
            A pack holds a treaty’s provisions as elements to be proved. Three are shipped: <code>probata pack adopt --help</code>.
          </Empty>
        )}
        {(ladders.data?.ladders.length ?? 0) > 0 && <h3>Preconditions</h3>}
        {ladders.data?.ladders.map((one) => (
          <button type="button" key={one.id} className="passage-card" aria-current={one.id === ladder} onClick={() => go({ ladder: one.id })}>
            <bdi>{one.title}</bdi>
            <span className="small">
              <Outcome outcome={one.outcome} />
              {one.warnings > 0 && <span className="muted"> · {one.warnings} warnings</span>}
            </span>
          </button>
        ))}
        <table className="grid below">
          <thead>
            <tr>
              <th>Article</th>
              <th>Provision</th>
              <th>Strength</th>
              <th className="numbers">Elements</th>
            </tr>
          </thead>
          <tbody>
            {provisions.data?.provisions.map((one) => (
              <tr key={`${one.pack}${one.id}`} tabIndex={0} aria-selected={one.id === search['provision']} onClick={() => go({ provision: one.id })} onKeyDown={(event) => event.key === 'Enter' && go({ provision: one.id })}>
                <td>{one.article}</td>
                <td>
                  <bdi>{one.heading}</bdi>
                  {one.state === 'to-be-checked' && <div className="small muted">to be checked against the official text</div>}
                </td>
                <td>{one.verbWords}</td>
                <td className="numbers">
                  {one.elements}
                  {one.contested > 0 && <span className="muted small"> ({one.contested} contested)</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="screen">{search['provision'] !== undefined ? <ProvisionShown id={search['provision']} /> : ladder !== undefined ? <Ladder id={ladder} /> : <p className="muted">Choose a provision.</p>}</div>
    </div>
  );
}

function Outcome({ outcome }: { readonly outcome: string }) {
  const path = { proved: 'M8 1.5a6.5 6.5 0 1 0 .01 0z', contested: 'M2.5 4 13.5 12M2.5 12 13.5 4', missing: '' }[outcome] ?? '';
  return (
    <span className={`status ${outcome}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {outcome === 'missing' ? <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" /> : <path d={path} fill={outcome === 'proved' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="2" />}
      </svg>
      {sentence(outcome)}
    </span>
  );
}

interface Rung {
  readonly rung: string;
  readonly title: string;
  readonly asks: string;
  readonly outcome: string;
  readonly why: readonly string[];
  readonly warnings: readonly string[];
  readonly toBeChecked: boolean;
}
interface LadderAnswer {
  readonly ladder: { readonly title: string };
  readonly outcome: string;
  readonly rule: string;
  readonly best: number;
  readonly tries: readonly { readonly event: string | null; readonly outcome: string; readonly rungs: readonly Rung[] }[];
  readonly warnings: readonly string[];
}

function Ladder({ id }: { readonly id: string }) {
  const found = useAsk<LadderAnswer>('ladder.show', { ladder: id });
  if (found.error !== null) return <SayNo error={found.error} />;
  const shown = found.data;
  if (shown === undefined) return null;
  const best = shown.tries[shown.best];
  return (
    <>
      <header>
        <h2>
          <bdi>{shown.ladder.title}</bdi>
        </h2>
        <Outcome outcome={shown.outcome} />
      </header>
      {shown.warnings.map((warning) => (
        <Lacks key={warning}>{warning}</Lacks>
      ))}
      <ol className="rungs">
        {best?.rungs.map((rung) => (
          <li key={rung.rung}>
            <div className="rung-head">
              <strong>{rung.title}</strong>
              <Outcome outcome={rung.outcome} />
            </div>
            <div className="muted small">{rung.asks}</div>
            {rung.why.map((line) => (
              <div key={line}>{line}</div>
            ))}
            {rung.warnings.map((line) => (
              <div key={line} className="contested-ink">
                {line}
              </div>
            ))}
            {rung.toBeChecked && <div className="muted small">The rule is recalled: to be checked.</div>}
          </li>
        ))}
      </ol>
      {shown.tries.length > 1 && (
        <p className="muted small">
          {shown.tries.length} requests were tried against the ladder; the one that climbs furthest is shown. {shown.rule}
        </p>
      )}
    </>
  );
}

interface ProvisionAnswer {
  readonly provision: {
    readonly article: string;
    readonly heading: string;
    readonly qualifiers: readonly string[];
    readonly elements: readonly { readonly id: string; readonly text: string; readonly kind: string; readonly state: string; readonly contested?: unknown; readonly implied?: boolean }[];
    readonly state: string;
  };
  readonly verbWords: string;
  readonly gateways: readonly { readonly id: string; readonly heading: string }[];
  readonly dependents: readonly string[];
}

function ProvisionShown({ id }: { readonly id: string }) {
  const found = useAsk<ProvisionAnswer>('provision.show', { provision: id });
  if (found.error !== null) return <SayNo error={found.error} />;
  const shown = found.data;
  if (shown === undefined) return null;
  const { provision } = shown;
  return (
    <>
      <h2>
        Article {provision.article}: <bdi>{provision.heading}</bdi>
      </h2>
      <p className="muted">
        {shown.verbWords}
        {provision.qualifiers.length > 0 && `, ${provision.qualifiers.join(', ')}`}
        {provision.state === 'to-be-checked' && '. Recalled from memory: to be checked against the official text.'}
      </p>
      <h3>Elements</h3>
      <ol className="rungs">
        {provision.elements.map((element) => (
          <li key={element.id}>
            <bdi>{element.text}</bdi>
            <div className="muted small">
              {element.id} · {sentence(element.kind)}
              {element.implied === true ? ' · implied' : ''}
              {element.state === 'to-be-checked' ? ' · to be checked' : ''}
            </div>
            {element.contested !== undefined && <div className="contested-ink small">{typeof element.contested === 'string' ? element.contested : sides(element.contested)}</div>}
          </li>
        ))}
      </ol>
      {shown.gateways.length > 0 && (
        <p>
          First must hold: {shown.gateways.map((gate) => gate.heading).join('; ')}.
        </p>
      )}
      {shown.dependents.length > 0 && <p className="muted small">If it fails, these fail with it: {shown.dependents.join(', ')}.</p>}
    </>
  );
}

function sides(value: unknown): string {
  return Object.entries(value as Readonly<Record<string, unknown>>)
    .map(([name, said]) => `${sentence(name)}: ${typeof said === 'string' ? said : Array.isArray(said) ? said.map((one) => (typeof one === 'string' ? one : Object.values(one as object).join(', '))).join('; ') : JSON.stringify(said)}`)
    .join(' — ');
}
