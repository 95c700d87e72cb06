// Draws a sample of claims from a register, lists it for those who may see it, and adds up what its examination gave.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { placesOf } from '../../base/money/index.ts';
import {
  ALLOCATIONS,
  allocate,
  drawFrom,
  enterExamined,
  enterSample,
  examine,
  type Frame,
  fixedSumsOf,
  minorOf,
  samplesOf,
  sampleUnknown,
} from '../../rooms/quantum/index.ts';
import type { House } from '../house.ts';
import { frameOfRegister, openRegister } from '../register.ts';
import { task } from '../task.ts';

const ZERO = '0'.repeat(26);

export const sampleDraw = task({
  name: 'sample.draw',
  summary:
    'Draw a sample of claims, so many in each stratum, from a seed whose source is stated; anyone who holds the register can draw it again.',
  input: z.strictObject({
    register: idOf('claimRegister'),
    size: z.number().int().min(2).max(1_000_000),
    allocation: z.enum(ALLOCATIONS).default('proportional'),
    seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    /** Where the seed comes from: a lottery, a date agreed with the other side. */
    seedGround: z.string().trim().min(1).max(1000),
  }),
  output: z.object({
    sample: z.string(),
    drawn: z.number(),
    strata: z.array(z.object({ name: z.string(), of: z.number(), drawn: z.number() })),
    frameHash: z.string(),
    listHash: z.string(),
  }),
  example: {
    register: `reg_${ZERO}`,
    size: 400,
    seed: 20_350_526,
    seedGround: 'The day of the filing, as agreed in note verbale no. 9.',
  },
  power: 'write',
  async run(house, { register, size, allocation, seed, seedGround }) {
    const { frame } = await frameOfRegister(house, register, 'drawing a sample');
    const sizes = allocate(frame, size, allocation);
    const sample = drawFrom(frame, sizes, seed);
    const said = {
      register,
      frameHash: frame.hash,
      seed,
      seedGround,
      allocation,
      sizes: sizes.map((one) => ({ ...one })),
      listHash: sample.listHash,
    };
    const receipt = await house.ledger.append((look, act) => enterSample.decide(look, said, act));
    return {
      sample: receipt.entries[0]?.subject ?? '',
      drawn: sample.places.length,
      strata: sizes.map((one) => ({ name: one.stratum, of: one.of, drawn: one.drawn })),
      frameHash: frame.hash,
      listHash: sample.listHash,
    };
  },
});

export const sampleRedraw = task({
  name: 'sample.redraw',
  summary:
    'Draw a recorded sample again from the register, say whether it is the same, and list the claims in it.',
  input: z.strictObject({ sample: idOf('claimSample') }),
  output: z.object({ same: z.boolean(), listHash: z.string(), claims: z.array(z.string()) }),
  example: { sample: `smp_${ZERO}` },
  power: 'write',
  async run(house, { sample }) {
    const { frame, drawn, recorded } = await redrawn(house, sample, 'listing a sample');
    return {
      same: drawn.listHash === recorded.listHash,
      listHash: drawn.listHash,
      claims: [...drawn.places].map((place) => frame.ids[place] ?? ''),
    };
  },
});

export const sampleExamine = task({
  name: 'sample.examine',
  summary:
    'Add up the results of the examined claims of a sample; only sums for each stratum are entered, under the fixed sums and ceilings in force.',
  input: z.strictObject({
    sample: idOf('claimSample'),
    /** The exhibit with the results: a column of ids and one of accepted sums; an empty sum is a claim not answered. */
    exhibit: idOf('exhibit'),
    id: z.string().min(1).max(400).default('id'),
    accepted: z.string().min(1).max(400).default('accepted'),
  }),
  output: z.object({
    drawn: z.number(),
    answered: z.number(),
    accepted: z.number(),
    rules: z.number(),
  }),
  example: { sample: `smp_${ZERO}`, exhibit: `exh_${ZERO}` },
  power: 'write',
  async run(house, given) {
    const { frame, drawn, recorded } = await redrawn(house, given.sample, 'examining a sample');
    if (drawn.listHash !== recorded.listHash)
      throw new Refusal(
        'QUANTUM_FRAME_OTHER',
        'The sample drawn again is another one: the register or the program has changed. Draw it anew.',
      );
    const { table } = await openRegister(house, given.exhibit, 'reading the results of a sample');
    const [idAt, acceptedAt] = [table.heading.indexOf(given.id), table.heading.indexOf(given.accepted)];
    if (idAt < 0 || acceptedAt < 0)
      throw new Refusal(
        'QUANTUM_REGISTER_COLUMN',
        `The results need the columns “${given.id}” and “${given.accepted}”. There are: ${table.heading.join(', ')}.`,
      );
    const places = placesOf(frame.currency);
    const results = new Map<string, number>();
    table.rows.forEach((row, i) => {
      const text = (row[acceptedAt] ?? '').trim();
      if (text === '') return;
      const minor = minorOf(text, places);
      if (minor === undefined)
        throw new Refusal(
          'QUANTUM_REGISTER_ROW',
          `Row ${i + 2} of the results cannot be read: “${text}” is not a sum in ${frame.currency}.`,
          { line: i + 2 },
        );
      results.set((row[idAt] ?? '').trim(), minor);
    });
    const set = await fixedSumsOf(house.ledger.look, recorded.register);
    const rules = set.map((one) => ({
      category: one.category,
      form: one.form,
      sum: minorOf(one.sum.amount, places) ?? 0,
    }));
    const rows = examine(frame, drawn, results, rules);
    const said = {
      exhibit: given.exhibit,
      rules,
      results: rows.map((one) => ({
        ...one,
        x: String(one.x),
        y: String(one.y),
        xx: String(one.xx),
        yy: String(one.yy),
        xy: String(one.xy),
        silentX: String(one.silentX),
        silentXX: String(one.silentXX),
      })),
    };
    await house.ledger.append((look, act) => enterExamined.decide(look, { sample: given.sample, said }, act));
    const sum = (pick: (one: (typeof rows)[number]) => number): number =>
      rows.reduce((all, one) => all + pick(one), 0);
    return {
      drawn: sum((one) => one.drawn),
      answered: sum((one) => one.answered),
      accepted: sum((one) => one.accepted),
      rules: rules.length,
    };
  },
});

async function redrawn(house: House, id: string, reason: string) {
  const recorded = (await samplesOf(house.ledger.look)).find((one) => one.id === id);
  if (recorded === undefined) throw sampleUnknown(id);
  const { frame }: { frame: Frame } = await frameOfRegister(house, recorded.register, reason);
  return { frame, recorded, drawn: drawFrom(frame, recorded.sizes, recorded.seed) };
}
