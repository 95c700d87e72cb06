// Reads registers, samples and their results back as plain values.
import type { z } from 'zod';
import { fromJson } from '../../../base/stable-json.ts';
import type { Look } from '../../../ports/ledger-store.ts';
import { type Part, partsOf } from '../from-record.ts';
import type { QuantumTables } from '../view.ts';
import type { StratumResult } from './examine.ts';
import type { fixedSumSet, registerLaid, sampleDrawn, sampleExamined } from './types.ts';

export type Register = z.output<typeof registerLaid> & { readonly id: string; readonly seq: number };
export type Sample = z.output<typeof sampleDrawn> & { readonly id: string; readonly seq: number };
export type Examined = Omit<z.output<typeof sampleExamined>, 'results'> & {
  readonly seq: number;
  readonly results: readonly StratumResult[];
};
export type SetFixedSum = z.output<typeof fixedSumSet> & { readonly id: string; readonly seq: number };

const as = <T>(part: Part): T & { id: string; seq: number } => ({
  ...(part.said as unknown as T), // the entry's schema saw to it
  id: part.id,
  seq: part.seq,
});
const standing = async (look: Look, sort: Part['sort']): Promise<readonly Part[]> =>
  (await partsOf(look, sort)).filter((one) => one.withdrawn === null);

export async function registersOf(look: Look): Promise<readonly Register[]> {
  return (await standing(look, 'register')).map((one) => as<z.output<typeof registerLaid>>(one));
}

export async function samplesOf(look: Look): Promise<readonly Sample[]> {
  return (await standing(look, 'sample')).map((one) => as<z.output<typeof sampleDrawn>>(one));
}

/** The fixed sums and ceilings of a register, the last one said of each category. */
export async function fixedSumsOf(look: Look, register: string): Promise<readonly SetFixedSum[]> {
  const all = (await standing(look, 'fixed-sum'))
    .map((one) => as<z.output<typeof fixedSumSet>>(one))
    .filter((one) => one.register === register);
  return [...new Map(all.map((one) => [one.category, one])).values()];
}

/** The results of a sample, as they were last added up. */
export async function examinedOf(look: Look, sample: string): Promise<Examined | undefined> {
  const row = await look
    .tables<QuantumTables>()
    .selectFrom('quantum_examined')
    .selectAll()
    .where('sample', '=', sample)
    .executeTakeFirst();
  const said = fromJson<z.output<typeof sampleExamined>>(row?.said ?? null);
  if (row === undefined || said === undefined) return undefined;
  return {
    ...said,
    seq: row.seq,
    results: said.results.map((one) => ({
      ...one,
      x: BigInt(one.x),
      y: BigInt(one.y),
      xx: BigInt(one.xx),
      yy: BigInt(one.yy),
      xy: BigInt(one.xy),
      silentX: BigInt(one.silentX),
      silentXX: BigInt(one.silentXX),
    })),
  };
}
