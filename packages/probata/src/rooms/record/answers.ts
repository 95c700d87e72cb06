// The forms in which the record answers: each is checked at the door before it is shown.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { sealable } from '../../base/sealed.ts';
import {
  actorRole,
  BEARINGS,
  CONTEMPORANEITY,
  DIRECTNESS,
  dateStatement,
  INTERESTS,
  KNOWLEDGE,
  NAMING,
  nameForm,
  texts,
  timeLimit,
  weight,
} from './types.ts';

export const proceedingShown = z.object({
  id: idOf('proceeding'),
  title: z.string(),
  court: z.string(),
  kind: z.string(),
  forum: z.string(),
  listNumber: z.string().nullable(),
  joinedInto: z.string().nullable(),
  actingFor: z.object({ role: z.string(), parties: z.array(z.string()), ground: z.string() }).nullable(),
});
export type ProceedingShown = z.output<typeof proceedingShown>;

export const stepShown = z.object({
  id: idOf('step'),
  proceeding: z.string(),
  phase: z.string(),
  kind: z.string(),
  title: z.string(),
  ordered: dateStatement.nullable(),
  limits: z.array(timeLimit),
  extended: z.boolean(),
  done: z.object({ on: dateStatement, note: z.string().optional() }).nullable(),
  passage: z.string().nullable(),
  source: z.string().nullable(),
});
export type StepShown = z.output<typeof stepShown>;

export const partyShown = z.object({
  id: idOf('party'),
  proceeding: z.string(),
  actor: idOf('actor'),
  role: z.string(),
  since: dateStatement.nullable(),
  note: z.string().nullable(),
  label: z.string(),
});
export type PartyShown = z.output<typeof partyShown>;

export const actorShown = z.object({
  id: idOf('actor'),
  kind: z.string(),
  /** What may be printed: the first name, or the pseudonym of a sealed one. */
  label: z.string(),
  sealed: z.boolean(),
  pseudonym: z.string().nullable(),
  names: z.array(sealable(z.array(nameForm))),
  naming: z.enum(NAMING),
  namedBy: z.string().nullable(),
  namedIn: z.string().nullable(),
  /** How a page must word it: `named by the applicant`, `in press`; empty for a name of record. */
  wording: z.string(),
  note: z.string().nullable(),
});
export type ActorShown = z.output<typeof actorShown>;

export const relationShown = z.object({
  id: z.string(),
  from: z.string(),
  relation: z.string(),
  to: z.string(),
  when: dateStatement.nullable(),
  passages: z.array(z.string()),
  source: z.string().nullable(),
  note: z.string().nullable(),
});
export type RelationShown = z.output<typeof relationShown>;

export const TRAYS = ['no-source', 'single-origin', 'contradicted', 'awaiting-second-reader'] as const;
export type Tray = (typeof TRAYS)[number];

export const premise = z.object({
  as: z.enum(['conceded', 'notice']),
  party: z.string().optional(),
  passage: z.string(),
  ground: z.string(),
  by: z.string(),
  at: z.string(),
});

export const factShown = z.object({
  id: idOf('fact'),
  statement: sealable(texts),
  when: dateStatement.nullable(),
  where: z.string().nullable(),
  roles: z.array(actorRole),
  account: z.array(z.string()),
  /** Named in words where no exhibit is held; not proof. */
  source: z.string().nullable(),
  premise: premise.nullable(),
  withdrawn: z.object({ ground: z.string(), by: z.string(), at: z.string() }).nullable(),
  mergedInto: z.string().nullable(),
  /** Facts that were merged into this one. */
  absorbed: z.array(z.string()),
  review: z.enum(['awaiting', 'confirmed', 'returned']),
  reviewedBy: z.string().nullable(),
  reviewNote: z.string().nullable(),
  author: z.string(),
  tags: z.array(z.string()),
  trays: z.array(z.enum(TRAYS)),
  supports: z.number(),
  contradicts: z.number(),
  origins: z.number(),
  version: z.number(),
});
export type FactShown = z.output<typeof factShown>;

export const citationShown = z.object({
  id: idOf('citation'),
  fact: idOf('fact'),
  passage: idOf('passage'),
  exhibit: z.string().nullable(),
  pin: z.string().nullable(),
  bearing: z.enum(BEARINGS),
  /** The origin that counts, after mergers; `unknown` where neither citation nor exhibit names one. */
  group: z.string(),
  /** The group as entered; null: that of the exhibit. */
  groupEntered: z.string().nullable(),
  directness: z.enum(DIRECTNESS),
  contemporaneity: z.enum(CONTEMPORANEITY),
  interest: z.enum(INTERESTS),
  interestOf: z.string().nullable(),
  knowledge: z.enum(KNOWLEDGE),
  eventAt: dateStatement.nullable(),
  hedged: z.boolean(),
  note: z.string().nullable(),
  override: z.object({ to: weight, reason: z.string(), by: z.string(), at: z.string() }).nullable(),
  answer: z
    .object({
      kind: z.enum(['argument', 'evidence']),
      reason: z.string(),
      exhibits: z.array(z.string()),
      by: z.string(),
      at: z.string(),
    })
    .nullable(),
  withdrawn: z.object({ ground: z.string(), by: z.string(), at: z.string() }).nullable(),
  /** False when it or its passage was withdrawn, or its exhibit is excluded or withdrawn from the matter. */
  live: z.boolean(),
  by: z.string(),
  at: z.string(),
});
export type CitationShown = z.output<typeof citationShown>;

export const inferenceShown = z.object({
  id: idOf('inference'),
  fact: idOf('fact'),
  from: z.array(idOf('fact')),
  strength: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  warrant: z.string(),
  by: z.string(),
  at: z.string(),
});
export type InferenceShown = z.output<typeof inferenceShown>;

export const exchangeShown = z.object({
  id: idOf('exchange'),
  from: z.string(),
  to: z.array(z.string()),
  kind: z.string(),
  title: z.string(),
  says: texts.nullable(),
  sent: dateStatement.nullable(),
  received: dateStatement.nullable(),
  provisions: z.array(z.string()),
  answers: z.string().nullable(),
  passage: z.string().nullable(),
  source: z.string().nullable(),
});
export type ExchangeShown = z.output<typeof exchangeShown>;

const dayRange = z.object({ atLeast: z.number().nullable(), atMost: z.number().nullable() });
export const silenceShown = z.object({
  by: z.string(),
  countedFrom: z.enum(['received', 'sent']),
  endedBy: z.string().nullable(),
  assumed: z.boolean(),
  days: dayRange.nullable(),
  words: z.string().nullable(),
  due: dateStatement.nullable(),
  dueGround: z.string().nullable(),
  dueOutcome: z.enum(['none', 'kept', 'missed', 'running', 'unclear']),
});

export const historyLine = z.object({
  seq: z.number(),
  kind: z.string(),
  fact: z.string(),
  by: z.string(),
  at: z.string(),
  said: z.record(z.string(), z.unknown()),
});

export const chronologyRow = z.object({
  sort: z.enum(['fact', 'exchange', 'step']),
  id: z.string(),
  when: dateStatement.nullable(),
  words: z.string(),
  text: sealable(z.string()),
  trays: z.array(z.enum(TRAYS)),
  withdrawn: z.boolean(),
});
