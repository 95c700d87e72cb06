// The series that a figure shows, as it may be shown: cut where a run was cut, as line, as dots and as cells of a table.
import { Refusal } from '../../../base/errors.ts';
import type { Mark } from '../../../base/figure/types.ts';
import type { Look } from '../../../ports/ledger-store.ts';
import { asItLeaves, type Leaving } from '../guard.ts';
import { type Estimate, type SeriesPoint, type SeriesVersion, seriesVersion } from '../read.ts';
import { amount, middleOf, pointInWords } from './parts.ts';

/**
 * The series as an estimate used them: the recorded versions, cut where the run was cut.
 * @throws Refusal FIGURE_UNCOVERS where it leaves the house and a hidden count could be worked out from what a run tells
 */
export async function usedBy(look: Look, one: Estimate, leaves: boolean): Promise<readonly Leaving[]> {
  const { from, to } = one.params as { from?: string; to?: string };
  const found: Leaving[] = [];
  for (const input of one.inputs) {
    const version = await seriesVersion(look, input.series, input.version);
    if (version === undefined) continue;
    const whole = await asItLeaves(look, version, leaves);
    if (whole.isUncovered)
      throw new Refusal(
        'FIGURE_UNCOVERS',
        `This figure would show a count of persons in “${version.measure}” that is hidden elsewhere: a run tells the sum of a stretch in which it stands alone. Show another run, or set with 'probata series guard' why it need not be hidden.`,
        { series: version.series },
      );
    found.push({
      ...whole,
      points: whole.points.filter(
        ({ at }) => (from === undefined || at >= from) && (to === undefined || at <= to),
      ),
    });
  }
  return found;
}

type Line = Extract<Mark, { readonly is: 'line' }>;

/** A line, plain unless it is said otherwise. */
export function line(points: Line['points'], look: Partial<Omit<Line, 'is' | 'points'>> = {}): Line {
  return {
    is: 'line',
    tone: 'ink',
    weight: 'plain',
    dashed: false,
    stepped: false,
    label: null,
    ...look,
    points,
  };
}

/** Two ends of a level. */
export const level = (from: number, to: number, y: number): Line['points'] => [
  { x: from, y },
  { x: to, y },
];

/** The points with a plain figure as dots, each leading to its passage. */
export function dotsOf(
  { points, unit }: Pick<SeriesVersion, 'points' | 'unit'>,
  shape: 'disc' | 'square' = 'disc',
  tone: 'ink' | 'accent' = 'ink',
): Mark {
  return {
    is: 'dots',
    tone,
    shape,
    label: null,
    points: points.flatMap((point) => {
      const x = middleOf(point.at);
      return typeof point.value !== 'string' || x === undefined
        ? []
        : [{ x, y: Number(point.value), said: pointInWords(point, unit), leads: point.passage }];
    }),
  };
}

/** What stands in a table for a point of an outcome. */
export function cellOf(seen: Leaving, point: SeriesPoint): string {
  if (typeof point.value === 'string') return amount(point.value);
  return seen.hidden.has(point.at) ? 'hidden' : 'within bounds';
}

/** Said under a figure of these series: that small figures are hidden, where some are. */
export const hiddenNotes = (versions: readonly Leaving[]): readonly string[] => [
  ...new Set(versions.flatMap((one) => one.hiddenNote ?? [])),
];
