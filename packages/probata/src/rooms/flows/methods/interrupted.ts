// Interrupted time series: level and slope before and after a date, with its placebo dates and its weak points.
import { z } from 'zod';
import { parseInput } from '../../../ledger/room.ts';
import { recordable, twelve, twelves } from '../canonical.ts';
import { autocorrelations, ljungBox } from '../diagnostics.ts';
import { tTail } from '../distributions.ts';
import { exp, log, square } from '../elementary.ts';
import { bridged, imputeLevel } from '../imputation.ts';
import {
  type Change,
  type InterruptedOptions,
  interruptedSeries,
  placeboDates,
  type TimeErrors,
} from '../interrupted.ts';
import { Generator } from '../random.ts';
import { durbinWatson } from '../regression.ts';
import { eValue, robustness, rubin } from '../sensitivity.ts';
import {
  challenged,
  chance,
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
  season: z.boolean().default(true),
  /** Logarithms of the count plus one: the effect is then a factor. */
  log: z.boolean().default(false),
  donut: z.number().int().min(0).max(24).default(0),
  errors: z.enum(['wandering', 'cosine', 'newey-west', 'ols']).default('wandering'),
  /** Where months are missing: how many times they are drawn, the results pooled by Rubin’s rules. */
  imputations: z.number().int().min(2).max(100).default(20),
  level: real(0.5, 0.999).default(0.95),
});

export const interrupted: MethodSpec = {
  title: 'Interrupted time series with errors that allow for dependence in time',
  takes: { least: 1, most: 10, roles: 'the outcome, then covariates that the event does not touch' },
  form: 'gaps',
  parse: (given) => recordable(parseInput('interrupted', params, given)),
  async run(data, given, seed, pause) {
    const chosen = params.parse(given);
    const before = pointsBefore(data, chosen.date);
    const scale = (values: readonly number[]): number[] =>
      values.map((value) => (chosen.log ? log(Math.max(0, value) + 1) : value));
    const [seen = [], ...covariates] = data.values.map(scale);
    const y = bridged(seen);
    const gaps = seen.flatMap((value, t) => (Number.isNaN(value) ? [t] : []));
    const period = seasonOf(data.step);
    // Seasons need a year and a half before the date, or their steps would be guesses.
    const season = chosen.season && period !== null && before >= 1.5 * period ? period : null;
    const options: InterruptedOptions = {
      season,
      trend: chosen.trend,
      covariates,
      donut: chosen.donut,
      errors: chosen.errors,
      level: chosen.level,
    };
    const plain = interruptedSeries(y, before, options);
    // Points that nobody saw are drawn again and again; the plain run above bridges them, for checks that need whole series.
    const drawn =
      gaps.length === 0
        ? null
        : pooledRuns(imputeLevel(seen, chosen.imputations, new Generator(seed)), before, options);
    const run = drawn === null ? plain : { ...plain, levelChange: drawn.level, cumulative: drawn.cumulative };
    const complete = gaps.length === 0 ? null : interruptedSeries(y, before, { ...options, without: gaps });
    const others = (['ols', 'newey-west', 'cosine', 'wandering'] as readonly TimeErrors[]).map((errors) => ({
      errors,
      run: interruptedSeries(y, before, { ...options, errors }),
    }));
    await pause('placebo dates', 1, 3);
    const stretch = Math.min(y.length - before, Math.floor(before / 3));
    const fakes = placeboDates(y, before, options, Math.max(3, stretch));
    const asExtreme = fakes.filter(
      (one) => Math.abs(one.level.estimate) >= Math.abs(run.levelChange.estimate),
    ).length;
    const rejected = fakes.filter((one) => one.level.p < 1 - chosen.level).length;
    const placeboP = (asExtreme + 1) / (fakes.length + 1);
    await pause('variants', 2, 3);
    const donuts = [1, 2].flatMap((donut) => {
      try {
        return [{ donut, run: interruptedSeries(y, before, { ...options, donut }) }];
      } catch {
        return [];
      }
    });
    const other = (() => {
      try {
        return interruptedSeries(y, before, { ...options, trend: !chosen.trend });
      } catch {
        return null;
      }
    })();
    const lag = Math.min(12, Math.floor(y.length / 5));
    const box = ljungBox(run.residuals, lag);
    const t = run.levelChange.estimate / run.levelChange.standardError;
    const strength = robustness(t, run.levelDf, 1 - chosen.level);
    const sameSign = donuts.every(
      (one) => Math.sign(one.run.levelChange.estimate) === Math.sign(run.levelChange.estimate),
    );
    const [name, unit] = chosen.log
      ? ['factor on the level', 'times']
      : ['observed less expected, after the date, in all', data.units[0] ?? ''];
    const shown = chosen.log
      ? {
          ...run.levelChange,
          estimate: exp(run.levelChange.estimate),
          interval: run.levelChange.interval.map(exp),
        }
      : run.cumulative;
    return {
      effect: {
        name,
        unit,
        point: shown.estimate,
        low: shown.interval[0] ?? Number.NaN,
        high: shown.interval[1] ?? Number.NaN,
        level: chosen.level,
      },
      figures: {
        before,
        after: y.length - before,
        season,
        levelChange: changeOf(run.levelChange),
        slopeChange: run.slopeChange === null ? null : changeOf(run.slopeChange),
        cumulative: changeOf(run.cumulative),
        degreesOfFreedom: run.df,
        wandering: run.wandering === null ? null : twelve(run.wandering),
        times: data.times.slice(before),
        observed: twelves(y.slice(before)),
        counterfactual: twelves(run.counterfactual),
        counterfactualError: twelves(run.counterfactualError),
        placebos: fakes.map((one) => ({
          at: data.times[one.at] ?? '',
          level: twelve(one.level.estimate),
          p: twelve(one.level.p),
        })),
        placeboP: twelve(placeboP),
        missing:
          drawn === null || complete === null
            ? null
            : {
                at: gaps.map((t) => data.times[t] ?? ''),
                imputations: chosen.imputations,
                lambda: twelve(drawn.lambda),
                completeCase: changeOf(complete.levelChange),
              },
      },
      diagnostics: [
        diagnostic(
          'Ljung and Box on the residuals',
          `p ${chance(box.p)}`,
          box.p < 0.05
            ? 'The residuals hang together in time: only errors that allow for it may be used.'
            : 'No dependence found.',
        ),
        diagnostic(
          'Durbin and Watson',
          short(durbinWatson(run.residuals)),
          'Near 2 without dependence from one point to the next.',
        ),
        diagnostic(
          'Autocorrelations 1 to 3',
          autocorrelations(run.residuals, 3).map(short).join(', '),
          'Of the residuals.',
        ),
        ...others.map((one) =>
          diagnostic(
            `Standard error of the level, ${one.errors}`,
            short(one.run.levelChange.standardError),
            one.errors === chosen.errors ? 'The one used.' : 'For comparison.',
          ),
        ),
        ...(run.wandering === null
          ? []
          : [
              diagnostic(
                'How far the level wanders',
                `${short(Math.sqrt(run.wandering))} of the noise at each step`,
                'By restricted likelihood. Near zero: a fixed mean; large: a walk, of which no date far ahead can be foretold.',
              ),
            ]),
        diagnostic(
          'Placebo dates',
          `${fakes.length} dates, ${rejected} rejected at ${short(1 - chosen.level)}`,
          `Smallest p that so many dates can give: ${short(1 / (fakes.length + 1))}.`,
        ),
        diagnostic(
          'Robustness value',
          `${short(100 * strength.value)} %`,
          'Part of the remaining variance of both sides that an unseen thing must explain to bring the change of level to zero.',
        ),
        ...(chosen.log && run.levelChange.estimate !== 0
          ? [
              diagnostic(
                'E-value',
                short(eValue(exp(run.levelChange.estimate))),
                'Read as a ratio of rates: strength that an unseen cause would need on both sides.',
              ),
            ]
          : []),
      ],
      challenge: [
        challenged(
          'Something else happened at the same time.',
          'Covariates that the event does not touch; the robustness value of the change of level.',
          `${covariates.length} covariates in the model. An unseen thing would have to explain ${short(100 * strength.value)} % of what is left on both sides.`,
          covariates.length === 0 ? 'open' : strength.valueAtAlpha > 0 ? 'answered' : 'failed',
        ),
        challenged(
          'The same change is found at dates when nothing happened.',
          'The same model at every admissible date before the event.',
          fakes.length === 0
            ? 'The series is too short for placebo dates.'
            : `${asExtreme} of ${fakes.length} placebo dates show a change at least as large (p ${chance(placeboP)}).`,
          fakes.length === 0
            ? 'open'
            : placeboP <= Math.max(0.05, 1 / (fakes.length + 1))
              ? 'answered'
              : 'failed',
        ),
        challenged(
          'The test itself rejects too easily.',
          'How often it rejects at the placebo dates.',
          fakes.length === 0 ? 'No placebo dates.' : `${short((100 * rejected) / fakes.length)} % of them.`,
          fakes.length === 0 ? 'open' : rejected / fakes.length <= 0.08 ? 'answered' : 'failed',
        ),
        challenged(
          'People acted before the date, or later.',
          'One and two points on either side of the date left out.',
          donuts.map((one) => `${one.donut} left out: ${short(one.run.levelChange.estimate)}`).join('; ') ||
            'Too short to leave points out.',
          donuts.length === 0 ? 'open' : sameSign ? 'answered' : 'failed',
        ),
        challenged(
          'The form of the trend makes the effect.',
          chosen.trend ? 'The same without a trend.' : 'The same with a straight trend and its change.',
          other === null
            ? 'Too short.'
            : `Change of level ${short(other.levelChange.estimate)} against ${short(run.levelChange.estimate)}; in all ${short(other.cumulative.estimate)} against ${short(run.cumulative.estimate)}.`,
          other === null
            ? 'open'
            : Math.sign(other.cumulative.estimate) === Math.sign(run.cumulative.estimate) &&
                other.cumulative.p < 0.1
              ? 'answered'
              : 'failed',
        ),
        ...(drawn === null || complete === null
          ? []
          : [
              challenged(
                'Figures that nobody saw were made up.',
                'The same without the missing points; and the share of the variance that they cause (Rubin).',
                `${gaps.length} of ${y.length} points are missing. Without them the change of level is ${short(complete.levelChange.estimate)}, with them ${short(run.levelChange.estimate)}; they cause ${short(100 * drawn.lambda)} % of its variance. The draws come from a wandering level that knows neither season nor date.`,
                Math.sign(complete.levelChange.estimate) === Math.sign(run.levelChange.estimate) &&
                  drawn.lambda < 0.3
                  ? 'answered'
                  : 'failed',
              ),
            ]),
        switchChallenge(data),
      ],
    };
  },
};

/** The change in each completed series, pooled by Rubin’s rules with the model’s own degrees of freedom. */
function pooledRuns(
  completed: readonly (readonly number[])[],
  before: number,
  options: InterruptedOptions,
): { readonly level: Change; readonly cumulative: Change; readonly lambda: number } {
  const runs = completed.map((series) => interruptedSeries(series, before, options));
  const pool = (of: (run: (typeof runs)[number]) => Change): Change & { readonly lambda: number } => {
    const { estimate, total, interval, dfBarnardRubin, lambda } = rubin(
      runs.map((one) => of(one).estimate),
      runs.map((one) => square(of(one).standardError)),
      runs[0]?.df ?? 2,
      options.level,
    );
    const standardError = Math.sqrt(total);
    return {
      estimate,
      standardError,
      interval,
      lambda,
      p: 2 * tTail(Math.abs(estimate / standardError), dfBarnardRubin),
    };
  };
  const level = pool((one) => one.levelChange);
  return { level, cumulative: pool((one) => one.cumulative), lambda: level.lambda };
}

function changeOf(change: {
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: readonly [number, number];
  readonly p: number;
}) {
  return {
    estimate: twelve(change.estimate),
    standardError: twelve(change.standardError),
    low: twelve(change.interval[0]),
    high: twelve(change.interval[1]),
    p: twelve(change.p),
  };
}
