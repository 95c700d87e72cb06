// Extrapolates a sample that stands in an exhibit, one's own or the other side's, by one of four estimators; nothing is entered.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { groupedDecimal } from '../../base/money/index.ts';
import { challenge, SURVEY_ESTIMATORS, type Surveyed, survey, twelve } from '../../rooms/flows/index.ts';
import { columnAt } from '../../rooms/quantum/index.ts';
import { openRegister } from '../register.ts';
import { task } from '../task.ts';

const column = z.string().min(1).max(400);

export const surveyEstimate = task({
  name: 'survey.estimate',
  summary:
    'Extrapolate an examined sample in an exhibit: stratified, ratio, regression or cluster, with a lower bound and its challenge sheet.',
  input: z.strictObject({
    exhibit: idOf('exhibit'),
    estimator: z.enum(SURVEY_ESTIMATORS).default('stratified'),
    /** The column with the accepted sum of each sampled claim. */
    accepted: column.default('accepted'),
    claimed: column.optional(),
    stratum: column.optional(),
    /** The column with the number of claims in the whole stratum. */
    size: column.optional(),
    group: column.optional(),
    /** The column with the number of claims in the whole group. */
    groupSize: column.optional(),
    /** How many groups the frame has. */
    groups: z.number().int().min(2).optional(),
    /** What all claims of the frame claim together. */
    frameClaimed: z.number().positive().optional(),
    level: z
      .string()
      .regex(/^0\.\d{1,6}$/)
      .default('0.95'),
  }),
  output: z.object({
    sentence: z.string(),
    claims: z.number(),
    estimate: z.string(),
    standardError: z.string(),
    low: z.string(),
    high: z.string(),
    lowerBound: z.string(),
    designEffect: z.string().nullable(),
    challenge: z.array(challenge),
  }),
  example: {
    exhibit: `exh_${'0'.repeat(26)}`,
    estimator: 'ratio',
    stratum: 'district',
    size: 'claims in district',
    claimed: 'claimed',
    frameClaimed: 1_200_000,
  },
  power: 'write',
  async run(house, given) {
    const { table } = await openRegister(house, given.exhibit, 'extrapolating a sample');
    const read = (name: string | undefined): readonly string[] | null =>
      name === undefined ? null : table.rows.map((row) => (row[columnAt(table, name)] ?? '').trim());
    const numbers = (name: string | undefined): readonly number[] | null => {
      const texts = read(name);
      return texts === null ? null : texts.map((text, i) => numberAt(text, name ?? '', i));
    };
    const accepted = numbers(given.accepted) ?? [];
    if (accepted.length < 2)
      throw new Refusal('FLOWS_TOO_SHORT', 'A sample of fewer than two claims says nothing of the rest.');
    const [strata, sizes] = [read(given.stratum), numbers(given.size)];
    const [groups, groupSizes] = [read(given.group), numbers(given.groupSize)];
    const sampled: Surveyed = {
      accepted,
      claimed: numbers(given.claimed),
      sample: strata === null || sizes === null ? null : { stratum: strata, size: sizes },
      groups:
        groups === null || groupSizes === null || given.groups === undefined
          ? null
          : {
              cluster: groups,
              clusterSize: new Map(groups.map((name, i) => [name, groupSizes[i] ?? 0])),
              clusters: given.groups,
            },
      frameClaimed: given.frameClaimed ?? null,
    };
    const made = survey(sampled, given.estimator, Number(given.level));
    const failed = made.challenge.filter((one) => one.status === 'failed').length;
    const say = (value: number): string => twelve(value) ?? 'no figure';
    return {
      claims: accepted.length,
      estimate: say(made.estimate),
      standardError: say(made.standardError),
      low: say(made.interval[0]),
      high: say(made.interval[1]),
      lowerBound: say(made.lowerBound),
      designEffect: made.designEffect === null ? null : say(made.designEffect),
      challenge: [...made.challenge],
      sentence: `${accepted.length} examined claims stand for a total of ${said(made.estimate)} by the ${given.estimator} estimator (${said(made.interval[0])} to ${said(made.interval[1])}), with ${Number(given.level) * 100} % not below ${said(made.lowerBound)}. ${failed === 0 ? 'No challenge failed.' : `${failed} ${failed === 1 ? 'challenge' : 'challenges'} failed.`}`,
    };
  },
});

/** A figure for the sentence: to the hundredth, its thousands parted as elsewhere on the page. */
const said = (value: number): string =>
  Number.isFinite(value) ? groupedDecimal(value.toFixed(2)) : 'no figure';

function numberAt(text: string, name: string, row: number): number {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value))
    throw new Refusal(
      'QUANTUM_REGISTER_ROW',
      `Row ${row + 2} cannot be read: “${text}” under “${name}” is not a plain number.`,
      { line: row + 2 },
    );
  return value;
}
