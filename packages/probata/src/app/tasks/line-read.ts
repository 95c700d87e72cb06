// Reads lines of cost out of a table of an exhibit: each row becomes a line with a passage on the very cell of its sum.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import { decimalOf } from '../../base/rational.ts';
import type { Draft } from '../../ledger/room.ts';
import {
  dateBy,
  type GridCell,
  mustSayCalendar,
  TABLE_CALENDARS,
  type TableCalendar,
  tableNumber,
} from '../../rooms/flows/index.ts';
import { enterLine } from '../../rooms/quantum/index.ts';
import { openTable } from '../cells.ts';
import { paceOf } from '../pace.ts';
import { task } from '../task.ts';

const column = z.number().int().min(1).max(16_384);

export const lineRead = task({
  name: 'line.read',
  summary:
    'Read lines of cost out of a table of an exhibit (CSV, spreadsheet, web page or PDF), each tied to the cell of its sum.',
  input: z.strictObject({
    exhibit: idOf('exhibit'),
    head: idOf('head'),
    sheet: z.string().max(200).optional(),
    firstRow: z.number().int().min(1).default(2),
    lastRow: z.number().int().min(1).optional(),
    /** Columns whose words together are the title of the line. */
    titleColumns: z.array(column).min(1).max(5).default([1]),
    amountColumn: column,
    /** When the cost was incurred; left out where the table does not say, and then `incurred` may. */
    dateColumn: column.optional(),
    /** The calendar of these dates; left out: Gregorian, unless the years look like another's, which is then refused. */
    calendar: z.enum(TABLE_CALENDARS).optional(),
    incurred: z.string().max(40).nullable().default(null),
    subHeadColumn: column.optional(),
    currency: z.string().max(10),
    decimals: z.enum(['point', 'comma']).default('point'),
    missing: z.array(z.string().max(40)).max(20).default(['', 'NA', 'n/a', '-', '–', ':', '..']),
    /** Words that come before each title, such as `Overtime`. */
    prefix: z.string().max(200).default(''),
    cost: z.enum(['ordinary', 'extraordinary', 'other']).default('other'),
    status: z.enum(['claimed', 'reserved']).default('claimed'),
    bearsInterest: z.boolean().default(false),
    indexation: z.string().nullable().default(null),
    /** For a sealed exhibit: the figures are totals that may stand in the open ledger. */
    aggregate: z.boolean().default(false),
  }),
  output: z.object({
    lines: z.array(z.string()),
    passages: z.array(z.string()),
    sum: z.string(),
    currency: z.string(),
  }),
  example: {
    exhibit: `exh_${'0'.repeat(26)}`,
    head: `head_${'0'.repeat(26)}`,
    amountColumn: 6,
    dateColumn: 1,
    titleColumns: [1, 2],
    currency: 'EUR',
    cost: 'extraordinary',
  },
  power: 'write',
  async run(house, given, watch) {
    const table = await openTable(house, given.exhibit, 'reading lines of cost');
    if (table.compartment !== null && !given.aggregate)
      throw new Refusal(
        'QUANTUM_SEALED',
        'This exhibit is sealed, and a line stands in the open. Say aggregate if its figures are totals that may.',
        { exhibit: given.exhibit },
      );
    const rows = rowsOf(table.cells, given);
    if (rows.length > 2000)
      throw new Refusal(
        'QUANTUM_RANGE_LARGE',
        `${rows.length} lines at once are too many; read the table in parts of 2,000 rows.`,
      );
    const pace = paceOf(watch, 'entering lines', rows.length);
    const receipt = await house.ledger.append(async (look, act) => {
      const drafts: Draft[] = [];
      for (const [i, row] of rows.entries()) {
        watch.signal.throwIfAborted();
        const passage = await table.mark(look, act, row.cell);
        // The line is decided without its passage, which this same act enters and which is in no view yet.
        const [line] = await enterLine.decide(
          look,
          {
            head: given.head,
            title: row.title,
            amount: { amount: row.amount, currency: given.currency },
            asWritten: row.cell.text.trim(),
            incurred: row.incurred ?? given.incurred,
            subHead: row.subHead,
            cost: given.cost,
            status: given.status,
            bearsInterest: given.bearsInterest,
            indexation: given.indexation,
          },
          act,
        );
        if (line === undefined) continue;
        drafts.push(passage, {
          ...line,
          refs: [...(line.refs ?? []), passage.subject],
          said: {
            ...(line.said as JsonObject),
            sources: [{ passage: passage.subject, exhibit: given.exhibit }],
          },
        });
        pace.step(i + 1, 0);
      }
      return drafts;
    });
    pace.end(rows.length, 0);
    const of = (kind: string): string[] =>
      receipt.entries.filter((one) => one.kind === kind).map((one) => one.subject);
    const places = Math.max(0, ...rows.map((one) => one.amount.split('.')[1]?.length ?? 0));
    const minor = rows.reduce((sum, one) => sum + scaledTo(one.amount, places), 0n);
    return {
      lines: of('line.entered'),
      passages: of('passage.marked'),
      sum: decimalOf(minor, places),
      currency: given.currency,
    };
  },
});

interface Row {
  readonly title: string;
  readonly amount: string;
  readonly incurred: string | null;
  readonly subHead: string | null;
  readonly cell: GridCell;
}

interface Picked {
  readonly sheet?: string | undefined;
  readonly firstRow: number;
  readonly lastRow?: number | undefined;
  readonly titleColumns: readonly number[];
  readonly amountColumn: number;
  readonly dateColumn?: number | undefined;
  readonly calendar?: TableCalendar | undefined;
  readonly subHeadColumn?: number | undefined;
  readonly decimals: 'point' | 'comma';
  readonly missing: readonly string[];
  readonly prefix: string;
}

function rowsOf(cells: readonly GridCell[], picked: Picked): readonly Row[] {
  const sheets = [...new Set(cells.map((one) => one.sheet))];
  const sheet = picked.sheet ?? (sheets.length === 1 ? sheets[0] : undefined);
  if (sheet === undefined || !sheets.includes(sheet))
    throw new Refusal(
      'QUANTUM_TABLE_SHEET',
      `Say which table is meant: ${sheets.slice(0, 20).join(', ') || 'this exhibit has none'}.`,
      { sheets: sheets.slice(0, 100) },
    );
  const byRow = new Map<number, Map<number, GridCell>>();
  for (const one of cells) {
    if (one.sheet !== sheet || one.row < picked.firstRow) continue;
    if (picked.lastRow !== undefined && one.row > picked.lastRow) continue;
    const row = byRow.get(one.row) ?? new Map<number, GridCell>();
    row.set(one.col, one);
    byRow.set(one.row, row);
  }
  const { dateColumn, calendar } = picked;
  if (dateColumn !== undefined && calendar === undefined)
    mustSayCalendar(
      [...byRow.values()].flatMap((row) => row.get(dateColumn)?.text ?? []),
      dateColumn,
    );
  const rows = [...byRow]
    .sort(([a], [b]) => a - b)
    .flatMap(([number, row]): Row[] => {
      const cell = row.get(picked.amountColumn);
      if (cell === undefined || picked.missing.includes(cell.text.trim())) return [];
      const amount = tableNumber(cell.text, picked.decimals);
      if (amount === undefined)
        throw new Refusal(
          'QUANTUM_CELL_NUMBER',
          `Row ${number}, column ${picked.amountColumn} should hold a sum and holds “${cell.text}”. Choose the rows so that they hold sums only; if decimals are written with a comma, say so.`,
          { row: number, column: picked.amountColumn },
        );
      const dated = picked.dateColumn === undefined ? undefined : row.get(picked.dateColumn);
      const incurred = dated === undefined ? null : dateBy(dated.text, calendar ?? 'gregorian');
      if (incurred === undefined)
        throw new Refusal(
          'QUANTUM_CELL_DATE',
          `Row ${number}, column ${picked.dateColumn} should hold a date and holds “${dated?.text ?? ''}”.`,
          { row: number, column: picked.dateColumn ?? 0 },
        );
      const words = picked.titleColumns.flatMap((col) => row.get(col)?.text.trim() || []);
      const title = [picked.prefix.trim(), words.join(', ')].filter((part) => part !== '').join(' ');
      const subHead =
        picked.subHeadColumn === undefined ? null : row.get(picked.subHeadColumn)?.text.trim() || null;
      return [{ title: title === '' ? `Row ${number}` : title, amount, incurred, subHead, cell }];
    });
  if (rows.length === 0)
    throw new Refusal(
      'QUANTUM_RANGE_EMPTY',
      `No sum stands in column ${picked.amountColumn} of these rows.`,
      { sheet },
    );
  return rows;
}

function scaledTo(amount: string, places: number): bigint {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(places, '0'));
  return amount.startsWith('-') ? -units : units;
}
