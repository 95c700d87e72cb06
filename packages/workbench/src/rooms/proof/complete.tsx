// Every set that brings an allegation down, counted completely: a task that shows how far it is and can be stopped.
import { useEffect, useRef, useState } from 'react';
import { task } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import type { ProofStatus } from '../../lib/status.tsx';
import { under } from './address.ts';

export type UnitKind = 'exhibit' | 'group' | 'class' | 'selection';

export interface Stress {
  readonly by: UnitKind;
  readonly status: ProofStatus;
  readonly order: number | null;
  readonly truncated: string | null;
  readonly cuts: readonly (readonly string[])[];
  readonly count: Readonly<Record<string, number | string>>;
  readonly paths: Readonly<Record<string, number | string>> | null;
  readonly importance: readonly {
    readonly unit: string;
    readonly cuts: Readonly<Record<string, number | string>>;
    readonly pivotal: number | string | null;
    readonly of: number | string;
  }[];
  readonly names: Readonly<Record<string, string>>;
}

interface CompleteProps {
  readonly allegation: string;
  readonly by: UnitKind;
  readonly standard: string | undefined;
  readonly gateways: boolean;
}

/** The progress stands in the rail at the left with the other long work; here it can be stopped too. */
export function Complete({ allegation, by, standard, gateways }: CompleteProps) {
  const matter = useMatter();
  const [state, setState] = useState<'idle' | 'running' | 'stopped'>('idle');
  const [result, setResult] = useState<Stress>();
  const [error, setError] = useState<unknown>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async (): Promise<void> => {
    stop.current = new AbortController();
    setState('running');
    setError(undefined);
    try {
      const answer = await task<{ results: readonly Stress[]; stopped: boolean }>(
        matter,
        'stress.run',
        { allegation, by: [by], gateways, ...under(standard) },
        stop.current.signal,
      );
      setResult(answer.results.find((one) => one.by === by));
      setState(answer.stopped ? 'stopped' : 'idle');
    } catch (thrown) {
      if (!stop.current.signal.aborted) setError(thrown);
      setState(stop.current.signal.aborted ? 'stopped' : 'idle');
    }
  };
  return (
    <section className="block">
      <h3>The complete count</h3>
      {error !== undefined && <SayNo error={error} />}
      {result !== undefined && <Counted result={result} />}
      {state === 'stopped' && (
        <p className="muted">Stopped. {result === undefined ? '' : 'What had been finished is shown.'}</p>
      )}
      <div className="acts">
        <button type="button" disabled={state === 'running'} onClick={() => void start()}>
          {state === 'running' ? 'Counting…' : result === undefined ? 'Count every set' : 'Count anew'}
        </button>
        {state === 'running' && (
          <>
            <progress aria-label="Counting every set" />
            <button type="button" onClick={() => stop.current?.abort()}>
              Stop
            </button>
          </>
        )}
      </div>
    </section>
  );
}

function Counted({ result }: { readonly result: Stress }) {
  if (result.status !== 'proved')
    return <p>It is not proved under this house rule, so that there is nothing to bring down.</p>;
  const sizes = Object.entries(result.count);
  return (
    <>
      <p>
        {sizes.length === 0
          ? 'No set brings it down.'
          : result.order === null
            ? 'All smallest sets that bring it down, by size:'
            : `Sets of up to ${result.order} that bring it down; larger ones were not counted${result.truncated === null ? '' : `: ${result.truncated}`}.`}
      </p>
      {sizes.length > 0 && (
        <table className="grid counts-table">
          <thead>
            <tr>
              <th>Size of the set</th>
              {sizes.map(([size]) => (
                <th key={size} className="numbers">
                  {size}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Bring it down</th>
              {sizes.map(([size, n]) => (
                <td key={size} className="numbers">
                  {n}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      )}
      {result.paths !== null && (
        <p className="small">
          Smallest sets that carry it:{' '}
          {Object.entries(result.paths)
            .map(([size, n]) => `${n} of ${size}`)
            .join(', ')}
          .
        </p>
      )}
    </>
  );
}
