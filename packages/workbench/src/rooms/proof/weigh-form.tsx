// Weighing one passage by hand, with the reason: an assumption, shown as one wherever the passage counts.

import { useState } from 'react';
import { Reason } from '../../lib/reason.tsx';
import { ActForm, useAct } from './act.tsx';
import { WEIGHTS } from './word.tsx';

export function WeighForm({
  citation,
  weight,
  close,
}: {
  readonly citation: string;
  readonly weight: number;
  readonly close: () => void;
}) {
  const act = useAct();
  const [to, setTo] = useState(weight);
  const [reason, setReason] = useState('');
  return (
    <ActForm
      label="Weigh the passage by hand"
      press="Set the weight, with this reason"
      act={act}
      isReady={reason.trim() !== ''}
      cancel={close}
      submit={() => {
        void act
          .enter(
            { name: 'citation.weigh', input: { citation, to, reason: reason.trim() } },
            'The weight is set by hand; it is shown as an assumption. Weighing anew replaces it.',
          )
          .then((receipt) => receipt !== undefined && close());
      }}
    >
      <label>
        <span className="small">Weight</span>
        <select value={to} onChange={(event) => setTo(Number(event.target.value))}>
          {WEIGHTS.map((words, n) => (
            <option key={words} value={n}>
              {n}: {words}
            </option>
          ))}
        </select>
      </label>
      <Reason label="Reason" value={reason} change={setReason} />
    </ActForm>
  );
}
