// Every statement of law that nobody has checked yet, as a list that is worked down, many at once where one text was read.
import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted, number, sentence } from '../../lib/words.ts';
import { Standing } from './standing.tsx';
import type { Statement } from './types.ts';

const STATES = ['to-be-checked', 'seen', 'cleared'] as const;
const AT_ONCE = 100;

interface PartProps {
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}

/** The state asked for stands in the address. */
export function Unchecked({ search, go }: PartProps) {
  const matter = useMatter();
  const entered = useEntered();
  const found = useAsk<{ statements: readonly Statement[] }>('statement.list');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [title, setTitle] = useState('');
  const [place, setPlace] = useState('');
  const [error, setError] = useState<unknown>();
  const all = found.data?.statements ?? [];
  const state = STATES.find((one) => one === search['state']) ?? 'to-be-checked';
  const pack = search['pack'];
  const rows = all.filter((one) => one.state === state && (pack === undefined || one.pack === pack));
  const packs = [...new Set(all.map((one) => one.pack))];
  const clear = async (): Promise<void> => {
    setError(undefined);
    const statements = [...picked];
    try {
      for (let i = 0; i < statements.length; i += AT_ONCE)
        await run(matter, 'statement.clear', {
          statements: statements.slice(i, i + AT_ONCE),
          title: title.trim(),
          ...(place.trim() === '' ? {} : { place: place.trim() }),
        });
      entered({
        words: `${counted(statements.length, 'statement')} cleared with what was read.`,
        undo: async () => {
          await run(matter, 'clearance.withdraw', {
            statements,
            ground: 'Cleared by mistake; taken back at once.',
          });
        },
      });
      setPicked(new Set());
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <div className="screen page">
      <div className="record-head flush">
        <div className="tabs" role="group" aria-label="How it stands">
          {STATES.map((one) => (
            <button
              type="button"
              key={one}
              aria-pressed={one === state}
              onClick={() => go({ state: one === 'to-be-checked' ? undefined : one })}
            >
              {sentence(one)}{' '}
              <span className="muted">{number(all.filter((each) => each.state === one).length)}</span>
            </button>
          ))}
        </div>
        {packs.length > 1 && (
          <label className="tick">
            Pack{' '}
            <select value={pack ?? ''} onChange={(event) => go({ pack: event.target.value || undefined })}>
              <option value="">every pack</option>
              {packs.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      {found.error !== null && <SayNo error={found.error} />}
      {found.data !== undefined && rows.length === 0 && (
        <Empty title={state === 'to-be-checked' ? 'Nothing waits to be checked' : 'None stands so'}>
          What a pack recalls from memory carries its mark until a person has read an authority for these very
          words.
        </Empty>
      )}
      {picked.size > 0 && (
        <form
          className="act-panel"
          aria-label="Clear those chosen"
          onSubmit={(event) => {
            event.preventDefault();
            if (title.trim() !== '') void clear();
          }}
        >
          <div className="fields">
            <label>
              <span>What did you read for {counted(picked.size, 'statement')}?</span>
              <input value={title} maxLength={500} onChange={(event) => setTitle(event.target.value)} />
            </label>
            <label>
              <span>Where in it</span>
              <input value={place} maxLength={200} onChange={(event) => setPlace(event.target.value)} />
            </label>
            <button type="submit" className="primary" disabled={title.trim() === ''}>
              Clear them
            </button>
          </div>
          {error !== undefined && <SayNo error={error} />}
        </form>
      )}
      {rows.length > 0 && (
        <table className="grid">
          <thead>
            <tr>
              <th>
                <span className="visually-hidden">Chosen</span>
              </th>
              <th>What</th>
              <th>Statement</th>
              <th>How it stands</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.pack + one.id}>
                <td>
                  {state === 'to-be-checked' && (
                    <input
                      type="checkbox"
                      aria-label={`Choose ${one.id}`}
                      checked={picked.has(one.id)}
                      onChange={() => {
                        const next = new Set(picked);
                        if (!next.delete(one.id)) next.add(one.id);
                        setPicked(next);
                      }}
                    />
                  )}
                </td>
                <td>
                  {sentence(one.sort)}
                  <div className="small muted">{one.id}</div>
                </td>
                <td>
                  <bdi>{one.words}</bdi>
                </td>
                <td>
                  <Standing statement={one.id} state={one.state} what={one.words} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
