// Ladders of preconditions set up in this matter, and setting up another from a pack.
import type { PartyShown, ProceedingShown } from 'probata/contract';
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { PanelForm } from '../../lib/panel-form.tsx';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted } from '../../lib/words.ts';
import { LadderShown } from './ladder-shown.tsx';
import { Outcome } from './outcome.tsx';

interface LadderLine {
  readonly id: string;
  readonly title: string;
  readonly outcome: string;
  readonly proved: number;
  readonly contested: number;
  readonly missing: number;
  readonly warnings: number;
}
interface Offered {
  readonly id: string;
  readonly title: string;
  readonly asks: string | null;
  readonly rungs: number;
}
interface PartProps {
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}

/** The list at the left, the ladder at the right. */
export function Ladders({ search, go }: PartProps) {
  const found = useAsk<{ ladders: readonly LadderLine[] }>('ladder.list');
  const [isOpening, setOpening] = useState(false);
  const ladders = found.data?.ladders ?? [];
  const chosen = search['ladder'] ?? ladders[0]?.id;
  return (
    <div className="split law-split ladders">
      <section className="screen" aria-label="Ladders">
        {found.error !== null && <SayNo error={found.error} />}
        {found.data !== undefined && ladders.length === 0 && (
          <Empty title="No ladder is set up">
            A court hears a case only if the steps before it were climbed: notice, negotiation, a request, a
            time that ran. A pack holds them as a ladder; set it up between the parties, and record what
            happened on it.
          </Empty>
        )}
        <div className="ladder-cards">
          {ladders.map((one) => (
            <button
              type="button"
              key={one.id}
              className="passage-card"
              aria-current={one.id === chosen}
              onClick={() => go({ ladder: one.id })}
            >
              <bdi>{one.title}</bdi>
              <span className="small status-line">
                <Outcome outcome={one.outcome} />
                <span className="muted">
                  {one.proved} proved, {one.contested} contested, {one.missing} missing
                  {one.warnings > 0 && `, ${counted(one.warnings, 'warning')}`}
                </span>
              </span>
            </button>
          ))}
        </div>
        {isOpening ? (
          <OpenLadder
            done={(ladder) => {
              setOpening(false);
              if (ladder !== undefined) go({ ladder });
            }}
          />
        ) : (
          <button type="button" onClick={() => setOpening(true)}>
            Set up a ladder
          </button>
        )}
      </section>
      <section className="screen" aria-label="The ladder">
        {chosen !== undefined && (
          <LadderShown
            key={chosen}
            id={chosen}
            exchange={search['exchange']}
            done={() => go({ exchange: undefined })}
          />
        )}
      </section>
    </div>
  );
}

function OpenLadder({ done }: { readonly done: (ladder: string | undefined) => void }) {
  const matter = useMatter();
  const entered = useEntered();
  const offered = useAsk<{ ladders: readonly Offered[] }>('ladder.offered');
  const proceedings = useAsk<{ proceedings: readonly ProceedingShown[] }>('proceeding.list');
  const parties = useAsk<{ parties: readonly PartyShown[] }>('party.list');
  const [ladder, setLadder] = useState('');
  const [proceeding, setProceeding] = useState('');
  const [sides, setSides] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<unknown>();
  const own = (parties.data?.parties ?? []).filter((one) => one.proceeding === proceeding);
  const of = (side: string): string[] => own.filter((one) => sides[one.id] === side).map((one) => one.id);
  const isReady =
    ladder !== '' && proceeding !== '' && of('claimant').length > 0 && of('respondent').length > 0;
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      const receipt = await run(matter, 'ladder.open', {
        proceeding,
        ladder,
        claimants: of('claimant'),
        respondents: of('respondent'),
      });
      entered({ words: 'The ladder is set up. Record on it what happened, rung by rung.' });
      done(receipt.entries[0]?.subject);
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <PanelForm
      label="Set up a ladder"
      press="Set it up"
      isReady={isReady}
      error={error}
      save={save}
      close={() => done(undefined)}
    >
      {offered.data?.ladders.length === 0 && (
        <p className="muted">No pack in force holds a ladder. Adopt one under Packs.</p>
      )}
      {proceedings.data?.proceedings.length === 0 && (
        <p className="muted">
          A ladder stands in a proceeding. Open one first: <code>probata proceeding open --help</code>.
        </p>
      )}
      <div className="fields">
        <label>
          <span>Ladder</span>
          <select value={ladder} onChange={(event) => setLadder(event.target.value)}>
            <option value="">Choose from the packs</option>
            {offered.data?.ladders.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Proceeding</span>
          <select value={proceeding} onChange={(event) => setProceeding(event.target.value)}>
            <option value="">Choose the proceeding</option>
            {proceedings.data?.proceedings.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className="small muted">{offered.data?.ladders.find((one) => one.id === ladder)?.asks}</p>
      <div className="fields">
        {own.map((one) => (
          <label key={one.id}>
            <span>
              <bdi>{one.label}</bdi> ({one.role})
            </span>
            <select
              value={sides[one.id] ?? ''}
              onChange={(event) => setSides({ ...sides, [one.id]: event.target.value })}
            >
              <option value="">stands aside</option>
              <option value="claimant">climbs it</option>
              <option value="respondent">is the other side</option>
            </select>
          </label>
        ))}
      </div>
    </PanelForm>
  );
}
