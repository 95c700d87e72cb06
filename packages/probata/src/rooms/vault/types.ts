// The nouns of the vault: what an exhibit is, where it came from, whose hands it passed, and how it stands.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { sealable, sealedToken } from '../../base/sealed.ts';
import { languageCode } from '../../base/texts.ts';
import { dateStatement, dateStatementInput, edtfText } from '../../base/time/index.ts';

const text = (max: number) => z.string().min(1).max(max);
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 hexadecimal digits');

/** What sort of source an exhibit is; the proof room's rules of weight start here (proof.md section 2). */
export const SOURCE_CLASSES = [
  'admission',
  'judgment',
  'instrument',
  'record',
  'sensor',
  'io-report',
  'expert',
  'witness',
  'ngo-report',
  'press',
  'open-source',
  'official-statement',
  'unknown',
] as const;
export const sourceClass = z.enum(SOURCE_CLASSES);
export type SourceClass = z.infer<typeof sourceClass>;

export const authenticity = z.enum(['unverified', 'verified', 'disputed', 'failed']);
export const standing = z.enum(['held', 'excluded', 'withdrawn']);
export type Standing = z.infer<typeof standing>;
export const madeFor = z.enum(['this-case', 'other-proceedings', 'ordinary-course', 'the-public', 'unknown']);
export const signed = z.enum(['signed', 'unsigned', 'unknown']);
export const privilege = z.enum([
  'none',
  'legal-advice',
  'prepared-for-litigation',
  'state-secrecy',
  'negotiation',
  'third-party',
  'unknown',
]);

/** Where a standing applies: the whole matter, one proceeding, or one filing. */
export const standingScope = z.union([z.literal('matter'), idOf('proceeding'), idOf('filing')]);
export type StandingScope = z.infer<typeof standingScope>;

/** Where an exhibit came from, as the person who brought it says (Berkeley Protocol; ISO/IEC 27037). */
const provenanceOf = <D extends z.ZodType>(date: D) =>
  z.strictObject({
    receivedFrom: text(300).optional(),
    receivedAt: date.optional(),
    /** By hand, by note verbale, by download, by seizure … */
    how: text(500).optional(),
    /** Web address, device, archive and shelf mark. */
    source: text(2000).optional(),
    collector: text(300).optional(),
    /** Tool, version and command that captured it. */
    tool: text(500).optional(),
    /** On whose authority, or under which rule. */
    authority: text(500).optional(),
  });
export const provenance = provenanceOf(dateStatement);
export const provenanceInput = provenanceOf(dateStatementInput);
export type Provenance = z.output<typeof provenance>;

/** One step of custody: from whose hands into whose, and whether both acknowledged it. */
const custodyOf = <D extends z.ZodType>(date: D) =>
  z.strictObject({
    what: z.enum([
      'received',
      'transferred',
      'stored',
      'examined',
      'copied',
      'returned',
      'changed-during-acquisition',
    ]),
    at: date.optional(),
    from: text(300).optional(),
    to: text(300).optional(),
    acknowledgedByFrom: z.boolean().optional(),
    acknowledgedByTo: z.boolean().optional(),
    place: text(300).optional(),
    /** Number of the seal on the bag, box or medium. */
    sealNumber: text(100).optional(),
    note: text(1000).optional(),
  });
export const custodyStep = custodyOf(dateStatement);
export const custodyStepInput = custodyOf(dateStatementInput);
export type CustodyStep = z.output<typeof custodyStep>;

/** What the originator allowed: without consent, material is read in the house and goes no further. */
export const consent = z.strictObject({
  state: z.enum(['given', 'given-in-part', 'refused', 'withdrawn', 'not-asked', 'not-needed']),
  by: text(300).optional(),
  terms: text(1000).optional(),
});
export type Consent = z.infer<typeof consent>;

/** To whom the exhibit may go. `parties`: all of them, or those named; `publicFrom`: EDTF, or null for never so far. */
export const release = z.strictObject({
  court: z.boolean(),
  parties: z.union([z.literal('all'), z.array(idOf('party'))]),
  publicFrom: edtfText.nullable(),
});
export type Release = z.output<typeof release>;

/** Names the true source, so that papers with one origin count once. Readable by all: an id or a word, never a person's name. */
export const originId = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,79}$/,
    'must be an id or a short word in small letters, digits and hyphens; never a person’s name',
  );

/** What may be said about an exhibit at its deposit or later; in a compartment, every free text of it is sealed. */
const saysOf = <P extends z.ZodType, D extends z.ZodType>(provenanceForm: P, date: D) => ({
  title: text(500).optional(),
  class: sourceClass.optional(),
  language: languageCode.optional(),
  provenance: provenanceForm.optional(),
  originator: text(300).optional(),
  originId: originId.optional(),
  side: idOf('party').optional(),
  /** Whose interest the exhibit serves. */
  interest: idOf('party').optional(),
  madeAt: date.optional(),
  madeFor: madeFor.optional(),
  signed: signed.optional(),
  methodStated: z.boolean().optional(),
  /** The court or commission that tested it, by cross-examination or finding. */
  testedBy: text(300).optional(),
  challengedBeforeSuit: z.boolean().optional(),
  identityWithheldFromCourt: z.boolean().optional(),
  authenticity: authenticity.optional(),
  privilege: privilege.optional(),
  consent: consent.optional(),
});
export const exhibitSaysInput = z.strictObject(saysOf(provenanceInput, dateStatementInput));
export type ExhibitSays = z.output<typeof exhibitSaysInput>;

/** The same as it stands in an entry: free texts are in clear, or tokens of sealed values. */
const saidOf = {
  title: sealable(text(500)),
  class: sourceClass,
  language: languageCode.optional(),
  provenance: sealable(provenance).optional(),
  originator: sealable(text(300)).optional(),
  originId: originId.optional(),
  side: idOf('party').optional(),
  interest: idOf('party').optional(),
  madeAt: sealable(dateStatement).optional(),
  madeFor: madeFor.optional(),
  signed: signed.optional(),
  methodStated: z.boolean().optional(),
  testedBy: sealable(text(300)).optional(),
  challengedBeforeSuit: z.boolean().optional(),
  identityWithheldFromCourt: z.boolean().optional(),
  authenticity: authenticity.optional(),
  privilege: privilege.optional(),
  consent: sealable(consent).optional(),
} as const;

export const mediaType = z.strictObject({
  /** By the name's ending, as the file claims. */
  claimed: text(150).nullable(),
  /** By the first bytes, as they look. */
  sniffed: text(150).nullable(),
});

/**
 * An original came into the vault. Open: `digest` is the SHA-256 of its bytes and its address. Sealed: `address` is
 * the SHA-256 of the ciphertext, `key` names the object's key, and `plain` commits to {sha256, bytes} of the original.
 */
export const exhibitDeposited = z.strictObject({
  ...saidOf,
  name: sealable(text(4096)),
  /** The exact bytes of the name in hexadecimal, where they are not UTF-8 in normal form C. */
  nameBytes: sealable(z.string().regex(/^([0-9a-f]{2})+$/)).optional(),
  digest: sha256Hex.optional(),
  address: sha256Hex.optional(),
  key: idOf('sealedValue').optional(),
  plain: sealedToken.optional(),
  /** Bytes as stored. */
  bytes: z.number().int().min(0),
  mediaType,
  compartment: idOf('compartment').nullable(),
  custody: z.array(sealable(custodyStep)).max(50),
  release,
  intake: idOf('intake').optional(),
  /** Keyed fingerprints of the plain bytes and of the path, so that twins are found inside one compartment only. */
  twinMark: sha256Hex.optional(),
  pathMark: sha256Hex.optional(),
});
export type ExhibitDeposited = z.output<typeof exhibitDeposited>;

/** An exhibit whose bytes are not in the vault: a thing, a place, a paper in another's archive. */
export const exhibitNoted = z.strictObject({
  ...saidOf,
  compartment: idOf('compartment').nullable(),
  /** Where the thing itself is. */
  heldAt: sealable(text(500)),
  why: sealable(text(1000)),
  custody: z.array(sealable(custodyStep)).max(50),
  release,
});

export const exhibitDescribed = z.strictObject({
  ...saidOf,
  title: saidOf.title.optional(),
  class: saidOf.class.optional(),
  ground: sealable(text(1000)),
});

export const custodyRecorded = z.strictObject({ step: sealable(custodyStep) });

const part = z.union([z.literal('whole'), text(300)]);
/** How one exhibit depends on another. `part`: the whole of it, or which part, in words (“pages 2-4”). */
export const relation = z.discriminatedUnion('relation', [
  z.strictObject({
    relation: z.literal('translation-of'),
    part,
    certifiedBy: sealable(text(300)).optional(),
    into: languageCode.optional(),
  }),
  z.strictObject({ relation: z.literal('extract-of'), part }),
  /** What was said in a recording, in words with their times. */
  z.strictObject({ relation: z.literal('transcript-of'), part }),
  z.strictObject({ relation: z.literal('redaction-of'), ground: sealable(text(500)).optional() }),
  z.strictObject({ relation: z.literal('attachment-of'), place: sealable(text(300)).optional() }),
  z.strictObject({ relation: z.literal('version-of'), version: sealable(text(200)).optional() }),
  z.strictObject({
    relation: z.literal('copy-of-paper'),
    place: sealable(text(300)),
    sealNumber: sealable(text(100)).optional(),
    comparedBy: sealable(text(300)).optional(),
  }),
]);
export type Relation = z.output<typeof relation>;
export const RELATIONS = [
  'translation-of',
  'extract-of',
  'transcript-of',
  'redaction-of',
  'attachment-of',
  'version-of',
  'copy-of-paper',
] as const;
export const exhibitRelated = z.strictObject({
  from: idOf('exhibit'),
  /** Absent only for a copy of a paper that is itself no exhibit here. */
  to: idOf('exhibit').optional(),
  as: relation,
});
export const relationWithdrawn = z.strictObject({ ground: text(1000) });

/** An authority relied on and not annexed: a judgment, a treaty, a book. */
export const authorityCited = z.strictObject({
  title: text(500),
  sort: z.enum([
    'judgment',
    'advisory-opinion',
    'treaty',
    'resolution',
    'statute',
    'writing',
    'report',
    'other',
  ]),
  citation: text(500),
  issuer: text(300).optional(),
  madeAt: dateStatement.optional(),
  locator: text(300).optional(),
  url: text(2000).optional(),
});

export const standingSet = z.strictObject({ standing, scope: standingScope, ground: sealable(text(1000)) });
export const exhibitReleased = z.strictObject({ release, ground: sealable(text(1000)) });

export const tool = z.strictObject({ name: text(100), version: text(100) });

/** A file that the house made. Its bytes lie in the vault like an original; its parents say from what it was made. */
export const producedMade = z.strictObject({
  how: z.enum(['stamped', 'redacted', 'rendered', 'extract', 'converted', 'translated']),
  title: sealable(text(500)),
  digest: sha256Hex.optional(),
  address: sha256Hex.optional(),
  key: idOf('sealedValue').optional(),
  plain: sealedToken.optional(),
  bytes: z.number().int().min(0),
  mediaType: text(150),
  compartment: idOf('compartment').nullable(),
  parents: z.array(z.union([idOf('exhibit'), idOf('pleading'), idOf('produced'), idOf('filing')])).min(1),
  tool,
  /** Settings that a second run would need, in words or as JSON text. */
  settings: sealable(z.string().max(4000)).optional(),
});

/** Every way a file can end at intake. */
export const INTAKE_STATES = [
  'deposited',
  'already-held',
  'changed-while-read',
  'not-regular',
  'symlink-not-followed',
  'unreadable',
  'too-large',
  'sparse',
  'sidecar',
] as const;
export const intakeState = z.enum(INTAKE_STATES);
export type IntakeState = z.infer<typeof intakeState>;

export const passedOver = z.strictObject({
  name: text(4096),
  nameBytes: z.string().optional(),
  state: intakeState,
  /** The exhibit that holds the same bytes already. */
  twin: idOf('exhibit').optional(),
  detail: z.string().max(500).optional(),
});
export type PassedOver = z.infer<typeof passedOver>;

export const intakeOpened = z.strictObject({
  source: sealable(text(4096)),
  /** Equal for a later run over the same source, so that an interrupted intake is taken up again. */
  sourceMark: sha256Hex,
  compartment: idOf('compartment').nullable(),
});
export const intakeNoted = z.strictObject({
  files: sealable(z.array(passedOver)),
  /** How many of them in each state; the names may be sealed, the numbers are not. */
  counts: z.partialRecord(intakeState, z.number().int().min(0)),
});
export const intakeClosed = z.strictObject({
  counts: z.partialRecord(intakeState, z.number().int().min(0)),
  /** Names whose bytes were not UTF-8 in normal form C; recorded in hexadecimal. */
  oddNames: z.number().int().min(0),
  bytes: z.number().int().min(0),
});

/** Stored objects were read again and hashed. `root`: RFC 6962 tree over `<address> <verdict>` in the order checked. */
export const fixityChecked = z.strictObject({
  scope: z.enum(['all', 'part']),
  part: text(20).optional(),
  checked: z.number().int().min(0),
  sound: z.number().int().min(0),
  altered: z.array(idOf('exhibit').or(idOf('produced'))),
  missing: z.array(idOf('exhibit').or(idOf('produced'))),
  root: sha256Hex,
});
