// Checks the arithmetic of a table in an exhibit, the other side's or one's own, and names each cell that does not hold.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { checkGrid } from '../../rooms/quantum/index.ts';
import { openTable } from '../cells.ts';
import { task } from '../task.ts';

const column = z.number().int().min(1).max(16_384);
const columnOrFigure = z.union([column, z.string().min(1).max(60)]);

export const arithmeticCheck = task({
  name: 'arithmetic.check',
  summary:
    'Check a table of an exhibit: totals and subtotals, percentages, products; what a cut-off digit or a rounding explains is told apart.',
  input: z.strictObject({
    exhibit: idOf('exhibit'),
    sheet: z.string().max(200).optional(),
    firstRow: z.number().int().min(1).default(2),
    lastRow: z.number().int().min(1).optional(),
    labelColumn: column.default(1),
    /** Columns whose totals are checked; none: every column with figures. */
    columns: z.array(column).max(200).default([]),
    headRow: z.number().int().min(1).optional(),
    /** Rows that are totals though their label does not say so. */
    totalRows: z.array(z.number().int().min(1)).max(500).default([]),
    totalColumn: column.optional(),
    /** So much per cent (a column, or a figure such as 15 %) of a base column gives a result column. */
    percentages: z
      .array(z.strictObject({ base: column, rate: columnOrFigure, result: column }))
      .max(50)
      .default([]),
    products: z
      .array(z.strictObject({ factors: z.array(columnOrFigure).min(2).max(10), result: column }))
      .max(50)
      .default([]),
    currency: z.string().max(10).optional(),
    decimals: z.enum(['point', 'comma']).optional(),
    /** The figures are counts of persons or things: a whole number is exact. */
    counts: z.boolean().default(false),
    /** Show what holds as well. */
    all: z.boolean().default(false),
  }),
  output: z.object({
    sheet: z.string(),
    findings: z.array(
      z.object({
        check: z.string(),
        where: z.string(),
        row: z.number(),
        col: z.number(),
        verdict: z.string(),
        stated: z.string(),
        computed: z.string(),
        difference: z.string(),
        message: z.string(),
      }),
    ),
    checked: z.number(),
    holds: z.number(),
    sentence: z.string(),
  }),
  example: { exhibit: `exh_${'0'.repeat(26)}`, firstRow: 2, totalColumn: 5 },
  power: null,
  async run(house, given) {
    const table = await openTable(house, given.exhibit, 'checking the arithmetic of a table');
    const { sheet, findings, counts } = checkGrid(table.cells, {
      sheet: given.sheet ?? null,
      firstRow: given.firstRow,
      lastRow: given.lastRow ?? null,
      labelColumn: given.labelColumn,
      columns: given.columns,
      headRow: given.headRow ?? null,
      totalRows: given.totalRows,
      totalColumn: given.totalColumn ?? null,
      percentages: given.percentages,
      products: given.products,
      hints: {
        ...(given.currency === undefined ? {} : { currency: given.currency }),
        ...(given.decimals === undefined
          ? {}
          : { decimal: given.decimals === 'comma' ? (',' as const) : ('.' as const) }),
        counts: given.counts,
      },
    });
    const holds = counts.foots + counts['within-rounding'];
    const off = findings.length - holds;
    return {
      sheet,
      findings: findings
        .filter((one) => given.all || (one.verdict !== 'foots' && one.verdict !== 'within-rounding'))
        .map(({ cell, by: _by, ...one }) => ({ ...one, row: cell.row, col: cell.col })),
      checked: findings.length,
      holds,
      sentence:
        off === 0
          ? `All ${findings.length} figures checked hold${counts['within-rounding'] > 0 ? `, ${counts['within-rounding']} of them within the rounding of what is printed` : ''}.`
          : `${off} of ${findings.length} figures checked ${off === 1 ? 'does' : 'do'} not hold${counts['other-rounding'] > 0 ? `; ${counts['other-rounding']} ${counts['other-rounding'] === 1 ? 'is' : 'are'} explained by another rounding` : ''}.`,
    };
  },
});
