// Choosing exhibits by their titles: what is typed narrows the list, and only the rows in sight are drawn.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { useAsk } from '../../lib/use-ask.ts';
import { number, sentence } from '../../lib/words.ts';
import type { Units } from './types.ts';

const ROW = 40;

interface PickerProps {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly toggle: (exhibit: string) => void;
}

/** Those chosen come first, then by title. Arrow keys go from row to row, Space ticks. */
export function ExhibitPicker({ label, chosen, toggle }: PickerProps) {
  const units = useAsk<Units>('unit.list');
  const [text, setText] = useState('');
  // The order stands while one ticks: a row that jumped away could not be unticked.
  const [first] = useState(() => new Set(chosen));
  const rows = useMemo(() => narrowed(units.data?.exhibits ?? [], text, first), [units.data, text, first]);
  const ticked = useMemo(() => new Set(chosen), [chosen]);
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const step = (at: number): void => {
    if (at < 0 || at >= rows.length) return;
    virtual.scrollToIndex(at, { align: 'auto' });
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus());
  };
  return (
    <fieldset className="picker">
      <legend className="small">
        {label}
        {chosen.length > 0 && <span className="muted"> · {number(chosen.length)} chosen</span>}
      </legend>
      <input
        type="search"
        value={text}
        placeholder="Narrow by title, class or origin"
        aria-label={`${label}: narrow the list`}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          step(0);
        }}
      />
      <div className="picker-rows" ref={box}>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <label key={row.id} className="picker-row" style={{ top: item.start, height: ROW }}>
                <input
                  type="checkbox"
                  data-at={item.index}
                  checked={ticked.has(row.id)}
                  onChange={() => toggle(row.id)}
                  onKeyDown={(event) => {
                    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
                    if (event.key === 'Enter') event.preventDefault();
                    if (by === 0) return;
                    event.preventDefault();
                    step(item.index + by);
                  }}
                />
                <span className="picker-title">
                  <bdi title={row.title}>{row.title}</bdi>
                  <span className="muted small">
                    {[sentence(row.class), row.origins.join(', '), row.out ? 'excluded already' : '']
                      .filter((part) => part !== '')
                      .join(' · ')}
                  </span>
                </span>
              </label>
            );
          })}
        </div>
      </div>
      {units.data !== undefined && rows.length === 0 && (
        <p className="muted small">
          {text === '' ? 'No exhibit is cited yet.' : 'No exhibit is called that.'}
        </p>
      )}
    </fieldset>
  );
}

/** Every word typed must stand in the title, the class or an origin. */
export function narrowed(
  exhibits: Units['exhibits'],
  text: string,
  first: ReadonlySet<string>,
): Units['exhibits'] {
  const words = text
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return exhibits
    .filter((one) => {
      const said = `${one.title} ${one.class} ${one.origins.join(' ')}`.toLocaleLowerCase();
      return words.every((word) => said.includes(word));
    })
    .toSorted(
      (a, b) =>
        Number(first.has(b.id)) - Number(first.has(a.id)) ||
        a.title.localeCompare(b.title, 'en', { numeric: true }),
    );
}
