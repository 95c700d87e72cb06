// One allegation as a graph that stays readable: parts are folded away and opened, one point can be looked at alone, and the same stands as text below.
import { useEffect, useMemo, useRef, useState } from 'react';
import { SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted } from '../../lib/words.ts';
import { under, useAddress } from './address.ts';
import { GraphBox } from './graph-box.tsx';
import { GraphChosen } from './graph-chosen.tsx';
import {
  BOX,
  curve,
  foldedAtFirst,
  type Graph,
  type Line,
  layOut,
  neighbour,
  type Placed,
} from './graph-layout.ts';
import { GraphOutline } from './graph-outline.tsx';
import type { HouseWords } from './types.ts';

/** Above so many points origins are hidden at first: a drawing with more is not read but admired. */
const READABLE = 60;
/** Below `readable` the words are too small to read: a drawing opens no smaller, and is moved about instead. */
const ZOOM = { least: 0.35, readable: 0.8, most: 2, step: 1.2 } as const;

export function GraphView({ allegation }: { readonly allegation: string }) {
  const { standard } = useAddress();
  const found = useAsk<Graph & HouseWords>('allegation.graph', { allegation, ...under(standard) });
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  return (
    <div className={found.isPlaceholderData ? 'stale' : undefined}>
      <Drawing key={found.data.root} graph={found.data} />
      <GraphOutline graph={found.data} />
    </div>
  );
}

interface Sight {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

function Drawing({ graph }: { readonly graph: Graph }) {
  const { search, go } = useAddress();
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => foldedAtFirst(graph));
  const [withOrigins, setOrigins] = useState(graph.points.length <= READABLE);
  const [sight, setSight] = useState<Sight>({ x: 0, y: 0, zoom: 1 });
  const focus = graph.points.some(({ id }) => id === search['focus']) ? search['focus'] : undefined;
  const chosen = search['point'] ?? graph.root;
  const layout = useMemo(
    () => layOut(graph, { folded, withOrigins, focus }),
    [graph, folded, withOrigins, focus],
  );
  const at = useMemo(() => new Map(layout.placed.map((one) => [one.point.id, one])), [layout]);
  const frame = useRef<HTMLDivElement>(null);
  const fit = (least: number = ZOOM.least): void => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return;
    const zoom = Math.min(
      1,
      Math.max(least, Math.min((box.width - 24) / layout.width, (box.height - 24) / layout.height)),
    );
    // What does not fit is seen from its root.
    const root = layout.placed[0]?.y ?? 0;
    const y =
      layout.height * zoom <= box.height - 24
        ? (box.height - layout.height * zoom) / 2
        : Math.min(12, box.height / 2 - (root + BOX.height / 2) * zoom);
    setSight({ x: 12, y, zoom });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: fitted anew only when another drawing is shown
  useEffect(() => fit(ZOOM.readable), [graph.root, withOrigins, focus]);
  // Folding moves what is around: the point one stands on stays in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when something was folded or opened
  useEffect(() => {
    const one = at.get(chosen);
    if (one !== undefined) setSight((before) => broughtIn(before, one, frame.current));
  }, [folded]);
  const zoomBy = (by: number): void =>
    setSight((before) => {
      const box = frame.current?.getBoundingClientRect();
      const zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, before.zoom * by));
      const [cx, cy] = [(box?.width ?? 0) / 2, (box?.height ?? 0) / 2];
      const ratio = zoom / before.zoom;
      return { zoom, x: cx - (cx - before.x) * ratio, y: cy - (cy - before.y) * ratio };
    });
  const turn = (id: string): void =>
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const stand = (id: string | undefined): void => {
    if (id === undefined) return;
    go({ point: id });
    requestAnimationFrame(() => {
      frame.current
        ?.querySelector<HTMLElement>(`[data-point="${CSS.escape(id)}"]`)
        ?.focus({ preventScroll: true });
      const one = at.get(id);
      if (one !== undefined) setSight((before) => broughtIn(before, one, frame.current));
    });
  };
  const press = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pan: Readonly<Record<string, readonly [number, number]>> = {
      ArrowRight: [-80, 0],
      ArrowLeft: [80, 0],
      ArrowDown: [0, -80],
      ArrowUp: [0, 80],
    };
    const by = pan[event.key];
    const acts: Readonly<Record<string, () => void>> = {
      '+': () => zoomBy(ZOOM.step),
      '=': () => zoomBy(ZOOM.step),
      '-': () => zoomBy(1 / ZOOM.step),
      '0': () => fit(),
      ' ': () => turn(chosen),
      o: () => setOrigins(!withOrigins),
    };
    const act =
      by === undefined
        ? acts[event.key]
        : event.shiftKey
          ? () => setSight((before) => ({ ...before, x: before.x + by[0], y: before.y + by[1] }))
          : () => stand(neighbour(layout, at.has(chosen) ? chosen : graph.root, event.key));
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const drag = useDrag(frame, setSight);
  const standing = at.has(chosen) ? chosen : graph.root;
  return (
    <section className="graph" aria-label="Graph of the allegation">
      <div className="acts graph-tools">
        <button type="button" onClick={() => zoomBy(1 / ZOOM.step)} aria-label="Smaller">
          −
        </button>
        <button type="button" onClick={() => zoomBy(ZOOM.step)} aria-label="Larger">
          +
        </button>
        <button type="button" onClick={() => fit()}>
          Fit
        </button>
        <label className="small">
          <input type="checkbox" checked={withOrigins} onChange={() => setOrigins(!withOrigins)} /> origins of
          information
        </label>
        <button type="button" onClick={() => setFolded(new Set())}>
          Open all
        </button>
        {focus !== undefined && (
          <button type="button" onClick={() => go({ focus: undefined })}>
            Back to the whole
          </button>
        )}
        <span className="muted small">
          {counted(layout.placed.length, 'point')} shown. <kbd>← ↑ ↓ →</kbd> walk, <kbd>Space</kbd> folds,{' '}
          <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd> size, <kbd>Shift</kbd> and arrows move.
        </span>
      </div>
      <div
        ref={frame}
        className="graph-frame"
        role="group"
        aria-label={`Drawing: ${counted(layout.placed.length, 'point')}, walked by arrow keys`}
        onKeyDown={press}
        {...drag}
      >
        <div
          className="graph-plane"
          style={{ transform: `translate(${sight.x}px, ${sight.y}px) scale(${sight.zoom})` }}
        >
          <svg className="graph-lines" width={layout.width} height={layout.height} aria-hidden="true">
            {layout.lines.map((line) => (
              <Edge key={`${line.from} ${line.to} ${line.bearing}`} line={line} at={at} chosen={standing} />
            ))}
          </svg>
          {layout.placed.map((one) => (
            <GraphBox
              key={one.point.id}
              one={one}
              isChosen={one.point.id === standing}
              isFolded={folded.has(one.point.id)}
              choose={() => go({ point: one.point.id })}
              turn={() => turn(one.point.id)}
            />
          ))}
        </div>
      </div>
      <GraphChosen
        one={at.get(standing)}
        graph={graph}
        isFolded={folded.has(standing)}
        turn={() => turn(standing)}
      />
    </section>
  );
}

function broughtIn(sight: Sight, one: Placed, frame: HTMLElement | null): Sight {
  const box = frame?.getBoundingClientRect();
  if (box === undefined) return sight;
  const left = one.x * sight.zoom + sight.x;
  const top = one.y * sight.zoom + sight.y;
  const [width, height] = [BOX.width * sight.zoom, BOX.height * sight.zoom];
  const x = left < 8 ? 8 - left : left + width > box.width - 8 ? box.width - 8 - left - width : 0;
  const y = top < 8 ? 8 - top : top + height > box.height - 8 ? box.height - 8 - top - height : 0;
  return x === 0 && y === 0 ? sight : { ...sight, x: sight.x + x, y: sight.y + y };
}

function Edge({
  line,
  at,
  chosen,
}: {
  readonly line: Line;
  readonly at: ReadonlyMap<string, Placed>;
  readonly chosen: string;
}) {
  const from = at.get(line.from);
  const to = at.get(line.to);
  if (from === undefined || to === undefined) return null;
  const isNear = line.from === chosen || line.to === chosen;
  return <path d={curve(from, to)} className={`edge ${line.bearing}${isNear ? ' near' : ''}`} fill="none" />;
}

/** Drawing moves with the mouse where there is no box; the wheel changes its size about the pointer. */
function useDrag(
  frame: React.RefObject<HTMLDivElement | null>,
  setSight: (change: (before: Sight) => Sight) => void,
): { readonly onPointerDown: (event: React.PointerEvent) => void } {
  useEffect(() => {
    const box = frame.current;
    if (box === null) return;
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const rect = box.getBoundingClientRect();
      const [px, py] = [event.clientX - rect.left, event.clientY - rect.top];
      setSight((before) => {
        const zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, before.zoom * Math.exp(-event.deltaY / 400)));
        const ratio = zoom / before.zoom;
        return { zoom, x: px - (px - before.x) * ratio, y: py - (py - before.y) * ratio };
      });
    };
    // Not passive: the page must not scroll under the drawing.
    box.addEventListener('wheel', wheel, { passive: false });
    return () => box.removeEventListener('wheel', wheel);
  }, [frame, setSight]);
  return {
    onPointerDown(event) {
      if (event.button !== 0 || (event.target as Element).closest('button') !== null) return;
      let last = { x: event.clientX, y: event.clientY };
      const move = (next: PointerEvent): void => {
        const by = { x: next.clientX - last.x, y: next.clientY - last.y };
        last = { x: next.clientX, y: next.clientY };
        setSight((before) => ({ ...before, x: before.x + by.x, y: before.y + by.y }));
      };
      const end = (): void => {
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', end);
      };
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', end);
    },
  };
}
