// The acts that the record keeps: proceedings, parties, actors, facts, citations, inferences, and exchanges of States.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { sealable } from '../../base/sealed.ts';
import type { Kind } from '../../ledger/registry.ts';
import {
  ACTING_FOR,
  ACTOR_KINDS,
  ACTOR_RELATIONS,
  actorRole,
  BEARINGS,
  CONTEMPORANEITY,
  DIRECTNESS,
  dateStatement,
  EXCHANGE_KINDS,
  ground,
  groupKey,
  INTERESTS,
  KNOWLEDGE,
  NAMING,
  nameForm,
  PARTY_ROLES,
  PHASES,
  PROCEEDING_KINDS,
  passageId,
  STEP_KINDS,
  slug,
  strength,
  texts,
  timeLimit,
  weight,
  words,
} from './types.ts';

export const proceedingOpened = z.strictObject({
  title: words(300),
  court: words(200),
  kind: z.enum(PROCEEDING_KINDS),
  /** The forum whose procedure applies, as a pack names it: `icj`. */
  forum: slug,
  listNumber: words(60).optional(),
});
export const proceedingJoined = z.strictObject({
  into: idOf('proceeding'),
  ground,
  passage: passageId.optional(),
});
export const stepOrdered = z.strictObject({
  proceeding: idOf('proceeding'),
  phase: z.enum(PHASES),
  kind: z.enum(STEP_KINDS),
  title: words(300),
  /** The date of the order, not of what is due under it. */
  ordered: dateStatement.optional(),
  limits: z.array(timeLimit).max(20),
  passage: passageId.optional(),
  source: words(500).optional(),
});
export const stepExtended = z.strictObject({
  limits: z.array(timeLimit).min(1).max(20),
  ordered: dateStatement.optional(),
  ground,
  passage: passageId.optional(),
});
export const stepDone = z.strictObject({
  on: dateStatement,
  note: words(1000).optional(),
  passage: passageId.optional(),
  source: words(500).optional(),
});
export const partyNamed = z.strictObject({
  proceeding: idOf('proceeding'),
  actor: idOf('actor'),
  role: z.enum(PARTY_ROLES),
  since: dateStatement.optional(),
  note: words(500).optional(),
});
export const actingDeclared = z.strictObject({
  proceeding: idOf('proceeding'),
  actingFor: z.enum(ACTING_FOR),
  parties: z.array(idOf('party')).max(20),
  ground,
});
export const actorNamed = z.strictObject({
  kind: z.enum(ACTOR_KINDS),
  names: sealable(z.array(nameForm).min(1).max(20)),
  pseudonym: words(80).optional(),
  naming: z.enum(NAMING),
  namedBy: idOf('party').optional(),
  namedIn: words(500).optional(),
  note: words(1000).optional(),
});
export const actorAlsoNamed = z.strictObject({
  names: sealable(z.array(nameForm).min(1).max(20)),
  ground,
});
export const actorRelated = z.strictObject({
  from: idOf('actor'),
  relation: z.enum(ACTOR_RELATIONS),
  to: idOf('actor'),
  when: dateStatement.optional(),
  passages: z.array(passageId).max(20),
  source: words(500).optional(),
  note: words(1000).optional(),
});
export const factAsserted = z.strictObject({
  statement: sealable(texts),
  when: dateStatement.optional(),
  where: words(300).optional(),
  roles: z.array(actorRole).max(40),
  /** Whose account of events this belongs to. Empty: nobody's in particular. */
  account: z.array(idOf('party')).max(10),
  /** A public source named in words, where no exhibit is held: it is no proof, and is shown as such. */
  source: words(500).optional(),
});
export const factRestated = z.strictObject({
  statement: sealable(texts).optional(),
  when: dateStatement.optional(),
  where: words(300).optional(),
  roles: z.array(actorRole).max(40).optional(),
  account: z.array(idOf('party')).max(10).optional(),
  ground,
});
export const factConceded = z.strictObject({ party: idOf('party'), passage: passageId, ground });
export const factNoticed = z.strictObject({ passage: passageId, ground });
export const premiseWithdrawn = z.strictObject({ ground });
export const factTagged = z.strictObject({ tags: z.array(slug).max(40) });
export const factMerged = z.strictObject({ into: idOf('fact'), ground });
/** `from`: the fact that stood for it. */
export const factParted = z.strictObject({ from: idOf('fact'), ground });
export const factWithdrawn = z.strictObject({ ground });
export const factReviewed = z.strictObject({
  verdict: z.enum(['confirmed', 'returned']),
  note: words(1000).optional(),
});
export const factCited = z.strictObject({
  fact: idOf('fact'),
  passage: passageId,
  bearing: z.enum(BEARINGS),
  group: groupKey.optional(),
  directness: z.enum(DIRECTNESS),
  contemporaneity: z.enum(CONTEMPORANEITY),
  interest: z.enum(INTERESTS),
  interestOf: z.union([idOf('party'), idOf('actor')]).optional(),
  knowledge: z.enum(KNOWLEDGE),
  eventAt: dateStatement.optional(),
  hedged: z.boolean(),
  note: words(1000).optional(),
});
export const citationWeighed = z.strictObject({ to: weight, reason: ground });
export const citationAnswered = z.strictObject({
  by: z.enum(['argument', 'evidence']),
  reason: ground,
  exhibits: z.array(idOf('exhibit')).max(20),
});
export const citationWithdrawn = z.strictObject({ ground });
export const inferenceDrawn = z.strictObject({
  to: idOf('fact'),
  from: z.array(idOf('fact')).min(1).max(20),
  strength,
  warrant: words(1000),
});
export const inferenceWithdrawn = z.strictObject({ ground });
export const groupMerged = z.strictObject({ group: groupKey, into: groupKey, reason: ground });
export const groupUnmerged = z.strictObject({ reason: ground });
export const exchangeEntered = z.strictObject({
  from: idOf('actor'),
  to: z.array(idOf('actor')).min(1).max(20),
  kind: z.enum(EXCHANGE_KINDS),
  title: words(300),
  says: texts.optional(),
  sent: dateStatement.optional(),
  received: dateStatement.optional(),
  /** Provisions of packs that it is about: `sp.20`. */
  provisions: z.array(slug).max(40),
  answers: idOf('exchange').optional(),
  passage: passageId.optional(),
  source: words(500).optional(),
});
export const exchangeExpected = z.strictObject({
  answerTo: idOf('exchange'),
  from: idOf('actor'),
  due: dateStatement,
  ground,
  passage: passageId.optional(),
});

/** Every kind of this room. What an erasure leaves is what the header says: kind, subject, time, author, references. */
export const RECORD_KINDS: readonly Kind[] = [
  {
    kind: 'proceeding.opened',
    v: 1,
    content: proceedingOpened,
    summary: 'A proceeding was opened: its court, kind, forum and title.',
    erased: 'That a proceeding was opened.',
  },
  {
    kind: 'proceeding.joined',
    v: 1,
    content: proceedingJoined,
    summary: 'A proceeding was joined to another, with the ground.',
    erased: 'That two proceedings were joined; which ones stands in the references.',
  },
  {
    kind: 'step.ordered',
    v: 1,
    content: stepOrdered,
    summary: 'A step of a proceeding was ordered or taken, with its time-limits.',
    erased: 'That a step was ordered.',
  },
  {
    kind: 'step.extended',
    v: 1,
    content: stepExtended,
    summary: 'The time-limits of a step were replaced by an order.',
    erased: 'That time-limits were replaced.',
  },
  {
    kind: 'step.done',
    v: 1,
    content: stepDone,
    summary: 'A step was carried out, on a date.',
    erased: 'That a step was carried out.',
  },
  {
    kind: 'party.named',
    v: 1,
    content: partyNamed,
    summary: 'An actor became a party to a proceeding, in a role.',
    erased: 'That an actor became a party; which one stands in the references.',
  },
  {
    kind: 'acting.declared',
    v: 1,
    content: actingDeclared,
    summary: 'For whom this team acts in a proceeding: applicant, respondent, intervener or commission.',
    erased: 'That the team declared for whom it acts.',
  },
  {
    kind: 'actor.named',
    v: 1,
    content: actorNamed,
    summary: 'An actor was named; a person’s names are sealed and a pseudonym stands for them.',
    erased:
      'That an actor was named. The names cannot be opened again; the pseudonym is not given to another.',
  },
  {
    kind: 'actor.also-named',
    v: 1,
    content: actorAlsoNamed,
    summary: 'Further names or spellings of an actor were entered.',
    erased: 'That further names were entered.',
  },
  {
    kind: 'actor.related',
    v: 1,
    content: actorRelated,
    summary: 'One actor was related to another: organ of, owned by, employed by; with what shows it.',
    erased: 'That two actors were related; which ones stands in the references.',
  },
  {
    kind: 'fact.asserted',
    v: 1,
    content: factAsserted,
    summary: 'A fact was asserted: what, when, where, who, in whose account.',
    erased: 'That a fact was asserted; its citations stand but carry nothing.',
  },
  {
    kind: 'fact.restated',
    v: 1,
    content: factRestated,
    summary: 'A fact was put in other words or at another date, with the ground.',
    erased: 'That a fact was restated.',
  },
  {
    kind: 'fact.conceded',
    v: 1,
    content: factConceded,
    summary: 'A party conceded a fact, in a passage, with the ground for reading it so.',
    erased: 'That a fact was conceded.',
  },
  {
    kind: 'fact.noticed',
    v: 1,
    content: factNoticed,
    summary: 'A fact is taken as judicially noticed, on a passage and a ground.',
    erased: 'That a fact was noticed.',
  },
  {
    kind: 'premise.withdrawn',
    v: 1,
    content: premiseWithdrawn,
    summary: 'A fact is no longer taken as conceded or noticed: it needs proof again.',
    erased: 'That a fact needs proof again.',
  },
  {
    kind: 'fact.tagged',
    v: 1,
    content: factTagged,
    summary: 'The tags of a fact were set.',
    erased: 'That a fact was tagged.',
  },
  {
    kind: 'fact.merged',
    v: 1,
    content: factMerged,
    summary: 'Two facts turned out to be one; both histories are kept.',
    erased: 'That two facts were merged; which ones stands in the references.',
  },
  {
    kind: 'fact.parted',
    v: 1,
    content: factParted,
    summary:
      'A merger of two facts was undone: each stands by itself again, with the citations entered for it.',
    erased: 'That a merger was undone; which facts it parted stands in the references.',
  },
  {
    kind: 'fact.withdrawn',
    v: 1,
    content: factWithdrawn,
    summary: 'A fact is no longer asserted, with the ground.',
    erased: 'That a fact was withdrawn.',
  },
  {
    kind: 'fact.reviewed',
    v: 1,
    content: factReviewed,
    summary: 'A second reader confirmed or returned a fact.',
    erased: 'That a fact was reviewed, and by whom.',
  },
  {
    kind: 'fact.cited',
    v: 1,
    content: factCited,
    summary: 'A passage was cited for, against or beside a fact, with what is known of its source.',
    erased: 'That a passage was cited; which one stands in the references.',
  },
  {
    kind: 'citation.weighed',
    v: 1,
    content: citationWeighed,
    summary: 'A person set the weight of a citation by hand, with the reason.',
    erased: 'That a weight was set by hand.',
  },
  {
    kind: 'citation.answered',
    v: 1,
    content: citationAnswered,
    summary: 'A contradicting citation was answered by argument or by evidence.',
    erased: 'That a contradiction was answered.',
  },
  {
    kind: 'citation.withdrawn',
    v: 1,
    content: citationWithdrawn,
    summary: 'A citation was withdrawn, with the ground.',
    erased: 'That a citation was withdrawn.',
  },
  {
    kind: 'inference.drawn',
    v: 1,
    content: inferenceDrawn,
    summary: 'A fact was inferred from others, with a strength and the warrant that carries it.',
    erased: 'That an inference was drawn; between which facts stands in the references.',
  },
  {
    kind: 'inference.withdrawn',
    v: 1,
    content: inferenceWithdrawn,
    summary: 'An inference was withdrawn, with the ground.',
    erased: 'That an inference was withdrawn.',
  },
  {
    kind: 'group.merged',
    v: 1,
    content: groupMerged,
    summary: 'Two origins of information were found to be one, with the reason.',
    erased: 'That two origins were merged.',
  },
  {
    kind: 'group.unmerged',
    v: 1,
    content: groupUnmerged,
    summary: 'A merger of two origins was undone, with the reason.',
    erased: 'That a merger of origins was undone.',
  },
  {
    kind: 'exchange.entered',
    v: 1,
    content: exchangeEntered,
    summary: 'States exchanged a note, a letter or words; sent and received are kept apart.',
    erased: 'That an exchange took place; between whom stands in the references.',
  },
  {
    kind: 'exchange.expected',
    v: 1,
    content: exchangeExpected,
    summary: 'An answer was due by a date, with the ground for expecting it.',
    erased: 'That an answer was expected.',
  },
];
