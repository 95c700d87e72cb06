// The nouns of the law: instruments, provisions, elements, ladders of preconditions, checks; as a pack writes them.
import { z } from 'zod';

const text = (longest: number) => z.string().trim().min(1).max(longest).normalize('NFC');

/** A stable name, dotted, as in `sp.11.1.need`. Once shipped it is never used for anything else. */
export const lawId = z
  .string()
  .regex(
    /^[a-z0-9][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/,
    'must be a name such as sp.11.1 (letters, digits, dots, hyphens; no spaces)',
  )
  .max(80);

/** How hard a duty binds. The order is that of strength, strongest first, as the matrix shows it. */
export const VERBS = [
  'shall-not',
  'shall',
  'shall-take-into-account',
  'shall-consider',
  'may',
  'defines',
  'scope',
  'purpose',
  'saves',
  'procedure',
  'rule',
] as const;
export type Verb = (typeof VERBS)[number];

export const ROLES = [
  'obligation',
  'gateway',
  'definition',
  'bridge',
  'interpretation',
  'saving',
  'jurisdiction',
  'attribution',
  'breach',
  'defence',
  'consequence',
  'invocation',
] as const;

/** What sort of thing must be shown. */
export const ELEMENT_KINDS = [
  'conduct',
  'status',
  'mental',
  'objective',
  'legislative',
  'date',
  'negative',
  'scope',
  'bridge',
  'interpretive',
  'defence',
  'variant',
  'link',
  'procedure',
] as const;

/**
 * Recalled from memory: shown as 'to be checked' until a person clears it with an authority. `seenIn` names the public
 * source where the statement was seen; a statement has the one or the other.
 */
const checked = { toBeChecked: z.boolean().optional(), seenIn: text(500).optional() };

/** One side's authority on a contested point. `place`: paragraph or page. */
export const authoritySide = z.strictObject({
  case: text(300),
  place: text(120).optional(),
  says: text(1000).optional(),
  ...checked,
});

export const contest = z.strictObject({
  question: text(1000),
  /** Authorities for reading the element in. */
  for: z.array(authoritySide),
  /** Authorities against it. */
  against: z.array(authoritySide),
});

export const element = z.strictObject({
  id: lawId,
  text: text(1000),
  kind: z.enum(ELEMENT_KINDS),
  /** Not in the words of the provision; it is argued into them. */
  implied: z.boolean().default(false),
  contested: contest.optional(),
  /** What is missing, in words, when this element is not shown: `the law that empowers the firm`. */
  link: text(200).optional(),
  /** Exhibits that could show it. */
  hints: z.array(text(200)).default([]),
  ...checked,
});
export type Element = z.output<typeof element>;

/** How parts make a whole: all, any, or at least k of them. Never code. A leaf names an element or a provision. */
export type LawFormula =
  | string
  | { readonly all: readonly LawFormula[] }
  | { readonly any: readonly LawFormula[] }
  | { readonly atLeast: number; readonly of: readonly LawFormula[] };

export const formula: z.ZodType<LawFormula> = z.lazy(() =>
  z.union([
    lawId,
    z.strictObject({ all: z.array(formula).min(1) }),
    z.strictObject({ any: z.array(formula).min(1) }),
    z.strictObject({ atLeast: z.int().min(1), of: z.array(formula).min(1) }),
  ]),
);

export const provision = z.strictObject({
  id: lawId,
  article: text(60),
  heading: text(200),
  role: z.enum(ROLES),
  verb: z.enum(VERBS),
  owedBy: text(200).optional(),
  owedTo: text(200).optional(),
  /** Words that soften the duty: `to the extent possible`. */
  qualifiers: z.array(text(200)).default([]),
  /** Provisions that must hold first; where one fails, this one fails with it. */
  gateways: z.array(lawId).default([]),
  relates: z.array(lawId).default([]),
  /** Who must show it. A defence is for the respondent to show. */
  burden: z.enum(['claimant', 'respondent']).default('claimant'),
  elements: z.array(element).default([]),
  /** How the elements make the provision; absent: all of them. */
  formula: formula.optional(),
  note: text(1000).optional(),
  limits: z.array(text(500)).default([]),
  ...checked,
});
export type Provision = z.output<typeof provision>;

/** What is publicly known of a State's bond to the treaty. Dates are EDTF; `unknown` is left out, never guessed. */
export const bond = z.strictObject({
  state: text(120),
  event: z.enum([
    'consent',
    'in-force',
    'reservation',
    'reservation-withdrawn',
    'declaration',
    'objection',
    'denunciation',
  ]),
  to: lawId.optional(),
  on: text(60).optional(),
  note: text(500).optional(),
  source: text(500).optional(),
  toBeChecked: z.boolean().optional(),
});

export const instrument = z.strictObject({
  id: lawId,
  title: text(300),
  adopted: text(40).optional(),
  inForce: text(40).optional(),
  citation: text(200).optional(),
  bonds: z.array(bond).default([]),
  provisions: z.array(provision).min(1),
  ...checked,
});

/** Alternative ways to one conclusion, shown side by side with the missing link of each. */
export const routeGroup = z.strictObject({
  id: lawId,
  title: text(200),
  routes: z.array(z.strictObject({ provision: lawId, title: text(200) })).min(1),
  note: text(1000).optional(),
});

export type RouteGroup = z.output<typeof routeGroup>;

const side = z.enum(['claimant', 'respondent']);
const eventKind = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a short name in small letters, such as claim-note');

/** What may be entered on a ladder. `dated`: what a date of it means (`on`: done, sent or deposited). */
export const eventDefined = z.strictObject({
  kind: eventKind,
  title: text(200),
  by: z.enum(['claimant', 'respondent', 'either', 'third']),
  /** True where the date of receipt matters besides the date of sending. */
  received: z.boolean().default(false),
  need: text(500),
});

const period = z.union([
  z.strictObject({ months: z.int().min(1).max(600) }),
  z.strictObject({ days: z.int().min(1).max(20_000) }),
]);
export type Period = z.output<typeof period>;

/** One test of a rung, as data. The engine knows these and no treaty. */
export const rungTest = z.discriminatedUnion('test', [
  z.strictObject({
    test: z.literal('in-force'),
    for: z.array(side).min(1),
    entered: eventKind,
    ended: eventKind.optional(),
    at: z.array(eventKind).min(1),
  }),
  z.strictObject({
    test: z.literal('no-reservation'),
    of: side,
    made: eventKind,
    withdrawn: eventKind,
    none: eventKind,
    at: eventKind,
    /** How long after the depositary received it a withdrawal takes effect; absent: on receipt. */
    effectAfter: period.optional(),
    /** A warning if it was still in force at this event. */
    warnAt: eventKind.optional(),
  }),
  z.strictObject({
    test: z.literal('late-declaration'),
    of: side,
    made: eventKind,
    none: eventKind,
    objected: eventKind,
    window: period,
  }),
  z.strictObject({
    test: z.literal('occurred'),
    events: z.array(eventKind).min(1),
    /** Every kind, or one of them. */
    need: z.enum(['all', 'any']).default('all'),
    before: eventKind.optional(),
    /** A warning if it came before this. */
    after: eventKind.optional(),
  }),
  z.strictObject({
    test: z.literal('elapsed'),
    from: eventKind,
    period,
    until: eventKind,
  }),
  z.strictObject({
    test: z.literal('none-agreed'),
    agreed: eventKind,
    exchanges: z.array(eventKind).min(1),
    from: eventKind,
    until: eventKind,
    silenceIsEnough: z.boolean().default(true),
  }),
]);
export type RungTest = z.output<typeof rungTest>;

export const rung = z.strictObject({
  id: lawId,
  title: text(200),
  asks: text(1000),
  /** The word by which a failure is known: `no-treaty-bond`. */
  fails: eventKind,
  test: rungTest,
  authorities: z.array(authoritySide).default([]),
  ...checked,
});
export type Rung = z.output<typeof rung>;

export const ladder = z.strictObject({
  id: lawId,
  title: text(200),
  provision: lawId.optional(),
  asks: text(1000).optional(),
  events: z.array(eventDefined).min(1),
  /** An event of which there may be several, each tried apart (a second request may stand where the first fell). */
  tries: eventKind.optional(),
  rungs: z.array(rung).min(1),
  /** How the rungs make the ladder; absent: all of them. */
  formula: formula.optional(),
  ...checked,
});
export type Ladder = z.output<typeof ladder>;

export const check = z.strictObject({
  id: lawId,
  rule: text(200),
  appliesTo: z.array(eventKind).min(1),
  /** What the rule itself demands. It binds the product only once the statement is cleared; until then it is advice. */
  demands: z.enum(['must', 'should', 'advice', 'information']),
  automation: z.enum(['full', 'assisted', 'none']),
  text: text(1000),
  parameters: z.record(z.string(), z.union([z.int(), z.string(), z.array(z.int())])).default({}),
  ...checked,
});
export type Check = z.output<typeof check>;

/** A standard of proof as authorities word it. The house's own thresholds live in the proof room. */
export const standard = z.strictObject({
  id: lawId,
  label: text(200),
  use: text(500),
  /** The house profile that stands for it when preparing a case. */
  profile: lawId.optional(),
  authorities: z.array(authoritySide).min(1),
  ...checked,
});

/** What a court looks at when it weighs evidence, as authorities word it; the house's own rules of weight lean on these. */
export const criterion = z.strictObject({
  id: lawId,
  /** Whether it makes evidence weigh more, less, or tells what to look for. */
  direction: z.enum(['up', 'down', 'neutral']),
  text: text(500),
  /** What of an exhibit or a citation it looks at, in words. */
  looksAt: text(200).optional(),
  /** House rules of weight that lean on it: L1, K6. One without any is shown beside the evidence, and weighs nothing. */
  houseRules: z
    .array(z.string().regex(/^[A-Z][A-Z0-9]{0,11}$/, 'must be a house rule such as L1 or K6'))
    .default([]),
  authorities: z.array(authoritySide).default([]),
  ...checked,
});
export type Criterion = z.output<typeof criterion>;

export const packForm = z.strictObject({
  format: z.literal('probata-pack/1'),
  id: lawId,
  title: text(200),
  version: z.int().min(1),
  /** The language of the pack's own words. */
  language: z.string().regex(/^[a-z]{2,3}$/),
  about: text(2000),
  /** Packs whose provisions this one names. */
  uses: z.array(lawId).default([]),
  instruments: z.array(instrument).default([]),
  routes: z.array(routeGroup).default([]),
  ladders: z.array(ladder).default([]),
  checks: z.array(check).default([]),
  standards: z.array(standard).default([]),
  /** Packs adopted before there were any have none. */
  criteria: z.array(criterion).optional(),
});
export type Pack = z.output<typeof packForm>;
