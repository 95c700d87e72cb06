// The hits of a search: exhibit, page, and the words around with those found marked.
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { taken } from '../../lib/brought.ts';
import { useMatter } from '../../lib/matter.ts';
import { number, orSealed } from '../../lib/words.ts';
import { spansText } from '../../reader/hits.ts';
import type { Hit } from './types.ts';

interface HitListProps {
  readonly hits: readonly Hit[];
  readonly query: string;
  readonly offset: number;
  /** The number of the hit one stands on, from 0 over all hits. */
  readonly at: number;
  readonly isStale: boolean;
  readonly choose: (n: number) => void;
}

/** An ordered list that goes on counting where the page before ended. */
export function HitList({ hits, query, offset, at, isStale, choose }: HitListProps) {
  const matter = useMatter();
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another hit, or another page, scrolls
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, hits]);
  return (
    <ol ref={list} className={isStale ? 'hits stale' : 'hits'} start={offset + 1}>
      {hits.map((hit, i) => (
        <li key={`${hit.exhibit}-${hit.page}`} aria-current={offset + i === at ? 'true' : undefined}>
          <span className="hit-number muted small" aria-hidden="true">
            {number(offset + i + 1)}
          </span>
          <div>
            <Link
              to="/$matter/exhibits"
              params={{ matter }}
              search={{
                exhibit: hit.exhibit,
                page: String(hit.page),
                hit: spansText(hit.spans),
                q: query,
                n: String(offset + i),
              }}
              onClick={() => choose(offset + i)}
              {...taken('exhibit', hit.exhibit)}
            >
              <bdi>{orSealed(hit.title as string)}</bdi>
            </Link>{' '}
            <span className="muted small">
              page {hit.page}
              {hit.spans.length > 1 ? `, ${number(hit.spans.length)} places` : ''}
            </span>
            <p className="snippet" dir="auto">
              <Snippet hit={hit} />
            </p>
          </div>
        </li>
      ))}
    </ol>
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
