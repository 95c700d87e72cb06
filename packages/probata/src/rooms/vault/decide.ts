// The commands of the vault. Deposits need bytes and are tasks (app/tasks/intake.ts); all else about exhibits is here.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { type Id, idOf } from '../../base/ids.ts';
import { languageCode } from '../../base/texts.ts';
import { dateStatementInput, edtfText } from '../../base/time/index.ts';
import { type Act, type Command, command, type Draft } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { unknownExhibit } from './card.ts';
import { foldTitle } from './names.ts';
import { type ExhibitRow, exhibitRow, exhibitsByIds, vaultTables } from './read.ts';
import { keeper, keepSays } from './seal-says.ts';
import {
  authorityCited,
  custodyStepInput,
  type ExhibitDeposited,
  type ExhibitSays,
  exhibitSaysInput,
  RELATIONS,
  type Release,
  type Standing,
  standingScope,
} from './types.ts';

const exh = (digit: string) => `exh_${digit.repeat(26)}`;
const ground = z.string().min(1).max(1000);

/** Nothing goes out of the house until somebody decides that it may. */
export const UNRELEASED: Release = { court: false, parties: [], publicFrom: null };

async function exhibitToChange(look: Look, id: string): Promise<ExhibitRow> {
  const row = await exhibitRow(look, id);
  if (row === undefined) throw unknownExhibit(id);
  if (row.state === 'erased')
    throw new Refusal(
      'VAULT_EXHIBIT_ERASED',
      `The exhibit ${id} is erased; nothing more can be said about it.`,
      {
        exhibit: id,
      },
    );
  return row;
}

/** What the vault found out about stored bytes, for the entry. */
export type StoredBytes = Pick<
  ExhibitDeposited,
  'bytes' | 'mediaType' | 'digest' | 'address' | 'key' | 'twinMark' | 'pathMark' | 'intake'
> & {
  /** For a sealed original: what `plain` commits to. */
  readonly original?: { readonly sha256: string; readonly bytes: number };
};

export interface Deposit {
  readonly exhibit: Id<'exhibit'>;
  readonly says: ExhibitSays;
  readonly name: string;
  readonly nameBytes?: string;
  readonly compartment: string | null;
  readonly custody: readonly z.output<typeof custodyStepInput>[];
  readonly release?: Release;
  readonly stored: StoredBytes;
}

/** The entry of one deposit. Called by the intake, inside the write transaction, once the bytes are durable. */
export function depositDraft(deposit: Deposit, act: Act): Draft {
  const keep = keeper(act, deposit.compartment);
  const { original, ...stored } = deposit.stored;
  const { title, class: sourceClass, ...says } = keepSays(deposit.says, keep);
  return {
    kind: 'exhibit.deposited',
    subject: deposit.exhibit,
    ...(deposit.stored.intake === undefined ? {} : { refs: [deposit.stored.intake] }),
    said: {
      ...says,
      ...stored,
      title: title ?? keep(deposit.name),
      class: sourceClass ?? 'unknown',
      name: keep(deposit.name),
      ...(deposit.nameBytes === undefined ? {} : { nameBytes: keep(deposit.nameBytes) }),
      ...(original === undefined ? {} : { plain: keep(original) }),
      compartment: deposit.compartment,
      custody: deposit.custody.map((step) => keep(step)),
      release: deposit.release ?? UNRELEASED,
    },
  };
}

const relateInput = z.strictObject({
  exhibit: idOf('exhibit'),
  as: z.enum(RELATIONS),
  /** The other exhibit; left out only for the copy of a paper that is itself no exhibit here. */
  to: idOf('exhibit').optional(),
  /** For translations and extracts: `whole`, or which part in words. */
  part: z.string().min(1).max(300).optional(),
  certifiedBy: z.string().min(1).max(300).optional(),
  into: languageCode.optional(),
  ground: z.string().min(1).max(500).optional(),
  place: z.string().min(1).max(300).optional(),
  version: z.string().min(1).max(200).optional(),
  sealNumber: z.string().min(1).max(100).optional(),
  comparedBy: z.string().min(1).max(300).optional(),
});
type RelateInput = z.output<typeof relateInput>;

const ALLOWED: Readonly<Record<RelateInput['as'], readonly (keyof RelateInput)[]>> = {
  'translation-of': ['part', 'certifiedBy', 'into'],
  'extract-of': ['part'],
  'transcript-of': ['part'],
  'redaction-of': ['ground'],
  'attachment-of': ['place'],
  'version-of': ['version'],
  'copy-of-paper': ['place', 'sealNumber', 'comparedBy'],
};

/** The entry of one relation. Free texts are sealed if either exhibit lies in a compartment. */
export function relationDraft(input: RelateInput, compartment: string | null, act: Act): Draft {
  const { exhibit, as, to, part, into, ...texts } = input;
  const allowed = ALLOWED[as];
  for (const [field, value] of Object.entries({ part, into, ...texts }))
    if (value !== undefined && !allowed.includes(field as keyof RelateInput))
      throw new Refusal(
        'VAULT_RELATION_FIELD',
        `A relation ${as} has no field ${field}; it may have ${allowed.join(', ')}.`,
        {
          field,
        },
      );
  if (to === undefined && as !== 'copy-of-paper')
    throw new Refusal(
      'VAULT_RELATION_TO',
      `Say which exhibit this is the ${as.replace('-of', '')} of (field to).`,
    );
  if (to === exhibit) throw new Refusal('VAULT_RELATION_SELF', 'An exhibit cannot be related to itself.');
  if (as === 'copy-of-paper' && input.place === undefined)
    throw new Refusal('VAULT_RELATION_PLACE', 'Say where the paper itself is kept (field place).');
  const keep = keeper(act, compartment);
  const kept = Object.fromEntries(
    Object.entries(texts).flatMap(([field, value]) => (value === undefined ? [] : [[field, keep(value)]])),
  );
  return {
    kind: 'exhibit.related',
    subject: act.newId('relation'),
    refs: to === undefined ? [exhibit] : [exhibit, to],
    said: {
      from: exhibit,
      to,
      as: {
        relation: as,
        ...(allowed.includes('part') ? { part: part ?? 'whole' } : {}),
        ...(into === undefined ? {} : { into }),
        ...kept,
      },
    },
  };
}

const scopeInput = { scope: standingScope.default('matter'), ground };
const release = {
  court: z.boolean(),
  /** `all`, or the ids of the parties. */
  parties: z.union([z.literal('all'), z.array(idOf('party'))]).default([]),
  publicFrom: edtfText.nullable().default(null),
};

function standingCommand(name: string, summary: string, standing: Standing, why: string): Command {
  return command({
    name,
    summary,
    input: z.strictObject({ exhibit: idOf('exhibit'), ...scopeInput }),
    example: { exhibit: exh('0'), ground: why },
    power: 'weigh',
    async load(look, { exhibit, scope }) {
      const row = await exhibitToChange(look, exhibit);
      const set = await vaultTables(look)
        .selectFrom('vault_standing')
        .select('standing')
        .where('exhibit', '=', exhibit)
        .where('scope', '=', scope)
        .executeTakeFirst();
      return { row, now: set?.standing ?? (scope === 'matter' ? 'held' : undefined) };
    },
    decide({ exhibit, scope, ground }, { row, now }, act) {
      if (now === standing)
        throw new Refusal('VAULT_STANDING_SAME', `The exhibit ${exhibit} is ${standing} there already.`, {
          exhibit,
          scope,
        });
      const keep = keeper(act, row.compartment);
      return [
        {
          kind: 'standing.set',
          subject: exhibit,
          refs: scope === 'matter' ? [] : [scope],
          said: { standing, scope, ground: keep(ground) },
        },
      ];
    },
  });
}

export const VAULT_COMMANDS: readonly Command[] = [
  command({
    name: 'exhibit.describe',
    summary:
      'State or correct something about an exhibit (class, title, origin, authenticity …), with the ground.',
    input: z.strictObject({ exhibit: idOf('exhibit'), ...exhibitSaysInput.shape, ground }),
    example: {
      exhibit: exh('0'),
      class: 'record',
      originId: 'border-guard-logbook',
      authenticity: 'verified',
      ground: 'Compared with the paper log on 4 March.',
    },
    load: (look, { exhibit }) => exhibitToChange(look, exhibit),
    decide({ exhibit, ground, ...says }, row, act) {
      if (Object.values(says).every((value) => value === undefined))
        throw new Refusal('VAULT_NOTHING_SAID', 'Say at least one thing about the exhibit.');
      const keep = keeper(act, row.compartment);
      return [
        {
          kind: 'exhibit.described',
          subject: exhibit,
          said: { ...keepSays(says, keep), ground: keep(ground) },
        },
      ];
    },
  }),
  command({
    name: 'exhibit.note',
    summary: 'Note an exhibit whose bytes are not here: a thing, a place, a paper in another’s archive.',
    input: z.strictObject({
      ...exhibitSaysInput.shape,
      title: z.string().min(1).max(500),
      heldAt: z.string().min(1).max(500),
      why: z.string().min(1).max(1000),
      compartment: idOf('compartment').nullable().default(null),
      custody: z.array(custodyStepInput).max(50).default([]),
    }),
    example: {
      title: 'Inflatable boat, grey, 4 m',
      class: 'record',
      heldAt: 'Evidence store of the border guard, bay 12',
      why: 'A thing; photographs are exhibits of their own.',
    },
    load: async () => undefined,
    decide({ heldAt, why, compartment, custody, ...says }, _state, act) {
      const keep = keeper(act, compartment);
      return [
        {
          kind: 'exhibit.noted',
          subject: act.newId('exhibit'),
          said: {
            class: 'unknown',
            ...keepSays(says, keep),
            compartment,
            heldAt: keep(heldAt),
            why: keep(why),
            custody: custody.map((step) => keep(step)),
            release: UNRELEASED,
          },
        },
      ];
    },
  }),
  command({
    name: 'exhibit.relate',
    summary:
      'Relate an exhibit to another: translation, extract, redaction, attachment, version; or to the paper it copies.',
    input: relateInput,
    example: {
      exhibit: exh('0'),
      as: 'translation-of',
      to: exh('1'),
      part: 'whole',
      certifiedBy: 'Sworn translator No. 117',
      into: 'en',
    },
    async load(look, { exhibit, to }) {
      const row = await exhibitToChange(look, exhibit);
      const other = to === undefined ? undefined : await exhibitToChange(look, to);
      const same = await vaultTables(look)
        .selectFrom('vault_relation')
        .select(['relation', 'detail'])
        .where('from_exhibit', '=', exhibit)
        .where('to_exhibit', to === undefined ? 'is' : '=', to ?? null)
        .execute();
      return { row, other, same };
    },
    decide(input, { row, other, same }, act) {
      const draft = relationDraft(input, row.compartment ?? other?.compartment ?? null, act);
      if (input.part === undefined && same.some((relation) => relation.relation === input.as))
        throw new Refusal('VAULT_RELATION_TWICE', 'These two exhibits are related in this way already.', {
          exhibit: input.exhibit,
        });
      return [draft];
    },
  }),
  command({
    name: 'relation.withdraw',
    summary: 'Withdraw a relation between exhibits, with the ground.',
    input: z.strictObject({ relation: idOf('relation'), ground }),
    example: { relation: `rel_${'0'.repeat(26)}`, ground: 'The translation is of another note.' },
    load: (look, { relation }) =>
      vaultTables(look)
        .selectFrom('vault_relation')
        .selectAll()
        .where('id', '=', relation)
        .executeTakeFirst(),
    decide({ relation, ground }, row) {
      if (row === undefined)
        throw new Refusal('VAULT_RELATION_UNKNOWN', `There is no relation ${relation}, or it is withdrawn.`, {
          relation,
        });
      const refs = row.to_exhibit === null ? [row.from_exhibit] : [row.from_exhibit, row.to_exhibit];
      return [{ kind: 'relation.withdrawn', subject: relation, refs, said: { ground } }];
    },
  }),
  command({
    name: 'custody.record',
    summary:
      'Record a step of custody: from whom, to whom, acknowledged by both or not, where, under which seal.',
    input: z.strictObject({ exhibit: idOf('exhibit'), ...custodyStepInput.shape }),
    example: {
      exhibit: exh('0'),
      what: 'transferred',
      at: '2024-03-04',
      from: 'Border guard, station 7',
      to: 'Ministry of Justice, evidence store',
      acknowledgedByFrom: true,
      acknowledgedByTo: true,
      place: 'Vilnius',
      sealNumber: 'B-004417',
    },
    load: (look, { exhibit }) => exhibitToChange(look, exhibit),
    decide({ exhibit, ...step }, row, act) {
      return [
        { kind: 'custody.recorded', subject: exhibit, said: { step: keeper(act, row.compartment)(step) } },
      ];
    },
  }),
  standingCommand(
    'exhibit.exclude',
    'Exclude an exhibit, in the matter, a proceeding or a filing: it carries nothing there any more.',
    'excluded',
    'Obtained in breach of article 15.',
  ),
  standingCommand(
    'exhibit.withdraw',
    'Withdraw an exhibit: it is never live where it was withdrawn, nor in any narrower scope.',
    'withdrawn',
    'The witness withdrew her consent.',
  ),
  standingCommand(
    'exhibit.reinstate',
    'Hold an excluded or withdrawn exhibit again, with the ground.',
    'held',
    'The objection was dismissed by order of 2 May.',
  ),
  command({
    name: 'exhibit.release',
    summary: 'Decide to whom an exhibit may go: the Court, which parties, the public from which date.',
    input: z.strictObject({ exhibit: idOf('exhibit'), ...release, ground }),
    example: {
      exhibit: exh('0'),
      court: true,
      parties: 'all',
      publicFrom: null,
      ground: 'Annexed to the Memorial.',
    },
    power: 'weigh',
    load: (look, { exhibit }) => exhibitToChange(look, exhibit),
    decide({ exhibit, ground, ...to }, row, act) {
      return [
        {
          kind: 'exhibit.released',
          subject: exhibit,
          said: { release: to, ground: keeper(act, row.compartment)(ground) },
        },
      ];
    },
  }),
  command({
    name: 'authority.cite',
    summary: 'Cite an authority that is relied on and not annexed: a judgment, a treaty, a book.',
    input: z.strictObject({ ...authorityCited.shape, madeAt: dateStatementInput.optional() }),
    example: {
      title: 'Corfu Channel (United Kingdom v. Albania), Merits',
      sort: 'judgment',
      citation: 'I.C.J. Reports 1949, p. 4',
      issuer: 'International Court of Justice',
      madeAt: '1949-04-09',
    },
    async load(look, { citation, title }) {
      return vaultTables(look)
        .selectFrom('vault_authority')
        .select(['id', 'title'])
        .where('citation', '=', citation)
        .execute()
        .then((rows) => rows.find((row) => foldTitle(row.title) === foldTitle(title)));
    },
    decide(said, same, act) {
      if (same !== undefined)
        throw new Refusal('VAULT_AUTHORITY_CITED', `This authority is cited already, as ${same.id}.`, {
          authority: same.id,
        });
      return [{ kind: 'authority.cited', subject: act.newId('authority'), said }];
    },
  }),
];

/** For the intake's sidecar: checks that every exhibit named is there. */
export async function compartmentsOf(
  look: Look,
  exhibits: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await exhibitsByIds(look, exhibits);
  return new Map([...rows].map(([id, row]) => [id, row.compartment]));
}
