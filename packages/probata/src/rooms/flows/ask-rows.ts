// The rows in which questions of flows answer, and the warnings and words that several of them share.
import { z } from 'zod';
import { formatDay } from '../../base/time/index.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { COUNTED } from './persons.ts';
import { type DatedStatement, type SeriesVersion, switchesOf } from './read.ts';
import type { Constraint } from './totals.ts';
import { cell, daysOf, pointValue } from './types.ts';

/** For examples of ids. */
export const ZERO = '0'.repeat(26);
export const switchRow = z.object({
  on: z.string(),
  reason: z.string(),
  continuesAs: z.string().nullable(),
  passages: z.array(z.string()),
});
export const seriesRow = z.object({
  id: z.string(),
  measure: z.string(),
  unit: z.string(),
  step: z.string(),
  definition: z.string(),
  points: z.number(),
  first: z.string().nullable(),
  last: z.string().nullable(),
  versions: z.number(),
  statements: z.number(),
  switches: z.array(switchRow),
  /** Figures under `least` are hidden in what leaves the house (0: none); `ground` is null while nobody set it. */
  guard: z.object({
    least: z.number(),
    total: z.string().nullable(),
    ground: z.string().nullable(),
    /** Whether it counts persons: as declared (null: nobody did), and what its words propose. */
    counts: z.object({
      declared: z.enum(COUNTED).nullable(),
      ground: z.string().nullable(),
      proposed: z.object({ taken: z.enum(COUNTED), why: z.string() }),
    }),
  }),
});
export const pointRow = z.object({
  at: z.string(),
  value: pointValue,
  passage: z.string(),
  cell: cell.nullable(),
  vintage: z.string().nullable(),
  /** The time as the source writes it, where that is another calendar than the Gregorian. */
  written: z.object({ text: z.string(), calendar: z.string() }).optional(),
  exhibit: z.string().nullable(),
  pin: z.string().nullable(),
});
export const statementRow = z.object({
  id: z.string(),
  over: z.string(),
  bears: z.string(),
  value: z.string(),
  margin: z.string().nullable(),
  source: z.string(),
  words: z.string(),
  /** The words and figures of the source; null where nobody kept them. */
  asWritten: z.string().nullable(),
  printed: z.string().nullable(),
  passages: z.array(z.string()),
  disregarded: z.string().nullable(),
});
export const warning = z.object({ code: z.string(), message: z.string() });

/** What a statement says, in one line that a reader can check against the page. */
export function statementInWords(one: DatedStatement, unit: string): string {
  const [from, until] = one.over.split('/');
  const span = until === undefined ? from : `${from} to ${until}`;
  const figure = {
    exact: one.value,
    rounded: `${one.value}, rounded to ${one.margin}`,
    about: `about ${one.value} (give or take ${one.margin})`,
    'at-least': `at least ${one.value}`,
    'at-most': `at most ${one.value}`,
    between: `${one.value} to ${one.margin}`,
  }[one.bears];
  return `${figure} ${unit}, ${span} (${one.source})`;
}

/** What a reader of a series must be told: switches it crosses, points that bind nothing, a last figure still provisional. */
export async function warningsOf(
  look: Look,
  version: SeriesVersion,
  extra: readonly Constraint[] = [],
): Promise<{ code: string; message: string }[]> {
  const spans = [...version.points.flatMap((one) => daysOf(one.at) ?? []), ...extra];
  const from = Math.min(...spans.map((one) => one.from));
  const until = Math.max(...spans.map((one) => one.until));
  const warnings = (await switchesOf(look, [version.series]))
    .filter((one) => {
      const on = daysOf(one.on)?.from ?? 0;
      return spans.length > 0 && on > from && on < until;
    })
    .map((one) => ({
      code: 'FLOWS_SWITCH_CROSSED',
      message: `From ${one.on} this series counts something else: ${one.reason} Figures before and after are not of one kind${one.continuesAs === null ? '' : `; what it no longer counts is in ${one.continuesAs}`}.`,
    }));
  for (const one of version.points) {
    if (daysOf(one.at) === undefined)
      warnings.push({
        code: 'FLOWS_POINT_OPEN',
        message: `The point ${one.at} is open on a side: it binds nothing.`,
      });
  }
  if (
    spans.length > 0 &&
    version.points.length > 0 &&
    formatDay(until - 1).slice(0, 7) === (version.points.at(-1)?.at ?? '') &&
    version.vintage !== null
  ) {
    const printed = daysOf(version.vintage);
    if (printed !== undefined && printed.from < until + 45)
      warnings.push({
        code: 'FLOWS_LAST_PROVISIONAL',
        message: `The last point was published soon after its time (${version.vintage}): such figures are often revised.`,
      });
  }
  return warnings;
}
