// Whoever points at a citation, or comes to it by keyboard, sees the words it rests on, without leaving the place.
import './passage-preview.css';
import type { ExhibitCard, Passage } from 'probata/contract';
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { PassageShown } from '../reader/passage-shown.tsx';
import { nameOf } from './exhibit-name.tsx';
import { SayNo } from './say-no.tsx';
import { useAsk } from './use-ask.ts';
import { isSealed } from './words.ts';

/** How long one points before the preview comes, and how long it waits for the pointer to cross the gap. */
const COMES_MS = 200;
const WAITS_MS = 180;

const MARK = 'data-preview';

/** Props for any link or button that stands for a passage: `<a {...previewOf(passage)}>`. The rest is done by the shell. */
export function previewOf(passage: string): { readonly 'data-preview': string } {
  return { [MARK]: passage } as { readonly 'data-preview': string };
}

interface Shown {
  readonly passage: string;
  readonly anchor: HTMLElement;
  /** Come to by keyboard: what is shown is then also said. */
  readonly isSaid: boolean;
}

/** Listens for the whole page and shows one preview at a time. Mounted once, by the shell. */
export function PassagePreviews() {
  const [shown, setShown] = useState<Shown>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const now = useRef<Shown>(undefined);
  now.current = shown;
  const soon = useCallback((next: Shown | undefined, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(next), ms);
  }, []);
  const close = useCallback(() => {
    clearTimeout(timer.current);
    setShown(undefined);
  }, []);
  useEffect(() => {
    const over = (event: PointerEvent): void => {
      if (event.pointerType === 'touch' || event.buttons !== 0) return;
      const at = anchorOf(event.target);
      if (at !== undefined) {
        if (now.current?.anchor !== at.anchor) soon({ ...at, isSaid: false }, COMES_MS);
        else clearTimeout(timer.current);
      } else if (isInCard(event.target)) clearTimeout(timer.current);
      // Without the pointer, a preview that came by keyboard stays as long as its citation has the focus.
      else if (now.current === undefined || now.current.anchor !== document.activeElement)
        soon(undefined, WAITS_MS);
    };
    const focus = (event: FocusEvent): void => {
      const at = anchorOf(event.target);
      if (at?.anchor.matches(':focus-visible')) soon({ ...at, isSaid: true }, COMES_MS);
    };
    const blur = (event: FocusEvent): void => {
      if (anchorOf(event.target) !== undefined) close();
    };
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || now.current === undefined) return;
      event.stopPropagation();
      event.preventDefault();
      close();
    };
    const moved = (event: Event): void => {
      if (now.current !== undefined && !isInCard(event.target)) close();
    };
    document.addEventListener('pointerover', over);
    document.addEventListener('pointerdown', moved);
    document.addEventListener('focusin', focus);
    document.addEventListener('focusout', blur);
    window.addEventListener('keydown', press, { capture: true });
    window.addEventListener('scroll', moved, { capture: true, passive: true });
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('pointerdown', moved);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('focusout', blur);
      window.removeEventListener('keydown', press, { capture: true });
      window.removeEventListener('scroll', moved, { capture: true });
    };
  }, [soon, close]);
  return shown === undefined ? null : <Card key={shown.passage} {...shown} gone={close} />;
}

function anchorOf(target: EventTarget | null): Pick<Shown, 'passage' | 'anchor'> | undefined {
  const anchor = target instanceof Element ? target.closest<HTMLElement>(`[${MARK}]`) : null;
  const passage = anchor?.getAttribute(MARK);
  return anchor === null || passage == null || passage === '' ? undefined : { passage, anchor };
}

function isInCard(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.passage-preview') !== null;
}

/** The card lies in the top layer, beside the citation, and describes it to a screen reader. */
function Card({ passage, anchor, isSaid, gone }: Shown & { readonly gone: () => void }) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const found = useAsk<{ passage: Passage | null }>('passage.show', { passage });
  const one = found.data?.passage ?? undefined;
  const card = useAsk<ExhibitCard>('exhibit.show', { exhibit: one?.exhibit ?? '' }, one !== undefined);
  useLayoutEffect(() => {
    const own = box.current;
    if (own === null) return;
    own.showPopover();
    const place = (): void => {
      if (!anchor.isConnected) gone();
      else placeBeside(own, anchor);
    };
    place();
    // What comes later (the page's picture) changes the height.
    const watch = new ResizeObserver(place);
    watch.observe(own);
    return () => watch.disconnect();
  }, [anchor, gone]);
  useEffect(() => {
    const before = anchor.getAttribute('aria-describedby');
    anchor.setAttribute('aria-describedby', before === null ? id : `${before} ${id}`);
    return () => {
      if (before === null) anchor.removeAttribute('aria-describedby');
      else anchor.setAttribute('aria-describedby', before);
    };
  }, [anchor, id]);
  const name = card.data === undefined ? '' : nameOf(card.data.exhibit);
  return (
    <>
      <div ref={box} id={id} className="passage-preview" role="tooltip" popover="manual">
        {found.error !== null && <SayNo error={found.error} />}
        {card.error !== null && <SayNo error={card.error} />}
        {found.data !== undefined && one === undefined && <p>There is no such passage any more.</p>}
        {one !== undefined && card.data !== undefined && (
          <>
            <p className="preview-head">
              <strong>
                <bdi>{name}</bdi>
              </strong>
              {one.pin !== 'whole' && <span className="muted">, {one.pin}</span>}
              {one.withdrawn && <span className="contested-ink"> · withdrawn</span>}
            </p>
            <PassageShown passage={one} card={card.data} />
          </>
        )}
      </div>
      {isSaid && (
        <p className="visually-hidden" role="status">
          {one === undefined || name === '' ? '' : said(name, one)}
        </p>
      )}
    </>
  );
}

function said(name: string, { pin, quote }: Passage): string {
  const words = isSealed(quote) ? 'The words are sealed.' : quote === '' ? '' : `“${String(quote)}”`;
  return `${name}${pin === 'whole' ? ', as a whole' : `, ${pin}`}. ${words}`;
}

const GAP = 6;
const EDGE = 8;

/** Below the citation where there is room, else above; never over the edge of the window, never over the citation. */
function placeBeside(card: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const below = at.bottom + GAP;
  const isBelow = below + height <= window.innerHeight - EDGE || at.top < window.innerHeight - at.bottom;
  const top = isBelow ? below : at.top - GAP - height;
  card.style.top = `${Math.max(EDGE, top)}px`;
  card.style.left = `${Math.max(EDGE, Math.min(at.left, window.innerWidth - EDGE - width))}px`;
}
