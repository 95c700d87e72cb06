// Reads a series, or dated statements, out of a table of an exhibit: each figure gets a passage on its very cell.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { edtfText } from '../../base/time/index.ts';
import type { Draft } from '../../ledger/room.ts';
import {
  COUNTED,
  countsInWords,
  fixSeries,
  guardOf,
  type Range,
  type ReadPoint,
  readRange,
  STEPS,
  seriesVersion,
  TABLE_CALENDARS,
} from '../../rooms/flows/index.ts';
import type { Watch } from '../house.ts';
import { paceOf } from '../pace.ts';
import { task } from '../task.ts';
import { MOST_CELLS, openTable } from './table-cells.ts';

const column = z.number().int().min(1).max(16_384);

/** Which part of a table is meant; the same for a series and for statements. */
export const rangeInput = {
  exhibit: idOf('exhibit'),
  /** The sheet; of a page `page 3`. May be left out where there is one only. */
  sheet: z.string().max(200).optional(),
  firstRow: z.number().int().min(1).default(2),
  lastRow: z.number().int().min(1).optional(),
  dateColumn: column.default(1),
  /** The last day, where first and last day of a span stand in columns of their own. */
  endColumn: column.optional(),
  /** The calendar of these dates; left out: Gregorian, unless the years look like another's, which is then refused. */
  calendar: z.enum(TABLE_CALENDARS).optional(),
  valueColumn: column.default(2),
  /** Only rows that hold these words in these columns, such as the country. */
  only: z
    .array(z.strictObject({ column, is: z.string().max(200) }))
    .max(10)
    .default([]),
  vintageColumn: column.optional(),
  decimals: z.enum(['point', 'comma']).default('point'),
  missing: z.array(z.string().max(40)).max(20).default(['', 'NA', 'n/a', '-', '–', ':', '..']),
  /** For a sealed exhibit: the figures are totals that may stand in the open ledger. */
  aggregate: z.boolean().default(false),
};
const parsed = z.object(rangeInput);

/** The range as the room reads it. */
export function rangeOf(given: z.output<typeof parsed>): Range {
  return {
    sheet: given.sheet ?? null,
    firstRow: given.firstRow,
    lastRow: given.lastRow ?? null,
    dateColumn: given.dateColumn,
    endColumn: given.endColumn ?? null,
    calendar: given.calendar ?? null,
    valueColumn: given.valueColumn,
    only: given.only,
    vintageColumn: given.vintageColumn ?? null,
    decimals: given.decimals,
    missing: given.missing,
  };
}

/** The points of a range of an opened table; not more than one act can mark. @throws Refusal FLOWS_RANGE_LARGE */
export function pointsOf(cells: Parameters<typeof readRange>[0], range: Range): readonly ReadPoint[] {
  const points = readRange(cells, range);
  if (points.length > MOST_CELLS)
    throw new Refusal(
      'FLOWS_RANGE_LARGE',
      `${points.length} figures at once are too many; read the table in parts of ${MOST_CELLS} rows.`,
    );
  return points;
}

export const seriesRead = task({
  name: 'series.read',
  summary:
    'Read a series out of a table of an exhibit (CSV, spreadsheet, web page or PDF), each point tied to its cell.',
  input: z.strictObject({
    ...rangeInput,
    measure: z.string().trim().min(1).max(300),
    unit: z.string().trim().min(1).max(100),
    step: z.enum(STEPS).default('month'),
    definition: z.string().trim().min(1).max(2000),
    /** Whether the figures are counts of persons; left out: as declared before, or as the words propose. */
    counts: z.enum(COUNTED).optional(),
    /** A series that is there already: this is a further version of it, beside the older ones. */
    series: idOf('series').optional(),
    vintage: edtfText.optional(),
    note: z.string().max(2000).optional(),
  }),
  output: z.object({
    series: z.string(),
    points: z.number(),
    first: z.string(),
    last: z.string(),
    sheet: z.string(),
    /** Rows of the range that gave no point: no figure stands there, or they are of something else. */
    skipped: z.number(),
    /** Whether it counts persons, and how that is known. */
    counts: z.string(),
  }),
  example: {
    exhibit: `exh_${'0'.repeat(26)}`,
    measure: 'Detections of crossings',
    unit: 'detections',
    definition: 'Crossings between border posts, not persons.',
    counts: 'persons',
    dateColumn: 1,
    valueColumn: 2,
  },
  power: 'write',
  async run(house, given, watch: Watch) {
    const table = await openTable(house, given.exhibit, {
      aggregate: given.aggregate,
      reason: 'reading a series',
    });
    const points = pointsOf(table.cells, rangeOf(given));
    const times = points.map((one) => one.at);
    const twice = times.find((at, i) => times.indexOf(at) !== i);
    if (twice !== undefined)
      throw new Refusal(
        'FLOWS_POINT_TWICE',
        `Two rows are of ${twice}. Choose the rows so that each time comes once, by their numbers or with only; dated totals that overlap are read with statement.read.`,
        { at: twice },
      );
    const pace = paceOf(watch, 'marking cells', points.length);
    const receipt = await house.ledger.append(async (look, act) => {
      const drafts: Draft[] = [];
      const said = [];
      for (const [i, one] of points.entries()) {
        watch.signal.throwIfAborted();
        const draft = await table.mark(look, act, one.cell);
        drafts.push(draft);
        said.push({
          at: one.at,
          value: one.value,
          from: { passage: draft.subject, cell: table.place(one.cell) },
          vintage: one.vintage,
          ...(one.written === null ? {} : { written: one.written }),
        });
        pace.step(i + 1, 0);
      }
      const content = {
        measure: given.measure,
        unit: given.unit,
        step: given.step,
        definition: given.definition,
        points: [],
        vintage: given.vintage ?? null,
        note: given.note ?? null,
        ...(given.counts === undefined ? {} : { counts: given.counts }),
        ...(given.series === undefined ? {} : { series: given.series }),
      };
      // The series is decided without its points, whose passages are entered by this same act and are in no view yet.
      const [fixed, ...declared] = await fixSeries.decide(look, content, act);
      if (fixed === undefined) return drafts;
      return [
        ...drafts,
        { ...fixed, refs: [given.exhibit], said: { ...(fixed.said as object), points: said } },
        ...declared,
      ];
    });
    pace.end(points.length, 0);
    const lastRow = given.lastRow ?? Math.max(...points.map((one) => one.cell.row));
    const series = receipt.entries.at(-1)?.subject ?? '';
    const { look } = house.ledger;
    const version = await seriesVersion(look, series);
    return {
      series,
      points: points.length,
      first: times[0] ?? '',
      last: times.at(-1) ?? '',
      sheet: points[0]?.cell.sheet ?? '',
      skipped: lastRow - given.firstRow + 1 - points.length,
      counts: version === undefined ? '' : countsInWords(await guardOf(look, version), series),
    };
  },
});
