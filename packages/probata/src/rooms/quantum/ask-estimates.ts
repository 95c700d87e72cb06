// Questions about estimated heads: the assumptions, the joint draws, what moves the total, and where the doubt comes from.
import { z } from 'zod';
import { amountInWords, type Money, moneyInWords } from '../../base/money/index.ts';
import { type Question, question } from '../../ledger/room.ts';
import { place } from '../reading/index.ts';
import { USUAL_DRAWS } from './assumptions.ts';
import type { Claim } from './figures.ts';
import { claimOf } from './from-record.ts';
import type { Bar, Drawn, Joint } from './joint.ts';
import { distributionInWords, formulaInWords } from './modelled.ts';
import { deficiencyRow, money, shown, shownOrNull } from './shown.ts';
import { foundSources, workedClaim } from './standing.ts';
import { workOut } from './work-out.ts';

const drawn = z.object({
  /** Null, like the median, where only the range is stated. */
  mean: money.nullable(),
  median: money.nullable(),
  low: money,
  high: money,
  standardDeviation: money,
});
const shownDrawn = (of: Drawn, isRange: boolean) => ({
  mean: isRange ? null : shown(of.mean),
  median: isRange ? null : shown(of.median),
  low: shown(of.low),
  high: shown(of.high),
  standardDeviation: shown(of.standardDeviation),
});

const sourceRow = z.object({
  passage: z.string(),
  exhibit: z.string(),
  title: z.string(),
  pin: z.string(),
  place: place.nullable(),
  quote: z.string().nullable(),
  state: z.string(),
});

export const assumptionRow = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  distribution: z.record(z.string(), z.string()),
  inWords: z.string(),
  ground: z.string(),
  estimate: z.string().nullable(),
  /** The register of a mass claim that it was read from; null like `estimate` where it was not. */
  register: z.string().nullable(),
  reading: z.string().nullable(),
  usedBy: z.array(z.string()),
  sources: z.array(sourceRow),
});

/** What `claim.joint` answers while a head has a model. Sums are in the claim's currency. */
export const jointShown = z.object({
  /** Number of draws, seed, level of the intervals, and the version of the methods: enough to draw again. */
  count: z.number(),
  seed: z.number(),
  level: z.string(),
  engine: z.string(),
  total: drawn,
  /** The sum of the figures pleaded; null where some head states a range only. */
  point: money.nullable(),
  meanError: money,
  heads: z.array(
    drawn.extend({
      head: z.string(),
      title: z.string(),
      point: money.nullable(),
      pleads: z.string(),
      formula: z.array(z.string()),
      ground: z.string(),
    }),
  ),
  sumOfBounds: z.object({ low: money, high: money }),
  /**
   * The total with one assumption alone at its 5th and 95th percentile, the others at their mean; longest first. Where only
   * the range is stated: from nothing to how far that assumption moves it, so that no middle is told.
   */
  tornado: z.array(z.object({ assumption: z.string(), title: z.string(), low: money, high: money })),
  /** First-order part of the variance; a decimal between 0 and 1. */
  varianceShares: z.array(z.object({ assumption: z.string(), title: z.string(), share: z.number() })),
  histogram: z.array(z.object({ from: money, to: money, count: z.number() })),
  dependence: z.array(
    z.object({
      a: z.string(),
      b: z.string(),
      aTitle: z.string(),
      bTitle: z.string(),
      correlation: z.string(),
      ground: z.string(),
    }),
  ),
});

export const ESTIMATE_QUESTIONS: readonly Question[] = [
  question({
    name: 'assumption.list',
    summary:
      'The assumptions behind estimated heads with their grounds and passages, the formulas, and how they are drawn.',
    input: z.strictObject({}),
    output: z.object({
      assumptions: z.array(assumptionRow),
      /** The formulas of the heads, as they were last set. */
      models: z.array(
        z.object({
          head: z.string(),
          point: z.string(),
          terms: z.array(
            z.object({
              title: z.string(),
              sign: z.string(),
              factors: z.array(
                z.union([z.object({ assumption: z.string() }), z.object({ number: z.string() })]),
              ),
            }),
          ),
          ground: z.string(),
        }),
      ),
      /** How they are drawn. */
      draws: z.object({
        count: z.number(),
        seed: z.number(),
        level: z.string(),
        dependence: z.array(
          z.object({
            a: z.string(),
            b: z.string(),
            correlation: z.string(),
            ground: z.string(),
            passages: z.array(z.string()),
          }),
        ),
      }),
    }),
    example: {},
    async answer(look) {
      const standing = await claimOf(look);
      if (standing === undefined)
        return { assumptions: [], models: [], draws: { ...USUAL_DRAWS, dependence: [] } };
      const { models, claim } = standing;
      const places = await foundSources(
        look,
        models.assumptions.flatMap((one) => one.sources),
      );
      return {
        models: models.models.map(({ head, point, terms, ground }) => ({
          head,
          point,
          ground,
          terms: terms.map(({ title, sign, factors }) => ({ title, sign, factors: [...factors] })),
        })),
        draws: {
          count: models.draws.count,
          seed: models.draws.seed,
          level: models.draws.level,
          dependence: models.draws.dependence.map(({ sources, ...one }) => ({
            ...one,
            passages: sources.map((source) => source.passage),
          })),
        },
        assumptions: models.assumptions.map((one) => ({
          id: one.id,
          title: one.title,
          unit: one.unit,
          distribution: { ...one.distribution } as Record<string, string>,
          inWords: distributionInWords(one.distribution),
          ground: one.ground,
          estimate: one.estimate,
          register: one.register ?? null,
          reading: one.reading ?? null,
          usedBy: models.models
            .filter((model) =>
              model.terms.some((term) =>
                term.factors.some((factor) => 'assumption' in factor && factor.assumption === one.id),
              ),
            )
            .map((model) => claim.heads.find((head) => head.id === model.head)?.title ?? model.head),
          sources: one.sources.flatMap((source) => places.get(source.passage) ?? []),
        })),
      };
    },
  }),
  question({
    name: 'claim.joint',
    summary:
      'Estimated heads drawn together: the interval of their sum, what moves it, and where the doubt comes from.',
    input: z.strictObject({}),
    output: z.object({
      sentence: z.string(),
      joint: jointShown.nullable(),
      deficiencies: z.array(deficiencyRow),
    }),
    example: {},
    async answer(look) {
      const found = await workedClaim(look);
      if (found === undefined)
        return { joint: null, sentence: 'No head of damage is open.', deficiencies: [] };
      const made = workOut(found.claim, found.tables, found.models).joint;
      const deficiencies = found.total.deficiencies
        .filter((one) => /ASSUMPTION|ESTIMATE|FLOWS_|DISTRIBUTION/.test(one.code))
        .map((one) => ({ ...one }));
      if (made === null)
        return {
          joint: null,
          sentence: 'No estimated head has a formula: there is nothing to draw.',
          deficiencies,
        };
      return { joint: jointInWords(made, found.claim), sentence: sentenceOf(made), deficiencies };
    },
  }),
];

function jointInWords(made: Joint, claim: Claim): z.input<typeof jointShown> {
  const { draws, models, assumptions } = made.models;
  const head = (id: string): string => claim.heads.find((one) => one.id === id)?.title ?? id;
  const title = (id: string): string => assumptions.find((one) => one.id === id)?.title ?? id;
  return {
    count: draws.count,
    seed: draws.seed,
    level: draws.level,
    engine: `${made.engine.name} ${made.engine.version}`,
    total: shownDrawn(made.total, made.point === null),
    point: shownOrNull(made.point),
    meanError: shown(made.meanError),
    heads: made.heads.map((one) => {
      const model = models.find((each) => each.head === one.head);
      return {
        ...shownDrawn(one, one.point === null),
        head: one.head,
        title: head(one.head),
        point: shownOrNull(one.point),
        pleads: model?.point ?? 'median',
        formula: model === undefined ? [] : [...formulaInWords(model, assumptions)],
        ground: model?.ground ?? '',
      };
    }),
    sumOfBounds: { low: shown(made.sumOfBounds.low), high: shown(made.sumOfBounds.high) },
    tornado: made.tornado.map((bar) => (made.point === null ? widthOf(bar) : barShown(bar))),
    varianceShares: made.shares.map((one) => ({ ...one })),
    histogram: made.histogram.map((bin) => ({ from: shown(bin.from), to: shown(bin.to), count: bin.count })),
    dependence: draws.dependence.map((one) => ({
      a: one.a,
      b: one.b,
      aTitle: title(one.a),
      bTitle: title(one.b),
      correlation: one.correlation,
      ground: one.ground,
    })),
  };
}

const barShown = (bar: Bar) => ({ ...bar, low: shown(bar.low), high: shown(bar.high) });

function widthOf(bar: Bar): ReturnType<typeof barShown> {
  const width = bar.high.minor - bar.low.minor;
  const { currency } = bar.low;
  return {
    ...bar,
    low: shown({ minor: 0n, currency }),
    high: shown({ minor: width < 0n ? -width : width, currency }),
  };
}

/** The result in words, for a page and for those who do not see the picture. */
export function sentenceOf(made: Joint): string {
  const { total, point, sumOfBounds, heads } = made;
  const { draws } = made.models;
  const per = `${Number(draws.level) * 100} %`;
  const ends = (low: Money, high: Money): string => `${amountInWords(low)} to ${amountInWords(high)}`;
  const several =
    heads.length < 2
      ? ''
      : ` Adding the ends of the ${heads.length} heads would give ${ends(sumOfBounds.low, sumOfBounds.high)}, which is the interval of nothing.`;
  const first = made.tornado[0];
  const moves = first === undefined ? '' : ` “${first.title}” moves it most.`;
  const tied =
    draws.dependence.length === 0
      ? ' The assumptions are drawn as independent of each other.'
      : ` ${draws.dependence.length} ${draws.dependence.length === 1 ? 'pair of assumptions is' : 'pairs of assumptions are'} tied.`;
  const head =
    point === null ? 'No one sum is stated, only a range under the assumptions below' : moneyInWords(point);
  return `${head}; on ${draws.count} joint draws (seed ${draws.seed}) ${per} of them lie between ${ends(total.low, total.high)}.${several}${moves}${tied}`;
}
