// Persons behind small figures are protected: in what leaves the house, counts of persons under five are not shown.
import type { Look } from '../../ports/ledger-store.ts';
import { type Counted, type Proposed, proposedFor } from './persons.ts';
import {
  estimatesOf,
  type SeriesPoint,
  type SeriesVersion,
  seriesVersion,
  statementsOfSeries,
} from './read.ts';
import { hideSmall } from './small-cells.ts';
import { daysOf } from './types.ts';
import type { FlowsTables } from './view.ts';

/** Counts of persons under this are hidden while nothing else was set. */
export const USUAL_LEAST = 5;

/** How a series is guarded. `least` 0: it is not. */
export interface Guard {
  readonly least: number;
  /** The series that gives the total of this one and of those beside it, such as all nationalities. */
  readonly total: string | null;
  /** Null while nobody set it: then what was declared decides, and before that what the words propose. */
  readonly ground: string | null;
  /** Whether its figures are counts of persons. */
  readonly counts: {
    /** As a person declared it; null while nobody did. */
    readonly declared: Counted | null;
    readonly ground: string | null;
    readonly proposed: Proposed;
  };
}

/** As it was set; else at five where the series counts persons, by what was declared or by its words before that. */
export async function guardOf(
  look: Look,
  series: Pick<SeriesVersion, 'series' | 'measure' | 'unit' | 'definition'>,
): Promise<Guard> {
  const tables = look.tables<FlowsTables>();
  const set = await tables
    .selectFrom('flows_guard')
    .selectAll()
    .where('series', '=', series.series)
    .executeTakeFirst();
  const said = await tables
    .selectFrom('flows_declared')
    .selectAll()
    .where('series', '=', series.series)
    .executeTakeFirst();
  const counts = {
    declared: (said?.counts ?? null) as Counted | null,
    ground: said?.ground ?? null,
    proposed: proposedFor(series),
  };
  if (set !== undefined) return { least: set.least, total: set.total, ground: set.ground, counts };
  const taken = counts.declared ?? counts.proposed.taken;
  return { least: taken === 'persons' ? USUAL_LEAST : 0, total: null, ground: null, counts };
}

/** Whether it counts persons, in words, and how that is known; for what a command answers. */
export function countsInWords({ counts }: Guard, series: string): string {
  if (counts.declared !== null)
    return counts.declared === 'persons' ? 'persons, as declared' : 'not persons, as declared';
  const { taken, why } = counts.proposed;
  return `${taken === 'persons' ? 'taken to be persons' : 'taken not to be persons'}, since ${why}; nobody has declared it. Declare it with 'probata series declare --series ${series} --counts persons' (or other).`;
}

/** A version as it may leave the house: a hidden point keeps its time and loses its figure. */
export interface Leaving extends SeriesVersion {
  readonly hidden: ReadonlySet<string>;
  /** Whether a hidden count can be worked out even so: a total is known in which it stands alone. */
  readonly isUncovered: boolean;
  /** Said under the figure; null where nothing is hidden. */
  readonly hiddenNote: string | null;
}

/** The version as it is, or as it may leave. */
export async function asItLeaves(look: Look, version: SeriesVersion, leaves: boolean): Promise<Leaving> {
  const plain = { ...version, hidden: new Set<string>(), isUncovered: false, hiddenNote: null };
  if (!leaves) return plain;
  const guard = await guardOf(look, version);
  if (guard.least === 0) return plain;
  const others = guard.total === null ? [] : await besideIt(look, version.series, guard.total);
  const all: SeriesPoint[] = [...version.points, ...others.flatMap((one) => one.points)];
  const counts = all.map((point) => (typeof point.value === 'string' ? Number(point.value) : null));
  const { primary, besides, uncovered } = hideSmall(
    counts,
    [
      ...(await spanTotals(look, version)),
      ...(await runTotals(look, version)),
      ...timeTotals(version, others, all),
    ],
    guard.least,
  );
  const own = (of: ReadonlySet<number>): number => [...of].filter((i) => i < version.points.length).length;
  const isHidden = (i: number): boolean => primary.has(i) || besides.has(i);
  const hidden = new Set(version.points.flatMap((point, i) => (isHidden(i) ? [point.at] : [])));
  if (hidden.size === 0) return plain;
  const [small, more] = [own(primary), own(besides)];
  return {
    ...version,
    points: version.points.map((point, i) =>
      isHidden(i) ? { ...point, value: { low: null, high: null } } : point,
    ),
    hidden,
    isUncovered: uncovered.size > 0,
    hiddenNote: `${small} ${small === 1 ? 'figure' : 'figures'} under ${guard.least} ${small === 1 ? 'is' : 'are'} hidden, since ${small === 1 ? 'it points' : 'they point'} at persons${more === 0 ? '' : `, and ${more} besides, so that none can be worked out from a total`}.`,
  };
}

/** Dated totals that bind points of the version: a reader who knows the total knows the sum of those points. */
async function spanTotals(look: Look, version: SeriesVersion): Promise<readonly (readonly number[])[]> {
  const spans = version.points.map((point) => daysOf(point.at));
  return (await statementsOfSeries(look, version.series))
    .filter((one) => one.bears === 'exact')
    .flatMap((one) => {
      const over = daysOf(one.over);
      if (over === undefined) return [];
      const within = spans.flatMap((span, i) =>
        span !== undefined && span.from >= over.from && span.until <= over.until ? [i] : [],
      );
      const covered = within.reduce((days, i) => {
        const span = spans[i];
        return days + (span === undefined ? 0 : span.until - span.from);
      }, 0);
      return covered === over.until - over.from ? [within] : [];
    });
}

/**
 * Stretches of which some run tells the sum: a mean of each side, a sum after the date beside what was expected, a level
 * between breaks. Every run counts, adopted or not, so that one figure does not uncover what another hides.
 */
async function runTotals(look: Look, version: SeriesVersion): Promise<readonly (readonly number[])[]> {
  const starts = version.points.map((point) => daysOf(point.at)?.from);
  const runs = (await estimatesOf(look)).filter((one) =>
    one.inputs.some((input) => input.series === version.series),
  );
  const seen = new Map<string, readonly number[]>();
  for (const one of runs) {
    const { from, to, date } = one.params as { from?: string; to?: string; date?: string };
    const breaks = one.method === 'change-points' ? (one.figures['breaks'] as { last: string }[]) : [];
    const edges = [
      ...(date === undefined ? [] : [daysOf(date)?.from ?? 0]),
      ...breaks.map(({ last }) => daysOf(last)?.until ?? 0),
    ].sort((a, b) => a - b);
    if (edges.length === 0) continue;
    const parts = Array.from({ length: edges.length + 1 }, (): number[] => []);
    starts.forEach((start, i) => {
      const at = version.points[i]?.at ?? '';
      if (start === undefined || (from !== undefined && at < from) || (to !== undefined && at > to)) return;
      parts[edges.filter((edge) => start >= edge).length]?.push(i);
    });
    for (const part of parts) if (part.length > 0) seen.set(part.join(' '), part);
  }
  return [...seen.values()];
}

/** The others that make up a total together with a series; their guards name the same total. */
async function besideIt(look: Look, own: string, total: string): Promise<readonly SeriesVersion[]> {
  const rows = await look
    .tables<FlowsTables>()
    .selectFrom('flows_guard')
    .select('series')
    .where('total', '=', total)
    .where('series', '!=', own)
    .orderBy('series')
    .execute();
  const found = await Promise.all(rows.map((row) => seriesVersion(look, row.series)));
  return found.filter((one): one is SeriesVersion => one !== undefined);
}

/** At each time the parts of the total add up to it, and the total may be known. */
function timeTotals(
  version: SeriesVersion,
  others: readonly SeriesVersion[],
  all: readonly SeriesPoint[],
): readonly (readonly number[])[] {
  if (others.length === 0) return [];
  return version.points.map(({ at }) => all.flatMap((point, i) => (point.at === at ? [i] : [])));
}
