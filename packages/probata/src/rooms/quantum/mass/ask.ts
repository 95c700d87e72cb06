// Questions about mass claims: registers, samples, and what the sample says of all, with the bound to stand on.
import { z } from 'zod';
import { idOf } from '../../../base/ids.ts';
import { amountInWords, type Money, moneyInWords } from '../../../base/money/index.ts';
import { type Question, question } from '../../../ledger/room.ts';
import { challenge } from '../../flows/index.ts';
import { money, shown } from '../shown.ts';
import { massChallenge } from './challenge.ts';
import type { Extrapolation } from './extrapolate.ts';
import { examinedOf, fixedSumsOf, registersOf, type Sample, samplesOf } from './read.ts';
import { registerStanding } from './standing.ts';

const drawnOf = ({ sizes }: Sample): number => sizes.reduce((sum, size) => sum + size.drawn, 0);

/** Counts below this are not shown: they would point at persons. */
export const LEAST_SHOWN = 5;
const hide = (count: number): number | null => (count > 0 && count < LEAST_SHOWN ? null : count);

const extrapolation = z.object({
  estimator: z.enum(['mean', 'ratio', 'regression']),
  silence: z.enum(['nothing', 'left-out']),
  estimate: money,
  standardError: money,
  low: money,
  high: money,
  lowerBound: money,
});

export const MASS_QUESTIONS: readonly Question[] = [
  question({
    name: 'register.list',
    summary:
      'The registers of mass claims: how many claims, for how much, in which strata, and the hash of the frame.',
    input: z.strictObject({}),
    output: z.object({
      registers: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          exhibit: z.string(),
          count: z.number(),
          claimed: money,
          frameHash: z.string(),
          strata: z.array(z.object({ name: z.string(), count: z.number(), claimed: money })),
          fixedSums: z.array(
            z.object({ category: z.string(), form: z.string(), sum: money, ground: z.string() }),
          ),
        }),
      ),
    }),
    example: {},
    async answer(look) {
      const registers = [];
      for (const one of await registersOf(look)) {
        const sum = (minor: string): Money => ({ minor: BigInt(minor), currency: one.currency });
        registers.push({
          id: one.id,
          title: one.title,
          exhibit: one.exhibit,
          count: one.count,
          claimed: shown(sum(one.claimed)),
          frameHash: one.frameHash,
          strata: one.strata.map((stratum) => ({
            name: stratum.name,
            count: stratum.count,
            claimed: shown(sum(stratum.claimed)),
          })),
          fixedSums: (await fixedSumsOf(look, one.id)).map(({ category, form, sum: fixed, ground }) => ({
            category,
            form,
            sum: fixed,
            ground,
          })),
        });
      }
      return { registers };
    },
  }),
  question({
    name: 'sample.list',
    summary:
      'The samples drawn: seed, sizes, and the hashes by which anyone who holds the register can check the draw.',
    input: z.strictObject({}),
    output: z.object({
      samples: z.array(
        z.object({
          id: z.string(),
          register: z.string(),
          seed: z.number(),
          seedGround: z.string(),
          allocation: z.string(),
          drawn: z.number(),
          frameHash: z.string(),
          listHash: z.string(),
          /** Where groups were drawn whole: how many of how many, and the column that names them. */
          groups: z
            .object({ column: z.string(), drawn: z.number(), of: z.number(), hash: z.string() })
            .nullable(),
          isExamined: z.boolean(),
        }),
      ),
    }),
    example: {},
    async answer(look) {
      const samples = [];
      const registers = await registersOf(look);
      for (const one of await samplesOf(look)) {
        const register = registers.find(({ id }) => id === one.register);
        samples.push({
          id: one.id,
          register: one.register,
          seed: one.seed,
          seedGround: one.seedGround,
          allocation: one.allocation,
          drawn: one.groups?.claims ?? drawnOf(one),
          groups:
            one.groups === null
              ? null
              : {
                  column: one.groups.column,
                  drawn: drawnOf(one),
                  of: one.sizes.reduce((sum, size) => sum + size.of, 0),
                  hash: one.groups.hash,
                },
          frameHash: one.frameHash,
          listHash: one.listHash,
          isExamined: register !== undefined && (await examinedOf(look, register, one)) !== undefined,
        });
      }
      return { samples };
    },
  }),
  question({
    name: 'register.total',
    summary:
      'What the examined sample says of all claims of a register: estimates, intervals, and the lower bound to plead.',
    input: z.strictObject({
      register: idOf('claimRegister'),
      level: z
        .string()
        .regex(/^0\.\d{1,6}$/)
        .default('0.95'),
    }),
    output: z.object({
      sentence: z.string(),
      sample: z.string().nullable(),
      claimed: money,
      /** The one to plead: claims unanswered counted as nothing, of mean and ratio the one with the narrower interval. */
      pleaded: extrapolation.nullable(),
      all: z.array(extrapolation),
      /** Counts from 1 to 4 are null: they would point at persons. */
      strata: z.array(
        z.object({
          name: z.string(),
          count: z.number(),
          drawn: z.number().nullable(),
          /** Where groups were drawn whole; counts from 1 to 4 are null. */
          groups: z.object({ of: z.number().nullable(), drawn: z.number().nullable() }).nullable(),
          answered: z.number().nullable(),
          accepted: z.number().nullable(),
          meanClaimedInFrame: money,
          meanClaimedInSample: money.nullable(),
        }),
      ),
      drawn: z.number(),
      answered: z.number(),
      warnings: z.array(z.object({ code: z.string(), message: z.string() })),
      /** How the sample and its extrapolation are attacked, the check that answers, and what it gave. */
      challenge: z.array(challenge),
    }),
    example: { register: `reg_${'0'.repeat(26)}` },
    async answer(look, input) {
      const standing = await registerStanding(look, input.register, Number(input.level));
      const { register, samples, spoken } = standing;
      const sum = (minor: bigint): Money => ({ minor, currency: register.currency });
      const claimed = shown(sum(BigInt(register.claimed)));
      const last = samples.at(-1);
      if (spoken === undefined)
        return {
          sample: null,
          claimed,
          pleaded: null,
          all: [],
          strata: [],
          drawn: last === undefined ? 0 : (last.groups?.claims ?? drawnOf(last)),
          answered: 0,
          warnings: [],
          challenge: [],
          sentence: `${register.count} claims for ${moneyInWords(sum(BigInt(register.claimed)))}; no sample of them is examined yet.`,
        };
      const { sample, examined, all, pleaded } = spoken;
      const { strata } = examined;
      const [drawn, answered] = [
        strata.reduce((n, one) => n + one.claims.drawn, 0),
        strata.reduce((n, one) => n + one.claims.answered, 0),
      ];
      const unit = sample.groups === null ? 'claim' : 'group';
      const rules = await fixedSumsOf(look, register.id);
      const warnings = [
        ...(rules.some((one) => one.seq > examined.seq)
          ? [
              {
                code: 'QUANTUM_RULES_NEWER',
                message:
                  'A fixed sum or ceiling was set after the results were added up: examine the sample again.',
              },
            ]
          : []),
        ...strata
          .filter(({ leftOut, of }) => leftOut.n < 2 && of > leftOut.n)
          .map((one) => ({
            code: 'QUANTUM_STRATUM_SILENT',
            message: `“${one.stratum}” has ${one.leftOut.n === 0 ? 'no' : 'one'} answered ${unit}: its scatter is taken as the widest of the others.`,
          })),
        ...(answered < drawn
          ? [
              {
                code: 'QUANTUM_NOT_ANSWERED',
                message: `${drawn - answered} of ${drawn} drawn claims were not answered; in what is pleaded they count as nothing.`,
              },
            ]
          : []),
      ];
      return {
        sample: sample.id,
        claimed,
        pleaded: extrapolationShown(pleaded),
        all: all.map(extrapolationShown),
        strata: strata.map((one) => ({
          name: one.stratum,
          count: one.claims.of,
          drawn: hide(one.claims.drawn),
          groups: sample.groups === null ? null : { of: hide(one.of), drawn: hide(one.drawn) },
          answered: hide(one.claims.answered),
          accepted: hide(one.claims.accepted),
          meanClaimedInFrame: shown(sum(one.claimed / BigInt(one.claims.of))),
          meanClaimedInSample:
            one.claims.drawn < LEAST_SHOWN ? null : shown(sum(one.nothing.x / BigInt(one.claims.drawn))),
        })),
        drawn,
        answered,
        warnings,
        challenge: [...massChallenge(standing, spoken, rules)],
        sentence: `${register.count} claims for ${moneyInWords(sum(BigInt(register.claimed)))}; of ${drawn} drawn${sample.groups === null ? '' : ` in ${drawnOf(sample)} whole groups`} ${answered} were answered. By the ${pleaded.estimator} they come to ${moneyInWords(pleaded.estimate)} (${amountInWords(pleaded.low)} to ${amountInWords(pleaded.high)}), and with ${Number(input.level) * 100} % not below ${moneyInWords(pleaded.lowerBound)}.`,
      };
    },
  }),
];

const extrapolationShown = (one: Extrapolation) => ({
  estimator: one.estimator,
  silence: one.silence,
  estimate: shown(one.estimate),
  standardError: shown(one.standardError),
  low: shown(one.low),
  high: shown(one.high),
  lowerBound: shown(one.lowerBound),
});
