// Asks "what if": an exhibit struck, a class excluded, two origins found to be one, a new contradiction; before and after.
import type { CaseAllegation, Status, Weight, WhatIfQuestion } from './case.ts';
import { AS_IT_IS, type CaseIndex, Evaluation, regroup, type World } from './evaluate.ts';

export interface Change<Id extends string = string> {
  readonly id: Id;
  readonly before: Status;
  readonly after: Status;
}

export interface WhatIfAnswer {
  readonly question: WhatIfQuestion;
  readonly allegations: readonly Change[];
  /** elements (nodes) and facts whose status differs, as id@profile */
  readonly nodes: readonly Change[];
  readonly facts: readonly Change[];
  /** the evaluation in that world, for further questions about it */
  readonly world: Evaluation;
}

/**
 * The world of a what-if. `knock-out` takes away what helps and keeps what hurts; `strike` takes both.
 * Excluding a class is knocking out every exhibit of it.
 */
export function worldOf(index: CaseIndex, question: WhatIfQuestion): World {
  const absent = new Set(question.exclude);
  const classes = new Set(question.excludeClasses ?? []);
  if (classes.size > 0)
    for (const exhibit of index.exhibits.values()) if (classes.has(exhibit.class)) absent.add(exhibit.id);
  const added = new Map<string, Weight[]>();
  for (const { fact, weight } of question.contradictions ?? [])
    added.set(fact, [...(added.get(fact) ?? []), weight]);
  return { absent, struck: question.mode === 'strike' ? absent : new Set(), added };
}

/**
 * Answers one what-if against the case as it is. Only what the question touches is decided anew: facts cited from an
 * exhibit that is gone, answered by one, counted by a merged source or newly contradicted, and all inferred from them.
 * @param before an evaluation of the same index as it is; its remembered results are reused and completed
 */
export function askWhatIf(before: Evaluation, question: WhatIfQuestion): WhatIfAnswer {
  const { index } = before;
  const regrouped = regroup(index, question.merges ?? []);
  const world = worldOf(index, question);
  const was = index.allegations.map((allegation) => before.allegation(allegation));
  const after = new Evaluation(regrouped, world);
  const touched = touchedBy(index, regrouped, world);
  for (const [key, result] of before.facts) if (!touched.has(result.fact.id)) after.facts.set(key, result);
  const allegations = index.allegations.map((allegation: CaseAllegation, n) => ({
    id: allegation.id,
    before: was[n] ?? before.allegation(allegation),
    after: after.allegation(allegation),
  }));
  const facts: Change[] = [];
  for (const [id, { fact, status }] of after.facts) {
    if (!touched.has(fact.id)) continue;
    const old = before.facts.get(id)?.status;
    if (old !== undefined && old !== status) facts.push({ id, before: old, after: status });
  }
  const nodes: Change[] = [];
  for (const [id, status] of after.nodes) {
    const old = before.nodes.get(id);
    if (old !== undefined && old !== status) nodes.push({ id, before: old, after: status });
  }
  return { question, allegations, nodes, facts, world: after };
}

/** The facts whose decision may differ in this world; the facts inferred from them with them. */
function touchedBy(index: CaseIndex, regrouped: CaseIndex, world: World): ReadonlySet<string> {
  const touched = new Set(world.added.keys());
  for (const [id, { passage, exhibit, group }] of index.passages) {
    const isGone = world.absent.has(exhibit.id) || world.struck.has(exhibit.id);
    const isUnanswered = passage.answer?.exhibits.some((answer) => world.absent.has(answer)) === true;
    const isMerged = regrouped !== index && regrouped.passages.get(id)?.group !== group;
    if (isGone || isUnanswered || isMerged) touched.add(passage.fact);
  }
  for (let before = -1; before !== touched.size; ) {
    before = touched.size;
    for (const { id, inferences } of index.facts.values())
      if (inferences.some(({ from }) => from.some((premise) => touched.has(premise)))) touched.add(id);
  }
  return touched;
}

/** A fact that a new contradiction of some weight would turn from proved to contested. */
export interface Exposure {
  readonly fact: string;
  readonly profile: string;
  /** the lightest contradiction that would do it */
  readonly weight: Weight;
}

/**
 * The facts of an allegation that one new contradiction would turn contested, each alone, with the lightest such
 * weight (proof.md 5, attack simulation iii). Facts that nothing up to weight 3 would turn are left out.
 */
export function findExposures(index: CaseIndex, allegation: CaseAllegation): Exposure[] {
  const before = new Evaluation(index);
  before.allegation(allegation);
  const proved = [...before.facts.values()].filter(({ status, settled }) => status === 'proved' && !settled);
  const exposures: Exposure[] = [];
  const weights: readonly Weight[] = [1, 2, 3];
  for (const { fact, profile } of proved) {
    const turning = weights.find((weight) => {
      const world: World = { ...AS_IT_IS, added: new Map([[fact.id, [weight]]]) };
      return new Evaluation(index, world).fact(fact.id, profile.id).status === 'contested';
    });
    if (turning !== undefined) exposures.push({ fact: fact.id, profile: profile.id, weight: turning });
  }
  return exposures;
}
