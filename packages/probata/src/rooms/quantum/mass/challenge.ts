// The challenge sheet of a mass claim: how a sample and its extrapolation are attacked, the check that answers, what it gave.
import { amountInWords, type Money, majorUnits, moneyInWords } from '../../../base/money/index.ts';
import { toNumber } from '../../../base/rational.ts';
import type { Challenge } from '../../flows/index.ts';
import type { Extrapolation } from './extrapolate.ts';
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
    {
      attack: 'Claims of one family or one office hang together, so that the interval is too narrow.',
      check: 'How the sample was drawn.',
      result:
        'Claims were drawn one by one by chance within each stratum, not by groups: that they hang together does not narrow the interval. A sample drawn by groups is worked out as one (survey.estimate, cluster).',
      status: 'answered',
    },
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
  spoken.examined.results.reduce((n, one) => n + one[what], 0);

function ofTheDraw(register: RegisterStanding['register'], spoken: Spoken): readonly Challenge[] {
  const { sample, examined } = spoken;
  // What the sample says is claimed, against what the register says is claimed: the one total that is known.
  let [estimated, variance, known] = [0, 0, 0];
  const claimed = new Map(register.strata.map((one) => [one.name, Number(one.claimed)]));
  for (const one of examined.results) {
    const [n, N] = [one.drawn, one.of];
    known += claimed.get(one.stratum) ?? 0;
    if (n === 0) continue;
    const x = Number(one.x + one.silentX);
    estimated += (N / n) * x;
    if (n < 2 || n >= N) continue;
    const squares = Number(BigInt(n) * (one.xx + one.silentXX) - (one.x + one.silentX) ** 2n) / n;
    variance += (N * N * (1 - n / N) * Math.max(0, squares)) / (n - 1) / n;
  }
  const error = Math.sqrt(variance);
  const z = error > 0 ? (estimated - known) / error : 0;
  const off = known === 0 ? 0 : (100 * (estimated - known)) / known;
  const thin = examined.results.filter((one) => one.answered < 2 && one.of > one.answered).length;
  const degrees = examined.results.reduce((n, one) => n + Math.max(0, one.answered - 1), 0);
  return [
    {
      attack: 'The sample was picked for its result.',
      check:
        'The seed with its source, and the hashes of frame and list: anyone who holds the register draws it again (sample.redraw).',
      result:
        `Seed ${sample.seed}: ${sample.seedGround} List ${sample.listHash.slice(0, 16)}… from frame ${sample.frameHash.slice(0, 16)}…`.slice(
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
      check:
        'Answered claims in each stratum, and their number in all beyond one for each stratum (at least 30).',
      result: `${thin === 0 ? 'No stratum has' : `${thin} ${thin === 1 ? 'stratum has' : 'strata have'}`} fewer than two answered claims; ${degrees} in all.`,
      status: thin === 0 && degrees >= 30 ? 'answered' : 'failed',
    },
  ];
}

function ofSilence({ all, pleaded, examined }: Spoken): readonly Challenge[] {
  const drawn = examined.results.reduce((n, one) => n + one.drawn, 0);
  const silent = drawn - examined.results.reduce((n, one) => n + one.answered, 0);
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
      result: `${apart(regression, pleaded).toFixed(2)} standard errors from what is pleaded; the line explains ${(100 * Math.max(0, explained)).toFixed(0)} % of the scatter, on ${examined.results.length} ${examined.results.length === 1 ? 'stratum' : 'strata'}.`,
      status: apart(regression, pleaded) <= TWO ? 'answered' : 'failed',
    });
  }
  return rows;
}

/** How far the claimed total that the sample foretells varies, as a part of itself. */
function claimedVariation({ examined }: Spoken): number {
  let [total, variance] = [0, 0];
  for (const { drawn: n, of: N, x, silentX, xx, silentXX } of examined.results) {
    if (n === 0) continue;
    const all = x + silentX;
    total += (N / n) * Number(all);
    if (n < 2 || n >= N) continue;
    variance +=
      (N * N * (1 - n / N) * Math.max(0, Number(BigInt(n) * (xx + silentXX) - all * all) / n)) / (n - 1) / n;
  }
  return total === 0 ? Number.POSITIVE_INFINITY : Math.sqrt(variance) / total;
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
