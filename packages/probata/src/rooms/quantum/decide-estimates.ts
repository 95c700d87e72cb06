// The commands of estimated heads: assumptions with their doubt, the formula of a head, and how the draws are made.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import { fromJson } from '../../base/stable-json.ts';
import { type Command, command, parseInput } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { type Estimate, estimateRow, Generator, propagate } from '../flows/index.ts';
import { partRow } from './ask.ts';
import {
  type Draws,
  distribution,
  draws as drawsSchema,
  type Model,
  model as modelSchema,
  type SaidDistribution,
  term,
} from './assumptions.ts';
import { drawable, idsIn } from './drawing.ts';
import { adopted, distributionOf } from './from-estimate.ts';
import { claimOf, partsOf } from './from-record.ts';
import { distributionOfRegister, REGISTER_READINGS, type RegisterReading } from './from-register.ts';
import { joint } from './joint.ts';
import { exhibitsBehind, partCommand, passages, text, withExhibits, ZERO } from './part-command.ts';
import { assumptionEntered, headModelled } from './types.ts';

const assumptionInput = z.strictObject({
  id: idOf('assumption').optional(),
  title: text(400),
  unit: z.enum(['amount', 'count', 'share', 'rate']).default('amount'),
  /** What is known of it; left out where it is read from an adopted estimate. */
  distribution: distribution.optional(),
  ground: text(2000),
  estimate: idOf('estimate').nullable().default(null),
  /** Which figure of the estimate: `effect`, or `figures.attributableFraction`. */
  reading: text(100).optional(),
  /** Or the register of a mass claim; its reading is then `pleaded` or `lower-bound`. */
  register: idOf('claimRegister').optional(),
  passages,
});

/**
 * Drawn once before it is entered, so that an impossible distribution is refused here and not found on a screen later.
 * @throws Refusal FLOWS_DISTRIBUTION_WRONG, QUANTUM_SHARE_BEYOND for a share whose usual values lie outside 0 to 1
 */
function mustBePossible(title: string, unit: string, said: SaidDistribution): void {
  const drawn = propagate(
    [{ name: title, distribution: drawable(said) }],
    (values) => values[0] as number,
    1000,
    new Generator(1),
  );
  if (unit === 'share' && (drawn.mean < 0 || drawn.mean > 1))
    throw new Refusal(
      'QUANTUM_SHARE_BEYOND',
      `“${title}” is a share and lies about ${drawn.mean.toFixed(2)}: write a share between 0 and 1, such as 0.85, or choose another unit.`,
    );
}

export const drawsInput = z.strictObject({
  count: drawsSchema.shape.count.default(100_000),
  seed: drawsSchema.shape.seed.default(1),
  level: drawsSchema.shape.level.default('0.95'),
  dependence: z
    .array(
      z.strictObject({
        a: idOf('assumption'),
        b: idOf('assumption'),
        correlation: drawsSchema.shape.dependence.element.shape.correlation,
        ground: text(2000),
        passages,
      }),
    )
    .max(500)
    .default([]),
});

/** The rule as it is said: with the exhibit behind each passage. */
function drawsSaid(input: z.output<typeof drawsInput>, exhibits: ReadonlyMap<string, string>): Draws {
  return drawsSchema.parse({
    ...input,
    dependence: input.dependence.map(({ passages: sources, ...one }) => ({
      ...one,
      sources: withExhibits(sources, exhibits),
    })),
  });
}

/** The rule as `draws.rule` would enter it, for a trial. Refusal READING_PASSAGE_UNKNOWN. */
export async function drawsAsSaid(look: Look, input: z.output<typeof drawsInput>): Promise<Draws> {
  return drawsSaid(input, await exhibitsBehind(look, input));
}

/** Sets how the draws are made; also used by `draws.run`, which draws before it enters. */
export const rulesDraws: Command = command({
  name: 'draws.rule',
  summary: 'Set how estimated heads are drawn: number, seed, level, and which assumptions hang together.',
  input: drawsInput,
  example: { count: 100_000, seed: 20_350_526, level: '0.95' },
  load: async (look, input) => ({
    exhibits: await exhibitsBehind(look, input),
    standing: await claimOf(look),
  }),
  decide(input, { exhibits, standing }, act) {
    const known = new Set(standing?.models.assumptions.map((one) => one.id) ?? []);
    const missing = input.dependence.flatMap(({ a, b }) => [a, b]).find((one) => !known.has(one));
    if (missing !== undefined)
      throw new Refusal(
        'QUANTUM_ASSUMPTION_UNKNOWN',
        `There is no assumption ${missing}. List them with 'probata assumption list'.`,
        { assumption: missing },
      );
    const said = drawsSaid(input, exhibits);
    // Correlations that cannot all hold are refused here, not found on a screen later.
    if (standing !== undefined)
      joint({ ...standing.models, draws: { ...said, count: 1000 } }, standing.claim.currency);
    return [{ kind: 'draws.ruled', subject: act.newId('assumption'), refs: [...exhibits.keys()], said }];
  },
});

/** What an assumption is read from, where it is read from something. */
interface Found {
  readonly estimate: Estimate | undefined;
  readonly ofRegister:
    | { readonly distribution: SaidDistribution; readonly reading: RegisterReading }
    | undefined;
}

async function readFrom(look: Look, given: z.output<typeof assumptionInput>): Promise<Found> {
  const estimate = given.estimate === null ? undefined : await estimateRow(look, given.estimate);
  if (given.register === undefined) return { estimate, ofRegister: undefined };
  const reading = REGISTER_READINGS.find((one) => one === (given.reading ?? 'pleaded'));
  if (reading === undefined)
    throw new Refusal(
      'QUANTUM_ESTIMATE_FIGURE',
      `Of a register may be read: ${REGISTER_READINGS.join(' or ')}.`,
      { register: given.register },
    );
  const currency = (await claimOf(look))?.claim.currency ?? 'EUR';
  return {
    estimate,
    ofRegister: {
      distribution: await distributionOfRegister(look, given.register, reading, currency),
      reading,
    },
  };
}

const twice = (): Refusal =>
  new Refusal(
    'QUANTUM_DISTRIBUTION_TWICE',
    'Give a distribution, or an adopted estimate or a register to read it from: one of them.',
  );

export const ESTIMATE_COMMANDS: readonly Command[] = [
  partCommand({
    name: 'assumption.enter',
    summary:
      'Enter a quantity of an estimate with its doubt, ground and passages, or read it from an adopted estimate.',
    kind: 'assumption.entered',
    noun: 'assumption',
    input: assumptionInput,
    example: {
      title: 'Cost of one person for one day',
      unit: 'amount',
      distribution: { kind: 'triangular', min: '29.85', mode: '29.85', max: '41.20' },
      ground: 'The audit office and the ministry give two prices.',
      passages: [`pas_${ZERO}`],
    },
    content: assumptionEntered,
    load: (look, given) => readFrom(look, given),
    say: ({ id: _id, passages: sources, distribution: given, reading, register, ...rest }, found) => {
      const { estimate, ofRegister } = found as Found;
      if (register !== undefined && ofRegister !== undefined) {
        if (given !== undefined || rest.estimate !== null) throw twice();
        return {
          ...rest,
          distribution: ofRegister.distribution,
          register,
          reading: ofRegister.reading,
          sources,
        } as JsonObject;
      }
      if (rest.estimate === null) {
        if (given === undefined)
          throw new Refusal(
            'QUANTUM_DISTRIBUTION_MISSING',
            'Say what is known of it: a distribution, or an adopted estimate or a register to read it from.',
          );
        mustBePossible(rest.title, rest.unit, given);
        return { ...rest, distribution: given, sources } as JsonObject;
      }
      if (given !== undefined) throw twice();
      const from = adopted(estimate, rest.estimate);
      const read = distributionOf(from, reading ?? 'effect');
      return { ...rest, distribution: read, reading: reading ?? 'effect', sources } as JsonObject;
    },
  }),
  command({
    name: 'head.model',
    summary: 'Set the formula of an estimated head: the sum of products of assumptions and plain numbers.',
    input: z.strictObject({
      head: idOf('head'),
      /** `range`: no one figure is pleaded out of the draws, the ends alone are stated. */
      point: z.enum(['median', 'mean', 'range']).default('median'),
      terms: z
        .array(term.extend({ sign: z.enum(['plus', 'minus']).default('plus') }))
        .min(1)
        .max(50),
      ground: text(2000),
    }),
    example: {
      head: `head_${ZERO}`,
      terms: [
        { title: 'Reception', factors: [{ assumption: `asm_${ZERO}` }, { assumption: `asm_${ZERO}` }] },
      ],
      ground: 'Days of care times the cost of a day.',
    },
    load: async (look, input) => ({
      head: await partRow(look, input.head),
      assumptions: await partsOf(look, 'assumption'),
    }),
    decide(input, { head, assumptions }) {
      const said = fromJson<JsonObject>(head?.said ?? null);
      if (head?.sort !== 'head' || said === undefined)
        throw new Refusal(
          'QUANTUM_HEAD_UNKNOWN',
          `There is no head of damage ${input.head}. List them with 'probata head list'.`,
          { head: input.head },
        );
      if (said['mode'] !== 'estimated')
        throw new Refusal(
          'QUANTUM_MODE_MIXED',
          `“${String(said['title'])}” is not an estimated head: a formula belongs to an estimate. Open an estimated head for it.`,
          { head: input.head },
        );
      if (said['result'] !== null)
        throw new Refusal(
          'QUANTUM_TWO_RESULTS',
          `“${String(said['title'])}” has a result that was stated. Set the head anew without it, so that only one figure stands.`,
          { head: input.head },
        );
      const model: Model = parseInput('head.model', modelSchema, input);
      const known = new Set(assumptions.filter((one) => one.withdrawn === null).map((one) => one.id));
      const missing = idsIn(model).find((one) => !known.has(one));
      if (missing !== undefined)
        throw new Refusal(
          'QUANTUM_ASSUMPTION_UNKNOWN',
          `There is no assumption ${missing}. List them with 'probata assumption list'.`,
          { assumption: missing },
        );
      return [
        {
          kind: 'head.modelled',
          subject: input.head,
          refs: [...new Set(idsIn(model))],
          said: parseInput('head.model', headModelled, model as unknown as JsonObject),
        },
      ];
    },
  }),
  rulesDraws,
];
