// Which exhibits fit a field of a search, from what people said of them in the vault. Sealed exhibits are never asked.
import { isSealed, type Sealable } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { boundsOf, type DateStatement } from '../../base/time/index.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { type CustodyStep, type Provenance, vaultTables } from '../vault/index.ts';
import type { FieldName } from './query-fields.ts';
import { dateEnds } from './query-fields.ts';
import { wordsOf } from './words.ts';

const KEPT = 'reading.fields';
const REMEMBERED = 50;

/** The open exhibits that fit. The same set object is given until the ledger grows, so that the index may know it again. */
export async function exhibitsWith(
  look: Look,
  field: FieldName,
  value: string,
): Promise<ReadonlySet<string>> {
  const size = look.size();
  let kept = look.kept.get(KEPT) as { size: number; sets: Map<string, ReadonlySet<string>> } | undefined;
  if (kept?.size !== size) {
    kept = { size, sets: new Map() };
    look.kept.set(KEPT, kept);
  }
  const key = `${field} ${value}`;
  let set = kept.sets.get(key);
  if (set === undefined) {
    set = await looked(look, field, value);
    if (kept.sets.size >= REMEMBERED) kept.sets.clear();
    kept.sets.set(key, set);
  }
  return set;
}

async function looked(look: Look, field: FieldName, value: string): Promise<ReadonlySet<string>> {
  const open = vaultTables(look)
    .selectFrom('vault_exhibit')
    .where('compartment', 'is', null)
    .where('erased', '=', 0);
  const ids = (rows: readonly { readonly id: string }[]): ReadonlySet<string> =>
    new Set(rows.map((row) => row.id));
  switch (field) {
    case 'class':
      return ids(await open.select('id').where('class', 'in', value.toLowerCase().split(',')).execute());
    case 'standing':
      return ids(await open.select('id').where('state', '=', value.toLowerCase()).execute());
    case 'exhibit':
      return ids(await open.select('id').where('id', 'in', value.split(',')).execute());
    case 'title':
      return saying(await open.select(['id', 'title']).execute(), value, (row) => [plain<string>(row.title)]);
    case 'origin':
      return saying(
        await open
          .innerJoin('vault_detail', 'vault_detail.id', 'vault_exhibit.id')
          .select(['vault_exhibit.id as id', 'origin_id', 'originator'])
          .execute(),
        value,
        (row) => [row.origin_id ?? undefined, plain<string>(row.originator)],
      );
    case 'custodian':
      return custodians(look, value);
    case 'date':
      return dated(look, value);
  }
}

/** The open exhibits that were entered after an entry. */
export async function openExhibitsAfter(look: Look, seq: number): Promise<ReadonlySet<string>> {
  const rows = await vaultTables(look)
    .selectFrom('vault_exhibit')
    .select('id')
    .where('compartment', 'is', null)
    .where('seq', '>', seq)
    .execute();
  return new Set(rows.map((row) => row.id));
}

async function custodians(look: Look, value: string): Promise<ReadonlySet<string>> {
  const details = await vaultTables(look)
    .selectFrom('vault_exhibit')
    .innerJoin('vault_detail', 'vault_detail.id', 'vault_exhibit.id')
    .select(['vault_exhibit.id as id', 'provenance'])
    .where('compartment', 'is', null)
    .where('provenance', 'is not', null)
    .execute();
  const steps = await vaultTables(look)
    .selectFrom('vault_custody')
    .innerJoin('vault_exhibit', 'vault_exhibit.id', 'vault_custody.exhibit')
    .select(['vault_custody.exhibit as id', 'step'])
    .where('compartment', 'is', null)
    .execute();
  const inDetails = saying(details, value, (row) => {
    const said = plain<Provenance>(row.provenance);
    return [said?.receivedFrom, said?.collector];
  });
  const inSteps = saying(steps, value, (row) => {
    const said = plain<CustodyStep>(row.step);
    return [said?.from, said?.to];
  });
  return new Set([...inDetails, ...inSteps]);
}

async function dated(look: Look, value: string): Promise<ReadonlySet<string>> {
  const { from, to } = dateEnds(value);
  const earliest = from === null ? null : boundsOf(from).earliestDay;
  const latest = to === null ? null : boundsOf(to).latestDay;
  const rows = await vaultTables(look)
    .selectFrom('vault_exhibit')
    .innerJoin('vault_detail', 'vault_detail.id', 'vault_exhibit.id')
    .select(['vault_exhibit.id as id', 'made_at'])
    .where('compartment', 'is', null)
    .where('made_at', 'is not', null)
    .execute();
  return new Set(
    rows.flatMap((row) => {
      const said = plain<DateStatement>(row.made_at);
      if (said === undefined) return [];
      const bounds = boundsOf(said.edtf);
      const startsInTime = latest === null || bounds.earliestDay === null || bounds.earliestDay <= latest;
      const endsInTime = earliest === null || bounds.latestDay === null || bounds.latestDay >= earliest;
      return startsInTime && endsInTime ? [row.id] : [];
    }),
  );
}

/** Rows in one of whose texts every word of `value` begins a word. */
function saying<R extends { readonly id: string }>(
  rows: readonly R[],
  value: string,
  textsOf: (row: R) => readonly (string | undefined)[],
): ReadonlySet<string> {
  const wanted = wordsOf(value).map((word) => word.folded);
  const found = new Set<string>();
  if (wanted.length === 0) return found;
  for (const row of rows)
    for (const text of textsOf(row)) {
      if (text === undefined) continue;
      const words = wordsOf(text).map((word) => word.folded);
      if (wanted.every((want) => words.some((word) => word.startsWith(want)))) found.add(row.id);
    }
  return found;
}

function plain<T>(json: string | null): T | undefined {
  const value = fromJson<Sealable<T>>(json);
  return value === null || value === undefined || isSealed(value) ? undefined : (value as T);
}
