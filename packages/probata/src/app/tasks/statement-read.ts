// Reads dated statements out of a table of an exhibit: totals, running totals, bounds and rounded figures, each on its cell.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import type { Draft } from '../../ledger/room.ts';
import { dateStatement, statementsFrom } from '../../rooms/flows/index.ts';
import type { Watch } from '../house.ts';
import { paceOf } from '../pace.ts';
import { task } from '../task.ts';
import { pointsOf, rangeInput, rangeOf } from './series-read.ts';
import { openTable } from './table-cells.ts';

const column = z.number().int().min(1).max(16_384);

export const statementRead = task({
  name: 'statement.read',
  summary:
    'Read dated totals, running totals, bounds and rounded figures of a series out of a table, each tied to its cell.',
  input: z.strictObject({
    ...rangeInput,
    series: idOf('series'),
    /** How exact each figure is: exact, rounded, rounded_100, about, at least, at most. Empty: exact. */
    precisionColumn: column.optional(),
    sourceColumn: column.optional(),
    /** Who gives the figures, where no column says so. */
    source: z.string().trim().min(1).max(300).optional(),
  }),
  output: z.object({ statements: z.array(z.string()), skipped: z.number() }),
  example: {
    exhibit: `exh_${'0'.repeat(26)}`,
    series: `ser_${'0'.repeat(26)}`,
    dateColumn: 1,
    endColumn: 2,
    valueColumn: 3,
    precisionColumn: 4,
    sourceColumn: 5,
  },
  power: 'write',
  async run(house, given, watch: Watch) {
    const table = await openTable(house, given.exhibit, {
      aggregate: given.aggregate,
      reason: 'reading dated statements',
    });
    const points = pointsOf(table.cells, rangeOf(given));
    const read = statementsFrom(
      points,
      { precision: given.precisionColumn ?? null, source: given.sourceColumn ?? null },
      given.source ?? null,
    );
    const pace = paceOf(watch, 'marking cells', read.length);
    const statements: string[] = [];
    await house.ledger.append(async (look, act) => {
      const drafts: Draft[] = [];
      statements.length = 0;
      for (const [i, { cell, ...said }] of read.entries()) {
        watch.signal.throwIfAborted();
        const mark = await table.mark(look, act, cell);
        // Decided without its passage, which is entered by this same act and is in no view yet.
        const [dated] = await dateStatement.decide(look, { ...said, series: given.series }, act);
        if (dated === undefined) continue;
        statements.push(dated.subject);
        drafts.push(mark, {
          ...dated,
          refs: [given.series, given.exhibit],
          said: { ...(dated.said as object), passages: [mark.subject] },
        });
        pace.step(i + 1, 0);
      }
      return drafts;
    });
    pace.end(read.length, 0);
    const lastRow = given.lastRow ?? Math.max(...points.map((one) => one.cell.row));
    return { statements, skipped: lastRow - given.firstRow + 1 - read.length };
  },
});
