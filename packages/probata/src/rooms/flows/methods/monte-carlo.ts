// Carries the doubt of several figures into their total: a distribution for each, with an exhibit behind it, and dependence.
import { z } from 'zod';
import { Refusal } from '../../../base/errors.ts';
import { parseInput } from '../../../ledger/room.ts';
import { recordable, twelve } from '../canonical.ts';
import { mean, sumOfSquares } from '../matrix.ts';
import {
  type Distribution,
  type Formula,
  type Input,
  meanOf,
  propagate,
  quantileOf,
  tornado,
  varianceOf,
} from '../monte-carlo.ts';
import { Generator } from '../random.ts';
import { varianceShares } from '../shares.ts';
import {
  type Aligned,
  challenged,
  diagnostic,
  type MethodSpec,
  real,
  short,
  switchChallenge,
} from './outcome.ts';

const any = real(-1e15, 1e15);
const distribution = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant'), value: any }),
  z.strictObject({ kind: z.literal('normal'), mean: any, sd: real(0, 1e15) }),
  z.strictObject({ kind: z.literal('lognormal'), median: real(1e-15, 1e15), sigma: real(0, 10) }),
  z.strictObject({ kind: z.literal('triangular'), min: any, mode: any, max: any }),
  z.strictObject({ kind: z.literal('uniform'), min: any, max: any }),
  z.strictObject({ kind: z.literal('beta'), a: real(1e-6, 1e6), b: real(1e-6, 1e6) }),
]);

const params = z.strictObject({
  /** How the total is made of the inputs, in their order: their sum, their product, or the first as a share of the sum of the others. */
  formula: z.enum(['sum', 'product', 'share']).default('sum'),
  /** What is known of each input, in the order of the series; null: from the series itself. None at all: all from the series. */
  inputs: z.array(distribution.nullable()).max(40).default([]),
  /** Correlations of the inputs, row by row; none: apart. */
  correlation: z
    .array(z.array(real(-1, 1)).max(40))
    .max(40)
    .default([]),
  draws: z.number().int().min(1000).max(1_000_000).default(50_000),
  level: real(0.5, 0.999).default(0.95),
});

/** What the inputs are put together by. */
export const FORMULAS: Readonly<Record<'sum' | 'product' | 'share', Formula>> = {
  sum(values) {
    let sum = 0;
    for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
    return sum;
  },
  product(values) {
    let product = 1;
    for (let i = 0; i < values.length; i += 1) product *= values[i] as number;
    return product;
  },
  share(values) {
    let sum = 0;
    for (let i = 1; i < values.length; i += 1) sum += values[i] as number;
    return (values[0] as number) * sum;
  },
};

export const monteCarlo: MethodSpec = {
  title: 'Monte Carlo propagation with dependence (Gaussian copula), tornado and shares of the variance',
  takes: {
    least: 1,
    most: 40,
    roles: 'one series for each input, with the figures that its distribution rests on',
  },
  form: 'apart',
  parse: (given) => recordable(parseInput('monte-carlo', params, given)),
  async run(data, given, seed, pause) {
    const chosen = params.parse(given);
    const k = data.names.length;
    if (chosen.inputs.length > 0 && chosen.inputs.length !== k)
      throw new Refusal(
        'FLOWS_INPUTS_WRONG',
        `There are ${k} series and ${chosen.inputs.length} distributions: one for each, or none.`,
      );
    if (
      chosen.correlation.length > 0 &&
      (chosen.correlation.length !== k ||
        chosen.correlation.some(
          (row, i) =>
            row.length !== k || row.some((r, j) => r !== chosen.correlation[j]?.[i]) || row[i] !== 1,
        ))
    )
      throw new Refusal(
        'FLOWS_INPUTS_WRONG',
        `Correlations are a square of ${k} rows, the same on both sides of a diagonal of ones.`,
      );
    const inputs = data.names.map(
      (name, i): Input => ({ name, distribution: chosen.inputs[i] ?? distributionOf(data, i) }),
    );
    const formula = FORMULAS[chosen.formula];
    const matrix = chosen.correlation.length === 0 ? null : chosen.correlation;
    const tail = (1 - chosen.level) / 2;
    const run = propagate(inputs, formula, chosen.draws, new Generator(seed), matrix);
    const [low, high] = [run.quantile(tail), run.quantile(1 - tail)];
    await pause('dependence', 1, 3);
    const tied = (r: number): number[][] => inputs.map((_, i) => inputs.map((__, j) => (i === j ? 1 : r)));
    const others = [0, 0.5, 0.9].map((r) => {
      const other = propagate(
        inputs,
        formula,
        Math.min(chosen.draws, 20_000),
        new Generator(BigInt(seed) + 11n),
        r === 0 ? null : tied(r),
      );
      return { r, low: other.quantile(tail), high: other.quantile(1 - tail) };
    });
    await pause('shares', 2, 3);
    const bars = tornado(inputs, formula);
    const shares = varianceShares(inputs, formula, 20_000, new Generator(BigInt(seed) + 13n), matrix);
    const exact =
      matrix === null && chosen.formula === 'sum'
        ? inputs.reduce((sum, one) => sum + meanOf(one.distribution), 0)
        : null;
    const exactSd =
      exact === null ? null : Math.sqrt(inputs.reduce((sum, one) => sum + varianceOf(one.distribution), 0));
    const addedUp = formula(Float64Array.from(inputs, (one) => quantileOf(one.distribution, 1 - tail)));
    const outside = inputs.flatMap(({ name, distribution: d }, i) => {
      const known = [
        ...(data.values[i] ?? []),
        ...(data.bounds?.[i] ?? []).flatMap((b) => [b.low, b.high]),
      ].filter((v) => v !== null);
      const [from, to] = [quantileOf(d, 0.001), quantileOf(d, 0.999)];
      const off = known.filter((v) => v < from || v > to).length;
      return off === 0 && known.length > 0 ? [] : [{ name, off, of: known.length }];
    });
    const width = high - low;
    const widest = Math.max(...others.map((one) => one.high - one.low)) / width;
    const unit = chosen.formula === 'sum' ? (data.units[0] ?? '') : (data.units.at(-1) ?? '');
    return {
      effect: { name: `total (${chosen.formula})`, unit, point: run.mean, low, high, level: chosen.level },
      figures: {
        draws: chosen.draws,
        standardDeviation: twelve(run.standardDeviation),
        meanError: twelve(run.meanError),
        quantiles: Object.fromEntries(
          [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975].map((p) => [String(p), twelve(run.quantile(p))]),
        ),
        inputs: inputs.map(({ name, distribution: d }, i) => ({
          name,
          distribution: recordable({ ...d }),
          from: chosen.inputs[i] == null ? 'series' : 'stated',
          mean: twelve(meanOf(d)),
          sd: twelve(Math.sqrt(varianceOf(d))),
          low: twelve(quantileOf(d, 0.05)),
          high: twelve(quantileOf(d, 0.95)),
        })),
        tornado: bars.map((bar) => ({ name: bar.name, low: twelve(bar.low), high: twelve(bar.high) })),
        shares: shares.map((one) => ({ name: one.name, first: twelve(one.first) })),
        dependence: others.map((one) => ({
          correlation: twelve(one.r),
          low: twelve(one.low),
          high: twelve(one.high),
        })),
        addedUp: twelve(addedUp),
      },
      diagnostics: [
        diagnostic('Draws', `${chosen.draws}`, `Monte Carlo error of the mean: ${short(run.meanError)}.`),
        ...(exact === null || exactSd === null
          ? []
          : [
              diagnostic(
                'Exact moments',
                `mean ${short(exact)}, sd ${short(exactSd)}`,
                `By the draws: ${short(run.mean)}, ${short(run.standardDeviation)}.`,
              ),
            ]),
        diagnostic(
          'Sum of the inputs’ upper ends',
          short(addedUp),
          `The total’s own upper end is ${short(high)}: ends do not add up.`,
        ),
        diagnostic(
          'Shares of the variance',
          shares
            .map((one) => `${one.name}: ${(100 * one.first).toFixed(0)} %`)
            .join('; ')
            .slice(0, 400),
          'Part that goes away once an input is known.',
        ),
      ],
      challenge: [
        challenged(
          'The distributions of the inputs are invented.',
          'Whether the figures of the series behind each input lie within its distribution.',
          outside.length === 0
            ? 'All figures behind the inputs lie within their distributions.'
            : outside
                .map((one) =>
                  one.of === 0
                    ? `${one.name}: no figure behind it`
                    : `${one.name}: ${one.off} of ${one.of} figures lie outside`,
                )
                .join('; ')
                .slice(0, 900),
          outside.length === 0 ? 'answered' : 'failed',
        ),
        challenged(
          'The inputs hang together, and the interval is too narrow.',
          'The same with all inputs tied at 0, 0.5 and 0.9.',
          `${others.map((one) => `${one.r}: ${short(one.low)} to ${short(one.high)}`).join('; ')}. The widest is ${short(widest)} times the stated one.`,
          k === 1 || widest < 1.25 ? 'answered' : matrix === null ? 'failed' : 'open',
        ),
        challenged(
          'Another seed would give another figure.',
          'Monte Carlo error of the mean against the width of the interval.',
          `${short(run.meanError)} against ${short(width)}.`,
          width === 0 || run.meanError < width / 100 ? 'answered' : 'failed',
        ),
        challenged(
          'One input decides everything.',
          'Each input alone at its 5th and 95th percentile; shares of the variance.',
          bars[0] === undefined
            ? 'No input is in doubt.'
            : `Longest bar: ${bars[0].name}, ${short(bars[0].low)} to ${short(bars[0].high)}.`,
          Math.max(0, ...shares.map((one) => one.first)) < 0.9 || k === 1 ? 'answered' : 'failed',
        ),
        switchChallenge(data),
      ],
    };
  },
};

/** What a series says of its input: a mean with its error, the two ends of one figure, or the one figure that there is. */
function distributionOf(data: Aligned, i: number): Distribution {
  const values = data.values[i] ?? [];
  const bound = data.bounds?.[i]?.[0];
  if (values.length >= 2)
    return {
      kind: 'normal',
      mean: mean(values),
      sd: Math.sqrt(sumOfSquares(values) / (values.length - 1) / values.length),
    };
  if (values.length === 1) return { kind: 'constant', value: values[0] ?? 0 };
  if (bound === undefined || bound.low === null || bound.high === null)
    throw new Refusal(
      'FLOWS_INPUTS_WRONG',
      `“${data.names[i]}” holds no figure and no two ends: state its distribution.`,
    );
  return bound.low === bound.high
    ? { kind: 'constant', value: bound.low }
    : { kind: 'uniform', min: bound.low, max: bound.high };
}
