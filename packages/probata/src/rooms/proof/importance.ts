// How much hangs on each unit: in how many small cut sets it stands, and in how many situations it alone decides.
import { type Decision, type DecisionBook, NO, YES } from './bdd.ts';
import { type BySize, reachable, sum, times } from './counts.ts';
import { byName } from './units.ts';
import { EMPTY_SET, type Family, type FamilyBook, NOTHING } from './zbdd.ts';

export interface Importance {
  readonly unit: string;
  /** cutsByOrder[j] = minimal cut sets of j units that contain this one */
  readonly cutsByOrder: BySize;
  /** subsets of the other units in which this one decides; undefined where the diagram was too large */
  readonly pivotal: bigint | undefined;
  /** all subsets of the other units */
  readonly of: bigint;
}

/**
 * Members of a family that contain each level, by size: paths from the root to a node of that level times paths from
 * its present branch on. Exact.
 */
export function membersThrough(book: FamilyBook, family: Family): Map<number, BySize> {
  const through = new Map<number, BySize>();
  if (family === NOTHING || family === EMPTY_SET) return through;
  const ids = reachable(book, family);
  const below = new Map<Family, BySize>([
    [NOTHING, []],
    [EMPTY_SET, [1n]],
  ]);
  for (const id of ids) {
    const hi = below.get(book.hi[id] as number) ?? [];
    below.set(id, sum(below.get(book.lo[id] as number) ?? [], [0n, ...hi]));
  }
  const above = new Map<Family, BySize>([[family, [1n]]]);
  for (const id of ids.toReversed()) {
    const from = above.get(id) ?? [];
    const lo = book.lo[id] as number;
    const hi = book.hi[id] as number;
    if (lo >= 2) above.set(lo, sum(above.get(lo) ?? [], from));
    if (hi >= 2) above.set(hi, sum(above.get(hi) ?? [], [0n, ...from]));
    const level = book.level[id] as number;
    through.set(level, sum(through.get(level) ?? [], times([0n, ...from], below.get(hi) ?? [])));
  }
  return through;
}

/**
 * For each level, the number of subsets of the other levels in which it decides (Birnbaum's measure at one half,
 * unscaled): paths to a node of that level times the difference that its two branches make.
 * @param levels how many levels there are in all, those on which the decision does not depend included
 */
export function pivotalCounts(book: DecisionBook, decision: Decision, levels: number): Map<number, bigint> {
  const pivotal = new Map<number, bigint>();
  if (decision === NO || decision === YES) return pivotal;
  const ids = decisionsUnder(book, decision);
  const levelOf = (id: Decision): number => (id < 2 ? levels : (book.level[id] as number));
  // satisfying choices of the levels from this node's own level down
  const yes = new Map<Decision, bigint>([
    [NO, 0n],
    [YES, 1n],
  ]);
  const scaled = (id: Decision, fromLevel: number): bigint =>
    (yes.get(id) ?? 0n) << BigInt(levelOf(id) - fromLevel);
  for (const id of ids) {
    const next = (book.level[id] as number) + 1;
    yes.set(id, scaled(book.lo[id] as number, next) + scaled(book.hi[id] as number, next));
  }
  // choices of the levels above that lead to this node
  const ways = new Map<Decision, bigint>([[decision, 1n << BigInt(levelOf(decision))]]);
  for (const id of ids.toReversed()) {
    const here = ways.get(id) ?? 0n;
    const level = book.level[id] as number;
    const lo = book.lo[id] as number;
    const hi = book.hi[id] as number;
    for (const child of [lo, hi]) {
      if (child >= 2) ways.set(child, (ways.get(child) ?? 0n) + (here << BigInt(levelOf(child) - level - 1)));
    }
    const gain = scaled(hi, level + 1) - scaled(lo, level + 1);
    pivotal.set(level, (pivotal.get(level) ?? 0n) + here * gain);
  }
  return pivotal;
}

/** Linchpins first: by number of cut sets of order 1, then 2, 3 …, then by pivotal count, then by name. */
export function rankByImportance(rows: readonly Importance[]): Importance[] {
  return rows.toSorted((a, b) => {
    const orders = Math.max(a.cutsByOrder.length, b.cutsByOrder.length);
    for (let order = 1; order < orders; order += 1) {
      const difference = (b.cutsByOrder[order] ?? 0n) - (a.cutsByOrder[order] ?? 0n);
      if (difference !== 0n) return difference > 0n ? 1 : -1;
    }
    const difference = (b.pivotal ?? 0n) - (a.pivotal ?? 0n);
    return difference === 0n ? byName(a.unit, b.unit) : difference > 0n ? 1 : -1;
  });
}

function decisionsUnder(book: DecisionBook, decision: Decision): Decision[] {
  const seen = new Uint8Array(decision + 1);
  seen[decision] = 1;
  const ids: Decision[] = [];
  for (let id = decision; id >= 2; id -= 1) {
    if (seen[id] !== 1) continue;
    ids.push(id);
    seen[book.lo[id] as number] = 1;
    seen[book.hi[id] as number] = 1;
  }
  return ids.reverse();
}
