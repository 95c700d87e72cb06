// Notes which pages a person has had before them long enough to read, and enters them together when the exhibit is left.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { run } from '../lib/api.ts';
import type { PageShown } from './types.ts';

/** A page counts as read when it stood on the screen, in the foreground, this long. */
const READ_MS = 4000;
const TOGETHER = 20;

/** One entry for many pages: it says who read what, and is worth no more than that. */
export function useReadPages(
  matter: string,
  exhibit: string,
  page: PageShown | undefined,
  isStale: boolean,
): void {
  const client = useQueryClient();
  const read = useRef({ pages: new Set<number>(), known: new Set<number>(), of: 0 });
  const here = page !== undefined && page.exhibit === exhibit && !isStale ? page.page : undefined;
  const of = page?.pages ?? 0;
  useEffect(() => {
    const own = read.current;
    if (here === undefined || own.known.has(here)) return;
    own.of = of;
    const timer = setTimeout(() => {
      if (document.visibilityState !== 'visible') return;
      own.known.add(here);
      own.pages.add(here);
      if (own.pages.size >= TOGETHER)
        enter(
          matter,
          exhibit,
          own,
          () => void client.invalidateQueries({ queryKey: [matter, 'reading.progress'] }),
        );
    }, READ_MS);
    return () => clearTimeout(timer);
  }, [here, of, matter, exhibit, client]);
  useEffect(() => {
    const own = read.current;
    const leave = (): void =>
      enter(
        matter,
        exhibit,
        own,
        () => void client.invalidateQueries({ queryKey: [matter, 'reading.progress'] }),
      );
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [matter, exhibit, client]);
}

function enter(
  matter: string,
  exhibit: string,
  own: { readonly pages: Set<number>; readonly of: number },
  done: () => void,
): void {
  const pages = [...own.pages].sort((a, b) => a - b);
  own.pages.clear();
  if (pages.length === 0) return;
  // A reader who may only ask has no progress of their own; that is no error to show.
  void run(matter, 'exhibit.read-pages', { exhibit, pages, of: own.of }).then(done, () => undefined);
}
