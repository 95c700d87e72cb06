// Synthetic control and its two relatives, with placebos in space and in time and each donor left out in turn.
import { z } from 'zod';
import { Refusal } from '../../../base/errors.ts';
import type { JsonObject } from '../../../base/json.ts';
import { parseInput } from '../../../ledger/room.ts';
import { augmentedControl } from '../augmented-control.ts';
import { recordable, twelve, twelves } from '../canonical.ts';
import { Generator } from '../random.ts';
import { leaveOneOut, outcomeControl, type Panel, placebos } from '../synthetic-control.ts';
import { placeboError, syntheticDid } from '../synthetic-did.ts';
import {
  challenged,
  diagnostic,
  type MethodSpec,
  pointsBefore,
  real,
  short,
  switchChallenge,
} from './outcome.ts';
import { matched, predictorsOf } from './predictors.ts';

const params = z.strictObject({
  date: z.string().min(4).max(40),
  variant: z.enum(['plain', 'predictors', 'augmented', 'difference']).default('plain'),
  /** In-space placebos whose fit before is worse than so many times the treated unit’s are also shown left out. */
  fitFilter: real(1, 100).default(5),
  draws: z.number().int().min(20).max(2000).default(200),
  /**
   * Predictors to match on, for the variant `predictors`: means of the outcome over these spans (`1975`, `1984/1988`), and
   * further measures, each with one series for each unit after the outcomes, and its span (null: all the time before).
   */
  outcomeSpans: z.array(z.string().max(40)).max(30).default([]),
  measureSpans: z.array(z.string().max(40).nullable()).max(20).default([]),
  starts: z.number().int().min(2).max(40).default(10),
});

export const syntheticControl: MethodSpec = {
  title: 'Synthetic control: plain, augmented or with differences',
  takes: {
    least: 3,
    most: 400,
    roles:
      'the treated series, then the donors, all in one unit; then further measures, each for all of these',
  },
  whole: (given, count) => {
    const measures = params.parse(given).measureSpans.length;
    if (count % (measures + 1) !== 0)
      throw new Refusal(
        'FLOWS_SERIES_COUNT',
        `With ${measures} further measures the number of series must be a multiple of ${measures + 1}: each unit has one series of each.`,
      );
    return count / (measures + 1);
  },
  parse: (given) => recordable(parseInput('synthetic-control', params, given)),
  async run(data, given, seed, pause) {
    const { date, variant, fitFilter, draws, outcomeSpans, measureSpans, starts } = params.parse(given);
    const before = pointsBefore(data, date);
    const panel: Panel = {
      units: uniqueNames(data.names),
      times: data.times.map((_, t) => t),
      values: data.values.map((values) => Float64Array.from(values)),
      before,
    };
    const plain = outcomeControl(panel, 0);
    const predictors = predictorsOf(data, panel, outcomeSpans, measureSpans);
    if (variant === 'predictors' && predictors.names.length === 0)
      throw new Refusal(
        'FLOWS_PREDICTOR_EMPTY',
        'The variant predictors needs at least one: name outcomeSpans, or further measures with measureSpans.',
      );
    const match = predictors.names.length === 0 ? null : matched(panel, predictors, starts, seed);
    await pause('placebos', 1, 4);
    const fakes = placebos(panel, 0);
    const own = fakes.runs[0];
    const kept = fakes.runs.filter((one) => one.preRmspe <= fitFilter * (own?.preRmspe ?? 0));
    const ownRatio = (own?.postRmspe ?? 0) / (own?.preRmspe ?? 1);
    const keptP =
      kept.filter((one) => one.postRmspe / one.preRmspe >= ownRatio).length / Math.max(1, kept.length);
    await pause('variants', 2, 4);
    const augmented = augmentedControl(panel, 0);
    const both = { controls: panel.values.slice(1), treated: panel.values.slice(0, 1), before };
    const did = syntheticDid(both);
    const didError = panel.units.length > 3 ? placeboError(both, draws, new Generator(seed)) : Number.NaN;
    await pause('donors left out', 3, 4);
    const without = leaveOneOut(panel, 0);
    const inTime =
      before >= 9
        ? outcomeControl(
            {
              ...panel,
              times: panel.times.slice(0, before),
              values: panel.values.map((row) => row.slice(0, before)),
              before: Math.floor((2 * before) / 3),
            },
            0,
          )
        : null;
    const points = data.times.length - before;
    const all = [plain.effect, ...(match === null ? [] : [match.fit.effect]), augmented.effect, did.effect];
    const shown =
      variant === 'predictors' && match !== null ? match.fit : variant === 'augmented' ? augmented : plain;
    const mean = variant === 'difference' ? did.effect : shown.effect;
    // The interval: the effects that the placebos show are what the method finds where nothing happened.
    const null_ = fakes.runs
      .slice(1)
      .map((one) => one.effect)
      .sort((a, b) => a - b);
    const spread =
      variant === 'difference'
        ? 1.959963984540054 * didError
        : Math.max(Math.abs(null_[0] ?? 0), Math.abs(null_.at(-1) ?? 0));
    const level = variant === 'difference' ? 0.95 : 1 - 2 / (null_.length + 1);
    const signs = all.every((value) => Math.sign(value) === Math.sign(mean));
    const donorsHold = without.every(
      (one) =>
        Math.sign(one.effect) === Math.sign(plain.effect) &&
        Math.abs(one.effect) > Math.abs(plain.effect) / 2,
    );
    const timeRatio = inTime === null ? null : inTime.postRmspe / Math.max(inTime.preRmspe, 1e-12);
    const range = Math.max(...(data.values[0]?.slice(0, before).map(Math.abs) ?? [1]));
    return {
      effect: {
        name: 'treated less synthetic, after the date, in all',
        unit: data.units[0] ?? '',
        point: mean * points,
        low: (mean - spread) * points,
        high: (mean + spread) * points,
        level: Math.max(0.5, level),
      },
      figures: {
        before,
        weights: Object.fromEntries(
          Object.entries(shown.weights).map(([name, weight]) => [name, twelve(weight)]),
        ),
        times: [...data.times],
        observed: twelves(data.values[0] ?? []),
        gaps: twelves(shown.gaps),
        meanGap: {
          plain: twelve(plain.effect),
          augmented: twelve(augmented.effect),
          difference: twelve(did.effect),
        },
        predictors: match === null ? null : (match.figures as JsonObject),
        preRmspe: twelve(plain.preRmspe),
        postRmspe: twelve(plain.postRmspe),
        ratios: Object.fromEntries(
          Object.entries(fakes.ratios).map(([name, ratio]) => [name, twelve(ratio)]),
        ),
        rank: fakes.rank,
        p: twelve(fakes.p),
        smallestP: twelve(fakes.smallestP),
        keptP: twelve(keptP),
        kept: kept.length,
        ridge: twelve(augmented.ridge),
        placeboGaps: fakes.runs.map((one) => ({ unit: one.treated, gaps: twelves(one.gaps) })),
        leaveOneOut: without.map((one) => ({
          without: one.without,
          effect: twelve(one.effect),
          preRmspe: twelve(one.preRmspe),
        })),
      },
      diagnostics: [
        diagnostic(
          'Fit before (RMSPE)',
          short(plain.preRmspe),
          `${short((100 * plain.preRmspe) / range)} % of the largest value before.`,
        ),
        diagnostic(
          'Weights',
          Object.entries(plain.weights)
            .filter(([, w]) => w >= 0.001)
            .map(([name, w]) => `${name} ${w.toFixed(3)}`)
            .join('; ')
            .slice(0, 400),
          'Donors with a thousandth or more.',
        ),
        diagnostic(
          'Placebos in space',
          `rank ${fakes.rank} of ${panel.units.length}, p ${short(fakes.p)}`,
          `By the plain variant, no unit left out. Smallest p that so few units can give: ${short(fakes.smallestP)}.`,
        ),
        diagnostic(
          'Placebos with a fit filter',
          `${kept.length} units, p ${short(keptP)}`,
          `Fit before at most ${fitFilter} times the treated unit’s.`,
        ),
        diagnostic(
          match === null ? 'Plain, augmented, difference' : 'Plain, on predictors, augmented, difference',
          all.map(short).join(', '),
          'Mean gap after the date.',
        ),
      ],
      challenge: [
        challenged(
          'The donors were chosen to fit.',
          'Each donor of weight left out in turn.',
          without
            .map((one) => `without ${one.without}: ${short(one.effect)}`)
            .join('; ')
            .slice(0, 900) || 'No donor has weight.',
          donorsHold ? 'answered' : 'failed',
        ),
        challenged(
          'The mix does not fit even before the event.',
          'RMSPE before against the size of the series.',
          `${short((100 * plain.preRmspe) / range)} % of the largest value before.`,
          plain.preRmspe / range < 0.1 ? 'answered' : 'failed',
        ),
        challenged(
          'The same gap is found for units where nothing happened.',
          'Every donor in turn as if it had been treated.',
          `Rank ${fakes.rank} of ${panel.units.length} by the ratio of fit after to fit before; p ${short(fakes.p)}, and so few units can give no less than ${short(fakes.smallestP)}.`,
          fakes.p <= Math.max(0.05, fakes.smallestP) ? 'answered' : 'failed',
        ),
        challenged(
          'The same gap is found at another time.',
          'The event put at two thirds of the time before it.',
          timeRatio === null
            ? 'Too short.'
            : `Fit after over fit before: ${short(timeRatio)}, against ${short(ownRatio)} at the event.`,
          timeRatio === null ? 'open' : timeRatio < ownRatio / 2 ? 'answered' : 'failed',
        ),
        challenged(
          'One variant of the method was picked.',
          match === null
            ? 'Plain, augmented and with differences side by side.'
            : 'Plain, on predictors, augmented and with differences side by side.',
          all.map(short).join(', '),
          signs ? 'answered' : 'failed',
        ),
        challenged(
          'The conduct spilled over to the donors.',
          'No calculation answers this; name for each donor why not.',
          `Donors: ${data.names.slice(1).join(', ')}`.slice(0, 900),
          'open',
        ),
        ...(match === null ? [] : [match.challenge]),
        switchChallenge(data),
      ],
    };
  },
};

/** Two series may measure the same thing; as donors they need names of their own. */
function uniqueNames(names: readonly string[]): readonly string[] {
  return names.map((name, i) => (names.indexOf(name) === i ? name : `${name} (${i + 1})`));
}
