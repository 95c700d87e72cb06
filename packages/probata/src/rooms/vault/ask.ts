// Questions about exhibits: what is held, from where, through whose hands, how it stands, how intakes ended.
import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { isSealed, type Sealable, sealable } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { type Question, question, type Viewer } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { foldTitle, shownName } from './names.ts';
import {
  type ExhibitRow,
  exhibitOf,
  exhibitsByIds,
  maySee,
  producedFrom,
  producedOf,
  relationsOf,
  vaultTables,
} from './read.ts';
import { INTAKE_STATES, sourceClass, standing } from './types.ts';
import type { VaultTables } from './view.ts';

const exhibitLine = z.object({
  id: z.string(),
  seq: z.number(),
  at: z.string(),
  title: sealable(z.string()),
  /** The title made safe for a line of text: isolated, with turning marks written out. */
  shown: z.string(),
  class: z.string(),
  state: z.string(),
  mediaType: z.string().nullable(),
  bytes: z.number().nullable(),
  language: z.string().nullable(),
  authenticity: z.string(),
  compartment: z.string().nullable(),
  side: z.string().nullable(),
  originId: z.string().nullable(),
});
export type ExhibitLine = z.output<typeof exhibitLine>;

const any = z.unknown();
const exhibitCard = z.object({
  exhibit: exhibitLine,
  by: z.string(),
  object: z
    .object({
      address: z.string(),
      digest: z.string().nullable(),
      bytes: z.number(),
      sealed: z.boolean(),
      entry: z.number(),
    })
    .nullable(),
  name: sealable(z.string()).nullable(),
  nameShown: z.string().nullable(),
  nameBytes: sealable(z.string()).nullable(),
  mediaType: z.object({ claimed: z.string().nullable(), sniffed: z.string().nullable() }),
  said: z.record(z.string(), any),
  release: any,
  custody: z.array(z.object({ seq: z.number(), at: z.string(), by: z.string(), step: any })),
  relations: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      to: z.string().nullable(),
      relation: z.string(),
      detail: any,
    }),
  ),
  standings: z.array(
    z.object({
      scope: z.string(),
      standing: z.string(),
      ground: sealable(z.string()),
      by: z.string(),
      at: z.string(),
      seq: z.number(),
    }),
  ),
  produced: z.array(
    z.object({
      id: z.string(),
      seq: z.number(),
      how: z.string(),
      mediaType: z.string(),
      title: sealable(z.string()),
    }),
  ),
});
export type ExhibitCard = z.output<typeof exhibitCard>;

const id26 = '0'.repeat(26);
const pages = {
  limit: z.number().int().min(1).max(500).default(50),
  offset: z.number().int().min(0).default(0),
};
const countsOf = z.partialRecord(z.enum(INTAKE_STATES), z.number());

export function lineOf(row: ExhibitRow): ExhibitLine {
  return { ...row, shown: isSealed(row.title) ? 'sealed' : shownName(row.title) };
}

// Sealed exhibits of other compartments do not exist for this viewer: no row, no number, no hint.
function visible(look: Look, viewer: Viewer) {
  return vaultTables(look)
    .selectFrom('vault_exhibit')
    .where((where) =>
      where.or([
        where('compartment', 'is', null),
        ...(viewer.compartments.length > 0 ? [where('compartment', 'in', [...viewer.compartments])] : []),
      ]),
    );
}

const SORTS = { entered: 'seq', title: 'title_fold', class: 'class', bytes: 'bytes' } as const;

export const VAULT_QUESTIONS: readonly Question[] = [
  question({
    name: 'exhibit.list',
    summary: 'Exhibits, filtered and in pages; without their texts.',
    input: z.strictObject({
      class: sourceClass.optional(),
      state: z.union([standing, z.literal('erased')]).optional(),
      /** A compartment's id, or `open` for what is in none. */
      compartment: z.union([z.literal('open'), idOf('compartment')]).optional(),
      side: idOf('party').optional(),
      /** Words that the title must contain, in any case. Sealed titles are not searched. */
      text: z.string().min(1).max(200).optional(),
      sort: z.enum(['entered', 'title', 'class', 'bytes']).default('entered'),
      descending: z.boolean().default(false),
      ...pages,
    }),
    output: z.object({ total: z.number(), exhibits: z.array(exhibitLine) }),
    example: { class: 'record', text: 'guard log', limit: 20 },
    async answer(look, input, viewer) {
      let rows = visible(look, viewer);
      if (input.class !== undefined) rows = rows.where('class', '=', input.class);
      if (input.state !== undefined)
        rows =
          input.state === 'erased'
            ? rows.where('erased', '=', 1)
            : rows.where('state', '=', input.state).where('erased', '=', 0);
      if (input.compartment !== undefined)
        rows =
          input.compartment === 'open'
            ? rows.where('compartment', 'is', null)
            : rows.where('compartment', '=', input.compartment);
      if (input.side !== undefined) rows = rows.where('side', '=', input.side);
      for (const word of input.text === undefined ? [] : foldTitle(input.text).split(/\s+/u).filter(Boolean))
        rows = rows.where(sql<boolean>`instr(title_fold, ${word}) > 0`);
      const direction = input.descending ? 'desc' : 'asc';
      const [total, found] = await Promise.all([
        rows.select((count) => count.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(),
        rows
          .selectAll()
          .orderBy(SORTS[input.sort], direction)
          .$if(input.sort !== 'entered', (query) => query.orderBy('seq', direction))
          .limit(input.limit)
          .offset(input.offset)
          .execute(),
      ]);
      return { total: Number(total.n), exhibits: found.map((row) => lineOf(exhibitOf(row))) };
    },
  }),
  question({
    name: 'exhibit.show',
    summary: 'One exhibit: origin, custody, relations, standing by scope, files made from it.',
    input: z.strictObject({ exhibit: idOf('exhibit') }),
    output: exhibitCard,
    example: { exhibit: `exh_${id26}` },
    answer: (look, { exhibit }, viewer) => cardOf(look, exhibit, viewer),
  }),
  question({
    name: 'exhibit.counts',
    summary: 'How many exhibits there are, by class, by standing, by media type and by compartment.',
    input: z.strictObject({}),
    output: z.object({
      total: z.number(),
      bytes: z.number(),
      byClass: z.record(z.string(), z.number()),
      byState: z.record(z.string(), z.number()),
      byMediaType: z.record(z.string(), z.number()),
      byCompartment: z.record(z.string(), z.number()),
    }),
    example: {},
    async answer(look, _input, viewer) {
      const rows = await visible(look, viewer)
        .select(['class', 'state', 'erased', 'media_type', 'compartment'])
        .select((of) => [of.fn.countAll<number>().as('n'), of.fn.sum<number | null>('bytes').as('bytes')])
        .groupBy(['class', 'state', 'erased', 'media_type', 'compartment'])
        .execute();
      const by = (name: (row: (typeof rows)[number]) => string): Record<string, number> => {
        const counts: Record<string, number> = {};
        for (const row of rows) counts[name(row)] = (counts[name(row)] ?? 0) + Number(row.n);
        return counts;
      };
      return {
        total: rows.reduce((sum, row) => sum + Number(row.n), 0),
        bytes: rows.reduce((sum, row) => sum + Number(row.bytes ?? 0), 0),
        byClass: by((row) => row.class),
        byState: by((row) => (row.erased === 1 ? 'erased' : row.state)),
        byMediaType: by((row) => row.media_type ?? 'unknown'),
        byCompartment: by((row) => row.compartment ?? 'open'),
      };
    },
  }),
  question({
    name: 'intake.list',
    summary: 'Every intake: from where, whether it ended, how many files in which state.',
    input: z.strictObject(pages),
    output: z.object({
      intakes: z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          source: sealable(z.string()),
          compartment: z.string().nullable(),
          state: z.enum(['open', 'closed']),
          counts: countsOf.nullable(),
          bytes: z.number().nullable(),
          closedAt: z.string().nullable(),
        }),
      ),
    }),
    example: {},
    async answer(look, input, viewer) {
      const rows = await vaultTables(look)
        .selectFrom('vault_intake')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(input.limit)
        .offset(input.offset)
        .execute();
      return { intakes: rows.filter((row) => maySee(viewer, row.compartment)).map(intakeOf) };
    },
  }),
  question({
    name: 'intake.states',
    summary: 'The files of one intake that were not deposited, each with its final state, and the counts.',
    input: z.strictObject({ intake: idOf('intake'), ...pages }),
    output: z.object({
      counts: countsOf,
      deposited: z.number(),
      passed: z.array(
        z.object({
          name: z.string(),
          shown: z.string(),
          nameBytes: z.string().optional(),
          state: z.string(),
          twin: z.string().optional(),
          detail: z.string().optional(),
        }),
      ),
      /** Lists under seal: open them by their tokens; every opening is an entry. */
      sealed: z.array(z.object({ files: any, counts: countsOf })),
    }),
    example: { intake: `int_${id26}` },
    async answer(look, { intake, limit, offset }, viewer) {
      const tables = vaultTables(look);
      const row = await tables
        .selectFrom('vault_intake')
        .selectAll()
        .where('id', '=', intake)
        .executeTakeFirst();
      if (row === undefined || !maySee(viewer, row.compartment))
        throw new Refusal('VAULT_INTAKE_UNKNOWN', `There is no intake ${intake} that you may see.`, {
          intake,
        });
      const lists = await tables
        .selectFrom('vault_passed')
        .selectAll()
        .where('intake', '=', intake)
        .orderBy('seq')
        .execute();
      const deposited = await tables
        .selectFrom('vault_object')
        .select((of) => of.fn.countAll<number>().as('n'))
        .where('intake', '=', intake)
        .executeTakeFirstOrThrow();
      const counts: Record<string, number> = {};
      const passed: Passed[] = [];
      const sealed: { files: unknown; counts: Record<string, number> }[] = [];
      for (const list of lists) {
        const own = fromJson<Record<string, number>>(list.counts) ?? {};
        for (const [state, n] of Object.entries(own)) counts[state] = (counts[state] ?? 0) + n;
        const files = fromJson<Sealable<Passed[]>>(list.files) ?? [];
        if (isSealed(files)) sealed.push({ files, counts: own });
        else passed.push(...files);
      }
      if (Number(deposited.n) > 0) counts['deposited'] = Number(deposited.n);
      return {
        counts,
        deposited: Number(deposited.n),
        passed: passed
          .slice(offset, offset + limit)
          .map((file) => ({ ...file, shown: shownName(file.name) })),
        sealed,
      };
    },
  }),
  question({
    name: 'produced.list',
    summary: 'The files that the house made, newest first, or those made from one parent.',
    input: z.strictObject({
      parent: z.union([idOf('exhibit'), idOf('pleading'), idOf('produced'), idOf('filing')]).optional(),
      ...pages,
    }),
    output: z.object({
      produced: z.array(
        z.object({
          id: z.string(),
          seq: z.number(),
          how: z.string(),
          title: sealable(z.string()),
          mediaType: z.string(),
          compartment: z.string().nullable(),
          tool: z.object({ name: z.string(), version: z.string() }),
        }),
      ),
    }),
    example: {},
    async answer(look, { parent, limit, offset }, viewer) {
      const found =
        parent === undefined
          ? (
              await vaultTables(look)
                .selectFrom('vault_produced')
                .selectAll()
                .orderBy('seq', 'desc')
                .limit(limit)
                .offset(offset)
                .execute()
            ).map(producedOf)
          : (await producedFrom(look, parent)).slice(offset, offset + limit);
      return { produced: found.filter((row) => maySee(viewer, row.compartment)) };
    },
  }),
  question({
    name: 'authority.list',
    summary: 'The authorities cited and not annexed.',
    input: z.strictObject(pages),
    output: z.object({
      authorities: z.array(
        z.object({
          id: z.string(),
          seq: z.number(),
          title: z.string(),
          sort: z.string(),
          citation: z.string(),
          detail: any,
        }),
      ),
    }),
    example: {},
    async answer(look, { limit, offset }) {
      const rows = await vaultTables(look)
        .selectFrom('vault_authority')
        .selectAll()
        .orderBy('seq')
        .limit(limit)
        .offset(offset)
        .execute();
      return { authorities: rows.map((row) => ({ ...row, detail: fromJson(row.detail) })) };
    },
  }),
  question({
    name: 'fixity.list',
    summary: 'Every check of the stored originals: when, how many, which were altered or missing.',
    input: z.strictObject(pages),
    output: z.object({
      checks: z.array(
        z.object({
          seq: z.number(),
          at: z.string(),
          scope: z.string(),
          checked: z.number(),
          sound: z.number(),
          altered: z.array(z.string()),
          missing: z.array(z.string()),
          root: z.string(),
        }),
      ),
    }),
    example: {},
    async answer(look, { limit, offset }) {
      const rows = await vaultTables(look)
        .selectFrom('vault_fixity')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return {
        checks: rows.map((row) => ({
          ...row,
          altered: fromJson<string[]>(row.altered) ?? [],
          missing: fromJson<string[]>(row.missing) ?? [],
        })),
      };
    },
  }),
];

interface Passed {
  readonly name: string;
  readonly nameBytes?: string;
  readonly state: string;
  readonly twin?: string;
  readonly detail?: string;
}

function intakeOf(row: VaultTables['vault_intake']) {
  return {
    id: row.id,
    at: row.at,
    source: fromJson<Sealable<string>>(row.source) ?? '',
    compartment: row.compartment,
    state: row.state === 'closed' ? ('closed' as const) : ('open' as const),
    counts: fromJson<Record<string, number>>(row.counts) ?? null,
    bytes: row.bytes,
    closedAt: row.closed_at,
  };
}

/**
 * One exhibit with everything said about it.
 * Throws Refusal VAULT_EXHIBIT_UNKNOWN, in the same words, whether it is not there or not for this viewer.
 */
export async function cardOf(look: Look, id: string, viewer: Viewer): Promise<ExhibitCard> {
  const tables = vaultTables(look);
  const row = await tables.selectFrom('vault_exhibit').selectAll().where('id', '=', id).executeTakeFirst();
  const detail = await tables.selectFrom('vault_detail').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || detail === undefined || !maySee(viewer, row.compartment)) throw unknownExhibit(id);
  const object = await tables
    .selectFrom('vault_object')
    .selectAll()
    .where('holder', '=', id)
    .executeTakeFirst();
  const custody = await tables
    .selectFrom('vault_custody')
    .selectAll()
    .where('exhibit', '=', id)
    .orderBy('seq')
    .orderBy('n')
    .execute();
  const standings = await tables
    .selectFrom('vault_standing')
    .selectAll()
    .where('exhibit', '=', id)
    .orderBy('seq')
    .execute();
  const name = fromJson<Sealable<string>>(detail.name) ?? null;
  const relations = await relationsOf(look, id);
  const others = await exhibitsByIds(look, [
    ...new Set(relations.flatMap(({ from, to }) => [from, to ?? from])),
  ]);
  const isSeen = (other: string | null): boolean =>
    other === null || maySee(viewer, others.get(other)?.compartment ?? null);
  return {
    exhibit: lineOf(exhibitOf(row)),
    by: detail.by,
    object:
      object === undefined
        ? null
        : {
            address: object.address,
            digest: object.digest,
            bytes: object.bytes,
            sealed: object.key !== null,
            entry: object.entry,
          },
    name,
    nameShown: name === null ? null : isSealed(name) ? 'sealed' : shownName(name),
    nameBytes: fromJson<Sealable<string>>(detail.name_bytes) ?? null,
    mediaType: { claimed: detail.media_claimed, sniffed: detail.media_sniffed },
    said: saidOf(detail),
    release: fromJson(detail.release),
    custody: custody.map(({ seq, at, by, step }) => ({ seq, at, by, step: fromJson(step) })),
    relations: relations.filter(({ from, to }) => isSeen(from) && isSeen(to)),
    standings: standings.map((set) => ({ ...set, ground: fromJson<Sealable<string>>(set.ground) ?? '' })),
    produced: (await producedFrom(look, id)).filter((made) => maySee(viewer, made.compartment)),
  };
}

/** What was said and is not on the thin row; fields never said are absent. */
function saidOf(detail: VaultTables['vault_detail']): Record<string, unknown> {
  const flag = (value: number | null): boolean | null => (value === null ? null : value === 1);
  const said = {
    provenance: fromJson(detail.provenance),
    originator: fromJson(detail.originator),
    interest: detail.interest,
    madeAt: fromJson(detail.made_at),
    madeFor: detail.made_for,
    signed: detail.signed,
    methodStated: flag(detail.method_stated),
    testedBy: fromJson(detail.tested_by),
    challengedBeforeSuit: flag(detail.challenged_before_suit),
    identityWithheldFromCourt: flag(detail.identity_withheld),
    privilege: detail.privilege,
    consent: fromJson(detail.consent),
    heldAt: fromJson(detail.held_at),
    why: fromJson(detail.why),
  };
  return Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== null && value !== undefined),
  );
}

export function unknownExhibit(id: string): Refusal {
  return new Refusal(
    'VAULT_EXHIBIT_UNKNOWN',
    `There is no exhibit ${id} that you may see. List them with 'probata exhibit list'.`,
    { exhibit: id },
  );
}
