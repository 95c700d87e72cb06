// What later rooms and the tasks read of the vault: rows by id, standings, relations, where bytes are.
import type { Kysely } from 'kysely';
import type { Sealable } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import type { Viewer } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { type StandingRow, standingWithin, type Within } from './standing.ts';
import type { VaultTables } from './tables.ts';
import type { SourceClass, Standing } from './types.ts';

const CHUNK = 500;

export function vaultTables(look: Look): Kysely<VaultTables> {
  return look.tables<VaultTables>();
}

/** An exhibit as later rooms need it: no texts beyond its title. */
export interface ExhibitRow {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly title: Sealable<string>;
  readonly class: SourceClass;
  /** In the matter as a whole; see `standingsOf` for proceedings and filings. */
  readonly state: Standing | 'erased';
  readonly mediaType: string | null;
  readonly bytes: number | null;
  readonly language: string | null;
  readonly authenticity: string;
  readonly compartment: string | null;
  readonly side: string | null;
  readonly originId: string | null;
}

export function exhibitOf(row: VaultTables['vault_exhibit']): ExhibitRow {
  return {
    id: row.id,
    seq: row.seq,
    at: row.at,
    title: fromJson<Sealable<string>>(row.title) ?? '',
    class: row.class as SourceClass,
    state: row.erased === 1 ? 'erased' : (row.state as Standing),
    mediaType: row.media_type,
    bytes: row.bytes,
    language: row.language,
    authenticity: row.authenticity,
    compartment: row.compartment,
    side: row.side,
    originId: row.origin_id,
  };
}

/** True if the viewer may know that there is something in this compartment. Open material is everybody's. */
export function maySee(viewer: Viewer, compartment: string | null): boolean {
  return compartment === null || viewer.compartments.includes(compartment);
}

/** One exhibit, or undefined. Does not ask who looks: the caller does. */
export async function exhibitRow(look: Look, id: string): Promise<ExhibitRow | undefined> {
  const row = await vaultTables(look)
    .selectFrom('vault_exhibit')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : exhibitOf(row);
}

/** Exhibits by id; unknown ids are absent from the map. */
export async function exhibitsByIds(
  look: Look,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ExhibitRow>> {
  const found = new Map<string, ExhibitRow>();
  for (let i = 0; i < ids.length; i += CHUNK) {
    const rows = await vaultTables(look)
      .selectFrom('vault_exhibit')
      .selectAll()
      .where('id', 'in', ids.slice(i, i + CHUNK))
      .execute();
    for (const row of rows) found.set(row.id, exhibitOf(row));
  }
  return found;
}

/** The standing of each exhibit as seen from a proceeding or a filing. An erased or unknown exhibit is withdrawn. */
export async function standingsOf(
  look: Look,
  exhibits: readonly string[],
  within: Within = {},
): Promise<ReadonlyMap<string, Standing>> {
  const known = await exhibitsByIds(look, exhibits);
  const rows = new Map<string, StandingRow[]>();
  for (let i = 0; i < exhibits.length; i += CHUNK) {
    const found = await vaultTables(look)
      .selectFrom('vault_standing')
      .select(['exhibit', 'scope', 'standing'])
      .where('exhibit', 'in', exhibits.slice(i, i + CHUNK))
      .execute();
    for (const row of found)
      rows.set(row.exhibit, [
        ...(rows.get(row.exhibit) ?? []),
        { scope: row.scope, standing: row.standing as Standing },
      ]);
  }
  return new Map(
    exhibits.map((id) => {
      const exhibit = known.get(id);
      if (exhibit === undefined || exhibit.state === 'erased') return [id, 'withdrawn'];
      return [id, standingWithin(rows.get(id) ?? [], within)];
    }),
  );
}

/** Where the bytes of an exhibit or a produced file are; undefined when it has none here. */
export interface HeldObject {
  readonly holder: string;
  readonly entry: number;
  readonly address: string;
  /** SHA-256 of the plain bytes; null when sealed (then `plain` is the token that commits to it). */
  readonly digest: string | null;
  readonly key: string | null;
  readonly plain: Sealable<{ readonly sha256: string; readonly bytes: number }> | null;
  readonly bytes: number;
  readonly compartment: string | null;
}

function objectOf(row: VaultTables['vault_object']): HeldObject {
  return {
    holder: row.holder,
    entry: row.entry,
    address: row.address,
    digest: row.digest,
    key: row.key,
    plain: fromJson(row.plain) ?? null,
    bytes: row.bytes,
    compartment: row.compartment,
  };
}

export async function heldObject(look: Look, holder: string): Promise<HeldObject | undefined> {
  const row = await vaultTables(look)
    .selectFrom('vault_object')
    .selectAll()
    .where('holder', '=', holder)
    .executeTakeFirst();
  return row === undefined ? undefined : objectOf(row);
}

/** Every holder of bytes, in the order of their entries; `after` pages on. */
export async function heldObjects(look: Look, after: number, limit: number): Promise<readonly HeldObject[]> {
  const rows = await vaultTables(look)
    .selectFrom('vault_object')
    .selectAll()
    .where('entry', '>', after)
    .orderBy('entry')
    .limit(limit)
    .execute();
  return rows.map(objectOf);
}

/** Which of these digests are held already, and by which exhibit. */
export async function heldDigests(
  look: Look,
  digests: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return holders(look, 'digest', digests);
}

/** The same for sealed originals, by their keyed fingerprint. */
export async function heldMarks(look: Look, marks: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return holders(look, 'twin_mark', marks);
}

async function holders(
  look: Look,
  column: 'digest' | 'twin_mark',
  values: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let i = 0; i < values.length; i += CHUNK) {
    const rows = await vaultTables(look)
      .selectFrom('vault_object')
      .select(['holder', column])
      .where(column, 'in', values.slice(i, i + CHUNK))
      .where('holder', 'like', 'exh_%')
      .orderBy('entry', 'desc')
      .execute();
    for (const row of rows) found.set(String(row[column]), row.holder);
  }
  return found;
}

/** Who else holds the object at an address; the object may go only when nobody does. */
export async function holdersOf(look: Look, address: string): Promise<readonly string[]> {
  const rows = await vaultTables(look)
    .selectFrom('vault_object')
    .select('holder')
    .where('address', '=', address)
    .execute();
  return rows.map((row) => row.holder);
}

export interface RelationRow {
  readonly id: string;
  readonly from: string;
  readonly to: string | null;
  readonly relation: string;
  readonly detail: unknown;
}

/** The relations of an exhibit, in both directions. */
export async function relationsOf(look: Look, exhibit: string): Promise<readonly RelationRow[]> {
  const rows = await vaultTables(look)
    .selectFrom('vault_relation')
    .selectAll()
    .where((where) => where.or([where('from_exhibit', '=', exhibit), where('to_exhibit', '=', exhibit)]))
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    from: row.from_exhibit,
    to: row.to_exhibit,
    relation: row.relation,
    detail: fromJson(row.detail),
  }));
}

export interface ProducedRow {
  readonly id: string;
  readonly seq: number;
  readonly how: string;
  readonly title: Sealable<string>;
  readonly mediaType: string;
  readonly compartment: string | null;
  readonly tool: { readonly name: string; readonly version: string };
}

/** The files made from a parent (an exhibit, a pleading, another produced file). */
export async function producedFrom(look: Look, parent: string): Promise<readonly ProducedRow[]> {
  const rows = await vaultTables(look)
    .selectFrom('vault_produced')
    .innerJoin('vault_parent', 'vault_parent.produced', 'vault_produced.id')
    .selectAll('vault_produced')
    .where('vault_parent.parent', '=', parent)
    .orderBy('seq')
    .execute();
  return rows.map(producedOf);
}

export async function producedRow(look: Look, id: string): Promise<ProducedRow | undefined> {
  const row = await vaultTables(look)
    .selectFrom('vault_produced')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : producedOf(row);
}

export function producedOf(row: VaultTables['vault_produced']): ProducedRow {
  return {
    id: row.id,
    seq: row.seq,
    how: row.how,
    title: fromJson<Sealable<string>>(row.title) ?? '',
    mediaType: row.media_type,
    compartment: row.compartment,
    tool: fromJson(row.tool) ?? { name: '', version: '' },
  };
}

/** An intake that was begun over the same source and never closed, to be taken up again. */
export async function openIntake(
  look: Look,
  sourceMark: string,
  compartment: string | null,
): Promise<string | undefined> {
  const row = await vaultTables(look)
    .selectFrom('vault_intake')
    .select('id')
    .where('source_mark', '=', sourceMark)
    .where('state', '=', 'open')
    .where('compartment', compartment === null ? 'is' : '=', compartment)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return row?.id;
}

/** The path marks of what an intake has already deposited, with the exhibit of each. */
export async function depositedPaths(look: Look, intake: string): Promise<ReadonlyMap<string, string>> {
  const rows = await vaultTables(look)
    .selectFrom('vault_object')
    .select(['path_mark', 'holder'])
    .where('intake', '=', intake)
    .where('path_mark', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.path_mark ?? '', row.holder]));
}
