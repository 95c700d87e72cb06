// Sets runs side by side: all specifications in order of their effect, and the families of methods with one another.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import { toJson } from '../../base/stable-json.ts';
import { type Question, question } from '../../ledger/room.ts';
import { compareFamilies, FAMILIES, scaleOf, signOf, speaker, standingOf } from './agreement.ts';
import { ZERO } from './ask-rows.ts';
import { METHODS } from './methods.ts';
import { choiceRows, type Estimate, estimatesOf } from './read.ts';
import { effect } from './types.ts';

const anyParams = z.record(z.string(), z.json());

/** The parameters in which a run differs from another; a parameter that one of them lacks is null there. */
function differing(one: JsonObject, from: JsonObject): Record<string, never> {
  const names = [...new Set([...Object.keys(one), ...Object.keys(from)])].sort();
  return Object.fromEntries(
    names
      .filter((name) => toJson(one[name] ?? null) !== toJson(from[name] ?? null))
      .map((name) => [name, one[name] ?? null]),
  ) as Record<string, never>; // plain values out of a record
}

export const COMPARE_QUESTIONS: readonly Question[] = [
  question({
    name: 'estimate.curve',
    summary:
      'The specification curve: every run on a series (or of a registered choice) in order of its effect, the pleaded one marked.',
    input: z.strictObject({ series: idOf('series').optional(), choice: idOf('choice').optional() }),
    output: z.object({
      runs: z.array(
        z.object({
          estimate: z.string(),
          method: z.string(),
          family: z.string(),
          /** Runs of one scale may be drawn on one axis. */
          scale: z.string(),
          params: anyParams,
          /** In what it differs from the run of the same method that is pleaded, or else registered, or else the latest. */
          differs: anyParams,
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
    async answer(look, input) {
      const choice =
        input.choice === undefined
          ? undefined
          : (await choiceRows(look)).find((one) => one.id === input.choice)?.content;
      const method = choice?.['method'] as string | undefined;
      const chosen = (choice?.['series'] as string[] | undefined)?.join();
      const all = (await estimatesOf(look)).filter(
        (one) =>
          (input.series === undefined || one.inputs.some((used) => used.series === input.series)) &&
          (input.choice === undefined ||
            (one.method === method && one.inputs.map((used) => used.series).join() === chosen)),
      );
      const withEffect = all.filter((one) => one.effect !== null);
      const bases = new Map(
        [...Map.groupBy(withEffect, (one) => one.method)].map(([name, runs]) => [name, speaker(runs)]),
      );
      const runs = withEffect
        .flatMap((one) =>
          one.effect === null
            ? []
            : [
                {
                  estimate: one.id,
                  method: one.method,
                  family: FAMILIES[one.method],
                  scale: `${scaleOf(one)}, ${one.effect.unit}`,
                  params: one.params as Record<string, never>,
                  differs: differing(one.params, bases.get(one.method)?.params ?? {}),
                  seed: one.seed,
                  effect: one.effect,
                  pleaded: standingOf(one) === 'adopted',
                  registered: one.choice !== null,
                  failed: one.challenge.filter((row) => row.status === 'failed').length,
                },
              ],
        )
        .sort(
          (a, b) =>
            (a.scale < b.scale ? -1 : a.scale > b.scale ? 1 : 0) ||
            Number(a.effect.point) - Number(b.effect.point) ||
            (a.estimate < b.estimate ? -1 : 1),
        );
      return { runs, sentence: curveInWords(withEffect), withoutEffect: all.length - runs.length };
    },
  }),
  question({
    name: 'estimate.compare',
    summary:
      'Whether families of methods agree on the effect on a series: at least two must, or the page says that they do not.',
    input: z.strictObject({ series: idOf('series') }),
    output: z.object({
      families: z.array(
        z.object({
          family: z.string(),
          method: z.string(),
          title: z.string(),
          /** The run that speaks for the family: pleaded, else registered beforehand, else the latest. */
          estimate: z.string(),
          runs: z.number(),
          effect,
          scale: z.string(),
          sign: z.number(),
          pleaded: z.boolean(),
          registered: z.boolean(),
          failed: z.number(),
        }),
      ),
      /** null while fewer than two families have an effect. */
      agree: z.boolean().nullable(),
      /** Among effects on one scale: whether their intervals have a stretch in common. */
      overlap: z.boolean().nullable(),
      sentence: z.string(),
    }),
    example: { series: `ser_${ZERO}` },
    async answer(look, { series }) {
      const { families, agree, overlap, sentence } = compareFamilies(await estimatesOf(look), series);
      return {
        families: families.flatMap(({ family, shown, runs, sign }) =>
          shown.effect === null
            ? []
            : [
                {
                  family,
                  method: shown.method,
                  title: METHODS[shown.method].title,
                  estimate: shown.id,
                  runs,
                  effect: shown.effect,
                  scale: `${scaleOf(shown)}, ${shown.effect.unit}`,
                  sign,
                  pleaded: standingOf(shown) === 'adopted',
                  registered: shown.choice !== null,
                  failed: shown.challenge.filter((row) => row.status === 'failed').length,
                },
              ],
        ),
        agree,
        overlap,
        sentence,
      };
    },
  }),
];

function curveInWords(runs: readonly Estimate[]): string {
  if (runs.length === 0) return 'No run here has an effect.';
  const [above, below] = [1, -1].map((sign) => runs.filter((one) => signOf(one) === sign).length) as [
    number,
    number,
  ];
  const pleaded = runs.filter((one) => standingOf(one) === 'adopted').length;
  const count = (n: number): string => (n === 0 ? 'none' : String(n));
  return `Of ${runs.length} runs ${count(above)} ${above === 1 ? 'lies' : 'lie'} wholly above no effect, ${count(below)} wholly below, and ${count(runs.length - above - below)} ${runs.length - above - below === 1 ? 'takes' : 'take'} it in; ${pleaded === 0 ? 'none is pleaded' : `${pleaded} ${pleaded === 1 ? 'is' : 'are'} pleaded`}.`;
}
