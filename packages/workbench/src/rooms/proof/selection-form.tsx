// Saving exhibits that may fall together: those ticked, or a rule by which they are found anew each time.
import { useState } from 'react';
import { sentence } from '../../lib/words.ts';
import { ActForm, AT_ONCE, madeBy, useAct } from './act.tsx';
import { CLASSES } from './what-if.ts';

export function SelectionForm({ exhibits }: { readonly exhibits: readonly string[] }) {
  const act = useAct();
  const [isOpen, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState('');
  const [custodian, setCustodian] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  if (!isOpen)
    return (
      <button type="button" className="link small" onClick={() => setOpen(true)}>
        Save a selection…
      </button>
    );
  const rule = {
    ...(kind === '' ? {} : { classes: [kind] }),
    ...(custodian.trim() === '' ? {} : { custodian: custodian.trim() }),
    ...(from === '' ? {} : { madeFrom: from }),
    ...(to === '' ? {} : { madeTo: to }),
  };
  const hasRule = Object.keys(rule).length > 0;
  return (
    <ActForm
      label="Save a selection"
      press="Save the selection"
      act={act}
      isReady={title.trim() !== '' && (hasRule || exhibits.length > 0)}
      cancel={() => setOpen(false)}
      submit={() => {
        const input = { title: title.trim(), exhibits, ...(hasRule ? { rule } : {}) };
        void act
          .enter({ name: 'selection.save', input }, 'The selection is saved.', (receipt) => [
            { name: 'selection.withdraw', input: { selection: madeBy(receipt), ground: AT_ONCE } },
          ])
          .then((receipt) => receipt !== undefined && setOpen(false));
      }}
    >
      <label>
        <span className="small">Name of the selection</span>
        <input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      </label>
      <p className="muted small">
        {exhibits.length === 0
          ? 'It holds whatever meets the rule; who is in it is read anew each time.'
          : `It holds the ${exhibits.length} exhibits excluded above, and whatever meets the rule.`}
      </p>
      <label>
        <span className="small">Of the class</span>
        <select value={kind} onChange={(event) => setKind(event.target.value)}>
          <option value="">Any</option>
          {CLASSES.map((name) => (
            <option key={name} value={name}>
              {sentence(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="small">From the custodian</span>
        <input value={custodian} maxLength={300} onChange={(event) => setCustodian(event.target.value)} />
      </label>
      <div className="fields">
        <label>
          <span className="small">Made from</span>
          <input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          <span className="small">to</span>
          <input type="date" value={to} onChange={(event) => setTo(event.target.value)} />
        </label>
      </div>
    </ActForm>
  );
}
