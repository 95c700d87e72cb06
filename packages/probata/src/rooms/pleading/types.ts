// The nouns of pleading: a document of numbered blocks, each a text that cites facts, passages and figures.
import { z } from 'zod';
import { FIGURE_NAMES } from '../../base/figure/types.ts';
import { idOf } from '../../base/ids.ts';
import { languageCode, texts } from '../../base/texts.ts';

/** What kind of document: the words of the court's own rules, or a study that is never filed. */
export const pleadingType = z
  .string()
  .regex(/^[a-z][a-z-]{2,40}$/, 'must be a name in small letters, such as application, memorial or study');

export const pleadingOpened = z.strictObject({
  type: pleadingType,
  title: texts,
  shortTitle: z.string().min(1).max(80),
  proceeding: idOf('proceeding').optional(),
  /** The party that speaks; none for a study. */
  by: idOf('party').optional(),
  language: languageCode,
  /** plain: 1, 2, 3 throughout; chapter: 2.14. */
  numbering: z.enum(['plain', 'chapter']),
  /** Whether signature and certification pages belong to it. A study has none. */
  isFiled: z.boolean(),
  /** Printed at the head of every page. */
  notice: z.string().max(500).optional(),
});
export type PleadingOpened = z.infer<typeof pleadingOpened>;

export const blockKind = z.enum([
  'chapter',
  'heading',
  'paragraph',
  'quotation',
  'submission',
  'summary',
  'figure',
]);
export type BlockKind = z.infer<typeof blockKind>;

export const blockWritten = z.strictObject({
  pleading: idOf('pleading'),
  kind: blockKind,
  /** Source text: see docs/guide/pleading.md for its marks. */
  text: texts,
  /** The block before it; null for the first place. */
  after: idOf('block').nullable(),
});
export const blockRewritten = z.strictObject({ text: texts, kind: blockKind });
export const blockMoved = z.strictObject({ after: idOf('block').nullable() });
export const blockRemoved = z.strictObject({ ground: z.string().min(1).max(1000) });

/**
 * The figures that a block quotes, and what they said to the person who wrote or confirmed it. `display`: the words behind
 * the id, such as `net in millions 1`; `shown` null where there was no figure yet.
 */
export const quoted = z.strictObject({
  of: z.union([z.literal('claim'), idOf('head'), idOf('line'), idOf('counterCase')]),
  field: z.string().max(60),
  display: z.string().max(100),
  shown: z.string().max(400).nullable(),
});
export type Quoted = z.infer<typeof quoted>;
export const figureQuoted = z.strictObject({ quotes: z.array(quoted).min(1).max(200) });

/** A block as composed later: its place in the order is decided by the view. */
export interface Block {
  readonly id: string;
  readonly kind: BlockKind;
  readonly text: z.infer<typeof texts>;
}

export const deficiency = z.object({
  code: z.string(),
  subject: z.string(),
  message: z.string(),
  severity: z.enum(['advice', 'error']),
});

/** Which mark of the source text a run was made of, counted from the first; absent for plain words. */
const mark = z.number().int().optional();

/** One piece of a paragraph as it will be set. */
export const run = z.discriminatedUnion('is', [
  z.object({ is: z.literal('text'), text: z.string(), style: z.enum(['plain', 'emphasis']), mark }),
  z.object({ is: z.literal('note'), note: z.number().int(), mark }),
  z.object({
    is: z.literal('figure'),
    text: z.string(),
    of: z.string(),
    mark,
    /** What it said when the paragraph was written or last confirmed, where that is something else; null where not. */
    was: z.string().nullable().default(null),
  }),
  /** A drawing with what must stand about it; the drawing itself is made where it is set. */
  z.object({
    is: z.literal('drawing'),
    mark,
    figure: z.enum(FIGURE_NAMES),
    of: z.string(),
    events: z.array(z.object({ on: z.string(), label: z.string() })).default([]),
    title: z.string(),
    sentence: z.string(),
    source: z.string(),
    notes: z.array(z.string()),
  }),
]);
export type Run = z.infer<typeof run>;

export const composedBlock = z.object({
  id: z.string(),
  kind: blockKind,
  number: z.string().nullable(),
  runs: z.array(run),
});
export const footnote = z.object({
  n: z.number().int(),
  block: z.string(),
  text: z.string(),
  passages: z.array(z.string()),
});
export const annexLine = z.object({
  annex: z.number().int(),
  exhibit: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  language: z.string().nullable(),
  pages: z.number().int().nullable(),
  sealed: z.boolean(),
  translationOf: z.number().int().nullable(),
});
export type AnnexLine = z.infer<typeof annexLine>;

/** A source cited by its title, of which no bytes are annexed. */
export const sourceLine = z.object({
  title: z.string(),
  date: z.string().nullable(),
  heldAt: z.string().nullable(),
});

/** A pleading with its numbers, footnotes and annexes fallen into place. */
export const composed = z.object({
  pleading: z.string(),
  type: z.string(),
  title: z.string(),
  shortTitle: z.string(),
  language: z.string(),
  isFiled: z.boolean(),
  notice: z.string().nullable(),
  blocks: z.array(composedBlock),
  footnotes: z.array(footnote),
  annexes: z.array(annexLine),
  sources: z.array(sourceLine),
  deficiencies: z.array(deficiency),
});
export type Composed = z.infer<typeof composed>;
