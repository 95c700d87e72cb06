// Reading a series out of a table: the sheet, the rows and the columns are picked on the table itself, then seen before entered.
import { useState } from 'react';
import { task } from '../../lib/api.ts';
import { ExhibitPick } from '../../lib/exhibit-pick.tsx';
import { ActForm, Field, Tick, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useTask } from '../../lib/use-ask.ts';
import { lettersOf } from '../../reader/sheets-of.ts';
import { CountsField } from './counts-field.tsx';
import { STEPS } from './measure-form.tsx';
import type { Go, SeriesLine } from './types.ts';
import { CALENDARS } from './words.ts';

interface Table {
  readonly sheets: readonly { readonly sheet: string; readonly rows: number; readonly columns: number }[];
  readonly sheet: string | null;
  readonly columns: number;
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  readonly more: boolean;
  /** Columns that are probably written in another calendar, and why; a person says whether they are. */
  readonly calendars: readonly {
    readonly column: number;
    readonly proposed: string;
    readonly why: string;
  }[];
}
interface Picked {
  readonly date: number;
  readonly value: number;
  readonly first: number;
  readonly last: number | undefined;
}
interface ReadProps {
  readonly go: Go;
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly series: readonly SeriesLine[];
}

const PREVIEWED = 400;

const nameOf = (calendar: string): string => CALENDARS.find(([one]) => one === calendar)?.[1] ?? calendar;

/** Picks an exhibit, then its cells. `revise` in the address makes it a further version of that series. */
export function ReadSeries({ go, search, series }: ReadProps) {
  const revised = series.find((one) => one.id === search['revise']);
  const exhibit = search['exhibit'];
  return (
    <>
      <h2>
        {revised === undefined ? 'Read a series from a table' : `A further version of “${revised.measure}”`}
      </h2>
      <p className="muted">
        Pick the exhibit, then press the heads of the columns and the numbers of the rows. Every figure
        becomes a point with a passage on its own cell.
      </p>
      <ExhibitPick
        chosen={exhibit}
        choose={(next) => go({ new: 'series', revise: search['revise'], exhibit: next })}
      />
      {exhibit !== undefined && (
        <Pick
          key={`${exhibit} ${search['sheet'] ?? ''}`}
          exhibit={exhibit}
          sheet={search['sheet']}
          revised={revised}
          pickSheet={(sheet) => go({ new: 'series', revise: search['revise'], exhibit, sheet })}
          go={go}
        />
      )}
    </>
  );
}

interface PickProps {
  readonly exhibit: string;
  readonly sheet: string | undefined;
  readonly revised: SeriesLine | undefined;
  readonly pickSheet: (sheet: string) => void;
  readonly go: Go;
}

function Pick({ exhibit, sheet, revised, pickSheet, go }: PickProps) {
  const matter = useMatter();
  const entered = useEntered();
  const [picked, setPicked] = useState<Picked>({ date: 1, value: 2, first: 2, last: undefined });
  const found = useTask<Table>('table.show', {
    exhibit,
    rows: PREVIEWED,
    ...(sheet === undefined ? {} : { sheet }),
  });
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const table = found.data;
  if (table.sheets.length === 0) return <p className="muted">This exhibit holds no table.</p>;
  const proposed = table.calendars.find((one) => one.column === picked.date);
  const chosen = table.rows.filter(
    ({ row }) => row >= picked.first && (picked.last === undefined || row <= picked.last),
  );
  const preview = chosen.map(
    ({ cells }) => [cells[picked.date - 1] ?? '', cells[picked.value - 1] ?? ''] as const,
  );
  return (
    <>
      {table.sheets.length > 1 && (
        <div className="tabs" role="group" aria-label="Sheets">
          {table.sheets.map((one) => (
            <button
              type="button"
              key={one.sheet}
              aria-pressed={one.sheet === table.sheet}
              onClick={() => pickSheet(one.sheet)}
            >
              <bdi>{one.sheet === '' ? 'Table' : one.sheet}</bdi> <span className="muted">{one.rows}</span>
            </button>
          ))}
        </div>
      )}
      <PickTable table={table} picked={picked} setPicked={setPicked} />
      <p aria-live="polite">
        {preview.length} rows:{' '}
        {preview
          .slice(0, 3)
          .map(([at, value]) => `${at} → ${value}`)
          .join(', ')}
        {preview.length > 3 && ` … ${preview.at(-1)?.join(' → ') ?? ''}`}
        {table.more && picked.last === undefined && ' and the rows after them'}
      </p>
      <ActForm
        act="Read the series"
        acting="Reading…"
        cancel={() => go({})}
        perform={async (given) => {
          const read = await task<{ series: string; points: number; skipped: number }>(
            matter,
            'series.read',
            {
              exhibit,
              measure: textOf(given, 'measure'),
              unit: textOf(given, 'unit'),
              step: textOf(given, 'step'),
              definition: textOf(given, 'definition'),
              counts: textOf(given, 'counts'),
              ...(revised === undefined ? {} : { series: revised.id }),
              ...(table.sheet === null ? {} : { sheet: table.sheet }),
              firstRow: picked.first,
              ...(picked.last === undefined ? {} : { lastRow: picked.last }),
              dateColumn: picked.date,
              valueColumn: picked.value,
              ...(textOf(given, 'calendar') === undefined ? {} : { calendar: textOf(given, 'calendar') }),
              decimals: textOf(given, 'decimals'),
              ...(textOf(given, 'vintage') === undefined ? {} : { vintage: textOf(given, 'vintage') }),
              ...(given.get('aggregate') === 'on' ? { aggregate: true } : {}),
            },
          );
          entered({
            words: `${read.points} points are read${read.skipped > 0 ? `; ${read.skipped} rows without a figure were passed over` : ''}.`,
          });
          go({ series: read.series, tab: 'points' });
        }}
      >
        <Field label="Measure" hint="Detections of crossings">
          <input name="measure" required maxLength={300} defaultValue={revised?.measure} />
        </Field>
        <Field label="Unit" hint="detections">
          <input name="unit" required maxLength={100} defaultValue={revised?.unit} />
        </Field>
        <Field label="Step">
          <select name="step" defaultValue={revised?.step ?? 'month'}>
            {STEPS.map((step) => (
              <option key={step}>{step}</option>
            ))}
          </select>
        </Field>
        <Field
          key={`calendar ${picked.date}`}
          label={`Calendar of the dates in column ${lettersOf(picked.date)}`}
          {...(proposed === undefined
            ? {}
            : { hint: `Proposed: ${nameOf(proposed.proposed)}, since ${proposed.why}. Say which it is.` })}
        >
          <select name="calendar" required defaultValue={proposed === undefined ? 'gregorian' : ''}>
            {proposed !== undefined && <option value="">Pick one</option>}
            {CALENDARS.map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </Field>
        <Field label="Published" hint="2034, 2034-09 or a day; may be left empty.">
          <input name="vintage" />
        </Field>
        <Field label="Decimals are written with">
          <select name="decimals" defaultValue="point">
            <option value="point">a point, 1,234.5</option>
            <option value="comma">a comma, 1.234,5</option>
          </select>
        </Field>
        <Tick name="aggregate" label="The exhibit is sealed, and these are totals that may stand open" />
        <Field label="What is counted, and what is not" wide>
          <textarea name="definition" required maxLength={2000} defaultValue={revised?.definition} />
        </Field>
        <CountsField declared={revised?.guard.counts.declared ?? null} />
      </ActForm>
    </>
  );
}

function PickTable({
  table,
  picked,
  setPicked,
}: {
  readonly table: Table;
  readonly picked: Picked;
  readonly setPicked: (next: Picked) => void;
}) {
  const columns = Array.from({ length: Math.min(table.columns, 60) }, (_, i) => i + 1);
  const roleOf = (column: number): string =>
    column === picked.date ? 'time' : column === picked.value ? 'figure' : '';
  // The first press on a column makes it the figure, the next the time.
  const pickColumn = (column: number): void =>
    setPicked(
      column === picked.value
        ? { ...picked, date: column, value: picked.date }
        : column === picked.date
          ? { ...picked, date: picked.value, value: column }
          : { ...picked, value: column },
    );
  const pickRow = (row: number): void =>
    setPicked(
      picked.last !== undefined || row < picked.first
        ? { ...picked, first: row, last: undefined }
        : { ...picked, last: row },
    );
  const isIn = (row: number): boolean =>
    row >= picked.first && (picked.last === undefined || row <= picked.last);
  return (
    <>
      <p className="small muted">
        Press a column’s head to make it the figure; press it again to make it the time. Press a row’s number
        for the first row, another for the last.
      </p>
      <div className="scroll-table">
        <table className="grid pick-table">
          <thead>
            <tr>
              <th>Row</th>
              {columns.map((column) => (
                <th key={column} className={roleOf(column) === '' ? undefined : 'picked'}>
                  <button type="button" className="link" onClick={() => pickColumn(column)}>
                    {lettersOf(column)}
                    {roleOf(column) !== '' && `: ${roleOf(column)}`}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ row, cells }) => (
              <tr key={row} className={isIn(row) ? undefined : 'left-out'}>
                <td>
                  <button
                    type="button"
                    className="link"
                    aria-label={`Row ${row}`}
                    aria-pressed={row === picked.first || row === picked.last}
                    onClick={() => pickRow(row)}
                  >
                    {row}
                  </button>
                </td>
                {columns.map((column) => (
                  <td
                    key={column}
                    dir="auto"
                    className={isIn(row) && roleOf(column) !== '' ? 'picked' : undefined}
                  >
                    {cells[column - 1] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
