// The challenge sheet of a mass claim: how a sample and its extrapolation are attacked, the check that answers, what it gave.
import { amountInWords, type Money, majorUnits, moneyInWords } from '../../../base/money/index.ts';
import { toNumber } from '../../../base/rational.ts';
import type { Challenge } from '../../flows/index.ts';
import { type Extrapolation, groupEffect, type SpokenStratum } from './extrapolate.ts';
import type { SetFixedSum } from './read.ts';
import type { RegisterStanding } from './standing.ts';

type Spoken = NonNullable<RegisterStanding['spoken']>;

/** Two standard errors, as the 95 % interval has them. */
const TWO = 1.959963984540054;

/** Every row, failures included; the attacks are those of Cochran (1977) and of practice before claims commissions. */
export function massChallenge(
  { register }: RegisterStanding,
  spoken: Spoken,
  rules: readonly SetFixedSum[],
): readonly Challenge[] {
  const careful = (estimator: Extrapolation['estimator']): Extrapolation | undefined =>
    spoken.all.find((one) => one.estimator === estimator && one.silence === 'nothing');
  const [mean, ratio, regression] = [careful('mean'), careful('ratio'), careful('regression')];
  return [
    ...ofTheDraw(register, spoken),
    ...ofSilence(spoken),
    ...(mean === undefined || ratio === undefined ? [] : ofEstimators(spoken, mean, ratio, regression)),
    ...ofGroups(spoken),
    {
      attack: 'One person or one family claims twice.',
      check:
        'Claimants matched by document, name, birth and family (register.match), and a column of what counts.',
      result:
        register.columns.only === undefined
          ? 'The register was laid down with every row: match it, mark what does not count, and lay it down anew.'
          : `Only rows with “${register.columns.only.value}” under “${register.columns.only.column}” count.`,
      status: register.columns.only === undefined ? 'open' : 'answered',
    },
    ofRules(spoken, rules),
    {
      attack: 'Another examiner would have accepted other claims.',
      check: 'No calculation answers this: a second examiner on a part of the sample would.',
      result: `${sum(spoken, 'accepted')} of ${sum(spoken, 'answered')} answered claims were accepted, by the results as entered.`,
      status: 'open',
    },
  ];
}

const sum = (spoken: Spoken, what: 'accepted' | 'answered' | 'drawn'): number =>
  spoken.examined.strata.reduce((n, one) => n + one.claims[what], 0);

/** What hangs together: families, offices, camps. */
function ofGroups({ sample, examined }: Spoken): readonly Challenge[] {
  const attack = 'Claims of one family or one office hang together, so that the interval is too narrow.';
  if (sample.groups === null)
    return [
      {
        attack,
        check: 'How the sample was drawn.',
        result:
          'Claims were drawn one by one by chance within each stratum, not by groups: that they hang together does not narrow the interval.',
        status: 'answered',
      },
    ];
  const effect = groupEffect(examined.strata);
  const [drawn, of] = [
    examined.strata.reduce((n, one) => n + one.drawn, 0),
    examined.strata.reduce((n, one) => n + one.of, 0),
  ];
  const degrees = examined.strata.reduce((n, one) => n + (one.drawn >= one.of ? 0 : one.drawn - 1), 0);
  return [
    {
      attack,
      check: 'Groups were drawn whole: the error is theirs, and the design effect says what that costs.',
      result: `${effect === null ? 'No design effect can be given' : `The variance of the mean estimate is ${effect.toFixed(2)} times that of as many claims drawn one by one`}.`,
      status: 'answered',
    },
    {
      attack: 'There are too few groups for their error to be known.',
      check: 'Groups drawn beyond one for each stratum (at least 20), with Student’s t by that number.',
      result: `${drawn} of ${of} groups by “${sample.groups.column}”, ${degrees} beyond one for each stratum.`,
      status: degrees >= 20 || drawn === of ? 'answered' : 'failed',
    },
  ];
}

function ofTheDraw(register: RegisterStanding['register'], spoken: Spoken): readonly Challenge[] {
  const { sample, examined } = spoken;
  // What the sample says is claimed, against what the register says is claimed: the one total that is known.
  let [estimated, variance, known] = [0, 0, 0];
  for (const one of examined.strata) {
    known += Number(one.claimed);
    const { total, squared } = claimedBy(one);
    estimated += total;
    variance += squared;
  }
  const error = Math.sqrt(variance);
  const z = error > 0 ? (estimated - known) / error : 0;
  const off = known === 0 ? 0 : (100 * (estimated - known)) / known;
  const thin = examined.strata.filter(({ leftOut, of }) => leftOut.n < 2 && of > leftOut.n).length;
  const degrees = examined.strata.reduce((n, { leftOut }) => n + Math.max(0, leftOut.n - 1), 0);
  const unit = sample.groups === null ? 'claims' : 'groups';
  // Groups have a row of their own, which asks for twenty.
  const wanted = sample.groups === null ? 30 : 20;
  return [
    {
      attack: 'The sample was picked for its result.',
      check:
        'The seed with its source, and the hashes of frame and list: anyone who holds the register draws it again (sample.redraw).',
      result:
        `Seed ${sample.seed}: ${sample.seedGround} List ${sample.listHash.slice(0, 16)}… from frame ${sample.frameHash.slice(0, 16)}…${sample.groups === null ? '' : ` and groups ${sample.groups.hash.slice(0, 16)}…`}`.slice(
          0,
          1000,
        ),
      status: sample.frameHash === register.frameHash ? 'answered' : 'failed',
    },
    {
      attack: 'The sample is not like the register.',
      check: 'The sum claimed in the whole register, foretold from the sample, against the sum as it is.',
      result: `${off.toFixed(1)} % off, ${Math.abs(z).toFixed(2)} standard errors.`,
      status: Math.abs(z) <= TWO ? 'answered' : 'failed',
    },
    {
      attack: 'There are too few claims in some strata for an interval to mean what it says.',
      check: `Answered ${unit} in each stratum, and their number in all beyond one for each stratum (at least ${wanted}).`,
      result: `${thin === 0 ? 'No stratum has' : `${thin} ${thin === 1 ? 'stratum has' : 'strata have'}`} fewer than two answered ${unit}; ${degrees} in all.`,
      status: thin === 0 && degrees >= wanted ? 'answered' : 'failed',
    },
  ];
}

function ofSilence(spoken: Spoken): readonly Challenge[] {
  const { all, pleaded } = spoken;
  const drawn = sum(spoken, 'drawn');
  const silent = drawn - sum(spoken, 'answered');
  const without = all.find((one) => one.estimator === pleaded.estimator && one.silence === 'left-out');
  const bound = asNumber(pleaded.lowerBound) / Math.max(1e-9, asNumber(pleaded.estimate));
  return [
    {
      attack: 'Those who did not answer differ from those who did.',
      check: 'Unanswered claims counted as nothing in what is pleaded, and beside it left out.',
      result: `${silent} of ${drawn} drawn claims were not answered; left out, the estimate would be ${without === undefined ? 'none' : moneyInWords(without.estimate)} instead of ${moneyInWords(pleaded.estimate)}.`,
      // Whole and half the silence are not the same: beyond a fifth the sample is another than the one that was drawn.
      status: silent * 5 <= drawn ? 'answered' : 'failed',
    },
    {
      attack: 'A middle is pleaded where the doubt should fall on the claimant.',
      check: 'The one-sided lower bound.',
      result: `The bound is ${moneyInWords(pleaded.lowerBound)}, ${(100 * bound).toFixed(0)} % of the estimate.`,
      status: bound >= 0.5 ? 'answered' : 'failed',
    },
  ];
}

function ofEstimators(
  spoken: Spoken,
  mean: Extrapolation,
  ratio: Extrapolation,
  regression: Extrapolation | undefined,
): readonly Challenge[] {
  const { pleaded, examined } = spoken;
  const apart = (a: Extrapolation, b: Extrapolation): number =>
    Math.abs(asNumber(a.estimate) - asNumber(b.estimate)) /
    Math.max(1e-9, Math.max(asNumber(a.standardError), asNumber(b.standardError)));
  const rows: Challenge[] = [
    {
      attack: 'The estimator was chosen for its result.',
      check: 'Mean, ratio and regression side by side; the rule is the narrower of mean and ratio.',
      result: `Mean ${amountInWords(mean.estimate)}, ratio ${amountInWords(ratio.estimate)}${regression === undefined ? '' : `, regression ${amountInWords(regression.estimate)}`}: mean and ratio are ${apart(mean, ratio).toFixed(2)} standard errors apart.`,
      status: apart(mean, ratio) <= TWO ? 'answered' : 'failed',
    },
    {
      attack: 'A ratio of two sums is biased in a small sample.',
      check:
        'The bias is at most so many standard errors as the claimed total varies (Cochran, 1977, section 6.8): at most 0.1.',
      result: `At most ${claimedVariation(spoken).toFixed(3)} standard errors.`,
      status: claimedVariation(spoken) <= 0.1 ? 'answered' : 'failed',
    },
  ];
  if (regression !== undefined) {
    const explained =
      1 - (asNumber(regression.standardError) / Math.max(1e-9, asNumber(mean.standardError))) ** 2;
    rows.push({
      attack:
        'The regression was fitted to its own result, and claimed and accepted sums do not go together on a line.',
      check: 'The regression against what is pleaded, and the part of the scatter that the line explains.',
      result: `${apart(regression, pleaded).toFixed(2)} standard errors from what is pleaded; the line explains ${(100 * Math.max(0, explained)).toFixed(0)} % of the scatter, on ${examined.strata.length} ${examined.strata.length === 1 ? 'stratum' : 'strata'}.`,
      status: apart(regression, pleaded) <= TWO ? 'answered' : 'failed',
    });
  }
  return rows;
}

/** What a stratum claims, foretold from its sample, and the variance of that. */
function claimedBy({ of: N, nothing: { n, x, xx } }: SpokenStratum): {
  readonly total: number;
  readonly squared: number;
} {
  if (n === 0) return { total: 0, squared: 0 };
  const total = (N / n) * Number(x);
  if (n < 2 || n >= N) return { total, squared: 0 };
  const squares = Math.max(0, Number(BigInt(n) * xx - x * x) / n);
  return { total, squared: (N * N * (1 - n / N) * squares) / (n - 1) / n };
}

/** How far the claimed total that the sample foretells varies, as a part of itself. */
function claimedVariation({ examined }: Spoken): number {
  const told = examined.strata.map(claimedBy);
  const total = told.reduce((all, one) => all + one.total, 0);
  return total === 0
    ? Number.POSITIVE_INFINITY
    : Math.sqrt(told.reduce((all, one) => all + one.squared, 0)) / total;
}

function ofRules({ sample, examined }: Spoken, rules: readonly SetFixedSum[]): Challenge {
  const after = rules.filter((one) => one.seq > examined.seq).length;
  const between = rules.filter((one) => one.seq > sample.seq && one.seq <= examined.seq).length;
  return {
    attack: 'Fixed sums and ceilings were set once the results were known.',
    check: 'The order of the entries: rules, draw, examination.',
    result:
      rules.length === 0
        ? 'There are none: each claim counts for what was accepted.'
        : after > 0
          ? `${after} of ${rules.length} were set after the results were added up.`
          : between > 0
            ? `${between} of ${rules.length} were set after the draw and before the results were added up.`
            : `All ${rules.length} were set before the draw.`,
    status: after > 0 ? 'failed' : between > 0 ? 'open' : 'answered',
  };
}

const asNumber = (of: Money): number => toNumber(majorUnits(of));
