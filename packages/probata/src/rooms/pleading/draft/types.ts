// The nouns of a draft that goes out as a Word file and comes back: what it was written with, and what is proposed by it.
import { z } from 'zod';
import { idOf } from '../../../base/ids.ts';
import { languageCode, texts } from '../../../base/texts.ts';
import { blockKind } from '../types.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.strictObject({ name: z.string().min(1).max(300), sha256, bytes: z.number().int().min(0) });
/** The id of one occurrence of a citation, figure or cross-reference in a Word file: Crockford base 32 in capitals. */
export const markId = z.string().regex(/^[0-9A-Z]{4,32}$/);
const source = z.string().max(200_000);

/** A Word file was written of a pleading: the version of every block, and what each mark in it stands for. */
export const draftIssued = z.strictObject({
  pleading: idOf('pleading'),
  language: languageCode,
  file,
  blocks: z.array(z.strictObject({ block: idOf('block'), version: z.number().int() })).max(50_000),
  marks: z
    .array(
      z.strictObject({
        id: markId,
        block: idOf('block'),
        /** As written in the source text: `[@fact_…]`. */
        source: z.string().max(4000),
        /** What a reader saw: `Annex 12, p. 3`. */
        words: z.string().max(2000),
      }),
    )
    .max(50_000),
});
export type DraftIssued = z.infer<typeof draftIssued>;

/** One thing that the Word file would change, as a person can take or leave it. */
export const proposal = z.strictObject({
  n: z.number().int().min(1),
  is: z.enum(['rewrite', 'write', 'remove', 'move']),
  /** The block; null where a new one is proposed. */
  block: idOf('block').nullable(),
  /** Of a new or moved block: the block it stands after; null for the first place, or after what `afterNew` names. */
  after: idOf('block').nullable(),
  /** Of a new block: the proposal whose new block it stands after. */
  afterNew: z.number().int().nullable(),
  kind: blockKind,
  /** The source text as the Word file has it; empty for a removal or a move. */
  text: source,
  /** The source text that went out; empty for a new block. */
  was: source,
  /** Who made the tracked changes, as the file names them. */
  by: z.array(z.string().max(200)).max(20),
  /** Marks that stood in this block and do not stand in what is proposed. */
  drops: z.array(markId).max(2000),
  /** What the text of a block cannot hold and a person must see to. */
  remarks: z.array(z.string().max(2000)).max(200),
});
export type Proposal = z.infer<typeof proposal>;

export const lossReason = z.enum(['struck', 'emptied', 'uncalled', 'displaced', 'absent']);

/** A Word file came back: what it proposes, and what became of each citation. */
export const draftReturned = z.strictObject({
  draft: idOf('draft'),
  file,
  proposals: z.array(proposal).max(50_000),
  citations: z.strictObject({
    standing: z.number().int().min(0),
    /** Stands in another block than it went out in; null for none that went out. */
    moved: z.array(z.strictObject({ id: markId, to: idOf('block').nullable() })).max(50_000),
    /** Its words were changed; they are made anew and the change is for a person to judge. */
    edited: z.array(z.strictObject({ id: markId, words: z.string().max(2000) })).max(50_000),
    /** Stands more than once; each copy cites the same. */
    copied: z.array(z.strictObject({ id: markId, times: z.number().int().min(1) })).max(50_000),
    /** All its marks were gone and its very words were found at its place. */
    byWords: z.array(markId).max(50_000),
    lost: z
      .array(
        z.strictObject({
          id: markId,
          reason: lossReason,
          by: z.string().max(200),
          on: z.string().max(40),
        }),
      )
      .max(50_000),
    /** Marks that this draft was not written with. */
    foreign: z.array(markId).max(50_000),
  }),
  remarks: z.array(z.string().max(2000)).max(500),
});
export type DraftReturned = z.infer<typeof draftReturned>;

/** What a person made of one proposal; `open` takes the decision back. */
export const proposalDecided = z.strictObject({
  returned: idOf('draftReturn'),
  n: z.number().int().min(1),
  as: z.enum(['accepted', 'left', 'open']),
  /** The block that acceptance made. */
  made: idOf('block').optional(),
  /** How the block stood before acceptance, so that it can be taken back. */
  was: z.strictObject({ text: texts, kind: blockKind, after: idOf('block').nullable() }).optional(),
});
export type ProposalDecided = z.infer<typeof proposalDecided>;

export const blockRestored = z.strictObject({});
