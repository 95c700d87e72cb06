// Figures of the estimated heads: what moves their sum most, and how the joint draws lie with the interval that they give.
import type { Figure } from '../../base/figure/types.ts';
import { fromJson, type MoneyJson, moneyInWords, printedCode } from '../../base/money/index.ts';
import { number, spoken } from './waterfall.ts';

/** One assumption at its low and its high end, the others held. Without a pleaded sum: nothing, and how far it moves. */
export interface TornadoRow {
  readonly title: string;
  readonly low: MoneyJson;
  readonly high: MoneyJson;
  readonly leads?: string;
}

/**
 * What moves the estimated sum most; undefined where nothing does.
 * @param point the pleaded sum; null for a study, whose bars say how far an assumption moves the range and tell no middle
 */
export function tornadoFigure(
  point: MoneyJson | null,
  bars: readonly TornadoRow[],
  source: string,
): Figure | undefined {
  const moving = bars.filter((bar) => bar.low.amount !== bar.high.amount);
  const most = moving[0];
  if (most === undefined) return undefined;
  return point === null ? widthsFigure(moving, most, source) : pleadedFigure(point, moving, most, source);
}

const HELD = 'Each assumption alone at its 5th and its 95th percentile, the others held.';
const APART = 'Bars do not add up: assumptions may move together.';

function pleadedFigure(
  point: MoneyJson,
  moving: readonly TornadoRow[],
  most: TornadoRow,
  source: string,
): Figure {
  const middle = number(fromJson(point));
  const span = (bar: TornadoRow): string => `${spoken(fromJson(bar.low))} to ${spoken(fromJson(bar.high))}`;
  return {
    figure: 'tornado',
    of: 'claim',
    title: 'Estimated heads: what moves the sum most',
    sentence: `With all else held, ${most.title} moves the estimated sum from ${moneyInWords(fromJson(most.low))} to ${moneyInWords(fromJson(most.high))}, more than any other assumption.`,
    source,
    notes: [`${HELD} Filled: above the pleaded sum; hollow: below it.`, APART],
    picture: {
      layout: 'rows',
      x: { label: printedCode(point.currency) },
      level: { x: middle, label: `as pleaded ${spoken(fromJson(point))}` },
      rows: moving.map((bar) => {
        const ends = [number(fromJson(bar.low)), number(fromJson(bar.high))] as const;
        const [low, high] = [Math.min(...ends), Math.max(...ends)];
        const common = {
          tone: 'ink' as const,
          said: span(bar),
          ...(bar.leads === undefined ? {} : { leads: bar.leads }),
        };
        return {
          label: bar.title,
          bars: [
            { from: low, to: Math.min(middle, high), hollow: true, ...common },
            { from: Math.max(middle, low), to: high, hollow: false, ...common },
          ].filter((one) => one.to > one.from),
          said: span(bar),
          strong: false,
        };
      }),
      joined: false,
    },
    table: {
      columns: [
        { name: 'Assumption', numbers: false },
        { name: 'At its low end', numbers: true },
        { name: 'At its high end', numbers: true },
      ],
      rows: moving.map((bar) => ({
        cells: [bar.title, spoken(fromJson(bar.low)), spoken(fromJson(bar.high))],
        leads: bar.leads ?? null,
      })),
    },
  };
}

function widthsFigure(moving: readonly TornadoRow[], most: TornadoRow, source: string): Figure {
  return {
    figure: 'tornado',
    of: 'claim',
    title: 'Estimated heads: what widens the range most',
    sentence: `With all else held, ${most.title} moves what is estimated by ${moneyInWords(fromJson(most.high))}, more than any other assumption.`,
    source,
    notes: [`${HELD} No one sum is stated: a bar says how far an assumption moves the range.`, APART],
    picture: {
      layout: 'rows',
      x: { label: printedCode(most.high.currency) },
      level: null,
      rows: moving.map((bar) => ({
        label: bar.title,
        bars: [
          {
            from: 0,
            to: number(fromJson(bar.high)),
            tone: 'ink' as const,
            hollow: false,
            said: `moves the range by ${spoken(fromJson(bar.high))}`,
            ...(bar.leads === undefined ? {} : { leads: bar.leads }),
          },
        ],
        said: spoken(fromJson(bar.high)),
        strong: false,
      })),
      joined: false,
    },
    table: {
      columns: [
        { name: 'Assumption', numbers: false },
        { name: 'Moves the range by', numbers: true },
      ],
      rows: moving.map((bar) => ({
        cells: [bar.title, spoken(fromJson(bar.high))],
        leads: bar.leads ?? null,
      })),
    },
  };
}

/** What the figure of the draws needs of `claim.joint`. */
export interface DrawsShown {
  readonly point: MoneyJson | null;
  readonly count: number;
  readonly level: string;
  readonly total: { readonly low: MoneyJson; readonly high: MoneyJson };
  readonly histogram: readonly { readonly from: MoneyJson; readonly to: MoneyJson; readonly count: number }[];
}

/** How the joint draws lie: a step for each fortieth of their width, the interval marked by two rules; null-safe for a study. */
export function drawsFigure(joint: DrawsShown, source: string): Figure | undefined {
  const { histogram, point, total, count } = joint;
  const [first] = histogram;
  if (first === undefined || histogram.length < 2) return undefined;
  const { currency } = first.from;
  const at = (sum: MoneyJson): number => number(fromJson(sum));
  const per = (bin: (typeof histogram)[number]): number => (100 * bin.count) / count;
  const [low, high] = [at(total.low), at(total.high)];
  const level = `${Number(joint.level) * 100} %`;
  const ends = `${moneyInWords(fromJson(total.low))} to ${moneyInWords(fromJson(total.high))}`;
  const steps = histogram.map((bin) => ({ x: at(bin.from), y: per(bin) }));
  const within = histogram.filter((bin) => at(bin.to) > low && at(bin.from) < high);
  return {
    figure: 'draws',
    of: 'claim',
    title: 'Estimated heads: the joint draws and their interval',
    sentence: `Of ${spokenCount(count)} joint draws of the estimated heads ${level} lie between ${ends}${point === null ? '; no one sum is stated' : `, and ${moneyInWords(fromJson(point))} is pleaded`}.`,
    source,
    notes: [
      'Each step: the share of the draws that fall within a fortieth of the width. A quarter of one per cent at either end is not drawn.',
      'The draws carry the doubt of the assumptions and of nothing else.',
    ],
    picture: {
      layout: 'plane',
      x: { kind: 'number', label: printedCode(currency) },
      y: { label: 'per cent of the draws', zero: 'shown' },
      marks: [
        {
          is: 'band',
          tone: 'accent',
          label: null,
          // Two corners for each step, so that the tinted area has the shape of the steps above it.
          points: within.flatMap((bin) => [
            { x: Math.max(low, at(bin.from)), low: 0, high: per(bin) },
            { x: Math.min(high, at(bin.to)), low: 0, high: per(bin) },
          ]),
        },
        {
          is: 'line',
          tone: 'ink',
          weight: 'plain',
          dashed: false,
          stepped: true,
          label: null,
          points: [...steps, { x: at((histogram.at(-1) ?? first).to), y: steps.at(-1)?.y ?? 0 }],
        },
      ],
      events: [
        { x: low, until: null, label: spoken(fromJson(total.low)), kind: 'event' },
        { x: high, until: null, label: spoken(fromJson(total.high)), kind: 'event' },
        ...(point === null
          ? []
          : [
              {
                x: at(point),
                until: null,
                label: `as pleaded ${spoken(fromJson(point))}`,
                kind: 'estimate' as const,
              },
            ]),
      ],
      choices: [],
    },
    table: {
      columns: [
        { name: `From, ${printedCode(currency)}`, numbers: true },
        { name: `To, ${printedCode(currency)}`, numbers: true },
        { name: 'Draws', numbers: true },
        { name: 'Per cent', numbers: true },
      ],
      rows: histogram.map((bin) => ({
        cells: [spoken(fromJson(bin.from)), spoken(fromJson(bin.to)), String(bin.count), per(bin).toFixed(2)],
        leads: null,
      })),
    },
  };
}

const spokenCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+(?!\d))/gu, '\u202f');
