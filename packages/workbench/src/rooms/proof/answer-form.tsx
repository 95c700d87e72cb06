// Answering a contradiction: by argument, or by evidence, naming the exhibits; if one of them falls, it counts again.

import { useState } from 'react';
import { Reason } from '../../lib/reason.tsx';
import { ActForm, useAct } from './act.tsx';
import { ExhibitPicker } from './exhibit-picker.tsx';
import { toggled } from './what-if.ts';

export function AnswerForm({ citation, close }: { readonly citation: string; readonly close: () => void }) {
  const act = useAct();
  const [by, setBy] = useState<'argument' | 'evidence'>('argument');
  const [reason, setReason] = useState('');
  const [exhibits, setExhibits] = useState<readonly string[]>([]);
  const isReady = reason.trim() !== '' && (by === 'argument' || exhibits.length > 0);
  return (
    <ActForm
      label="Answer the contradiction"
      press="Enter the answer"
      act={act}
      isReady={isReady}
      cancel={close}
      submit={() => {
        void act
          .enter(
            {
              name: 'citation.answer',
              input: { citation, by, reason: reason.trim(), exhibits: by === 'evidence' ? exhibits : [] },
            },
            'The contradiction is answered. A further answer replaces this one.',
          )
          .then((receipt) => receipt !== undefined && close());
      }}
    >
      <fieldset className="choices">
        <legend className="small">How is it answered?</legend>
        {(['argument', 'evidence'] as const).map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name={`answer-${citation}`}
              checked={by === kind}
              onChange={() => setBy(kind)}
            />{' '}
            By {kind}
          </label>
        ))}
      </fieldset>
      <Reason label="Why does it not stand?" value={reason} change={setReason} />
      {by === 'evidence' && (
        <ExhibitPicker
          label="Exhibits that answer it"
          chosen={exhibits}
          toggle={(id) => setExhibits(toggled(exhibits, id))}
        />
      )}
    </ActForm>
  );
}
