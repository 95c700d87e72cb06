// What dated totals and bounds leave open, month by month, and which statements cannot all hold.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type Question, question } from '../../ledger/room.ts';
import { statementInWords, statementRow, warning, warningsOf, ZERO } from './ask-rows.ts';
import { twelve } from './canonical.ts';
import {
  constraintOf,
  monthsBetweenDays,
  pointConstraints,
  seriesVersion,
  statementsOfSeries,
} from './read.ts';
import { type Constraint, contradictions, envelopes, interpolate } from './totals.ts';
import { daysOf } from './types.ts';

// More ways of being wrong than this are not all worked through; the bounds then hold for these.
const MOST_CHOICES = 60;

/** Bounds of each month whichever of the choices is wrong: the lowest low and the highest high. */
function widest(
  binding: readonly Constraint[],
  choices: readonly (readonly string[])[],
  months: Parameters<typeof envelopes>[1],
): readonly { readonly low: number; readonly high: number | null }[] {
  const runs = (choices.length === 0 ? [[]] : choices.slice(0, MOST_CHOICES)).map((wrong) =>
    envelopes(
      binding.filter((one) => !(wrong as readonly string[]).includes(one.id)),
      months,
    ),
  );
  return months.map((_, i) => {
    const lows = runs.map((run) => run[i]?.low ?? 0);
    const highs = runs.map((run) => run[i]?.high ?? null);
    return {
      low: Math.min(...lows),
      high: highs.includes(null) ? null : Math.max(...highs.map((high) => high ?? 0)),
    };
  });
}

export const ENVELOPE_QUESTIONS: readonly Question[] = [
  question({
    name: 'series.envelope',
    summary:
      'What dated totals and bounds leave open for each month, one marked interpolation, and the statements that cannot all hold.',
    input: z.strictObject({
      series: idOf('series'),
      /** The series’ own points bind as well. */
      points: z.boolean().default(true),
      from: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional(),
      to: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional(),
    }),
    output: z.object({
      statements: z.array(statementRow),
      contradictions: z.array(
        z.object({ statements: z.array(z.string()), words: z.array(z.string()), excess: z.string() }),
      ),
      suspects: z.array(z.object({ statements: z.array(z.string()), words: z.array(z.string()) })),
      /** Left out so that the months could be worked out at all; empty where nothing contradicts. */
      leftOut: z.array(z.string()),
      months: z.array(
        z.object({
          month: z.string(),
          low: z.string(),
          high: z.string().nullable(),
          interpolated: z.string(),
        }),
      ),
      largestMiss: z.string(),
      warnings: z.array(warning),
    }),
    example: { series: `ser_${ZERO}` },
    async answer(look, input) {
      const version = await seriesVersion(look, input.series);
      const statements = await statementsOfSeries(look, input.series);
      const unit = version?.unit ?? '';
      const words = new Map(statements.map((one) => [one.id, statementInWords(one, unit)]));
      const binding: Constraint[] = statements.flatMap((one) =>
        one.disregarded === null ? (constraintOf(one) ?? []) : [],
      );
      if (input.points && version !== undefined) binding.push(...pointConstraints(version));
      const name = (id: string): string =>
        words.get(id) ?? `point ${id.replace(/^ser_\S+ /, '')} of the series`;
      const rows = statements.map((one) => ({
        id: one.id,
        over: one.over,
        bears: one.bears,
        value: one.value,
        margin: one.margin,
        source: one.source,
        words: words.get(one.id) ?? '',
        asWritten: one.asWritten,
        printed: one.printed,
        passages: [...one.passages],
        disregarded: one.disregarded,
      }));
      const warnings = version === undefined ? [] : await warningsOf(look, version, binding);
      if (binding.length === 0)
        return {
          statements: rows,
          contradictions: [],
          suspects: [],
          leftOut: [],
          months: [],
          largestMiss: '0',
          warnings,
        };
      const found = contradictions(binding);
      const rest = binding.filter((one) => !found.suspects.includes(one.id));
      const ends = (given: string | undefined, pick: 'from' | 'until'): number =>
        given === undefined
          ? pick === 'from'
            ? Math.min(...rest.map((one) => one.from))
            : Math.max(...rest.map((one) => one.until))
          : ((daysOf(given)?.[pick] ?? 0) as number);
      const months =
        rest.length === 0 ? [] : monthsBetweenDays(ends(input.from, 'from'), ends(input.to, 'until'));
      const bounds = widest(binding, found.choices, months);
      if (found.choices.length > 1)
        warnings.push({
          code: 'FLOWS_CONTRADICTION_OPEN',
          message: `The statements cannot all hold, and ${found.choices.length} different sets of ${found.choices[0]?.length ?? 0} could be wrong. The bounds hold whichever it is; the interpolation leaves out the first. Set aside what you know to be wrong.`,
        });
      const shape = months.length === 0 ? { values: [], largestMiss: 0 } : interpolate(rest, months);
      return {
        statements: rows,
        contradictions: found.cores.map((one) => ({
          statements: [...one.ids],
          words: one.ids.map(name),
          excess: twelve(one.excess),
        })),
        suspects: found.choices.map((ids) => ({ statements: [...ids], words: ids.map(name) })),
        leftOut: [...found.suspects],
        months: months.map(({ label }, i) => ({
          month: label,
          low: twelve(bounds[i]?.low ?? 0),
          high: bounds[i]?.high == null ? null : twelve(bounds[i]?.high ?? 0),
          interpolated: twelve(Math.round((shape.values[i] ?? 0) * 10) / 10),
        })),
        largestMiss: twelve(Math.round(shape.largestMiss * 1000) / 1000),
        warnings,
      };
    },
  }),
];
