// Bringing files in, and how it goes: rate, time left, errors by stage and kind; to pause, to go on, to read again.
import { useState } from 'react';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { bytes, isSealed, moment, number, sentence } from '../../lib/words.ts';
import { BringIn } from './bring-in.tsx';
import { ReadingWork } from './reading-work.tsx';

interface IntakeLine {
  readonly id: string;
  readonly at: string;
  readonly source: string | { readonly sealed: string };
  readonly state: 'open' | 'closed';
  readonly counts: Readonly<Record<string, number>> | null;
  readonly bytes: number | null;
}

/** Three parts: what is brought in now, what is read now, what was brought in before. */
export function Intake() {
  const matter = useMatter();
  const intakes = useAsk<{ intakes: readonly IntakeLine[] }>('intake.list', { limit: 50 });
  const [again, setAgain] = useState<string>();
  return (
    <div className="screen page intake">
      <BringIn key={again ?? ''} matter={matter} source={again} />
      <ReadingWork matter={matter} />
      <section>
        <h2>Intakes</h2>
        {intakes.error !== null && <SayNo error={intakes.error} />}
        {intakes.data?.intakes.length === 0 && <p className="muted">None yet.</p>}
        {(intakes.data?.intakes.length ?? 0) > 0 && (
          <div className="wrap">
            <table className="grid">
              <thead>
                <tr>
                  <th scope="col">Begun</th>
                  <th scope="col">From</th>
                  <th scope="col">Ended as</th>
                  <th scope="col" className="numbers">
                    Bytes
                  </th>
                </tr>
              </thead>
              <tbody>
                {intakes.data?.intakes.map((one) => (
                  <tr key={one.id}>
                    <td>{moment(one.at)}</td>
                    <td className="mono">
                      <bdi>{isSealed(one.source) ? 'sealed' : String(one.source)}</bdi>
                    </td>
                    <td>
                      {one.state === 'open' ? (
                        <>
                          Interrupted{' '}
                          {!isSealed(one.source) && (
                            <button
                              type="button"
                              className="link"
                              onClick={() => setAgain(String(one.source))}
                            >
                              Go on with it
                            </button>
                          )}
                        </>
                      ) : (
                        Object.entries(one.counts ?? {})
                          .map(([state, n]) => `${number(n)} ${sentence(state).toLowerCase()}`)
                          .join(', ')
                      )}
                    </td>
                    <td className="numbers">{one.bytes === null ? '' : bytes(one.bytes)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </div>
  );
}
