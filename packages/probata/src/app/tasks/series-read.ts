// Reads a series out of a table of an exhibit: each figure becomes a point with a passage on its very cell.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { edtfText } from '../../base/time/index.ts';
import type { Draft } from '../../ledger/room.ts';
import { cellsOf, fixSeries, readRange, STEPS } from '../../rooms/flows/index.ts';
import { enterPassage, placeOf, surroundings } from '../../rooms/reading/index.ts';
import { paceOf } from '../pace.ts';
import { task } from '../task.ts';
import { findExhibit, noteReading, readingOf } from './exhibit-bytes.ts';

const column = z.number().int().min(1).max(16_384);

export const seriesRead = task({
  name: 'series.read',
  summary:
    'Read a series out of a table of an exhibit (CSV, spreadsheet, web page or PDF), each point tied to its cell.',
  input: z.strictObject({
    exhibit: idOf('exhibit'),
    measure: z.string().trim().min(1).max(300),
    unit: z.string().trim().min(1).max(100),
    step: z.enum(STEPS).default('month'),
    definition: z.string().trim().min(1).max(2000),
    /** A series that is there already: this is a further version of it, beside the older ones. */
    series: idOf('series').optional(),
    /** The sheet; of a page `page 3`. May be left out where there is one only. */
    sheet: z.string().max(200).optional(),
    firstRow: z.number().int().min(1).default(2),
    lastRow: z.number().int().min(1).optional(),
    dateColumn: column.default(1),
    valueColumn: column.default(2),
    decimals: z.enum(['point', 'comma']).default('point'),
    missing: z.array(z.string().max(40)).max(20).default(['', 'NA', 'n/a', '-', '–', ':', '..']),
    vintage: edtfText.optional(),
    note: z.string().max(2000).optional(),
    /** For a sealed exhibit: the figures are totals that may stand in the open ledger. */
    aggregate: z.boolean().default(false),
  }),
  output: z.object({
    series: z.string(),
    points: z.number(),
    first: z.string(),
    last: z.string(),
    sheet: z.string(),
    skipped: z.number(),
  }),
  example: {
    exhibit: `exh_${'0'.repeat(26)}`,
    measure: 'Detections of crossings',
    unit: 'detections',
    definition: 'Crossings between border posts, not persons.',
    dateColumn: 1,
    valueColumn: 2,
  },
  power: 'write',
  async run(house, given, watch) {
    const opened = await findExhibit(house, given.exhibit);
    const { compartment } = opened.exhibit;
    if (compartment !== null && !given.aggregate)
      throw new Refusal(
        'FLOWS_SEALED',
        'This exhibit is sealed, and a series stands in the open. Say aggregate if its figures are totals that may.',
        { exhibit: given.exhibit },
      );
    const extraction = readingOf(house, opened);
    const card = house.renditions.card(given.exhibit);
    if (extraction === undefined || card === undefined)
      throw new Refusal(
        'READING_NOT_READ',
        "This exhibit has not been read yet. Run 'probata reading run'.",
        { exhibit: given.exhibit },
      );
    await noteReading(house, opened, 'reading a series');
    const points = readRange(cellsOf(extraction), {
      sheet: given.sheet ?? null,
      firstRow: given.firstRow,
      lastRow: given.lastRow ?? null,
      dateColumn: given.dateColumn,
      valueColumn: given.valueColumn,
      decimals: given.decimals,
      missing: given.missing,
    });
    if (points.length > 5000)
      throw new Refusal(
        'FLOWS_RANGE_LARGE',
        `${points.length} points at once are too many; read the table in parts of 5,000 rows.`,
      );
    const pace = paceOf(watch, 'marking cells', points.length);
    const receipt = await house.ledger.append(async (look, act) => {
      const drafts: Draft[] = [];
      const said = [];
      for (const [i, one] of points.entries()) {
        watch.signal.throwIfAborted();
        const { cell } = one;
        const span = { start: cell.start, end: cell.end };
        const { place, pin } = placeOf(extraction, span);
        const around = surroundings(extraction.text, span);
        const mark = {
          exhibit: given.exhibit,
          rendition: card.digest,
          tool: card.tool,
          place,
          quote: extraction.text.slice(span.start, span.end).normalize('NFC'),
          prefix: around.prefix.normalize('NFC'),
          suffix: around.suffix.normalize('NFC'),
          pin,
        };
        const [draft] = await enterPassage.decide(look, { mark, compartment }, act);
        if (draft === undefined) continue;
        drafts.push(draft);
        said.push({
          at: one.at,
          value: one.value,
          from: { passage: draft.subject, cell: { sheet: cell.sheet, row: cell.row, col: cell.col } },
          vintage: null,
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
      };
      const input = given.series === undefined ? content : { ...content, series: given.series };
      // The series is decided without its points, whose passages are entered by this same act and are in no view yet.
      const [fixed] = await fixSeries.decide(look, input, act);
      if (fixed === undefined) return drafts;
      const times = said.map((one) => one.at);
      const twice = times.find((at, i) => times.indexOf(at) !== i);
      if (twice !== undefined)
        throw new Refusal(
          'FLOWS_POINT_TWICE',
          `Two rows are of ${twice}. Choose the rows so that each time comes once.`,
          { at: twice },
        );
      return [
        ...drafts,
        { ...fixed, refs: [given.exhibit], said: { ...(fixed.said as object), points: said } },
      ];
    });
    pace.end(points.length, 0);
    return {
      series: receipt.entries.at(-1)?.subject ?? '',
      points: points.length,
      first: points[0]?.at ?? '',
      last: points.at(-1)?.at ?? '',
      sheet: points[0]?.cell.sheet ?? '',
      skipped:
        (given.lastRow ?? Math.max(...points.map((one) => one.cell.row))) -
        given.firstRow +
        1 -
        points.length,
    };
  },
});
