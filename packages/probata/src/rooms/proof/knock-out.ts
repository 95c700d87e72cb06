// Which exhibits, sources or classes, struck together, bring an allegation below a level; and which few suffice to hold it.
import { type Decision, DecisionBook } from './bdd.ts';
import type { AnalysisQuestion, CaseAllegation, Status, UnitKind } from './case.ts';
import { Compiler, reachOf } from './compile.ts';
import { decide } from './complete.ts';
import { type BySize, countBySize } from './counts.ts';
import type { CaseIndex } from './evaluate.ts';
import { ALWAYS, type Gate, GateWeb, NEVER } from './gates.ts';
import { type Importance, membersThrough, pivotalCounts, rankByImportance } from './importance.ts';
import { listSets } from './list-sets.ts';
import { TooLarge } from './node-arrays.ts';
import { minimalSolutions, orderByFirstUse } from './solve.ts';
import { byName, unitsOf, universeOf } from './units.ts';
import { type Family, FamilyBook } from './zbdd.ts';

export interface Analysis {
  readonly allegation: string;
  readonly by: UnitKind;
  readonly level: Status;
  readonly universe: readonly string[];
  /** null = complete; a number = sets of up to so many units, and the reader must be told */
  readonly maxOrder: number | null;
  /** set when a complete answer was asked for and outgrew the allowance */
  readonly truncatedBecause?: string;
  readonly minimalCutSets: readonly (readonly string[])[];
  /** exact, however many of the sets are listed; index = size */
  readonly countByOrder: BySize;
  /** complete analyses only */
  readonly minimalPathSets?: readonly (readonly string[])[];
  readonly pathsByOrder?: BySize;
  /** absent when the allegation is already below the level */
  readonly importance?: readonly Importance[];
}

export interface AnalysisLimits {
  /** most sets listed of each kind; counts stay exact */
  readonly listed: number;
  /** most nodes in a diagram before a complete answer gives way to a truncated one */
  readonly nodes: number;
  /** order used when a complete answer gives way */
  readonly fallbackOrder: number;
  /** whether a truncated analysis also tries for pivotal counts */
  readonly pivotalWhenTruncated: boolean;
}

export const ORDINARY_LIMITS: AnalysisLimits = {
  listed: 10_000,
  nodes: 2_000_000,
  fallbackOrder: 3,
  pivotalWhenTruncated: false,
};

/**
 * Answers one question of fragility. Conventions (proof.md 5): what cannot be knocked out has cut sets [] and path
 * sets [[]]; what is already below the level has cut sets [[]] and path sets [].
 */
export function analyse(
  index: CaseIndex,
  allegation: CaseAllegation,
  question: Omit<AnalysisQuestion, 'allegation'>,
  limits: AnalysisLimits = ORDINARY_LIMITS,
): Analysis {
  const { by, level } = question;
  const web = new GateWeb();
  const units = unitsOf(index, by, web);
  const success = new Compiler(index, units, web).gate(allegation.root, allegation.profile, level);
  const reach = reachOf(index, allegation.root, allegation.profile);
  const universe = universeOf(
    index,
    by,
    [...reach.facts.values()].map(({ fact }) => fact),
  );
  const head = { allegation: allegation.id, by, level, universe };
  if (success === ALWAYS || success === NEVER) return decided(head, question.maxOrder, success, universe);
  const nameOf = (unit: number): string => units.names[unit] ?? '';
  if (question.maxOrder === null) {
    try {
      return { ...head, maxOrder: null, ...complete(web, success, nameOf, universe, limits) };
    } catch (thrown) {
      if (!(thrown instanceof TooLarge)) throw thrown;
      const truncatedBecause = `the complete answer needs ${thrown.message}`;
      const cut = truncated(web, success, nameOf, universe, limits.fallbackOrder, limits);
      return { ...head, maxOrder: limits.fallbackOrder, truncatedBecause, ...cut };
    }
  }
  const cut = truncated(web, success, nameOf, universe, question.maxOrder, limits);
  return { ...head, maxOrder: question.maxOrder, ...cut };
}

function decided(
  head: Pick<Analysis, 'allegation' | 'by' | 'level' | 'universe'>,
  maxOrder: number | null,
  success: Gate,
  universe: readonly string[],
): Analysis {
  if (success === NEVER)
    return {
      ...head,
      maxOrder,
      minimalCutSets: [[]],
      countByOrder: [1n],
      minimalPathSets: [],
      pathsByOrder: [],
    };
  const of = othersOf(universe.length);
  return {
    ...head,
    maxOrder,
    minimalCutSets: [],
    countByOrder: [],
    minimalPathSets: [[]],
    pathsByOrder: [1n],
    importance: universe.map((unit) => ({ unit, cutsByOrder: [], pivotal: 0n, of })),
  };
}

type Answer = Omit<Analysis, 'allegation' | 'by' | 'level' | 'universe' | 'maxOrder'>;

function complete(
  web: GateWeb,
  success: Gate,
  nameOf: (unit: number) => string,
  universe: readonly string[],
  limits: AnalysisLimits,
): Answer {
  const standing = decideOver(web, success, limits.nodes);
  const pathBook = new FamilyBook(limits.nodes);
  const paths = standing.decisions.minimalSolutions(standing.decision, pathBook);
  const failing = decideOver(web, web.dual(success), limits.nodes);
  const cutBook = new FamilyBook(limits.nodes);
  const cuts = failing.decisions.minimalSolutions(failing.decision, cutBook);
  const cutName = (at: number): string => nameOf(failing.unitAt(at));
  const pathName = (at: number): string => nameOf(standing.unitAt(at));
  return {
    minimalCutSets: named(cutBook, cuts, cutName, limits.listed),
    countByOrder: countBySize(cutBook, cuts),
    minimalPathSets: named(pathBook, paths, pathName, limits.listed),
    pathsByOrder: countBySize(pathBook, paths),
    importance: rows(
      universe,
      membersThrough(cutBook, cuts),
      cutName,
      pivotalByName(standing, universe, pathName),
    ),
  };
}

function truncated(
  web: GateWeb,
  success: Gate,
  nameOf: (unit: number) => string,
  universe: readonly string[],
  order: number,
  limits: AnalysisLimits,
): Answer {
  const failure = web.dual(success);
  const levels = orderByFirstUse(web, failure);
  const book = new FamilyBook();
  const cuts = minimalSolutions(web, failure, (unit) => levels.levelOf.get(unit) ?? 0, order, book);
  const name = (at: number): string => nameOf(levels.unitAt[at] ?? 0);
  return truncatedAnswer(book, cuts, name, universe, limits, () =>
    tryPivotal(web, success, nameOf, universe, limits),
  );
}

/** The truncated answer for a family already solved (shared with the incremental engine). */
export function truncatedAnswer(
  book: FamilyBook,
  cuts: Family,
  nameOf: (level: number) => string,
  universe: readonly string[],
  limits: AnalysisLimits,
  pivotal: () => ReadonlyMap<string, bigint> | undefined,
): Answer {
  return {
    minimalCutSets: named(book, cuts, nameOf, limits.listed),
    countByOrder: countBySize(book, cuts),
    importance: rows(
      universe,
      membersThrough(book, cuts),
      nameOf,
      limits.pivotalWhenTruncated ? pivotal() : undefined,
    ),
  };
}

interface Decided {
  readonly decisions: DecisionBook;
  readonly decision: Decision;
  readonly unitAt: (level: number) => number;
}

function decideOver(web: GateWeb, root: Gate, nodes: number): Decided {
  const decisions = new DecisionBook(nodes);
  const leaves: Gate[] = [];
  const decision = decide(web, root, new Set(), decisions, leaves);
  return { decisions, decision, unitAt: (level) => web.number(leaves[level] ?? NEVER) };
}

function tryPivotal(
  web: GateWeb,
  success: Gate,
  nameOf: (unit: number) => string,
  universe: readonly string[],
  limits: AnalysisLimits,
): ReadonlyMap<string, bigint> | undefined {
  try {
    const standing = decideOver(web, success, limits.nodes);
    return pivotalByName(standing, universe, (level) => nameOf(standing.unitAt(level)));
  } catch (thrown) {
    if (thrown instanceof TooLarge) return undefined;
    throw thrown;
  }
}

/** Units that the decision never consults still count among "the others": they double every count. */
function pivotalByName(
  standing: Decided,
  universe: readonly string[],
  nameOf: (level: number) => string,
): ReadonlyMap<string, bigint> {
  const counts = pivotalCounts(standing.decisions, standing.decision, universe.length);
  return new Map([...counts].map(([level, count]) => [nameOf(level), count]));
}

function rows(
  universe: readonly string[],
  through: ReadonlyMap<number, BySize>,
  nameOf: (level: number) => string,
  pivotal: ReadonlyMap<string, bigint> | undefined,
): Importance[] {
  const byUnit = new Map([...through].map(([level, counts]) => [nameOf(level), counts]));
  const of = othersOf(universe.length);
  return rankByImportance(
    universe.map((unit) => ({
      unit,
      cutsByOrder: byUnit.get(unit) ?? [],
      pivotal: pivotal === undefined ? undefined : (pivotal.get(unit) ?? 0n),
      of,
    })),
  );
}

function named(
  book: FamilyBook,
  family: Family,
  nameOf: (level: number) => string,
  limit: number,
): string[][] {
  return listSets(book, family, limit)
    .map((levels) => levels.map(nameOf).sort(byName))
    .sort(bySizeThenName);
}

/** Shorter first; among equals by the names in turn. */
export function bySizeThenName(a: readonly string[], b: readonly string[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i += 1) {
    const difference = byName(a[i] ?? '', b[i] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

function othersOf(units: number): bigint {
  return units === 0 ? 1n : 1n << BigInt(units - 1);
}
