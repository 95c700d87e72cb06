// Change points: when did the level of a series change, how surely is the date known, and how many changes are there?
import { z } from 'zod';
import { parseInput } from '../../../ledger/room.ts';
import { breakIntervals, breakSets, breaksByBic, supF } from '../breaks.ts';
import { recordable, twelve, twelves } from '../canonical.ts';
import { binarySegmentation, optimalPartition, pelt, penaltyPath } from '../change-points.ts';
import { autocorrelations, ljungBox } from '../diagnostics.ts';
import { tQuantile } from '../distributions.ts';
import { log, power } from '../elementary.ts';
import { mean, sumOfSquares } from '../matrix.ts';
import { neweyWest, ols, olsScores } from '../regression.ts';
import { challenged, chance, diagnostic, type MethodSpec, real, short, switchChallenge } from './outcome.ts';

const params = z.strictObject({
  cost: z.enum(['mean', 'mean-variance', 'poisson']).default('mean'),
  /** Penalty of each change, in multiples of log n (times the variance of the differences over two for `mean`). */
  penalty: real(1e-9, 1000).default(2),
  least: z.number().int().min(2).max(200).default(2),
  most: z.number().int().min(1).max(8).default(5),
  level: real(0.5, 0.999).default(0.95),
});

export const changePoints: MethodSpec = {
  title: 'Change points: least squares or counts, PELT, and Bai and Perron with intervals for the dates',
  takes: { least: 1, most: 1, roles: 'the series' },
  parse: (given) => recordable(parseInput('change-points', params, given)),
  async run(data, given, _seed, pause) {
    const { cost, penalty, least, most, level } = params.parse(given);
    const y = [...(data.values[0] ?? [])];
    const n = y.length;
    const at = (index: number | null | undefined): string | null =>
      index === null || index === undefined
        ? null
        : (data.times[Math.min(n, Math.max(1, index)) - 1] ?? null);
    const sets = breakSets(y, 0.15, most);
    const count = breaksByBic(sets);
    const breaks = sets[count]?.breaks ?? [];
    const intervals = breakIntervals(y, breaks, level);
    const test = supF(y);
    await pause('penalties', 1, 3);
    // Scatter from differences: a shift of the level swells the plain variance, and so the penalty that should find it.
    const steps = y.slice(1).map((value, i) => value - (y[i] ?? 0));
    const scatter = cost === 'mean' ? sumOfSquares(steps) / (steps.length - 1) / 2 : 1;
    const used = penalty * log(n) * scatter;
    const found = pelt(y, cost, used, least);
    // The full search is quadratic: beyond some thousand points PELT stands alone.
    const exact = n <= 4000 ? optimalPartition(y, cost, used, least) : found;
    const greedy = binarySegmentation(y, cost, used, most, least);
    const path = penaltyPath(y, cost, used / 10, used * 10, least);
    await pause('logarithms', 2, 3);
    const logs = y.every((value) => value >= 0) ? y.map((value) => log(value + 1)) : null;
    const logBreaks = logs === null ? null : (breakSets(logs, 0.15, most)[count]?.breaks ?? []);
    const edges = [0, ...breaks, n];
    const residuals = y.map((value, t) => {
      const i = edges.findIndex((edge) => t < edge) - 1;
      return value - mean(y.slice(edges[i] ?? 0, edges[i + 1] ?? n));
    });
    const box = ljungBox(residuals, Math.min(10, Math.floor(n / 5)));
    // The largest step, with an interval that allows for dependence in time.
    const stepsAt = breaks.map((b, i) => mean(y.slice(b, edges[i + 2])) - mean(y.slice(edges[i], b)));
    const largest = stepsAt.reduce(
      (best, value, i) => (Math.abs(value) > Math.abs(stepsAt[best] ?? 0) ? i : best),
      0,
    );
    const step = stepsAt[largest];
    const x = y.map((_, t) => [1, ...breaks.map((b) => (t >= b ? 1 : 0))]);
    const fit = breaks.length === 0 ? null : ols(x, y);
    const covariance =
      fit === null ? null : neweyWest(olsScores(x, fit), fit.inverse, Math.floor(4 * power(n / 100, 2 / 9)));
    const error = Math.sqrt(covariance?.[largest + 1]?.[largest + 1] ?? Number.NaN);
    const half = tQuantile(0.5 + level / 2, Math.max(1, n - breaks.length - 1)) * error;
    const agree = found.changePoints.join() === exact.changePoints.join();
    const counts = [...new Set(path.map((one) => one.changePoints.length))];
    const sameOnLogs =
      logBreaks !== null &&
      logBreaks.length === breaks.length &&
      logBreaks.every((b, i) => Math.abs(b - (breaks[i] ?? 0)) <= 1);
    return {
      effect:
        step === undefined
          ? null
          : {
              name: `change of the level after ${at(breaks[largest])}`,
              unit: data.units[0] ?? '',
              point: step,
              low: step - half,
              high: step + half,
              level,
            },
      figures: {
        breaks: breaks.map((b, i) => ({
          last: at(b),
          low: at(intervals[i]?.low),
          high: at(intervals[i]?.high),
          step: twelve(stepsAt[i] ?? Number.NaN),
        })),
        means: twelves(edges.slice(1).map((edge, i) => mean(y.slice(edges[i], edge)))),
        bicByBreaks: twelves(sets.map((set) => set.bic)),
        supF: { statistic: twelve(test.statistic), p: twelve(test.p), last: at(test.at) },
        penalty: twelve(used),
        pelt: found.changePoints.map((b) => at(b)),
        optimalPartition: exact.changePoints.map((b) => at(b)),
        binarySegmentation: greedy.changePoints.map((b) => at(b)),
        penaltyPath: path.map((one) => ({
          from: twelve(one.from),
          to: twelve(one.to),
          changes: one.changePoints.map((b) => at(b)),
        })),
      },
      diagnostics: [
        diagnostic(
          'Number of breaks by BIC',
          String(count),
          'The number that the series supports, out of none to the most asked for.',
        ),
        diagnostic(
          'sup F',
          `${short(test.statistic)}, p ${chance(test.p)}`,
          'Whether there is one break at all, its date being unknown (Andrews, 1993).',
        ),
        diagnostic(
          'Ljung and Box on the residuals',
          `p ${chance(box.p)}`,
          box.p < 0.05
            ? 'The points between breaks hang together in time.'
            : 'No dependence left between breaks.',
        ),
        diagnostic(
          'Autocorrelation at one step',
          short(autocorrelations(residuals, 1)[0] ?? Number.NaN),
          'Near zero where the breaks explain the series.',
        ),
        diagnostic(
          'Penalty path',
          counts.join(', '),
          'Numbers of changes between a tenth and ten times the penalty.',
        ),
      ],
      challenge: [
        challenged(
          'The penalty was chosen to hit the wanted date.',
          'Every number of changes between a tenth and ten times the penalty; and the number that BIC chooses without a penalty.',
          `${counts.length} different numbers of changes over that range (${counts.join(', ')}); BIC chooses ${count}; at the stated penalty PELT finds ${found.changePoints.length}.`,
          found.changePoints.length === count ? 'answered' : 'failed',
        ),
        challenged(
          'Dependence in time is read as breaks.',
          'Ljung and Box’s test on what the breaks leave.',
          `p ${chance(box.p)}.`,
          box.p < 0.05 ? 'failed' : 'answered',
        ),
        challenged(
          'The date is an artefact of the scale.',
          'The same search on logarithms.',
          logBreaks === null
            ? 'The series has negative values: no logarithms.'
            : `On logarithms: ${logBreaks.map((b) => at(b)).join(', ') || 'none'}.`,
          logBreaks === null ? 'open' : sameOnLogs ? 'answered' : 'failed',
        ),
        challenged(
          'The search takes short cuts.',
          'PELT against the full search of optimal partitioning.',
          agree ? 'The same changes.' : 'Different changes.',
          agree ? 'answered' : 'failed',
        ),
        challenged(
          'Many series were searched and one is shown.',
          'The estimates on record in this matter.',
          'The specification curve lists every run.',
          'open',
        ),
        switchChallenge(data),
      ],
    };
  },
};
