// What is still missing: the smallest sets of unproved facts that, once proved, would carry the allegation.
import type { CaseAllegation, Pattern, Ref } from './case.ts';
import { reachOf } from './compile.ts';
import type { Evaluation, FactResult } from './evaluate.ts';
import { ALWAYS, type Gate, GateWeb, NEVER } from './gates.ts';
import { bySizeThenName } from './knock-out.ts';
import { listSets } from './list-sets.ts';
import { TooLarge } from './node-arrays.ts';
import { minimalSolutions, orderByFirstUse } from './solve.ts';
import { meets } from './standards.ts';
import { byName } from './units.ts';
import { FamilyBook } from './zbdd.ts';

/** What one pattern of a standard still asks for. */
export interface Shortfall {
  readonly pattern: Pattern;
  /** independent sources of weight 3, of 2 or more, of 1 or more that are still wanted */
  readonly wants: Pattern;
  /** the fewest new passages that would meet it: each a new source, or a heavier passage of a source already there */
  readonly steps: number;
}

/** One fact to be proved, with the shortest ways there. */
export interface GapItem {
  readonly fact: string;
  readonly profile: string;
  readonly status: FactResult['status'];
  readonly shortfalls: readonly Shortfall[];
  /** contradictions that must be answered, by passage id */
  readonly toAnswer: readonly string[];
  /** inferences that would carry it, with the premises not yet proved */
  readonly throughInference: readonly { readonly inference: string; readonly missing: readonly string[] }[];
}

export interface Gaps {
  /** minimal sets of facts by id, smallest first; [[]] = nothing is missing; [] = no set of facts can lift it */
  readonly sets: readonly (readonly string[])[];
  readonly items: readonly GapItem[];
  /** more sets exist than are listed */
  readonly more: boolean;
}

const LISTED = 1000;
const LARGEST_BOOK = 500_000;
/** Up to so many failing facts all sets are sought at once; beyond, small sets first and larger ones only if none is. */
const ALL_AT_ONCE = 40;

/** The gaps of one allegation: path sets of its structure over the failing facts, each taken as proved or not. */
export function findGaps(evaluation: Evaluation, allegation: CaseAllegation): Gaps {
  const web = new GateWeb();
  const names: string[] = [];
  const root = structure(evaluation, allegation.root, allegation.profile, web, names, new Map());
  const failing = reachOf(evaluation.index, allegation.root, allegation.profile)
    .leaves.map(({ fact, profile }) => evaluation.fact(fact, profile))
    .filter(({ status }) => status !== 'proved');
  if (root === ALWAYS) return { sets: [[]], items: [], more: false };
  if (root === NEVER) return { sets: [], items: [], more: false };
  const levels = orderByFirstUse(web, root);
  const sets: string[][] = [];
  let more = false;
  for (const order of ordersToTry(names.length)) {
    const book = new FamilyBook(LARGEST_BOOK);
    try {
      const family = minimalSolutions(web, root, (unit) => levels.levelOf.get(unit) ?? 0, order, book);
      for (const set of listSets(book, family, LISTED))
        sets.push(set.map((level) => names[levels.unitAt[level] ?? 0] ?? '').sort(byName));
      more = (book.members[family] ?? 0) > LISTED || order < names.length;
    } catch (thrown) {
      if (!(thrown instanceof TooLarge)) throw thrown;
      more = true;
    }
    if (sets.length > 0) break;
  }
  const wanted = new Set(sets.flat());
  const items = failing
    .filter(({ fact }) => wanted.has(fact.id))
    .map((result) => gapItem(evaluation, result));
  return { sets: sets.sort(bySizeThenName), items, more };
}

function ordersToTry(facts: number): number[] {
  const growing = [6, 12, 24, 48, 96].filter((order) => order < facts);
  return facts <= ALL_AT_ONCE ? [facts, ...growing] : [...growing, facts];
}

function structure(
  evaluation: Evaluation,
  ref: Ref,
  inherited: string,
  web: GateWeb,
  names: string[],
  memo: Map<string, Gate>,
): Gate {
  const name = ref.slice(5);
  if (ref.startsWith('fact:')) {
    if (evaluation.fact(name, inherited).status === 'proved') return ALWAYS;
    let unit = names.indexOf(name);
    if (unit < 0) unit = names.push(name) - 1;
    return web.unit(unit);
  }
  const node = evaluation.index.nodes.get(name);
  if (node === undefined) return NEVER;
  const profile = node.profile ?? inherited;
  const key = `${name}@${profile}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const parts = node.of.map((part) => structure(evaluation, part, profile, web, names, memo));
  const gate =
    parts.length === 0
      ? NEVER
      : node.op === 'all'
        ? web.all(parts)
        : node.op === 'any'
          ? web.any(parts)
          : web.atLeast(node.k ?? 1, parts);
  memo.set(key, gate);
  return gate;
}

function gapItem(evaluation: Evaluation, result: FactResult): GapItem {
  return {
    fact: result.fact.id,
    profile: result.profile.id,
    status: result.status,
    shortfalls: result.sufficient ? [] : shortfallsOf(result),
    toAnswer: result.material.map(({ passage }) => passage.id),
    throughInference: result.fact.inferences
      .filter(({ strength }) => strength >= result.profile.inferenceMin)
      .map(({ id, from }) => ({
        inference: id,
        missing: [...new Set(from)].filter(
          (premise) => evaluation.fact(premise, result.profile.id).status !== 'proved',
        ),
      })),
  };
}

/** What each pattern still asks for, the nearest first. */
export function shortfallsOf(result: Pick<FactResult, 'profile' | 'counts'>): Shortfall[] {
  const [c3, c2, c1] = result.counts;
  return result.profile.sufficiency
    .map((pattern) => {
      const wants = {
        w3: Math.max(0, pattern.w3 - c3),
        w2: Math.max(0, pattern.w2 - c2),
        w1: Math.max(0, pattern.w1 - c1),
      };
      // one new source of weight 3 fills a want at every weight, so the largest want is the number of steps
      const steps = meets(result.counts, pattern) ? 0 : Math.max(wants.w3, wants.w2, wants.w1);
      return { pattern, wants, steps };
    })
    .sort((a, b) => a.steps - b.steps || totalWant(a.wants) - totalWant(b.wants));
}

/** How much is asked in all, each new source counted once at the weight it must have. */
function totalWant({ w3, w2, w1 }: Pattern): number {
  return w3 * 3 + Math.max(0, w2 - w3) * 2 + Math.max(0, w1 - Math.max(w2, w3));
}
