// A sample that somebody drew and examined, extrapolated by one of four estimators, with the sheet of attacks on it.
import { Refusal } from '../../base/errors.ts';
import { square } from './elementary.ts';
import { mean } from './matrix.ts';
import {
  type ClusterSample,
  clusterTotal,
  designEffect,
  ratioTotal,
  regressionTotal,
  type StratifiedSample,
  type SurveyEstimate,
  surveyTotal,
  weightsOf,
} from './survey.ts';
import type { Challenge } from './types.ts';

export const SURVEY_ESTIMATORS = ['stratified', 'ratio', 'regression', 'cluster'] as const;
export type SurveyEstimator = (typeof SURVEY_ESTIMATORS)[number];

/** An examined sample, one place in each list for each sampled claim. */
export interface Surveyed {
  readonly accepted: readonly number[];
  /** Null where nothing is known of what was claimed. */
  readonly claimed: readonly number[] | null;
  readonly sample: StratifiedSample | null;
  readonly groups: ClusterSample | null;
  /** Claimed by all claims of the frame; null where it is not known. */
  readonly frameClaimed: number | null;
}

export interface SurveyResult extends SurveyEstimate {
  /** Variance over that of a simple random sample of the same size; null where the design gives none. */
  readonly designEffect: number | null;
  readonly challenge: readonly Challenge[];
}

/**
 * The total over the frame by one estimator, the others beside it in the sheet where the sample allows them.
 * @throws Refusal FLOWS_SURVEY_NEEDS where the estimator needs what the sample does not tell, and those of the estimators
 */
export function survey(given: Surveyed, estimator: SurveyEstimator, level: number): SurveyResult {
  const all = allowed(given, level);
  const own = all.get(estimator);
  if (own === undefined) throw new Refusal('FLOWS_SURVEY_NEEDS', NEEDS[estimator], { estimator });
  const effect =
    given.sample === null || estimator === 'cluster' ? null : designEffect(given.sample, given.accepted);
  return {
    ...own,
    designEffect: estimator === 'cluster' ? groupEffect(given, own) : effect,
    challenge: [
      ...ofDraw(given, estimator),
      ...ofShape(given, own, estimator),
      ...ofOthers(all, estimator),
      ...OWN[estimator](given, own),
      {
        attack: 'A middle is pleaded where the doubt should fall on the claimant.',
        check: 'The one-sided lower bound at the same level.',
        result: `${plain(own.lowerBound)}, ${percent(own.lowerBound / own.estimate)} of the estimate.`,
        status: own.lowerBound >= own.estimate / 2 ? 'answered' : 'failed',
      },
      {
        attack: 'The sample was picked for its result.',
        check: 'Seed, frame and list of draws: only a sample that can be drawn again answers this.',
        result: 'They are not part of this table. A register laid down here keeps them (sample.redraw).',
        status: 'open',
      },
    ],
  };
}

const NEEDS: Readonly<Record<SurveyEstimator, string>> = {
  stratified: 'Name the column of the strata and the one with the size of each stratum in the frame.',
  ratio:
    'A ratio needs strata with their sizes, the sums claimed by each sampled claim, and what all claims together claim.',
  regression:
    'A regression needs strata with their sizes, the sums claimed by each sampled claim, and what all claims together claim.',
  cluster:
    'Name the column of the groups, the one with the number of claims in each group, and how many groups the frame has.',
};

function allowed(given: Surveyed, level: number): ReadonlyMap<SurveyEstimator, SurveyEstimate> {
  const { accepted, claimed, sample, groups, frameClaimed } = given;
  const found = new Map<SurveyEstimator, SurveyEstimate>();
  if (sample !== null) {
    found.set('stratified', surveyTotal(sample, accepted, level));
    if (claimed !== null && frameClaimed !== null) {
      found.set('ratio', ratioTotal(sample, accepted, claimed, frameClaimed, level));
      const size = weightsOf(sample).reduce((sum, weight) => sum + weight, 0);
      found.set(
        'regression',
        regressionTotal(
          sample,
          accepted,
          claimed.map((value) => [1, value]),
          [size, frameClaimed],
          level,
        ),
      );
    }
  }
  if (groups !== null) found.set('cluster', clusterTotal(groups, accepted, level));
  return found;
}

/** Is the sample like the frame, by the one total that is known? */
function ofDraw(
  { claimed, sample, frameClaimed }: Surveyed,
  estimator: SurveyEstimator,
): readonly Challenge[] {
  if (claimed === null || frameClaimed === null || sample === null || estimator === 'cluster')
    return [
      {
        attack: 'The sample is not like the whole.',
        check: 'What the whole claims, foretold from the sample, against what it claims.',
        result: 'What all claims together claim is not known here.',
        status: 'open',
      },
    ];
  const told = surveyTotal(sample, claimed);
  const off = Math.abs(told.estimate - frameClaimed) / told.standardError;
  const isCounted = told.standardError === 0;
  return [
    {
      attack: 'The sample is not like the whole.',
      check: 'What the whole claims, foretold from the sample, against what it claims.',
      result: isCounted
        ? 'Every claim was examined.'
        : `${percent((told.estimate - frameClaimed) / frameClaimed)} off, ${off.toFixed(2)} standard errors.`,
      status: isCounted || off <= 1.959963984540054 ? 'answered' : 'failed',
    },
  ];
}

/** Skewness, one large claim, and too few claims: what an interval by the normal curve cannot bear. */
function ofShape(given: Surveyed, own: SurveyEstimate, estimator: SurveyEstimator): readonly Challenge[] {
  const { accepted, sample } = given;
  const weights = sample === null ? accepted.map(() => 1) : [...weightsOf(sample)];
  const parts = accepted.map((value, i) => value * (weights[i] ?? 1));
  const all = parts.reduce((sum, one) => sum + one, 0);
  const largest = all === 0 ? 0 : Math.max(...parts.map(Math.abs)) / Math.abs(all);
  const centre = mean(accepted);
  const m2 = mean(accepted.map((value) => square(value - centre)));
  const m3 = mean(accepted.map((value) => square(value - centre) * (value - centre)));
  const skew = m2 === 0 ? 0 : m3 / (m2 * Math.sqrt(m2));
  const wanted = Math.ceil(25 * square(skew));
  const n = accepted.length;
  return [
    {
      attack: 'The sums are so uneven that an interval by the normal curve does not hold.',
      check: 'Cochran’s rule: more than 25 times the square of the skewness (1977, section 2.15).',
      result: `Skewness ${skew.toFixed(2)}: ${wanted} claims would be needed, ${n} were examined.`,
      status: estimator === 'cluster' ? 'open' : n > wanted ? 'answered' : 'failed',
    },
    {
      attack: 'One large claim carries the result.',
      check: 'The largest part that one sampled claim has in the estimate.',
      result: `${percent(largest)} of it; the standard error is ${percent(own.standardError / Math.abs(own.estimate))}.`,
      status: largest <= 0.1 ? 'answered' : 'failed',
    },
  ];
}

function ofOthers(
  all: ReadonlyMap<SurveyEstimator, SurveyEstimate>,
  own: SurveyEstimator,
): readonly Challenge[] {
  const chosen = all.get(own);
  const others = [...all].filter(([name]) => name !== own && name !== 'cluster' && own !== 'cluster');
  if (chosen === undefined || others.length === 0) return [];
  const apart = others.map(([name, one]) => ({
    name,
    off:
      Math.abs(one.estimate - chosen.estimate) /
      Math.max(Number.MIN_VALUE, one.standardError, chosen.standardError),
    one,
  }));
  return [
    {
      attack: 'The estimator was chosen for its result.',
      check: 'The others on the same sample.',
      result: apart
        .map(
          ({ name, one, off }) => `${name} ${plain(one.estimate)}, ${off.toFixed(2)} standard errors apart`,
        )
        .join('; '),
      status: apart.every(({ off }) => off <= 1.959963984540054) ? 'answered' : 'failed',
    },
  ];
}

const OWN: Readonly<Record<SurveyEstimator, (given: Surveyed, own: SurveyEstimate) => readonly Challenge[]>> =
  {
    stratified: ({ sample }) => {
      const counts = new Map<string, number>();
      for (const name of sample?.stratum ?? []) counts.set(name, (counts.get(name) ?? 0) + 1);
      const least = Math.min(...counts.values());
      return [
        {
          attack: 'Some strata hold too few claims to show how they scatter.',
          check: 'Examined claims in the thinnest stratum (at least five).',
          result: `${least === 1 ? 'One' : least} in the thinnest of ${counts.size}.`,
          status: least >= 5 ? 'answered' : 'failed',
        },
      ];
    },
    ratio: ({ sample, claimed }) => {
      const told = sample === null || claimed === null ? null : surveyTotal(sample, claimed);
      const variation = told === null ? Number.NaN : told.standardError / told.estimate;
      return [
        {
          attack: 'A ratio of two sums is biased in a small sample.',
          check:
            'The bias is at most so many standard errors as the claimed total varies (Cochran, 1977, section 6.8): at most 0.1.',
          result: `At most ${variation.toFixed(3)} standard errors.`,
          status: variation <= 0.1 ? 'answered' : 'failed',
        },
      ];
    },
    regression: ({ accepted, claimed, sample }, own) => {
      const simple = sample === null ? null : surveyTotal(sample, accepted);
      const explained = simple === null ? 0 : 1 - square(own.standardError / simple.standardError);
      return [
        {
          attack:
            'Claimed and accepted sums do not go together on a line, and the line was fitted to its own result.',
          check:
            'The part of the scatter that the line explains, and claims for each of its two coefficients (at least ten).',
          result: `It explains ${percent(Math.max(0, explained))} of the variance; ${Math.floor((claimed?.length ?? 0) / 2)} claims for each.`,
          status: explained > 0 && (claimed?.length ?? 0) >= 20 ? 'answered' : 'failed',
        },
      ];
    },
    cluster: (given, own) => {
      const { groups, accepted } = given;
      const totals = new Map<string, number>();
      groups?.cluster.forEach((name, i) => {
        totals.set(name, (totals.get(name) ?? 0) + (accepted[i] ?? 0));
      });
      const effect = groupEffect(given, own);
      const sizes = [...(groups?.clusterSize.values() ?? [])];
      const uneven = Math.max(...sizes) / mean(sizes);
      return [
        {
          attack: 'Claims of one group hang together, and count as more than they are.',
          check:
            'The groups are what was drawn: the error is theirs, and the design effect says what that costs.',
          result: `${effect === null ? 'No design effect can be given' : `The variance is ${effect.toFixed(2)} times that of as many claims drawn one by one`}.`,
          status: 'answered',
        },
        {
          attack: 'There are too few groups for their error to be known.',
          check: 'Groups drawn (at least 20), with Student’s t at one degree less than the groups.',
          result: `${totals.size} of ${groups?.clusters ?? 0}.`,
          status: totals.size >= 20 || totals.size === groups?.clusters ? 'answered' : 'failed',
        },
        {
          attack: 'One large group carries the result.',
          check: 'The largest group against the mean one (at most five times).',
          result: `${uneven.toFixed(1)} times.`,
          status: uneven <= 5 ? 'answered' : 'failed',
        },
      ];
    },
  };

/** Variance of the total over that of as many claims drawn one by one from the whole. */
function groupEffect({ groups, accepted }: Surveyed, own: SurveyEstimate): number | null {
  if (groups === null) return null;
  const n = accepted.length;
  const seen = [...groups.clusterSize.values()].reduce((sum, size) => sum + size, 0);
  const size = (seen / groups.clusterSize.size) * groups.clusters;
  const centre = mean(accepted);
  const scatter = accepted.reduce((sum, value) => sum + square(value - centre), 0) / (n - 1);
  const simple = square(size) * Math.max(0, 1 - n / size) * (scatter / n);
  return simple > 0 ? square(own.standardError) / simple : null;
}

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
const plain = (value: number): string => String(Number(value.toPrecision(9)));
