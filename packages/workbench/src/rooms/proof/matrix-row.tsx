// One element in the matrix: as a whole, and in its parts or periods; a press on a cell opens what stands behind it.
import { memo } from 'react';
import { type Brought, taken, takes } from '../../lib/brought.ts';
import type { ProofStatus } from '../../lib/status.tsx';
import { sentence } from '../../lib/words.ts';
import { type BeforeAfter, type ChangeMap, changeOf, wouldBe } from './changes.tsx';
import type { Cell, MatrixRow } from './types.ts';
import { countsInWords, stepsOf, WordShown } from './word.tsx';

interface RowProps {
  readonly row: MatrixRow;
  /** The column open in this row: `whole`, or a part. */
  readonly opened: string | undefined;
  readonly hasPeriods: boolean;
  readonly open: (row: MatrixRow, column: string) => void;
  /** Something was let go on the row, or on the cell of a fact in it. */
  readonly take: (row: MatrixRow, column: string, brought: Brought) => void;
  readonly changes: ChangeMap;
  /** What the what-if changes in this row, as text: a row that it does not touch is not drawn anew. */
  readonly changed: string;
}

/** The changes within one row, in a form that can be compared. */
export function changedIn(row: MatrixRow, changes: ChangeMap): string {
  if (changes.size === 0) return '';
  return [`node:${row.node}`, ...row.cells.map((cell) => cell.column)]
    .map((ref) => {
      const change = changeOf(changes, ref, row.standard);
      return change === undefined ? '' : `${change.before}>${change.after}`;
    })
    .join();
}

export const ElementRow = memo(function ElementRow(props: RowProps) {
  const { row, opened, hasPeriods, open, take, changes } = props;
  const whole = changeOf(changes, `node:${row.node}`, row.standard);
  return (
    <tr {...takes(ALL, (brought) => take(row, 'whole', brought))}>
      <th scope="row" className="element-name">
        <bdi>{row.label}</bdi>
        {row.element !== null && <span className="muted small mono">{row.element}</span>}
      </th>
      <td>
        <CellButton
          cell={row.whole}
          label={`${row.label}, as a whole`}
          shown={undefined}
          change={whole}
          isOpen={opened === 'whole'}
          isWhole
          press={() => open(row, 'whole')}
          take={undefined}
        />
      </td>
      {hasPeriods ? (
        row.cells.map((cell) => (
          <td key={cell.column}>
            <CellButton
              cell={cell}
              label={`${row.label}, ${cell.label}`}
              shown={undefined}
              change={undefined}
              isOpen={opened === cell.column}
              press={() => open(row, cell.column)}
              take={undefined}
            />
          </td>
        ))
      ) : (
        <td>
          <div className="parts">
            {row.cells.length === 0 && <span className="muted small">Nothing answers it yet.</span>}
            {row.cells.map((cell) => (
              <CellButton
                key={cell.column}
                cell={cell}
                label={cell.label}
                shown={cell.label}
                change={changeOf(changes, cell.column, row.standard)}
                isOpen={opened === cell.column}
                press={() => open(row, cell.column)}
                take={(brought) => take(row, cell.column, brought)}
              />
            ))}
          </div>
        </td>
      )}
    </tr>
  );
}, isSameRow);

function isSameRow(a: RowProps, b: RowProps): boolean {
  return (
    a.row === b.row &&
    a.opened === b.opened &&
    a.hasPeriods === b.hasPeriods &&
    a.open === b.open &&
    a.take === b.take &&
    a.changed === b.changed
  );
}

interface CellProps {
  readonly cell: Cell;
  readonly label: string;
  /** The name on the cell, where the column head does not say it. */
  readonly shown: string | undefined;
  readonly change: BeforeAfter | undefined;
  readonly isOpen: boolean;
  readonly isWhole?: boolean;
  readonly press: () => void;
  /** Takes a passage or an exhibit for the fact of this cell; a cell that is no fact leaves it to its row. */
  readonly take: ((brought: Brought) => void) | undefined;
}

const ALL = ['passage', 'exhibit', 'fact'] as const;
const SOURCES = ['passage', 'exhibit'] as const;

/** Drawn anew only when what it shows differs; `press` and `take` do the same at every drawing. */
const CellButton = memo(
  function CellButton({ cell, label, shown, change, isOpen, isWhole = false, press, take }: CellProps) {
    const column = 'column' in cell ? String(cell.column) : '';
    const isFact = column.startsWith('fact:');
    const falls = change !== undefined && stepsOf(change.before, change.after) < 0;
    return (
      <button
        type="button"
        data-cell
        tabIndex={-1}
        className={`cell${isWhole ? ' whole' : ''}${change === undefined ? '' : falls ? ' falls' : ' rises'}`}
        aria-pressed={isOpen}
        title={shown === undefined ? undefined : label}
        onClick={press}
        {...(isFact && take !== undefined ? takes(SOURCES, take) : {})}
        {...(isFact ? taken('fact', column.slice('fact:'.length)) : {})}
      >
        <span className="cell-head">
          <WordShown word={cell.word} />
          <span className="muted counts">{countsInWords(cell.for, cell.against)}</span>
        </span>
        {shown === undefined ? (
          <span className="visually-hidden">{label}</span>
        ) : (
          <bdi className="cell-label">{shown}</bdi>
        )}
        <span className="cell-status">
          {change === undefined ? statusLine(cell.status) : `${sentence(change.before)}, ${wouldBe(change)}`}
        </span>
      </button>
    );
  },
  (a, b) =>
    a.cell === b.cell &&
    a.label === b.label &&
    a.isOpen === b.isOpen &&
    a.change?.before === b.change?.before &&
    a.change?.after === b.change?.after,
);

/** The status under the house rule, below the word of the sources. */
function statusLine(status: ProofStatus): string {
  return `House rule: ${sentence(status).toLowerCase()}`;
}
