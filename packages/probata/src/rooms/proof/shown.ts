// The forms in which proof answers; each is checked at the door before it is shown.
import { z } from 'zod';
import { UNIT_KINDS } from './case.ts';
import { CELL_WORDS } from './elements.ts';
import type { Explanation } from './explain.ts';
import { standardName, status } from './types.ts';

/** Beside every status: what it is not. */
export const houseWordsShown = {
  /** A house rule for preparing the case, not a statement of how the Court decides. */
  disclaimer: z.string(),
  /** The notice of the matter, on every screen and page. */
  notice: z.string().nullable(),
};

export const counted = z.union([z.number(), z.string()]);

export const allegationShown = z.object({
  id: z.string(),
  text: z.string(),
  kind: z.string(),
  standard: z.string(),
  status,
  /** The status as it may be printed: never without its house rule. */
  words: z.string(),
  by: z.array(z.string()),
  against: z.array(z.string()),
  obligation: z.string().nullable(),
  rivalOf: z.string().nullable(),
  gaps: z.number(),
  defencesLive: z.number(),
  /** Provisions that must hold before its obligation does, and how each stands. */
  gateways: z.array(z.object({ provision: z.string(), heading: z.string(), status })),
  /** The status once the gateways are counted: where one fails, this fails with it. */
  standing: status,
  /** Said where a gateway takes something away; else null. */
  standingWords: z.string().nullable(),
});

/** Statuses of an allegation before and after, itself and once its gateways are counted. */
export const standingChange = z.object({ before: status, after: status });

export const explanation: z.ZodType<Explanation> = z.lazy(() =>
  z.object({
    ref: z.string(),
    status: status.optional(),
    rule: z.string(),
    text: z.string(),
    because: z.array(explanation),
    counts: z.tuple([z.number(), z.number(), z.number()]).optional(),
    pattern: z.object({ w3: z.number(), w2: z.number(), w1: z.number() }).optional(),
    material: z.array(z.string()),
    assumptions: z.array(z.string()),
  }),
) as z.ZodType<Explanation>;

export const flagsShown = z.object({
  singleGroup: z.boolean(),
  pressOnly: z.boolean(),
  ownSourcesOnly: z.boolean(),
  contradicted: z.boolean(),
  overridden: z.boolean(),
  restsOnSealed: z.boolean(),
  assumed: z.boolean(),
});

export const cellWord = z.enum(CELL_WORDS);
/** One cell: a word, the status with its standard, and how many independent origins speak for and against. */
export const cell = z.object({
  word: cellWord,
  status,
  for: z.number(),
  against: z.number(),
  /** Contradictions that stand unanswered and weigh. */
  material: z.number(),
  facts: z.array(z.string()),
});

export const change = z.object({ id: z.string(), before: status, after: status });
/** A fact or an element under one standard: two allegations may ask it under two. */
export const changeUnder = change.extend({ standard: z.string(), label: z.string() });

export const stressShown = z.object({
  by: z.enum(UNIT_KINDS),
  status,
  level: status,
  /** Sets of up to so many units were looked for; null: all of them. Shown with every answer. */
  order: z.number().nullable(),
  /** Why the complete answer gave way, if it did. */
  truncated: z.string().nullable(),
  cuts: z.array(z.array(z.string())),
  count: z.record(z.string(), counted),
  /** The answer in a sentence: what takes the level away, how many such sets there are, up to which size was looked. */
  sentence: z.string(),
  /** Minimal path sets by size: the sets that suffice. Complete answers only. */
  paths: z.record(z.string(), counted).nullable(),
  pathSets: z.array(z.array(z.string())).nullable(),
  importance: z.array(
    z.object({
      unit: z.string(),
      /** In so many minimal cut sets of each size. Size 1: a linchpin. */
      cuts: z.record(z.string(), counted),
      /** In how many choices of the other units this one decides, of how many in all; null where it was too large. */
      pivotal: counted.nullable(),
      of: counted,
    }),
  ),
  /** The name of every unit shown. */
  names: z.record(z.string(), z.string()),
});

/** To see it under another standard than its own: what would still be missing there. */
export const standardAsked = standardName.optional();

/** A made-up but well-formed id for examples. */
export const ZERO = '0'.repeat(26);
export const ALLEGATION = `alg_${ZERO}`;
