// What an estimated head rests on: assumptions with their doubt, a formula that joins them, and how they hang together.
import { z } from 'zod';
import { source } from './figures.ts';

const name = z.string().min(1).max(400);
const long = z.string().min(1).max(2000);
/** A decimal as text, so that what a person said is kept to the digit. */
const number = z.string().regex(/^-?\d{1,24}(?:\.\d{1,20})?$/, 'must be a decimal such as 1953 or 0.25');

/**
 * What is known of a quantity. `lognormal` by its median and the standard deviation of its logarithm (0.2: about a fifth
 * either way); `beta` for a share; `stated`: no doubt is claimed.
 */
export const distribution = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stated'), value: number }),
  z.strictObject({ kind: z.literal('normal'), mean: number, sd: number }),
  z.strictObject({ kind: z.literal('lognormal'), median: number, sigma: number }),
  z.strictObject({ kind: z.literal('triangular'), min: number, mode: number, max: number }),
  z.strictObject({ kind: z.literal('uniform'), min: number, max: number }),
  z.strictObject({ kind: z.literal('beta'), a: number, b: number }),
]);
export type SaidDistribution = z.output<typeof distribution>;

/** A quantity of an estimate, with what stands behind it. A `share` never leaves 0 to 1, however it is drawn. */
export const assumption = z.strictObject({
  id: name,
  title: name,
  unit: z.enum(['amount', 'count', 'share', 'rate']),
  distribution,
  ground: long,
  /** The adopted estimate of flows that the distribution was read from. */
  estimate: name.nullable(),
  /** The register of a mass claim that it was read from instead. */
  register: name.optional(),
  /** Which figure: of an estimate `effect` or `figures.NAME`, of a register `pleaded` or `lower-bound`. */
  reading: name.optional(),
  sources: z.array(source).readonly(),
});
export type Assumption = z.output<typeof assumption>;

/** One product of the formula: persons times days times the cost of a day. Factors are assumptions or plain decimals. */
export const term = z.strictObject({
  title: name,
  sign: z.enum(['plus', 'minus']),
  factors: z
    .array(z.union([z.strictObject({ assumption: name }), z.strictObject({ number })]))
    .min(1)
    .max(20),
});

/** How an estimated head is worked out: the sum of its terms, in major units of the claim's currency. */
export const model = z.strictObject({
  head: name,
  /** The figure pleaded out of the draws; `range`: none, the ends alone are stated. */
  point: z.enum(['median', 'mean', 'range']),
  terms: z.array(term).min(1).max(50),
  ground: long,
});
export type Model = z.output<typeof model>;

/** How the draws are made. Two assumptions that no pair names are independent: that too is a choice, and is printed. */
export const draws = z.strictObject({
  count: z.number().int().min(1000).max(2_000_000),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** 0.95 for a 95 % interval. */
  level: z.string().regex(/^0\.\d{1,6}$/, 'must be a decimal between 0 and 1, such as 0.95'),
  dependence: z
    .array(
      z.strictObject({
        a: name,
        b: name,
        correlation: z.string().regex(/^-?(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/, 'must lie between -1 and 1'),
        ground: long,
        sources: z.array(source).readonly(),
      }),
    )
    .max(500),
});
export type Draws = z.output<typeof draws>;

/** Used while nothing else was ruled: a hundred thousand independent draws, seed 1, 95 %. */
export const USUAL_DRAWS: Draws = { count: 100_000, seed: 1, level: '0.95', dependence: [] };

/** Everything that estimated heads are worked out from. */
export interface Models {
  readonly assumptions: readonly Assumption[];
  readonly models: readonly Model[];
  readonly draws: Draws;
}
export const NO_MODELS: Models = { assumptions: [], models: [], draws: USUAL_DRAWS };
