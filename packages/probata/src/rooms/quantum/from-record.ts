// Lays the matter's claim out as plain values, to be added up.
import type { JsonObject } from '../../base/json.ts';
import { divide, parseRational, rational } from '../../base/rational.ts';
import { fromJson } from '../../base/stable-json.ts';
import { parseDay } from '../../base/time/index.ts';
import type { Look } from '../../ports/ledger-store.ts';
import {
  type Assumption,
  assumption,
  type Draws,
  draws,
  type Model,
  type Models,
  model,
  USUAL_DRAWS,
} from './assumptions.ts';
import { type Claim, claim, type Source } from './figures.ts';
import { type FxTable, fxTable } from './fx.ts';
import { type IndexSeries, indexFromInflation } from './indexation.ts';
import type { ReferenceSeries } from './interest.ts';
import { NO_TABLES, type Tables } from './tables.ts';
import type { PartSort, QuantumTables } from './view.ts';

/** A part of the claim as it was last said, with its id. */
export interface Part {
  readonly id: string;
  readonly sort: PartSort;
  readonly said: JsonObject;
  readonly withdrawn: string | null;
  readonly seq: number;
}

/** A table that the claim is worked out with, and where it stands. */
export interface TableSource {
  readonly id: string;
  readonly what: 'rates' | 'index' | 'reference';
  readonly title: string;
  readonly sources: readonly Source[];
}

/** The claim, what it is worked out with, and what stands under the tables. */
export interface Standing {
  readonly claim: Claim;
  readonly tables: Tables;
  readonly models: Models;
  readonly tableSources: readonly TableSource[];
}

export async function partsOf(look: Look, sort?: PartSort): Promise<readonly Part[]> {
  let query = look.tables<QuantumTables>().selectFrom('quantum_part').selectAll();
  if (sort !== undefined) query = query.where('sort', '=', sort);
  const rows = await query.orderBy('seq').orderBy('id').execute();
  return rows.map((row) => ({ ...row, said: fromJson<JsonObject>(row.said) ?? {} }));
}

/**
 * The claim and its tables as they stand, or undefined while no head is open. A frame that was never set is EUR, half-up.
 * @param without exhibits whose tables are to be withheld, as if struck
 */
export async function claimOf(
  look: Look,
  without: ReadonlySet<string> = new Set(),
): Promise<Standing | undefined> {
  const rows = await partsOf(look);
  if (!rows.some((row) => row.sort === 'head' && row.withdrawn === null)) return undefined;
  const tables = look.tables<QuantumTables>();
  const frame = await tables.selectFrom('quantum_claim').select('said').executeTakeFirst();
  const framed = fromJson<JsonObject>(frame?.said ?? null) ?? {
    currency: 'EUR',
    shareRounding: 'half-up',
    cap: null,
    fx: null,
  };
  const standing = (sort: PartSort): readonly Part[] =>
    rows.filter((row) => row.sort === sort && row.withdrawn === null);
  const said = (sort: PartSort): JsonObject[] => standing(sort).map((row) => ({ ...row.said, id: row.id }));
  const heads = new Set(standing('head').map((row) => row.id));
  // A line that was withdrawn stays visible; one under a withdrawn head goes with it.
  const lines = rows
    .filter((row) => row.sort === 'line' && heads.has(String(row.said['head'])))
    .map((row) => ({
      ...row.said,
      id: row.id,
      ...(row.withdrawn === null ? {} : { status: 'withdrawn' }),
    }));
  const made = claim.parse({
    ...framed,
    heads: said('head'),
    lines,
    credits: said('credit').filter((one) => heads.has(String(one['head']))),
    interest: said('interest'),
    indexation: said('indexation'),
  });
  const held = (row: Part): boolean => sourcesOfTable(row).every((one) => !without.has(one.exhibit));
  const rates = standing('rates').filter(held);
  return {
    claim: made,
    tables: {
      ...NO_TABLES,
      fx: ratesOf(rates, made.fx?.source ?? null),
      indexes: standing('index').filter(held).map(indexOf),
      rates: standing('reference').filter(held).map(referenceOf),
    },
    models: await modelsOf(look, rows),
    tableSources: rows
      .filter((row) => row.withdrawn === null && TABLES.has(row.sort))
      .map((row) => ({
        id: row.id,
        what: row.sort as TableSource['what'],
        title: `${String(row.said['series'] ?? 'rates of exchange')}: ${String(row.said['source'])}`,
        sources: sourcesOfTable(row),
      })),
  };
}

const TABLES: ReadonlySet<string> = new Set(['rates', 'index', 'reference']);

async function modelsOf(look: Look, rows: readonly Part[]): Promise<Models> {
  const tables = look.tables<QuantumTables>();
  const models = await tables.selectFrom('quantum_model').selectAll().orderBy('head').execute();
  const rule = await tables.selectFrom('quantum_draws').select('said').executeTakeFirst();
  const ruled: Draws =
    rule === undefined ? USUAL_DRAWS : draws.parse(fromJson<JsonObject>(rule.said) ?? USUAL_DRAWS);
  return {
    assumptions: rows
      .filter((row) => row.sort === 'assumption' && row.withdrawn === null)
      .map((row): Assumption => assumption.parse({ ...row.said, id: row.id })),
    models: models.map((row): Model => model.parse(fromJson<JsonObject>(row.said))),
    draws: ruled,
  };
}

/** The passages of a table; of rates of exchange, which name one passage only, with the exhibit that was entered beside it. */
function sourcesOfTable({ said }: Part): readonly Source[] {
  const { sources, passage, exhibit } = said;
  if (Array.isArray(sources)) return sources as unknown as readonly Source[];
  return typeof passage === 'string'
    ? [{ passage, exhibit: typeof exhibit === 'string' ? exhibit : '' }]
    : [];
}

/**
 * The table of the source that the claim's rule names, the last one entered of it; without a rule, the last of all. One
 * source is used at a time, so that no conversion mixes two.
 */
function ratesOf(parts: readonly Part[], source: string | null): FxTable | null {
  const last = parts.filter((one) => source === null || one.said['source'] === source).at(-1) ?? parts.at(-1);
  return last === undefined
    ? null
    : fxTable(String(last.said['csv']), String(last.said['source']), String(last.said['base']));
}

interface SaidPoints {
  readonly series: string;
  readonly source: string;
  readonly form?: 'level' | 'inflation';
  readonly points: readonly {
    readonly period?: string;
    readonly from?: string;
    readonly value?: string;
    readonly percent?: string;
  }[];
}

function indexOf({ said }: Part): IndexSeries {
  const { series, source, form, points } = said as unknown as SaidPoints; // the entry's schema saw to it
  const sorted = [...points].sort((a, b) => ((a.period ?? '') < (b.period ?? '') ? -1 : 1));
  if (form === 'inflation')
    return indexFromInflation(
      series,
      source,
      sorted.map((one) => ({ year: Number(one.period), percent: parseRational(one.value ?? '0') })),
    );
  return {
    id: series,
    source,
    levels: new Map(sorted.map((one) => [one.period ?? '', parseRational(one.value ?? '0')])),
  };
}

function referenceOf({ said }: Part): ReferenceSeries {
  const { series, source, points } = said as unknown as SaidPoints; // the entry's schema saw to it
  return {
    id: series,
    source,
    points: points
      .map((one) => ({
        from: parseDay(one.from ?? ''),
        annual: divide(parseRational(one.percent ?? '0'), rational(100)),
      }))
      .sort((a, b) => a.from - b.from),
  };
}
