// What the States wrote and said to each other, as a dated staircase: who spoke, when it was sent and received, and who was silent.
import type { ActorShown, ExchangeShown } from 'probata/contract';
import { dateInWords } from 'probata/contract';
import { useMemo, useState } from 'react';
import { Empty, SayNo } from '../../../lib/say-no.tsx';
import { useAsk } from '../../../lib/use-ask.ts';
import { counted } from '../../../lib/words.ts';
import type { Search } from '../../../shell/router.tsx';
import { EnterExchange } from './enter-exchange.tsx';
import { pairsOf, type StaircaseAnswer, waitingIn } from './pairs-of.ts';
import { Stair } from './stair.tsx';

interface ExchangesProps {
  readonly search: Search;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}

/** Two States at a time, side by side; the address names them, and the day up to which silence is counted. */
export function Exchanges({ search, go }: ExchangesProps) {
  const all = useAsk<{ exchanges: readonly ExchangeShown[] }>('exchange.list');
  const actors = useAsk<{ actors: readonly ActorShown[] }>('actor.list').data?.actors ?? NOBODY;
  const [isEntering, setEntering] = useState(false);
  const pairs = useMemo(() => pairsOf(all.data?.exchanges ?? []), [all.data]);
  const asked = search['between']?.split('|');
  const pair = pairs.find((one) => asked?.every((actor) => one.actors.includes(actor))) ?? pairs[0];
  const until = search['until'];
  const isDay = until !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(until);
  const provision = search['provision'];
  const found = useAsk<StaircaseAnswer>(
    'exchange.staircase',
    {
      ...(pair === undefined ? {} : { between: pair.actors }),
      ...(isDay ? { until } : {}),
      ...(provision === undefined ? {} : { provision }),
    },
    pair !== undefined,
  );
  const name = (actor: string): string => actors.find((one) => one.id === actor)?.label ?? 'An actor';
  const provisions = [...new Set((all.data?.exchanges ?? []).flatMap((one) => one.provisions))].sort();
  const waiting = waitingIn(found.data?.stairs ?? []);
  return (
    <div className="screen page exchanges">
      <div className="record-head">
        {pairs.length > 1 && (
          <label className="tick">
            Between{' '}
            <select value={pair?.actors.join('|')} onChange={(event) => go({ between: event.target.value })}>
              {pairs.map((one) => (
                <option key={one.actors.join('|')} value={one.actors.join('|')}>
                  {`${name(one.actors[0])} and ${name(one.actors[1])} (${one.n})`}
                </option>
              ))}
            </select>
          </label>
        )}
        {provisions.length > 0 && (
          <label className="tick">
            About{' '}
            <select
              value={provision ?? ''}
              onChange={(event) => go({ provision: event.target.value || undefined })}
            >
              <option value="">anything</option>
              {provisions.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="tick">
          Silence counted up to{' '}
          <input
            type="date"
            value={isDay ? until : ''}
            onChange={(event) => go({ until: event.target.value || undefined })}
          />
        </label>
        <div className="acts">
          <button type="button" className="primary" onClick={() => setEntering(true)}>
            Enter an exchange
          </button>
        </div>
      </div>
      {all.error !== null && <SayNo error={all.error} />}
      {found.error !== null && <SayNo error={found.error} />}
      {isEntering && (
        <EnterExchange
          actors={actors}
          exchanges={all.data?.exchanges ?? []}
          done={(exchange) => {
            setEntering(false);
            if (exchange !== undefined) go({ row: exchange });
          }}
        />
      )}
      {all.data?.exchanges.length === 0 && !isEntering && (
        <Empty title="No exchange is entered yet">
          Notes, letters, talks and statements between the States belong here, each with the day it was sent
          and the day it was received. Silences are counted from them, and the preconditions of jurisdiction
          rest on them.
        </Empty>
      )}
      {waiting.length > 0 && (
        <section className="waiting" aria-label="Who must answer">
          <h2>Who must answer</h2>
          <ul>
            {waiting.map(({ exchange, silence }) => (
              <li key={exchange.id + silence.by}>
                <strong>
                  <bdi>{name(silence.by)}</bdi>
                </strong>{' '}
                has not answered <bdi>{exchange.title}</bdi>
                {silence.words === null ? '' : `: ${silence.words} up to that day`}
                {silence.due !== null && (
                  <span className={silence.dueOutcome === 'missed' ? 'contested-ink' : undefined}>
                    {' '}
                    An answer was due {dateInWords(silence.due.edtf)}
                    {silence.dueOutcome === 'missed' ? ' and did not come.' : '.'}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {pair !== undefined && found.data !== undefined && (
        <>
          {found.data.longest !== null && (
            <p>
              The longest silence is of <bdi>{name(found.data.longest.by)}</bdi>: {found.data.longest.words}.
            </p>
          )}
          <section
            className="stairs"
            aria-label={`${counted(found.data.stairs.length, 'exchange')} in order of time`}
          >
            <div className="stairs-head" aria-hidden="true">
              <span>Sent, received</span>
              <span>
                <bdi>{name(pair.actors[0])}</bdi>
              </span>
              <span>
                <bdi>{name(pair.actors[1])}</bdi>
              </span>
            </div>
            <ol>
              {found.data.stairs.map((stair) => (
                <Stair
                  key={stair.exchange.id}
                  stair={stair}
                  pair={pair.actors}
                  name={name}
                  isChosen={search['row'] === stair.exchange.id}
                  titles={all.data?.exchanges ?? []}
                />
              ))}
            </ol>
          </section>
        </>
      )}
    </div>
  );
}

const NOBODY: readonly ActorShown[] = [];
