// Before and after, with nothing assumed of the form: the means of two stretches, drawn again and shuffled in blocks.
import { z } from 'zod';
import { parseInput } from '../../../ledger/room.ts';
import { bootstrap, type WeightedStatistic } from '../bootstrap.ts';
import { recordable, twelve, twelves } from '../canonical.ts';
import { autocorrelations } from '../diagnostics.ts';
import { mean } from '../matrix.ts';
import { Generator } from '../random.ts';
import { eValue, permutationTest } from '../sensitivity.ts';
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
  /** The difference of the two means, or how many times the one is the other. */
  measure: z.enum(['difference', 'ratio']).default('difference'),
  /** Neighbours drawn together; 0: the cube root of the number of points, rounded up. */
  block: z.number().int().min(0).max(60).default(0),
  draws: z.number().int().min(500).max(20_000).default(5000),
  level: real(0.5, 0.999).default(0.95),
});

export const beforeAfter: MethodSpec = {
  title: 'Before and after: block bootstrap (BCa) and block permutation',
  takes: { least: 1, most: 1, roles: 'the series' },
  parse: (given) => recordable(parseInput('before-after', params, given)),
  async run(data, given, seed, pause) {
    const chosen = params.parse(given);
    const y = [...(data.values[0] ?? [])];
    const n = y.length;
    const before = pointsBefore(data, chosen.date);
    const after = n - before;
    const least = Math.min(before, after);
    const block = Math.max(1, Math.min(chosen.block || cubeRootUp(n), Math.floor(before / 2)));
    const isRatio = chosen.measure === 'ratio';
    const value = (a: number, b: number): number => (isRatio ? b / a : b - a);
    const statistic: WeightedStatistic = (counts) => {
      const sums = [0, 0];
      const of = [0, 0];
      for (let t = 0; t < n; t += 1) {
        const side = t < before ? 0 : 1;
        sums[side] = (sums[side] ?? 0) + (counts[t] as number) * (y[t] ?? 0);
        of[side] = (of[side] ?? 0) + (counts[t] as number);
      }
      return value((sums[0] ?? 0) / (of[0] ?? 1), (sums[1] ?? 0) / (of[1] ?? 1));
    };
    const random = new Generator(seed);
    // Each side is drawn from itself, or a draw could leave one side empty.
    const strata = [before, after];
    const blocks = bootstrap(n, statistic, chosen.draws, random, { level: chosen.level, block, strata });
    const single = bootstrap(n, statistic, chosen.draws, random, { level: chosen.level, strata });
    await pause('shuffles', 1, 2);
    const shuffled = permutationTest(y.slice(before), y.slice(0, before), random, 50_000);
    const turned = turns(y, before, after);
    const outer = Math.abs(blocks.bca[1] - blocks.bca[0]) / Math.abs(single.bca[1] - single.bca[0]);
    const none = isRatio ? 1 : 0;
    const excludes = (ends: readonly [number, number]): boolean => ends[0] > none || ends[1] < none;
    const memory = autocorrelations(
      y.map((v, t) => v - (t < before ? mean(y.slice(0, before)) : mean(y.slice(before)))),
      1,
    )[0];
    const season = seasonOf(data.step);
    const ratio = mean(y.slice(before)) / mean(y.slice(0, before));
    const strength = ratio > 0 && Number.isFinite(ratio) ? eValue(ratio) : null;
    return {
      effect: {
        name: `${isRatio ? 'ratio' : 'difference'} of the means from ${chosen.date} and before`,
        unit: isRatio ? 'times' : (data.units[0] ?? ''),
        point: blocks.estimate,
        low: blocks.bca[0],
        high: blocks.bca[1],
        level: chosen.level,
      },
      figures: {
        before,
        after,
        block,
        means: twelves([mean(y.slice(0, before)), mean(y.slice(before))]),
        bootstrap: intervals(blocks),
        bootstrapSingle: intervals(single),
        permutation: {
          exact: shuffled.exact,
          permutations: shuffled.permutations,
          p: twelve(shuffled.p),
          pTwoSided: twelve(shuffled.pTwoSided),
          smallestP: twelve(shuffled.smallestP),
        },
        turns: { count: turned.count, p: twelve(turned.p), smallestP: twelve(1 / turned.count) },
        eValue: strength === null ? null : twelve(strength),
      },
      diagnostics: [
        diagnostic(
          'Bias of the bootstrap',
          short(blocks.bias),
          'How far the draws lie off the figure itself; BCa allows for it.',
        ),
        diagnostic(
          'Acceleration',
          `${short(blocks.acceleration)}, jackknife ${short(blocks.jackknifeAcceleration)}`,
          'How the error changes with the figure.',
        ),
        diagnostic(
          'Percentile, basic, BCa',
          [blocks.percentile, blocks.basic, blocks.bca]
            .map((e) => `${short(e[0])} to ${short(e[1])}`)
            .join('; '),
          'Three intervals from the same draws.',
        ),
        diagnostic(
          'Autocorrelation within each side',
          short(memory ?? Number.NaN),
          `Neighbours drawn together: ${block}.`,
        ),
        ...(strength === null
          ? []
          : [
              diagnostic(
                'E-value',
                short(strength),
                'Read as a ratio of rates: strength that an unseen cause would need on both sides.',
              ),
            ]),
      ],
      challenge: [
        challenged(
          'The points hang together in time, so that the interval is too narrow.',
          'Points drawn in blocks against points drawn one by one.',
          `The interval from blocks of ${block} is ${short(outer)} times as wide; ${excludes(blocks.bca) ? 'it leaves no effect out' : 'it takes no effect in'}.`,
          excludes(blocks.bca) === excludes(single.bca) ? 'answered' : 'failed',
        ),
        challenged(
          'The series could show this split anywhere.',
          'The same split laid at every other place of the series, turned round (blocks keep their order).',
          `${turned.atLeast} of ${turned.count} places show a difference at least as large (p ${chance(turned.p)}; so few places can give no less than ${chance(1 / turned.count)}).`,
          turned.p <= Math.max(0.05, 1 / turned.count) ? 'answered' : 'failed',
        ),
        challenged(
          'The difference is chance.',
          shuffled.exact ? 'Every way of splitting the points (Fisher).' : 'Splits drawn at random.',
          `p ${chance(shuffled.pTwoSided)} on both sides, of ${shuffled.permutations} splits.`,
          shuffled.pTwoSided <= 0.05 ? 'answered' : 'failed',
        ),
        challenged(
          'The two stretches are of different seasons.',
          'Whole years on both sides.',
          season === null
            ? 'The series has no season.'
            : `${before} points before and ${after} after; a year has ${season}.`,
          season === null || (before % season === 0 && after % season === 0) ? 'answered' : 'failed',
        ),
        challenged(
          'The series was rising or falling before.',
          'None within this method: it knows no trend.',
          'Set it beside an interrupted series or a counterfactual.',
          'open',
        ),
        ...(least < 8
          ? [
              challenged(
                'One side has too few points.',
                'Number of points on each side.',
                `${before} and ${after}.`,
                'failed',
              ),
            ]
          : []),
        switchChallenge(data),
      ],
    };
  },
};

/** The split laid at every place of the series closed to a ring: its order, and so its memory, is kept. */
function turns(
  y: readonly number[],
  before: number,
  after: number,
): { count: number; atLeast: number; p: number } {
  const n = y.length;
  const difference = (start: number): number => {
    let inside = 0;
    let outside = 0;
    for (let t = 0; t < n; t += 1)
      if ((t - start + n) % n < after) inside += y[t] ?? 0;
      else outside += y[t] ?? 0;
    return Math.abs(inside / after - outside / before);
  };
  const own = difference(before);
  const slack = 1e-9 * Math.max(1, own);
  let atLeast = 0;
  for (let start = 0; start < n; start += 1) if (difference(start) >= own - slack) atLeast += 1;
  return { count: n, atLeast, p: atLeast / n };
}

/** The cube root, rounded up, by whole numbers: a root that is whole must not hang on the last bit. */
function cubeRootUp(n: number): number {
  let root = 1;
  while (root * root * root < n) root += 1;
  return root;
}

function intervals(run: ReturnType<typeof bootstrap>) {
  return {
    standardError: twelve(run.standardError),
    bias: twelve(run.bias),
    percentile: twelves(run.percentile),
    basic: twelves(run.basic),
    bca: twelves(run.bca),
  };
}
