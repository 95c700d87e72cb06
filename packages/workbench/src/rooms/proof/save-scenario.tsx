// Saving a what-if under a name, so that it is run again whenever it is opened.
import { useState } from 'react';
import { ActForm, AT_ONCE, madeBy, useAct } from './act.tsx';
import { useAddress } from './address.ts';
import type { WhatIf } from './what-if.ts';

export function SaveScenario({
  question,
  suggested,
}: {
  readonly question: WhatIf;
  readonly suggested: string;
}) {
  const { go } = useAddress();
  const act = useAct();
  const [isOpen, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  if (!isOpen)
    return (
      <button
        type="button"
        className="primary"
        onClick={() => {
          setTitle(suggested.slice(0, 200));
          setOpen(true);
        }}
      >
        Save as a scenario…
      </button>
    );
  return (
    <ActForm
      label="Save as a scenario"
      press="Save the scenario"
      act={act}
      isReady={title.trim() !== ''}
      cancel={() => setOpen(false)}
      submit={() => {
        void act
          .enter(
            { name: 'scenario.save', input: { ...question, title: title.trim() } },
            'The what-if is saved; it is run again whenever it is opened.',
            (receipt) => [
              { name: 'scenario.withdraw', input: { scenario: madeBy(receipt), ground: AT_ONCE } },
            ],
          )
          .then((receipt) => {
            if (receipt !== undefined) go({ scenario: madeBy(receipt), if: undefined });
          });
      }}
    >
      <label>
        <span className="small">Name of the scenario</span>
        <input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      </label>
    </ActForm>
  );
}
