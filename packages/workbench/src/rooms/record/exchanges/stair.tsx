// One step of the staircase: the words of one State on its side, and the silence of the other below it on the other side.
import { Link } from '@tanstack/react-router';
import { dateInWords, type ExchangeShown } from 'probata/contract';
import { useEffect, useRef, useState } from 'react';
import { run } from '../../../lib/api.ts';
import { useMatter } from '../../../lib/matter.ts';
import { PanelForm } from '../../../lib/panel-form.tsx';
import { useEntered } from '../../../lib/undo.tsx';
import { authoritative, sentence } from '../../../lib/words.ts';
import { DateField, readDate } from '../facts/date-field.tsx';
import { PassageLink } from '../passage-link.tsx';
import { type Silence, type StairShown, tallOf } from './pairs-of.ts';

interface StairProps {
  readonly stair: StairShown;
  readonly pair: readonly [string, string];
  readonly name: (actor: string) => string;
  readonly isChosen: boolean;
  readonly titles: readonly ExchangeShown[];
}

/** Sent and received are kept apart, because time-limits run from one of them. */
export function Stair({ stair, pair, name, isChosen, titles }: StairProps) {
  const { exchange, silences } = stair;
  const matter = useMatter();
  const box = useRef<HTMLLIElement>(null);
  const [isExpecting, setExpecting] = useState(false);
  useEffect(() => {
    if (isChosen) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const isRight = exchange.from === pair[1];
  const titleOf = (id: string): string => titles.find((one) => one.id === id)?.title ?? 'an exchange';
  return (
    <li ref={box} className={isChosen ? 'stair chosen' : 'stair'}>
      <div className="stair-dates">
        <div>
          {exchange.sent === null ? (
            <span className="muted">sent: not known</span>
          ) : (
            dateInWords(exchange.sent.edtf)
          )}
        </div>
        <div className="muted">
          {exchange.received === null
            ? 'received: not known'
            : `received ${dateInWords(exchange.received.edtf)}`}
        </div>
      </div>
      <article className={isRight ? 'stair-said right' : 'stair-said'}>
        <h3>
          <bdi>{exchange.title}</bdi>
        </h3>
        <p className="small muted">
          {sentence(exchange.kind)}: <bdi>{name(exchange.from)}</bdi> to{' '}
          <bdi>{exchange.to.map(name).join(', ')}</bdi>
          {exchange.answers !== null && (
            <>
              , in answer to <bdi>{titleOf(exchange.answers)}</bdi>
            </>
          )}
          {exchange.provisions.length > 0 && ` · on ${exchange.provisions.join(', ')}`}
        </p>
        {exchange.says !== null && <p className="read">{authoritative(exchange.says)}</p>}
        {exchange.passage !== null && <PassageLink passage={exchange.passage} />}
        {exchange.source !== null && <p className="small">Reported in: {exchange.source}</p>}
        <div className="acts small">
          <button
            type="button"
            className="link"
            aria-expanded={isExpecting}
            onClick={() => setExpecting(!isExpecting)}
          >
            An answer was due…
          </button>
          <Link to="/$matter/law" params={{ matter }} search={{ part: 'ladders', exchange: exchange.id }}>
            Put it on a ladder…
          </Link>
        </div>
        {isExpecting && <Expect exchange={exchange} name={name} done={() => setExpecting(false)} />}
      </article>
      {silences.map((silence) => (
        <div
          key={silence.by}
          className={silence.by === pair[1] ? 'silence right' : 'silence'}
          style={{ minHeight: tallOf(silence.days) }}
        >
          <span className="silence-bar" aria-hidden="true" />
          <p className="small">{toldOf(silence, name(silence.by), titleOf)}</p>
        </div>
      ))}
    </li>
  );
}

/** A silence in one sentence: how long, from when, how it ended, and whether an answer was due. */
function toldOf(silence: Silence, by: string, titleOf: (id: string) => string): string {
  const long = silence.words === null ? 'silent since' : `silent for ${silence.words}`;
  const from = silence.countedFrom === 'received' ? 'receipt' : 'sending (receipt is not known)';
  const end =
    silence.endedBy === null
      ? silence.words === null
        ? '; nothing in the record ended it'
        : ', and still'
      : `, until ${titleOf(silence.endedBy)}${silence.assumed ? ' (taken to be the answer)' : ''}`;
  const due =
    silence.due === null
      ? ''
      : ` An answer was due ${dateInWords(silence.due.edtf)}: ${
          {
            none: '',
            kept: 'it came in time.',
            missed: 'it did not come in time.',
            running: 'the day has not passed.',
            unclear: 'the dates do not tell whether it came in time.',
          }[silence.dueOutcome]
        }${silence.dueGround === null ? '' : ` ${silence.dueGround}`}`;
  return `${by} ${long}${silence.words === null ? ` ${from}` : ` from ${from}`}${end}.${due}`;
}

interface ExpectProps {
  readonly exchange: ExchangeShown;
  readonly name: (actor: string) => string;
  readonly done: () => void;
}

function Expect({ exchange, name, done }: ExpectProps) {
  const matter = useMatter();
  const entered = useEntered();
  const [from, setFrom] = useState(exchange.to[0] ?? '');
  const [due, setDue] = useState('');
  const [ground, setGround] = useState('');
  const [error, setError] = useState<unknown>();
  const isReady = readDate(due) !== undefined && due.trim() !== '' && ground.trim() !== '';
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      await run(matter, 'exchange.expect', {
        answerTo: exchange.id,
        from,
        due: due.trim(),
        ground: ground.trim(),
      });
      entered({ words: 'The day of the answer is entered. Another day for the same answer replaces it.' });
      done();
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <PanelForm
      label="An answer was due"
      press="Enter it"
      isReady={isReady}
      error={error}
      save={save}
      close={done}
    >
      <div className="fields">
        <label>
          <span>From</span>
          <select value={from} onChange={(event) => setFrom(event.target.value)}>
            {exchange.to.map((actor) => (
              <option key={actor} value={actor}>
                {name(actor)}
              </option>
            ))}
          </select>
        </label>
        <DateField label="Due" value={due} change={setDue} />
      </div>
      <label className="field">
        <span>On what ground was it due?</span>
        <input value={ground} maxLength={1000} onChange={(event) => setGround(event.target.value)} />
      </label>
    </PanelForm>
  );
}
