// Search hits while reading: those on this page, and the next and the one before across all exhibits.
import { useTask } from '../lib/use-ask.ts';
import type { Span } from './types.ts';

export interface HitPage {
  readonly exhibit: string;
  readonly page: number;
  readonly spans: readonly Span[];
}

/** Where `n` (or with -1 `N`) leads from the hit one stands on; undefined at the end of what was found. */
export function stepHit(
  pages: readonly HitPage[],
  at: { readonly exhibit: string; readonly page: number; readonly hit: number },
  step: 1 | -1,
): { readonly exhibit: string; readonly page: number; readonly hit: number } | undefined {
  const here = pages.findIndex((one) => one.exhibit === at.exhibit && one.page === at.page);
  const own = pages[here];
  if (own !== undefined && own.spans[at.hit + step] !== undefined) return { ...at, hit: at.hit + step };
  const next = pages[here === -1 ? 0 : here + step];
  return next === undefined
    ? undefined
    : { exhibit: next.exhibit, page: next.page, hit: step === 1 ? 0 : Math.max(0, next.spans.length - 1) };
}

/** How a hit page stands in the address: `12-19,80-91`. */
export function spansText(spans: readonly Span[]): string {
  return spans
    .slice(0, 40)
    .map(({ start, end }) => `${start}-${end}`)
    .join(',');
}

/** The spans of an address; what is no span is left out. */
export function spansOf(text: string | undefined): Span[] {
  return (text ?? '').split(',').flatMap((part) => {
    const found = /^(\d+)-(\d+)$/.exec(part);
    return found === null ? [] : [{ start: Number(found[1]), end: Number(found[2]) }];
  });
}

const BEFORE = 50;
const WINDOW = 200;

/**
 * The pages found for the words in the address, best first: those around the one that is the `n`th (from 0) of all.
 * `first` is the number of the first page given. However many there are, every one is reached step by step.
 */
export function useHitPages(
  query: string | undefined,
  n: number,
): { readonly pages: readonly HitPage[]; readonly first: number; readonly total: number } {
  const first = Math.max(0, Math.floor(n / (WINDOW / 2)) * (WINDOW / 2) - BEFORE);
  const found = useTask<{ total: number; hits: readonly HitPage[] }>(
    'search.find',
    { query: query ?? '', limit: WINDOW, offset: first },
    query !== undefined && query !== '',
  );
  return { pages: found.data?.hits ?? [], first, total: found.data?.total ?? 0 };
}
