// One fact as a row: when, what, what it lacks, the passages it rests on, the elements it serves, and by whom.
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { type Brought, taken, takes } from '../../../lib/brought.ts';
import { useMatter } from '../../../lib/matter.ts';
import { previewOf } from '../../../lib/passage-preview.tsx';
import { authoritative, isSealed, number, orSealed } from '../../../lib/words.ts';
import type { Names } from './names.ts';
import type { GridRow } from './types.ts';
import { TRAYS } from './view-of.ts';

interface RowProps {
  readonly index: number;
  readonly top: number;
  readonly row: GridRow | undefined;
  readonly names: Names;
  readonly isCurrent: boolean;
  readonly isPicked: boolean;
  readonly stand: (index: number, isOpened: boolean) => void;
  readonly pick: (index: number, isRange: boolean) => void;
  readonly openPassage: (row: GridRow, citation: string) => void;
  readonly take: (index: number, brought: Brought) => void;
}

const TRAY_WORDS = new Map<string, string>([
  ...TRAYS.map(([tray, title]) => [tray, title] as const),
  ['awaiting-second-reader', 'Second reader'],
]);
const CHIPS = 2;
/** In this grid the row takes the focus, not the cell (ARIA authoring practices, grid: focus on rows). */
const CELL = 'gridcell';

/** What lies in a row that is not there yet is its number. */
export const FactRow = memo(function FactRow(props: RowProps) {
  const { index, top, row, isCurrent, isPicked, names } = props;
  const looks = ['fact-row', isCurrent ? 'current' : '', isPicked ? 'picked' : ''];
  return (
    <div
      role="row"
      id={`fact-row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={isPicked}
      aria-current={isCurrent ? 'true' : undefined}
      tabIndex={isCurrent ? 0 : -1}
      className={looks.filter((look) => look !== '').join(' ')}
      style={{ top }}
      {...(row === undefined ? {} : taken('fact', row.id))}
      {...takes(['passage', 'exhibit'], (brought) => props.take(index, brought))}
      onClick={(event) => {
        if (event.shiftKey) props.pick(index, true);
        else props.stand(index, true);
      }}
    >
      {row === undefined ? (
        <>
          <div role={CELL} className="pick-cell" />
          <div role={CELL} className="muted">
            {number(index + 1)}
          </div>
        </>
      ) : (
        <Cells {...props} row={row} names={names} />
      )}
    </div>
  );
});

function Cells({ index, row, isCurrent, isPicked, names, pick, openPassage }: RowProps & { row: GridRow }) {
  const matter = useMatter();
  const inTab = isCurrent ? 0 : -1;
  const said = isSealed(row.statement) ? 'A sealed fact' : authoritative(row.statement);
  return (
    <>
      <div role={CELL} className="pick-cell">
        <input
          type="checkbox"
          tabIndex={inTab}
          aria-label={`Choose: ${said}`}
          checked={isPicked}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) => pick(index, (event.nativeEvent as MouseEvent).shiftKey === true)}
        />
      </div>
      <div role={CELL} className={row.when === null ? 'muted' : undefined}>
        {row.words}
      </div>
      <div role={CELL} className="said-cell" title={said}>
        <bdi className={row.withdrawn === null ? undefined : 'struck'}>{said}</bdi>
      </div>
      <div role={CELL} className="small">
        {row.withdrawn !== null
          ? 'Withdrawn'
          : [
              ...(row.premise === null ? [] : [row.premise.as === 'conceded' ? 'Conceded' : 'Noticed']),
              ...row.trays.map((tray) => TRAY_WORDS.get(tray) ?? tray),
              ...(row.isUnderElement ? [] : ['No element']),
              ...(row.review === 'returned' ? ['Returned'] : []),
            ].join(' · ') || 'Nothing lacks'}
      </div>
      <div role={CELL} className="chips">
        {row.citations.slice(0, CHIPS).map((one) => (
          <button
            type="button"
            key={one.id}
            tabIndex={inTab}
            className={`chip ${one.bearing}${one.live ? '' : ' dead'}`}
            {...previewOf(one.passage)}
            {...taken('passage', one.passage)}
            onClick={(event) => {
              event.stopPropagation();
              openPassage(row, one.id);
            }}
          >
            {one.bearing !== 'supports' && (
              <span className="chip-sign">{one.bearing === 'contradicts' ? 'against' : 'context'}</span>
            )}
            <bdi>{orSealed(one.title, 'Sealed exhibit')}</bdi>
            {one.pin !== null && one.pin !== 'whole' && <span className="chip-pin">{one.pin}</span>}
          </button>
        ))}
        {row.citations.length > CHIPS && (
          <span className="muted small">+{number(row.citations.length - CHIPS)}</span>
        )}
        {row.citations.length === 0 && row.source !== null && (
          <span className="small muted" title={row.source}>
            only in words: {row.source}
          </span>
        )}
      </div>
      <div role={CELL} className="chips">
        {row.elements.slice(0, 2).map((one) => (
          <Link
            key={one.node}
            to="/$matter/proof"
            params={{ matter }}
            search={{ allegation: one.allegation }}
            tabIndex={inTab}
            className="chip"
            title={one.label}
            onClick={(event) => event.stopPropagation()}
          >
            <bdi>{one.label}</bdi>
          </Link>
        ))}
        {row.elements.length > 2 && <span className="muted small">+{number(row.elements.length - 2)}</span>}
      </div>
      <div role={CELL} className="small">
        <bdi>{[...new Set(row.roles.map((one) => names.actor(one.actor)))].join(', ')}</bdi>
      </div>
      <div role={CELL} className="small">
        <bdi>{row.where ?? ''}</bdi>
      </div>
      <div role={CELL} className="small">
        {names.person(row.author)}
      </div>
      <div role={CELL} className="small">
        {row.reviewedBy === null ? '' : names.person(row.reviewedBy)}
      </div>
      <div role={CELL} className="numbers">
        {row.origins}
        {row.contradicts > 0 && <span className="contested-ink"> /{row.contradicts}</span>}
      </div>
      <div role={CELL} className="numbers muted">
        {number(row.version)}
      </div>
    </>
  );
}
