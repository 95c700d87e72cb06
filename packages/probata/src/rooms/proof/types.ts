// The nouns of proof that persons enter: an allegation with the tree of what must be proved, and what is expected to stand.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { texts } from '../../base/texts.ts';
import { edtfText } from '../../base/time/index.ts';
import { SOURCE_CLASSES, STATUSES } from './case.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
export const status = z.enum(STATUSES);
export const standardName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,60}$/, 'must be the name of a standard, such as balance or convincing');

/** `fact:fact_…` or `node:nod_…`: what a node rests on. */
export const ref = z.union([
  z.templateLiteral(['fact:', z.string().regex(/^fact_[0-9a-z]{26}$/)]),
  z.templateLiteral(['node:', z.string().regex(/^nod_[0-9a-z]{26}$/)]),
]);

/** One node: an element, a route of attribution, or a group of facts. `element` names the pack's element it answers. */
export const node = z.strictObject({
  id: idOf('node'),
  label: text(300),
  op: z.enum(['all', 'any', 'atLeast']),
  k: z.number().int().min(1).optional(),
  of: z.array(z.string()).max(400),
  element: z.string().max(120).optional(),
  profile: standardName.optional(),
});
export type Node = z.output<typeof node>;

export const allegationKind = z.enum(['jurisdiction', 'admissibility', 'merits', 'quantum']);

export const allegationMade = z.strictObject({
  text: texts,
  kind: allegationKind,
  by: z.array(idOf('party')).min(1),
  against: z.array(idOf('party')),
  /** The obligation of a pack that is said to be breached: `sp.6.1`. */
  obligation: z.string().max(120).optional(),
  standard: standardName,
  root: z.string(),
  nodes: z.array(node).min(1).max(2000),
  /** Defences, each with the party that bears the burden of it. */
  defences: z
    .array(
      z.strictObject({
        id: idOf('node'),
        label: text(300),
        burden: idOf('party'),
        standard: standardName.optional(),
      }),
    )
    .max(50),
  /** The other side's allegation that this one answers: the two accounts are shown side by side. */
  rivalOf: idOf('allegation').optional(),
});
export type AllegationMade = z.output<typeof allegationMade>;

export const allegationWithdrawn = z.strictObject({ ground: text(1000) });
/** Facts are put under, or taken from, one node: an element is answered by them. */
export const elementMatched = z.strictObject({
  allegation: idOf('allegation'),
  of: z.array(z.string()).max(400),
});
export const statusOverridden = z.strictObject({ to: status.nullable(), reason: text(1000) });

export const standardAdopted = z.strictObject({
  name: standardName,
  label: text(200),
  sufficiency: z
    .array(
      z.strictObject({
        w3: z.number().int().min(0),
        w2: z.number().int().min(0),
        w1: z.number().int().min(0),
      }),
    )
    .min(1),
  contradiction: z.strictObject({
    minWeight: z.number().int().min(1).max(4),
    outweighMargin: z.number().int().min(0).nullable(),
  }),
  inferenceMin: z.number().int().min(1).max(3),
  authority: text(1000),
  version: z.number().int().min(1),
});

export type StandardSaid = z.output<typeof standardAdopted>;

/** A person's claim that something stands without certain exhibits; judged anew whenever it is asked. */
export const expectationSet = z.strictObject({
  allegation: idOf('allegation'),
  node: idOf('node').optional(),
  level: status,
  /** Under another standard than the allegation's own. */
  standard: standardName.optional(),
  without: z.array(idOf('exhibit')).min(1),
  note: text(500).optional(),
});

export const expectationWithdrawn = z.strictObject({ ground: text(1000) });

const sourceClass = z.enum(SOURCE_CLASSES);
const weight = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export const merger = z.strictObject({
  a: z.string().min(1).max(120),
  b: z.string().min(1).max(120),
  reason: text(1000),
});
export const contradiction = z.strictObject({ fact: idOf('fact'), weight });

export const scenarioSaved = z.strictObject({
  title: text(200),
  exclude: z.array(idOf('exhibit')).max(5000),
  mode: z.enum(['knock-out', 'strike']),
  excludeClasses: z.array(sourceClass).optional(),
  /** Saved selections; who is in them is read anew at each run. */
  excludeSelections: z.array(idOf('selection')).max(50).optional(),
  merges: z.array(merger).max(200).optional(),
  contradictions: z.array(contradiction).max(200).optional(),
});
export type ScenarioSaved = z.output<typeof scenarioSaved>;
export const scenarioWithdrawn = z.strictObject({ ground: text(1000) });
/** What a person says of something that a scenario could bring down: it falls, or it still stands, and why. */
export const scenarioJudged = z.strictObject({
  ref: z.union([ref, z.templateLiteral(['allegation:', z.string().regex(/^alg_[0-9a-z]{26}$/)])]),
  verdict: z.enum(['falls', 'stands']),
  because: text(1000),
});

/** A day, written in EDTF: `2035-05-19`. */
export const day = edtfText.refine((edtf) => /^\d{4}-\d{2}-\d{2}$/.test(edtf), {
  error: 'must be one day, such as 2035-05-19',
});

/**
 * Exhibits that may fall together: those named, and those that meet every condition of the rule. An exhibit whose date is
 * not stated meets no condition on dates; one that may be of such a date does.
 */
export const selectionRule = z.strictObject({
  classes: z.array(sourceClass).min(1).optional(),
  origin: z.string().min(1).max(120).optional(),
  side: z.string().min(1).max(120).optional(),
  /** As named in a step of custody. */
  custodian: text(300).optional(),
  madeFrom: day.optional(),
  madeTo: day.optional(),
});
export type SelectionRule = z.output<typeof selectionRule>;
export const selectionSaved = z.strictObject({
  title: text(200),
  exhibits: z.array(idOf('exhibit')).max(5000),
  rule: selectionRule.optional(),
});
export const selectionWithdrawn = z.strictObject({ ground: text(1000) });

/** Something to be done so that a gap is closed; its words are a person's. */
export const todoOpened = z.strictObject({
  title: text(500),
  fact: idOf('fact').optional(),
  /** An element that no fact answers yet. */
  node: idOf('node').optional(),
  allegation: idOf('allegation').optional(),
  /** A gateway of the law that must hold before the allegation counts: its provision. */
  provision: text(120).optional(),
  owner: idOf('user').optional(),
  due: day.optional(),
});
export const todoAssigned = z.strictObject({
  owner: idOf('user').nullable(),
  due: day.nullable(),
  ground: text(1000).optional(),
});
export const todoDone = z.strictObject({ outcome: z.enum(['done', 'dropped']), note: text(1000) });
