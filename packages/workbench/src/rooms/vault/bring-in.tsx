// Starts an intake from a folder of the machine on which the house runs, and shows how it goes until it has ended.
import { useId, useState } from 'react';
import { task } from '../../lib/api.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { bytes, number, sentence } from '../../lib/words.ts';
import { CLASSES } from './filters.tsx';
import { Work } from './work.tsx';

interface Ended {
  readonly state: 'closed' | 'interrupted';
  readonly counts: Readonly<Record<string, number>>;
  readonly bytes: number;
  readonly passed: readonly { readonly name: string; readonly state: string; readonly detail?: string }[];
}

interface BringInProps {
  readonly matter: string;
  /** The source of an interrupted intake that is to go on. */
  readonly source: string | undefined;
}

/** Nothing is moved or changed: every file is copied, hashed while it is copied, and read back. */
export function BringIn({ matter, source }: BringInProps) {
  const ids = { path: useId(), class: useId(), from: useId(), how: useId() };
  const [path, setPath] = useState(source ?? '');
  const [sort, setSort] = useState('');
  const [from, setFrom] = useState('');
  const [how, setHow] = useState('');
  const [running, setRunning] = useState<AbortController>();
  const [ended, setEnded] = useState<Ended>();
  const [error, setError] = useState<unknown>();
  const begin = async (): Promise<void> => {
    const controller = new AbortController();
    setRunning(controller);
    setError(undefined);
    setEnded(undefined);
    const provenance = {
      ...(from.trim() === '' ? {} : { receivedFrom: from.trim() }),
      ...(how.trim() === '' ? {} : { how: how.trim() }),
    };
    try {
      setEnded(
        await task<Ended>(
          matter,
          'intake.add',
          {
            paths: path
              .split('\n')
              .map((one) => one.trim())
              .filter(Boolean),
            ...(sort === '' ? {} : { class: sort }),
            ...(Object.keys(provenance).length === 0 ? {} : { provenance }),
          },
          controller.signal,
        ),
      );
    } catch (thrown) {
      setError(thrown);
    } finally {
      setRunning(undefined);
    }
  };
  return (
    <section>
      <h2>Bring files in</h2>
      <form
        className="bring-in"
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        <label htmlFor={ids.path}>
          Folder or file{' '}
          <span className="muted small">
            a path on the machine where the house runs; several, one to a line
          </span>
        </label>
        <textarea
          id={ids.path}
          className="mono"
          rows={2}
          value={path}
          disabled={running !== undefined}
          onChange={(event) => setPath(event.target.value)}
        />
        <div className="bring-in-row">
          <label htmlFor={ids.class}>Class of source</label>
          <select id={ids.class} value={sort} onChange={(event) => setSort(event.target.value)}>
            <option value="">Not said yet</option>
            {CLASSES.map((name) => (
              <option key={name} value={name}>
                {sentence(name)}
              </option>
            ))}
          </select>
          <label htmlFor={ids.from}>Received from</label>
          <input
            id={ids.from}
            value={from}
            maxLength={300}
            onChange={(event) => setFrom(event.target.value)}
          />
          <label htmlFor={ids.how}>How</label>
          <input
            id={ids.how}
            value={how}
            maxLength={500}
            placeholder="by hand, on a disk"
            onChange={(event) => setHow(event.target.value)}
          />
        </div>
        <div className="acts">
          <button type="submit" className="primary" disabled={running !== undefined || path.trim() === ''}>
            {source === undefined ? 'Bring in' : 'Go on'}
          </button>
          {running !== undefined && (
            <button type="button" onClick={() => running.abort()}>
              Stop
            </button>
          )}
        </div>
      </form>
      <Work name="intake.add" />
      {error !== undefined && <SayNo error={error} />}
      {ended !== undefined && (
        <div className="no deficiency" role="status">
          <strong>
            {ended.state === 'closed' ? 'Brought in.' : 'Stopped; it can go on later from where it was.'}
          </strong>{' '}
          {Object.entries(ended.counts)
            .map(([state, n]) => `${number(n)} ${sentence(state).toLowerCase()}`)
            .join(', ')}
          , {bytes(ended.bytes)}.
          {ended.passed
            .filter((one) => one.state !== 'sidecar' && one.state !== 'already-held')
            .slice(0, 20)
            .map((one) => (
              <div key={one.name} className="small">
                <bdi>{one.name}</bdi>: {sentence(one.state).toLowerCase()}
                {one.detail === undefined ? '' : `, ${one.detail}`}
              </div>
            ))}
        </div>
      )}
    </section>
  );
}
