// The estimated heads drawn together, so that their sum has an interval of its own: never the sum of the bounds.
import { Refusal } from '../../base/errors.ts';
import type { JsonValue } from '../../base/json.ts';
import { type Money, majorUnits, placesOf } from '../../base/money/index.ts';
import { toNumber } from '../../base/rational.ts';
import { toJson } from '../../base/stable-json.ts';
import {
  type Distribution,
  ENGINE,
  Generator,
  type Input,
  type Propagation,
  propagate,
  tornado,
} from '../flows/index.ts';
import type { Assumption, Model, Models, SaidDistribution } from './assumptions.ts';

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
  /** The one that is pleaded, as the model says. */
  readonly point: Money;
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
  /** The sum of the points of the heads: what the column adds up to. */
  readonly point: Money;
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

const remembered = new Map<string, Joint | null>();

/**
 * Draws every modelled head at once (GUM Supplement 1, JCGM 101:2008): each assumption once per draw, whatever heads it
 * enters, tied to others by a Gaussian copula where a dependence is stated. The same models give the same cents on any
 * machine: the generator and the elementary functions are the house's own, and the order of entries plays no part.
 * @returns null where no head has a model
 * @throws Refusal QUANTUM_ASSUMPTION_UNKNOWN, FLOWS_NOT_POSITIVE, FLOWS_DISTRIBUTION_WRONG
 */
export function joint(models: Models, currency: string): Joint | null {
  if (models.models.length === 0) return null;
  const key = toJson({ models: models as unknown as JsonValue, currency, engine: ENGINE.version });
  const before = remembered.get(key);
  if (before !== undefined) return before;
  const made = draw(models, currency);
  // One matter has one set of models and a few scenarios: a short memory is enough, and none grows without end.
  if (remembered.size >= 32) remembered.clear();
  remembered.set(key, made);
  return made;
}

/**
 * Assumptions that some model uses, by what they say: ids are chance, and the same claim entered in another matter must
 * draw the same cents.
 */
export function usedAssumptions({ assumptions, models }: Models): readonly Assumption[] {
  const used = new Set(models.flatMap((one) => idsIn(one)));
  const key = (one: Assumption): string => `${one.title}\n${toJson(one.distribution)}\n${one.id}`;
  return assumptions.filter((one) => used.has(one.id)).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The assumptions that one model names. */
export function idsIn(model: Model): readonly string[] {
  return model.terms.flatMap((term) =>
    term.factors.flatMap((factor) => ('assumption' in factor ? [factor.assumption] : [])),
  );
}

/** The form in which flows draws; decimals become doubles here and nowhere earlier. */
export function drawable(said: SaidDistribution): Distribution {
  switch (said.kind) {
    case 'stated':
      return { kind: 'constant', value: Number(said.value) };
    case 'normal':
      return { kind: 'normal', mean: Number(said.mean), sd: Number(said.sd) };
    case 'lognormal':
      return { kind: 'lognormal', median: Number(said.median), sigma: Number(said.sigma) };
    case 'triangular':
      return { kind: 'triangular', min: Number(said.min), mode: Number(said.mode), max: Number(said.max) };
    case 'uniform':
      return { kind: 'uniform', min: Number(said.min), max: Number(said.max) };
    case 'beta':
      return { kind: 'beta', a: Number(said.a), b: Number(said.b) };
  }
}

type Term = { readonly factor: number; readonly inputs: readonly number[] };

function draw(all: Models, currency: string): Joint {
  // The order of heads moves no draw of any of them: each is worked out from the same values.
  const models = [...all.models].sort((a, b) => (a.head < b.head ? -1 : 1));
  const used = usedAssumptions(all);
  const places = new Map(used.map((one, i) => [one.id, i]));
  const compiled = models.map((model) => model.terms.map((term) => compile(term, model, places)));
  const isShare = used.map((one) => one.unit === 'share');
  const inputs: readonly Input[] = used.map((one) => ({
    name: one.title,
    distribution: drawable(one.distribution),
  }));
  const { count, seed, level } = all.draws;
  const seen = used.map(() => new Float64Array(count));
  const byHead = models.map(() => new Float64Array(count));
  let at = -1;
  const work = (values: Float64Array): number => {
    let sum = 0;
    for (let h = 0; h < compiled.length; h += 1) {
      let head = 0;
      for (const { factor, inputs: parts } of compiled[h] ?? []) {
        let product = factor;
        for (const i of parts) {
          const value = values[i] as number;
          product *= isShare[i] ? Math.min(1, Math.max(0, value)) : value;
        }
        head += product;
      }
      if (at >= 0) (byHead[h] as Float64Array)[at] = head;
      sum += head;
    }
    if (at >= 0) {
      for (let i = 0; i < seen.length; i += 1) (seen[i] as Float64Array)[at] = values[i] as number;
      at += 1;
    }
    return sum;
  };
  at = 0;
  const total = propagate(inputs, work, count, new Generator(seed), correlations(all, used, places));
  at = -1;
  const heads = models.map((model, h) => {
    const drawn = drawnOf(ofDraws(byHead[h] as Float64Array), level, currency);
    return { head: model.head, ...drawn, point: model.point === 'mean' ? drawn.mean : drawn.median };
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
    point: sum((one) => one.point),
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

function compile(term: Model['terms'][number], model: Model, places: ReadonlyMap<string, number>): Term {
  let factor = term.sign === 'minus' ? -1 : 1;
  const inputs: number[] = [];
  for (const one of term.factors) {
    if ('number' in one) factor *= Number(one.number);
    else {
      const place = places.get(one.assumption);
      if (place === undefined)
        throw new Refusal(
          'QUANTUM_ASSUMPTION_UNKNOWN',
          `The model of ${model.head} uses ${one.assumption}, which is not entered or was withdrawn.`,
          { head: model.head, assumption: one.assumption },
        );
      inputs.push(place);
    }
  }
  return { factor, inputs };
}

/** Null where nothing used is tied to anything used: the draws are then independent. */
function correlations(
  { draws }: Models,
  used: readonly Assumption[],
  places: ReadonlyMap<string, number>,
): readonly (readonly number[])[] | null {
  const matrix = used.map((_one, i) => used.map((_other, j) => (i === j ? 1 : 0)));
  let tied = false;
  for (const { a, b, correlation } of draws.dependence) {
    const [i, j] = [places.get(a), places.get(b)];
    if (i === undefined || j === undefined || i === j) continue;
    tied = true;
    (matrix[i] as number[])[j] = Number(correlation);
    (matrix[j] as number[])[i] = Number(correlation);
  }
  return tied ? matrix : null;
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
