// What is known of the source of a citation: how it knew, how near, when it spoke, in whose interest, of which origin it is.
import type { ActorShown, CitationShown, PartyShown } from 'probata/contract';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';

export type Qualities = Pick<
  CitationShown,
  'directness' | 'contemporaneity' | 'interest' | 'interestOf' | 'knowledge' | 'hedged' | 'groupEntered'
>;

/** Nothing is known yet. */
export const UNSAID: Qualities = {
  directness: 'unknown',
  contemporaneity: 'unknown',
  interest: 'unknown',
  interestOf: null,
  knowledge: 'unknown',
  hedged: false,
  groupEntered: null,
};

const CHOICES = [
  [
    'directness',
    'How directly it shows the fact',
    ['operative', 'direct', 'secondhand', 'derived', 'unknown'],
  ],
  ['knowledge', 'How the source knew', ['own-senses', 'own-records', 'told', 'inferred', 'unknown']],
  ['contemporaneity', 'When it spoke', ['at-time', 'near', 'later', 'unknown']],
  ['interest', 'In whose interest', ['against', 'disinterested', 'self-serving', 'unknown']],
] as const;

/** “Against” and “self-serving” say nothing without whose interest it is. */
export function needsWhose({ interest }: Qualities): boolean {
  return interest === 'against' || interest === 'self-serving';
}

/** False while something is said that means nothing yet. */
export function isWhole(said: Qualities): boolean {
  return !needsWhose(said) || said.interestOf !== null;
}

export function QualityFields({
  said,
  change,
}: {
  readonly said: Qualities;
  readonly change: (said: Qualities) => void;
}) {
  const parties = useAsk<{ parties: readonly PartyShown[] }>('party.list');
  const actors = useAsk<{ actors: readonly ActorShown[] }>('actor.list');
  return (
    <>
      <div className="fields">
        {CHOICES.map(([name, title, values]) => (
          <label key={name}>
            <span>{title}</span>
            <select
              value={said[name]}
              onChange={(event) => {
                const next = { ...said, [name]: event.target.value } as Qualities;
                change(needsWhose(next) ? next : { ...next, interestOf: null });
              }}
            >
              {values.map((value) => (
                <option key={value} value={value}>
                  {sentence(value)}
                </option>
              ))}
            </select>
          </label>
        ))}
        {needsWhose(said) && (
          <label>
            <span>Whose interest</span>
            <select
              value={said.interestOf ?? ''}
              onChange={(event) => change({ ...said, interestOf: event.target.value || null })}
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
            onChange={(event) => change({ ...said, groupEntered: event.target.value || null })}
          />
        </label>
      </div>
      <label className="tick">
        <input
          type="checkbox"
          checked={said.hedged}
          onChange={(event) => change({ ...said, hedged: event.target.checked })}
        />
        It hedges: “reportedly”, “it seems”
      </label>
    </>
  );
}
