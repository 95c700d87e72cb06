// Draws a sample of claims from a register, lists it for those who may see it, and adds up what its examination gave.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { placesOf } from '../../base/money/index.ts';
import {
  ALLOCATIONS,
  allocate,
  columnAt,
  drawFrom,
  drawGroups,
  enterExamined,
  enterGroups,
  enterSample,
  examine,
  examineGroups,
  fixedSumsOf,
  groupsOf,
  minorOf,
  type StratumDrawn,
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
    'Draw a sample of claims, or of whole groups of them, from a seed whose source is stated; anyone who holds the register can draw it again.',
  input: z.strictObject({
    register: idOf('claimRegister'),
    /** How many claims; with `group` how many groups. */
    size: z.number().int().min(2).max(1_000_000),
    /** The column that names the group (family, office, camp): groups are then drawn, and every claim in them is in the sample. */
    group: z.string().min(1).max(400).optional(),
    allocation: z.enum(ALLOCATIONS).default('proportional'),
    seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    /** Where the seed comes from: a lottery, a date agreed with the other side. */
    seedGround: z.string().trim().min(1).max(1000),
  }),
  output: z.object({
    sample: z.string(),
    drawn: z.number(),
    /** Of claims; with `group` of groups, in one stratum where they reach across those of the register. */
    strata: z.array(z.object({ name: z.string(), of: z.number(), drawn: z.number() })),
    groups: z.number().nullable(),
    frameHash: z.string(),
    listHash: z.string(),
    sentence: z.string(),
  }),
  example: {
    register: `reg_${ZERO}`,
    size: 400,
    seed: 20_350_526,
    seedGround: 'The day of the filing, as agreed in note verbale no. 9.',
  },
  power: 'write',
  async run(house, { register, size, group, allocation, seed, seedGround }) {
    const { frame, table, columns } = await frameOfRegister(house, register, 'drawing a sample');
    const said = { register, frameHash: frame.hash, seed, seedGround, allocation };
    const shown = (sizes: readonly StratumDrawn[]) =>
      sizes.map((one) => ({ name: one.stratum, of: one.of, drawn: one.drawn }));
    if (group === undefined) {
      const sizes = allocate(frame, size, allocation);
      const { listHash, places } = drawFrom(frame, sizes, seed);
      const receipt = await house.ledger.append((look, act) =>
        enterSample.decide(look, { ...said, sizes: sizes.map((one) => ({ ...one })), listHash }, act),
      );
      return {
        sample: receipt.entries[0]?.subject ?? '',
        drawn: places.length,
        groups: null,
        strata: shown(sizes),
        frameHash: frame.hash,
        listHash,
        sentence: `${places.length} of ${frame.ids.length} claims are drawn, in ${sizes.length} ${sizes.length === 1 ? 'stratum' : 'strata'}.`,
      };
    }
    const groups = groupsOf(frame, table, columns, group);
    const sizes = allocate(groups, size, allocation, 'groups');
    const { listHash, places, groups: chosen } = drawGroups(frame, groups, sizes, seed);
    const content = {
      ...said,
      column: group,
      groupHash: groups.hash,
      sizes: sizes.map((one) => ({ ...one })),
      claims: places.length,
      listHash,
    };
    const receipt = await house.ledger.append((look, act) => enterGroups.decide(look, content, act));
    return {
      sample: receipt.entries[0]?.subject ?? '',
      drawn: places.length,
      groups: chosen.length,
      strata: shown(sizes),
      frameHash: frame.hash,
      listHash,
      sentence: `${chosen.length} of ${groups.names.length} groups by “${group}” are drawn whole, with ${places.length} claims${groups.isNested ? ', by strata' : '; groups reach across the strata, so they are drawn from all together'}.`,
    };
  },
});

export const sampleRedraw = task({
  name: 'sample.redraw',
  summary:
    'Draw a recorded sample again from the register, say whether it is the same, and list the claims in it.',
  input: z.strictObject({ sample: idOf('claimSample') }),
  output: z.object({
    same: z.boolean(),
    listHash: z.string(),
    /** Groups drawn whole; null where single claims were drawn. */
    groups: z.number().nullable(),
    claims: z.array(z.string()),
  }),
  example: { sample: `smp_${ZERO}` },
  power: 'write',
  async run(house, { sample }) {
    const { frame, drawn, isSame } = await redrawn(house, sample, 'listing a sample');
    return {
      same: isSame,
      listHash: drawn.listHash,
      groups: drawn.groups?.length ?? null,
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
    const { frame, drawn, recorded, isSame } = await redrawn(house, given.sample, 'examining a sample');
    if (!isSame)
      throw new Refusal(
        'QUANTUM_FRAME_OTHER',
        'The sample drawn again is another one: the register or the program has changed. Draw it anew.',
      );
    const { table } = await openRegister(house, given.exhibit, 'reading the results of a sample');
    const [idAt, acceptedAt] = [columnAt(table, given.id), columnAt(table, given.accepted)];
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
    const rows =
      drawn.groups === null
        ? examine(frame, drawn, results, rules)
        : examineGroups(frame, drawn, results, rules);
    const said = { exhibit: given.exhibit, rules, results: rows.map(asText) };
    await house.ledger.append((look, act) => enterExamined.decide(look, { sample: given.sample, said }, act));
    const sum = (pick: (one: (typeof rows)[number]) => number): number =>
      rows.reduce((all, one) => all + pick(one), 0);
    return {
      drawn: sum((one) => ('claimsDrawn' in one ? one.claimsDrawn : one.drawn)),
      answered: sum((one) => one.answered),
      accepted: sum((one) => one.accepted),
      rules: rules.length,
    };
  },
});

/** Whole numbers without a bound as the ledger keeps them: as text, at any depth. */
function asText(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      typeof one === 'bigint' ? String(one) : typeof one === 'object' && one !== null ? asText(one) : one,
    ]),
  );
}

/** A recorded sample drawn again, and whether it is the same: list, and of groups what is in which. */
async function redrawn(house: House, id: string, reason: string) {
  const recorded = (await samplesOf(house.ledger.look)).find((one) => one.id === id);
  if (recorded === undefined) throw sampleUnknown(id);
  const { frame, table, columns } = await frameOfRegister(house, recorded.register, reason);
  const groups = recorded.groups === null ? null : groupsOf(frame, table, columns, recorded.groups.column);
  const drawn =
    groups === null
      ? drawFrom(frame, recorded.sizes, recorded.seed)
      : drawGroups(frame, groups, recorded.sizes, recorded.seed);
  const isSame = drawn.listHash === recorded.listHash && groups?.hash === recorded.groups?.hash;
  return { frame, recorded, drawn, isSame };
}
