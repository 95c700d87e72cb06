// Search over every open exhibit: one search, those that were saved, or a whole list; each hit lands on the words themselves.
import './reading.css';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useMatter } from '../../lib/matter.ts';
import { useTitle } from '../../lib/title.ts';
import { Batch } from './batch.tsx';
import { SearchOne } from './search-one.tsx';
import type { Address } from './types.ts';

const TABS = [
  [undefined, 'Search'],
  ['list', 'List of terms'],
] as const;

/** The two ways of asking. The address holds the words, how far one has read, and the hit one stands on. */
export function SearchScreen() {
  useTitle('Search');
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const view = search['view'];
  const go = useCallback(
    (more: Address | ((before: Address) => Address)): void => {
      void navigate({
        to: '/$matter/search',
        params: { matter },
        search: (before) => ({ ...before, ...(typeof more === 'function' ? more(before) : more) }),
      });
    },
    [navigate, matter],
  );
  return (
    <div className="screen page searching">
      <header>
        <h1>Search</h1>
        <div className="tabs" role="group" aria-label="Ways of searching">
          {TABS.map(([name, title]) => (
            <button type="button" key={title} aria-pressed={view === name} onClick={() => go({ view: name })}>
              {title}
            </button>
          ))}
        </div>
      </header>
      {view === 'list' ? <Batch /> : <SearchOne search={search} go={go} />}
    </div>
  );
}
