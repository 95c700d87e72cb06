// Questions about exhibits: what is held, from where, through whose hands, how it stands, how intakes ended.
import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { isSealed, type Sealable, sealable } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { type Question, question, type Viewer } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { cardOf, exhibitCard, exhibitLine, lineOf } from './card.ts';
import { foldTitle, shownName } from './names.ts';
import { exhibitOf, maySee, producedFrom, producedOf, vaultTables } from './read.ts';
import type { VaultTables } from './tables.ts';
import { INTAKE_STATES, sourceClass, standing } from './types.ts';

const id26 = '0'.repeat(26);
const pages = {
  limit: z.number().int().min(1).max(500).default(50),
  offset: z.number().int().min(0).default(0),
};
const countsOf = z.partialRecord(z.enum(INTAKE_STATES), z.number());

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
      sealed: z.array(z.object({ files: z.unknown(), counts: countsOf })),
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
          detail: z.unknown(),
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
