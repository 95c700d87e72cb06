// What persons enter about a claim in money. The forms of figures.ts, kept as the JSON that was said.
import { z } from 'zod';
import type { JsonObject } from '../../base/json.ts';
import { isCurrency } from '../../base/money/index.ts';
import { credit, fxRule, head, indexationRule, interestRule, line } from './figures.ts';

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
});
export const lineWithdrawn = z.strictObject({ ground: z.string().min(1).max(1000) });
