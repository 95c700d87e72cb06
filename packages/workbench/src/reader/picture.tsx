// The page as it looks: a picture made by the house from the exhibit's bytes, with the marks laid over it.
import { useQuery } from '@tanstack/react-query';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { get } from '../lib/api.ts';
import { useMatter } from '../lib/matter.ts';
import { rectsOf } from './rects.ts';
import type { Area, Marks, PageShown } from './types.ts';

interface PictureProps {
  readonly page: PageShown;
  readonly marks: Marks;
  readonly reason: string;
  /** A place drawn on the picture; with text on the page it takes Shift, without it does not. */
  readonly drawn: (area: Area) => void;
  readonly choose: (passage: string) => void;
}

/** The picture comes from the origin where nothing can act; it is pixels, whatever the exhibit was. */
export function Picture({ page, marks, reason, drawn, choose }: PictureProps) {
  const link = usePictureLink(page.exhibit, page.page, reason);
  const [state, setState] = useState<'drawing' | 'there' | 'none'>('drawing');
  const box = useRef<HTMLElement>(null);
  const { begin, move, end, area } = useArea(page, drawn);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another link is another picture
  useEffect(() => setState('drawing'), [link.data?.url]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the picture scrolls to its mark when the page or the mark changes
  useEffect(() => {
    box.current
      ?.querySelector(marks.hit === undefined ? '[data-active]' : '[data-hit]')
      ?.scrollIntoView({ block: 'center' });
  }, [page.page, marks.active, marks.hit?.start]);
  const { width, height } = page;
  if (width === null || height === null) return null;
  const draft = marks.draft?.by === 'area' && marks.draft.page === page.page ? marks.draft.area : undefined;
  return (
    // It scrolls: whoever has no mouse comes to it by Tab and scrolls by the arrows.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reached by keys (WCAG 2.1.1)
    <section className="picture" ref={box} tabIndex={0} aria-label="The page as it looks">
      <div
        className="sheet"
        style={{ aspectRatio: `${width} / ${height}` }}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
      >
        {link.data !== undefined && (
          <img
            src={link.data.url}
            alt={`${page.label} as it looks`}
            draggable={false}
            onLoad={() => setState('there')}
            onError={() => setState('none')}
          />
        )}
        <svg viewBox={`0 0 ${width} ${height}`} role="presentation">
          {rectsOf(page, marks).map(({ key, id, look, ...rect }) => (
            <rect
              key={key}
              className={look}
              {...rect}
              data-active={look.includes('active') ? '' : undefined}
              data-hit={look.includes('this') ? '' : undefined}
              onClick={id === undefined ? undefined : () => choose(id)}
            />
          ))}
          {[area, draft].map(
            (one, i) =>
              one !== undefined && (
                <rect
                  key={String(i)}
                  className="drawn"
                  x={one[0]}
                  y={one[1]}
                  width={one[2] - one[0]}
                  height={one[3] - one[1]}
                />
              ),
          )}
        </svg>
        {state === 'drawing' && link.error === null && (
          <p className="picture-note">The page is being drawn…</p>
        )}
        {(state === 'none' || link.error !== null) && (
          <p className="picture-note">
            No picture could be made of this page. Its text is beside it; the original can be saved.
          </p>
        )}
      </div>
      <p className="muted small">
        {page.textLayer
          ? 'Shift and drag marks a place: a stamp, a signature.'
          : 'Drag over the picture to mark a place in it.'}
      </p>
    </section>
  );
}

/** The link to a page's picture. Links live for minutes; one that was used keeps its picture in the browser. */
export function usePictureLink(exhibit: string, page: number, reason: string, isWanted = true) {
  const matter = useMatter();
  return useQuery({
    queryKey: ['picture', matter, exhibit, page, reason],
    queryFn: () =>
      get<{ url: string }>(
        `/api/${matter}/content?${new URLSearchParams({ exhibit, page: String(page), reason })}`,
      ),
    staleTime: 240_000,
    gcTime: 240_000,
    enabled: isWanted,
    retry: false,
  });
}

/** Drawing a rectangle: in the page's own measure, corners in rising order. */
function useArea(page: PageShown, drawn: (area: Area) => void) {
  const from = useRef<readonly [number, number]>(undefined);
  const [area, setArea] = useState<Area>();
  const pointOf = (event: PointerEvent<HTMLElement>): readonly [number, number] => {
    const rect = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - rect.left) / rect.width) * (page.width ?? 1);
    const y = ((event.clientY - rect.top) / rect.height) * (page.height ?? 1);
    return [
      Math.round(Math.max(0, Math.min(page.width ?? 1, x))),
      Math.round(Math.max(0, Math.min(page.height ?? 1, y))),
    ];
  };
  return {
    area,
    begin(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || (page.textLayer && !event.shiftKey)) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = pointOf(event);
    },
    move(event: PointerEvent<HTMLElement>) {
      if (from.current === undefined) return;
      const [x0, y0] = from.current;
      const [x1, y1] = pointOf(event);
      setArea([Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)]);
    },
    end() {
      from.current = undefined;
      setArea(undefined);
      if (area !== undefined && area[2] - area[0] > 3 && area[3] - area[1] > 3) drawn(area);
    },
  };
}
