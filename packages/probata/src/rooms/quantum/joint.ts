// The estimated heads drawn together, so that their sum has an interval of its own: never the sum of the bounds.
import type { JsonValue } from '../../base/json.ts';
import { type Money, majorUnits, placesOf } from '../../base/money/index.ts';
import { toNumber } from '../../base/rational.ts';
import { toJson } from '../../base/stable-json.ts';
import { ENGINE, type Propagation, propagationOf, tornado } from '../flows/index.ts';
import type { Model, Models } from './assumptions.ts';
import { type Drawing, drawAll } from './drawing.ts';

/** What the draws give for one head, or for the sum of the heads. */
export interface Drawn {
  readonly mean: Money;
  readonly median: Money;
  readonly low: Money;
  readonly high: Money;
  readonly standardDeviation: Money;
}

export interface JointHead extends Drawn {
  readonly head: string;
  /** The one that is pleaded, as the model says; null where only the range is stated. */
  readonly point: Money | null;
}

/** How far the total moves with one assumption alone at its 5th and 95th percentile, the others at their mean. */
export interface Bar {
  readonly assumption: string;
  readonly title: string;
  readonly low: Money;
  readonly high: Money;
}

export interface Joint {
  readonly heads: readonly JointHead[];
  readonly total: Drawn;
  /** The sum of the points of the heads: what the column adds up to; null where some head states a range only. */
  readonly point: Money | null;
  /** Monte Carlo error of the mean: what more draws would still move. */
  readonly meanError: Money;
  /** What adding the bounds of the heads would have given: printed beside the interval, never instead of it. */
  readonly sumOfBounds: { readonly low: Money; readonly high: Money };
  readonly tornado: readonly Bar[];
  /** Part of the variance of the total that goes with each assumption alone (first-order, from the same draws). */
  readonly shares: readonly { readonly assumption: string; readonly title: string; readonly share: number }[];
  readonly histogram: readonly { readonly from: Money; readonly to: Money; readonly count: number }[];
  readonly models: Models;
  readonly engine: { readonly name: string; readonly version: string };
}

const remembered = new Map<string, Joint>();

/**
 * Draws every modelled head at once (GUM Supplement 1, JCGM 101:2008): each assumption once per draw, whatever heads it
 * enters, tied to others by a Gaussian copula where a dependence is stated. The same models give the same cents on any
 * machine: the generator and the elementary functions are the house's own, and the order of entries plays no part.
 * @returns null where no head has a model
 * @throws Refusal QUANTUM_ASSUMPTION_UNKNOWN, FLOWS_NOT_POSITIVE, FLOWS_DISTRIBUTION_WRONG
 */
export function joint(models: Models, currency: string): Joint | null {
  if (models.models.length === 0) return null;
  const key = keyOf(models, currency);
  const before = remembered.get(key);
  if (before !== undefined) return before;
  return remember(key, summed(drawAll(models), currency));
}

/** What a drawing gives, as `joint` would have drawn it; kept, so that the next one who asks need not wait. */
export function jointOf(drawing: Drawing, currency: string): Joint {
  return remember(keyOf(drawing.all, currency), summed(drawing, currency));
}

const keyOf = (models: Models, currency: string): string =>
  toJson({ models: models as unknown as JsonValue, currency, engine: ENGINE.version });

function remember(key: string, made: Joint): Joint {
  // One matter has one set of models and a few scenarios: a short memory is enough, and none grows without end.
  if (remembered.size >= 32) remembered.clear();
  remembered.set(key, made);
  return made;
}

/** What draws give in money. */
function summed({ all, models, used, inputs, work, seen, byHead, draws }: Drawing, currency: string): Joint {
  const { level } = all.draws;
  const total = propagationOf(draws);
  const heads = models.map((model, h) => {
    const drawn = drawnOf(ofDraws(byHead[h] as Float64Array), level, currency);
    return { head: model.head, ...drawn, point: pointOf(model, drawn) };
  });
  const sum = (pick: (one: JointHead) => Money): Money => ({
    minor: heads.reduce((minor, one) => minor + pick(one).minor, 0n),
    currency,
  });
  const bars = tornado(
    inputs.map((one, i) => ({ ...one, name: String(i) })),
    work,
  );
  return {
    heads,
    total: drawnOf(total, level, currency),
    point: heads.some((one) => one.point === null) ? null : sum((one) => one.point ?? one.median),
    meanError: cents(total.meanError, currency),
    sumOfBounds: { low: sum((one) => one.low), high: sum((one) => one.high) },
    tornado: bars.map((bar) => ({
      assumption: used[Number(bar.name)]?.id ?? '',
      title: used[Number(bar.name)]?.title ?? '',
      low: cents(bar.low, currency),
      high: cents(bar.high, currency),
    })),
    shares: used
      .flatMap((one, i) =>
        one.distribution.kind === 'stated'
          ? []
          : [{ assumption: one.id, title: one.title, share: firstOrder(seen[i] as Float64Array, total) }],
      )
      .sort((a, b) => b.share - a.share || (a.assumption < b.assumption ? -1 : 1)),
    histogram: histogramOf(total.draws, currency),
    models: { ...all, models, assumptions: used },
    engine: { ...ENGINE },
  };
}

function pointOf(model: Model, drawn: Drawn): Money | null {
  if (model.point === 'range') return null;
  return model.point === 'mean' ? drawn.mean : drawn.median;
}

function ofDraws(values: Float64Array): Pick<Propagation, 'mean' | 'standardDeviation' | 'quantile'> {
  const sorted = values.slice().sort();
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  return {
    mean,
    standardDeviation: Math.sqrt(squares / (values.length - 1)),
    quantile: (p) => {
      const place = (sorted.length - 1) * p;
      const low = Math.floor(place);
      const below = sorted[low] as number;
      return below + (place - low) * ((sorted[Math.min(low + 1, sorted.length - 1)] as number) - below);
    },
  };
}

function drawnOf(
  of: Pick<Propagation, 'mean' | 'standardDeviation' | 'quantile'>,
  level: string,
  currency: string,
): Drawn {
  const tail = (1 - Number(level)) / 2;
  return {
    mean: cents(of.mean, currency),
    median: cents(of.quantile(0.5), currency),
    low: cents(of.quantile(tail), currency),
    high: cents(of.quantile(1 - tail), currency),
    standardDeviation: cents(of.standardDeviation, currency),
  };
}

/** A drawn number to the cent. Draws carry no more than fifteen digits, so that a claim of 10^13 is still exact here. */
export function cents(value: number, currency: string): Money {
  return { minor: BigInt(Math.round(value * 10 ** placesOf(currency))), currency };
}

/** A sum as a number, for what is drawn or shown; never for what is added. */
export const asNumber = (sum: Money): number => toNumber(majorUnits(sum));

/**
 * The part of the variance that goes with one input alone, from the draws themselves: the variance of the means of the
 * total within equal slices of the input (Plischke, Borgonovo and Smith, 2013: given-data estimation), less what slicing
 * pure noise would give.
 */
function firstOrder(input: Float64Array, total: Propagation): number {
  const n = input.length;
  const slices = Math.max(8, Math.min(64, Math.floor(n / 500)));
  const sorted = input.slice().sort();
  const edges = Float64Array.from(
    { length: slices - 1 },
    (_unused, s) => sorted[Math.floor(((s + 1) * n) / slices)] ?? 0,
  );
  const sums = new Float64Array(slices);
  const counts = new Float64Array(slices);
  for (let i = 0; i < n; i += 1) {
    let low = 0;
    let high = slices - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((input[i] as number) < (edges[middle] as number)) high = middle;
      else low = middle + 1;
    }
    sums[low] = (sums[low] as number) + (total.draws[i] as number);
    counts[low] = (counts[low] as number) + 1;
  }
  let between = 0;
  for (let s = 0; s < slices; s += 1) {
    const members = counts[s] as number;
    if (members === 0) continue;
    const off = (sums[s] as number) / members - total.mean;
    between += (members / n) * off * off;
  }
  const variance = total.standardDeviation * total.standardDeviation;
  if (variance === 0) return 0;
  const raw = between / variance - (slices - 1) / n;
  return Math.min(1, Math.max(0, Math.round(raw * 10_000) / 10_000));
}

function histogramOf(values: Float64Array, currency: string): Joint['histogram'] {
  const sorted = values.slice().sort();
  // The last half per cent on either side would stretch the picture and say nothing.
  const from = sorted[Math.floor(sorted.length * 0.0025)] as number;
  const to = sorted[Math.ceil(sorted.length * 0.9975) - 1] as number;
  const width = (to - from) / 40;
  if (!(width > 0)) return [{ from: cents(from, currency), to: cents(to, currency), count: values.length }];
  const counts = new Array<number>(40).fill(0);
  for (const value of values) {
    const bin = Math.floor((value - from) / width);
    if (bin >= 0 && bin < 40) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, i) => ({
    from: cents(from + i * width, currency),
    to: cents(from + (i + 1) * width, currency),
    count,
  }));
}
