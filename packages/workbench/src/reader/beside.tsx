// A translation beside its original (or the other way about), scrolled together.

import type { ExhibitCard } from 'probata/contract';
import { useEffect, useRef, useState } from 'react';
import { ExhibitLink } from '../lib/exhibit-name.tsx';
import { Lacks, SayNo } from '../lib/say-no.tsx';
import { useAsk, useTask } from '../lib/use-ask.ts';
import { TextPane } from './text-pane.tsx';
import type { Marks, PageShown } from './types.ts';

const PLAIN: Marks = { hits: [], hit: undefined, active: undefined, flashed: undefined, draft: undefined };
const NOTHING = (): void => undefined;

/** The other exhibit's text, page for page while it has one, scrolling with the pane that `follow` finds. */
export function Beside({
  exhibit,
  page,
  follow,
}: {
  readonly exhibit: string;
  readonly page: number;
  readonly follow: () => HTMLElement | null;
}) {
  const card = useAsk<ExhibitCard>('exhibit.show', { exhibit });
  const isOpen = card.data?.object != null && !card.data.object.sealed;
  // A long original may have fewer pages than its translation; then it stays on its last.
  const [last, setLast] = useState(page);
  const shown = useTask<PageShown>('exhibit.text', { exhibit, page: Math.min(page, last) }, isOpen);
  useEffect(() => setLast(shown.data?.pages ?? page), [shown.data?.pages, page]);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const other = follow();
    if (other === null) return;
    const move = (): void => {
      const own = box.current;
      if (own === null) return;
      const part = other.scrollTop / Math.max(1, other.scrollHeight - other.clientHeight);
      own.scrollTop = part * (own.scrollHeight - own.clientHeight);
    };
    other.addEventListener('scroll', move, { passive: true });
    return () => other.removeEventListener('scroll', move);
  }, [follow]);
  return (
    <div className="beside" ref={box}>
      <p className="small muted">
        Beside it: <ExhibitLink exhibit={exhibit} />
      </p>
      {card.data !== undefined && !isOpen && (
        <Lacks>The other exhibit is sealed or has no bytes here. Open it on its own.</Lacks>
      )}
      {shown.error !== null && <SayNo error={shown.error} />}
      {shown.data !== undefined && (
        <TextPane page={shown.data} marks={PLAIN} selected={NOTHING} choose={NOTHING} />
      )}
    </div>
  );
}
