// From an assumption to the record: two origins were found to be one, and why; the merger can be undone, and both stay in the ledger.

import { useState } from 'react';
import { Reason } from '../../lib/reason.tsx';
import { ActForm, AT_ONCE, madeBy, useAct } from './act.tsx';

interface MergeProps {
  readonly a: string;
  readonly b: string;
  /** The assumption is no longer needed once it is in the record. */
  readonly done: () => void;
}

export function MergeForm({ a, b, done }: MergeProps) {
  const act = useAct();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!isOpen)
    return (
      <button type="button" className="link small" onClick={() => setOpen(true)}>
        They are one: enter it…
      </button>
    );
  return (
    <ActForm
      label="Enter that two origins are one"
      press="Enter it in the record"
      act={act}
      isReady={reason.trim() !== ''}
      cancel={() => setOpen(false)}
      submit={() => {
        void act
          .enter(
            { name: 'group.merge', input: { group: a, into: b, reason: reason.trim() } },
            'The two origins count as one from now on.',
            (receipt) => [{ name: 'group.unmerge', input: { merge: madeBy(receipt), reason: AT_ONCE } }],
          )
          .then((receipt) => receipt !== undefined && done());
      }}
    >
      <Reason label="How is it known?" value={reason} change={setReason} />
    </ActForm>
  );
}
