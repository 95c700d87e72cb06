// Decides the status of every fact, node and allegation from what is in the case, by rule and with the rule named.
import {
  type CaseAllegation,
  type CaseExhibit,
  type CaseFact,
  type CaseNode,
  type CasePassage,
  type Inference,
  type Profile,
  type ProofCase,
  type Ref,
  rankOf,
  type Status,
  statusOfRank,
  type Weight,
} from './case.ts';
import { type GroupCounts, patternMet, weighsAgainst } from './standards.ts';
import { weigh } from './weigh.ts';

/** A passage with its weight, its exhibit and the source it counts for. */
export interface WeighedPassage {
  readonly passage: CasePassage;
  readonly exhibit: CaseExhibit;
  readonly weight: Weight;
  readonly rules: readonly string[];
  readonly group: string;
}

/** A case laid out for evaluation: everything found by name, every passage weighed once. */
export interface CaseIndex {
  readonly exhibits: ReadonlyMap<string, CaseExhibit>;
  readonly facts: ReadonlyMap<string, CaseFact>;
  readonly nodes: ReadonlyMap<string, CaseNode>;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly allegations: readonly CaseAllegation[];
  readonly passages: ReadonlyMap<string, WeighedPassage>;
  readonly supporting: ReadonlyMap<string, readonly WeighedPassage[]>;
  readonly contradicting: ReadonlyMap<string, readonly WeighedPassage[]>;
  readonly selections: ProofCase['selections'];
  /** which source a named group counts as, after recorded merges */
  readonly sourceOf: (group: string) => string;
}

/** What is taken away or added for one evaluation. The case as it is: `AS_IT_IS`. */
export interface World {
  /** exhibits that no longer help: their support and the answers that rest on them are gone */
  readonly absent: ReadonlySet<string>;
  /** exhibits that no longer hurt either */
  readonly struck: ReadonlySet<string>;
  /** contradictions assumed for the sake of the question */
  readonly added: ReadonlyMap<string, readonly Weight[]>;
}

export const AS_IT_IS: World = { absent: new Set(), struck: new Set(), added: new Map() };

export type StatusRule =
  | 'OVERRIDE'
  | 'CONCEDED'
  | 'NOTICE'
  | 'SUFFICIENT'
  | 'INFERENCE'
  | 'CONTESTED'
  | 'ONE-SOURCE'
  | 'ARGUABLE'
  | 'ARGUABLE-INFERENCE'
  | 'EMPTY';

export interface FactFlags {
  readonly singleGroup: boolean;
  readonly pressOnly: boolean;
  readonly ownSourcesOnly: boolean;
  readonly contradicted: boolean;
  readonly overridden: boolean;
  readonly restsOnSealed: boolean;
  readonly assumed: boolean;
}

export interface FactResult {
  readonly fact: CaseFact;
  readonly profile: Profile;
  readonly status: Status;
  readonly rule: StatusRule;
  /** set by a premise or an override: evidence was not consulted */
  readonly settled: boolean;
  readonly counts: GroupCounts;
  readonly best: number;
  readonly sufficient: boolean;
  /** the first pattern met, or -1 */
  readonly pattern: number;
  /** inferences whose premises are all proved */
  readonly liveInferences: readonly Inference[];
  readonly support: readonly WeighedPassage[];
  readonly material: readonly WeighedPassage[];
  /** assumed contradictions that would be material */
  readonly materialAdded: number;
}

/** The shelves of a new layout belong to whoever asked for it, and may be kept up to date by it. */
export interface NewIndex extends CaseIndex {
  readonly passages: Map<string, WeighedPassage>;
  readonly supporting: Map<string, readonly WeighedPassage[]>;
  readonly contradicting: Map<string, readonly WeighedPassage[]>;
}

/** Lays a case out. Merged groups are one source (union-find); the name kept is the first in the alphabet. */
export function indexCase(proofCase: ProofCase): NewIndex {
  const exhibits = byId(proofCase.exhibits);
  const sourceOf = joinGroups(proofCase.merges);
  const passages = new Map<string, WeighedPassage>();
  const supporting = new Map<string, WeighedPassage[]>();
  const contradicting = new Map<string, WeighedPassage[]>();
  for (const passage of proofCase.passages) {
    const exhibit = exhibits.get(passage.exhibit);
    if (exhibit === undefined) continue;
    const weighed = weighPassage(exhibit, passage, sourceOf);
    passages.set(passage.id, weighed);
    if (passage.bearing === 'supports') file(supporting, passage.fact, weighed);
    if (passage.bearing === 'contradicts') file(contradicting, passage.fact, weighed);
  }
  return {
    exhibits,
    facts: byId(proofCase.facts),
    nodes: byId(proofCase.nodes),
    profiles: byId(proofCase.profiles),
    allegations: proofCase.allegations,
    passages,
    supporting,
    contradicting,
    selections: proofCase.selections,
    sourceOf,
  };
}

/** The same layout with further groups taken as one source. Weights do not depend on groups and are kept. */
export function regroup(
  index: CaseIndex,
  merges: readonly { readonly a: string; readonly b: string }[],
): CaseIndex {
  if (merges.length === 0) return index;
  const joined = joinGroups(merges.map(({ a, b }) => ({ a: index.sourceOf(a), b: index.sourceOf(b) })));
  const sourceOf = (group: string): string => joined(index.sourceOf(group));
  const renamed = new Map(index.passages);
  const touched = new Set<string>();
  for (const [id, weighed] of index.passages) {
    const group = joined(weighed.group);
    if (group === weighed.group) continue;
    renamed.set(id, { ...weighed, group });
    touched.add(weighed.passage.fact);
  }
  const again = (shelves: CaseIndex['supporting']): CaseIndex['supporting'] => {
    const next = new Map(shelves);
    for (const fact of touched) {
      const shelf = shelves.get(fact);
      if (shelf !== undefined)
        next.set(
          fact,
          shelf.map((weighed) => renamed.get(weighed.passage.id) ?? weighed),
        );
    }
    return next;
  };
  return {
    ...index,
    passages: renamed,
    supporting: again(index.supporting),
    contradicting: again(index.contradicting),
    sourceOf,
  };
}

export function weighPassage(
  exhibit: CaseExhibit,
  passage: CasePassage,
  sourceOf: (group: string) => string,
): WeighedPassage {
  const { weight, rules } = weigh(exhibit, passage);
  return { passage, exhibit, weight, rules, group: sourceOf(passage.group) };
}

/** From recorded merges to "which source does this group count as". Union-find with path halving. */
export function joinGroups(
  merges: readonly { readonly a: string; readonly b: string }[],
): (group: string) => string {
  const above = new Map<string, string>();
  const find = (group: string): string => {
    let here = group;
    for (;;) {
      const up = above.get(here);
      if (up === undefined) return here;
      const further = above.get(up);
      if (further === undefined) return up;
      above.set(here, further);
      here = further;
    }
  };
  for (const { a, b } of merges) {
    const [first, second] = [find(a), find(b)];
    if (first < second) above.set(second, first);
    else if (second < first) above.set(first, second);
  }
  return find;
}

/** One evaluation of a case in one world. Answers are computed when asked for and remembered. */
export class Evaluation {
  readonly index: CaseIndex;
  readonly world: World;
  readonly facts = new Map<string, FactResult>();
  readonly nodes = new Map<string, Status>();

  constructor(index: CaseIndex, world: World = AS_IT_IS) {
    this.index = index;
    this.world = world;
  }

  fact(id: string, profileId: string): FactResult {
    const key = `${id}@${profileId}`;
    const known = this.facts.get(key);
    if (known !== undefined) return known;
    const fact = this.index.facts.get(id);
    const profile = this.index.profiles.get(profileId);
    if (fact === undefined || profile === undefined)
      throw new RangeError(`no fact ${id} or standard ${profileId}`);
    const result = settledResult(fact, profile) ?? this.#judge(fact, profile);
    this.facts.set(key, result);
    return result;
  }

  node(id: string, inherited: string): Status {
    const node = this.index.nodes.get(id);
    if (node === undefined) throw new RangeError(`no node ${id}`);
    const profile = node.profile ?? inherited;
    const key = `${id}@${profile}`;
    const known = this.nodes.get(key);
    if (known !== undefined) return known;
    const ranks = node.of.map((ref) => rankOf(this.status(ref, profile)));
    const status = statusOfRank(combine(node, ranks));
    this.nodes.set(key, status);
    return status;
  }

  status(ref: Ref, profile: string): Status {
    return ref.startsWith('fact:')
      ? this.fact(ref.slice(5), profile).status
      : this.node(ref.slice(5), profile);
  }

  allegation(allegation: CaseAllegation): Status {
    return this.status(allegation.root, allegation.profile);
  }

  /** Defences that are at least arguable on the evidence recorded for their own facts; they are never part of cut sets. */
  liveDefences(allegation: CaseAllegation): string[] {
    return (allegation.defences ?? [])
      .filter((defence) => rankOf(this.status(defence.root, defence.profile ?? allegation.profile)) >= 2)
      .map((defence) => defence.id);
  }

  /** Flags beside a status, never instead of it. @param by the parties that make the allegation */
  flags(result: FactResult, by: readonly string[] = []): FactFlags {
    const { support, fact } = result;
    const some = support.length > 0;
    return {
      singleGroup: new Set(support.map((weighed) => weighed.group)).size === 1,
      pressOnly: some && support.every((weighed) => weighed.exhibit.class === 'press'),
      ownSourcesOnly:
        some && support.every(({ exhibit }) => exhibit.side !== undefined && by.includes(exhibit.side)),
      contradicted: result.material.length > 0,
      overridden:
        fact.override !== undefined || support.some((weighed) => weighed.passage.override !== undefined),
      restsOnSealed: this.#fallsWithoutSealed(result),
      assumed:
        result.settled ||
        result.liveInferences.some((inference) => this.#restsOnAssumption(inference, result)),
    };
  }

  #judge(fact: CaseFact, profile: Profile): FactResult {
    const liveInferences = fact.inferences.filter((inference) =>
      inference.from.every((premise) => this.fact(premise, profile.id).status === 'proved'),
    );
    const { world } = this;
    const support = (this.index.supporting.get(fact.id) ?? []).filter(
      ({ weight, exhibit }) => weight >= 1 && exhibit.status === 'offered' && !world.absent.has(exhibit.id),
    );
    const against = (this.index.contradicting.get(fact.id) ?? []).filter(
      ({ weight, exhibit }) => weight >= 1 && exhibit.status === 'offered' && !world.struck.has(exhibit.id),
    );
    return decide(
      fact,
      profile,
      support,
      against,
      liveInferences,
      world.added.get(fact.id) ?? [],
      (exhibit) => this.#isLive(exhibit),
    );
  }

  #isLive(exhibit: string): boolean {
    return this.index.exhibits.get(exhibit)?.status === 'offered' && !this.world.absent.has(exhibit);
  }

  #fallsWithoutSealed(result: FactResult): boolean {
    if (result.settled || !result.support.some(({ exhibit }) => exhibit.sealed === true)) return false;
    const open = result.support.filter(({ exhibit }) => exhibit.sealed !== true);
    const against = this.index.contradicting.get(result.fact.id) ?? [];
    const without = decide(
      result.fact,
      result.profile,
      open,
      against.filter(
        ({ weight, exhibit }) =>
          weight >= 1 && exhibit.status === 'offered' && !this.world.struck.has(exhibit.id),
      ),
      result.liveInferences,
      [],
      (exhibit) => this.#isLive(exhibit) && this.index.exhibits.get(exhibit)?.sealed !== true,
    );
    return rankOf(without.status) < rankOf(result.status);
  }

  #restsOnAssumption(inference: Inference, result: FactResult): boolean {
    if (result.pattern >= 0) return false;
    return inference.from.some((premise) => this.fact(premise, result.profile.id).settled);
  }
}

/** Counts of independent sources by weight, and the best weight among them. */
export function countSources(support: readonly WeighedPassage[]): { counts: GroupCounts; best: number } {
  const bestOf = new Map<string, number>();
  for (const { group, weight } of support) bestOf.set(group, Math.max(bestOf.get(group) ?? 0, weight));
  let [c3, c2, c1, best] = [0, 0, 0, 0];
  for (const weight of bestOf.values()) {
    if (weight >= 3) c3 += 1;
    if (weight >= 2) c2 += 1;
    if (weight >= 1) c1 += 1;
    best = Math.max(best, weight);
  }
  return { counts: [c3, c2, c1], best };
}

function decide(
  fact: CaseFact,
  profile: Profile,
  support: readonly WeighedPassage[],
  against: readonly WeighedPassage[],
  liveInferences: readonly Inference[],
  added: readonly Weight[],
  isLive: (exhibit: string) => boolean,
): FactResult {
  const { counts, best } = countSources(support);
  const pattern = patternMet(profile, counts);
  const inferred = liveInferences.some((inference) => inference.strength >= profile.inferenceMin);
  const sufficient = pattern >= 0 || inferred;
  const material = against.filter(
    ({ passage, weight }) => !isAnswered(passage, isLive) && weighsAgainst(profile, weight, best),
  );
  const materialAdded = added.filter((weight) => weighsAgainst(profile, weight, best)).length;
  const rule = ruleFor(
    sufficient,
    pattern,
    material.length + materialAdded,
    counts[2],
    liveInferences.length,
  );
  return {
    fact,
    profile,
    status: STATUS_BY_RULE[rule],
    rule,
    settled: false,
    counts,
    best,
    sufficient,
    pattern,
    liveInferences,
    support,
    material,
    materialAdded,
  };
}

const STATUS_BY_RULE: Readonly<Record<Exclude<StatusRule, 'OVERRIDE'>, Status>> = {
  CONCEDED: 'proved',
  NOTICE: 'proved',
  SUFFICIENT: 'proved',
  INFERENCE: 'proved',
  CONTESTED: 'contested',
  'ONE-SOURCE': 'single-sourced',
  ARGUABLE: 'arguable',
  'ARGUABLE-INFERENCE': 'arguable',
  EMPTY: 'empty',
};

function ruleFor(
  sufficient: boolean,
  pattern: number,
  material: number,
  sources: number,
  inferences: number,
): Exclude<StatusRule, 'OVERRIDE'> {
  if (sufficient && material > 0) return 'CONTESTED';
  if (sufficient) return pattern >= 0 ? 'SUFFICIENT' : 'INFERENCE';
  if (inferences > 0) return sources >= 2 ? 'ARGUABLE' : 'ARGUABLE-INFERENCE';
  if (sources === 0) return 'EMPTY';
  return sources === 1 ? 'ONE-SOURCE' : 'ARGUABLE';
}

/** An answer by argument stands; one by evidence stands while every exhibit it rests on does. */
function isAnswered(passage: CasePassage, isLive: (exhibit: string) => boolean): boolean {
  const { answer } = passage;
  return answer !== undefined && (answer.kind === 'argument' || answer.exhibits.every(isLive));
}

function settledResult(fact: CaseFact, profile: Profile): FactResult | undefined {
  const settled = settledStatus(fact);
  if (settled === undefined) return undefined;
  return {
    fact,
    profile,
    status: settled.status,
    rule: settled.rule,
    settled: true,
    counts: [0, 0, 0],
    best: 0,
    sufficient: settled.status === 'proved',
    pattern: -1,
    liveInferences: [],
    support: [],
    material: [],
    materialAdded: 0,
  };
}

/** The status that a person's decision or the parties' agreement gives a fact, whatever the evidence. */
export function settledStatus(fact: CaseFact): { status: Status; rule: StatusRule } | undefined {
  if (fact.override !== undefined) return { status: fact.override.to, rule: 'OVERRIDE' };
  if (fact.premise === 'conceded') return { status: 'proved', rule: 'CONCEDED' };
  if (fact.premise === 'notice') return { status: 'proved', rule: 'NOTICE' };
  return undefined;
}

/** all = the weakest, any = the strongest, atLeast k = the k-th strongest; what nothing answers is empty, never proved. */
function combine(node: CaseNode, ranks: readonly number[]): number {
  const sorted = ranks.toSorted((a, b) => b - a);
  if (node.op === 'all') return sorted.at(-1) ?? 0;
  if (node.op === 'any') return sorted[0] ?? 0;
  return sorted[(node.k ?? 1) - 1] ?? 0;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function file<T>(shelves: Map<string, T[]>, key: string, item: T): void {
  const shelf = shelves.get(key);
  if (shelf === undefined) shelves.set(key, [item]);
  else shelf.push(item);
}
