// The leanest proof: the fewest exhibits that still hold a level, then the fewest sealed, overridden and long ones.
import { DecisionBook } from './bdd.ts';
import type { CaseAllegation, Status } from './case.ts';
import { Compiler } from './compile.ts';
import { decide } from './complete.ts';
import type { CaseIndex } from './evaluate.ts';
import { ALWAYS, type Gate, GateWeb, NEVER } from './gates.ts';
import { bySizeThenName } from './knock-out.ts';
import { TooLarge } from './node-arrays.ts';
import { byName, unitsOf } from './units.ts';
import { EMPTY_SET, type Family, FamilyBook, NOTHING } from './zbdd.ts';

/** What a set of exhibits costs, in the order in which costs are compared. */
export interface ProofCost {
  readonly exhibits: number;
  readonly sealed: number;
  readonly overrides: number;
  readonly pages: number;
}

export interface LeanProof extends ProofCost {
  readonly set: readonly string[];
}

export interface LeanestAnswer {
  /** leanest first; [{set: []}] when the level holds without any exhibit; [] when it is not reached */
  readonly proofs: readonly LeanProof[];
  /** how it was found: from the diagram of all path sets, or by hitting cut sets one after another (one proof only) */
  readonly method: 'path-sets' | 'hitting-cut-sets' | 'decided';
  /** false only when the search was stopped at its allowance: then the first proof is good but not shown to be least */
  readonly exact: boolean;
}

/**
 * The `top` leanest proofs of an allegation at a level; of several, the leanest sets that hold all of them at once, each
 * under its own standard.
 * All minimal path sets are held in one diagram and walked cheapest first, so none is listed that is not asked for.
 * Where that diagram outgrows `nodes`, the least proof is found as the cheapest set of exhibits that meets every
 * minimal cut set, cut sets being found as they are needed; after `branches` steps the best found so far is given.
 */
export function findLeanest(
  index: CaseIndex,
  allegations: CaseAllegation | readonly CaseAllegation[],
  level: Status,
  top = 5,
  nodes = 1_000_000,
  branches = 200_000,
): LeanestAnswer {
  const web = new GateWeb();
  const units = unitsOf(index, 'exhibit', web);
  const compiler = new Compiler(index, units, web);
  const success = web.all(
    [allegations].flat().map(({ root, profile }: CaseAllegation) => compiler.gate(root, profile, level)),
  );
  if (success === NEVER) return { proofs: [], method: 'decided', exact: true };
  if (success === ALWAYS) return { proofs: [costed(index, [])], method: 'decided', exact: true };
  const nameOf = (unit: number): string => units.names[unit] ?? '';
  try {
    const decisions = new DecisionBook(nodes);
    const leaves: Gate[] = [];
    const decision = decide(web, success, new Set(), decisions, leaves);
    const book = new FamilyBook(nodes);
    const family = decisions.minimalSolutions(decision, book);
    const names = leaves.map((leaf) => nameOf(web.number(leaf)));
    const found = cheapestMembers(
      book,
      family,
      names.map((name) => costOf(index, name)),
      top,
    );
    const proofs = found.map((levels) =>
      costed(
        index,
        levels.map((at) => names[at] ?? ''),
      ),
    );
    return { proofs: proofs.toSorted(byCost), method: 'path-sets', exact: true };
  } catch (thrown) {
    if (!(thrown instanceof TooLarge)) throw thrown;
    const { set, exact } = hitCutSets(index, web, success, nameOf, branches);
    return { proofs: [costed(index, set)], method: 'hitting-cut-sets', exact };
  }
}

/** Exhibits compare as digits of one number: fewer exhibits beats any number of pages. */
const SEALED_UNIT = 1e10;
const EXHIBIT_UNIT = 1e13;
const OVERRIDE_UNIT = 1e7;

function costOf(index: CaseIndex, exhibitId: string): number {
  const { sealed, overrides, pages } = costed(index, [exhibitId]);
  return (
    EXHIBIT_UNIT + sealed * SEALED_UNIT + Math.min(overrides, 999) * OVERRIDE_UNIT + Math.min(pages, 1e5)
  );
}

function costed(index: CaseIndex, set: readonly string[]): LeanProof {
  const chosen = new Set(set);
  let [sealed, pages, overrides] = [0, 0, 0];
  for (const id of chosen) {
    const exhibit = index.exhibits.get(id);
    if (exhibit?.sealed === true) sealed += 1;
    pages += exhibit?.pages ?? 0;
    overrides += overridesOf(index).get(id) ?? 0;
  }
  return { set: [...set].sort(byName), exhibits: chosen.size, sealed, overrides, pages };
}

const overrideCounts = new WeakMap<CaseIndex, Map<string, number>>();

/** Supporting passages per exhibit whose weight a person set. */
function overridesOf(index: CaseIndex): Map<string, number> {
  const known = overrideCounts.get(index);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  for (const { passage } of index.passages.values())
    if (passage.override !== undefined && passage.bearing === 'supports')
      counts.set(passage.exhibit, (counts.get(passage.exhibit) ?? 0) + 1);
  overrideCounts.set(index, counts);
  return counts;
}

function byCost(a: LeanProof, b: LeanProof): number {
  return (
    a.exhibits - b.exhibits ||
    a.sealed - b.sealed ||
    a.overrides - b.overrides ||
    a.pages - b.pages ||
    bySizeThenName(a.set, b.set)
  );
}

interface Step {
  readonly family: Family;
  readonly spent: number;
  readonly estimate: number;
  readonly level: number;
  readonly before: Step | undefined;
}

/** The `top` cheapest members: best-first search whose estimate (cost still to go) is exact, so no step is wasted. */
function cheapestMembers(
  book: FamilyBook,
  family: Family,
  costs: readonly number[],
  top: number,
): number[][] {
  const toGo = new Map<Family, number>([
    [NOTHING, Number.POSITIVE_INFINITY],
    [EMPTY_SET, 0],
  ]);
  for (let id = 2; id <= family; id += 1) {
    const lo = toGo.get(book.lo[id] as number) ?? Number.POSITIVE_INFINITY;
    const hi = toGo.get(book.hi[id] as number) ?? Number.POSITIVE_INFINITY;
    toGo.set(id, Math.min(lo, hi + (costs[book.level[id] as number] ?? 0)));
  }
  const found: number[][] = [];
  const queue = new CheapestFirst();
  const offer = (next: Family, spent: number, level: number, before: Step | undefined): void => {
    const rest = toGo.get(next) ?? Number.POSITIVE_INFINITY;
    if (rest !== Number.POSITIVE_INFINITY)
      queue.push({ family: next, spent, estimate: spent + rest, level, before });
  };
  offer(family, 0, -1, undefined);
  for (let step = queue.pop(); step !== undefined && found.length < top; step = queue.pop()) {
    if (step.family === EMPTY_SET) {
      found.push(levelsOf(step));
      continue;
    }
    const level = book.level[step.family] as number;
    offer(book.lo[step.family] as number, step.spent, -1, step);
    offer(book.hi[step.family] as number, step.spent + (costs[level] ?? 0), level, step);
  }
  return found;
}

function levelsOf(last: Step): number[] {
  const levels: number[] = [];
  for (let step: Step | undefined = last; step !== undefined; step = step.before)
    if (step.level >= 0) levels.push(step.level);
  return levels.reverse();
}

/** A binary heap by estimate. */
class CheapestFirst {
  readonly #heap: Step[] = [];

  push(step: Step): void {
    const heap = this.#heap;
    heap.push(step);
    let at = heap.length - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((heap[up] as Step).estimate <= step.estimate) break;
      heap[at] = heap[up] as Step;
      at = up;
    }
    heap[at] = step;
  }

  pop(): Step | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let down = at * 2 + 1;
      if (down >= heap.length) break;
      const right = heap[down + 1];
      if (right !== undefined && right.estimate < (heap[down] as Step).estimate) down += 1;
      const child = heap[down] as Step;
      if (child.estimate >= last.estimate) break;
      heap[at] = child;
      at = down;
    }
    heap[at] = last;
    return first;
  }
}

/**
 * The cheapest set of exhibits that holds `success` (implicit hitting set): hit the cut sets known so far as cheaply
 * as possible; if the chosen set does not hold, the rest contains a new minimal cut set; repeat until it does.
 */
function hitCutSets(
  index: CaseIndex,
  web: GateWeb,
  success: Gate,
  nameOf: (unit: number) => string,
  branches: number,
): { set: string[]; exact: boolean } {
  const holds = web.evaluator(success);
  const units = web
    .postOrder(success)
    .filter((gate) => web.kind(gate) === 'unit')
    .map((gate) => web.number(gate));
  const costs = new Map(units.map((unit) => [unit, costOf(index, nameOf(unit))]));
  const cuts: (readonly number[])[] = [];
  const allowance = { left: branches };
  // what no proof can do without is settled first; it shrinks every later search
  for (const unit of units) if (!holds((other) => other !== unit)) cuts.push([unit]);
  for (;;) {
    // a quick choice finds most of the cut sets; the costly least choice is made only when the quick one holds
    const quick = greedyHitting(cuts, costs);
    if (!holds((unit) => quick.has(unit))) {
      cuts.push(...disjointCuts(holds, units, quick));
      continue;
    }
    const chosen = cheapestHitting(cuts, costs, allowance);
    if (chosen === undefined) return { set: thinned(holds, quick, costs).map(nameOf), exact: false };
    if (holds((unit) => chosen.has(unit))) return { set: [...chosen].map(nameOf), exact: true };
    cuts.push(...disjointCuts(holds, units, chosen));
  }
}

type Holds = (stands: (unit: number) => boolean) => boolean;

/** Minimal cut sets outside `chosen`, disjoint from one another: several at a time converge in far fewer rounds. */
function disjointCuts(holds: Holds, units: readonly number[], chosen: ReadonlySet<number>): number[][] {
  const found: number[][] = [];
  let left = units.filter((unit) => !chosen.has(unit));
  for (;;) {
    const out = new Set(left);
    if (holds((unit) => !out.has(unit))) return found;
    for (const unit of left) {
      out.delete(unit);
      if (holds((other) => !out.has(other))) out.add(unit);
    }
    found.push(units.filter((unit) => out.has(unit)));
    left = left.filter((unit) => !out.has(unit));
  }
}

/** A minimal path set inside one that holds, letting go of the dearest exhibits first. */
function thinned(holds: Holds, from: ReadonlySet<number>, costs: ReadonlyMap<number, number>): number[] {
  const kept = new Set(from);
  for (const unit of [...from].sort((a, b) => (costs.get(b) ?? 0) - (costs.get(a) ?? 0))) {
    kept.delete(unit);
    if (!holds((other) => kept.has(other))) kept.add(unit);
  }
  return [...kept];
}

/**
 * The cheapest set that meets every cut set, or undefined when the allowance of branches is spent.
 * Branch and bound over the uncovered cut set with fewest choices; the bound adds the cheapest unit of each of some
 * disjoint cut sets.
 */
function cheapestHitting(
  cuts: readonly (readonly number[])[],
  costs: ReadonlyMap<number, number>,
  allowance: { left: number },
): Set<number> | undefined {
  let best: ReadonlySet<number> = greedyHitting(cuts, costs);
  let bestCost = [...best].reduce((total, unit) => total + (costs.get(unit) ?? 0), 0);
  const chosen = new Set<number>();
  const barred = new Set<number>();
  const search = (open: readonly (readonly number[])[], spent: number): void => {
    allowance.left -= 1;
    if (allowance.left < 0) return;
    if (open.length === 0) {
      if (spent < bestCost) [best, bestCost] = [new Set(chosen), spent];
      return;
    }
    if (spent + lowerBound(open, costs, barred) >= bestCost) return;
    const free = smallestOpen(open, barred).filter((unit) => !barred.has(unit));
    const options = mostUsefulFirst(free, open, costs);
    for (const unit of options) {
      chosen.add(unit);
      search(
        open.filter((cut) => !cut.includes(unit)),
        spent + (costs.get(unit) ?? 0),
      );
      chosen.delete(unit);
      barred.add(unit);
    }
    for (const unit of options) barred.delete(unit);
  };
  search(
    cuts.toSorted((a, b) => a.length - b.length),
    0,
  );
  return allowance.left < 0 ? undefined : new Set(best);
}

function greedyHitting(
  cuts: readonly (readonly number[])[],
  costs: ReadonlyMap<number, number>,
): Set<number> {
  const chosen = new Set<number>();
  let open = cuts;
  while (open.length > 0) {
    const [first] = mostUsefulFirst([...new Set(open.flat())], open, costs);
    if (first === undefined) break;
    chosen.add(first);
    open = open.filter((cut) => !cut.includes(first));
  }
  return chosen;
}

/** Units by how many open cut sets they meet, then by cost. */
function mostUsefulFirst(
  units: readonly number[],
  open: readonly (readonly number[])[],
  costs: ReadonlyMap<number, number>,
): number[] {
  const times = new Map<number, number>();
  for (const cut of open) for (const unit of cut) times.set(unit, (times.get(unit) ?? 0) + 1);
  return units.toSorted(
    (a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0) || (costs.get(a) ?? 0) - (costs.get(b) ?? 0),
  );
}

function lowerBound(
  open: readonly (readonly number[])[],
  costs: ReadonlyMap<number, number>,
  barred: ReadonlySet<number>,
): number {
  const used = new Set<number>();
  let bound = 0;
  for (const cut of open) {
    const free = cut.filter((unit) => !barred.has(unit));
    if (free.length === 0) return Number.POSITIVE_INFINITY;
    if (free.some((unit) => used.has(unit))) continue;
    for (const unit of free) used.add(unit);
    bound += Math.min(...free.map((unit) => costs.get(unit) ?? 0));
  }
  return bound;
}

function smallestOpen(open: readonly (readonly number[])[], barred: ReadonlySet<number>): readonly number[] {
  let best: readonly number[] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const cut of open) {
    const free = cut.filter((unit) => !barred.has(unit)).length;
    if (free < size) [best, size] = [cut, free];
  }
  return best;
}
