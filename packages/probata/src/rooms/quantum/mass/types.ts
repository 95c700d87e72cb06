// What is said of a mass claim in the ledger: counts, sums and hashes, and nothing of any one person.
import { z } from 'zod';
import { isCurrency } from '../../../base/money/index.ts';
import { source } from '../figures.ts';

const words = z.string().min(1).max(400);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** A whole number of minor units, as text: sums of squares go far beyond 2^53. */
const whole = z.string().regex(/^\d{1,60}$/);
const count = z.number().int().min(0).max(100_000_000);
const currency = z.string().refine(isCurrency, { error: 'must be an ISO 4217 code such as EUR' });

export const registerColumns = z.strictObject({
  id: words,
  strata: z.array(words).min(1).max(5),
  claimed: words,
  category: words.optional(),
  only: z.strictObject({ column: words, value: z.string().max(400) }).optional(),
});

export const registerLaid = z.strictObject({
  title: words,
  exhibit: z.string().regex(/^exh_[0-9a-z]{26}$/),
  columns: registerColumns,
  currency,
  count,
  /** Claimed in all, in minor units. */
  claimed: whole,
  /** SHA-256 of the frame: see docs/formats/claim-register.md. */
  frameHash: hash,
  strata: z
    .array(z.strictObject({ name: z.string().max(1000), count, claimed: whole }))
    .min(1)
    .max(5000),
});

export const sampleDrawn = z.strictObject({
  register: z.string().regex(/^reg_[0-9a-z]{26}$/),
  frameHash: hash,
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** Where the seed comes from, so that nobody can say it was picked for its draw. */
  seedGround: z.string().min(1).max(1000),
  allocation: z.enum(['proportional', 'by-sum', 'equal']),
  sizes: z
    .array(z.strictObject({ stratum: z.string().max(1000), of: count, drawn: count }))
    .min(1)
    .max(5000),
  /** SHA-256 of the ids drawn, each with a line feed, in the order of the frame. */
  listHash: hash,
});

/** As of single claims, but `sizes` count groups, in one stratum where they reach across those of the register. */
export const groupsDrawn = sampleDrawn.extend({
  /** The column of the register that names the group; a claim without a word there is a group of its own. */
  column: words,
  /** SHA-256 of what claim is in what group: see docs/formats/claim-register.md. */
  groupHash: hash,
  /** Claims in the drawn groups. */
  claims: count,
});

export const fixedSumSet = z.strictObject({
  register: z.string().regex(/^reg_[0-9a-z]{26}$/),
  category: z.string().min(1).max(1000),
  /** `fixed`: this much for each accepted claim. `ceiling`: no more than this for any one. */
  form: z.enum(['fixed', 'ceiling']),
  sum: z.strictObject({ amount: z.string().max(60), currency }),
  ground: z.string().min(1).max(2000),
  sources: z.array(source),
});

/** The fixed sums and ceilings that were in force. */
const rules = z
  .array(
    z.strictObject({
      category: z.string().max(1000),
      form: z.enum(['fixed', 'ceiling']),
      sum: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    }),
  )
  .max(5000);

const moments = z.strictObject({ n: count, x: whole, y: whole, xx: whole, yy: whole, xy: whole });

export const groupsExamined = z.strictObject({
  exhibit: z.string().regex(/^exh_[0-9a-z]{26}$/),
  rules,
  /** Exact sums over the drawn groups of each stratum, in minor units; x claimed by a group, y what it counts for. */
  results: z
    .array(
      z.strictObject({
        stratum: z.string().max(1000),
        groups: count,
        drawn: count,
        claims: count,
        claimed: whole,
        claimsDrawn: count,
        answered: count,
        accepted: count,
        /** Sum of squares of what single claims count for. */
        single: whole,
        /** Unanswered claims as nothing. */
        nothing: moments,
        /** Groups of which nobody answered left out; else the unanswered claims of a group as its answered ones. */
        leftOut: moments,
      }),
    )
    .min(1)
    .max(5000),
});

export const sampleExamined = z.strictObject({
  exhibit: z.string().regex(/^exh_[0-9a-z]{26}$/),
  rules,
  /** Exact sums over the answered claims of each stratum, in minor units; x claimed, y accepted. */
  results: z
    .array(
      z.strictObject({
        stratum: z.string().max(1000),
        of: count,
        drawn: count,
        answered: count,
        accepted: count,
        x: whole,
        y: whole,
        xx: whole,
        yy: whole,
        xy: whole,
        silentX: whole,
        silentXX: whole,
      }),
    )
    .min(1)
    .max(5000),
});
