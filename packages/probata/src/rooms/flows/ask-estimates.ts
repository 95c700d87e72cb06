// Questions about estimates: what was chosen beforehand, what was run, with which result, and what may be held against it.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { agreementOf, standingOf } from './agreement.ts';
import { ZERO } from './ask-rows.ts';
import { METHODS } from './methods.ts';
import { choiceRows, type Estimate, estimateRow, estimatesOf, seriesVersion, staleness } from './read.ts';
import { challenge, diagnostic, effect } from './types.ts';

const engineRow = z.object({ name: z.string(), version: z.string() });
const estimateLine = z.object({
  id: z.string(),
  method: z.string(),
  title: z.string(),
  at: z.string(),
  by: z.string(),
  series: z.array(z.string()),
  /** What tells two runs of one method apart. */
  params: z.record(z.string(), z.json()),
  effect: effect.nullable(),
  answered: z.number(),
  failed: z.number(),
  open: z.number(),
  standing: z.enum(['worked', 'adopted', 'withdrawn']),
  registered: z.boolean(),
  /** The choice that it carries out, when that was entered, and how many estimates its author may have seen before. */
  registration: z.object({ choice: z.string(), at: z.string(), seenBefore: z.number() }).nullable(),
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
    params: one.params as Record<string, never>,
    effect: one.effect,
    answered: count('answered'),
    failed: count('failed'),
    open: count('open'),
    standing: standingOf(one),
    registered: one.choice !== null,
    registration: await registrationOf(look, one),
    stale: [...(await staleness(look, one))],
  };
}

async function registrationOf(
  look: Look,
  { choice }: Estimate,
): Promise<z.input<typeof estimateLine>['registration']> {
  const row = choice === null ? undefined : (await choiceRows(look)).find((one) => one.id === choice);
  if (row === undefined) return null;
  return { choice: row.id, at: row.at, seenBefore: (row.content['alreadySeen'] as string[]).length };
}

export const ESTIMATE_QUESTIONS: readonly Question[] = [
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
];
