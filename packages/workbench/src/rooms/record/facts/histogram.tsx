// Dates at a glance: firm ones as columns, uncertain ones as bars as long as they may be; dragging over them narrows the view.
import { type PointerEvent, useId, useRef, useState } from 'react';
import { counted, number } from '../../../lib/words.ts';
import { brushed, lanesOf, shareOf, ticksOf } from './columns-of.ts';
import type { GridAnswer } from './types.ts';
import type { Filter } from './view-of.ts';

const HIGH = 34;
const LANES = 6;
const LANE = 4;
const WIDE = 1000;

interface HistogramProps {
  readonly histogram: GridAnswer['histogram'];
  readonly filter: Filter;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}

/** By mouse a drag, by keyboard the two dates beside it; both stand in the address. */
export function DateHistogram({ histogram, filter, go }: HistogramProps) {
  const ids = { from: useId(), to: useId() };
  const box = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<readonly [number, number]>();
  const { buckets, spans, unit, undated } = histogram;
  const most = Math.max(1, ...buckets.map((one) => one.firm));
  const mostOpen = Math.max(1, ...buckets.map((one) => one.open));
  const lanes = lanesOf(buckets, spans, LANES);
  const open = buckets.some((one) => one.open > 0);
  const deep = lanes.length > 0 ? (Math.max(...lanes.map((one) => one.lane)) + 1) * LANE + 3 : open ? 14 : 0;
  const wide = WIDE / Math.max(1, buckets.length);
  const shareAt = (event: PointerEvent): number => {
    const rect = box.current?.getBoundingClientRect();
    return rect === undefined ? 0 : Math.max(0, Math.min(1, (event.clientX - rect.left) / rect.width));
  };
  const end = (): void => {
    if (drag === undefined) return;
    setDrag(undefined);
    const days = brushed(buckets, drag[0], drag[1]);
    if (days !== undefined) go({ ...days, undated: undefined });
  };
  const chosen =
    drag !== undefined
      ? ([Math.min(...drag), Math.max(...drag)] as const)
      : filter.from === undefined && filter.to === undefined
        ? undefined
        : ([
            filter.from === undefined ? 0 : shareOf(buckets, filter.from),
            filter.to === undefined ? 1 : shareOf(buckets, filter.to, true),
          ] as const);
  const isAsked = filter.from !== undefined || filter.to !== undefined || filter.undated === true;
  return (
    <figure className="dates">
      <div className="dates-drawn">
        {buckets.length > 0 && (
          <svg
            ref={box}
            viewBox={`0 0 ${WIDE} ${HIGH + deep + 1}`}
            preserveAspectRatio="none"
            style={{ height: HIGH + deep + 1 }}
            role="img"
            aria-label={told(histogram)}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              const at = shareAt(event);
              setDrag([at, at]);
            }}
            onPointerMove={(event) => {
              if (drag !== undefined) setDrag([drag[0], shareAt(event)]);
            }}
            onPointerUp={end}
            onPointerCancel={() => setDrag(undefined)}
          >
            {buckets.map((bucket, i) => (
              <g key={bucket.first}>
                <title>{`${bucket.first} to ${bucket.last}: ${counted(bucket.firm, 'fact')}${bucket.open > 0 ? `, ${number(bucket.open)} more perhaps` : ''}`}</title>
                <rect className="catch" x={i * wide} y={0} width={wide} height={HIGH + deep} />
                {bucket.firm > 0 && (
                  <rect
                    className="firm"
                    x={i * wide + Math.min(1, wide * 0.1)}
                    width={wide - 2 * Math.min(1, wide * 0.1)}
                    y={HIGH - Math.max(2, (bucket.firm / most) * (HIGH - 2))}
                    height={Math.max(2, (bucket.firm / most) * (HIGH - 2))}
                  />
                )}
                {lanes.length === 0 && bucket.open > 0 && (
                  <rect
                    className="open"
                    x={i * wide}
                    width={wide}
                    y={HIGH + 2}
                    height={Math.max(1, (bucket.open / mostOpen) * (deep - 2))}
                  />
                )}
              </g>
            ))}
            {lanes.map(({ lane, from, to }) => (
              <rect
                key={`${lane} ${from} ${to}`}
                className="open"
                x={from * WIDE}
                width={Math.max(3, (to - from) * WIDE)}
                y={HIGH + 3 + lane * LANE}
                height={LANE - 1.5}
              />
            ))}
            <line className="axis" x1={0} x2={WIDE} y1={HIGH + 0.5} y2={HIGH + 0.5} />
            {chosen !== undefined && (
              <rect
                className="brush"
                x={chosen[0] * WIDE}
                width={Math.max(2, (chosen[1] - chosen[0]) * WIDE)}
                y={0}
                height={HIGH + deep}
              />
            )}
          </svg>
        )}
        <div className="ticks" aria-hidden="true">
          {ticksOf(buckets, unit, 12).map(({ at, words }) => (
            <span key={at} style={{ left: `${at * 100}%` }}>
              {words}
            </span>
          ))}
        </div>
      </div>
      <figcaption>
        <label htmlFor={ids.from}>From</label>
        <input
          id={ids.from}
          type="date"
          value={filter.from ?? ''}
          onChange={(event) => go({ from: event.target.value || undefined, undated: undefined })}
        />
        <label htmlFor={ids.to}>to</label>
        <input
          id={ids.to}
          type="date"
          value={filter.to ?? ''}
          onChange={(event) => go({ to: event.target.value || undefined, undated: undefined })}
        />
        {undated > 0 && (
          <button
            type="button"
            aria-pressed={filter.undated === true}
            onClick={() =>
              go({ undated: filter.undated === true ? undefined : '1', from: undefined, to: undefined })
            }
          >
            No date <span className="muted">{number(undated)}</span>
          </button>
        )}
        {isAsked && (
          <button
            type="button"
            className="link"
            onClick={() => go({ from: undefined, to: undefined, undated: undefined })}
          >
            All dates
          </button>
        )}
      </figcaption>
    </figure>
  );
}

function told({ buckets, undated, unit }: GridAnswer['histogram']): string {
  const top = buckets.reduce((best, one) => (one.firm > best.firm ? one : best), buckets[0] ?? NONE);
  return `Facts by ${unit}, ${buckets[0]?.first ?? ''} to ${buckets.at(-1)?.last ?? ''}. Most in the ${unit} from ${top.first}: ${number(top.firm)}. ${undated > 0 ? `${number(undated)} without a date.` : ''} The dates beside it narrow the view by keyboard.`;
}

const NONE = { first: '', last: '', firm: 0, open: 0 };
