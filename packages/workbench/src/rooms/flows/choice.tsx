// A choice made before the result was seen: when, why, what had been worked out before, and the way to carry it out.
import { useEffect, useRef, useState } from 'react';
import { task } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { counted, moment } from '../../lib/words.ts';
import type { Choice, Go, SeriesLine } from './types.ts';
import { paramsWords } from './words.ts';

interface ChoicePageProps {
  readonly choice: Choice | undefined;
  readonly go: Go;
  readonly series: readonly SeriesLine[];
}

/** A registered choice as it stands in the ledger. */
export function ChoicePage({ choice, go, series }: ChoicePageProps) {
  const matter = useMatter();
  const entered = useEntered();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  if (choice === undefined) return null;
  const carryOut = async (): Promise<void> => {
    stop.current = new AbortController();
    setBusy(true);
    setError(undefined);
    try {
      const { runs } = await task<{ runs: readonly { estimate: string }[] }>(
        matter,
        'estimate.run',
        { choice: choice.id },
        stop.current.signal,
      );
      entered({ words: 'The choice is carried out, as it was registered.' });
      go({ estimate: runs[0]?.estimate });
    } catch (thrown) {
      if (!stop.current.signal.aborted) setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <header className="page-head">
        <h2>
          <bdi>{choice.question}</bdi>
        </h2>
        <p className="muted">Registered {moment(choice.at)}.</p>
      </header>
      {choice.alreadySeen.length > 0 ? (
        <Lacks>
          {counted(choice.alreadySeen.length, 'estimate')} on the same series had been worked out before this
          choice was registered: its author may have seen {choice.alreadySeen.length === 1 ? 'it' : 'them'}.
        </Lacks>
      ) : (
        <p>Nothing had been worked out on these series when it was registered.</p>
      )}
      <dl className="facts">
        <dt>Method</dt>
        <dd>{choice.method.replaceAll('-', ' ')}</dd>
        <dt>Series</dt>
        <dd>
          {choice.series.map((id) => (
            <div key={id}>
              <bdi>{series.find((one) => one.id === id)?.measure ?? id}</bdi>
            </div>
          ))}
        </dd>
        <dt>Parameters</dt>
        <dd>{paramsWords(choice.params)}</dd>
        <dt>Seed</dt>
        <dd>{choice.seed}</dd>
        <dt>Why</dt>
        <dd>
          <bdi>{choice.reason}</bdi>
        </dd>
      </dl>
      {error !== undefined && <SayNo error={error} />}
      {choice.carriedOut.length === 0 ? (
        <p className="acts">
          <button type="button" className="primary" disabled={isBusy} onClick={() => void carryOut()}>
            {isBusy ? 'Working…' : 'Carry it out'}
          </button>
          {isBusy && (
            <button type="button" onClick={() => stop.current?.abort()}>
              Stop
            </button>
          )}
        </p>
      ) : (
        <p>
          Carried out:{' '}
          {choice.carriedOut.map((id) => (
            <button type="button" className="link" key={id} onClick={() => go({ estimate: id })}>
              the estimate
            </button>
          ))}
        </p>
      )}
    </>
  );
}
