// Two assumptions against each other, and every draw to be saved: for those who want to work it out again.
import { useEffect, useRef, useState } from 'react';
import { task } from '../../lib/api.ts';
import { Field } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { saveFile } from '../../lib/save-file.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useTask } from '../../lib/use-ask.ts';
import { number } from '../../lib/words.ts';
import type { Assumption } from './estimates.ts';
import { sum } from './sums.ts';
import type { Money } from './types.ts';

interface Side {
  readonly assumption: string;
  readonly title: string;
  readonly ends: readonly (readonly [number, number])[];
}
interface TwoWay {
  readonly rows: Side;
  readonly columns: Side;
  readonly cells: readonly (readonly {
    readonly count: number;
    readonly low: Money | null;
    readonly median: Money | null;
    readonly high: Money | null;
  }[])[];
  readonly csv: string;
}

/** Only assumptions that are in doubt can be crossed. */
export function DrawsTables({ inDoubt }: { readonly inDoubt: readonly Assumption[] }) {
  const [pair, setPair] = useState<{ readonly rows?: string; readonly columns?: string }>({});
  const isTwo = inDoubt.length > 1;
  const found = useTask<TwoWay>('draws.table', pair, isTwo);
  return (
    <section className="block">
      <h2>Two assumptions against each other</h2>
      {isTwo ? (
        <>
          <p className="muted">
            By fifths of their draws: in each cell where the sum lies while both stand there and all others
            vary as they do.
          </p>
          {found.error !== null && <SayNo error={found.error} />}
          {found.data !== undefined && (
            <Crossed
              shown={found.data}
              inDoubt={inDoubt}
              choose={setPair}
              isStale={found.isPlaceholderData}
            />
          )}
        </>
      ) : (
        <p className="muted">
          Only one assumption is in doubt: the picture above says how far it moves the sum.
        </p>
      )}
      <SaveDraws />
    </section>
  );
}

const end = (value: number): string => String(Number(value.toPrecision(4)));

function Crossed({
  shown: { rows, columns, cells, csv },
  inDoubt,
  choose,
  isStale,
}: {
  readonly shown: TwoWay;
  readonly inDoubt: readonly Assumption[];
  readonly choose: (pair: { readonly rows: string; readonly columns: string }) => void;
  readonly isStale: boolean;
}) {
  const pick = (label: string, chosen: string, other: string, set: (id: string) => void) => (
    <Field label={label}>
      <select value={chosen} onChange={(event) => set(event.target.value)}>
        {inDoubt
          .filter((one) => one.id !== other)
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
      </select>
    </Field>
  );
  return (
    <>
      <div className="fields">
        {pick('Down', rows.assumption, columns.assumption, (id) =>
          choose({ rows: id, columns: columns.assumption }),
        )}
        {pick('Across', columns.assumption, rows.assumption, (id) =>
          choose({ rows: rows.assumption, columns: id }),
        )}
      </div>
      <div className={isStale ? 'wide-table stale' : 'wide-table'}>
        <table className="grid two-way">
          <caption className="visually-hidden">
            {rows.title} down, {columns.title} across
          </caption>
          <thead>
            <tr>
              <th>
                <bdi>{rows.title}</bdi> \ <bdi>{columns.title}</bdi>
              </th>
              {columns.ends.map(([from, to]) => (
                <th key={from} scope="col" className="numbers">
                  {end(from)} to {end(to)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((line, i) => {
              const [from = 0, to = 0] = rows.ends[i] ?? [];
              return (
                <tr key={from}>
                  <th scope="row">
                    {end(from)} to {end(to)}
                  </th>
                  {line.map((cell, j) => (
                    <td key={columns.ends[j]?.[0]} className="numbers">
                      {cell.median !== null && <div>{sum(cell.median)}</div>}
                      {cell.low === null || cell.high === null ? (
                        <span className="muted">no draw</span>
                      ) : (
                        <div className={cell.median === null ? undefined : 'muted small'}>
                          {sum(cell.low)} to {sum(cell.high)}
                        </div>
                      )}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="acts">
        <button type="button" onClick={() => saveFile('two-way.csv', 'text/csv', csv)}>
          Save this table as CSV
        </button>
      </p>
    </>
  );
}

/** Every draw as CSV, fetched a stretch at a time; it may be stopped. */
function SaveDraws() {
  const matter = useMatter();
  const [done, setDone] = useState<{ readonly done: number; readonly all: number }>();
  const [error, setError] = useState<unknown>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const save = async (): Promise<void> => {
    const own = new AbortController();
    stop.current = own;
    setError(undefined);
    setDone({ done: 0, all: 0 });
    try {
      const parts: string[] = [];
      for (let from: number | null = 0; from !== null && !own.signal.aborted; ) {
        const page: { csv: string; next: number | null; all: number } = await task(
          matter,
          'draws.csv',
          { from },
          own.signal,
        );
        parts.push(page.csv);
        from = page.next;
        setDone({ done: page.next ?? page.all, all: page.all });
      }
      if (!own.signal.aborted) saveFile('draws.csv', 'text/csv', new Blob(parts));
    } catch (thrown) {
      if (!own.signal.aborted) setError(thrown);
    } finally {
      setDone(undefined);
    }
  };
  return (
    <>
      {error !== undefined && <SayNo error={error} />}
      <p className="acts" aria-live="polite">
        {done === undefined ? (
          <button type="button" onClick={() => void save()}>
            Save every draw as CSV
          </button>
        ) : (
          <>
            <span>
              {number(done.done)} of {number(done.all)} draws
            </span>
            <button type="button" onClick={() => stop.current?.abort()}>
              Stop
            </button>
          </>
        )}
      </p>
    </>
  );
}
