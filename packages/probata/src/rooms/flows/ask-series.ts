// Questions about series: each point with its cell, the revisions side by side, and where it crosses a switch.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { passagesByIds } from '../reading/index.ts';
import { pointRow, seriesRow, warning, warningsOf, ZERO } from './ask-rows.ts';
import { seriesDigest } from './canonical.ts';
import { countsInWords, type Guard, guardOf } from './guard.ts';
import { COUNTED, proposedFor } from './persons.ts';
import { type SeriesVersion, seriesVersion, statementsOfSeries, switchesOf, versionsOf } from './read.ts';
import { pointValue, seriesFixed } from './types.ts';
import type { FlowsTables } from './view.ts';

async function seriesLine(look: Look, row: FlowsTables['flows_series']): Promise<z.input<typeof seriesRow>> {
  const latest = await seriesVersion(look, row.id);
  return {
    id: row.id,
    measure: row.measure,
    unit: row.unit,
    step: row.step,
    definition: row.definition,
    points: latest?.points.length ?? 0,
    first: latest?.points[0]?.at ?? null,
    last: latest?.points.at(-1)?.at ?? null,
    versions: (await versionsOf(look, row.id)).length,
    statements: (await statementsOfSeries(look, row.id)).length,
    guard: await guardOf(look, { ...row, series: row.id }),
    switches: (await switchesOf(look, [row.id])).map(({ on, reason, continuesAs, passages }) => ({
      on,
      reason,
      continuesAs,
      passages: [...passages],
    })),
  };
}

async function seriesRowOf(look: Look, id: string): Promise<FlowsTables['flows_series'] | undefined> {
  return look
    .tables<FlowsTables>()
    .selectFrom('flows_series')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What a reader must be told of whether it counts persons: nobody declared it, or its words speak against what was declared. */
function countsWarnings(guard: Guard, series: string): { code: string; message: string }[] {
  const { declared, proposed } = guard.counts;
  if (declared === null)
    return [
      {
        code: 'FLOWS_COUNTS_UNDECLARED',
        message: `Whether this series counts persons: ${countsInWords(guard, series)}`,
      },
    ];
  if (
    declared === 'other' &&
    proposed.taken === 'persons' &&
    guard.least === 0 &&
    guard.counts.ground === null
  )
    return [
      {
        code: 'FLOWS_COUNTS_DOUBTED',
        message: `It is declared that this series does not count persons, yet ${proposed.why}: declare it again with the ground, or as persons.`,
      },
    ];
  return [];
}

/** Where two versions of a series differ. */
function revisionOf(before: SeriesVersion, now: SeriesVersion) {
  const old = new Map(before.points.map((one) => [one.at, one.value]));
  const fresh = new Map(now.points.map((one) => [one.at, one.value]));
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((at) => !same(old.get(at), fresh.get(at)))
    .map((at) => ({ at, before: old.get(at) ?? null, now: fresh.get(at) ?? null }));
}

export const SERIES_QUESTIONS: readonly Question[] = [
  question({
    name: 'series.counts',
    summary:
      'What the words of a series propose: whether its figures are counts of persons. A proposal; a person declares it.',
    input: seriesFixed.pick({ measure: true, unit: true, definition: true }),
    output: z.object({ taken: z.enum(COUNTED), why: z.string() }),
    example: {
      measure: 'Detections of crossings',
      unit: 'detections',
      definition: 'Crossings between border posts.',
    },
    answer: async (_look, input) => proposedFor(input),
  }),
  question({
    name: 'series.list',
    summary: 'The series: what each counts, how far it reaches, its versions and switches.',
    input: z.strictObject({}),
    output: z.object({ series: z.array(seriesRow) }),
    example: {},
    async answer(look) {
      const rows = await look
        .tables<FlowsTables>()
        .selectFrom('flows_series')
        .selectAll()
        .orderBy('latest')
        .execute();
      return { series: await Promise.all(rows.map((row) => seriesLine(look, row))) };
    },
  }),
  question({
    name: 'series.show',
    summary:
      'One series: each point with its cell, the revisions side by side, and warnings where it crosses a switch.',
    input: z.strictObject({ series: idOf('series'), version: z.number().int().min(0).optional() }),
    output: z.object({
      series: seriesRow.nullable(),
      version: z.number().nullable(),
      vintage: z.string().nullable(),
      note: z.string().nullable(),
      digest: z.string().nullable(),
      points: z.array(pointRow),
      revisions: z.array(
        z.object({
          version: z.number(),
          at: z.string(),
          by: z.string(),
          vintage: z.string().nullable(),
          changed: z.array(
            z.object({ at: z.string(), before: pointValue.nullable(), now: pointValue.nullable() }),
          ),
        }),
      ),
      warnings: z.array(warning),
    }),
    example: { series: `ser_${ZERO}` },
    async answer(look, input) {
      const row = await seriesRowOf(look, input.series);
      const shown = await seriesVersion(look, input.series, input.version);
      if (row === undefined || shown === undefined)
        return {
          series: null,
          version: null,
          vintage: null,
          note: null,
          digest: null,
          points: [],
          revisions: [],
          warnings: [],
        };
      const passages = await passagesByIds(look, [...new Set(shown.points.map((one) => one.passage))]);
      const versions = await versionsOf(look, input.series);
      const revisions = [];
      let before: SeriesVersion | undefined;
      for (const one of versions) {
        const now = await seriesVersion(look, input.series, one.version);
        if (now === undefined) continue;
        revisions.push({
          version: one.version,
          at: one.at,
          by: one.by,
          vintage: one.vintage,
          changed: before === undefined ? [] : revisionOf(before, now),
        });
        before = now;
      }
      return {
        series: await seriesLine(look, row),
        version: shown.version,
        vintage: shown.vintage,
        note: shown.note,
        digest: seriesDigest(shown, await switchesOf(look, [input.series])),
        points: shown.points.map((one) => ({
          ...one,
          exhibit: passages.get(one.passage)?.exhibit ?? null,
          pin: passages.get(one.passage)?.pin ?? null,
        })),
        revisions,
        warnings: [...(await warningsOf(look, shown)), ...countsWarnings(await guardOf(look, shown), row.id)],
      };
    },
  }),
];
