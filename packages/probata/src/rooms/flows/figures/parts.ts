// What the figures of flows share: times on an axis, sources with their vintage, numbers in words, switches as events.
import type { Figure, FigureEvent } from '../../../base/figure/types.ts';
import { isSealed } from '../../../base/sealed.ts';
import { dateInWords } from '../../../base/time/index.ts';
import type { Look } from '../../../ports/ledger-store.ts';
import { passagesByIds } from '../../reading/index.ts';
import { exhibitsByIds } from '../../vault/index.ts';
import { type Estimate, type SeriesPoint, type SeriesVersion, type Switch, switchesOf } from '../read.ts';
import { daysOf, type PointValue, type Step } from '../types.ts';

/** The middle of the stretch that a figure is of, as a day number; undefined where it is open on a side. */
export function middleOf(at: string): number | undefined {
  const span = daysOf(at);
  return span === undefined ? undefined : (span.from + span.until) / 2;
}

/** A number for a sentence or a cell: thousands apart, at most `digits` significant ones, a true minus. */
export function amount(value: number | string | null, digits = 12): string {
  if (value === null) return 'open';
  const number = Number(value);
  if (!Number.isFinite(number)) return 'open';
  const [whole = '', part] = String(Number(Math.abs(number).toPrecision(digits))).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/gu, '\u202f');
  return `${number < 0 ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`;
}

/** Both ends of a value: the same twice where it is a plain figure. */
export function endsOf(value: PointValue): { readonly low: number | null; readonly high: number | null } {
  if (typeof value === 'string') return { low: Number(value), high: Number(value) };
  return {
    low: value.low === null ? null : Number(value.low),
    high: value.high === null ? null : Number(value.high),
  };
}

/** `42`, `10 to 20`, `at least 10`. */
export function valueInWords(value: PointValue): string {
  if (typeof value === 'string') return amount(value);
  if (value.low === null) return value.high === null ? 'not known' : `at most ${amount(value.high)}`;
  return value.high === null
    ? `at least ${amount(value.low)}`
    : `${amount(value.low)} to ${amount(value.high)}`;
}

const EVERY: Readonly<Record<Step, string>> = {
  day: 'a day',
  week: 'a week',
  month: 'a month',
  quarter: 'a quarter',
  year: 'a year',
  irregular: '',
};

/** `detections a month`. */
export function unitOf(version: Pick<SeriesVersion, 'unit' | 'step'>): string {
  return `${version.unit} ${EVERY[version.step]}`.trim();
}

/** A point as a dot says it: `August 2021: 1 058 detections`. */
export function pointInWords(point: SeriesPoint, unit: string): string {
  return `${dateInWords(point.at)}: ${valueInWords(point.value)} ${unit}`;
}

/** `Source: Border log; Situation report. Published September 2021.` Titles under seal are not spoken. */
export async function sourceOf(look: Look, versions: readonly SeriesVersion[]): Promise<string> {
  const ids = [...new Set(versions.flatMap((one) => one.points.map((point) => point.passage)))];
  const passages = await passagesByIds(look, ids);
  // In the order of the points: the order of ids would differ from matter to matter.
  const exhibits = [...new Set(ids.flatMap((id) => passages.get(id)?.exhibit ?? []))];
  const cards = await exhibitsByIds(look, exhibits);
  const titles = exhibits.map((id) => {
    const title = cards.get(id)?.title;
    return title === undefined || isSealed(title) ? 'a sealed exhibit' : title;
  });
  const vintages = [...new Set(versions.flatMap((one) => one.vintage ?? []))].map((one) => dateInWords(one));
  const from = titles.length === 0 ? 'dated statements' : titles.join('; ');
  return `Source: ${from}. ${vintages.length === 0 ? 'Date of publication not given.' : `Published ${vintages.join(', ')}.`}`;
}

/** `Worked out on 19 May 2025 by probata flows 1, seed 1; estimate est_…` for the foot of an estimate's figure. */
export function workedOut(one: Estimate): string {
  return `Worked out on ${dateInWords(one.at.slice(0, 10))} (${one.engine.name} ${one.engine.version}, seed ${one.seed}).`;
}

/** Declared switches between two days, as dotted rules. */
export async function switchEvents(
  look: Look,
  series: readonly string[],
  within: readonly [number, number],
): Promise<{ readonly events: readonly FigureEvent[]; readonly notes: readonly string[] }> {
  const found = (await switchesOf(look, series)).filter((one) => {
    const day = daysOf(one.on)?.from ?? Number.NaN;
    return day >= within[0] && day <= within[1];
  });
  return {
    events: found.map((one) => ({
      x: daysOf(one.on)?.from ?? 0,
      until: null,
      label: `Series switch, ${dateInWords(one.on)}`,
      kind: 'switch',
    })),
    notes: found.map(
      (one: Switch) =>
        `From ${dateInWords(one.on)} the series counts something else: ${one.reason} Figures before and after are not of one kind.`,
    ),
  };
}

/** A whole version as a line that breaks at gaps and at switches, with its dots. Open points are left out. */
export function lineOf(
  version: SeriesVersion,
  breaks: readonly number[] = [],
): readonly { readonly x: number; readonly y: number | null }[] {
  const line: { x: number; y: number | null }[] = [];
  let until: number | undefined;
  for (const point of version.points) {
    const span = daysOf(point.at);
    const { low, high } = endsOf(point.value);
    if (span === undefined || low === null || high === null) continue;
    const x = (span.from + span.until) / 2;
    const crossed = until !== undefined && breaks.some((day) => day > (line.at(-1)?.x ?? x) && day <= x);
    const gap = version.step !== 'irregular' && until !== undefined && span.from !== until;
    if (crossed || gap) line.push({ x, y: null });
    line.push({ x, y: (low + high) / 2 });
    until = span.until;
  }
  return line;
}

/** Whether zero may be left off the scale: only where the range is small beside the level, and then it is said. */
export function zeroOf(values: readonly number[]): {
  readonly zero: 'shown' | 'said';
  readonly notes: readonly string[];
} {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const narrow = low > 0 && low > 0.75 * high;
  return narrow ? { zero: 'said', notes: ['Zero is not on the scale.'] } : { zero: 'shown', notes: [] };
}

export type Table = Figure['table'];

/** From the first time to the last: of two spans of days, their outer days. */
export function reachInWords(first: string, last: string): string {
  const until = last.split('/').at(-1) ?? last;
  return `${dateInWords(first.split('/')[0] ?? first)} to ${dateInWords(until)}`;
}
