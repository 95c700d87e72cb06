// One exhibit as it is shown: the line of a list, and the card with everything that was said of it.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { isSealed, type Sealable, sealable } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import type { Viewer } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { shownName } from './names.ts';
import {
  type ExhibitRow,
  exhibitOf,
  exhibitsByIds,
  maySee,
  producedFrom,
  relationsOf,
  vaultTables,
} from './read.ts';
import type { VaultTables } from './tables.ts';

export const exhibitLine = z.object({
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
export const exhibitCard = z.object({
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

export function lineOf(row: ExhibitRow): ExhibitLine {
  return { ...row, shown: isSealed(row.title) ? 'sealed' : shownName(row.title) };
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
