// The counterfactual by a structural time series: what the series would have done, learnt before the event.
import { z } from 'zod';
import { parseInput } from '../../../ledger/room.ts';
import { recordable, twelve, twelves } from '../canonical.ts';
import { exp, log } from '../elementary.ts';
import { levelStep, stepTaken } from '../level-step.ts';
import { mean } from '../matrix.ts';
import { Generator } from '../random.ts';
import { CAUSAL_IMPACT_PRIORS, levelPriorSensitivity, structuralEffect } from '../structural.ts';
import {
  challenged,
  diagnostic,
  type MethodSpec,
  pointsBefore,
  real,
  seasonOf,
  short,
  switchChallenge,
} from './outcome.ts';

const params = z.strictObject({
  date: z.string().min(4).max(40),
  trend: z.boolean().default(false),
  season: z.boolean().default(false),
  log: z.boolean().default(false),
  /**
   * The level’s step as a part of the series’ scatter before the date; `fitted`: as the series itself shows it, which
   * is what is taken when nothing is said. CausalImpact takes 0.01: on a series that walks it finds effects where there
   * are none (`npm run bench -- coverage`).
   */
  levelSd: z.union([z.literal('fitted'), real(0.0001, 1)]).default('fitted'),
  expectedSize: real(0.5, 20).default(3),
  draws: z.number().int().min(200).max(20_000).default(1000),
  burn: z.number().int().min(100).max(10_000).default(300),
  chains: z.number().int().min(2).max(8).default(2),
  level: real(0.5, 0.999).default(0.95),
});

export const structural: MethodSpec = {
  title: 'Structural time series with controls (Kalman filter, Gibbs sampling, spike and slab)',
  takes: { least: 1, most: 40, roles: 'the outcome, then control series that the event does not touch' },
  parse: (given) => recordable(parseInput('structural', params, given)),
  async run(data, given, seed, pause) {
    const chosen = params.parse(given);
    const before = pointsBefore(data, chosen.date);
    const scale = (values: readonly number[]): number[] =>
      values.map((value) => (chosen.log ? log(Math.max(0, value) + 1) : value));
    const [y = [], ...controls] = data.values.map(scale);
    const season = chosen.season ? seasonOf(data.step) : null;
    const shown = levelStep(y, controls, before, season);
    const levelSd = chosen.levelSd === 'fitted' ? stepTaken(shown) : chosen.levelSd;
    const options = {
      draws: chosen.draws,
      burn: chosen.burn,
      chains: chosen.chains,
      level: chosen.level,
      trend: chosen.trend,
      season,
      priors: { ...CAUSAL_IMPACT_PRIORS, levelSd, expectedSize: chosen.expectedSize },
    };
    await pause('sampling', 0, 3);
    const run = structuralEffect(y, controls, before, new Generator(seed), options);
    await pause('prior of the level', 1, 3);
    const levels = [0.001, 0.01, 0.05, 0.1];
    const sensitivity = levelPriorSensitivity(
      y,
      controls,
      before,
      (i) => new Generator(BigInt(seed) * 1000n + BigInt(i)),
      levels,
      { trend: chosen.trend, season },
    );
    await pause('a date when nothing happened', 2, 3);
    // A date two thirds into the time before the event: the method should find nothing there.
    const fakeAt = Math.floor((2 * before) / 3);
    const fake =
      fakeAt >= 8
        ? structuralEffect(
            y.slice(0, before),
            controls.map((one) => one.slice(0, before)),
            fakeAt,
            new Generator(BigInt(seed) + 7n),
            {
              ...options,
              season: season !== null && fakeAt >= 2 * season ? season : null,
              draws: 500,
              burn: 200,
            },
          )
        : null;
    const widths = sensitivity.map((one) => one.effect.interval[1] - one.effect.interval[0]);
    const own = run.meanEffect.interval[1] - run.meanEffect.interval[0];
    const widest = Math.max(...widths) / own;
    const keepsSign = sensitivity.every(
      (one) =>
        one.effect.interval[0] * one.effect.interval[1] > 0 ===
        run.meanEffect.interval[0] * run.meanEffect.interval[1] > 0,
    );
    // A prior that takes the level to be stiller than the series shows makes the interval too narrow.
    const tooStill = shown.likely > 2.5 * levelSd;
    const mayBeTooStill = shown.most > 2 * levelSd;
    const points = y.length - before;
    const counted = chosen.log
      ? countsOf(run.predictions, data.values[0]?.slice(before) ?? [], chosen.level)
      : {
          mean: run.cumulativeEffect.mean,
          low: run.cumulativeEffect.interval[0],
          high: run.cumulativeEffect.interval[1],
        };
    const at = (p: number): number[] =>
      Array.from({ length: points }, (_, i) =>
        quantile(
          run.predictions.map((path) => path[i] as number),
          p,
        ),
      );
    const back = (value: number): number => (chosen.log ? exp(value) - 1 : value);
    const fakeFinds = fake !== null && fake.meanEffect.interval[0] * fake.meanEffect.interval[1] > 0;
    return {
      effect: {
        name: 'observed less expected, after the date, in all',
        unit: data.units[0] ?? '',
        point: counted.mean,
        low: counted.low,
        high: counted.high,
        level: chosen.level,
      },
      figures: {
        before,
        season,
        meanEffect: summaryOf(run.meanEffect),
        cumulativeEffect: summaryOf(run.cumulativeEffect),
        tail: twelve(run.tail),
        rHat: twelve(run.rHat),
        effectiveDraws: twelve(run.effectiveDraws),
        inclusion: controls.map((_, i) => ({
          control: data.names[i + 1] ?? '',
          share: twelve(run.inclusion[i] ?? 0),
          coefficient: twelve(mean(run.coefficients.map((beta) => beta[i] ?? 0))),
        })),
        times: data.times.slice(before),
        observed: twelves(data.values[0]?.slice(before) ?? []),
        expected: twelves(at(0.5).map(back)),
        low: twelves(at((1 - chosen.level) / 2).map(back)),
        high: twelves(at((1 + chosen.level) / 2).map(back)),
        priorSensitivity: sensitivity.map((one) => ({
          levelSd: twelve(one.levelSd),
          ...summaryOf(one.effect),
        })),
      },
      diagnostics: [
        diagnostic(
          'R-hat',
          short(run.rHat),
          run.rHat < 1.05 ? 'The chains agree.' : 'The chains do not agree: more draws are needed.',
        ),
        diagnostic(
          'Effective draws',
          short(run.effectiveDraws),
          `Monte Carlo error of the mean effect: ${short(run.meanEffect.sd / Math.sqrt(Math.max(1, run.effectiveDraws)))}.`,
        ),
        diagnostic('Tail', short(run.tail), 'Share of the draws on the other side of zero.'),
        diagnostic(
          'Inclusion of controls',
          run.inclusion.map((share, i) => `${data.names[i + 1]}: ${share.toFixed(2)}`).join('; ') ||
            'no controls',
          'Share of the draws in which a control is in the model.',
        ),
        diagnostic(
          'Step of the level before the date',
          `about ${short(shown.mean)}, up to ${short(shown.most)} not ruled out`,
          `Of the series’ scatter, by restricted likelihood; taken: ${short(levelSd)}.`,
        ),
        diagnostic(
          'Widest interval over priors of the level',
          `${short(widest)} times`,
          'Standard deviation of the level’s step from 0.001 to 0.1 of the series.',
        ),
      ],
      challenge: [
        challenged(
          'The prior of the level makes the interval narrow.',
          'The step that the series itself shows (restricted likelihood), and the same run with steps from 0.001 to 0.1 of its scatter.',
          `Before the date the level steps by about ${short(shown.mean)} of the series’ scatter, and ${short(shown.most)} is not ruled out, where ${short(levelSd)} was taken${tooStill ? ': the interval is too narrow' : mayBeTooStill ? ': the interval may be too narrow' : ''}. The widest interval is ${short(widest)} times the stated one; ${keepsSign ? 'the finding is the same under each' : 'the finding changes with the prior'}.`,
          !keepsSign || widest >= 3 || tooStill ? 'failed' : mayBeTooStill ? 'open' : 'answered',
        ),
        challenged(
          'The sampler has not settled.',
          'R-hat and effective draws over several chains.',
          `R-hat ${short(run.rHat)}, ${Math.round(run.effectiveDraws)} effective draws.`,
          run.rHat < 1.05 && run.effectiveDraws >= 100 ? 'answered' : 'failed',
        ),
        challenged(
          'The method finds an effect at any date.',
          'The same model at a date two thirds into the time before the event.',
          fake === null
            ? 'Too short for a placebo date.'
            : `At ${data.times[fakeAt]}: ${short(fake.meanEffect.mean)} (${short(fake.meanEffect.interval[0])} to ${short(fake.meanEffect.interval[1])}).`,
          fake === null ? 'open' : fakeFinds ? 'failed' : 'answered',
        ),
        challenged(
          'The controls are themselves touched by the conduct.',
          'No calculation answers this; name for each control why it is not.',
          controls.length === 0 ? 'There are no controls.' : `Controls: ${data.names.slice(1).join(', ')}.`,
          'open',
        ),
        challenged(
          'The forecast reaches too far.',
          'Length of the time after the event against that before it.',
          `${points} points after, ${before} before.`,
          points <= before / 2 ? 'answered' : 'failed',
        ),
        switchChallenge(data),
      ],
    };
  },
};

/** On logarithms each predicted path is carried back to counts before the difference is taken. */
function countsOf(
  paths: readonly Float64Array[],
  observed: readonly number[],
  level: number,
): { mean: number; low: number; high: number } {
  const actual = observed.reduce((sum, value) => sum + value, 0);
  const effects = paths.map(
    (path) => actual - path.reduce((sum, value) => sum + Math.max(0, exp(value) - 1), 0),
  );
  // A few draws of a wandering level on logarithms are huge: the middle of the draws is stated, not their mean.
  return {
    mean: quantile(effects, 0.5),
    low: quantile(effects, (1 - level) / 2),
    high: quantile(effects, (1 + level) / 2),
  };
}

function quantile(values: readonly number[], p: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}

function summaryOf(one: {
  readonly mean: number;
  readonly sd: number;
  readonly interval: readonly [number, number];
}) {
  return {
    mean: twelve(one.mean),
    sd: twelve(one.sd),
    low: twelve(one.interval[0]),
    high: twelve(one.interval[1]),
  };
}
