// Lays an allegation out as elements: what supports and undermines each, counted by independent origin, with one word a cell.
import type { CaseAllegation, CaseNode, Ref, Status } from './case.ts';
import type { CaseIndex, Evaluation, FactResult } from './evaluate.ts';

/** The words of a cell, from the weakest on. Never a percentage. */
export const CELL_WORDS = [
  'empty',
  'single origin',
  'contested',
  'supported',
  'noticed',
  'admitted',
] as const;
export type CellWord = (typeof CELL_WORDS)[number];

export interface ElementAt {
  readonly node: CaseNode;
  /** the standard that its own parts are seen under */
  readonly profile: string;
  readonly depth: number;
}

/** Every node under a reference with the standard it is seen under, parents first; a node met twice stands once. */
export function nodesUnder(index: CaseIndex, ref: Ref, inherited: string): ElementAt[] {
  const found: ElementAt[] = [];
  const seen = new Set<string>();
  const visit = (at: Ref, profile: string, depth: number): void => {
    const node = at.startsWith('node:') ? index.nodes.get(at.slice(5)) : undefined;
    if (node === undefined) return;
    const own = node.profile ?? profile;
    if (seen.has(`${node.id}@${own}`)) return;
    seen.add(`${node.id}@${own}`);
    found.push({ node, profile: own, depth });
    for (const part of node.of) visit(part, own, depth + 1);
  };
  visit(ref, inherited, 0);
  return found;
}

/**
 * The elements of an allegation: the nodes that answer an element of a pack; where none does, what stands directly
 * under the root, or the root itself when only facts do.
 * @param named which element of a pack each node answers
 */
export function elementsOf(
  index: CaseIndex,
  allegation: CaseAllegation,
  named: ReadonlyMap<string, string | null>,
): ElementAt[] {
  const all = nodesUnder(index, allegation.root, allegation.profile);
  const marked = all.filter(({ node }) => named.get(node.id) != null);
  // A whole provision or a group of routes is named too: its elements are what stands innermost.
  const isOuter = ({ node, profile }: ElementAt): boolean =>
    nodesUnder(index, `node:${node.id}`, profile)
      .slice(1)
      .some((inner) => named.get(inner.node.id) != null);
  const innermost = marked.filter((one) => !isOuter(one));
  if (innermost.length > 0) return innermost;
  const below = all.filter(({ depth }) => depth === 1);
  return below.length > 0 ? below : all.slice(0, 1);
}

/** The facts under a reference with the standard each is seen under, each once. */
export function factsUnder(evaluation: Evaluation, ref: Ref, profile: string): FactResult[] {
  const found = new Map<string, FactResult>();
  const visit = (at: Ref, under: string): void => {
    if (at.startsWith('fact:')) {
      const result = evaluation.fact(at.slice(5), under);
      found.set(`${result.fact.id}@${under}`, result);
      return;
    }
    const node = evaluation.index.nodes.get(at.slice(5));
    for (const part of node?.of ?? []) visit(part, node?.profile ?? under);
  };
  visit(ref, profile);
  return [...found.values()];
}

/** What supports and undermines some facts, counted by independent origin; one origin on many papers counts once. */
export interface Balance {
  readonly for: number;
  readonly against: number;
  /** contradictions that stand unanswered and weigh */
  readonly material: number;
}

export function balanceOf(evaluation: Evaluation, results: readonly FactResult[]): Balance {
  const supporting = new Set<string>();
  const undermining = new Set<string>();
  const material = new Set<string>();
  for (const result of results) {
    for (const { group } of result.support) supporting.add(group);
    for (const weighed of evaluation.index.contradicting.get(result.fact.id) ?? [])
      if (
        weighed.weight >= 1 &&
        weighed.exhibit.status === 'offered' &&
        !evaluation.world.struck.has(weighed.exhibit.id)
      )
        undermining.add(weighed.group);
    for (const { passage } of result.material) material.add(passage.id);
  }
  return { for: supporting.size, against: undermining.size, material: material.size };
}

/** The word of one fact: how it stands with its sources, whatever the standard makes of it. */
export function wordOfFact(result: FactResult): CellWord {
  const { fact, material, materialAdded, support, liveInferences } = result;
  if (fact.override !== undefined) return WORD_OF_STATUS[fact.override.to];
  if (fact.premise === 'conceded') return 'admitted';
  if (fact.premise === 'notice') return 'noticed';
  if (material.length + materialAdded > 0) return 'contested';
  const origins = new Set(support.map(({ group }) => group)).size;
  if (origins === 0) return liveInferences.length > 0 ? 'supported' : 'empty';
  return origins === 1 && liveInferences.length === 0 ? 'single origin' : 'supported';
}

const WORD_OF_STATUS: Readonly<Record<Status, CellWord>> = {
  empty: 'empty',
  'single-sourced': 'single origin',
  arguable: 'supported',
  contested: 'contested',
  proved: 'supported',
};

/** The word of a reference: all is as weak as its weakest part, any as strong as its strongest, k of n as its k-th. */
export function wordOf(evaluation: Evaluation, ref: Ref, inherited: string): CellWord {
  const memo = new Map<string, CellWord>();
  const visit = (at: Ref, profile: string): CellWord => {
    if (at.startsWith('fact:')) return wordOfFact(evaluation.fact(at.slice(5), profile));
    const node = evaluation.index.nodes.get(at.slice(5));
    if (node === undefined) return 'empty';
    const own = node.profile ?? profile;
    const key = `${node.id}@${own}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const words = node.of.map((part) => visit(part, own)).toSorted(strongestFirst);
    const place = node.op === 'all' ? words.length - 1 : node.op === 'any' ? 0 : (node.k ?? 1) - 1;
    const word = words[place] ?? 'empty';
    memo.set(key, word);
    return word;
  };
  return visit(ref, inherited);
}

/** The strongest word among some facts, for a period: something shows the element in that time. */
export function strongestWord(results: readonly FactResult[]): CellWord {
  return results.map(wordOfFact).toSorted(strongestFirst)[0] ?? 'empty';
}

function strongestFirst(a: CellWord, b: CellWord): number {
  return CELL_WORDS.indexOf(b) - CELL_WORDS.indexOf(a);
}

/** Facts in force that stand under no node of any allegation or defence: nobody has said what they are for. */
export function factsWithoutElement(index: CaseIndex): string[] {
  const used = new Set<string>();
  for (const node of index.nodes.values())
    for (const ref of node.of) if (ref.startsWith('fact:')) used.add(ref.slice(5));
  // What an inference rests on serves what is inferred from it.
  const pending = [...used];
  for (let id = pending.pop(); id !== undefined; id = pending.pop())
    for (const premise of index.facts.get(id)?.inferences.flatMap(({ from }) => from) ?? [])
      if (!used.has(premise)) {
        used.add(premise);
        pending.push(premise);
      }
  return [...index.facts.keys()].filter((id) => !used.has(id));
}
