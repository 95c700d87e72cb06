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
 * Answers one what-if against the case as it is.
 * @param before an evaluation of the same index as it is; its remembered results are reused and completed
 */
export function askWhatIf(before: Evaluation, question: WhatIfQuestion): WhatIfAnswer {
  const { index } = before;
  const after = new Evaluation(regroup(index, question.merges ?? []), worldOf(index, question));
  const allegations = index.allegations.map((allegation: CaseAllegation) => ({
    id: allegation.id,
    before: before.allegation(allegation),
    after: after.allegation(allegation),
  }));
  const facts: Change[] = [];
  for (const [id, { status }] of after.facts) {
    const was = before.facts.get(id)?.status;
    if (was !== undefined && was !== status) facts.push({ id, before: was, after: status });
  }
  const nodes: Change[] = [];
  for (const [id, status] of after.nodes) {
    const was = before.nodes.get(id);
    if (was !== undefined && was !== status) nodes.push({ id, before: was, after: status });
  }
  return { question, allegations, nodes, facts };
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
