// The record: one chronology of facts, exchanges and steps, and beside it what shows each fact.
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Sealable } from 'probata/contract';
import { useListKeys } from '../../lib/list-keys.ts';
import { useMatter } from '../../lib/matter.ts';
import { Row } from '../../lib/row.tsx';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { number, orSealed, sentence } from '../../lib/words.ts';
import { Exchange } from './exchange.tsx';
import { Fact } from './fact.tsx';

interface ChronologyRow {
  readonly sort: 'fact' | 'exchange' | 'step';
  readonly id: string;
  readonly words: string;
  readonly text: Sealable<string>;
  readonly trays: readonly string[];
  readonly withdrawn: boolean;
}

const TRAYS: Readonly<Record<string, string>> = {
  'no-source': 'No source',
  'single-origin': 'Single origin',
  contradicted: 'Contradicted',
  'awaiting-second-reader': 'Awaiting second reader',
};

/** The chronology and the row selected. */
export function RecordScreen() {
  useTitle('Record');
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const found = useAsk<{ rows: readonly ChronologyRow[] }>('chronology.list');
  const tray = search['tray'];
  const all = found.data?.rows ?? [];
  const rows = all.filter((row) => tray === undefined || row.trays.includes(tray));
  const go = (more: Readonly<Record<string, string | undefined>>): void => {
    void navigate({ to: '/$matter/record', params: { matter }, search: { ...search, ...more } });
  };
  const selected = all.find((row) => row.id === search['row']) ?? rows[0];
  useListKeys(
    rows.map((row) => row.id),
    selected?.id,
    (row) => go({ row }),
  );
  return (
    <div className="split">
      <section className="screen" aria-label="Chronology">
        <header>
          <h1>Record</h1>
          <span className="muted">
            {found.data === undefined ? '' : `${number(rows.length)} in order of time`}
          </span>
        </header>
        {all.length > 0 && (
          <div className="tabs trays" role="group" aria-label="Trays">
            {[undefined, ...Object.keys(TRAYS)].map((name) => (
              <button
                type="button"
                key={name ?? 'all'}
                aria-pressed={tray === name}
                onClick={() => go({ tray: name })}
              >
                {name === undefined ? 'All' : TRAYS[name]}{' '}
                <span className="muted">
                  {number(
                    name === undefined ? all.length : all.filter((row) => row.trays.includes(name)).length,
                  )}
                </span>
              </button>
            ))}
          </div>
        )}
        {found.error !== null && <SayNo error={found.error} />}
        {found.data !== undefined && rows.length === 0 && (
          <Empty title={tray === undefined ? 'Nothing is recorded yet' : 'This tray is empty'}>
            Facts come from exhibits, so that each can be shown: open one, select words, and press{' '}
            <kbd>f</kbd>.
          </Empty>
        )}
        {rows.length > 0 && (
          <table className="grid chronology">
            <thead>
              <tr>
                <th>When</th>
                <th>What</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} isCurrent={row.id === selected?.id} choose={() => go({ row: row.id })}>
                  <td>{row.words}</td>
                  <td className="said-of">
                    <bdi className={row.withdrawn ? 'struck' : undefined}>
                      {orSealed(row.text, 'A sealed fact')}
                    </bdi>
                    <div className="muted small">
                      {[
                        row.sort === 'fact' ? '' : sentence(row.sort),
                        row.withdrawn ? 'Withdrawn' : '',
                        ...row.trays.map((name) => TRAYS[name] ?? name),
                      ]
                        .filter((part) => part !== '')
                        .join(' · ')}
                    </div>
                  </td>
                </Row>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section className="screen" aria-label="What was selected">
        {selected === undefined ? null : selected.sort === 'fact' ? (
          <Fact key={selected.id} id={selected.id} />
        ) : selected.sort === 'exchange' ? (
          <Exchange id={selected.id} />
        ) : (
          <>
            <h2>
              <bdi>{orSealed(selected.text)}</bdi>
            </h2>
            <p className="muted">{selected.words}</p>
          </>
        )}
      </section>
    </div>
  );
}
