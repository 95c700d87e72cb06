// The search one came from: which hit this is, and the next one, across all exhibits.
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isTyping } from '../lib/is-typing.ts';
import { useMatter } from '../lib/matter.ts';
import { number } from '../lib/words.ts';
import { spansOf, spansText, stepHit, useHitPages } from './hits.ts';
import type { Standing } from './reader.tsx';

interface HitBarProps {
  readonly exhibit: string;
  readonly page: number;
  readonly standing: Standing;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}

/** Shown while the address holds the words searched for. `n` and `N` step. */
export function HitBar({ exhibit, page, standing, go }: HitBarProps) {
  const matter = useMatter();
  const { pages, first, total } = useHitPages(standing.q, standing.n);
  const step = (way: 1 | -1): void => {
    const to = stepHit(pages, { exhibit, page, hit: standing.hit === undefined ? -1 : standing.at }, way);
    const at = pages.findIndex((one) => one.exhibit === to?.exhibit && one.page === to.page);
    const spans = pages[at]?.spans;
    if (to === undefined || spans === undefined) return;
    go({
      exhibit: to.exhibit,
      page: String(to.page),
      hit: spansText(spans),
      at: to.hit === 0 ? undefined : String(to.hit),
      n: String(first + at),
      passage: undefined,
      beside: undefined,
    });
  };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(event.target) ||
        standing.q === undefined
      )
        return;
      if (event.key !== 'n' && event.key !== 'N') return;
      event.preventDefault();
      step(event.key === 'n' ? 1 : -1);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
  if (standing.q === undefined) return null;
  const here = pages.findIndex((one) => one.exhibit === exhibit && one.page === page);
  const on = spansOf(standing.hit).length;
  return (
    <div className="hit-bar" role="toolbar" aria-label="Search hits">
      <span>
        <Link
          to="/$matter/search"
          params={{ matter }}
          search={{
            q: standing.q,
            n: String(standing.n),
            ...(standing.n >= 30 ? { offset: String(Math.floor(standing.n / 30) * 30) } : {}),
          }}
        >
          “{standing.q}”
        </Link>
        <span className="muted" aria-live="polite">
          {on > 0 ? `, hit ${standing.at + 1} of ${on} on this page` : ', not on this page'}
          {here >= 0 ? `, page ${number(first + here + 1)} of ${number(total)} found` : ''}
        </span>
      </span>
      <span className="hit-steps">
        <button type="button" onClick={() => step(-1)}>
          Before <kbd>N</kbd>
        </button>
        <button type="button" onClick={() => step(1)}>
          Next hit <kbd>n</kbd>
        </button>
        <button
          type="button"
          className="quiet"
          aria-label="Leave the search"
          onClick={() => go({ q: undefined, hit: undefined, at: undefined, n: undefined })}
        >
          ×
        </button>
      </span>
    </div>
  );
}
