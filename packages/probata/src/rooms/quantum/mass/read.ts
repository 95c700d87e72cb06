// Reads registers, samples and their results back as plain values.
import type { z } from 'zod';
import { fromJson } from '../../../base/stable-json.ts';
import type { Look } from '../../../ports/ledger-store.ts';
import { type Part, partsOf } from '../from-record.ts';
import type { QuantumTables } from '../view.ts';
import type { GroupResult } from './examine-groups.ts';
import { type Moments, type SpokenStratum, spokenOfClaims, spokenOfGroups } from './extrapolate.ts';
import type {
  fixedSumSet,
  groupsDrawn,
  groupsExamined,
  registerLaid,
  sampleDrawn,
  sampleExamined,
} from './types.ts';

export type Register = z.output<typeof registerLaid> & { readonly id: string; readonly seq: number };
/** A sample of claims, or of groups of them: then with the column that names the group and what is in which. */
export type Sample = z.output<typeof sampleDrawn> & {
  readonly id: string;
  readonly seq: number;
  readonly groups: {
    readonly column: string;
    readonly hash: string;
    /** Claims in the drawn groups. */
    readonly claims: number;
  } | null;
};
export interface Examined {
  readonly exhibit: string;
  readonly seq: number;
  readonly strata: readonly SpokenStratum[];
}
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

/** Samples of claims and of groups, in the order in which they were drawn. */
export async function samplesOf(look: Look): Promise<readonly Sample[]> {
  const single = (await standing(look, 'sample')).map((one) => ({
    ...as<z.output<typeof sampleDrawn>>(one),
    groups: null,
  }));
  const grouped = (await standing(look, 'group-sample')).map((one) => {
    const { column, groupHash, claims, ...rest } = as<z.output<typeof groupsDrawn>>(one);
    return { ...rest, groups: { column, hash: groupHash, claims } };
  });
  return [...single, ...grouped].sort((a, b) => a.seq - b.seq);
}

/** The fixed sums and ceilings of a register, the last one said of each category. */
export async function fixedSumsOf(look: Look, register: string): Promise<readonly SetFixedSum[]> {
  const all = (await standing(look, 'fixed-sum'))
    .map((one) => as<z.output<typeof fixedSumSet>>(one))
    .filter((one) => one.register === register);
  return [...new Map(all.map((one) => [one.category, one])).values()];
}

/** What a sample says of each stratum of its register, as its results were last added up. */
export async function examinedOf(
  look: Look,
  register: Register,
  sample: Sample,
): Promise<Examined | undefined> {
  const row = await look
    .tables<QuantumTables>()
    .selectFrom('quantum_examined')
    .selectAll()
    .where('sample', '=', sample.id)
    .executeTakeFirst();
  const found = fromJson<object>(row?.said ?? null);
  if (row === undefined || found === undefined) return undefined;
  const { seq } = row;
  // Which of the two it says follows from how the sample was drawn; the entry's schema saw to the rest.
  if (sample.groups !== null) {
    const said = found as z.output<typeof groupsExamined>;
    const results = said.results.map(
      (one): GroupResult => ({
        ...one,
        claimed: BigInt(one.claimed),
        single: BigInt(one.single),
        nothing: momentsOf(one.nothing),
        leftOut: momentsOf(one.leftOut),
      }),
    );
    return { exhibit: said.exhibit, seq, strata: spokenOfGroups(results) };
  }
  const said = found as z.output<typeof sampleExamined>;
  const claimed = new Map(register.strata.map((one) => [one.name, BigInt(one.claimed)]));
  const results = said.results.map((one) => ({
    ...one,
    ...momentsOf({ ...one, n: one.drawn }),
    silentX: BigInt(one.silentX),
    silentXX: BigInt(one.silentXX),
  }));
  return {
    exhibit: said.exhibit,
    seq,
    strata: spokenOfClaims(
      results,
      results.map((one) => claimed.get(one.stratum) ?? 0n),
    ),
  };
}

const momentsOf = (
  said: { readonly n: number } & Readonly<Record<'x' | 'y' | 'xx' | 'yy' | 'xy', string>>,
): Moments => ({
  n: said.n,
  x: BigInt(said.x),
  y: BigInt(said.y),
  xx: BigInt(said.xx),
  yy: BigInt(said.yy),
  xy: BigInt(said.xy),
});
