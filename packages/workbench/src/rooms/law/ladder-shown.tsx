// A ladder rung by rung: what each asks, what it rests on, how it stands, and what the dates themselves warn of.
import { useState } from 'react';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted, sentence } from '../../lib/words.ts';
import { EventShown } from './event-shown.tsx';
import { Outcome } from './outcome.tsx';
import { RecordEvent } from './record-event.tsx';
import type { LadderAnswer, LadderEvent, Rung } from './types.ts';

interface LadderProps {
  readonly id: string;
  /** An exchange of the register that is to be put on the ladder. */
  readonly exchange: string | undefined;
  readonly done: () => void;
}

/** The try that climbs furthest is shown first; the others can be looked at. */
export function LadderShown({ id, exchange, done }: LadderProps) {
  const found = useAsk<LadderAnswer>('ladder.show', { ladder: id });
  const [at, setAt] = useState<number>();
  const [recording, setRecording] = useState<string>();
  if (found.error !== null) return <SayNo error={found.error} />;
  const shown = found.data;
  if (shown === undefined) return null;
  const tried = at ?? shown.best;
  const one = shown.tries[tried];
  const events = new Map(shown.events.map((event) => [event.id, event]));
  const isRecording = recording !== undefined || exchange !== undefined;
  return (
    <>
      <header className="rung-head">
        <h2>
          <bdi>{shown.ladder.title}</bdi>
        </h2>
        <Outcome outcome={shown.outcome} />
      </header>
      {shown.ladder.asks !== null && <p>{shown.ladder.asks}</p>}
      {shown.warnings.map((warning) => (
        <Lacks key={warning}>{warning}</Lacks>
      ))}
      {isRecording ? (
        <RecordEvent
          key={exchange ?? recording}
          ladder={shown}
          kind={recording}
          exchange={exchange}
          done={() => {
            setRecording(undefined);
            done();
          }}
        />
      ) : (
        <p>
          <button type="button" onClick={() => setRecording('')}>
            Record what happened
          </button>
        </p>
      )}
      {shown.tries.length > 1 && (
        <div className="tabs tries" role="group" aria-label="Requests tried against the ladder">
          {shown.tries.map((each, i) => (
            <button
              type="button"
              key={each.event ?? String(i)}
              aria-pressed={i === tried}
              onClick={() => setAt(i)}
            >
              {events.get(each.event ?? '')?.title ?? `Request ${i + 1}`}
              <span className="muted">{i === shown.best ? 'climbs furthest' : sentence(each.outcome)}</span>
            </button>
          ))}
        </div>
      )}
      <ol className="steps-up below">
        {one?.rungs.map((rung) => (
          <RungShown
            key={rung.rung}
            rung={rung}
            events={events}
            ladder={shown}
            record={() => setRecording('')}
          />
        ))}
      </ol>
      <Unused
        events={shown.events}
        used={new Set(one?.rungs.flatMap((rung) => rung.events))}
        ladder={shown}
      />
      <p className="muted small">{shown.rule}</p>
    </>
  );
}

const RESTS = {
  passages: 'every event is shown by a passage',
  press: 'known only from public reports',
  nothing: 'nothing is recorded',
} as const;

interface RungProps {
  readonly rung: Rung;
  readonly events: ReadonlyMap<string, LadderEvent>;
  readonly ladder: LadderAnswer;
  readonly record: () => void;
}

function RungShown({ rung, events, ladder, record }: RungProps) {
  return (
    <li className="rung-line">
      <div className="rung-head">
        <h3>{rung.title}</h3>
        <Outcome outcome={rung.outcome} />
      </div>
      <p className="muted small">
        {rung.asks}
        {rung.toBeChecked && ' The rule is recalled: to be checked (under To be checked).'}
      </p>
      {rung.failed !== null && (
        <p className="small contested-ink">
          It fails on every reading of the dates: {sentence(rung.failed).toLowerCase()}.
        </p>
      )}
      {rung.why.map((line) => (
        <p key={line} className="rung-why">
          {line}
        </p>
      ))}
      {rung.warnings.map((line) => (
        <p key={line} className="contested-ink">
          {line}
        </p>
      ))}
      {rung.events.map((id) => {
        const event = events.get(id);
        return event === undefined ? null : <EventShown key={id} event={event} ladder={ladder} />;
      })}
      <p className="small muted">
        Rests on: {RESTS[rung.rests]}.{' '}
        {rung.outcome === 'missing' && (
          <button type="button" className="link" onClick={record}>
            Record what happened
          </button>
        )}
      </p>
      {rung.authorities.length > 0 && (
        <details>
          <summary>{counted(rung.authorities.length, 'authority', 'authorities')}</summary>
          {rung.authorities.map((one) => (
            <p key={one.case + (one.place ?? '')} className="authority">
              <bdi>{one.case}</bdi>
              {one.place !== undefined && <span className="muted">, {one.place}</span>}
              {one.says !== undefined && <span className="small"> {one.says}</span>}
            </p>
          ))}
        </details>
      )}
    </li>
  );
}

interface UnusedProps {
  readonly events: readonly LadderEvent[];
  readonly used: ReadonlySet<string>;
  readonly ladder: LadderAnswer;
}

/** What is recorded and bears on no rung of this try. */
function Unused({ events, used, ladder }: UnusedProps) {
  const others = events.filter((one) => !used.has(one.id));
  if (others.length === 0) return null;
  return (
    <details>
      <summary>{counted(others.length, 'other event')} recorded</summary>
      {others.map((one) => (
        <EventShown key={one.id} event={one} ladder={ladder} />
      ))}
    </details>
  );
}
