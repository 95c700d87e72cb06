// The exhibits: a list that narrows as one types, and the reader beside it; what is alike; what was read; and intake.
import './vault.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ExhibitLine } from 'probata/contract';
import { useCallback } from 'react';
import { Leaf, offsetText } from '../../lib/leaf.tsx';
import { useListKeys } from '../../lib/list-keys.ts';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { number } from '../../lib/words.ts';
import { Reader } from '../../reader/reader.tsx';
import { Alike } from './alike.tsx';
import { Filters } from './filters.tsx';
import { Intake } from './intake.tsx';
import { List } from './list.tsx';
import { Progress } from './progress.tsx';

interface Exhibits {
  readonly total: number;
  readonly exhibits: readonly ExhibitLine[];
}

const PAGE = 200;
const PLACE = {
  page: undefined,
  passage: undefined,
  hit: undefined,
  at: undefined,
  q: undefined,
  n: undefined,
  beside: undefined,
};

const TABS = [
  [undefined, 'All'],
  ['alike', 'Alike'],
  ['progress', 'Progress'],
  ['intake', 'Intake'],
] as const;

/** Four views of what is held; the address says which. */
export function ExhibitsScreen() {
  useTitle('Exhibits');
  const view = useSearch({ from: '/$matter' })['view'];
  const matter = useMatter();
  const navigate = useNavigate();
  const go = useCallback(
    (more: Readonly<Record<string, string | undefined>>): void => {
      void navigate({
        to: '/$matter/exhibits',
        params: { matter },
        search: (before) => ({ ...before, ...more }),
      });
    },
    [navigate, matter],
  );
  if (view === undefined) return <ListAndReader />;
  return (
    <div className="vault-view">
      <header>
        <h1>Exhibits</h1>
        <Views />
      </header>
      {view === 'alike' ? <Alike go={go} /> : view === 'progress' ? <Progress go={go} /> : <Intake />}
    </div>
  );
}

/** The way from one view to another. */
function Views() {
  const view = useSearch({ from: '/$matter' })['view'];
  const matter = useMatter();
  const navigate = useNavigate();
  return (
    <div className="tabs" role="group" aria-label="Views of the exhibits">
      {TABS.map(([name, title]) => (
        <button
          type="button"
          key={title}
          aria-pressed={view === name}
          onClick={() =>
            void navigate({
              to: '/$matter/exhibits',
              params: { matter },
              search: name === undefined ? {} : { view: name },
            })
          }
        >
          {title}
        </button>
      ))}
    </div>
  );
}

/** The list and the reader. The address holds the filters, the exhibit, its page and the passage. */
function ListAndReader() {
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const offset = Number(search['offset'] ?? 0);
  const filters = Object.fromEntries(
    ['class', 'state', 'text', 'sort'].flatMap((name) =>
      search[name] === undefined ? [] : [[name, search[name]]],
    ),
  );
  const found = useAsk<Exhibits>('exhibit.list', { limit: PAGE, offset, ...filters });
  const go = useCallback(
    (more: Readonly<Record<string, string | undefined>>): void => {
      void navigate({
        to: '/$matter/exhibits',
        params: { matter },
        search: (before) => ({ ...before, ...more }),
      });
    },
    [navigate, matter],
  );
  const open = (exhibit: string): void => go({ ...PLACE, exhibit });
  const rows = found.data?.exhibits ?? [];
  const total = found.data?.total ?? 0;
  const selected = search['exhibit'];
  useListKeys(
    rows.map((row) => row.id),
    selected,
    open,
  );
  return (
    <div className={selected === undefined ? 'split exhibits' : 'split exhibits reading'}>
      <section className="screen list" aria-label="Exhibits">
        <header>
          <h1>Exhibits</h1>
          <span className="muted">{found.data === undefined ? '' : number(total)}</span>
        </header>
        <Views />
        <Filters search={search} go={go} />
        {found.error !== null && <SayNo error={found.error} />}
        {found.data !== undefined && total === 0 ? (
          Object.keys(filters).length > 0 ? (
            <Empty title="Nothing fits">
              No exhibit has these words, this class and this standing together. Take one of them away.
            </Empty>
          ) : (
            <Empty title="No exhibit yet">
              Here lie the originals: hashed, kept unchanged and entered the moment they are brought in. Begin
              under Intake, or in the terminal with <code>probata add FOLDER</code>.
            </Empty>
          )
        ) : (
          <List rows={rows} selected={selected} open={open} isStale={found.isPlaceholderData} />
        )}
        {total > PAGE && (
          <p className="list-foot">
            <Leaf offset={offset} total={total} page={PAGE} to={(n) => go({ offset: offsetText(n) })} />
          </p>
        )}
      </section>
      <section className="reader-pane" aria-label="Reader">
        {selected === undefined ? (
          <div className="screen">
            <Empty title="Choose an exhibit">
              It opens here, page and text side by side. Select words to make a fact of them. <kbd>j</kbd>{' '}
              <kbd>k</kbd> walk the list, <kbd>?</kbd> lists every key.
            </Empty>
          </div>
        ) : (
          <Reader
            key={selected}
            exhibit={selected}
            standing={{
              page: Math.max(1, Math.trunc(Number(search['page'] ?? 1)) || 1),
              passage: search['passage'],
              hit: search['hit'],
              at: Number(search['at'] ?? 0) || 0,
              n: Math.max(0, Math.trunc(Number(search['n'] ?? 0)) || 0),
              q: search['q'],
              beside: search['beside'],
            }}
            go={go}
          />
        )}
      </section>
    </div>
  );
}
