// Search over every open exhibit: words, phrases, beginnings; each hit lands on the words themselves.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useMatter } from '../../lib/matter.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useTask } from '../../lib/use-ask.ts';
import { number, orSealed } from '../../lib/words.ts';
import { spansText } from '../../reader/hits.ts';

interface Hit {
  readonly exhibit: string;
  readonly title: string | { readonly sealed: string };
  readonly page: number;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly snippet: string;
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}
interface Found {
  readonly query: string;
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly indexed: number;
}

const PAGE = 30;

/** The search. The address holds the words and how far one has read. */
export function SearchScreen() {
  useTitle('Search');
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const [words, setWords] = useState(search['q'] ?? '');
  const field = useRef<HTMLInputElement>(null);
  const query = search['q'] ?? '';
  const offset = Number(search['offset'] ?? 0);
  const found = useTask<Found>('search.find', { query, limit: PAGE, offset }, query !== '');
  const go = (more: Readonly<Record<string, string | undefined>>): void => {
    void navigate({ to: '/$matter/search', params: { matter }, search: { ...search, ...more } });
  };
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="screen page">
      <header>
        <h1>Search</h1>
      </header>
      <form
        className="search-form"
        onSubmit={(event) => {
          event.preventDefault();
          go({ q: words.trim() || undefined, offset: undefined });
        }}
      >
        <input
          ref={field}
          type="search"
          aria-label="Words to find"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          placeholder="Words to find"
          dir="auto"
        />
        <button type="submit" className="primary">
          Search
        </button>
      </form>
      <p className="muted small">
        All words must stand on the page. <code>"no longer stop"</code> finds a phrase, <code>bord*</code> a
        beginning, <code>wire OR fence</code> either, <code>-press</code> leaves pages out. Case, accents and
        endings do not matter. Sealed exhibits are never in the index.
      </p>
      {found.error !== null && query !== '' && <SayNo error={found.error} />}
      {query === '' && (
        <Empty title="What are you looking for?">
          Every hit opens the exhibit at the page, with the words marked.
        </Empty>
      )}
      {found.data !== undefined && query !== '' && (
        <>
          <p aria-live="polite">
            {found.data.total === 0
              ? `Nothing found in ${number(found.data.indexed)} exhibits.`
              : `${number(found.data.total)} ${found.data.total === 1 ? 'page' : 'pages'} of ${number(found.data.indexed)} exhibits`}
          </p>
          <ol className={found.isPlaceholderData ? 'hits stale' : 'hits'} start={offset + 1}>
            {found.data.hits.map((hit) => (
              <li key={`${hit.exhibit}-${hit.page}`}>
                <Link
                  to="/$matter/exhibits"
                  params={{ matter }}
                  search={{
                    exhibit: hit.exhibit,
                    page: String(hit.page),
                    hit: spansText(hit.spans),
                    q: query,
                  }}
                >
                  <bdi>{orSealed(hit.title as string)}</bdi>
                </Link>{' '}
                <span className="muted small">page {hit.page}</span>
                <p className="snippet" dir="auto">
                  <Snippet hit={hit} />
                </p>
              </li>
            ))}
          </ol>
          <p className="below">
            <button
              type="button"
              disabled={offset === 0}
              onClick={() => go({ offset: offset <= PAGE ? undefined : String(offset - PAGE) })}
            >
              Before
            </button>{' '}
            <button
              type="button"
              disabled={offset + PAGE >= found.data.total}
              onClick={() => go({ offset: String(offset + PAGE) })}
            >
              After
            </button>
          </p>
        </>
      )}
    </div>
  );
}

function Snippet({ hit }: { readonly hit: Hit }) {
  const pieces = [];
  let at = 0;
  for (const { start, end } of hit.marks) {
    if (start < at) continue;
    pieces.push(
      <span key={`t${at}`}>{hit.snippet.slice(at, start)}</span>,
      <mark key={`m${start}`}>{hit.snippet.slice(start, end)}</mark>,
    );
    at = end;
  }
  pieces.push(<span key={`t${at}`}>{hit.snippet.slice(at)}</span>);
  return <>…{pieces}…</>;
}
