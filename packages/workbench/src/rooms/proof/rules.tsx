// The house rules: the standards of proof with their authorities, tried before they are adopted, and the rules of weight.
import { useState } from 'react';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted, day } from '../../lib/words.ts';
import { useAddress } from './address.ts';
import { StandardForm } from './standard-form.tsx';
import { useNames } from './todo-form.tsx';
import type { HouseWords, Pattern, Standard, Standards } from './types.ts';
import { WEIGHTS } from './word.tsx';

interface Rules extends HouseWords {
  readonly rules: readonly {
    readonly id: string;
    readonly effect: string;
    readonly text: string;
    readonly anchor: string;
    readonly toBeChecked: boolean;
  }[];
}

export function RulesView() {
  const { search, go } = useAddress();
  const found = useAsk<Standards>('standard.list');
  const rules = useAsk<Rules>('rule.list');
  const editing = search['edit'];
  return (
    <div className="proof-body">
      <section className="block">
        <header className="section-head">
          <h2>Standards of proof</h2>
          <button type="button" onClick={() => go({ edit: editing === 'new' ? undefined : 'new' })}>
            A standard of our own…
          </button>
        </header>
        <p className="read">
          Each is {found.data?.disclaimer ?? 'a house rule for preparing the case'}. What it leans on stands
          beside it; what is recalled from memory is marked until a person has cleared it.
        </p>
        {found.error !== null && <SayNo error={found.error} />}
        {found.data?.warnings.map((one) => (
          <Lacks key={one.message}>{one.message}</Lacks>
        ))}
        {editing === 'new' && <StandardForm standard={undefined} close={() => go({ edit: undefined })} />}
        <div className="standards">
          {found.data?.standards.map((one) => (
            <StandardCard
              key={one.id}
              standard={one}
              isEditing={editing === one.id}
              edit={(isOn) => go({ edit: isOn ? one.id : undefined })}
            />
          ))}
        </div>
      </section>
      <section className="block">
        <h2>How a passage is weighed</h2>
        {rules.error !== null && <SayNo error={rules.error} />}
        <table className="grid">
          <thead>
            <tr>
              <th>Rule</th>
              <th>What it does</th>
              <th>When</th>
              <th>Leans on</th>
            </tr>
          </thead>
          <tbody>
            {rules.data?.rules.map((rule) => (
              <tr key={rule.id}>
                <td>
                  <code>{rule.id}</code>
                </td>
                <td>{rule.effect}</td>
                <td>{rule.text}</td>
                <td className="muted">{rule.anchor}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

interface CardProps {
  readonly standard: Standard;
  readonly isEditing: boolean;
  readonly edit: (isOn: boolean) => void;
}

function StandardCard({ standard, isEditing, edit }: CardProps) {
  return (
    <article className="standard">
      <h3>
        <bdi>{standard.label}</bdi> <code className="muted small">{standard.id}</code>
      </h3>
      <ul className="standard-says">
        <li>Shown by {standard.sufficiency.map(patternInWords).join('; or by ')}.</li>
        <li>{contradictionInWords(standard)}</li>
        <li>{INFERENCES[standard.inferenceMin]}</li>
      </ul>
      <p className="small">
        <strong>{standard.toBeChecked ? 'To be checked: ' : ''}</strong>
        <bdi>{standard.authority}</bdi>
      </p>
      <p className="muted small">
        Version {standard.version}{' '}
        <button
          type="button"
          className="link small"
          aria-expanded={isEditing}
          onClick={() => edit(!isEditing)}
        >
          Edit…
        </button>
      </p>
      <History name={standard.id} />
      {isEditing && <StandardForm standard={standard} close={() => edit(false)} />}
    </article>
  );
}

/** `1 origin of particular weight, 2 of some weight or more, 2 of any`: as the standard counts them. */
export function patternInWords({ w3, w2, w1 }: Pattern): string {
  const total = Math.max(w3, w2, w1);
  const parts = [
    w3 > 0 ? `${w3} of ${WEIGHTS[3]}` : '',
    w2 > w3 ? `${w2} of ${WEIGHTS[2]} or more` : '',
  ].filter((part) => part !== '');
  const head = counted(total, 'independent origin');
  return parts.length === 0 ? head : `${head}, of which ${parts.join(' and ')}`;
}

function contradictionInWords({ contradiction: { minWeight, outweighMargin } }: Standard): string {
  if (minWeight > 3) return 'No contradiction contests it.';
  const heavy = `A contradiction of ${WEIGHTS[minWeight]}${minWeight < 3 ? ' or more' : ''} contests it until it is answered`;
  return outweighMargin === null
    ? `${heavy}.`
    : `${heavy}, unless what supports it outweighs it by ${outweighMargin}.`;
}

const INFERENCES: Readonly<Record<number, string>> = {
  1: 'A possible inference is enough.',
  2: 'A strong inference is enough.',
  3: 'Only the one reasonable inference is enough.',
};

interface HistoryAnswer {
  readonly house: Standard | null;
  readonly versions: readonly (Standard & { readonly by: string; readonly at: string })[];
}

function History({ name }: { readonly name: string }) {
  const [isOpen, setOpen] = useState(false);
  const who = useNames();
  const found = useAsk<HistoryAnswer>('standard.history', { name }, isOpen);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small">Every version</summary>
      {found.error !== null && <SayNo error={found.error} />}
      <ol className="custody">
        {found.data?.house != null && (
          <li>Shipped with the house: {found.data.house.sufficiency.map(patternInWords).join('; or ')}.</li>
        )}
        {found.data?.versions.map((one) => (
          <li key={one.version}>
            Version {one.version}: {one.sufficiency.map(patternInWords).join('; or ')}.{' '}
            <bdi>{one.authority}</bdi>{' '}
            <span className="muted">
              {who(one.by)}, {day(one.at)}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
