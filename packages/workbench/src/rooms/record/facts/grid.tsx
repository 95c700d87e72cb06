// The facts in rows, as many as there are; only those in sight are drawn, and the date stays in sight.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { Brought } from '../../../lib/brought.ts';
import { FactRow } from './grid-row.tsx';
import type { Names } from './names.ts';
import type { GridRow } from './types.ts';
import type { Sort } from './view-of.ts';

export const ROW = 46;
/** In this grid the row takes the focus, not the cell (ARIA authoring practices, grid: focus on rows). */
const HEAD_ROW = { role: 'row', 'aria-rowindex': 1 } as const;
const headOf = (sorted: 'ascending' | 'descending' | undefined) =>
  ({ role: 'columnheader', 'aria-sort': sorted }) as const;
const ROLES = { row: 'row', cell: 'gridcell', head: 'columnheader' } as const;

const COLUMNS: readonly (readonly [string, Sort | undefined])[] = [
  ['When', 'time'],
  ['Fact', 'fact'],
  ['Status', undefined],
  ['Citations', undefined],
  ['Elements', undefined],
  ['Actors', undefined],
  ['Place', 'place'],
  ['Worded by', undefined],
  ['Second reader', undefined],
  ['Origins', 'origins'],
  ['Changed', 'changed'],
];

interface GridProps {
  readonly total: number;
  readonly rowAt: (index: number) => GridRow | undefined;
  readonly at: number;
  readonly picked: ReadonlySet<string>;
  readonly names: Names;
  readonly sort: Sort;
  readonly falling: boolean;
  readonly isStale: boolean;
  readonly setSort: (sort: Sort) => void;
  readonly inSight: (first: number, last: number) => void;
  /** The row one stands on; `isOpened`: it is to be shown beside the grid. */
  readonly stand: (index: number, isOpened: boolean) => void;
  readonly pick: (index: number, isRange: boolean) => void;
  readonly openPassage: (row: GridRow, citation: string) => void;
  /** A passage was let go on the row. */
  readonly take: (index: number, brought: Brought) => void;
  /** Laid over the row one stands on, while its fact is edited in place. */
  readonly editor: ReactNode;
  readonly scrollTo: RefObject<((index: number) => void) | null>;
}

/** One grid of the ARIA pattern: one row has the focus, arrows and j/k move it, Tab goes through what is in it. */
export function FactGrid(props: GridProps) {
  const { total, rowAt, at, picked, names, sort, falling, inSight, editor } = props;
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 10,
    scrollPaddingStart: 30,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => inSight(first, last), [first, last, inSight]);
  props.scrollTo.current = (index) => virtual.scrollToIndex(index, { align: 'auto' });
  return (
    <div
      ref={box}
      className={props.isStale ? 'fact-grid stale' : 'fact-grid'}
      role="grid"
      aria-label="Facts"
      aria-rowcount={total + 1}
      aria-colcount={COLUMNS.length + 1}
      aria-multiselectable="true"
    >
      <div role="rowgroup" className="grid-head">
        <div {...HEAD_ROW} className="fact-row">
          <div role={ROLES.head} className="pick-cell">
            <span className="visually-hidden">Chosen</span>
          </div>
          {COLUMNS.map(([title, by]) => (
            <div key={title} {...headOf(by === sort ? (falling ? 'descending' : 'ascending') : undefined)}>
              {by === undefined ? (
                title
              ) : (
                <button type="button" className="sort" onClick={() => props.setSort(by)}>
                  {title}
                  <span aria-hidden="true">{by === sort ? (falling ? ' ↓' : ' ↑') : ''}</span>
                </button>
              )}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => (
          <FactRow
            key={item.key}
            index={item.index}
            top={item.start}
            row={rowAt(item.index)}
            names={names}
            isCurrent={item.index === at}
            isPicked={picked.has(rowAt(item.index)?.id ?? '')}
            stand={props.stand}
            pick={props.pick}
            openPassage={props.openPassage}
            take={props.take}
          />
        ))}
        {editor !== null && (
          <div role={ROLES.row} className="edit-place" style={{ top: at * ROW }}>
            <div role={ROLES.cell}>{editor}</div>
          </div>
        )}
      </div>
    </div>
  );
}
