// Questions of flows: series with their cells and revisions, what totals leave open, estimates with their challenge sheets.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { formatDay } from '../../base/time/index.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { passagesByIds } from '../reading/index.ts';
import { seriesDigest, twelve } from './canonical.ts';
import { METHODS } from './methods.ts';
import {
  choiceRows,
  constraintOf,
  type DatedStatement,
  type Estimate,
  estimateRow,
  estimatesOf,
  monthsBetweenDays,
  pointConstraints,
  type SeriesVersion,
  seriesVersion,
  staleness,
  statementsOfSeries,
  switchesOf,
  versionsOf,
} from './read.ts';
import { type Constraint, contradictions, envelopes, interpolate } from './totals.ts';
import { cell, challenge, daysOf, diagnostic, effect, pointValue } from './types.ts';
import type { FlowsTables } from './view.ts';

const ZERO = '0'.repeat(26);
const switchRow = z.object({
  on: z.string(),
  reason: z.string(),
  continuesAs: z.string().nullable(),
  passages: z.array(z.string()),
});
const seriesRow = z.object({
  id: z.string(),
  measure: z.string(),
  unit: z.string(),
  step: z.string(),
  definition: z.string(),
  points: z.number(),
  first: z.string().nullable(),
  last: z.string().nullable(),
  versions: z.number(),
  statements: z.number(),
  switches: z.array(switchRow),
});
const pointRow = z.object({
  at: z.string(),
  value: pointValue,
  passage: z.string(),
  cell: cell.nullable(),
  vintage: z.string().nullable(),
  exhibit: z.string().nullable(),
  pin: z.string().nullable(),
});
const statementRow = z.object({
  id: z.string(),
  over: z.string(),
  bears: z.string(),
  value: z.string(),
  margin: z.string().nullable(),
  source: z.string(),
  words: z.string(),
  printed: z.string().nullable(),
  passages: z.array(z.string()),
  disregarded: z.string().nullable(),
});
const warning = z.object({ code: z.string(), message: z.string() });

/** What a statement says, in one line that a reader can check against the page. */
export function statementInWords(one: DatedStatement, unit: string): string {
  const [from, until] = one.over.split('/');
  const span = until === undefined ? from : `${from} to ${until}`;
  const figure = {
    exact: one.value,
    rounded: `${one.value}, rounded to ${one.margin}`,
    about: `about ${one.value} (give or take ${one.margin})`,
    'at-least': `at least ${one.value}`,
    'at-most': `at most ${one.value}`,
    between: `${one.value} to ${one.margin}`,
  }[one.bears];
  return `${figure} ${unit}, ${span} (${one.source})`;
}

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

/** Where two versions of a series differ. */
function revisionOf(before: SeriesVersion, now: SeriesVersion) {
  const old = new Map(before.points.map((one) => [one.at, one.value]));
  const fresh = new Map(now.points.map((one) => [one.at, one.value]));
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((at) => !same(old.get(at), fresh.get(at)))
    .map((at) => ({ at, before: old.get(at) ?? null, now: fresh.get(at) ?? null }));
}

const engineRow = z.object({ name: z.string(), version: z.string() });
const estimateLine = z.object({
  id: z.string(),
  method: z.string(),
  title: z.string(),
  at: z.string(),
  by: z.string(),
  series: z.array(z.string()),
  effect: effect.nullable(),
  answered: z.number(),
  failed: z.number(),
  open: z.number(),
  standing: z.enum(['worked', 'adopted', 'withdrawn']),
  registered: z.boolean(),
  stale: z.array(z.string()),
});

async function lineOf(look: Look, one: Estimate): Promise<z.input<typeof estimateLine>> {
  const count = (status: string): number => one.challenge.filter((row) => row.status === status).length;
  return {
    id: one.id,
    method: one.method,
    title: METHODS[one.method].title,
    at: one.at,
    by: one.by,
    series: one.inputs.map((input) => input.series),
    effect: one.effect,
    answered: count('answered'),
    failed: count('failed'),
    open: count('open'),
    standing: standingOf(one),
    registered: one.choice !== null,
    stale: [...(await staleness(look, one))],
  };
}

const standingOf = (one: Estimate): 'worked' | 'adopted' | 'withdrawn' =>
  one.adopted === null ? 'worked' : one.withdrawn === null ? 'adopted' : 'withdrawn';

export const FLOWS_QUESTIONS: readonly Question[] = [
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
        warnings: await warningsOf(look, shown),
      };
    },
  }),
  question({
    name: 'series.envelope',
    summary:
      'What dated totals and bounds leave open for each month, one marked interpolation, and the statements that cannot all hold.',
    input: z.strictObject({
      series: idOf('series'),
      /** The series’ own points bind as well. */
      points: z.boolean().default(true),
      from: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional(),
      to: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional(),
    }),
    output: z.object({
      statements: z.array(statementRow),
      contradictions: z.array(
        z.object({ statements: z.array(z.string()), words: z.array(z.string()), excess: z.string() }),
      ),
      suspects: z.array(z.object({ statements: z.array(z.string()), words: z.array(z.string()) })),
      /** Left out so that the months could be worked out at all; empty where nothing contradicts. */
      leftOut: z.array(z.string()),
      months: z.array(
        z.object({
          month: z.string(),
          low: z.string(),
          high: z.string().nullable(),
          interpolated: z.string(),
        }),
      ),
      largestMiss: z.string(),
      warnings: z.array(warning),
    }),
    example: { series: `ser_${ZERO}` },
    async answer(look, input) {
      const version = await seriesVersion(look, input.series);
      const statements = await statementsOfSeries(look, input.series);
      const unit = version?.unit ?? '';
      const words = new Map(statements.map((one) => [one.id, statementInWords(one, unit)]));
      const binding: Constraint[] = statements.flatMap((one) =>
        one.disregarded === null ? (constraintOf(one) ?? []) : [],
      );
      if (input.points && version !== undefined) binding.push(...pointConstraints(version));
      const name = (id: string): string =>
        words.get(id) ?? `point ${id.replace(/^ser_\S+ /, '')} of the series`;
      const rows = statements.map((one) => ({
        id: one.id,
        over: one.over,
        bears: one.bears,
        value: one.value,
        margin: one.margin,
        source: one.source,
        words: words.get(one.id) ?? '',
        printed: one.printed,
        passages: [...one.passages],
        disregarded: one.disregarded,
      }));
      const warnings = version === undefined ? [] : await warningsOf(look, version, binding);
      if (binding.length === 0)
        return {
          statements: rows,
          contradictions: [],
          suspects: [],
          leftOut: [],
          months: [],
          largestMiss: '0',
          warnings,
        };
      const found = contradictions(binding);
      const rest = binding.filter((one) => !found.suspects.includes(one.id));
      const ends = (given: string | undefined, pick: 'from' | 'until'): number =>
        given === undefined
          ? pick === 'from'
            ? Math.min(...rest.map((one) => one.from))
            : Math.max(...rest.map((one) => one.until))
          : ((daysOf(given)?.[pick] ?? 0) as number);
      const months =
        rest.length === 0 ? [] : monthsBetweenDays(ends(input.from, 'from'), ends(input.to, 'until'));
      const bounds = envelopes(rest, months);
      const shape = months.length === 0 ? { values: [], largestMiss: 0 } : interpolate(rest, months);
      return {
        statements: rows,
        contradictions: found.cores.map((one) => ({
          statements: [...one.ids],
          words: one.ids.map(name),
          excess: twelve(one.excess),
        })),
        suspects: found.choices.map((ids) => ({ statements: [...ids], words: ids.map(name) })),
        leftOut: [...found.suspects],
        months: months.map(({ label }, i) => ({
          month: label,
          low: twelve(bounds[i]?.low ?? 0),
          high: bounds[i]?.high == null ? null : twelve(bounds[i]?.high ?? 0),
          interpolated: twelve(Math.round((shape.values[i] ?? 0) * 10) / 10),
        })),
        largestMiss: twelve(Math.round(shape.largestMiss * 1000) / 1000),
        warnings,
      };
    },
  }),
  question({
    name: 'choice.list',
    summary: 'The methods chosen beforehand, when, and whether they were carried out.',
    input: z.strictObject({}),
    output: z.object({
      choices: z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          by: z.string(),
          question: z.string(),
          method: z.string(),
          series: z.array(z.string()),
          params: z.record(z.string(), z.json()),
          seed: z.number(),
          reason: z.string(),
          alreadySeen: z.array(z.string()),
          carriedOut: z.array(z.string()),
        }),
      ),
    }),
    example: {},
    async answer(look) {
      const estimates = await estimatesOf(look);
      return {
        choices: (await choiceRows(look)).map((row) => ({
          ...(row.content as {
            question: string;
            method: string;
            series: string[];
            params: Record<string, never>;
            seed: number;
            reason: string;
            alreadySeen: string[];
          }),
          id: row.id,
          at: row.at,
          by: row.by,
          carriedOut: estimates.filter((one) => one.choice === row.id).map((one) => one.id),
        })),
      };
    },
  }),
  question({
    name: 'estimate.list',
    summary:
      'Every estimate worked out, adopted or not, with its effect, its failed challenges, and why it may be stale.',
    input: z.strictObject({ series: idOf('series').optional() }),
    output: z.object({ estimates: z.array(estimateLine) }),
    example: {},
    async answer(look, { series }) {
      const all = (await estimatesOf(look)).filter(
        (one) => series === undefined || one.inputs.some((input) => input.series === series),
      );
      return { estimates: await Promise.all(all.map((one) => lineOf(look, one))) };
    },
  }),
  question({
    name: 'estimate.show',
    summary:
      'One estimate: inputs, parameters, seed, figures, diagnostics and challenge sheet, failures included.',
    input: z.strictObject({ estimate: idOf('estimate') }),
    output: z.object({
      estimate: estimateLine
        .extend({
          key: z.string(),
          engine: engineRow,
          inputs: z.array(
            z.object({ series: z.string(), measure: z.string(), version: z.number(), digest: z.string() }),
          ),
          exhibits: z.array(z.string()),
          params: z.record(z.string(), z.json()),
          seed: z.number(),
          figures: z.record(z.string(), z.json()),
          diagnostics: z.array(diagnostic),
          challenge: z.array(challenge),
          choice: z.string().nullable(),
          adopted: z
            .object({ ground: z.string(), at: z.string(), by: z.string(), alternatives: z.array(z.string()) })
            .nullable(),
          withdrawn: z.string().nullable(),
          /** Whether other families of methods on the same series say the same; null where none was run. */
          agreement: z.string().nullable(),
        })
        .nullable(),
    }),
    example: { estimate: `est_${ZERO}` },
    async answer(look, { estimate }) {
      const one = await estimateRow(look, estimate);
      if (one === undefined) return { estimate: null };
      const measures = await Promise.all(
        one.inputs.map(
          async (input) => (await seriesVersion(look, input.series, input.version))?.measure ?? '',
        ),
      );
      return {
        estimate: {
          ...(await lineOf(look, one)),
          key: one.key,
          engine: one.engine,
          inputs: one.inputs.map((input, i) => ({ ...input, measure: measures[i] ?? '' })),
          exhibits: [...one.exhibits],
          params: one.params as Record<string, never>,
          seed: one.seed,
          figures: one.figures as Record<string, never>,
          diagnostics: [...one.diagnostics],
          challenge: [...one.challenge],
          choice: one.choice,
          adopted:
            one.adopted === null
              ? null
              : {
                  ground: one.adopted.ground,
                  at: one.adopted.at,
                  by: one.adopted.by,
                  alternatives: [...one.adopted.alternatives],
                },
          withdrawn: one.withdrawn,
          agreement: agreementOf(one, await estimatesOf(look)),
        },
      };
    },
  }),
  question({
    name: 'estimate.curve',
    summary: 'The specification curve: every run on a series in order of its effect, the pleaded one marked.',
    input: z.strictObject({ series: idOf('series') }),
    output: z.object({
      runs: z.array(
        z.object({
          estimate: z.string(),
          method: z.string(),
          params: z.record(z.string(), z.json()),
          seed: z.number(),
          effect,
          pleaded: z.boolean(),
          registered: z.boolean(),
          failed: z.number(),
        }),
      ),
      /** In words, for the page and for those who do not see the curve. */
      sentence: z.string(),
      withoutEffect: z.number(),
    }),
    example: { series: `ser_${ZERO}` },
    async answer(look, { series }) {
      const all = (await estimatesOf(look)).filter((one) =>
        one.inputs.some((input) => input.series === series),
      );
      const runs = all
        .flatMap((one) =>
          one.effect === null
            ? []
            : [
                {
                  estimate: one.id,
                  method: one.method,
                  params: one.params as Record<string, never>,
                  seed: one.seed,
                  effect: one.effect,
                  pleaded: standingOf(one) === 'adopted',
                  registered: one.choice !== null,
                  failed: one.challenge.filter((row) => row.status === 'failed').length,
                },
              ],
        )
        .sort(
          (a, b) => Number(a.effect.point) - Number(b.effect.point) || (a.estimate < b.estimate ? -1 : 1),
        );
      const above = runs.filter((one) => Number(one.effect.low) > 0).length;
      const below = runs.filter((one) => Number(one.effect.high) < 0).length;
      const pleaded = runs.filter((one) => one.pleaded).length;
      const sentence =
        runs.length === 0
          ? 'No run on this series has an effect.'
          : `Of ${runs.length} runs ${above} lie wholly above zero, ${below} wholly below, and ${runs.length - above - below} take zero in; ${pleaded === 0 ? 'none is pleaded' : `${pleaded} ${pleaded === 1 ? 'is' : 'are'} pleaded`}.`;
      return { runs, sentence, withoutEffect: all.length - runs.length };
    },
  }),
];

/** At least two families should agree, or the page must say that they do not. */
export function agreementOf(one: Estimate, all: readonly Estimate[]): string | null {
  const outcome = one.inputs[0]?.series;
  const others = all.filter(
    (other) =>
      other.method !== one.method &&
      other.effect !== null &&
      other.inputs.some((input) => input.series === outcome),
  );
  if (one.effect === null || others.length === 0) return null;
  const sign = (two: Estimate): number =>
    Number(two.effect?.low) > 0 ? 1 : Number(two.effect?.high) < 0 ? -1 : 0;
  const families = new Map<string, boolean>();
  for (const other of others)
    families.set(other.method, (families.get(other.method) ?? true) && sign(other) === sign(one));
  const [agree, differ] = [true, false].map((wanted) =>
    [...families].filter(([, same]) => same === wanted).map(([name]) => name),
  );
  if ((differ ?? []).length === 0)
    return `Agrees in sign and in whether zero is taken in with: ${(agree ?? []).join(', ')}.`;
  return `Does not agree with: ${(differ ?? []).join(', ')}.${(agree ?? []).length > 0 ? ` Agrees with: ${(agree ?? []).join(', ')}.` : ''}`;
}

async function warningsOf(
  look: Look,
  version: SeriesVersion,
  extra: readonly Constraint[] = [],
): Promise<{ code: string; message: string }[]> {
  const spans = [...version.points.flatMap((one) => daysOf(one.at) ?? []), ...extra];
  const from = Math.min(...spans.map((one) => one.from));
  const until = Math.max(...spans.map((one) => one.until));
  const warnings = (await switchesOf(look, [version.series]))
    .filter((one) => {
      const on = daysOf(one.on)?.from ?? 0;
      return spans.length > 0 && on > from && on < until;
    })
    .map((one) => ({
      code: 'FLOWS_SWITCH_CROSSED',
      message: `From ${one.on} this series counts something else: ${one.reason} Figures before and after are not of one kind${one.continuesAs === null ? '' : `; what it no longer counts is in ${one.continuesAs}`}.`,
    }));
  for (const one of version.points) {
    if (daysOf(one.at) === undefined)
      warnings.push({
        code: 'FLOWS_POINT_OPEN',
        message: `The point ${one.at} is open on a side: it binds nothing.`,
      });
  }
  if (
    spans.length > 0 &&
    version.points.length > 0 &&
    formatDay(until - 1).slice(0, 7) === (version.points.at(-1)?.at ?? '') &&
    version.vintage !== null
  ) {
    const printed = daysOf(version.vintage);
    if (printed !== undefined && printed.from < until + 45)
      warnings.push({
        code: 'FLOWS_LAST_PROVISIONAL',
        message: `The last point was published soon after its time (${version.vintage}): such figures are often revised.`,
      });
  }
  return warnings;
}
