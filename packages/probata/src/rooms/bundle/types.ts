// The nouns of filing: what left the house, in which version, with which annexes, to whom; and what came in from others.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { dateStatement } from '../../base/time/index.ts';

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 hexadecimal digits');
const text = (max: number) => z.string().min(1).max(max);

export const filingOpened = z.strictObject({
  pleading: idOf('pleading'),
  title: text(300),
  /** Lines of the cover, the court first. */
  cover: z.array(text(200)).max(6),
  proceeding: idOf('proceeding').optional(),
  /** The party that files; none for a study, which is never filed. */
  by: idOf('party').optional(),
  /** As the signature names it: “Agent of Aurelia”. */
  partyName: text(100).optional(),
});

export const versionStatus = z.enum(['original', 'corrected', 'amended']);

/** One annex of a version: its number there, its file in the bag, and the entry that its bytes are bound to. */
export const filedAnnex = z.strictObject({
  annex: text(32),
  number: z.number().int().min(1),
  exhibit: idOf('exhibit'),
  entry: z.number().int().min(0),
  file: text(200),
  digest: sha256Hex,
  bytes: z.number().int().min(0),
});

/** An annex that is listed and not reproduced, because it is sealed. */
export const sealedAnnex = z.strictObject({
  number: z.number().int().min(1),
  exhibit: idOf('exhibit'),
  entry: z.number().int().min(0),
});

/** A version was sealed. `manifest`: SHA-256 of manifest-sha256.txt, which names every payload file with its hash. */
export const filingSealed = z.strictObject({
  version: z.number().int().min(1),
  status: versionStatus,
  ground: text(1000).optional(),
  pleading: idOf('pleading'),
  document: idOf('produced'),
  manifest: sha256Hex,
  annexes: z.array(filedAnnex),
  sealedAnnexes: z.array(sealedAnnex),
  /** The checks that spoke against sealing and were accepted, each with the ground. */
  accepted: z.array(z.strictObject({ code: text(80), subject: text(80), ground: text(500) })),
  /** Ed25519 of the person who sealed, over the canonical JSON of this content without `personally`. */
  personally: z.strictObject({ user: idOf('user'), signature: z.string().regex(/^[0-9a-f]{128}$/) }),
});
export type FilingSealed = z.output<typeof filingSealed>;

export const filingSuperseded = z.strictObject({
  version: z.number().int().min(1),
  by: z.number().int().min(1),
  ground: text(1000),
});

export const copyDelivered = z.strictObject({
  filing: idOf('filing'),
  version: z.number().int().min(1),
  to: text(300),
  party: idOf('party').optional(),
  at: dateStatement,
  how: text(300),
  receipt: text(500).optional(),
  receiptExhibit: idOf('exhibit').optional(),
});

/** A foreign bag was taken in whole: its log, its checkpoint as text, every file with the address of its bytes here. */
export const bundleAdmitted = z.strictObject({
  title: text(300),
  from: text(300),
  party: idOf('party').optional(),
  origin: text(300),
  vkey: text(500),
  /** Whether the key was given by the person who admits, or is only the one that lay in the bag. */
  keyGiven: z.boolean(),
  checkpoint: text(10_000),
  manifest: sha256Hex,
  files: z.array(z.strictObject({ path: text(500), digest: sha256Hex, bytes: z.number().int().min(0) })),
  annexes: z.array(
    z.strictObject({ annex: text(32), exhibit: idOf('exhibit'), foreignEntry: z.number().int().min(0) }),
  ),
  /** The checks that did not hold or were not made; all others were verified. */
  checks: z.array(z.strictObject({ name: text(100), state: z.enum(['verified', 'failed', 'not-checked']) })),
  /** Why it was taken in although checks fail. */
  ground: text(1000).optional(),
});
