// The proof matrix: elements grouped by obligation, and for each what supports and undermines it, in words.
import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import { type Brought, broughtText, takes } from '../../lib/brought.ts';
import { isTyping } from '../../lib/is-typing.ts';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted } from '../../lib/words.ts';
import { useAct } from './act.tsx';
import { under, useAddress } from './address.ts';
import { CellShown } from './cell-shown.tsx';
import { ChangesContext, StatusUnder } from './changes.tsx';
import { useGridKeys } from './grid-keys.ts';
import { changedIn, ElementRow } from './matrix-row.tsx';
import { Preconditions } from './preconditions.tsx';
import type { Allegation, Allegations, Matrix, MatrixGroup, MatrixRow } from './types.ts';
import { WordShown } from './word.tsx';

/** The whole matrix, or that of one allegation. */
export function MatrixView({ allegation }: { readonly allegation?: string }) {
  const { search, standard, go } = useAddress();
  const periods = periodsOf(search['periods']);
  const found = useAsk<Matrix>('proof.matrix', {
    ...(allegation === undefined ? {} : { allegation }),
    ...under(standard),
    periods,
  });
  const list = useAsk<Allegations>('allegation.list', under(standard));
  const grid = useRef<HTMLTableElement>(null);
  const press = useGridKeys(grid, found.data);
  const open = useCallback(
    (row: MatrixRow, column: string) => go({ cell: `${row.node} ${column}`, fact: undefined }),
    [go],
  );
  const [bringing, setBringing] = useState<Bringing>();
  const match = useMatch();
  const take = useCallback(
    (row: MatrixRow, column: string, brought: Brought) => {
      if (brought.kind === 'fact') {
        match.enter(row, brought.id);
        return;
      }
      const fact = factOf(column);
      open(row, fact === undefined ? 'whole' : column);
      setBringing({ node: row.node, brought, fact });
    },
    [open, match.enter],
  );
  const [named, column] = (search['cell'] ?? '').split(' ');
  const rows = found.data?.groups.flatMap((group) => group.rows) ?? [];
  // A link that names only the fact opens the first element that it answers.
  const opened = rows.find(
    (row) => row.node === named || (named === 'fact' && row.cells.some((cell) => cell.column === column)),
  );
  const node = opened?.node;
  useEffect(() => {
    if (node !== undefined && column !== undefined)
      grid.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [node, column]);
  // `c` on a cell brings a passage to its element, as a drop does.
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'c' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      const cell = document.activeElement?.closest<HTMLElement>('[data-cell]');
      if (grid.current === null || (cell == null && node === undefined)) return;
      event.preventDefault();
      if (cell != null && grid.current.contains(cell)) cell.click();
      setBringing({ node: undefined, brought: undefined, fact: undefined });
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, [node]);
  const openCell = column === 'whole' ? opened?.whole : opened?.cells.find((cell) => cell.column === column);
  return (
    <div className={openCell === undefined ? 'matrix' : 'matrix with-cell'}>
      <div className="matrix-table">
        <div className="matrix-tools">
          <Legend legend={found.data?.legend ?? []} />
          <Periods value={search['periods']} choose={(next) => go({ periods: next })} />
        </div>
        {allegation === undefined && <Preconditions />}
        {found.error !== null && <SayNo error={found.error} />}
        {match.error !== undefined && <SayNo error={match.error} />}
        {found.data !== undefined && rows.length === 0 && (
          <Empty title="No element stands here yet">
            An allegation is made of elements. Make one under “One allegation”; its elements then stand here.
          </Empty>
        )}
        {rows.length > 0 && (
          <table
            ref={grid}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are walked by arrow keys
            role="grid"
            className={`grid proof-matrix${found.isPlaceholderData ? ' stale' : ''}`}
            aria-label="Proof matrix"
            onKeyDown={press}
          >
            <thead>
              <tr>
                <th>Element</th>
                <th>As a whole</th>
                {periods.length === 0 ? (
                  <th>What answers it</th>
                ) : (
                  periods.map((one) => <th key={one}>{one}</th>)
                )}
              </tr>
            </thead>
            {found.data?.groups.map((group) => (
              <Group
                key={group.obligation ?? ''}
                group={group}
                allegations={list.data?.allegations ?? []}
                periods={periods.length}
                node={node}
                column={column}
                open={open}
                take={take}
              />
            ))}
          </table>
        )}
        {(found.data?.withoutElement.length ?? 0) > 0 && allegation === undefined && (
          <p className="muted small below">
            {counted(found.data?.withoutElement.length ?? 0, 'fact serves', 'facts serve')} no element yet:{' '}
            <button type="button" className="link" onClick={() => go({ view: 'todo', tray: 'no-element' })}>
              the tray “No element”
            </button>
            .
          </p>
        )}
      </div>
      {opened !== undefined && openCell !== undefined && column !== undefined && (
        <CellShown
          key={`${node} ${column}`}
          row={opened}
          title={column === 'whole' ? 'As a whole' : 'label' in openCell ? String(openCell.label) : column}
          cell={openCell}
          bringing={
            bringing !== undefined && (bringing.node ?? node) === node
              ? { brought: bringing.brought, fact: bringing.fact ?? factOf(column) }
              : undefined
          }
          bring={(isOpen) => setBringing(isOpen ? { node, brought: undefined, fact: undefined } : undefined)}
          close={() => {
            setBringing(undefined);
            go({ cell: undefined, fact: undefined });
          }}
        />
      )}
    </div>
  );
}

/** What is being brought to an element: let go on it, or nothing yet when a key asked for the form. */
interface Bringing {
  readonly node: string | undefined;
  readonly brought: Brought | undefined;
  readonly fact: string | undefined;
}

function factOf(column: string): string | undefined {
  return column.startsWith('fact:') ? column.slice('fact:'.length) : undefined;
}

/** A fact let go on an element answers it from then on, at once; the bar below offers the way back. */
export function useMatch(): {
  readonly error: unknown;
  readonly enter: (element: { readonly node: string; readonly label: string }, fact: string) => void;
} {
  const act = useAct();
  const held = useRef(act);
  held.current = act;
  const enter = useCallback((element: { readonly node: string; readonly label: string }, fact: string) => {
    const { node } = element;
    void held.current.enter(
      { name: 'element.match', input: { node, add: [fact] } },
      `The fact answers “${element.label}” from now on.`,
      () => [{ name: 'element.match', input: { node, remove: [fact] } }],
    );
  }, []);
  return { error: act.error, enter };
}

interface GroupProps {
  readonly group: MatrixGroup;
  readonly allegations: readonly Allegation[];
  readonly periods: number;
  readonly node: string | undefined;
  readonly column: string | undefined;
  readonly open: (row: MatrixRow, column: string) => void;
  readonly take: (row: MatrixRow, column: string, brought: Brought) => void;
}

function Group({ group, allegations, periods, node, column, open, take }: GroupProps) {
  const { go } = useAddress();
  const changes = useContext(ChangesContext);
  const columns = periods === 0 ? 3 : 2 + periods;
  const byAllegation = [...Map.groupBy(group.rows, (row) => row.allegation)];
  return (
    <tbody>
      <tr className="obligation">
        <th colSpan={columns} scope="rowgroup">
          <bdi>{group.title}</bdi>
        </th>
      </tr>
      {byAllegation.flatMap(([id, rows]) => {
        const allegation = allegations.find((one) => one.id === id);
        return [
          <tr
            key={id}
            className="alleged"
            {...takes(['passage', 'exhibit', 'fact'], (brought) =>
              go({
                view: 'allegation',
                allegation: id,
                tab: undefined,
                cell: undefined,
                bring: broughtText(brought),
              }),
            )}
          >
            <th colSpan={columns} scope="rowgroup">
              <button
                type="button"
                className="link"
                onClick={() => go({ view: 'allegation', allegation: id, tab: undefined, cell: undefined })}
              >
                <bdi>{allegation?.text ?? id}</bdi>
              </button>
              {allegation !== undefined && (
                <span className="alleged-status">
                  <StatusUnder
                    status={allegation.status}
                    at={`allegation:${id}`}
                    standard={allegation.standard}
                  />
                  <span className="muted small">{ruleOf(allegation)}</span>
                </span>
              )}
            </th>
          </tr>,
          ...rows.map((row) => (
            <ElementRow
              key={`${row.node}@${row.standard}`}
              row={row}
              opened={row.node === node ? column : undefined}
              hasPeriods={periods > 0}
              open={open}
              take={take}
              changes={changes}
              changed={changedIn(row, changes)}
            />
          )),
        ];
      })}
    </tbody>
  );
}

/** The words after the status: which house rule, and what it is not. */
export function ruleOf({ words, status }: Pick<Allegation, 'words' | 'status'>): string {
  return words.startsWith(status) ? words.slice(status.length).trim() : words;
}

function Legend({ legend }: { readonly legend: Matrix['legend'] }) {
  return (
    <details className="legend">
      <summary>What the words mean</summary>
      <dl>
        {legend.map(({ word, means }) => (
          <div key={word}>
            <dt>
              <WordShown word={word} />
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      <p className="muted small">
        Counts are of independent origins, not of papers: ten reports of one wire story are one. Below each
        word stands the status under the standard.
      </p>
    </details>
  );
}

/** `2031, 2032-06/2032-12` as typed. */
export function periodsOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/[\s,;]+/)
    .filter((one) => one !== '')
    .slice(0, 24);
}

function Periods({
  value,
  choose,
}: {
  readonly value: string | undefined;
  readonly choose: (next: string | undefined) => void;
}) {
  const [text, setText] = useState(value ?? '');
  return (
    <form
      className="periods"
      onSubmit={(event) => {
        event.preventDefault();
        choose(text.trim() === '' ? undefined : text.trim());
      }}
    >
      <label>
        <span className="small">Columns by time</span>{' '}
        <input
          value={text}
          placeholder="2031, 2032-06/2032-12"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit">Show</button>
      {value !== undefined && (
        <button
          type="button"
          onClick={() => {
            setText('');
            choose(undefined);
          }}
        >
          By what answers it
        </button>
      )}
    </form>
  );
}
