// The commands of a mass claim that need no file: fixed sums and ceilings. The others are tasks, which read the register.
import { z } from 'zod';
import { Refusal } from '../../../base/errors.ts';
import { idOf } from '../../../base/ids.ts';
import type { JsonObject } from '../../../base/json.ts';
import { isCurrency } from '../../../base/money/index.ts';
import { type Command, command } from '../../../ledger/room.ts';
import { exhibitsBehind, money, passages, text, withExhibits, ZERO } from '../part-command.ts';
import { registersOf, samplesOf } from './read.ts';
import {
  fixedSumSet,
  groupsDrawn,
  groupsExamined,
  registerLaid,
  sampleDrawn,
  sampleExamined,
} from './types.ts';

/** Enters a register whose frame the caller has made from the exhibit. Used by `register.lay`. */
export const enterRegister: Command = command({
  name: 'register.enter',
  summary: 'Enter a register whose frame was made from its exhibit.',
  input: registerLaid,
  example: {},
  load: async () => null,
  decide: (said, _state, act) => [
    { kind: 'register.laid', subject: act.newId('claimRegister'), refs: [said.exhibit], said },
  ],
});

/** Enters a sample that the caller has drawn. Used by `sample.draw`. */
export const enterSample: Command = command({
  name: 'sample.enter',
  summary: 'Enter a sample drawn from a frame.',
  input: sampleDrawn,
  example: {},
  load: async () => null,
  decide: (said, _state, act) => [
    { kind: 'sample.drawn', subject: act.newId('claimSample'), refs: [said.register], said },
  ],
});

/** Enters a sample of groups that the caller has drawn. Used by `sample.draw`. */
export const enterGroups: Command = command({
  name: 'groups.enter',
  summary: 'Enter a sample of groups drawn from a frame.',
  input: groupsDrawn,
  example: {},
  load: async () => null,
  decide: (said, _state, act) => [
    { kind: 'groups.drawn', subject: act.newId('claimSample'), refs: [said.register], said },
  ],
});

/** Enters the sums of an examined sample, of claims or of groups. Used by `sample.examine`. */
export const enterExamined: Command = command({
  name: 'examination.enter',
  summary: 'Enter the sums of an examined sample.',
  input: z.strictObject({ sample: idOf('claimSample'), said: z.union([sampleExamined, groupsExamined]) }),
  example: {},
  load: (look) => samplesOf(look),
  decide({ sample, said }, samples) {
    const drawn = samples.find((one) => one.id === sample);
    if (drawn === undefined) throw sampleUnknown(sample);
    const kind = drawn.groups === null ? 'sample.examined' : 'groups.examined';
    return [{ kind, subject: sample, refs: [said.exhibit], said }];
  },
});

export const MASS_COMMANDS: readonly Command[] = [
  command({
    name: 'fixed-sum.set',
    summary:
      'Set a fixed sum for each accepted claim of a category, or a ceiling for any one, with its ground.',
    input: z.strictObject({
      register: idOf('claimRegister'),
      category: text(1000),
      form: z.enum(['fixed', 'ceiling']),
      sum: money,
      ground: text(2000),
      passages,
    }),
    example: {
      register: `reg_${ZERO}`,
      category: 'Forced to leave',
      form: 'fixed',
      sum: { amount: '2500.00', currency: 'USD' },
      ground: 'The fixed sums of the Compensation Commission, decision 1 of 1991.',
    },
    load: async (look, input) => ({
      registers: await registersOf(look),
      exhibits: await exhibitsBehind(look, input),
    }),
    decide({ passages: sources, ...rest }, { registers, exhibits }, act) {
      const register = registers.find((one) => one.id === rest.register);
      if (register === undefined) throw registerUnknown(rest.register);
      if (!isCurrency(rest.sum.currency) || rest.sum.currency !== register.currency)
        throw new Refusal(
          'MONEY_CURRENCIES_MIXED',
          `The register is in ${register.currency}: give the sum in it.`,
        );
      const said = { ...rest, sources: withExhibits(sources, exhibits) } as unknown as JsonObject;
      return [
        {
          kind: 'fixed-sum.set',
          subject: act.newId('claimRegister'),
          refs: [register.id, ...exhibits.keys()],
          said: fixedSumSet.parse(said),
        },
      ];
    },
  }),
];

export const registerUnknown = (register: string): Refusal =>
  new Refusal(
    'QUANTUM_REGISTER_UNKNOWN',
    `There is no register ${register}. List them with 'probata register list'.`,
    { register },
  );
export const sampleUnknown = (sample: string): Refusal =>
  new Refusal(
    'QUANTUM_SAMPLE_UNKNOWN',
    `There is no sample ${sample}. List them with 'probata sample list'.`,
    {
      sample,
    },
  );
