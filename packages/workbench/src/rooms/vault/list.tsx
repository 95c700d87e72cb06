// The rows of the list of exhibits; only those in sight are drawn.
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ExhibitLine } from 'probata/contract';
import { useEffect, useRef } from 'react';
import { taken } from '../../lib/brought.ts';
import { nameOf } from '../../lib/exhibit-name.tsx';
import { bytes, isSealed, sentence } from '../../lib/words.ts';

const ROW = 46;

interface ListProps {
  readonly rows: readonly ExhibitLine[];
  readonly selected: string | undefined;
  readonly open: (id: string) => void;
  readonly isStale: boolean;
}

/** Each row is a button; the one that is open is said to be current and kept in sight. */
export function List({ rows, selected, open, isStale }: ListProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const at = rows.findIndex((row) => row.id === selected);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  return (
    <div ref={box} className={isStale ? 'rows stale' : 'rows'}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <li key={row.id} style={{ top: item.start, height: ROW }}>
              <button
                type="button"
                aria-current={row.id === selected ? 'true' : undefined}
                title={nameOf(row)}
                onClick={() => open(row.id)}
                {...taken('exhibit', row.id)}
              >
                <bdi className="title">{nameOf(row)}</bdi>
                <span className="muted small">{told(row)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function told(row: ExhibitLine): string {
  return [
    sentence(row.class),
    row.state === 'held' ? '' : sentence(row.state),
    isSealed(row.title) || row.compartment !== null ? 'sealed' : '',
    row.authenticity === 'unverified' ? '' : row.authenticity,
    row.bytes === null ? 'not here' : bytes(row.bytes),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
