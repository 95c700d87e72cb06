// A capture whose article begins on a later stretch of its text opens there, unless the address asks for something else.
import { useEffect, useRef } from 'react';
import type { Standing } from './reader.tsx';
import type { PageShown } from './types.ts';

/** Goes to the article once, when the exhibit is opened without a place. */
export function useOpenAtArticle(
  page: PageShown | undefined,
  standing: Standing,
  go: (more: Readonly<Record<string, string | undefined>>) => void,
): void {
  const isDone = useRef(
    standing.page !== 1 ||
      standing.passage !== undefined ||
      standing.hit !== undefined ||
      standing.q !== undefined,
  );
  useEffect(() => {
    if (isDone.current || page === undefined) return;
    isDone.current = true;
    if (page.article !== null && page.article.page !== page.page) go({ page: String(page.article.page) });
  }, [page, go]);
}
