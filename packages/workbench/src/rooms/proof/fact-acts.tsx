// What can be done about one proposition: try a contradiction, note what is to be done, set its status by hand with the reason.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMatter } from '../../lib/matter.ts';
import { Reason } from '../../lib/reason.tsx';
import { sentence } from '../../lib/words.ts';
import { ActForm, useAct } from './act.tsx';
import { useAddress } from './address.ts';
import { addressOf, questionIn } from './kept-what-if.ts';
import { TodoForm } from './todo-form.tsx';
import type { ContradictionCard } from './types.ts';

type Open = 'override' | 'todo' | undefined;

export function FactActs({
  card,
  allegation,
}: {
  readonly card: ContradictionCard;
  readonly allegation: string | undefined;
}) {
  const matter = useMatter();
  const { search, go } = useAddress();
  const [open, setOpen] = useState<Open>();
  const tryIt = (): void => {
    const asked = questionIn(search['if']);
    const contradictions = [
      ...asked.contradictions.filter(({ fact }) => fact !== card.fact),
      { fact: card.fact, weight: 2 as const },
    ];
    go({ rail: 'open', scenario: undefined, if: addressOf({ ...asked, contradictions }) });
  };
  return (
    <div className="fact-acts">
      <div className="acts">
        <Link className="button" to="/$matter/record" params={{ matter }} search={{ row: card.fact }}>
          In the record
        </Link>
        <button type="button" onClick={tryIt}>
          What if it were contradicted?
        </button>
        <button
          type="button"
          aria-expanded={open === 'todo'}
          onClick={() => setOpen(open === 'todo' ? undefined : 'todo')}
        >
          To do…
        </button>
        <button
          type="button"
          aria-expanded={open === 'override'}
          onClick={() => setOpen(open === 'override' ? undefined : 'override')}
        >
          Set its status by hand…
        </button>
      </div>
      {open === 'todo' && (
        <TodoForm
          about={{ fact: card.fact, ...(allegation === undefined ? {} : { allegation }) }}
          title=""
          close={() => setOpen(undefined)}
        />
      )}
      {open === 'override' && <Override fact={card.fact} close={() => setOpen(undefined)} />}
    </div>
  );
}

const TO = ['proved', 'arguable', 'single-sourced', 'contested', 'empty'] as const;

/** An override is an assumption: it is shown as one wherever it carries something. Taking it back gives the rules their say. */
function Override({ fact, close }: { readonly fact: string; readonly close: () => void }) {
  const act = useAct();
  const [to, setTo] = useState<string>('arguable');
  const [reason, setReason] = useState('');
  return (
    <ActForm
      label="Set the status by hand"
      press="Set it, with this reason"
      act={act}
      isReady={reason.trim() !== ''}
      cancel={close}
      submit={() => {
        const input = { fact, to: to === 'rules' ? null : to, reason: reason.trim() };
        void act
          .enter(
            { name: 'status.override', input },
            'The status is set by hand; it is shown as an assumption.',
            () => [{ name: 'status.override', input: { fact, to: null, reason: 'Taken back at once.' } }],
          )
          .then((receipt) => receipt !== undefined && close());
      }}
    >
      <label>
        <span className="small">Status</span>
        <select value={to} onChange={(event) => setTo(event.target.value)}>
          {TO.map((one) => (
            <option key={one} value={one}>
              {sentence(one)}
            </option>
          ))}
          <option value="rules">As the rules say (takes an override back)</option>
        </select>
      </label>
      <Reason label="Reason" value={reason} change={setReason} />
    </ActForm>
  );
}
