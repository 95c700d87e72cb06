// The nouns of reading: where in an exhibit something stands, and what it says there.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { sealable } from '../../base/sealed.ts';

export const box = z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int()]);

/**
 * Where a passage stands. `span`: UTF-16 units in the exhibit's text; `boxes`: on which page (from 1), in hundredths of
 * a point from the page's upper left corner; `cells`: rows and columns from 1. `whole`: the exhibit as such.
 */
export const place = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('whole') }),
  z.strictObject({
    by: z.literal('text'),
    start: z.number().int().min(0),
    end: z.number().int().min(1),
    page: z.number().int().min(1).optional(),
    boxes: z.array(z.strictObject({ page: z.number().int().min(1), box })).optional(),
    cells: z
      .array(z.strictObject({ sheet: z.string(), row: z.number().int(), col: z.number().int() }))
      .optional(),
    /** In a transcript: when the words are heard in the recording. */
    time: z.strictObject({ fromMs: z.number().int().min(0), toMs: z.number().int().min(0) }).optional(),
  }),
  z.strictObject({ by: z.literal('area'), page: z.number().int().min(1), box }),
  z.strictObject({ by: z.literal('time'), fromMs: z.number().int().min(0), toMs: z.number().int().min(0) }),
]);
export type Place = z.infer<typeof place>;

/** Of the places where the same words stand amid the same words: which one, from 1, and of how many. */
export const occurrence = z.strictObject({ nth: z.number().int().min(1), of: z.number().int().min(1) });

export const passageMarked = z.strictObject({
  exhibit: idOf('exhibit'),
  /** SHA-256 of the rendition it was marked on; null for a place that needs no text. */
  rendition: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  tool: z.string().nullable(),
  place,
  quote: sealable(z.string().max(20_000)),
  prefix: sealable(z.string().max(200)),
  suffix: sealable(z.string().max(200)),
  occurrence: occurrence.optional(),
  language: z.string().max(35).optional(),
  /** How the place is cited: `p. 3`, `sheet Invoices, row 12`. */
  pin: z.string().max(200),
  /** In a translation: the passage of the original that this one renders. */
  original: idOf('passage').optional(),
  /** The passage that this one replaces, after a new reading. */
  replaces: idOf('passage').optional(),
});
export type PassageMarked = z.infer<typeof passageMarked>;

/** A person looked at a passage in a newer reading and says: what was cited stands here. */
export const passageConfirmed = z.strictObject({
  rendition: z.string().regex(/^[0-9a-f]{64}$/),
  tool: z.string(),
  place,
  quote: sealable(z.string().max(20_000)),
  prefix: sealable(z.string().max(200)),
  suffix: sealable(z.string().max(200)),
  occurrence: occurrence.optional(),
  pin: z.string().max(200),
});
export type PassageConfirmed = z.infer<typeof passageConfirmed>;

/** A person says in which encoding a text was written, where the bytes leave it open. */
export const encodingChosen = z.strictObject({
  /** `windows-1257`, `koi8-r` …; null takes the choice back. */
  encoding: z.string().min(2).max(40).nullable(),
  ground: z.string().max(1000).optional(),
});

export const passageWithdrawn = z.strictObject({ ground: z.string().min(1).max(1000) });

/** A passage as later rooms and screens see it. */
export const passage = z.object({
  id: idOf('passage'),
  exhibit: idOf('exhibit'),
  place,
  quote: sealable(z.string()),
  pin: z.string(),
  rendition: z.string().nullable(),
  original: z.string().nullable(),
  withdrawn: z.boolean(),
  seq: z.number(),
});
export type Passage = z.infer<typeof passage>;
