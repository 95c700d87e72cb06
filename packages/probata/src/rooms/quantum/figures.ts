// The nouns of a claim in money: heads of damage, lines, who paid, and the rules that turn costs into a claim.
import { z } from 'zod';
import { isCurrency, moneySchema } from '../../base/money/index.ts';
import { parseRational } from '../../base/rational.ts';
import { edtfText, parseDay } from '../../base/time/index.ts';

const name = z.string().min(1).max(400);

/** A calendar day `YYYY-MM-DD` that exists. */
export const dayText = z.string().refine(
  (text) => {
    try {
      parseDay(text);
      return true;
    } catch {
      return false;
    }
  },
  { error: 'must be a day such as 2021-08-03' },
);

/** A ratio written as a decimal or a fraction: `0.04`, `17/20`. Never a binary number. */
export const ratio = z
  .string()
  .max(400)
  .regex(/^-?\d+(?:\.\d+|\/0*[1-9]\d*)?$/, 'must be a decimal such as 0.04 or a fraction such as 17/20')
  .transform(parseRational);

/** A share between none and all. */
const share = ratio.refine((value) => value.n >= 0n && value.n <= value.d, {
  error: 'must lie between 0 and 1',
});

/** Where a figure stands: the passage, and the exhibit that holds it (so that striking an exhibit can be followed). */
export const source = z.strictObject({ passage: name, exhibit: name });
export type Source = z.output<typeof source>;

/** A sum, or the plain statement that there is none yet and why: never a zero in its place. */
export const figure = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('stated'), sum: moneySchema, asWritten: z.string().max(400).nullable() }),
  z.strictObject({ state: z.literal('none'), why: name }),
]);
export type Figure = z.output<typeof figure>;

export const DAY_COUNTS = [
  'act-365f',
  'act-360',
  'act-act-isda',
  'act-365-25',
  'thirty-360-us',
  'thirty-360-us-eom',
  'thirty-e-360',
  'thirty-e-360-isda',
  'act-365-nl',
] as const;
/** How a stretch of days becomes a part of a year; `interest.ts` says what each one is. */
export type DayCount = (typeof DAY_COUNTS)[number];

export const roundingMode = z.enum(['half-up', 'half-even', 'down', 'up']);

/**
 * Who else bore the cost. `tiedBy` names the passages in which a source ties that money to this very cost; without one
 * the money stands in its own column and is never taken off the claim.
 */
export const funding = z.strictObject({
  by: name,
  purpose: name,
  sum: moneySchema,
  tiedBy: z.array(source).readonly(),
});
export type Funding = z.output<typeof funding>;

/** One item of cost or loss under an itemised head. */
export const line = z.strictObject({
  id: name,
  head: name,
  /** Lines with one sub-head are rounded together where the interest rule says so; null: the line stands alone. */
  subHead: name.nullable(),
  title: name,
  figure,
  incurred: edtfText.nullable(),
  /** Ordinary: what the State pays in any event, such as regular salaries (not compensable: Costa Rica v. Nicaragua, 2018). */
  cost: z.enum(['ordinary', 'extraordinary', 'other']),
  status: z.enum(['claimed', 'reserved', 'withdrawn']),
  funding: z.array(funding).readonly(),
  /** What an asset is still worth to the claimant. */
  residual: z
    .strictObject({ sum: moneySchema, ground: name, sources: z.array(source).readonly() })
    .nullable(),
  /** The part caused by the wrongful act: fixed on a ground, or taken from an estimate. */
  share: z
    .strictObject({
      ratio: share,
      ground: name,
      estimate: name.nullable(),
      /** Which figure of that estimate the ratio was read from, such as `figures.attributableFraction`. */
      reading: name.optional(),
      sources: z.array(source).readonly(),
    })
    .nullable(),
  /** The day whose rate converts the sum; null: the last possible day on which it was incurred. */
  convertOn: dayText.nullable(),
  indexation: name.nullable(),
  bearsInterest: z.boolean(),
  /** Why the line is indexed and bears nominal interest as well; without it the two are refused together. */
  bothGround: name.optional(),
  sources: z.array(source).readonly(),
});
export type Line = z.output<typeof line>;

/** Something to be taken off a head: resale, a cost avoided, a payment received. */
export const credit = z.strictObject({
  id: name,
  head: name,
  title: name,
  sum: moneySchema,
  convertOn: dayText.nullable(),
  ground: name,
  sources: z.array(source).readonly(),
});
export type Credit = z.output<typeof credit>;

const headCommon = { id: name, title: name, cap: moneySchema.nullable() };

/** A head of damage. Its mode is fixed: a head is itemised, or estimated, or a global sum, and never two of them. */
export const head = z.discriminatedUnion('mode', [
  z.strictObject({ ...headCommon, mode: z.literal('itemised'), interest: name.nullable() }),
  z.strictObject({
    ...headCommon,
    mode: z.literal('estimated'),
    /**
     * The result of an estimate in the claim's currency; null while there is none. Level: 0.95 for a 95 % interval. The point
     * is null where only the range is stated.
     */
    result: z
      .strictObject({
        estimate: name,
        point: moneySchema.nullable(),
        low: moneySchema,
        high: moneySchema,
        level: share,
      })
      .nullable(),
    why: name,
    sources: z.array(source).readonly(),
  }),
  z.strictObject({
    ...headCommon,
    mode: z.literal('global'),
    /** A sum in equity within the range the evidence indicates (DRC v. Uganda, 2022); `sum` null while none is proposed. */
    range: z.strictObject({ low: moneySchema, high: moneySchema, sum: moneySchema.nullable() }).nullable(),
    grounds: name,
    comparators: z
      .array(z.strictObject({ title: name, sum: moneySchema, sources: z.array(source).readonly() }))
      .readonly(),
    sources: z.array(source).readonly(),
  }),
]);
export type Head = z.output<typeof head>;

/** How interest runs. Every choice that moves a cent is a field, so that the pleading can print it. */
export const interestRule = z.strictObject({
  id: name,
  ground: name,
  rate: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('fixed'), annual: ratio }),
    z.strictObject({ kind: z.literal('reference'), series: name, margin: ratio }),
  ]),
  /** Real: the rate leaves inflation out, so that it may stand beside an indexation. */
  rateIs: z.enum(['nominal', 'real']),
  compounding: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('simple') }),
    z.strictObject({
      kind: z.literal('compound'),
      perYear: z.union([
        z.literal(1),
        z.literal(2),
        z.literal(3),
        z.literal(4),
        z.literal(6),
        z.literal(12),
        /** Every day, at the rate over 365. */
        z.literal(365),
      ]),
      /** Nominal: a whole period bears rate / perYear. Day-count: it bears rate × its part of a year. */
      period: z.enum(['nominal', 'day-count']),
      roundEachPeriod: z.boolean(),
    }),
    z.strictObject({ kind: z.literal('continuous') }),
  ]),
  dayCount: z.enum(DAY_COUNTS),
  firstDay: z.enum(['in', 'out']),
  lastDay: z.enum(['in', 'out']),
  /** A day for all, or `incurred`: each line from the last possible day on which it was incurred. */
  from: z.union([z.literal('incurred'), dayText]),
  to: dayText,
  rounding: z.strictObject({
    point: z.enum(['line', 'sub-head', 'whole']),
    mode: roundingMode,
    /** Places to which the part of a year is rounded first; null: not at all. */
    fractionPlaces: z.number().int().min(0).max(12).nullable(),
    /** One year's interest is rounded to the cent before it is multiplied by the part of a year. */
    yearFirst: z.boolean(),
  }),
});
export type InterestRule = z.output<typeof interestRule>;
/** The rule in its stored form, as a trace carries it. */
export type InterestRuleJson = z.input<typeof interestRule>;

/** How a foreign sum becomes the claim's currency. */
export const fxRule = z.strictObject({
  source: name,
  /** What to take where no rate was published on the day (a weekend, a holiday). */
  fallback: z.enum(['none', 'earlier', 'later']),
  maxStaleDays: z.number().int().min(0).max(3660),
  /** A rate staler than that: refuse the conversion, or make it and flag it. */
  beyond: z.enum(['refuse', 'flag']),
  mode: roundingMode,
});
export type FxRule = z.output<typeof fxRule>;

/** How a past price is carried to another year's or month's level. Periods are `2021` or `2021-08`. */
export const indexationRule = z.strictObject({
  id: name,
  series: name,
  /** A period for all, or `incurred`: the period in which each line was incurred. */
  from: z.union([z.literal('incurred'), z.string().regex(/^\d{4}(-\d{2})?$/)]),
  to: z.string().regex(/^\d{4}(-\d{2})?$/),
  mode: roundingMode,
  ground: name,
  sources: z.array(source).readonly(),
});
export type IndexationRule = z.output<typeof indexationRule>;

/** Whether the claim pleads sums, or is a study that states ranges under its assumptions and never one number. */
export const SHOWS = ['sums', 'ranges'] as const;

/** A whole claim as plain values. `cap`: what was asked for in all; the Court does not go beyond it. */
export const claim = z.strictObject({
  currency: z
    .string()
    .refine(isCurrency, { error: 'must be an ISO 4217 code such as EUR, or a private one such as x-AUC' }),
  heads: z.array(head).readonly(),
  lines: z.array(line).readonly(),
  credits: z.array(credit).readonly(),
  interest: z.array(interestRule).readonly(),
  fx: fxRule.nullable(),
  indexation: z.array(indexationRule).readonly(),
  shareRounding: roundingMode,
  cap: moneySchema.nullable(),
  /** `ranges`: a study, which states no one sum of anything but ranges under its assumptions; left out: sums are pleaded. */
  shows: z.enum(SHOWS).optional(),
});
export type Claim = z.output<typeof claim>;
