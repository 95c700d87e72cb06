// Editing a standard: what it would change is shown before it is adopted, and its authority must be named.
import { useState } from 'react';
import { ask } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { Status } from '../../lib/status.tsx';
import { counted } from '../../lib/words.ts';
import { ActForm, useAct } from './act.tsx';
import { Arrow } from './changes.tsx';
import type { Changes, Pattern, Standard } from './types.ts';
import { stepsOf } from './word.tsx';

interface Tried extends Changes {
  readonly warnings: readonly { readonly message: string }[];
}
const START: Pattern = { w3: 0, w2: 0, w1: 1 };

interface FormProps {
  /** Undefined: a standard of the team's own. */
  readonly standard: Standard | undefined;
  readonly close: () => void;
}

export function StandardForm({ standard, close }: FormProps) {
  const matter = useMatter();
  const act = useAct();
  const [name, setName] = useState(standard?.id ?? '');
  const [label, setLabel] = useState(standard?.label ?? '');
  const [patterns, setPatterns] = useState<readonly Pattern[]>(standard?.sufficiency ?? [START]);
  const [minWeight, setMinWeight] = useState(standard?.contradiction.minWeight ?? 1);
  const [margin, setMargin] = useState(standard?.contradiction.outweighMargin ?? null);
  const [inferenceMin, setInferenceMin] = useState(standard?.inferenceMin ?? 2);
  const [authority, setAuthority] = useState('');
  const [tried, setTried] = useState<Tried>();
  const [error, setError] = useState<unknown>();
  const input = {
    name: name.trim(),
    label: label.trim(),
    sufficiency: patterns,
    contradiction: { minWeight, outweighMargin: margin },
    inferenceMin,
    authority: authority.trim(),
  };
  const isReady = input.name !== '' && input.label !== '' && input.authority !== '' && patterns.length > 0;
  const tryIt = async (): Promise<void> => {
    setError(undefined);
    try {
      setTried(
        await ask<Tried>(matter, 'standard.try', { ...input, authority: input.authority || 'To be named.' }),
      );
    } catch (thrown) {
      setTried(undefined);
      setError(thrown);
    }
  };
  return (
    <ActForm
      label={standard === undefined ? 'A standard of our own' : `Edit the standard ${standard.label}`}
      press="Adopt it as a house rule"
      act={act}
      isReady={isReady}
      cancel={close}
      submit={() => {
        void act
          .enter(
            { name: 'standard.adopt', input },
            'The standard is adopted. Every version stays in its history.',
            standard === undefined
              ? undefined
              : () => [
                  {
                    name: 'standard.adopt',
                    input: {
                      name: standard.id,
                      label: standard.label,
                      sufficiency: standard.sufficiency,
                      contradiction: standard.contradiction,
                      inferenceMin: standard.inferenceMin,
                      authority: standard.authority,
                    },
                  },
                ],
          )
          .then((receipt) => receipt !== undefined && close());
      }}
    >
      <div className="fields">
        {standard === undefined && (
          <label>
            <span className="small">Short name</span>
            <input
              value={name}
              placeholder="our-balance"
              spellCheck={false}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
        )}
        <label>
          <span className="small">Called</span>
          <input value={label} maxLength={200} onChange={(event) => setLabel(event.target.value)} />
        </label>
      </div>
      <fieldset className="choices">
        <legend className="small">Shown by any of these numbers of independent origins</legend>
        {patterns.map((pattern, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a pattern is known by its place
          <div className="pattern" key={n}>
            {(['w3', 'w2', 'w1'] as const).map((weight) => (
              <label key={weight}>
                <input
                  type="number"
                  className="page-number"
                  min={0}
                  max={20}
                  value={pattern[weight]}
                  onChange={(event) =>
                    setPatterns(
                      patterns.map((other, at) =>
                        at === n
                          ? { ...other, [weight]: Math.max(0, Math.trunc(Number(event.target.value))) }
                          : other,
                      ),
                    )
                  }
                />{' '}
                <span className="small">{HEADS[weight]}</span>
              </label>
            ))}
            {patterns.length > 1 && (
              <button
                type="button"
                className="link small"
                onClick={() => setPatterns(patterns.filter((_, at) => at !== n))}
              >
                Take out
              </button>
            )}
          </div>
        ))}
        <button type="button" className="link small" onClick={() => setPatterns([...patterns, START])}>
          Another way
        </button>
      </fieldset>
      <div className="fields">
        <label>
          <span className="small">A contradiction contests it from</span>
          <select value={minWeight} onChange={(event) => setMinWeight(Number(event.target.value))}>
            <option value={1}>a lead (1)</option>
            <option value={2}>some weight (2)</option>
            <option value={3}>particular weight (3)</option>
            <option value={4}>never</option>
          </select>
        </label>
        <label>
          <span className="small">unless it is outweighed by</span>
          <select
            value={margin ?? ''}
            onChange={(event) => setMargin(event.target.value === '' ? null : Number(event.target.value))}
          >
            <option value="">nothing outweighs it</option>
            {[0, 1, 2].map((n) => (
              <option key={n} value={n}>
                {n}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="small">An inference must be</span>
          <select value={inferenceMin} onChange={(event) => setInferenceMin(Number(event.target.value))}>
            <option value={1}>possible</option>
            <option value={2}>strong</option>
            <option value={3}>the only reasonable one</option>
          </select>
        </label>
      </div>
      <label>
        <span className="small">On which authority, and who decided it</span>
        <textarea
          value={authority}
          rows={2}
          maxLength={1000}
          onChange={(event) => setAuthority(event.target.value)}
        />
      </label>
      {error !== undefined && <SayNo error={error} />}
      {tried !== undefined && <TriedShown tried={tried} />}
      <div className="acts">
        <button type="button" disabled={input.name === '' || input.label === ''} onClick={() => void tryIt()}>
          Show what it would change
        </button>
      </div>
    </ActForm>
  );
}

const HEADS = { w3: 'of particular weight', w2: 'of some weight or more', w1: 'of any weight' } as const;

function TriedShown({ tried }: { readonly tried: Tried }) {
  const changed = tried.allegations.filter(({ before, after }) => before !== after);
  return (
    <div role="status">
      {tried.warnings.map((one) => (
        <Lacks key={one.message}>{one.message}</Lacks>
      ))}
      <p>
        {changed.length === 0
          ? 'No allegation would change'
          : `${counted(changed.length, 'allegation')} would change`}
        , with {counted(tried.nodes.length, 'element')} and {counted(tried.facts.length, 'fact')}.
      </p>
      <ul>
        {changed.map((one) => (
          <li key={one.id}>
            <bdi>{one.text}</bdi>: <Status status={one.before} />{' '}
            <Arrow falls={stepsOf(one.before, one.after) < 0} /> <Status status={one.after} />
          </li>
        ))}
      </ul>
    </div>
  );
}
