// Shows the tables of an exhibit as rows and columns, so that a person can pick those that hold a series.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { proposedCalendar } from '../../rooms/flows/index.ts';
import { task } from '../task.ts';
import { openTable } from './table-cells.ts';

export const tableShow = task({
  name: 'table.show',
  summary:
    'Show the tables of an exhibit with their rows and columns numbered, to pick those that hold a series.',
  input: z.strictObject({
    exhibit: idOf('exhibit'),
    /** One of the sheets named in the answer; of a page `page 3`, of a text `text`. The first where none is named. */
    sheet: z.string().max(200).optional(),
    fromRow: z.number().int().min(1).default(1),
    rows: z.number().int().min(1).max(500).default(40),
  }),
  output: z.object({
    sheets: z.array(z.object({ sheet: z.string(), rows: z.number(), columns: z.number() })),
    sheet: z.string().nullable(),
    columns: z.number(),
    rows: z.array(z.object({ row: z.number(), cells: z.array(z.string()) })),
    more: z.boolean(),
    /** Columns whose dates are probably of another calendar than the Gregorian: a proposal, which nothing takes by itself. */
    calendars: z.array(
      z.object({ column: z.number(), proposed: z.enum(['persian', 'hijri']), why: z.string() }),
    ),
  }),
  example: { exhibit: `exh_${'0'.repeat(26)}` },
  power: null,
  async run(house, { exhibit, sheet: named, fromRow, rows: most }) {
    const { cells } = await openTable(house, exhibit, { aggregate: true, reason: 'looking at a table' });
    const sheets = new Map<string, { rows: number; columns: number }>();
    for (const { sheet, row, col } of cells) {
      const extent = sheets.get(sheet) ?? { rows: 0, columns: 0 };
      sheets.set(sheet, { rows: Math.max(extent.rows, row), columns: Math.max(extent.columns, col) });
    }
    const sheet = named ?? cells[0]?.sheet;
    const extent = sheet === undefined ? undefined : sheets.get(sheet);
    if (named !== undefined && extent === undefined)
      throw new Refusal('FLOWS_SHEET_UNKNOWN', `There is no table “${named}” in this exhibit.`, {
        sheets: [...sheets.keys()].slice(0, 100),
      });
    const columns = extent?.columns ?? 0;
    const shown = new Map<number, string[]>();
    for (const one of cells) {
      if (one.sheet !== sheet || one.row < fromRow || one.row >= fromRow + most) continue;
      const row = shown.get(one.row) ?? Array.from({ length: Math.min(columns, 200) }, () => '');
      if (one.col <= row.length) row[one.col - 1] = one.text.slice(0, 400);
      shown.set(one.row, row);
    }
    return {
      sheets: [...sheets].map(([name, size]) => ({ sheet: name, ...size })).slice(0, 1000),
      sheet: sheet ?? null,
      columns,
      rows: [...shown].sort(([a], [b]) => a - b).map(([row, of]) => ({ row, cells: of })),
      more: (extent?.rows ?? 0) >= fromRow + most,
      calendars: Array.from({ length: Math.min(columns, 200) }, (_, i) => i).flatMap((i) => {
        const found = proposedCalendar([...shown.values()].map((row) => row[i] ?? ''));
        return found === null ? [] : [{ column: i + 1, proposed: found.calendar, why: found.why }];
      }),
    };
  },
});
