// Figures of an estimate: what was seen beside what was to be expected, where the level changed, and what placebos show.
import type { Figure, FigureEvent, Mark } from '../../../base/figure/types.ts';
import { dateInWords } from '../../../base/time/index.ts';
import type { Look } from '../../../ports/ledger-store.ts';
import { tQuantile } from '../distributions.ts';
import { exp } from '../elementary.ts';
import type { Leaving } from '../guard.ts';
import type { Estimate, SeriesVersion } from '../read.ts';
import { daysOf } from '../types.ts';
import { amount, lineOf, middleOf, sourceOf, switchEvents, unitOf, workedOut } from './parts.ts';
import { cellOf, dotsOf, hiddenNotes, level as levelOf, line, usedBy } from './seen.ts';

type Figures = Readonly<Record<string, unknown>>;
const numbers = (value: unknown): number[] => (value as readonly (string | null)[]).map(Number);

/** The outcome as the estimate used it. */
async function outcomeOf(look: Look, one: Estimate, leaves: boolean): Promise<Leaving | undefined> {
  return (await usedBy(look, one, leaves))[0];
}

interface Expected {
  readonly times: readonly string[];
  readonly expected: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** What was to be expected without the event, by the method’s own figures; undefined for a method that says nothing of it. */
function expectedOf(one: Estimate): Expected | undefined {
  const figures = one.figures as Figures;
  if (one.method === 'structural')
    return {
      times: figures['times'] as string[],
      expected: numbers(figures['expected']),
      low: numbers(figures['low']),
      high: numbers(figures['high']),
    };
  if (one.method === 'interrupted') {
    const level = Number(one.params['level'] ?? 0.95);
    const t = tQuantile(0.5 + level / 2, Math.max(1, Number(figures['degreesOfFreedom'])));
    const back = (value: number): number => (one.params['log'] === true ? exp(value) - 1 : value);
    const middle = numbers(figures['counterfactual']);
    const error = numbers(figures['counterfactualError']);
    return {
      times: figures['times'] as string[],
      expected: middle.map(back),
      low: middle.map((value, i) => back(value - t * (error[i] ?? 0))),
      high: middle.map((value, i) => back(value + t * (error[i] ?? 0))),
    };
  }
  if (one.method === 'synthetic-control') {
    const gaps = numbers(figures['gaps']);
    const expected = numbers(figures['observed']).map((value, i) => value - (gaps[i] ?? 0));
    return { times: figures['times'] as string[], expected, low: [], high: [] };
  }
  return undefined;
}

/** The date that a run was asked about. */
export function dateEvent(one: Estimate): readonly FigureEvent[] {
  const date = one.params['date'];
  const day = typeof date === 'string' ? daysOf(date)?.from : undefined;
  return day === undefined
    ? []
    : [{ x: day, until: null, label: dateInWords(date as string), kind: 'estimate' }];
}

/** The effect in a sentence, with its interval; and what it does not show. */
export function effectInWords(one: Estimate): string {
  if (one.effect === null) return 'This run names no effect.';
  const { name, unit, point, low, high, level } = one.effect;
  const takesZero = Number(low) <= 0 && Number(high) >= 0 && unit !== 'times';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${amount(point, 4)} ${unit} (${amount(Number(level) * 100, 4)} % interval ${amount(low, 4)} to ${amount(high, 4)})${takesZero ? '; the interval takes zero in' : ''}.`;
}

/** Observed beside expected, with its band and the date; undefined for a method without a counterfactual. */
export async function counterfactualFigure(
  look: Look,
  one: Estimate,
  events: readonly FigureEvent[],
  leaves = false,
): Promise<Figure | undefined> {
  const expected = expectedOf(one);
  const seen = await outcomeOf(look, one, leaves);
  if (expected === undefined || seen === undefined) return undefined;
  const xs = expected.times.map((at) => middleOf(at) ?? 0);
  const cut = shownFrom(one, seen, expected.times.length);
  const observed = lineOf({ ...seen, points: seen.points.slice(cut) });
  const within: [number, number] = [observed[0]?.x ?? 0, observed.at(-1)?.x ?? 0];
  const switched = await switchEvents(look, [seen.series], within);
  const level = amount(Number(one.effect?.level ?? 0.95) * 100, 4);
  const band: Mark[] =
    expected.low.length === 0
      ? []
      : [
          {
            is: 'band',
            tone: 'accent',
            label: null,
            points: xs.map((x, i) => ({ x, low: expected.low[i] ?? 0, high: expected.high[i] ?? 0 })),
          },
        ];
  const own = new Map(expected.times.map((at, i) => [at, i]));
  const isMix = one.method === 'synthetic-control';
  return {
    figure: 'counterfactual',
    of: one.id,
    title: `${seen.measure}: observed and expected`,
    sentence: effectInWords(one),
    source: `${await sourceOf(look, [seen])} ${workedOut(one)}`,
    notes: [
      isMix
        ? 'Expected: the mix of the other series that fits best before the date.'
        : `The band is the ${level} % interval of what was to be expected at each time; the interval of the sum is another, and stands in the sentence above.`,
      'What is expected says when the series left its course, not who caused it.',
      ...hiddenNotes([seen]),
      ...(cut === 0
        ? []
        : [
            `Drawn from ${dateInWords(seen.points[cut]?.at ?? '')} on; the run used the series from ${dateInWords(seen.points[0]?.at ?? '')}, and the table has all of it.`,
          ]),
      ...switched.notes,
    ],
    picture: {
      layout: 'plane',
      x: { kind: 'time', label: '' },
      y: { label: unitOf(seen), zero: 'shown' },
      marks: [
        ...band,
        line(
          xs.map((x, i) => ({ x, y: expected.expected[i] ?? null })).filter(({ x }) => x >= within[0]),
          {
            tone: 'accent',
            dashed: true,
            label: isMix || expected.low.length === 0 ? 'expected' : `expected, with ${level} % band`,
          },
        ),
        line([...observed], { label: 'observed' }),
        dotsOf({ ...seen, points: seen.points.slice(cut) }),
      ],
      events: [...dateEvent(one), ...switched.events, ...events],
      choices: [],
    },
    table: {
      columns: [
        { name: 'Time', numbers: false },
        { name: 'Observed', numbers: true },
        { name: 'Expected', numbers: true },
        ...(expected.low.length === 0
          ? []
          : [
              { name: 'Low', numbers: true },
              { name: 'High', numbers: true },
            ]),
      ],
      rows: seen.points.map((point) => {
        const i = own.get(point.at);
        const cell = (values: readonly number[]): string =>
          i === undefined ? '' : amount(values[i] ?? null, 6);
        return {
          cells: [
            dateInWords(point.at),
            cellOf(seen, point),
            cell(expected.expected),
            ...(expected.low.length === 0 ? [] : [cell(expected.low), cell(expected.high)]),
          ],
          leads: point.passage,
        };
      }),
    },
  };
}

/** A long time before would press what came after into a corner: at least 36 points of it are drawn, and four times what follows. */
function shownFrom(one: Estimate, seen: SeriesVersion, after: number): number {
  const before = Number((one.figures as Figures)['before']);
  const past = one.method === 'synthetic-control' ? seen.points.length - before : after;
  return Math.max(0, before - Math.max(36, 4 * past));
}

interface Break {
  readonly last: string;
  readonly low: string;
  readonly high: string;
  readonly step: string;
}

/** The levels between breaks, each break with the interval of its date; undefined for another method. */
export async function changePointsFigure(
  look: Look,
  one: Estimate,
  events: readonly FigureEvent[],
  leaves = false,
): Promise<Figure | undefined> {
  const seen = one.method === 'change-points' ? await outcomeOf(look, one, leaves) : undefined;
  if (seen === undefined) return undefined;
  const figures = one.figures as Figures;
  const breaks = figures['breaks'] as readonly Break[];
  const means = numbers(figures['means']);
  const observed = lineOf(seen);
  const ends = [...breaks.map((one) => daysOf(one.last)?.until ?? 0)];
  const [first, last] = [
    daysOf(seen.points[0]?.at ?? '')?.from ?? 0,
    daysOf(seen.points.at(-1)?.at ?? '')?.until ?? 0,
  ];
  const edges = [first, ...ends, last];
  const switched = await switchEvents(look, [seen.series], [first, last]);
  const words = breaks.map(
    (one) =>
      `after ${dateInWords(one.last)} by ${amount(one.step, 4)} (between ${dateInWords(one.low)} and ${dateInWords(one.high)})`,
  );
  return {
    figure: 'change-points',
    of: one.id,
    title: `${seen.measure}: where its level changes`,
    sentence:
      breaks.length === 0
        ? 'The series supports no change of its level.'
        : `The level changes ${breaks.length === 1 ? 'once' : `${breaks.length} times`}: ${words.join('; ')}.`,
    source: `${await sourceOf(look, [seen])} ${workedOut(one)}`,
    notes: [
      'Shaded: the interval of the date of each break. A break says when, not why.',
      ...hiddenNotes([seen]),
      ...switched.notes,
    ],
    picture: {
      layout: 'plane',
      x: { kind: 'time', label: '' },
      y: { label: unitOf(seen), zero: 'shown' },
      marks: [
        line([...observed], { tone: 'muted', label: 'observed' }),
        line(
          means.flatMap((mean, i) => [
            ...levelOf(edges[i] ?? first, edges[i + 1] ?? last, mean),
            ...(i === means.length - 1 ? [] : [{ x: edges[i + 1] ?? last, y: null }]),
          ]),
          { weight: 'heavy', label: 'level' },
        ),
      ],
      events: [
        ...breaks.flatMap((one): FigureEvent[] => [
          {
            x: daysOf(one.low)?.from ?? 0,
            until: daysOf(one.high)?.until ?? 0,
            label: '',
            kind: 'event',
          },
          {
            x: daysOf(one.last)?.until ?? 0,
            until: null,
            label: `after ${dateInWords(one.last)}`,
            kind: 'estimate',
          },
        ]),
        ...switched.events,
        ...events,
      ],
      choices: [],
    },
    table: {
      columns: [
        { name: 'Last before the break', numbers: false },
        { name: 'Not before', numbers: false },
        { name: 'Not after', numbers: false },
        { name: 'Change', numbers: true },
      ],
      rows: breaks.map((one) => ({
        cells: [dateInWords(one.last), dateInWords(one.low), dateInWords(one.high), amount(one.step, 6)],
        leads: null,
      })),
    },
  };
}

/** The same run where nothing happened: units as if treated, or dates as if they were the date. */
export async function placebosFigure(look: Look, one: Estimate, leaves = false): Promise<Figure | undefined> {
  const seen = await outcomeOf(look, one, leaves);
  if (seen === undefined) return undefined;
  if (one.method === 'synthetic-control') return fan(look, one, seen);
  if (one.method === 'interrupted') return fakeDates(look, one, seen);
  return undefined;
}

async function fan(look: Look, one: Estimate, seen: Leaving): Promise<Figure> {
  const figures = one.figures as Figures;
  const times = figures['times'] as string[];
  // What is expected is printed elsewhere: with the gap beside it a hidden count of the outcome could be worked out.
  const runs = (figures['placeboGaps'] as readonly { unit: string; gaps: (string | null)[] }[]).map(
    (run, i) =>
      i > 0
        ? run
        : { ...run, gaps: run.gaps.map((gap, k) => (seen.hidden.has(times[k] ?? '') ? null : gap)) },
  );
  const xs = times.map((at) => middleOf(at) ?? 0);
  const lineAt = (gaps: readonly (string | null)[]): { x: number; y: number | null }[] =>
    xs.map((x, i) => ({ x, y: gaps[i] === null ? null : Number(gaps[i]) }));
  const [own, ...others] = runs;
  return {
    figure: 'placebos',
    of: one.id,
    title: `${seen.measure}: gap, and the same for every unit where nothing happened`,
    sentence: `By the ratio of the fit after to the fit before, ${seen.measure} ranks ${String(figures['rank'])} of ${runs.length} (p ${amount(figures['p'] as string, 3)}; ${runs.length} units can give no less than ${amount(figures['smallestP'] as string, 3)}).`,
    source: `${await sourceOf(look, [seen])} ${workedOut(one)}`,
    notes: [`Thin lines: ${others.length} placebos, none left out.`, ...hiddenNotes([seen])],
    picture: {
      layout: 'plane',
      x: { kind: 'time', label: '' },
      y: { label: `observed less expected, ${unitOf(seen)}`, zero: 'shown' },
      marks: [
        ...others.map((run) => line(lineAt(run.gaps), { tone: 'muted', weight: 'thin' })),
        line(lineAt(own?.gaps ?? []), { weight: 'heavy', label: own?.unit ?? seen.measure }),
      ],
      events: [...dateEvent(one)],
      choices: [],
    },
    table: {
      columns: [{ name: 'Time', numbers: false }, ...runs.map((run) => ({ name: run.unit, numbers: true }))],
      rows: times.map((at, i) => ({
        cells: [
          dateInWords(at),
          ...runs.map((run, k) =>
            k === 0 && seen.hidden.has(at) ? 'hidden' : amount(run.gaps[i] ?? null, 6),
          ),
        ],
        leads: null,
      })),
    },
  };
}

async function fakeDates(look: Look, one: Estimate, seen: Leaving): Promise<Figure | undefined> {
  const figures = one.figures as Figures;
  const fakes = figures['placebos'] as readonly { at: string; level: string; p: string }[];
  if (fakes.length === 0) return undefined;
  const own = figures['levelChange'] as { estimate: string } | undefined;
  const day = daysOf(String(one.params['date']))?.from ?? 0;
  const isLog = one.params['log'] === true;
  const more = fakes.filter((fake) => Math.abs(Number(fake.level)) >= Math.abs(Number(own?.estimate))).length;
  return {
    figure: 'placebos',
    of: one.id,
    title: `${seen.measure}: the same run at dates when nothing happened`,
    sentence: `Of ${fakes.length} admissible dates before the event, ${more} ${more === 1 ? 'gives' : 'give'} a change of the level at least as large as the one pleaded (p ${amount(figures['placeboP'] as string, 3)}).`,
    source: `${await sourceOf(look, [seen])} ${workedOut(one)}`,
    notes: ['Every admissible date is shown; none was chosen.'],
    picture: {
      layout: 'plane',
      x: { kind: 'time', label: 'date of the supposed event' },
      y: { label: `change of the level, ${isLog ? 'logarithm' : unitOf(seen)}`, zero: 'shown' },
      marks: [
        {
          is: 'dots',
          tone: 'muted',
          shape: 'ring',
          label: 'placebo dates',
          points: fakes.map((fake) => ({
            x: daysOf(fake.at)?.from ?? 0,
            y: Number(fake.level),
            said: `${dateInWords(fake.at)}: ${amount(fake.level, 4)}, p ${amount(fake.p, 3)}`,
          })),
        },
        {
          is: 'dots',
          tone: 'ink',
          shape: 'square',
          label: 'the event',
          points: [
            { x: day, y: Number(own?.estimate), said: `The event: ${amount(own?.estimate ?? null, 4)}` },
          ],
        },
      ],
      events: [],
      choices: [],
    },
    table: {
      columns: [
        { name: 'Supposed date', numbers: false },
        { name: 'Change of the level', numbers: true },
        { name: 'p', numbers: true },
      ],
      rows: [
        ...fakes.map((fake) => ({
          cells: [dateInWords(fake.at), amount(fake.level, 6), amount(fake.p, 3)],
          leads: null,
        })),
        {
          cells: [
            `${dateInWords(String(one.params['date']))} (the event)`,
            amount(own?.estimate ?? null, 6),
            '',
          ],
          leads: null,
        },
      ],
    },
  };
}
