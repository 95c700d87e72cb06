// Figures of comparisons: before and after, pairs with their match, Granger's test by order, and how Monte Carlo draws lie.
import type { Figure, FigureEvent, Mark } from '../../../base/figure/types.ts';
import { dateInWords } from '../../../base/time/index.ts';
import type { Look } from '../../../ports/ledger-store.ts';
import { GRANGER_CAUTION } from '../granger.ts';
import { FORMULAS } from '../methods/monte-carlo.ts';
import { type Distribution, type Input, propagate } from '../monte-carlo.ts';
import { Generator } from '../random.ts';
import type { Estimate } from '../read.ts';
import { daysOf } from '../types.ts';
import { dateEvent, effectInWords } from './effects.ts';
import { amount, lineOf, middleOf, sourceOf, switchEvents, unitOf, workedOut } from './parts.ts';
import { cellOf, dotsOf, hiddenNotes, level, line, usedBy } from './seen.ts';

const startOf = (one: Estimate): number => daysOf(String(one.params['date']))?.from ?? 0;
const levelOf = (one: Estimate): string => amount(Number(one.effect?.level ?? 0.95) * 100, 4);

/** The series with the mean of each side as a level; undefined for another method. */
export async function beforeAfterFigure(
  look: Look,
  one: Estimate,
  events: readonly FigureEvent[],
  leaves = false,
): Promise<Figure | undefined> {
  const [seen] = one.method === 'before-after' ? await usedBy(look, one, leaves) : [];
  if (seen === undefined) return undefined;
  const figures = one.figures as { means: readonly string[]; block: number };
  const [before = 0, after = 0] = figures.means.map(Number);
  const date = startOf(one);
  const observed = lineOf(seen);
  const [first, last] = [observed[0]?.x ?? 0, observed.at(-1)?.x ?? 0];
  const switched = await switchEvents(look, [seen.series], [first, last]);
  const side = (from: number, to: number, y: number, label: string): Mark =>
    line(level(from, to, y), { tone: 'accent', weight: 'heavy', label });
  return {
    figure: 'before-after',
    of: one.id,
    title: `${seen.measure}: before and after`,
    sentence: `${effectInWords(one)} The mean is ${amount(before, 4)} before and ${amount(after, 4)} after.`,
    source: `${await sourceOf(look, [seen])} ${workedOut(one)}`,
    notes: [
      `The interval is drawn in blocks of ${figures.block} neighbours (bootstrap, BCa).`,
      'A difference of two stretches says when, not who caused it; it knows no trend.',
      ...hiddenNotes([seen]),
      ...switched.notes,
    ],
    picture: {
      layout: 'plane',
      x: { kind: 'time', label: '' },
      y: { label: unitOf(seen), zero: 'shown' },
      marks: [
        line([...observed]),
        dotsOf(seen),
        side(first, date, before, `mean before ${amount(before, 4)}`),
        side(date, last, after, `mean after ${amount(after, 4)}`),
      ],
      events: [...dateEvent(one), ...switched.events, ...events],
      choices: [],
    },
    table: {
      columns: [
        { name: 'Time', numbers: false },
        { name: seen.unit, numbers: true },
        { name: 'Mean of its side', numbers: true },
      ],
      rows: seen.points.map((point) => ({
        cells: [
          dateInWords(point.at),
          cellOf(seen, point),
          amount((middleOf(point.at) ?? 0) < date ? before : after, 6),
        ],
        leads: point.passage,
      })),
    },
  };
}

/** The differences of the pairs over time, with their median after the date and its interval; undefined for another method. */
export async function matchedPairsFigure(
  look: Look,
  one: Estimate,
  events: readonly FigureEvent[],
  leaves = false,
): Promise<Figure | undefined> {
  const [touched, match] = one.method === 'matched-pairs' ? await usedBy(look, one, leaves) : [];
  const { effect } = one;
  if (touched === undefined || match === undefined || effect === null) return undefined;
  const date = startOf(one);
  const beside = new Map(match.points.map((point) => [point.at, point.value]));
  const pairs = touched.points.flatMap((point) => {
    const [x, other] = [middleOf(point.at), beside.get(point.at)];
    return typeof point.value !== 'string' || typeof other !== 'string' || x === undefined
      ? []
      : [{ at: point.at, x, a: Number(point.value), b: Number(other), passage: point.passage }];
  });
  if (pairs.length === 0) return undefined;
  const centre = (of: 'a' | 'b'): number => {
    const before = pairs.filter((pair) => pair.x < date);
    return one.params['centred'] === false || before.length === 0
      ? 0
      : before.reduce((sum, pair) => sum + pair[of], 0) / before.length;
  };
  const [ca, cb] = [centre('a'), centre('b')];
  const gaps = pairs.map((pair) => ({ ...pair, gap: pair.a - ca - (pair.b - cb) }));
  const last = gaps.at(-1)?.x ?? date;
  const figures = one.figures as { largestGammaRanks: string; largestGammaSigns: string; pairs: number };
  const isCentred = one.params['centred'] !== false;
  return {
    figure: 'matched-pairs',
    of: one.id,
    title: `${touched.measure} less ${match.measure}: the pairs`,
    sentence: `${effectInWords(one)} It stands to a hidden bias of ${amount(figures.largestGammaRanks, 3)} times the odds by signed ranks, and of ${amount(figures.largestGammaSigns, 3)} by signs.`,
    source: `${await sourceOf(look, [touched, match])} ${workedOut(one)}`,
    notes: [
      `Each dot is a pair: ${touched.measure.toLowerCase()} less ${match.measure.toLowerCase()} at one time${isCentred ? ', each less its own mean before the date' : ''}. Rings: before the date.`,
      `The band is the ${levelOf(one)} % interval of the median of the ${figures.pairs} pairs after it.`,
      ...hiddenNotes([touched, match]),
    ],
    picture: {
      layout: 'plane',
      x: { kind: 'time', label: '' },
      y: { label: `difference, ${unitOf(touched)}`, zero: 'shown' },
      marks: [
        {
          is: 'band',
          tone: 'accent',
          label: null,
          points: [
            { x: date, low: Number(effect.low), high: Number(effect.high) },
            { x: last, low: Number(effect.low), high: Number(effect.high) },
          ],
        },
        line(level(date, last, Number(effect.point)), {
          tone: 'accent',
          weight: 'heavy',
          label: `median ${amount(effect.point, 4)}`,
        }),
        ...([false, true] as const).map(
          (isAfter): Mark => ({
            is: 'dots',
            tone: 'ink',
            shape: isAfter ? 'disc' : 'ring',
            label: null,
            points: gaps
              .filter((pair) => pair.x >= date === isAfter)
              .map((pair) => ({
                x: pair.x,
                y: pair.gap,
                said: `${dateInWords(pair.at)}: ${amount(pair.gap, 6)} ${touched.unit}`,
                leads: pair.passage,
              })),
          }),
        ),
      ],
      events: [...dateEvent(one), ...events],
      choices: [],
    },
    table: {
      columns: [
        { name: 'Time', numbers: false },
        { name: touched.measure, numbers: true },
        { name: match.measure, numbers: true },
        { name: isCentred ? 'Difference, each less its mean before' : 'Difference', numbers: true },
      ],
      rows: gaps.map((pair) => ({
        cells: [dateInWords(pair.at), amount(pair.a), amount(pair.b), amount(pair.gap, 6)],
        leads: pair.passage,
      })),
    },
  };
}

interface Order {
  readonly order: number;
  readonly f: string;
  readonly p: string;
  readonly aic: string;
}

/** The p-value at every order, both ways; the caution stands under it. Undefined for another method. */
export async function grangerFigure(look: Look, one: Estimate): Promise<Figure | undefined> {
  if (one.method !== 'granger') return undefined;
  const [driver, response] = await usedBy(look, one, false);
  if (driver === undefined || response === undefined) return undefined;
  const figures = one.figures as unknown as {
    readonly forth: readonly Order[];
    readonly back: readonly Order[];
    readonly order: number;
    readonly orderBack: number;
    readonly p: string;
    readonly pBack: string;
  };
  const dots = (tests: readonly Order[], shape: 'disc' | 'ring', way: string): readonly Mark[] => [
    line(
      tests.map((test) => ({ x: test.order, y: Number(test.p) })),
      {
        tone: shape === 'disc' ? 'ink' : 'muted',
        weight: 'thin',
        dashed: shape === 'ring',
        label: way,
      },
    ),
    {
      is: 'dots',
      tone: 'ink',
      shape,
      label: null,
      points: tests.map((test) => ({
        x: test.order,
        y: Number(test.p),
        said: `${way}, order ${test.order}: p ${amount(test.p, 3)}, F ${amount(test.f, 4)}`,
      })),
    },
  ];
  const says = (p: string): string => (Number(p) < 0.05 ? 'helps' : 'does not show that it helps');
  return {
    figure: 'granger',
    of: one.id,
    title: `${driver.measure} and ${response.measure}: Granger’s test at every order`,
    sentence: `At the order chosen by AIC the past of ${driver.measure} ${says(figures.p)} to foretell ${response.measure} (order ${figures.order}, p ${amount(figures.p, 3)}); the other way it ${says(figures.pBack)} (order ${figures.orderBack}, p ${amount(figures.pBack, 3)}).`,
    source: `${await sourceOf(look, [driver, response])} ${workedOut(one)}`,
    notes: [
      GRANGER_CAUTION,
      'Discs: from driver to response. Rings: the other way. Under the dashed line p is below 0.05.',
    ],
    picture: {
      layout: 'plane',
      x: { kind: 'number', label: 'order: lags of each series in the test' },
      y: { label: 'p-value', zero: 'shown' },
      marks: [
        { is: 'level', tone: 'ochre', y: 0.05, label: '0.05', dashed: true },
        ...dots(figures.forth, 'disc', 'driver to response'),
        ...dots(figures.back, 'ring', 'response to driver'),
      ],
      events: [],
      choices: [],
    },
    table: {
      columns: ['Order', 'F, forth', 'p, forth', 'AIC, forth', 'F, back', 'p, back', 'AIC, back'].map(
        (name) => ({
          name,
          numbers: true,
        }),
      ),
      rows: figures.forth.map((test, i) => {
        const other = figures.back[i];
        return {
          cells: [
            String(test.order),
            ...[test.f, test.p, test.aic, other?.f ?? null, other?.p ?? null, other?.aic ?? null].map(
              (value) => amount(value, 5),
            ),
          ],
          leads: null,
        };
      }),
    },
  };
}

const BINS = 40;

/** How the draws of a Monte Carlo run lie, drawn again from its seed, with the interval; undefined for another method. */
export async function drawsOfRunFigure(look: Look, one: Estimate): Promise<Figure | undefined> {
  const { effect } = one;
  if (one.method !== 'monte-carlo' || effect === null) return undefined;
  const figures = one.figures as unknown as {
    readonly draws: number;
    readonly inputs: readonly {
      readonly name: string;
      readonly distribution: Readonly<Record<string, unknown>>;
    }[];
  };
  const params = one.params as unknown as {
    readonly formula: keyof typeof FORMULAS;
    readonly correlation: readonly (readonly (number | string)[])[];
  };
  const inputs = figures.inputs.map(
    ({ name, distribution }): Input => ({ name, distribution: numeric(distribution) }),
  );
  const run = propagate(
    inputs,
    FORMULAS[params.formula],
    figures.draws,
    new Generator(one.seed),
    params.correlation.length === 0 ? null : params.correlation.map((row) => row.map(Number)),
  );
  // The last quarter per cent on either side would stretch the picture and say nothing.
  const [from, to] = [run.quantile(0.0025), run.quantile(0.9975)];
  const width = (to - from) / BINS;
  if (!(width > 0)) return undefined;
  const counts = new Array<number>(BINS).fill(0);
  for (const value of run.draws) {
    const bin = Math.floor((value - from) / width);
    if (bin >= 0 && bin < BINS) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const share = counts.map((count) => (100 * count) / figures.draws);
  const edges = Array.from({ length: BINS + 1 }, (_unused, i) => from + i * width);
  const [low, high] = [Number(effect.low), Number(effect.high)];
  const versions = await usedBy(look, one, false);
  return {
    figure: 'draws',
    of: one.id,
    title: `${effect.name.charAt(0).toUpperCase()}${effect.name.slice(1)}: the draws and their interval`,
    sentence: `${effectInWords(one)} It rests on ${amount(figures.draws)} joint draws of ${inputs.length} ${inputs.length === 1 ? 'quantity' : 'quantities'}.`,
    source: `${await sourceOf(look, versions)} ${workedOut(one)}`,
    notes: [
      'Each step: the share of the draws that fall within a fortieth of the width. A quarter of one per cent at either end is not drawn.',
      'The draws carry the doubt of the inputs and of nothing else.',
    ],
    picture: {
      layout: 'plane',
      x: { kind: 'number', label: effect.unit },
      y: { label: 'per cent of the draws', zero: 'shown' },
      marks: [
        {
          is: 'band',
          tone: 'accent',
          label: null,
          points: share.flatMap((y, i) => {
            const [a, b] = [Math.max(low, edges[i] ?? 0), Math.min(high, edges[i + 1] ?? 0)];
            return b > a
              ? [
                  { x: a, low: 0, high: y },
                  { x: b, low: 0, high: y },
                ]
              : [];
          }),
        },
        line(
          edges.map((x, i) => ({ x, y: share[Math.min(i, BINS - 1)] ?? 0 })),
          { stepped: true },
        ),
      ],
      events: [
        { x: low, until: null, label: amount(low, 4), kind: 'event' },
        { x: high, until: null, label: amount(high, 4), kind: 'event' },
        { x: Number(effect.point), until: null, label: `mean ${amount(effect.point, 4)}`, kind: 'estimate' },
      ],
      choices: [],
    },
    table: {
      columns: ['From', 'To', 'Draws', 'Per cent'].map((name) => ({ name, numbers: true })),
      rows: counts.map((count, i) => ({
        cells: [
          amount(edges[i] ?? 0, 6),
          amount(edges[i + 1] ?? 0, 6),
          String(count),
          (share[i] ?? 0).toFixed(2),
        ],
        leads: null,
      })),
    },
  };
}

/** A distribution as it was recorded, its figures as texts of twelve digits, as numbers again. */
function numeric(recorded: Readonly<Record<string, unknown>>): Distribution {
  return Object.fromEntries(
    Object.entries(recorded).map(([name, value]) => [name, name === 'kind' ? value : Number(value)]),
  ) as unknown as Distribution;
}
