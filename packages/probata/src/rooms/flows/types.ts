// The nouns of flows: series with a cell under every point, dated statements, choices made beforehand, estimates.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import { boundsOf, edtfText, parseDay } from '../../base/time/index.ts';
import { TABLE_CALENDARS } from './calendar-dates.ts';
import { COUNTED } from './persons.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** A decimal as it was printed, signs and separators apart: `1953`, `-0.25`. Never a binary number. */
export const decimal = z
  .string()
  .regex(/^-?\d{1,30}(?:\.\d{1,20})?$/, 'must be a decimal such as 1953 or 0.25');

export const STEPS = ['day', 'week', 'month', 'quarter', 'year', 'irregular'] as const;
export type Step = (typeof STEPS)[number];

/** A row and a column of a table, from 1; of a page without a grid the sheet is `page 3`. */
export const cell = z.strictObject({
  sheet: z.string().max(200),
  row: z.number().int().min(1),
  col: z.number().int().min(1),
});
export type Cell = z.output<typeof cell>;

/** A figure, or the two ends between which it is known to lie (null: open). */
export const pointValue = z.union([
  decimal,
  z.strictObject({ low: decimal.nullable(), high: decimal.nullable() }),
]);
export type PointValue = z.output<typeof pointValue>;

export const point = z.strictObject({
  /** The stretch of time that the figure is of: `2021-08`, `2021-08-03`, `2021-08-03/2021-12-31`. */
  at: edtfText,
  value: pointValue,
  from: z.strictObject({ passage: idOf('passage'), cell: cell.nullable() }),
  /** When this figure was published, where it differs from that of the whole version. */
  vintage: edtfText.nullable(),
  /** The time as the source writes it, where that is another calendar than the Gregorian; `at` are its days. */
  written: z.strictObject({ text: text(200), calendar: z.enum(TABLE_CALENDARS) }).optional(),
});
export type Point = z.output<typeof point>;

export const seriesFixed = z.strictObject({
  measure: text(300),
  unit: text(100),
  step: z.enum(STEPS),
  /** What is counted and what is not: `detections of crossings between border posts, not persons`. */
  definition: text(2000),
  vintage: edtfText.nullable(),
  /** May be empty for a measure that is known from dated statements only. */
  points: z.array(point).max(20_000),
  note: z.string().max(2000).nullable(),
});

const day = z.string().refine(
  (given) => {
    try {
      parseDay(given);
      return true;
    } catch {
      return false;
    }
  },
  { error: 'must be a day such as 2021-08-03' },
);

export const seriesSwitched = z.strictObject({
  /** The first day on which the series no longer counts the same thing. */
  on: day,
  reason: text(2000),
  /** The series that counts what this one no longer does. */
  continuesAs: idOf('series').nullable(),
  passages: z.array(idOf('passage')).max(100),
});

export const seriesGuarded = z.strictObject({
  /** Counts from 1 to one less than this are hidden in what leaves the house; 0: none is. */
  least: z.number().int().min(0).max(1000),
  /** The series that gives the total of this one and of those beside it, such as all nationalities. */
  total: idOf('series').nullable(),
  ground: text(1000),
});

export const seriesDeclared = z.strictObject({
  /** Whether the figures are counts of persons; of anything else, money and shares among it, otherwise. */
  counts: z.enum(COUNTED),
  /** Why, where it is not plain from the definition. */
  ground: text(1000).nullable(),
});

export const BEARINGS = ['exact', 'rounded', 'about', 'at-least', 'at-most', 'between'] as const;

export const statementDated = z.strictObject({
  series: idOf('series'),
  /** The span that the figure is of, both days included: `2025-01-01/2025-10-18`. */
  over: edtfText,
  bears: z.enum(BEARINGS),
  value: decimal,
  /** rounded: the unit it was rounded to; about: how far it may be off; between: the upper end. Null otherwise. */
  margin: decimal.nullable(),
  source: text(300),
  asWritten: z.string().max(400).nullable(),
  printed: edtfText.nullable(),
  passages: z.array(idOf('passage')).max(100),
});

export const statementDisregarded = z.strictObject({ ground: text(1000) });

export const METHOD_NAMES = [
  'before-after',
  'change-points',
  'cross-correlation',
  'distributed-lags',
  'granger',
  'interrupted',
  'matched-pairs',
  'monte-carlo',
  'structural',
  'synthetic-control',
] as const;
export type MethodName = (typeof METHOD_NAMES)[number];

const json = z.custom<JsonObject>((value) => z.record(z.string(), z.json()).safeParse(value).success, {
  error: 'must be an object of plain values',
});
const seed = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const choiceRegistered = z.strictObject({
  question: text(1000),
  method: z.enum(METHOD_NAMES),
  series: z.array(idOf('series')).min(1).max(400),
  params: json,
  seed,
  reason: text(2000),
  /** Estimates on the same series that had been worked out before this choice was entered: what its author may have seen. */
  alreadySeen: z.array(z.string()),
});

export const STATUSES = ['answered', 'failed', 'open'] as const;

/** One line of a challenge sheet: how the estimate is attacked, the check that answers it, and what the check gave. */
export const challenge = z.strictObject({
  attack: text(600),
  check: text(600),
  result: text(1000),
  status: z.enum(STATUSES),
});
export type Challenge = z.output<typeof challenge>;

export const diagnostic = z.strictObject({ name: text(200), value: z.string().max(400), reading: text(600) });
export type Diagnostic = z.output<typeof diagnostic>;

/** A number as a decimal text of twelve digits, so that a record does not hang on the last bits of an engine. */
export const effect = z.strictObject({
  name: text(200),
  unit: text(100),
  point: z.string(),
  low: z.string(),
  high: z.string(),
  level: z.string(),
});

export const engine = z.strictObject({ name: z.string(), version: z.string() });

export const estimateWorked = z.strictObject({
  /** SHA-256 of the canonical inputs, the code's version, the parameters and the seed. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  method: z.enum(METHOD_NAMES),
  engine,
  inputs: z
    .array(
      z.strictObject({
        series: idOf('series'),
        version: z.number().int(),
        digest: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(1),
  exhibits: z.array(idOf('exhibit')),
  params: json,
  seed,
  effect: effect.nullable(),
  figures: json,
  diagnostics: z.array(diagnostic),
  challenge: z.array(challenge),
  /** The choice registered beforehand that this run carries out. */
  choice: idOf('choice').nullable(),
});
export type EstimateWorked = z.output<typeof estimateWorked>;

export const estimateAdopted = z.strictObject({
  key: z.string().regex(/^[0-9a-f]{64}$/),
  ground: text(2000),
  /** Other estimates of the same question, shown beside the pleaded one. */
  alternatives: z.array(idOf('estimate')),
});

export const estimateWithdrawn = z.strictObject({ ground: text(1000) });

/** First and last day of a date that evidence gives, as day numbers; undefined where it is open on a side. */
export function daysOf(at: string): { readonly from: number; readonly until: number } | undefined {
  const { earliestDay, latestDay } = boundsOf(at);
  return earliestDay === null || latestDay === null ? undefined : { from: earliestDay, until: latestDay + 1 };
}
