// How the source of a citation knew what it says, when it spoke and in whose interest: said by a person, with the reason.
import type { ActorShown, CitationShown, PartyShown } from 'probata/contract';
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { PanelForm } from '../../lib/panel-form.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';

const DIRECTNESS = ['operative', 'direct', 'secondhand', 'derived', 'unknown'];
const CONTEMPORANEITY = ['at-time', 'near', 'later', 'unknown'];
const INTERESTS = ['against', 'disinterested', 'self-serving', 'unknown'];
const KNOWLEDGE = ['own-senses', 'own-records', 'told', 'inferred', 'unknown'];
const TAKEN_BACK = 'Said by mistake; taken back at once.';

type Qualities = Pick<
  CitationShown,
  'directness' | 'contemporaneity' | 'interest' | 'interestOf' | 'knowledge' | 'hedged' | 'groupEntered'
>;

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
  const parties = useAsk<{ parties: readonly PartyShown[] }>('party.list');
  const actors = useAsk<{ actors: readonly ActorShown[] }>('actor.list');
  const [said, setSaid] = useState<Qualities>(() => qualitiesOf(citation));
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const needsWhose = said.interest === 'against' || said.interest === 'self-serving';
  const isReady = reason.trim() !== '' && (!needsWhose || said.interestOf !== null);
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      await run(matter, 'citation.withdraw', { citation: citation.id, ground: reason.trim() });
      const made = await cite(matter, citation, { ...said, interestOf: needsWhose ? said.interestOf : null });
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
  const choice = (
    name: 'directness' | 'contemporaneity' | 'interest' | 'knowledge',
    title: string,
    values: readonly string[],
  ) => (
    <label>
      <span>{title}</span>
      <select
        value={said[name]}
        onChange={(event) => setSaid({ ...said, [name]: event.target.value } as Qualities)}
      >
        {values.map((value) => (
          <option key={value} value={value}>
            {sentence(value)}
          </option>
        ))}
      </select>
    </label>
  );
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
      <div className="fields">
        {choice('directness', 'How directly it shows the fact', DIRECTNESS)}
        {choice('knowledge', 'How the source knew', KNOWLEDGE)}
        {choice('contemporaneity', 'When it spoke', CONTEMPORANEITY)}
        {choice('interest', 'In whose interest', INTERESTS)}
        {needsWhose && (
          <label>
            <span>Whose interest</span>
            <select
              value={said.interestOf ?? ''}
              onChange={(event) => setSaid({ ...said, interestOf: event.target.value || null })}
            >
              <option value="">Choose a party or an actor</option>
              {[...(parties.data?.parties ?? []), ...(actors.data?.actors ?? [])].map((one) => (
                <option key={one.id} value={one.id}>
                  {one.label}
                  {'role' in one ? `, ${one.role}` : ''}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span>Origin, where not the exhibit’s</span>
          <input
            value={said.groupEntered ?? ''}
            placeholder="news-agency"
            pattern="[a-z0-9][a-z0-9_\-]*"
            title="Small letters, digits and hyphens; never a person’s name"
            maxLength={80}
            onChange={(event) => setSaid({ ...said, groupEntered: event.target.value || null })}
          />
        </label>
      </div>
      <label className="tick">
        <input
          type="checkbox"
          checked={said.hedged}
          onChange={(event) => setSaid({ ...said, hedged: event.target.checked })}
        />
        It hedges: “reportedly”, “it seems”
      </label>
      <label className="field">
        <span>Why do you say so?</span>
        <input value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      </label>
    </PanelForm>
  );
}
