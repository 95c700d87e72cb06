// The acts about the law: a pack adopted, statements cleared with an authority, and what happened on a ladder.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { dateStatement } from '../../base/time/index.ts';
import type { Kind } from '../../ledger/registry.ts';
import { ground, passageId, words } from '../record/index.ts';
import { lawId, packForm } from './types.ts';

export const packAdopted = z.strictObject({
  pack: lawId,
  version: z.int().min(1),
  title: words(200),
  /** SHA-256 of the file from which it was read. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  file: words(200),
  content: packForm,
});

/** What a person read when clearing a statement. */
export const authorityRead = z.strictObject({
  title: words(500),
  place: words(200).optional(),
  passage: passageId.optional(),
  authority: idOf('authority').optional(),
});
export const statementCleared = z.strictObject({
  pack: lawId,
  statements: z
    .array(z.strictObject({ id: words(120), words: words(3000) }))
    .min(1)
    .max(500),
  read: authorityRead,
  note: words(1000).optional(),
});
export const clearanceWithdrawn = z.strictObject({
  pack: lawId,
  statements: z.array(words(120)).min(1).max(500),
  ground,
});
export const ladderOpened = z.strictObject({
  proceeding: idOf('proceeding'),
  pack: lawId,
  ladder: lawId,
  claimants: z.array(idOf('party')).min(1).max(20),
  respondents: z.array(idOf('party')).min(1).max(20),
});
export const ladderEventRecorded = z.strictObject({
  ladder: idOf('ladder'),
  kind: words(40),
  by: z.enum(['claimant', 'respondent', 'third', 'both']),
  whose: words(200).optional(),
  title: words(300),
  on: dateStatement.optional(),
  received: dateStatement.optional(),
  announced: dateStatement.optional(),
  exchange: idOf('exchange').optional(),
  passage: passageId.optional(),
  ground: ground.optional(),
  /** Where it was reported, when no passage shows it. */
  source: words(500).optional(),
});
export const ladderEventDisputed = z.strictObject({
  party: idOf('party'),
  reason: ground,
  passage: passageId.optional(),
});
export const ladderEventWithdrawn = z.strictObject({ ground });

export const LAW_KINDS: readonly Kind[] = [
  {
    kind: 'pack.adopted',
    v: 1,
    content: packAdopted,
    summary:
      'A pack of law was adopted, whole and with the digest of its file: this is the law that was applied.',
    erased: 'That a pack was adopted.',
  },
  {
    kind: 'statement.cleared',
    v: 1,
    content: statementCleared,
    summary: 'Statements recalled from memory were checked against an authority, by a person.',
    erased: 'That statements were cleared; they are to be checked again.',
  },
  {
    kind: 'clearance.withdrawn',
    v: 1,
    content: clearanceWithdrawn,
    summary: 'Statements are to be checked again, with the ground.',
    erased: 'That a clearance was withdrawn.',
  },
  {
    kind: 'ladder.opened',
    v: 1,
    content: ladderOpened,
    summary: 'A ladder of preconditions was set up in a proceeding, between named parties.',
    erased: 'That a ladder was set up; for which proceeding and parties stands in the references.',
  },
  {
    kind: 'ladder-event.recorded',
    v: 1,
    content: ladderEventRecorded,
    summary:
      'An event on a ladder was recorded: with a passage and a ground, or as reported in a public source.',
    erased: 'That an event on a ladder was recorded.',
  },
  {
    kind: 'ladder-event.disputed',
    v: 1,
    content: ladderEventDisputed,
    summary: 'A party disputes an event on a ladder, or its meaning.',
    erased: 'That an event on a ladder is disputed.',
  },
  {
    kind: 'ladder-event.withdrawn',
    v: 1,
    content: ladderEventWithdrawn,
    summary: 'An event on a ladder was withdrawn, with the ground.',
    erased: 'That an event on a ladder was withdrawn.',
  },
];
