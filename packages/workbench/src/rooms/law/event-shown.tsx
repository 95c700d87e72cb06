// One event on a ladder: its dates, what shows it, whether it is disputed; and the way to dispute or withdraw it.
import type { PartyShown } from 'probata/contract';
import { dateInWords } from 'probata/contract';
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { PanelForm } from '../../lib/panel-form.tsx';
import { previewOf } from '../../lib/passage-preview.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { PassageLink } from '../record/passage-link.tsx';
import type { LadderAnswer, LadderEvent } from './types.ts';

interface EventProps {
  readonly event: LadderEvent;
  readonly ladder: LadderAnswer;
}

/** Dates that are not public are said not to be known. */
export function EventShown({ event, ladder }: EventProps) {
  const [doing, setDoing] = useState<'dispute' | 'withdraw'>();
  const kind = ladder.kinds.find((one) => one.kind === event.kind);
  const dates = [
    event.on === null ? '' : dateInWords(event.on.edtf),
    event.received === null
      ? kind?.received === true
        ? 'receipt not known'
        : ''
      : `received ${dateInWords(event.received.edtf)}`,
    event.announced === null ? '' : `announced ${dateInWords(event.announced.edtf)}`,
  ].filter((part) => part !== '');
  return (
    <div className="authority">
      <span {...(event.passage === null ? {} : previewOf(event.passage))}>
        <bdi>{event.title}</bdi>
      </span>{' '}
      <span className="muted">
        of the {event.by === 'both' ? 'two sides' : (event.whose ?? event.by)}
        {dates.length === 0 ? ', no date known' : `, ${dates.join(', ')}`}
      </span>
      {event.passage !== null && <PassageLink passage={event.passage} />}
      {event.source !== null && <p className="small">Reported in: {event.source}</p>}
      {event.disputed !== null && <p className="small contested-ink">Disputed: {event.disputed}</p>}
      <div className="acts small">
        {event.disputed === null && (
          <button type="button" className="link" onClick={() => setDoing('dispute')}>
            It is disputed…
          </button>
        )}
        <button type="button" className="link" onClick={() => setDoing('withdraw')}>
          Withdraw…
        </button>
      </div>
      {doing !== undefined && (
        <Act event={event} ladder={ladder} act={doing} done={() => setDoing(undefined)} />
      )}
    </div>
  );
}

interface ActProps extends EventProps {
  readonly act: 'dispute' | 'withdraw';
  readonly done: () => void;
}

function Act({ event, ladder, act, done }: ActProps) {
  const matter = useMatter();
  const entered = useEntered();
  const parties = useAsk<{ parties: readonly PartyShown[] }>('party.list', {
    proceeding: ladder.ladder.proceeding,
  });
  const [party, setParty] = useState('');
  const [words, setWords] = useState('');
  const [error, setError] = useState<unknown>();
  const isReady = words.trim() !== '' && (act === 'withdraw' || party !== '');
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      if (act === 'withdraw') {
        await run(matter, 'ladder-event.withdraw', { event: event.id, ground: words.trim() });
        entered({
          words: 'The event is withdrawn from the ladder.',
          undo: () => recordAnew(matter, ladder, event),
        });
      } else {
        await run(matter, 'ladder-event.dispute', { event: event.id, party, reason: words.trim() });
        entered({ words: 'The dispute is recorded; the rung stands as contested.' });
      }
      done();
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <PanelForm
      label={act === 'withdraw' ? 'Withdraw the event' : 'Record a dispute'}
      press="Enter it"
      isReady={isReady}
      error={error}
      save={save}
      close={done}
    >
      <div className="fields">
        {act === 'dispute' && (
          <label>
            <span>Who disputes it</span>
            <select value={party} onChange={(changed) => setParty(changed.target.value)}>
              <option value="">Choose the party</option>
              {parties.data?.parties.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.label}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span>{act === 'withdraw' ? 'Why is it withdrawn?' : 'What does it say?'}</span>
          <input value={words} maxLength={1000} onChange={(changed) => setWords(changed.target.value)} />
        </label>
      </div>
    </PanelForm>
  );
}

async function recordAnew(matter: string, { ladder }: LadderAnswer, event: LadderEvent): Promise<void> {
  await run(matter, 'ladder-event.record', {
    ladder: ladder.id,
    kind: event.kind,
    by: event.by,
    title: event.title,
    ...(event.whose === null ? {} : { whose: event.whose }),
    ...(event.on === null ? {} : { on: event.on }),
    ...(event.received === null ? {} : { received: event.received }),
    ...(event.announced === null ? {} : { announced: event.announced }),
    ...(event.exchange === null ? {} : { exchange: event.exchange }),
    ...(event.passage === null
      ? {}
      : { passage: event.passage, ground: 'Withdrawn by mistake; recorded anew at once.' }),
    ...(event.source === null ? {} : { source: event.source }),
  });
}
