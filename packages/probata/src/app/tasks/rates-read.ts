// Reads a published table (rates of exchange, an index of prices, a reference rate) out of an exhibit, with its passage.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Draft } from '../../ledger/room.ts';
import {
  dateBy,
  type GridCell,
  mustSayCalendar,
  readRange,
  TABLE_CALENDARS,
  type TableCalendar,
} from '../../rooms/flows/index.ts';
import { enterIndex, enterRates, enterReferenceRate } from '../../rooms/quantum/index.ts';
import { openTable } from '../cells.ts';
import { task } from '../task.ts';

const column = z.number().int().min(1).max(16_384);

export const ratesRead = task({
  name: 'rates.read',
  summary:
    'Read a published table out of an exhibit: rates of exchange, an index of prices, or a reference rate of interest.',
  input: z.strictObject({
    exhibit: idOf('exhibit'),
    what: z.enum(['exchange', 'index', 'inflation', 'reference-rate']),
    source: z.string().trim().min(1).max(400),
    /** The name by which rules call an index or a reference rate. */
    series: z.string().trim().min(1).max(400).optional(),
    /** Exchange: the currency of which one unit is priced; the columns of the others are headed by their codes. */
    base: z.string().max(10).default('EUR'),
    sheet: z.string().max(200).optional(),
    headRow: z.number().int().min(1).default(1),
    firstRow: z.number().int().min(1).default(2),
    lastRow: z.number().int().min(1).optional(),
    dateColumn: column.default(1),
    /** The calendar of these dates; left out: Gregorian, unless the years look like another's, which is then refused. */
    calendar: z.enum(TABLE_CALENDARS).optional(),
    valueColumn: column.default(2),
    decimals: z.enum(['point', 'comma']).default('point'),
    missing: z.array(z.string().max(40)).max(20).default(['', 'NA', 'N/A', 'n/a', '-', '–', ':', '..']),
  }),
  output: z.object({ table: z.string(), passage: z.string(), figures: z.number() }),
  example: {
    exhibit: `exh_${'0'.repeat(26)}`,
    what: 'reference-rate',
    series: 'EURIBOR 12 months',
    source: 'EMMI, first fixing of the month',
  },
  power: 'write',
  async run(house, given) {
    const table = await openTable(house, given.exhibit, 'reading a published table');
    if (table.compartment !== null)
      throw new Refusal(
        'QUANTUM_SEALED',
        'This exhibit is sealed; a published table stands in the open. Deposit it anew without a compartment.',
        { exhibit: given.exhibit },
      );
    const sheets = [...new Set(table.cells.map((one) => one.sheet))];
    const sheet = given.sheet ?? (sheets.length === 1 ? sheets[0] : undefined);
    const own = table.cells.filter(
      (one) => one.sheet === sheet && one.row <= (given.lastRow ?? Number.POSITIVE_INFINITY),
    );
    const first = own.find((one) => one.row >= given.headRow);
    const last = own.at(-1);
    if (sheet === undefined || first === undefined || last === undefined)
      throw new Refusal(
        'QUANTUM_TABLE_SHEET',
        `Say which table is meant: ${sheets.slice(0, 20).join(', ')}.`,
      );
    const { command, input, figures } = said(own, sheet, given);
    const receipt = await house.ledger.append(async (look, act) => {
      const passage = await table.mark(look, act, first, endOf(own, first, last));
      const [draft] = await command.decide(look, input, act);
      if (draft === undefined) return [];
      const content = draft.said as JsonObject;
      const source = { passage: passage.subject, exhibit: given.exhibit };
      const withSource: Draft = {
        ...draft,
        refs: [passage.subject],
        said: given.what === 'exchange' ? { ...content, ...source } : { ...content, sources: [source] },
      };
      return [passage, withSource];
    });
    return {
      table: receipt.entries.at(-1)?.subject ?? '',
      passage: receipt.entries[0]?.subject ?? '',
      figures,
    };
  },
});

/** A passage may hold 20,000 characters: of a longer table its beginning is quoted, and the pin says where it begins. */
function endOf(cells: readonly GridCell[], first: GridCell, last: GridCell): GridCell {
  if (last.end - first.start <= 20_000) return last;
  return cells.filter((one) => one.end - first.start <= 20_000).at(-1) ?? first;
}

interface Given {
  readonly what: 'exchange' | 'index' | 'inflation' | 'reference-rate';
  readonly source: string;
  readonly series?: string | undefined;
  readonly base: string;
  readonly headRow: number;
  readonly firstRow: number;
  readonly lastRow?: number | undefined;
  readonly dateColumn: number;
  readonly calendar?: TableCalendar | undefined;
  readonly valueColumn: number;
  readonly decimals: 'point' | 'comma';
  readonly missing: readonly string[];
}

function said(cells: readonly GridCell[], sheet: string, given: Given) {
  if (given.what === 'exchange') {
    const csv = exchangeCsv(cells, given);
    return {
      command: enterRates,
      input: { source: given.source, base: given.base, csv },
      figures: csv.split('\n').length - 1,
    };
  }
  if (given.series === undefined)
    throw new Refusal(
      'QUANTUM_SERIES_UNNAMED',
      'Give the series a name: rules of interest and indexation call it by it.',
    );
  const points = readRange(cells, {
    ...given,
    sheet,
    lastRow: given.lastRow ?? null,
    calendar: given.calendar ?? null,
  });
  const common = { series: given.series, source: given.source };
  if (given.what === 'reference-rate')
    return {
      command: enterReferenceRate,
      input: { ...common, csv: points.map((one) => `${one.at},${one.value}`).join('\n') },
      figures: points.length,
    };
  return {
    command: enterIndex,
    input: {
      ...common,
      form: given.what === 'inflation' ? 'inflation' : 'level',
      points: points.map((one) => ({ period: one.at, value: one.value })),
    },
    figures: points.length,
  };
}

/** The table as the room reads it: a column date, then one for each currency named in the head row. */
function exchangeCsv(cells: readonly GridCell[], given: Given): string {
  const rows = new Map<number, Map<number, string>>();
  for (const one of cells) {
    const row = rows.get(one.row) ?? new Map<number, string>();
    row.set(one.col, one.text.trim());
    rows.set(one.row, row);
  }
  const heads = [...(rows.get(given.headRow) ?? [])].filter(([, text]) => /^(x-)?[A-Z]{3}$/.test(text));
  const { calendar } = given;
  if (calendar === undefined)
    mustSayCalendar(
      [...rows].flatMap(([row, of]) => (row < given.firstRow ? [] : (of.get(given.dateColumn) ?? []))),
      given.dateColumn,
    );
  const lines = [...rows]
    .filter(([row]) => row >= given.firstRow)
    .sort(([a], [b]) => a - b)
    .flatMap(([, row]) => {
      const written = row.get(given.dateColumn) ?? '';
      if (written === '') return [];
      // What is no day of that calendar stays as it is written, and is refused by its line.
      const day =
        calendar === undefined || calendar === 'gregorian' ? written : (dateBy(written, calendar) ?? written);
      return [
        [
          day.replace(/[T ]00:00(:00)?Z?$/, ''),
          ...heads.map(([col]) => {
            const text = row.get(col) ?? '';
            if (given.missing.includes(text)) return '';
            return given.decimals === 'comma' ? text.replace(',', '.') : text;
          }),
        ].join(','),
      ];
    });
  return [['date', ...heads.map(([, code]) => code)].join(','), ...lines].join('\n');
}
