// Lays the matter's claim out as plain values, to be added up.
import type { JsonObject } from '../../base/json.ts';
import { fromJson } from '../../base/stable-json.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { type Claim, claim } from './figures.ts';
import { type FxTable, fxTable } from './fx.ts';
import { NO_TABLES, type Tables } from './tables.ts';
import type { QuantumTables } from './view.ts';

/** The claim and its tables as they stand, or undefined while no head is open. A frame that was never set is EUR, half-up. */
export async function claimOf(
  look: Look,
): Promise<{ readonly claim: Claim; readonly tables: Tables } | undefined> {
  const tables = look.tables<QuantumTables>();
  const rows = await tables.selectFrom('quantum_part').selectAll().orderBy('seq').execute();
  if (!rows.some((row) => row.sort === 'head')) return undefined;
  const frame = await tables.selectFrom('quantum_claim').select('said').executeTakeFirst();
  const framed = fromJson<JsonObject>(frame?.said ?? null) ?? {
    currency: 'EUR',
    shareRounding: 'half-up',
    cap: null,
    fx: null,
  };
  const parts = (sort: QuantumTables['quantum_part']['sort']): JsonObject[] =>
    rows
      .filter((row) => row.sort === sort)
      .map((row) => ({
        ...fromJson<JsonObject>(row.said),
        id: row.id,
        ...(row.withdrawn === null ? {} : { status: 'withdrawn' }),
      }));
  return {
    claim: claim.parse({
      ...framed,
      heads: parts('head'),
      lines: parts('line'),
      credits: parts('credit'),
      interest: parts('interest'),
      indexation: parts('indexation'),
    }),
    tables: { ...NO_TABLES, fx: ratesOf(parts('rates')) },
  };
}

/** The table entered last; one source of rates is used at a time, so that no conversion mixes two. */
function ratesOf(parts: readonly JsonObject[]): FxTable | null {
  const last = parts.at(-1);
  return last === undefined
    ? null
    : fxTable(String(last['csv']), String(last['source']), String(last['base']));
}
