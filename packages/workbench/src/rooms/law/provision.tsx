// One provision: how hard it binds, what must hold first, its elements with the authorities on each side, and what falls with it.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';
import { formulaInWords } from './formula-words.ts';
import { Standing } from './standing.tsx';
import type { Authority, Element, ProvisionAnswer, Standing as State } from './types.ts';
import { useProofWords } from './use-proof-words.ts';

interface ProvisionProps {
  readonly id: string;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}

/** The provision chosen. */
export function Provision({ id, go }: ProvisionProps) {
  const found = useAsk<ProvisionAnswer>('provision.show', { provision: id });
  if (found.error !== null) return <SayNo error={found.error} />;
  const shown = found.data;
  if (shown === undefined) return null;
  const { provision } = shown;
  const texts = new Map(provision.elements.map((one) => [one.id, one.text]));
  return (
    <>
      <h2>
        <bdi>
          {provision.article}: {provision.heading}
        </bdi>
      </h2>
      <p>
        <Standing statement={provision.id} state={provision.state} what={provision.heading} hasParts />
      </p>
      <dl className="facts">
        <dt>Strength</dt>
        <dd>
          {sentence(shown.verbWords)}
          {provision.qualifiers.length > 0 && (
            <span className="contested-ink"> softened: “{provision.qualifiers.join('”, “')}”</span>
          )}
        </dd>
        <dt>Role</dt>
        <dd>{sentence(provision.role)}</dd>
        {provision.owedBy !== undefined && <dt>Owed</dt>}
        {provision.owedBy !== undefined && (
          <dd>
            by {provision.owedBy}
            {provision.owedTo === undefined ? '' : ` to ${provision.owedTo}`}
          </dd>
        )}
        <dt>Burden</dt>
        <dd>
          {provision.burden === 'respondent' ? 'the respondent must show it' : 'the claimant must show it'}
        </dd>
        {provision.formula !== undefined && <dt>Made of</dt>}
        {provision.formula !== undefined && (
          <dd>{formulaInWords(provision.formula, (leaf) => texts.get(leaf) ?? leaf)}</dd>
        )}
      </dl>
      {shown.gateways.length > 0 && (
        <>
          <h3>First must hold</h3>
          <ul className="gateways">
            {shown.gateways.map((gate) => (
              <li key={gate.id}>
                <button type="button" className="link" onClick={() => go({ provision: gate.id })}>
                  <bdi>{gate.heading}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Elements</h3>
      {provision.elements.length === 0 && <p className="muted">It has none of its own.</p>}
      <ol className="rungs">
        {provision.elements.map((element) => (
          <li key={element.id} id={element.id}>
            <ElementShown element={element} />
          </li>
        ))}
      </ol>
      {provision.limits.map((limit) => (
        <Lacks key={limit}>{limit}</Lacks>
      ))}
      {provision.note !== undefined && <p>{provision.note}</p>}
      {provision.relates.length > 0 && (
        <p className="small muted">
          Read with:{' '}
          {provision.relates.map((one) => (
            <button type="button" key={one} className="link spaced" onClick={() => go({ provision: one })}>
              {one}
            </button>
          ))}
        </p>
      )}
      {shown.dependents.length > 0 && (
        <p className="small">
          If it fails, these fail with it:{' '}
          {shown.dependents.map((one) => (
            <button type="button" key={one} className="link spaced" onClick={() => go({ provision: one })}>
              {one}
            </button>
          ))}
        </p>
      )}
    </>
  );
}

/** An element; where it is contested the two sides stand side by side. */
function ElementShown({ element }: { readonly element: Element }) {
  const matter = useMatter();
  const proof = useProofWords().get(element.id);
  return (
    <>
      <div className="rung-head">
        <bdi>{element.text}</bdi>
        {proof !== undefined && (
          <Link to="/$matter/proof" params={{ matter }} search={{ allegation: proof.allegation }}>
            {sentence(proof.word)}
          </Link>
        )}
      </div>
      <div className="small muted status-line">
        <span>{element.id}</span>
        <span>{sentence(element.kind)}</span>
        {element.implied && <span>implied: not in the words, argued into them</span>}
        <Standing
          statement={element.id}
          state={element.state}
          what={element.text}
          hasParts={element.contested !== undefined}
        />
      </div>
      {element.contested !== undefined && <Contest element={element} />}
      {element.hints.length > 0 && (
        <div className="small muted">Could be shown by: {element.hints.join('; ')}</div>
      )}
    </>
  );
}

interface Sides {
  readonly sides: readonly {
    readonly side: 'for' | 'against';
    readonly authority: Authority;
    readonly statement: string;
    readonly state: State;
  }[];
}

function Contest({ element }: { readonly element: Element }) {
  const found = useAsk<Sides>('element.show', { element: element.id });
  const { contested } = element;
  if (contested === undefined) return null;
  return (
    <div className="contest">
      <p className="contested-ink">{contested.question}</p>
      <div className="contest-sides">
        {(['for', 'against'] as const).map((side) => (
          <section key={side} aria-label={side === 'for' ? 'Authorities for it' : 'Authorities against it'}>
            <h4>{side === 'for' ? 'For it' : 'Against it'}</h4>
            {found.data?.sides
              .filter((one) => one.side === side)
              .map((one) => (
                <div key={one.statement} className="authority">
                  <bdi>{one.authority.case}</bdi>
                  {one.authority.place !== undefined && (
                    <span className="muted">, {one.authority.place}</span>
                  )}
                  {one.authority.says !== undefined && <p className="small">{one.authority.says}</p>}
                  <Standing statement={one.statement} state={one.state} what={one.authority.case} />
                </div>
              ))}
          </section>
        ))}
      </div>
    </div>
  );
}
