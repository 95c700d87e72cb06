// How the source of a citation knew what it says, when it spoke and in whose interest: said by a person, with the reason.
import type { CitationShown } from 'probata/contract';
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { PanelForm } from '../../lib/panel-form.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { isWhole, type Qualities, QualityFields } from './quality-fields.tsx';

const TAKEN_BACK = 'Said by mistake; taken back at once.';

/** Cites a passage for a fact with these qualities. */
export async function cite(
  matter: string,
  { fact, passage, bearing }: Pick<CitationShown, 'fact' | 'passage' | 'bearing'>,
  { interestOf, groupEntered, ...rest }: Qualities,
): Promise<string> {
  const receipt = await run(matter, 'fact.cite', {
    fact,
    passage,
    bearing,
    ...rest,
    ...(groupEntered === null ? {} : { group: groupEntered }),
    ...(interestOf === null ? {} : { interestOf }),
  });
  return receipt.entries[0]?.subject ?? '';
}

/** The qualities of a citation, without what was worked out from them. */
export function qualitiesOf(citation: CitationShown): Qualities {
  const { directness, contemporaneity, interest, interestOf, knowledge, hedged, groupEntered } = citation;
  return { directness, contemporaneity, interest, interestOf, knowledge, hedged, groupEntered };
}

/** A citation is not changed: it is withdrawn with the reason, and made anew with what is now said of its source. */
export function SourceForm({
  citation,
  close,
}: {
  readonly citation: CitationShown;
  readonly close: () => void;
}) {
  const matter = useMatter();
  const entered = useEntered();
  const [said, setSaid] = useState<Qualities>(() => qualitiesOf(citation));
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const isReady = reason.trim() !== '' && isWhole(said);
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      await run(matter, 'citation.withdraw', { citation: citation.id, ground: reason.trim() });
      const made = await cite(matter, citation, said);
      entered({
        words: 'What is known of the source is said; the fact stands by it now.',
        undo: async () => {
          await run(matter, 'citation.withdraw', { citation: made, ground: TAKEN_BACK });
          await cite(matter, citation, qualitiesOf(citation));
        },
      });
      close();
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <PanelForm
      label="What is known of the source"
      press="Enter it"
      isReady={isReady}
      error={error}
      save={save}
      close={close}
      look="in-citation"
    >
      <QualityFields said={said} change={setSaid} />
      <label className="field">
        <span>Why do you say so?</span>
        <input value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      </label>
    </PanelForm>
  );
}
