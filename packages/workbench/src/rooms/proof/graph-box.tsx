// One point of the graph as a box: its sort, its words, its status by shape; a small button folds what is below it.
import { memo } from 'react';
import { Status } from '../../lib/status.tsx';
import { useChange, wouldBe } from './changes.tsx';
import { BOX, type Placed, type Point } from './graph-layout.ts';
import { stepsOf } from './word.tsx';

interface BoxProps {
  readonly one: Placed;
  readonly isChosen: boolean;
  readonly isFolded: boolean;
  readonly choose: () => void;
  readonly turn: () => void;
}

export const GraphBox = memo(function GraphBox({ one, isChosen, isFolded, choose, turn }: BoxProps) {
  const { point } = one;
  const change = useChange(point.ref, point.standard ?? '');
  const falls = change !== undefined && stepsOf(change.before, change.after) < 0;
  return (
    <div
      className={`graph-box ${point.sort}${isChosen ? ' chosen' : ''}${change === undefined ? '' : falls ? ' falls' : ' rises'}`}
      style={{ left: one.x, top: one.y, width: BOX.width, height: BOX.height }}
    >
      <button
        type="button"
        className="graph-name"
        data-point={point.id}
        tabIndex={isChosen ? 0 : -1}
        aria-pressed={isChosen}
        title={point.label}
        onClick={choose}
      >
        <span className="graph-label">
          <span className="visually-hidden">{sortInWords(point)}: </span>
          <bdi>{point.label}</bdi>
        </span>
        <span className="graph-told">
          {point.status !== null && <Status status={change?.after ?? point.status} />}
          <span className="muted">{told(point)}</span>
          {change !== undefined && <span className="visually-hidden">{wouldBe(change)}</span>}
        </span>
      </button>
      {one.hasBelow && (
        <button
          type="button"
          className="graph-fold"
          tabIndex={-1}
          aria-expanded={!isFolded}
          aria-label={`${isFolded ? 'Open' : 'Fold'} what is below: ${point.label}`}
          onClick={turn}
        >
          {isFolded ? `+${one.folded}` : '−'}
        </button>
      )}
    </div>
  );
});

function told(point: Point): string {
  if (point.sort === 'fact')
    return point.for + point.against === 0
      ? ''
      : `${point.for} for${point.against > 0 ? `, ${point.against} against` : ''}`;
  if (point.sort === 'origin') return 'origin';
  if (point.sort === 'inference') return 'inference';
  return point.needs === null ? '' : (NEEDS[point.needs] ?? point.needs);
}

const NEEDS: Readonly<Record<string, string>> = { all: 'all of', any: 'any of' };

const SORTS: Readonly<Record<Point['sort'], string>> = {
  allegation: 'Allegation',
  element: 'Element',
  fact: 'Fact',
  inference: 'Inference',
  origin: 'Origin',
  defence: 'Defence',
};

export function sortInWords(point: Point): string {
  return SORTS[point.sort];
}
