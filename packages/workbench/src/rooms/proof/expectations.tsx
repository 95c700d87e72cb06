// What the team expects to stand without certain exhibits: judged anew with every entry, and shown broken the moment it breaks.
import { useState } from 'react';
import { SayNo } from '../../lib/say-no.tsx';
import { Verified } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { day, sentence } from '../../lib/words.ts';
import { ActForm, AT_ONCE, madeBy, useAct } from './act.tsx';
import { ExhibitPicker } from './exhibit-picker.tsx';
import { useNames } from './todo-form.tsx';
import { toggled } from './what-if.ts';

export interface Expectation {
  readonly id: string;
  readonly allegation: string;
  readonly node: string | null;
  readonly level: string;
  readonly standard: string;
  readonly without: readonly string[];
  readonly note: string | null;
  readonly holds: boolean;
  readonly sentence: string;
  readonly by: string;
  readonly at: string;
}

export function Expectations({ allegation }: { readonly allegation?: string }) {
  const found = useAsk<{ expectations: readonly Expectation[] }>('expectation.list');
  const [isOpen, setOpen] = useState(false);
  const own = (found.data?.expectations ?? []).filter(
    (one) => allegation === undefined || one.allegation === allegation,
  );
  const broken = own.filter((one) => !one.holds);
  return (
    <section className="block" aria-label="Expectations">
      <h3>Expected to stand</h3>
      {found.error !== null && <SayNo error={found.error} />}
      <p className="muted small">
        An expectation says that something stands without certain exhibits. It is judged again with every
        entry.
      </p>
      {broken.length > 0 && (
        <p role="status">
          <strong>
            {broken.length === 1 ? 'One expectation is broken' : `${broken.length} expectations are broken`}.
          </strong>
        </p>
      )}
      <ul className="expectations">
        {own.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ul>
      {allegation !== undefined &&
        (isOpen ? (
          <ExpectForm allegation={allegation} close={() => setOpen(false)} />
        ) : (
          <button type="button" onClick={() => setOpen(true)}>
            Expect something to stand…
          </button>
        ))}
    </section>
  );
}

function Line({ one }: { readonly one: Expectation }) {
  const who = useNames();
  const act = useAct();
  const [isAsking, setAsking] = useState(false);
  const [ground, setGround] = useState('');
  return (
    <li className={one.holds ? 'expectation' : 'expectation broken'}>
      {one.holds ? <Verified state="verified" words="Holds" /> : <Broken />}
      <span>
        <bdi>{one.sentence}</bdi>
        {one.note !== null && <span className="muted small"> {one.note}</span>}
        <span className="muted small">
          {' '}
          {who(one.by)}, {day(one.at)}, under “{sentence(one.standard)}”
        </span>{' '}
        <button
          type="button"
          className="link small"
          aria-expanded={isAsking}
          onClick={() => setAsking(!isAsking)}
        >
          Withdraw…
        </button>
        {isAsking && (
          <ActForm
            label="Withdraw the expectation"
            press="Withdraw it"
            act={act}
            isReady={ground.trim() !== ''}
            cancel={() => setAsking(false)}
            submit={() =>
              void act.enter(
                { name: 'expectation.withdraw', input: { expectation: one.id, ground: ground.trim() } },
                'The expectation is held no longer.',
                () => [
                  {
                    name: 'expectation.set',
                    input: {
                      allegation: one.allegation,
                      level: one.level,
                      standard: one.standard,
                      without: one.without,
                      ...(one.node === null ? {} : { node: one.node }),
                      ...(one.note === null ? {} : { note: one.note }),
                    },
                  },
                ],
              )
            }
          >
            <label>
              <span className="small">Why is it held no longer?</span>
              <input value={ground} maxLength={1000} onChange={(event) => setGround(event.target.value)} />
            </label>
          </ActForm>
        )}
      </span>
    </li>
  );
}

/** A cross in ochre: red is kept for the integrity of the ledger. */
function Broken() {
  return (
    <span className="status cross">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M3 3 13 13M3 13 13 3" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
      <strong>Broken</strong>
    </span>
  );
}

const LEVELS = ['proved', 'contested', 'arguable', 'single-sourced'] as const;

function ExpectForm({ allegation, close }: { readonly allegation: string; readonly close: () => void }) {
  const act = useAct();
  const elements = useAsk<{ elements: readonly { id: string; label: string }[] }>('allegation.elements', {
    allegation,
  });
  const [node, setNode] = useState('');
  const [level, setLevel] = useState<string>('proved');
  const [without, setWithout] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  return (
    <ActForm
      label="Expect something to stand"
      press="Expect it"
      act={act}
      isReady={without.length > 0}
      cancel={close}
      submit={() => {
        const input = {
          allegation,
          level,
          without,
          ...(node === '' ? {} : { node }),
          ...(note.trim() === '' ? {} : { note: note.trim() }),
        };
        void act
          .enter(
            { name: 'expectation.set', input },
            'The expectation is kept, and judged from now on.',
            (receipt) => [
              { name: 'expectation.withdraw', input: { expectation: madeBy(receipt), ground: AT_ONCE } },
            ],
          )
          .then((receipt) => receipt !== undefined && close());
      }}
    >
      <div className="fields">
        <label>
          <span className="small">What stands</span>
          <select value={node} onChange={(event) => setNode(event.target.value)}>
            <option value="">The allegation as a whole</option>
            {elements.data?.elements.map((one) => (
              <option key={one.id} value={one.id}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="small">At least</span>
          <select value={level} onChange={(event) => setLevel(event.target.value)}>
            {LEVELS.map((one) => (
              <option key={one} value={one}>
                {sentence(one)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <ExhibitPicker label="Without" chosen={without} toggle={(id) => setWithout(toggled(without, id))} />
      <label>
        <span className="small">Note (may be left out)</span>
        <input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </label>
    </ActForm>
  );
}
