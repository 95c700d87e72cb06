// The nouns of proof that persons enter: an allegation with the tree of what must be proved, and what is expected to stand.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { texts } from '../../base/texts.ts';
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

export const scenarioSaved = z.strictObject({
  title: text(200),
  exclude: z.array(idOf('exhibit')),
  mode: z.enum(['knock-out', 'strike']),
  excludeClasses: z.array(z.enum(SOURCE_CLASSES)).optional(),
  merges: z.array(z.strictObject({ a: z.string(), b: z.string(), reason: z.string() })).optional(),
});
