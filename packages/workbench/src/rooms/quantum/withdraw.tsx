// Taking a part of the claim out again: it asks for the ground, and what was withdrawn stays in the ledger.
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { useEntered } from '../../lib/undo.tsx';

/** A link that opens a small form. */
export function Withdraw({
  item,
  what,
  named = false,
}: {
  readonly item: string;
  readonly what: string;
  /** The link names what it withdraws, where several stand on one page. */
  readonly named?: boolean;
}) {
  const matter = useMatter();
  const entered = useEntered();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <button type="button" className="link" onClick={() => setAsking(true)}>
        {named ? `Withdraw the ${what}…` : 'Withdraw…'}
      </button>
    );
  return (
    <ActForm
      act={`Withdraw the ${what}`}
      acting="Withdrawing…"
      cancel={() => setAsking(false)}
      perform={async (given) => {
        await run(matter, 'item.withdraw', { item, ground: textOf(given, 'ground') });
        entered({ words: `The ${what} is withdrawn. Its entry stays in the ledger.` });
        setAsking(false);
      }}
    >
      <Field label="On what ground?" wide>
        <input name="ground" required maxLength={1000} />
      </Field>
    </ActForm>
  );
}
