// Draws the estimated heads: every assumption once per draw, whatever heads it enters, in slices that may be watched.
import { Refusal } from '../../base/errors.ts';
import { toJson } from '../../base/stable-json.ts';
import { cholesky, type Distribution, Generator, type Input, samplersOf } from '../flows/index.ts';
import type { Assumption, Model, Models, SaidDistribution } from './assumptions.ts';

/** All draws of a claim: in each list one value for each draw, in the order in which they were drawn. */
export interface Drawing {
  readonly all: Models;
  /** In an order of their own, so that the order of entries moves no draw. */
  readonly models: readonly Model[];
  readonly used: readonly Assumption[];
  readonly inputs: readonly Input[];
  /** The sum of all heads from one value of each assumption, in major units. */
  readonly work: (values: Float64Array) => number;
  /** Values of each used assumption, of each head, and of their sum. */
  readonly seen: readonly Float64Array[];
  readonly byHead: readonly Float64Array[];
  readonly draws: Float64Array;
}

/** How many draws are made before the watcher is asked. */
const SLICE = 25_000;

/**
 * Draws in slices, and after each says how many are done.
 * @throws Refusal QUANTUM_ASSUMPTION_UNKNOWN, FLOWS_NOT_POSITIVE, FLOWS_DISTRIBUTION_WRONG
 */
export function* drawInSlices(all: Models): Iterator<number, Drawing> & Iterable<number, Drawing> {
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
  const { count, seed } = all.draws;
  const correlation = correlations(all, used, places);
  const sampler = samplersOf(
    inputs,
    new Generator(seed),
    correlation === null ? null : cholesky(correlation),
  );
  const seen = used.map(() => new Float64Array(count));
  const byHead = models.map(() => new Float64Array(count));
  const draws = new Float64Array(count);
  const headOf = (h: number, values: Float64Array): number => {
    let head = 0;
    for (const { factor, inputs: parts } of compiled[h] ?? []) {
      let product = factor;
      for (const i of parts) {
        const value = values[i] as number;
        product *= isShare[i] ? Math.min(1, Math.max(0, value)) : value;
      }
      head += product;
    }
    return head;
  };
  const slice = (from: number, until: number): void => {
    for (let at = from; at < until; at += 1) {
      const values = sampler();
      let sum = 0;
      for (let h = 0; h < byHead.length; h += 1) {
        const head = headOf(h, values);
        (byHead[h] as Float64Array)[at] = head;
        sum += head;
      }
      for (let i = 0; i < seen.length; i += 1) (seen[i] as Float64Array)[at] = values[i] as number;
      draws[at] = sum;
    }
  };
  for (let at = 0; at < count; at += SLICE) {
    slice(at, Math.min(count, at + SLICE));
    yield Math.min(count, at + SLICE);
  }
  const work = (values: Float64Array): number => {
    let sum = 0;
    for (let h = 0; h < compiled.length; h += 1) sum += headOf(h, values);
    return sum;
  };
  return { all, models, used, inputs, work, seen, byHead, draws };
}

/** All draws at once. */
export function drawAll(all: Models): Drawing {
  const slices = drawInSlices(all);
  for (;;) {
    const next = slices.next();
    if (next.done === true) return next.value;
  }
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
