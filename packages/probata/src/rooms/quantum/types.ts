// What persons enter about a claim in money. The forms of figures.ts, kept as the JSON that was said.
import { z } from 'zod';
import type { JsonObject } from '../../base/json.ts';
import { isCurrency } from '../../base/money/index.ts';
import { assumption, draws, model } from './assumptions.ts';
import { counterCase } from './counter-case.ts';
import {
  credit,
  dayText,
  fxRule,
  head,
  indexationRule,
  interestRule,
  line,
  SHOWS,
  source,
} from './figures.ts';

/** A value that `schema` accepts, kept as it was given: money as text, ratios as text. */
function said<S extends z.ZodType>(schema: S, withId: boolean): z.ZodType<JsonObject> {
  return z.custom<JsonObject>().superRefine((value, context) => {
    const parsed = schema.safeParse(withId ? { ...value, id: 'new' } : value);
    if (parsed.success) return;
    for (const issue of parsed.error.issues)
      context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
  });
}

const currency = z
  .string()
  .refine(isCurrency, { error: 'must be an ISO 4217 code such as EUR, or a private one such as x-AUC' });

export const headOpened = said(head, true);
export const lineEntered = said(line, true);
export const creditEntered = said(credit, true);
export const interestRuled = said(interestRule, true);
export const indexationRuled = said(indexationRule, true);
export const claimFramed = z.strictObject({
  currency,
  shareRounding: z.enum(['half-up', 'half-even', 'down', 'up']),
  /** What was asked for in all: the Court does not go beyond it. */
  cap: z.strictObject({ amount: z.string(), currency: z.string() }).nullable(),
  fx: said(fxRule, false).nullable(),
  /** `ranges`: a study, which states ranges under its assumptions and never one sum; left out: sums are pleaded. */
  shows: z.enum(SHOWS).optional(),
});
export const ratesEntered = z.strictObject({
  source: z.string().min(1).max(400),
  base: currency,
  /** The published table: a column date, then one for each currency. */
  csv: z.string().max(2_000_000),
  passage: z
    .string()
    .regex(/^pas_[0-9a-z]{26}$/)
    .optional(),
  /** The exhibit that holds that passage. */
  exhibit: z
    .string()
    .regex(/^exh_[0-9a-z]{26}$/)
    .optional(),
});
export const lineWithdrawn = z.strictObject({ ground: z.string().min(1).max(1000) });
export const itemWithdrawn = z.strictObject({ ground: z.string().min(1).max(1000) });

const decimal = z.string().regex(/^-?\d{1,24}(?:\.\d{1,20})?$/, 'must be a decimal such as 112.4');
const words = z.string().min(1).max(400);

export const assumptionEntered = said(assumption, true);
export const headModelled = said(model, false);
export const drawsRuled = said(draws, false);
export const counterCaseEntered = said(counterCase, true);

/** A published index of prices: its levels, or the yearly rates of inflation that give them. */
export const indexEntered = z.strictObject({
  series: words,
  source: words,
  form: z.enum(['level', 'inflation']),
  /** Periods `2021` or `2021-08`; inflation in per cent a year (`4.6`). */
  points: z
    .array(z.strictObject({ period: z.string().regex(/^\d{4}(-\d{2})?$/), value: decimal }))
    .min(1)
    .max(5000),
  sources: z.array(source),
});

/** A published reference rate: from each day the yearly rate in force until the next, in per cent. */
export const referenceRateEntered = z.strictObject({
  series: words,
  source: words,
  points: z
    .array(z.strictObject({ from: dayText, percent: decimal }))
    .min(1)
    .max(20_000),
  sources: z.array(source),
});

const sum = z.strictObject({ amount: z.string().max(60), currency });

export const awardEntered = z.strictObject({
  head: words,
  outcome: z.enum(['awarded', 'refused', 'reserved']),
  /** Null unless awarded. */
  sum: sum.nullable(),
  ground: z.string().min(1).max(2000),
  on: dayText.nullable(),
  sources: z.array(source),
});

export const instalmentsOrdered = z.strictObject({
  sum,
  count: z.number().int().min(1).max(600),
  first: dayText,
  everyMonths: z.number().int().min(1).max(120),
  ground: z.string().min(1).max(2000),
  sources: z.array(source),
});

/** What a person made of two entries that may be one loss. */
export const doubleJudged = z.strictObject({
  second: words,
  outcome: z.enum(['one-loss', 'two-losses']),
  ground: z.string().min(1).max(1000),
});
