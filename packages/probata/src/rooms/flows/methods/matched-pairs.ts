// Matched pairs: the series and its match at the same times, and how strong a hidden bias would undo the finding.
import { z } from 'zod';
import { parseInput } from '../../../ledger/room.ts';
import { recordable, twelve } from '../canonical.ts';
import { autocorrelations } from '../diagnostics.ts';
import { mean } from '../matrix.ts';
import { largestRankGamma, medianDifference, signedRankBound } from '../pairs.ts';
import { largestGamma, rosenbaumBound } from '../sensitivity.ts';
import {
  challenged,
  chance,
  diagnostic,
  type MethodSpec,
  pointsBefore,
  real,
  short,
  switchChallenge,
} from './outcome.ts';

const params = z.strictObject({
  /** The first time at which the first series was touched by the conduct; the pairs are those from then on. */
  date: z.string().min(4).max(40),
  /** Each series less its own mean before the date, so that pairs of unlike size can be compared. */
  centred: z.boolean().default(true),
  /** Strengths of a hidden bias at which the p-value is bounded. */
  gammas: z.array(real(1, 1000)).min(1).max(20).default([1, 1.5, 2, 3, 5]),
  level: real(0.5, 0.999).default(0.95),
});

export const matchedPairs: MethodSpec = {
  title: 'Matched pairs with Rosenbaum’s bounds',
  takes: { least: 2, most: 2, roles: 'the series touched by the conduct, then its match' },
  parse: (given) => recordable(parseInput('matched-pairs', params, given)),
  async run(data, given) {
    const { date, centred, gammas, level } = params.parse(given);
    const before = pointsBefore(data, date);
    const [touched = [], match = []] = data.values.map((values) => {
      const centre = centred ? mean(values.slice(0, before)) : 0;
      return values.map((value) => value - centre);
    });
    const all = touched.map((value, t) => value - (match[t] ?? 0));
    const pairs = all.slice(before);
    const placebo = all.slice(Math.max(0, before - pairs.length), before);
    // The side that shows: a fall is a rise of the negative.
    const side = medianDifference(pairs, level).median >= 0 ? 1 : -1;
    const turned = pairs.map((value) => side * value);
    const discordant = turned.filter((value) => value !== 0).length;
    const above = turned.filter((value) => value > 0).length;
    const bounds = gammas.map((gamma) => ({
      gamma,
      ranks: signedRankBound(turned, gamma),
      signs: rosenbaumBound(discordant, above, gamma),
    }));
    const alpha = (1 - level) / 2;
    const strength = {
      ranks: largestRankGamma(turned, alpha),
      signs: largestGamma(discordant, above, alpha),
    };
    const middle = medianDifference(pairs, level);
    const memory = autocorrelations(pairs, 1)[0] ?? Number.NaN;
    const before_ = placebo.length >= 5 ? medianDifference(placebo, level) : null;
    const findsBefore = before_ !== null && before_.low * before_.high > 0;
    const first = bounds[0];
    return {
      effect: {
        name: `median difference of the pairs after ${date}`,
        unit: data.units[0] ?? '',
        point: middle.median,
        low: middle.low,
        high: middle.high,
        level: middle.level,
      },
      figures: {
        pairs: pairs.length,
        discordant,
        above,
        side: side > 0 ? 'above' : 'below',
        bounds: bounds.map((one) => ({
          gamma: twelve(one.gamma),
          ranksLower: twelve(one.ranks.lower),
          ranksUpper: twelve(one.ranks.upper),
          signsLower: twelve(one.signs.lower),
          signsUpper: twelve(one.signs.upper),
        })),
        largestGammaRanks: twelve(strength.ranks),
        largestGammaSigns: twelve(strength.signs),
        medianBefore: before_ === null ? null : twelve(before_.median),
      },
      diagnostics: [
        diagnostic(
          'Pairs',
          `${pairs.length}, of which ${discordant} differ and ${above} lie on the side of the median`,
          'Pairs without a difference say nothing here.',
        ),
        diagnostic(
          'Largest gamma',
          `${short(strength.ranks)} by signed ranks, ${short(strength.signs)} by signs`,
          `A hidden bias of these odds would bring the p-value to ${short(alpha)}.`,
        ),
        diagnostic(
          'Autocorrelation of the differences',
          short(memory),
          'Pairs next to each other should not hang together: the tests take them as apart.',
        ),
        diagnostic(
          'p without bias',
          `${chance(first?.ranks.upper ?? Number.NaN)} by signed ranks, ${chance(first?.signs.upper ?? Number.NaN)} by signs`,
          `At a bias of ${short(first?.gamma ?? 1)}.`,
        ),
      ],
      challenge: [
        challenged(
          'Something unseen sets the two of a pair apart.',
          'Rosenbaum’s bounds: the bias of odds at which the finding is lost.',
          `The finding stands to ${short(strength.ranks)} times the odds by signed ranks, and to ${short(strength.signs)} by signs.`,
          Math.min(strength.ranks, strength.signs) >= 2 ? 'answered' : 'failed',
        ),
        challenged(
          'The pairs differed before as well.',
          'The same before the date, over as many pairs.',
          before_ === null
            ? 'Too few pairs before the date.'
            : `Median ${short(before_.median)} (${short(before_.low)} to ${short(before_.high)}) before, ${short(middle.median)} after.`,
          before_ === null ? 'open' : findsBefore ? 'failed' : 'answered',
        ),
        challenged(
          'The pairs hang together in time, and count as more than they are.',
          'Autocorrelation of the differences.',
          `${short(memory)} from one pair to the next; ${short(2 / Math.sqrt(pairs.length))} would be chance.`,
          Math.abs(memory) <= 2 / Math.sqrt(pairs.length) ? 'answered' : 'failed',
        ),
        challenged(
          'The match is itself touched by the conduct.',
          'No calculation answers this; say why it is not.',
          `Match: ${data.names[1]}.`,
          'open',
        ),
        switchChallenge(data),
      ],
    };
  },
};
