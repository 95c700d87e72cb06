// An element that nothing answers is a gap too: its empty place is held by a fact still to be asserted.
import type { CaseAllegation, CaseFact, CaseNode } from './case.ts';
import { nodesUnder } from './elements.ts';
import { Evaluation } from './evaluate.ts';
import { findGaps, type Gaps } from './gaps.ts';

/** An element under which no fact stands, with the standard it is asked under. */
export interface EmptyPlace {
  readonly node: CaseNode;
  readonly profile: string;
}

/** Gaps of facts, and of elements that no fact answers yet; in `sets` these stand as `node:…`. */
export type GapsWithPlaces = Gaps & { readonly places: readonly EmptyPlace[] };

/**
 * The gaps of an allegation, empty elements counted as one fact to be asserted each. Statuses are the same with and
 * without such a fact: an element of nothing is as empty as one whose only fact is empty.
 */
export function gapsWithPlaces(evaluation: Evaluation, allegation: CaseAllegation): GapsWithPlaces {
  const { index } = evaluation;
  const empty = nodesUnder(index, allegation.root, allegation.profile).filter(
    ({ node }) => node.of.length === 0,
  );
  if (empty.length === 0) return { ...findGaps(evaluation, allegation), places: [] };
  const facts = new Map(index.facts);
  const nodes = new Map(index.nodes);
  for (const { node } of empty) {
    const place: CaseFact = { id: `node:${node.id}`, text: node.label ?? node.id, inferences: [] };
    facts.set(place.id, place);
    nodes.set(node.id, { ...node, op: 'any', of: [`fact:${place.id}`] });
  }
  const gaps = findGaps(new Evaluation({ ...index, facts, nodes }, evaluation.world), allegation);
  const wanted = new Set(gaps.items.map(({ fact }) => fact));
  return {
    ...gaps,
    items: gaps.items.filter(({ fact }) => !fact.startsWith('node:')),
    places: empty.filter(({ node }) => wanted.has(`node:${node.id}`)),
  };
}
