// Reading: what was read and what was not, by kind of file and of error; to pause it, to go on, and to read some again.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { task } from '../../lib/api.ts';
import { ExhibitLink } from '../../lib/exhibit-name.tsx';
import { SayNo } from '../../lib/say-no.tsx';
import { useTask } from '../../lib/use-ask.ts';
import { number, sentence } from '../../lib/words.ts';
import { Work } from './work.tsx';

interface States {
  readonly states: readonly {
    readonly state: string;
    readonly errorKind: string | null;
    readonly n: number;
  }[];
  readonly kinds: readonly {
    readonly kind: string;
    readonly read: number;
    readonly partlyRead: number;
    readonly error: number;
  }[];
  readonly waiting: number;
  readonly paused: boolean;
  readonly indexed: number;
  readonly fence: string;
}
interface Failures {
  readonly total: number;
  readonly failures: readonly {
    readonly exhibit: string;
    readonly kind: string;
    readonly errorKind: string | null;
    readonly reason: string | null;
  }[];
}

/** The state of reading, and every way to act on it. */
export function ReadingWork({ matter }: { readonly matter: string }) {
  const client = useQueryClient();
  const states = useTask<States>('reading.states');
  const failures = useTask<Failures>('reading.failures', { limit: 100 });
  const [error, setError] = useState<unknown>();
  const [running, setRunning] = useState<AbortController>();
  const act = async (name: string, input: object): Promise<void> => {
    const controller = new AbortController();
    setRunning(controller);
    setError(undefined);
    try {
      await task(matter, name, input, controller.signal);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setRunning(undefined);
      void client.invalidateQueries({ queryKey: [matter] });
    }
  };
  const read = (input: object) => void act('reading.run', input);
  const shown = states.data;
  const errors = shown?.states.filter((one) => one.state === 'error') ?? [];
  return (
    <section>
      <h2>Reading</h2>
      {states.error !== null && <SayNo error={states.error} />}
      {shown !== undefined && (
        <>
          <p>
            {number(shown.indexed)} open exhibits can be searched.{' '}
            {shown.waiting === 0
              ? 'Nothing waits to be read.'
              : `${number(shown.waiting)} ${shown.waiting === 1 ? 'waits' : 'wait'} to be read${shown.paused ? '; reading is paused' : ''}.`}{' '}
            <span className="muted small">{shown.fence}</span>
          </p>
          <div className="acts">
            {shown.paused ? (
              <button
                type="button"
                className="primary"
                disabled={running !== undefined}
                onClick={() => read({})}
              >
                Go on reading
              </button>
            ) : (
              <button
                type="button"
                disabled={shown.waiting === 0}
                onClick={() => void act('reading.pause', {})}
              >
                Pause reading
              </button>
            )}
            <button
              type="button"
              disabled={errors.length === 0 || running !== undefined}
              onClick={() => read({ failed: true })}
            >
              Read again what failed
            </button>
            {running !== undefined && (
              <button type="button" onClick={() => running.abort()}>
                Stop
              </button>
            )}
          </div>
        </>
      )}
      <Work name="reading.run" />
      <Work name="jobs" />
      {error !== undefined && <SayNo error={error} />}
      {shown !== undefined && shown.kinds.length > 0 && (
        <div className="wrap">
          <table className="grid">
            <caption className="visually-hidden">
              Exhibits by kind of file and how their reading ended
            </caption>
            <thead>
              <tr>
                <th scope="col">Kind of file</th>
                <th scope="col" className="numbers">
                  Read
                </th>
                <th scope="col" className="numbers">
                  In part
                </th>
                <th scope="col" className="numbers">
                  Not read
                </th>
                <th scope="col">
                  <span className="visually-hidden">Act</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.kinds.map((one) => (
                <tr key={one.kind}>
                  <td>{one.kind}</td>
                  <td className="numbers">{number(one.read)}</td>
                  <td className="numbers">{number(one.partlyRead)}</td>
                  <td className={one.error > 0 ? 'numbers contested-ink' : 'numbers'}>{number(one.error)}</td>
                  <td>
                    <button
                      type="button"
                      className="link"
                      disabled={running !== undefined}
                      aria-label={`Read again: every ${one.kind}`}
                      onClick={() => read({ kind: one.kind })}
                    >
                      Read again
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {errors.length > 0 && (
        <details className="failures">
          <summary>
            Not read:{' '}
            {errors
              .map((one) => `${number(one.n)} ${sentence(one.errorKind ?? 'error').toLowerCase()}`)
              .join(', ')}
          </summary>
          {failures.error !== null && <SayNo error={failures.error} />}
          <ul className="plain">
            {failures.data?.failures.map((one) => (
              <li key={one.exhibit}>
                <ExhibitLink exhibit={one.exhibit} />{' '}
                <span className="muted small">
                  {sentence(one.errorKind ?? '')}: {one.reason ?? 'sealed'}
                </span>{' '}
                <button
                  type="button"
                  className="link"
                  disabled={running !== undefined}
                  onClick={() => read({ exhibits: [one.exhibit] })}
                >
                  Read again
                </button>
              </li>
            ))}
          </ul>
          {(failures.data?.total ?? 0) > 100 && (
            <p className="muted small">
              The first 100 of {number(failures.data?.total ?? 0)}; the others are listed by{' '}
              <code>probata reading failures</code>.
            </p>
          )}
        </details>
      )}
    </section>
  );
}
