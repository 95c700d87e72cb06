// The nouns of the record: who acts, what happened, what shows it, and what the States wrote to each other.
import { z } from 'zod';
import { ID_NOUNS, type IdNoun, idOf } from '../../base/ids.ts';
import { languageCode, texts } from '../../base/texts.ts';
import { dateStatement } from '../../base/time/index.ts';

/** Free words of a person, put into the one Unicode form that the ledger stores (NFC). */
export const words = (longest: number) => z.string().trim().min(1).max(longest).normalize('NFC');

/** Why an act was done. It is never empty: a ground that cannot be given is a reason not to act. */
export const ground = words(1000);

/** A short name in lower case that is defined elsewhere, such as a pack's `sp.6.1` or a tag. */
export const slug = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9.:_-]{0,79}$/i,
    'must be a short name of letters, digits, dots and hyphens, such as sp.6.1',
  );

export const PROCEEDING_KINDS = [
  'contentious',
  'advisory',
  'arbitration',
  'inter-state',
  'individual',
  'inquiry',
  'domestic',
] as const;
export const PHASES = [
  'provisional-measures',
  'preliminary-objections',
  'merits',
  'intervention',
  'reparation',
  'revision-or-interpretation',
] as const;
export const STEP_KINDS = [
  'application',
  'order',
  'pleading',
  'declaration',
  'hearing',
  'judgment',
  'other',
] as const;
/** The roles of parties. A commission of inquiry has a role too: the tool serves it as it serves a party. */
export const PARTY_ROLES = ['applicant', 'respondent', 'intervener', 'third-State', 'commission'] as const;
export const ACTING_FOR = ['applicant', 'respondent', 'intervener', 'commission'] as const;
export const ACTOR_KINDS = ['state', 'organ', 'enterprise', 'person', 'group'] as const;
export const ACTOR_RELATIONS = [
  'organ-of',
  'owned-by',
  'employed-by',
  'member-of',
  'agent-of',
  'accredited-by',
] as const;
export const BEARINGS = ['supports', 'contradicts', 'context'] as const;
export const DIRECTNESS = ['operative', 'direct', 'secondhand', 'derived', 'unknown'] as const;
export const CONTEMPORANEITY = ['at-time', 'near', 'later', 'unknown'] as const;
export const INTERESTS = ['against', 'disinterested', 'self-serving', 'unknown'] as const;
export const KNOWLEDGE = ['own-senses', 'own-records', 'told', 'inferred', 'unknown'] as const;
export const EXCHANGE_KINDS = [
  'note-verbale',
  'letter',
  'talks',
  'telephone',
  'statement',
  'meeting-of-agents',
  'other',
] as const;

/** One name as it is written in one language or script; `transliterates` is the spelling it was made from. */
export const nameForm = z.strictObject({
  text: words(200),
  language: languageCode.optional(),
  script: z
    .string()
    .regex(/^[A-Z][a-z]{3}$/, 'must be an ISO 15924 code such as Latn, Cyrl or Arab')
    .optional(),
  transliterates: words(200).optional(),
});
export type NameForm = z.output<typeof nameForm>;

/** How the file knows the name: from a record of its own, because a party names it, or from the press. */
export const NAMING = ['record', 'party', 'press'] as const;

export const actorRole = z.strictObject({ actor: idOf('actor'), role: words(120) });
export type ActorRole = z.output<typeof actorRole>;

/** One time-limit of an order: what is due, from whom, and when. */
export const timeLimit = z.strictObject({
  what: words(200),
  party: idOf('party').optional(),
  due: dateStatement,
});
export type TimeLimit = z.output<typeof timeLimit>;

export const passageId = idOf('passage');
/**
 * An origin of information, as exhibits name theirs: the id of an actor, or a short word. Never the id of an exhibit
 * (one paper may carry three origins), never a person's name.
 */
export const groupKey = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,79}$/,
    'must be an id or a short word in small letters, digits and hyphens; never a person’s name',
  );

export const weight = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
export const strength = z.union([z.literal(1), z.literal(2), z.literal(3)]);

export { dateStatement, texts };

/** A made-up but well-formed id for the examples that --help prints. */
export function sampleId<N extends IdNoun>(noun: N, last = '0'): string {
  return `${ID_NOUNS[noun]}_${last.padStart(26, '0')}`;
}
