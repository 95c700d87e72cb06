// Brings series to common times: what a method sets side by side must be of the same months.
import { Refusal } from '../../base/errors.ts';
import { formatDay } from '../../base/time/index.ts';
import { periodFrom } from './calendar-dates.ts';
import type { Aligned, Bounds } from './methods/outcome.ts';
import type { SeriesVersion, Switch } from './read.ts';
import { daysOf, type PointValue, type Step } from './types.ts';

/**
 * Brings series to their common times. The times must follow each other without a gap, and every figure must be a number:
 * a figure known only within bounds is a matter for the envelope. In the form `gaps` a time at which the first series has
 * no figure stays, as NaN, where all others have one; in the form `apart` nothing is brought together.
 * @param whole number of series that must be whole; the others are brought along as they stand
 * @throws Refusal FLOWS_SERIES_GAP, FLOWS_SERIES_INTERVAL, FLOWS_TOO_SHORT, FLOWS_STEPS_DIFFER
 */
export function align(
  versions: readonly SeriesVersion[],
  switches: readonly Switch[],
  form: 'whole' | 'gaps' | 'apart' = 'whole',
  whole = versions.length,
): Aligned {
  if (whole < versions.length)
    return {
      ...align(versions.slice(0, whole), switches, form),
      extra: versions.slice(whole).map(asItStands),
    };
  const first = versions[0];
  if (first === undefined) throw new Refusal('FLOWS_TOO_SHORT', 'An estimate needs a series.');
  const about = {
    names: versions.map((one) => one.measure),
    units: versions.map((one) => one.unit),
    step: first.step,
    switches,
  };
  if (form === 'apart') return { ...about, ...apart(versions) };
  const other = versions.find((one) => one.step !== first.step);
  if (other !== undefined)
    throw new Refusal(
      'FLOWS_STEPS_DIFFER',
      `“${first.measure}” is by ${first.step} and “${other.measure}” by ${other.step}: they cannot be set side by side.`,
    );
  const maps = versions.map((one) => new Map(one.points.map((point) => [point.at, point.value])));
  const own = first.points.map((point) => point.at);
  const times = (form === 'gaps' ? filled(first) : own).filter((at) =>
    maps.every((map, i) => map.has(at) || (form === 'gaps' && i === 0)),
  );
  if (times.length < 8)
    throw new Refusal(
      'FLOWS_TOO_SHORT',
      `The series have ${times.length} times in common; eight are the least for any method.${otherMonths(versions)}`,
    );
  mustFollow(times, first.step);
  const values = maps.map((map, i) =>
    times.map((at) => (map.has(at) ? numberOf(map.get(at), versions[i]?.measure ?? '', at) : Number.NaN)),
  );
  return { ...about, times, values };
}

/** Where one is by months of our calendar and another by those of a different one: what to do about it. */
function otherMonths(versions: readonly SeriesVersion[]): string {
  const calendars = new Set(
    versions.map(({ points }) => points.find((one) => one.at.includes('/'))?.written?.calendar ?? null),
  );
  return calendars.size < 2
    ? ''
    : ' They are by the months of different calendars, which overlap: read them from daily tables, or take series by the same months.';
}

function numberOf(value: PointValue | undefined, measure: string, at: string): number {
  if (typeof value !== 'string')
    throw new Refusal(
      'FLOWS_SERIES_INTERVAL',
      `“${measure}” is known only within bounds for ${at}. Use the envelope, or a series without that point.`,
      { at },
    );
  return Number(value);
}

function mustFollow(times: readonly string[], step: Step): void {
  if (step === 'irregular') return;
  for (let i = 1; i < times.length; i += 1) {
    const [before, here] = [daysOf(times[i - 1] ?? ''), daysOf(times[i] ?? '')];
    if (before?.until !== here?.from)
      throw new Refusal(
        'FLOWS_SERIES_GAP',
        `Between ${times[i - 1]} and ${times[i]} a figure is missing. Cut the series there, fill the gap from a source, or use a method that draws it (interrupted, with imputations).`,
        { at: times[i] ?? '' },
      );
  }
}

/** The times with those put in that a gap left out; days, months and years only, by the calendar of the series. */
function filled({ points, step }: SeriesVersion): readonly string[] {
  const times = points.map((one) => one.at);
  const calendar = points.find((one) => one.at.includes('/'))?.written?.calendar;
  const length = { day: 10, month: 7, year: 4 }[step as string];
  if (length === undefined) return times;
  // A month of another calendar is a span of days; a span that is no such month is followed by nothing that is known.
  const next = (day: number): string | undefined =>
    times.every((at) => at.length === length)
      ? formatDay(day).slice(0, length)
      : calendar === undefined || step === 'day'
        ? undefined
        : periodFrom(day, calendar, step === 'year' ? 'year' : 'month');
  const all: string[] = [];
  for (const at of times) {
    for (let last = all.at(-1); last !== undefined; last = all.at(-1)) {
      const [until, from] = [daysOf(last)?.until, daysOf(at)?.from];
      if (until === undefined || from === undefined || until >= from) break;
      const between = next(until);
      if (between === undefined) return times;
      all.push(between);
    }
    all.push(at);
  }
  return all;
}

/** A series with its own times; figures known only within bounds are left out. */
function asItStands({ measure, points }: SeriesVersion) {
  return {
    name: measure,
    points: points.flatMap(({ at, value }) =>
      typeof value === 'string' ? [{ at, value: Number(value) }] : [],
    ),
  };
}

function apart(versions: readonly SeriesVersion[]): {
  times: readonly string[];
  values: readonly number[][];
  bounds: readonly Bounds[][];
} {
  const end = (value: string | null): number | null => (value === null ? null : Number(value));
  return {
    times: versions[0]?.points.map((one) => one.at) ?? [],
    values: versions.map((one) =>
      one.points.flatMap(({ value }) => (typeof value === 'string' ? [Number(value)] : [])),
    ),
    bounds: versions.map((one) =>
      one.points.flatMap(({ value }) =>
        typeof value === 'string' ? [] : [{ low: end(value.low), high: end(value.high) }],
      ),
    ),
  };
}
