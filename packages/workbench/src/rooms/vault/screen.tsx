// The exhibits: a list that narrows as one types, and the reader beside it.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ExhibitLine } from 'probata/contract';
import { useRef } from 'react';
import { useListKeys } from '../../lib/list-keys.ts';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { bytes, isSealed, number, sentence } from '../../lib/words.ts';
import { Reader } from '../../reader/reader.tsx';

interface Exhibits {
  readonly total: number;
  readonly exhibits: readonly ExhibitLine[];
}

const CLASSES = ['admission', 'judgment', 'instrument', 'record', 'sensor', 'io-report', 'expert', 'witness', 'ngo-report', 'press', 'open-source', 'official-statement', 'unknown'];
const STATES = ['held', 'excluded', 'withdrawn', 'erased'];
const PAGE = 200;

/** The list and the reader. The address holds the filters, the exhibit, its page and the passage. */
export function ExhibitsScreen() {
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const offset = Number(search['offset'] ?? 0);
  const found = useAsk<Exhibits>('exhibit.list', {
    limit: PAGE,
    offset,
    ...(search['class'] === undefined ? {} : { class: search['class'] }),
    ...(search['state'] === undefined ? {} : { state: search['state'] }),
    ...(search['text'] === undefined ? {} : { text: search['text'] }),
    ...(search['sort'] === undefined ? {} : { sort: search['sort'] }),
  });
  const go = (more: Readonly<Record<string, string | undefined>>): void => {
    void navigate({ to: '/$matter/exhibits', params: { matter }, search: { ...search, ...more } });
  };
  const open = (exhibit: string): void => go({ exhibit, page: undefined, passage: undefined, hit: undefined });
  const rows = found.data?.exhibits ?? [];
  useListKeys(rows.map((row) => row.id), search['exhibit'], open);
  const filter = (name: string) => (event: { readonly target: { readonly value: string } }) => go({ [name]: event.target.value || undefined, offset: undefined });
  return (
    <div className="split exhibits">
      <section className="screen list" aria-label="Exhibits">
        <header>
          <h1>Exhibits</h1>
          <span className="muted">{number(found.data?.total ?? 0)}</span>
        </header>
        <div className="filters">
          <input type="search" aria-label="Words in the title" placeholder="Words in the title" defaultValue={search['text'] ?? ''} onChange={filter('text')} />
          <select aria-label="Class" value={search['class'] ?? ''} onChange={filter('class')}>
            <option value="">Every class</option>
            {CLASSES.map((name) => (
              <option key={name} value={name}>
                {sentence(name)}
              </option>
            ))}
          </select>
          <select aria-label="Standing" value={search['state'] ?? ''} onChange={filter('state')}>
            <option value="">Every standing</option>
            {STATES.map((name) => (
              <option key={name} value={name}>
                {sentence(name)}
              </option>
            ))}
          </select>
          <select aria-label="Order" value={search['sort'] ?? 'entered'} onChange={filter('sort')}>
            <option value="entered">As entered</option>
            <option value="title">By title</option>
            <option value="class">By class</option>
            <option value="bytes">By size</option>
          </select>
        </div>
        {found.error !== null && <SayNo error={found.error} />}
        {found.data !== undefined && found.data.total === 0 ? (
          <Empty title="No exhibit here">
            Originals are hashed, kept and entered when they are brought in: <code>probata add FOLDER</code>. If there should be some, take a filter away.
          </Empty>
        ) : (
          <List rows={rows} selected={search['exhibit']} open={open} isStale={found.isPlaceholderData} />
        )}
        {(found.data?.total ?? 0) > PAGE && (
          <p className="below">
            <button type="button" disabled={offset === 0} onClick={() => go({ offset: offset <= PAGE ? undefined : String(offset - PAGE) })}>
              Before
            </button>{' '}
            {number(offset + 1)}–{number(Math.min(found.data?.total ?? 0, offset + PAGE))}{' '}
            <button type="button" disabled={offset + PAGE >= (found.data?.total ?? 0)} onClick={() => go({ offset: String(offset + PAGE) })}>
              After
            </button>
          </p>
        )}
      </section>
      <section className="reader-pane" aria-label="Reader">
        {search['exhibit'] === undefined ? (
          <div className="screen">
            <Empty title="Choose an exhibit">
              It opens here, page and text side by side. Select words to mark a passage or to make a fact of it. <kbd>j</kbd> <kbd>k</kbd> walk the list.
            </Empty>
          </div>
        ) : (
          <Reader
            key={search['exhibit']}
            exhibit={search['exhibit']}
            page={Number(search['page'] ?? 1)}
            passage={search['passage']}
            hit={search['hit']}
            turn={(page) => go({ page: String(page), passage: undefined, hit: undefined })}
          />
        )}
      </section>
    </div>
  );
}

const ROW = 44;

function List({ rows, selected, open, isStale }: { readonly rows: readonly ExhibitLine[]; readonly selected: string | undefined; readonly open: (id: string) => void; readonly isStale: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 12 });
  return (
    <div ref={box} className={isStale ? 'rows stale' : 'rows'} role="listbox" aria-label="Exhibits" tabIndex={-1}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <button
              type="button"
              key={row.id}
              role="option"
              aria-selected={row.id === selected}
              className="row"
              style={{ position: 'absolute', top: item.start, height: ROW, left: 0, right: 0 }}
              onClick={() => open(row.id)}
            >
              <bdi className="title">{row.shown}</bdi>
              <span className="muted small">
                {sentence(row.class)}
                {row.state === 'held' ? '' : ` · ${sentence(row.state)}`}
                {isSealed(row.title) || row.compartment !== null ? ' · sealed' : ''}
                {row.authenticity === 'unverified' ? '' : ` · ${row.authenticity}`}
                {row.bytes === null ? ' · no bytes here' : ` · ${bytes(row.bytes)}`}
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
