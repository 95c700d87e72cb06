// The record: facts in order of time, what the States wrote to each other, and the steps of the proceedings.
import './record.css';
import './exchanges.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useMatter } from '../../lib/matter.ts';
import { useTitle } from '../../lib/title.ts';
import { Exchanges } from './exchanges/exchanges.tsx';
import { Facts } from './facts/facts.tsx';
import { Steps } from './steps.tsx';

const TABS = [
  [undefined, 'Facts'],
  ['exchanges', 'Exchanges'],
  ['steps', 'Proceedings'],
] as const;

/** Three parts of one record; the address says which. */
export function RecordScreen() {
  useTitle('Record');
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const row = search['row'];
  const view = search['view'] ?? (row?.startsWith('exc_') === true ? 'exchanges' : undefined);
  const go = useCallback(
    (more: Readonly<Record<string, string | undefined>>, replaces = false): void => {
      void navigate({
        to: '/$matter/record',
        params: { matter },
        search: (before) => ({ ...before, ...more }),
        replace: replaces,
      });
    },
    [navigate, matter],
  );
  return (
    <div className="record">
      <header className="record-tabs">
        <h1>Record</h1>
        <div className="tabs" role="group" aria-label="Parts of the record">
          {TABS.map(([name, title]) => (
            <button
              type="button"
              key={title}
              aria-pressed={view === name}
              onClick={() =>
                void navigate({
                  to: '/$matter/record',
                  params: { matter },
                  search: name === undefined ? {} : { view: name },
                })
              }
            >
              {title}
            </button>
          ))}
        </div>
      </header>
      {view === 'exchanges' ? (
        <Exchanges search={search} go={go} />
      ) : view === 'steps' ? (
        <Steps />
      ) : (
        <Facts search={search} go={go} />
      )}
    </div>
  );
}
