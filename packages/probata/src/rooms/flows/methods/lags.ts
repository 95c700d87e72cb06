// Lags: how long after the driver the response moves, how much of it, and whether one foretells the other.
import { z } from 'zod';
import { parseInput } from '../../../ledger/room.ts';
import { recordable, twelve, twelves } from '../canonical.ts';
import { dickeyFuller, kpss, ljungBox } from '../diagnostics.ts';
import { log, power } from '../elementary.ts';
import { GRANGER_CAUTION, grangerTable, grangerTest, todaYamamoto } from '../granger.ts';
import { almonLags, countLags, crossCorrelation, differences, lagMatrix, prewhiten } from '../lags.ts';
import { cholesky } from '../matrix.ts';
import { Generator } from '../random.ts';
import { attributable, neweyWest } from '../regression.ts';
import { challenged, chance, diagnostic, type MethodSpec, real, short, switchChallenge } from './outcome.ts';

const BANDWIDTH = (n: number): number => Math.floor(4 * power(n / 100, 2 / 9));
const roles = 'the driver, then the response';

const crossParams = z.strictObject({
  maxLag: z.number().int().min(1).max(60).default(12),
  difference: z.boolean().default(true),
  maxOrder: z.number().int().min(0).max(24).default(6),
});

export const crossCorrelated: MethodSpec = {
  title: 'Cross-correlation after pre-whitening',
  takes: { least: 2, most: 2, roles },
  parse: (given) => recordable(parseInput('cross-correlation', crossParams, given)),
  async run(data, given) {
    const { maxLag, difference, maxOrder } = crossParams.parse(given);
    const [driver = [], response = []] = data.values.map((values) =>
      difference ? differences(values) : [...values],
    );
    const white = prewhiten(driver, response, maxOrder);
    const found = crossCorrelation(white.driver, white.response, maxLag);
    const raw = crossCorrelation([...(data.values[0] ?? [])], [...(data.values[1] ?? [])], maxLag);
    const outside = found.values.filter((value) => Math.abs(value) > found.band).length;
    const box = ljungBox(white.driver, Math.min(10, Math.floor(white.driver.length / 5)));
    const lags = found.lags.length;
    const peak = found.values[found.lags.indexOf(found.peakLag)] ?? Number.NaN;
    // With so many lags looked at, the largest of pure noise passes a wider band (Bonferroni, normal).
    const wide = found.band * (Math.sqrt(2 * log(2 * lags)) / 1.959963984540054);
    return {
      effect: null,
      figures: {
        lags: [...found.lags],
        correlations: twelves(found.values),
        band: twelve(found.band),
        peakLag: found.peakLag,
        peak: twelve(peak),
        order: white.order,
        raw: twelves(raw.values),
        rawPeakLag: raw.peakLag,
      },
      diagnostics: [
        diagnostic(
          'Peak',
          `${short(peak)} at lag ${found.peakLag}`,
          found.peakLag < 0
            ? `The driver goes before the response by ${-found.peakLag}.`
            : found.peakLag > 0
              ? 'The response goes before the driver.'
              : 'Both move together.',
        ),
        diagnostic(
          'Order of the filter',
          String(white.order),
          'Autoregression of the driver by AIC, put on both series.',
        ),
        diagnostic(
          'Ljung and Box on the filtered driver',
          `p ${chance(box.p)}`,
          box.p < 0.05 ? 'The filter leaves memory in the driver.' : 'The driver is white.',
        ),
        diagnostic(
          'Lags looked at',
          `${lags}, of which ${outside} outside the band`,
          'One in twenty is expected outside by chance.',
        ),
      ],
      challenge: [
        challenged(
          'Two series that trend always correlate.',
          'Differences, and a filter on both sides.',
          `${difference ? 'Differenced' : 'Not differenced'}; the filtered driver is ${box.p < 0.05 ? 'not ' : ''}white (p ${chance(box.p)}).`,
          box.p < 0.05 ? 'failed' : 'answered',
        ),
        challenged(
          'The peak was picked after the fact among many lags.',
          'A band for the largest of all lags looked at.',
          `Peak ${short(Math.abs(peak))} against ${short(wide)} for ${lags} lags.`,
          Math.abs(peak) > wide ? 'answered' : 'failed',
        ),
        challenged(
          'The response goes before the driver.',
          'Sign of the peak’s lag.',
          `Peak at lag ${found.peakLag}.`,
          found.peakLag <= 0 ? 'answered' : 'failed',
        ),
        switchChallenge(data),
      ],
    };
  },
};

const lagParams = z.strictObject({
  maxLag: z.number().int().min(0).max(36).default(6),
  degree: z.number().int().min(1).max(4).default(2),
  /** What the driver would have been without the conduct: the count is attributed to what is above it. */
  reference: real(-1e15, 1e15).default(0),
  draws: z.number().int().min(200).max(20_000).default(2000),
  level: real(0.5, 0.999).default(0.95),
});

export const distributedLags: MethodSpec = {
  title: 'Distributed lags of counts: free weights (quasi-Poisson) and Almon, with the attributable number',
  takes: { least: 2, most: 2, roles: 'the driver, then the response in counts' },
  parse: (given) => recordable(parseInput('distributed-lags', lagParams, given)),
  async run(data, given, seed, pause) {
    const { maxLag, degree, reference, draws, level } = lagParams.parse(given);
    const [driver = [], counts = []] = data.values.map((values) => [...values]);
    const hac = BANDWIDTH(counts.length);
    const free = countLags(driver, counts, maxLag, hac);
    const x = lagMatrix(driver, maxLag);
    const columns = Array.from({ length: maxLag + 1 }, (_, i) => i + 1);
    const share = attributable(
      x,
      free.fit,
      columns,
      columns.map(() => reference),
    );
    // The coefficients are drawn with errors that allow for dependence, swollen for the coefficients spent and with the
    // tails of a t law of few degrees of freedom: normal draws miss too often in short series. Each draw is attributed anew.
    const rows = x.length;
    const swell = rows / (rows - free.fit.coefficients.length);
    const df = Math.max(3, Math.floor(0.41 * power(rows, 2 / 3)));
    const root = cholesky(
      neweyWest(free.fit.scores, free.fit.bread, hac).map((row) => row.map((value) => value * swell)),
    );
    const random = new Generator(seed);
    const numbers = new Float64Array(draws);
    for (let d = 0; d < draws; d += 1) {
      const stretch = Math.sqrt(df / 2 / random.gamma(df / 2));
      const z = free.fit.coefficients.map(() => stretch * random.normal());
      const coefficients = free.fit.coefficients.map(
        (value, i) => value + (root[i] ?? []).reduce((sum, l, j) => sum + (j <= i ? l * (z[j] ?? 0) : 0), 0),
      );
      numbers[d] = attributable(
        x,
        { ...free.fit, coefficients },
        columns,
        columns.map(() => reference),
      ).number;
      if (d % 500 === 499) await pause('draws', d + 1, draws);
    }
    numbers.sort();
    const at = (p: number): number => numbers[Math.min(draws - 1, Math.floor(p * draws))] as number; // within the draws
    const almon = almonLags(
      driver,
      counts.map((value) => log(value + 1)),
      maxLag,
      Math.min(degree, maxLag),
    );
    const lengths = [Math.max(0, maxLag - 2), maxLag + 2].flatMap((length) => {
      try {
        const fit = countLags(driver, counts, length, hac);
        return [{ length, sum: fit.curve.sum }];
      } catch {
        return [];
      }
    });
    const shifted = shiftedSums(driver, counts, maxLag, hac);
    const asLarge = shifted.filter((sum) => Math.abs(sum) >= Math.abs(free.curve.sum)).length;
    const shiftedP = (asLarge + 1) / (shifted.length + 1);
    const left = counts
      .slice(maxLag)
      .map((value, t) => (value - (free.fit.fitted[t] ?? 0)) / Math.sqrt(free.fit.fitted[t] ?? 1));
    const box = ljungBox(left, Math.min(10, Math.floor(left.length / 5)));
    const total = counts.slice(maxLag).reduce((sum, value) => sum + value, 0);
    const spread = lengths.map((one) => one.sum);
    const stable = spread.every((sum) => Math.abs(sum - free.curve.sum) <= 2 * free.sumStandardErrorHac);
    return {
      effect: {
        name: 'count attributable to the driver',
        unit: data.units[1] ?? '',
        point: share.number,
        low: at((1 - level) / 2),
        high: at((1 + level) / 2),
        level,
      },
      figures: {
        weights: twelves(free.curve.weights),
        standardErrors: twelves(free.curve.standardErrors),
        cumulative: twelve(free.curve.sum),
        cumulativeError: twelve(free.curve.sumStandardError),
        cumulativeErrorHac: twelve(free.sumStandardErrorHac),
        dispersion: twelve(free.fit.dispersion),
        attributableNumber: twelve(share.number),
        attributableFraction: twelve(share.fraction),
        fractionLow: twelve(at((1 - level) / 2) / total),
        fractionHigh: twelve(at((1 + level) / 2) / total),
        almon: { weights: twelves(almon.curve.weights), sum: twelve(almon.curve.sum) },
        shifts: { count: shifted.length, p: twelve(shiftedP) },
      },
      diagnostics: [
        diagnostic(
          'Dispersion',
          short(free.fit.dispersion),
          free.fit.dispersion > 1.5
            ? 'The counts scatter more than Poisson; the errors allow for it.'
            : 'Near Poisson.',
        ),
        diagnostic(
          'Error of the sum, quasi-Poisson and Newey-West',
          `${short(free.curve.sumStandardError)}, ${short(free.sumStandardErrorHac)}`,
          `Newey and West with ${hac} lags.`,
        ),
        diagnostic(
          'Negative weights',
          free.curve.negative.join(', ') || 'none',
          'Lags at which more of the driver goes with less of the response.',
        ),
        diagnostic(
          'Sum by number of lags',
          lengths.map((one) => `${one.length}: ${short(one.sum)}`).join('; '),
          `At ${maxLag} lags: ${short(free.curve.sum)}.`,
        ),
        diagnostic(
          'Almon, sum of the weights',
          short(almon.curve.sum),
          'By least squares on logarithms: a second family of model.',
        ),
      ],
      challenge: [
        challenged(
          'The number of lags was chosen for its result.',
          'Two lags fewer and two more.',
          `Sums ${spread.map(short).join(', ')} against ${short(free.curve.sum)}.`,
          stable ? 'answered' : 'failed',
        ),
        challenged(
          'Any driver laid anywhere would show as much.',
          'The same driver shifted in time, turned round at the end: its memory is kept, its link to the counts is cut.',
          shifted.length === 0
            ? 'Too short to be shifted.'
            : `${asLarge} of ${shifted.length} shifts show a sum at least as large (p ${chance(shiftedP)}).`,
          shifted.length === 0
            ? 'open'
            : shiftedP <= Math.max(0.05, 1 / (shifted.length + 1))
              ? 'answered'
              : 'failed',
        ),
        challenged(
          'What the model leaves hangs together in time: something that it does not know moves the counts.',
          'Ljung and Box on the Pearson residuals.',
          `p ${chance(box.p)}.`,
          box.p < 0.05 ? 'failed' : 'answered',
        ),
        challenged(
          'The counts scatter more than the model allows.',
          'Dispersion, and errors scaled by it.',
          `Dispersion ${short(free.fit.dispersion)}; errors are scaled by it and by Newey and West’s correction.`,
          'answered',
        ),
        challenged(
          'Some weights have the wrong sign.',
          'Negative weights beyond two of their errors.',
          free.curve.negative.length === 0
            ? 'None is negative.'
            : `Negative at lags ${free.curve.negative.join(', ')}.`,
          free.curve.negative.every(
            (l) => Math.abs(free.curve.weights[l] ?? 0) < 2 * (free.curve.standardErrors[l] ?? 0),
          )
            ? 'answered'
            : 'failed',
        ),
        challenged(
          'The form of the curve makes the effect.',
          'Almon’s polynomial on logarithms.',
          `Sum ${short(almon.curve.sum)} against ${short(free.curve.sum)}.`,
          Math.sign(almon.curve.sum) === Math.sign(free.curve.sum) ? 'answered' : 'failed',
        ),
        challenged(
          'A third thing moves both.',
          'None within this model.',
          'The model has no controls: pair it with a counterfactual.',
          'open',
        ),
        switchChallenge(data),
      ],
    };
  },
};

/** The sum of the weights with the driver laid at other times, at most a hundred of them. */
function shiftedSums(
  driver: readonly number[],
  counts: readonly number[],
  maxLag: number,
  hac: number,
): readonly number[] {
  const n = driver.length;
  const shifts = Array.from({ length: Math.max(0, n - 2 * maxLag - 1) }, (_, i) => i + maxLag + 1);
  const every = Math.max(1, Math.ceil(shifts.length / 100));
  return shifts
    .filter((_, i) => i % every === 0)
    .flatMap((s) => {
      try {
        return [countLags([...driver.slice(s), ...driver.slice(0, s)], counts, maxLag, hac).curve.sum];
      } catch {
        return [];
      }
    });
}

const grangerParams = z.strictObject({
  maxOrder: z.number().int().min(1).max(24).default(6),
  difference: z.boolean().default(true),
});

export const granger: MethodSpec = {
  title: 'Granger’s test both ways, with its caution',
  takes: { least: 2, most: 2, roles },
  parse: (given) => recordable(parseInput('granger', grangerParams, given)),
  async run(data, given) {
    const { maxOrder, difference } = grangerParams.parse(given);
    const levels = data.values.map((values) => [...values]);
    const [driver = [], response = []] = difference ? levels.map(differences) : levels;
    const forth = grangerTable(driver, response, maxOrder);
    const back = grangerTable(response, driver, maxOrder);
    const chosen = grangerTest(driver, response, forth.chosen);
    const other = grangerTest(response, driver, back.chosen);
    const roots = todaYamamoto(levels[0] ?? [], levels[1] ?? [], forth.chosen);
    const units = [driver, response].map((series) => ({
      adf: dickeyFuller(series, Math.min(4, Math.floor(series.length / 10))),
      kpss: kpss(series, BANDWIDTH(series.length)),
    }));
    const significant = forth.tests.filter((one) => one.p < 0.05).length;
    const still = units.every((one) => one.adf.p < 0.05 && one.kpss < 0.463);
    return {
      effect: null,
      figures: {
        caution: GRANGER_CAUTION,
        forth: forth.tests.map((one) => ({
          order: one.order,
          f: twelve(one.statistic),
          p: twelve(one.p),
          aic: twelve(one.aic),
        })),
        back: back.tests.map((one) => ({
          order: one.order,
          f: twelve(one.statistic),
          p: twelve(one.p),
          aic: twelve(one.aic),
        })),
        order: forth.chosen,
        p: twelve(chosen.p),
        orderBack: back.chosen,
        pBack: twelve(other.p),
        todaYamamoto: { statistic: twelve(roots.statistic), df: roots.df, p: twelve(roots.p) },
      },
      diagnostics: [
        diagnostic('Caution', '', GRANGER_CAUTION),
        diagnostic(
          'Driver to response',
          `order ${forth.chosen}, F ${short(chosen.statistic)}, p ${chance(chosen.p)}`,
          'Order by AIC.',
        ),
        diagnostic(
          'Response to driver',
          `order ${back.chosen}, F ${short(other.statistic)}, p ${chance(other.p)}`,
          'Order by AIC.',
        ),
        ...units.map((one, i) =>
          diagnostic(
            `Stationarity of ${i === 0 ? 'the driver' : 'the response'}`,
            `Dickey-Fuller p ${chance(one.adf.p)}, KPSS ${short(one.kpss)}`,
            'The first should be small, the second below 0.463.',
          ),
        ),
        diagnostic('Toda and Yamamoto', `p ${chance(roots.p)}`, 'On the levels, whether or not they wander.'),
      ],
      challenge: [
        challenged('Foretelling is not causing.', 'None can answer this.', GRANGER_CAUTION, 'open'),
        challenged(
          'The order was chosen for its result.',
          `All orders from 1 to ${maxOrder}.`,
          `${significant} of ${maxOrder} orders below 0.05.`,
          chosen.p < 0.05 ? (significant > maxOrder / 2 ? 'answered' : 'failed') : 'answered',
        ),
        challenged(
          'The series wander, and the test is then wrong.',
          'Tests of stationarity; Toda and Yamamoto’s version.',
          `${still ? 'Both are stationary as used.' : 'Not both are stationary as used.'} Toda and Yamamoto p ${chance(roots.p)}.`,
          still || roots.p < 0.05 === chosen.p < 0.05 ? 'answered' : 'failed',
        ),
        challenged(
          'It works the other way round as well.',
          'The same test in the other direction.',
          `p ${chance(other.p)}.`,
          other.p < 0.05 ? 'failed' : 'answered',
        ),
        switchChallenge(data),
      ],
    };
  },
};
