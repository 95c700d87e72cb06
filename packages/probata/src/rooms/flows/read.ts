// Reads series, statements and estimates back as plain values, for questions and for the rooms further on.

import type { z } from 'zod';
import type { JsonObject } from '../../base/json.ts';
import { fromJson } from '../../base/stable-json.ts';
import { formatDay, parseDay } from '../../base/time/index.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { type Passage, passagesByIds } from '../reading/index.ts';
import { standingsOf } from '../vault/index.ts';
import { ENGINE, seriesDigest } from './canonical.ts';
import type { Constraint } from './totals.ts';
import {
  type Cell,
  daysOf,
  type EstimateWorked,
  type estimateAdopted,
  type PointValue,
  type point,
  type Step,
  type statementDated,
} from './types.ts';
import type { FlowsTables } from './view.ts';

export interface SeriesPoint {
  readonly at: string;
  readonly value: PointValue;
  readonly passage: string;
  readonly cell: Cell | null;
  readonly vintage: string | null;
  /** The time as the source writes it, where that is another calendar; left out for Gregorian ones. */
  readonly written?: z.output<typeof point>['written'];
}

/** One version of a series. `version` is the sequence number of the entry that fixed it. */
export interface SeriesVersion {
  readonly series: string;
  readonly version: number;
  readonly at: string;
  readonly by: string;
  readonly measure: string;
  readonly unit: string;
  readonly step: Step;
  readonly definition: string;
  readonly vintage: string | null;
  readonly note: string | null;
  readonly points: readonly SeriesPoint[];
}

export interface Switch {
  readonly series: string;
  readonly on: string;
  readonly reason: string;
  readonly continuesAs: string | null;
  readonly passages: readonly string[];
}

export type DatedStatement = z.output<typeof statementDated> & {
  readonly id: string;
  readonly disregarded: string | null;
};

/** A version of a series, the latest unless one is named; undefined where there is none. Points in order of time. */
export async function seriesVersion(
  look: Look,
  series: string,
  version?: number,
): Promise<SeriesVersion | undefined> {
  const tables = look.tables<FlowsTables>();
  let query = tables.selectFrom('flows_version').selectAll().where('series', '=', series);
  if (version !== undefined) query = query.where('version', '=', version);
  const row = await query.orderBy('version', 'desc').executeTakeFirst();
  if (row === undefined) return undefined;
  const points = await tables
    .selectFrom('flows_point')
    .selectAll()
    .where('series', '=', series)
    .where('version', '=', row.version)
    .orderBy('first_day')
    .orderBy('at')
    .orderBy('place')
    .execute();
  return {
    ...row,
    step: row.step as Step,
    points: points.map((one) => ({
      at: one.at,
      value: one.value ?? { low: one.low, high: one.high },
      passage: one.passage,
      cell: fromJson<Cell>(one.cell) ?? null,
      vintage: one.vintage,
      ...(one.written === null ? {} : { written: fromJson<z.output<typeof point>['written']>(one.written) }),
    })),
  };
}

export async function versionsOf(
  look: Look,
  series: string,
): Promise<readonly FlowsTables['flows_version'][]> {
  return look
    .tables<FlowsTables>()
    .selectFrom('flows_version')
    .selectAll()
    .where('series', '=', series)
    .orderBy('version')
    .execute();
}

export async function switchesOf(look: Look, series: readonly string[]): Promise<readonly Switch[]> {
  if (series.length === 0) return [];
  const rows = await look
    .tables<FlowsTables>()
    .selectFrom('flows_switch')
    .selectAll()
    .where('series', 'in', [...series])
    .orderBy('on_day')
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    series: row.series,
    on: row.on_day,
    reason: row.reason,
    continuesAs: row.continues_as,
    passages: fromJson<string[]>(row.passages) ?? [],
  }));
}

export async function statementsOfSeries(look: Look, series: string): Promise<readonly DatedStatement[]> {
  const rows = await look
    .tables<FlowsTables>()
    .selectFrom('flows_statement')
    .selectAll()
    .where('series', '=', series)
    .orderBy('seq')
    .execute();
  return rows.map(
    (row): DatedStatement => ({
      ...(fromJson<z.output<typeof statementDated>>(row.said) as z.output<typeof statementDated>),
      id: row.id,
      disregarded: row.disregarded,
    }),
  );
}

/** What a statement demands of the flow, or undefined where its span is open. A sum can never be below zero. */
export function constraintOf(one: DatedStatement): Constraint | undefined {
  const span = daysOf(one.over);
  if (span === undefined) return undefined;
  const value = Number(one.value);
  const margin = Number(one.margin ?? 0);
  const band = (low: number, high: number): Constraint => ({
    id: one.id,
    ...span,
    low: Math.max(0, low),
    high,
  });
  switch (one.bears) {
    case 'exact':
      return band(value, value);
    case 'rounded':
      return band(value - margin / 2, value + margin / 2);
    case 'about':
      return band(value - margin, value + margin);
    case 'at-least':
      return band(value, Number.POSITIVE_INFINITY);
    case 'at-most':
      return band(0, value);
    case 'between':
      return band(value, margin);
  }
}

/** The points of a version as constraints of the same form, named by their time. */
export function pointConstraints(version: SeriesVersion): readonly Constraint[] {
  return version.points.flatMap((one): Constraint[] => {
    const span = daysOf(one.at);
    if (span === undefined) return [];
    const [low, high] =
      typeof one.value === 'string' ? [one.value, one.value] : [one.value.low, one.value.high];
    return [
      {
        id: `${version.series} ${one.at}`,
        ...span,
        low: Math.max(0, Number(low ?? 0)),
        high: high === null ? Number.POSITIVE_INFINITY : Number(high),
      },
    ];
  });
}

/** Calendar months that cover the span from one day to another (last excluded). */
export function monthsBetweenDays(
  from: number,
  until: number,
): readonly { readonly label: string; readonly from: number; readonly until: number }[] {
  const months: { label: string; from: number; until: number }[] = [];
  for (let label = formatDay(from).slice(0, 7); ; ) {
    const start = parseDay(`${label}-01`);
    if (start >= until) return months;
    const [year, month] = [Number(label.slice(0, 4)), Number(label.slice(5))];
    const next =
      month === 12
        ? `${String(year + 1).padStart(4, '0')}-01`
        : `${label.slice(0, 4)}-${String(month + 1).padStart(2, '0')}`;
    months.push({ label, from: start, until: parseDay(`${next}-01`) });
    label = next;
  }
}

export interface Estimate extends EstimateWorked {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly seq: number;
  readonly adopted: (z.output<typeof estimateAdopted> & { readonly at: string; readonly by: string }) | null;
  readonly withdrawn: string | null;
}

export async function estimatesOf(look: Look): Promise<readonly Estimate[]> {
  const rows = await look
    .tables<FlowsTables>()
    .selectFrom('flows_estimate')
    .selectAll()
    .orderBy('seq')
    .execute();
  return rows.map(estimateShape);
}

export async function estimateRow(look: Look, id: string): Promise<Estimate | undefined> {
  const row = await look
    .tables<FlowsTables>()
    .selectFrom('flows_estimate')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : estimateShape(row);
}

function estimateShape(row: FlowsTables['flows_estimate']): Estimate {
  const adopted = fromJson<z.output<typeof estimateAdopted>>(row.adopted);
  return {
    ...(fromJson<EstimateWorked>(row.said) as EstimateWorked), // the fold wrote it
    id: row.id,
    at: row.at,
    by: row.by,
    seq: row.seq,
    adopted:
      adopted === undefined ? null : { ...adopted, at: row.adopted_at ?? '', by: row.adopted_by ?? '' },
    withdrawn: row.withdrawn,
  };
}

export async function choiceRows(
  look: Look,
): Promise<readonly (FlowsTables['flows_choice'] & { readonly content: JsonObject })[]> {
  const rows = await look
    .tables<FlowsTables>()
    .selectFrom('flows_choice')
    .selectAll()
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({ ...row, content: fromJson<JsonObject>(row.said) ?? {} }));
}

/**
 * Why an estimate no longer stands on what it was worked out from, one sentence each; empty while it does. A revised
 * series, a changed engine, an exhibit no longer held and a withdrawn passage are such reasons.
 */
export async function staleness(look: Look, estimate: EstimateWorked): Promise<readonly string[]> {
  const reasons: string[] = [];
  const passages = new Set<string>();
  for (const { series, digest } of estimate.inputs) {
    const now = await seriesVersion(look, series);
    if (now === undefined) {
      reasons.push(`The series ${series} is gone.`);
      continue;
    }
    if (seriesDigest(now, await switchesOf(look, [series])) !== digest)
      reasons.push(
        `The series “${now.measure}” was revised, or a switch of it declared, since; run the estimate again.`,
      );
    for (const one of now.points) passages.add(one.passage);
  }
  if (estimate.engine.version !== ENGINE.version)
    reasons.push(
      `It was worked out by version ${estimate.engine.version} of the methods; this is version ${ENGINE.version}.`,
    );
  const marked = await passagesByIds(look, [...passages]);
  const withdrawn = [...marked.values()].filter((one: Passage) => one.withdrawn).length;
  if (withdrawn > 0)
    reasons.push(
      `${withdrawn} of the passages under its figures ${withdrawn === 1 ? 'is' : 'are'} withdrawn.`,
    );
  const standings = await standingsOf(look, estimate.exhibits);
  for (const [exhibit, standing] of standings)
    if (standing !== 'held') reasons.push(`The exhibit ${exhibit} is ${standing}.`);
  return reasons;
}
