// One search: the field with its help, the saved ones beside it, and the hits, of which every one can be reached.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { HouseError } from '../../lib/api.ts';
import { isTyping } from '../../lib/is-typing.ts';
import { Leaf, offsetText } from '../../lib/leaf.tsx';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useTask } from '../../lib/use-ask.ts';
import { number } from '../../lib/words.ts';
import { spansText } from '../../reader/hits.ts';
import { HitList } from './hit-list.tsx';
import { SavedSearches } from './saved-searches.tsx';
import { SearchHelp } from './search-help.tsx';
import type { Found, Go, Hit, SavedAnswer } from './types.ts';

const PAGE = 30;

interface SearchOneProps {
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly go: Go;
}

/** `j` and `k` walk the hits, over the ends of a page too; Enter opens the one one stands on. */
export function SearchOne({ search, go }: SearchOneProps) {
  const matter = useMatter();
  const navigate = useNavigate();
  const query = search['q'] ?? '';
  const offset = Math.max(0, Math.trunc(Number(search['offset'] ?? 0)) || 0);
  const at = Math.trunc(Number(search['n'] ?? -1));
  const [words, setWords] = useState(query);
  const field = useRef<HTMLInputElement>(null);
  const found = useTask<Found>('search.find', { query, limit: PAGE, offset }, query !== '');
  const saved = useTask<SavedAnswer>('search.saved');
  const hits = found.data?.hits ?? [];
  const total = found.data?.total ?? 0;
  useEffect(() => field.current?.focus(), []);
  useEffect(() => setWords(query), [query]);
  const ask = (next: string): void => go({ q: next.trim() || undefined, offset: undefined, n: undefined });
  const open = (hit: Hit, n: number): void => {
    void navigate({
      to: '/$matter/exhibits',
      params: { matter },
      search: {
        exhibit: hit.exhibit,
        page: String(hit.page),
        hit: spansText(hit.spans),
        q: query,
        n: String(n),
      },
    });
  };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || hits.length === 0)
        return;
      if (event.key === 'j' || event.key === 'k') {
        const step = event.key === 'j' ? 1 : -1;
        event.preventDefault();
        // Keys may come faster than the page is drawn: each step goes on from where the one before led.
        go((before) => {
          const from = Math.trunc(Number(before['n'] ?? -1));
          const next = Math.max(0, Math.min(total - 1, from < 0 ? offset : from + step));
          return { n: String(next), offset: startOf(next) === 0 ? undefined : String(startOf(next)) };
        });
      } else if (event.key === 'Enter' && event.target === document.body && !found.isPlaceholderData) {
        // While the next hits are on their way the old ones stand there: none of them is the one meant.
        const hit = hits[at - offset];
        if (hit !== undefined) open(hit, at);
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
  const place = found.error instanceof HouseError ? Number(found.error.shape.details['at'] ?? -1) : -1;
  return (
    <div className="search-grid">
      <div>
        <form
          className="search-form"
          onSubmit={(event) => {
            event.preventDefault();
            field.current?.blur();
            ask(words);
          }}
        >
          <input
            ref={field}
            type="search"
            aria-label="Words to find"
            aria-describedby="search-hint"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            placeholder="Words to find"
            dir="auto"
            maxLength={500}
          />
          <button type="submit" className="primary">
            Search
          </button>
        </form>
        <SearchHelp
          fields={saved.data?.fields ?? []}
          use={(example) => {
            setWords((before) => `${before.trim()} ${example}`.trim());
            field.current?.focus();
          }}
        />
        {found.error !== null && query !== '' && (
          <>
            <SayNo error={found.error} />
            {place >= 0 && place <= query.length && (
              <p className="query-place mono" aria-hidden="true">
                {query.slice(0, place)}
                <mark>{query.slice(place, place + 1) || '\u00a0'}</mark>
                {query.slice(place + 1)}
              </p>
            )}
          </>
        )}
        {query === '' && (
          <Empty title="What are you looking for?">
            Every hit opens the exhibit at the page, with the words marked. Sealed exhibits are in no index.
          </Empty>
        )}
        {found.data !== undefined && found.error === null && query !== '' && (
          <>
            <p aria-live="polite" className="found-line">
              {total === 0
                ? `Nothing found in ${number(found.data.indexed)} exhibits.`
                : `${number(total)} ${total === 1 ? 'page' : 'pages'} in ${number(found.data.exhibits)} of ${number(found.data.indexed)} exhibits`}
            </p>
            {found.data.alike.length > 0 && (
              <p>
                Words in the exhibits that are spelt nearly so:{' '}
                {found.data.alike.map((word) => (
                  <button type="button" key={word} className="link alike" onClick={() => ask(word)}>
                    <bdi>{word}</bdi>
                  </button>
                ))}
              </p>
            )}
            <HitList
              hits={hits}
              query={query}
              offset={offset}
              at={at}
              isStale={found.isPlaceholderData}
              choose={(n) => go({ n: String(n) })}
            />
            {total > PAGE && <LeafHits offset={offset} total={total} go={go} />}
          </>
        )}
      </div>
      <SavedSearches
        query={found.error === null ? query : ''}
        answer={saved.data}
        error={saved.error}
        ask={ask}
      />
    </div>
  );
}

const startOf = (n: number): number => Math.floor(n / PAGE) * PAGE;

/** Leafs through the hits: before, after, and straight to any number. */
function LeafHits({
  offset,
  total,
  go,
}: {
  readonly offset: number;
  readonly total: number;
  readonly go: Go;
}) {
  const to = (n: number): void => {
    const start = startOf(Math.max(0, Math.min(total - 1, n)));
    go({ offset: offsetText(start), n: undefined });
    window.scrollTo({ top: 0 });
  };
  return (
    <div className="below leaf">
      <Leaf offset={offset} total={total} page={PAGE} to={to} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const n = Math.trunc(Number(new FormData(event.currentTarget).get('hit')));
          if (n >= 1) to(n - 1);
        }}
      >
        <label>
          To hit{' '}
          <input
            name="hit"
            inputMode="numeric"
            className="page-number"
            aria-label={`Number of a hit, up to ${total}`}
          />
        </label>
      </form>
    </div>
  );
}
