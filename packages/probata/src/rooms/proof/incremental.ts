// Keeps a case answered while it is edited: one changed passage re-decides only the facts it touches.
import { Refusal } from '../../base/errors.ts';
import type {
  CaseAllegation,
  CaseExhibit,
  CaseFact,
  CasePassage,
  Merge,
  ProofCase,
  Status,
  UnitKind,
} from './case.ts';
import { Compiler, reachOf } from './compile.ts';
import { type CaseIndex, Evaluation, indexCase, type WeighedPassage, weighPassage } from './evaluate.ts';
import { ALWAYS, type Gate, GateWeb, NEVER } from './gates.ts';
import { type Analysis, analyse, ORDINARY_LIMITS, truncatedAnswer } from './knock-out.ts';
import { findCircle } from './read-case.ts';
import { type FamilyMemo, minimalSolutions } from './solve.ts';
import { type Units, unitsOf, universeOf } from './units.ts';
import { type Family, FamilyBook } from './zbdd.ts';

/** One edit of a case. `put` adds or replaces by id. */
export type CaseEdit =
  | { readonly kind: 'put-passage'; readonly passage: CasePassage }
  | { readonly kind: 'remove-passage'; readonly id: string }
  | { readonly kind: 'put-exhibit'; readonly exhibit: CaseExhibit }
  | { readonly kind: 'put-fact'; readonly fact: CaseFact }
  | { readonly kind: 'merge-groups'; readonly merge: Merge };

/** The diagrams for one kind of unit, kept between edits. */
interface Workbench {
  readonly web: GateWeb;
  readonly units: Units;
  readonly compiler: Compiler;
  readonly book: FamilyBook;
  readonly memos: Map<number, FamilyMemo>;
  readonly levels: Map<number, number>;
  readonly unitAt: number[];
  /** size of the book after its first answer; rebuilt when more than half of it is left-overs */
  fresh: number;
  readonly answers: Map<
    string,
    { readonly family: Family; readonly universe: string; readonly analysis: Analysis }
  >;
}

/** Left-overs below this are not worth a rebuild. */
const LEAST_REBUILD = 200_000;

/**
 * A case under edit. Statuses and truncated knock-outs after an edit equal those of a case read from scratch.
 * What is reused: fact results (by fact and standard), gates (by fact, standard and level) and, since gates and
 * families are shared by hash, every solved part whose gate is the same integer as before (proof.md 6.7).
 */
export class LiveCase {
  #case: { -readonly [K in keyof ProofCase]: ProofCase[K] };
  #passages: Map<string, CasePassage>;
  #index: CaseIndex;
  #supporting: Map<string, readonly WeighedPassage[]>;
  #contradicting: Map<string, readonly WeighedPassage[]>;
  #weighed: Map<string, WeighedPassage>;
  /** Made when the first edit asks for it: most cases are read and never edited. */
  #onFact: Map<string, Set<string>> | undefined;
  #evaluation: Evaluation;
  readonly #benches = new Map<UnitKind, Workbench>();

  constructor(proofCase: ProofCase) {
    this.#case = { ...proofCase };
    this.#passages = new Map(proofCase.passages.map((passage) => [passage.id, passage]));
    const index = indexCase(proofCase);
    this.#index = index;
    this.#supporting = index.supporting;
    this.#contradicting = index.contradicting;
    this.#weighed = index.passages;
    this.#evaluation = new Evaluation(this.#index);
  }

  /** The case as it stands, passages in the order in which they came. */
  get proofCase(): ProofCase {
    return { ...this.#case, passages: [...this.#passages.values()] };
  }

  get passages(): readonly CasePassage[] {
    return [...this.#passages.values()];
  }

  /** The passages that bear on a fact, in the order in which they came. */
  passagesOn(fact: string): readonly CasePassage[] {
    return [...(this.#placesOn().get(fact) ?? [])].flatMap((id) => this.#passages.get(id) ?? []);
  }

  #placesOn(): Map<string, Set<string>> {
    if (this.#onFact === undefined) {
      this.#onFact = new Map();
      for (const { id, fact } of this.#passages.values()) addTo(this.#onFact, fact, id);
    }
    return this.#onFact;
  }

  get index(): CaseIndex {
    return this.#index;
  }

  get evaluation(): Evaluation {
    return this.#evaluation;
  }

  status(allegation: string): Status {
    return this.#evaluation.allegation(this.#allegation(allegation));
  }

  /**
   * Applies one edit.
   * @throws Refusal PROOF_EDIT_REFUSED when it names what the case does not hold or would close a circle of inferences
   */
  apply(edit: CaseEdit): void {
    switch (edit.kind) {
      case 'put-passage':
        this.#putPassage(edit.passage);
        break;
      case 'remove-passage':
        this.#removePassage(edit.id);
        break;
      case 'put-exhibit':
        this.#putExhibit(edit.exhibit);
        break;
      case 'put-fact':
        this.#putFact(edit.fact);
        break;
      case 'merge-groups':
        this.#reopen({ merges: [...this.#case.merges, edit.merge] });
        break;
    }
  }

  /** Cut sets up to `order` for an allegation at a level; equal to `analyse` with the same question. */
  analyse(allegationId: string, by: UnitKind, level: Status, order: number): Analysis {
    const allegation = this.#allegation(allegationId);
    const bench = this.#bench(by);
    const success = bench.compiler.gate(allegation.root, allegation.profile, level);
    if (success === ALWAYS || success === NEVER)
      return analyse(this.#index, allegation, { by, level, maxOrder: order });
    const cuts = this.#cutSets(bench, success, order);
    const reach = reachOf(this.#index, allegation.root, allegation.profile);
    const facts = new Set([...reach.facts.values()].map(({ fact }) => fact));
    const universe = universeOf(this.#index, by, facts);
    const key = `${allegationId} ${level} ${order}`;
    const names = universe.join('\n');
    const known = bench.answers.get(key);
    // shared by hash: the same handle is the same family
    if (known !== undefined && known.family === cuts && known.universe === names) return known.analysis;
    const nameOf = (at: number): string => bench.units.names[bench.unitAt[at] ?? 0] ?? '';
    const analysis: Analysis = {
      allegation: allegationId,
      by,
      level,
      universe,
      maxOrder: order,
      ...truncatedAnswer(bench.book, cuts, nameOf, universe, ORDINARY_LIMITS, () => undefined),
    };
    bench.answers.set(key, { family: cuts, universe: names, analysis });
    if (bench.fresh === 0) bench.fresh = bench.book.size;
    return analysis;
  }

  #cutSets(bench: Workbench, success: Gate, order: number): Family {
    const failure = bench.web.dual(success);
    const levelOf = (unit: number): number => {
      let level = bench.levels.get(unit);
      if (level === undefined) {
        level = bench.unitAt.length;
        bench.levels.set(unit, level);
        bench.unitAt.push(unit);
      }
      return level;
    };
    try {
      return minimalSolutions(bench.web, failure, levelOf, order, bench.book, memoFor(bench, order));
    } catch (thrown) {
      // a book that stopped half-way is not used again
      this.#benches.clear();
      throw thrown;
    }
  }

  #bench(by: UnitKind): Workbench {
    const known = this.#benches.get(by);
    const tooOld =
      known !== undefined && known.fresh > 0 && known.book.size > Math.max(LEAST_REBUILD, known.fresh * 2);
    if (known !== undefined && !tooOld) return known;
    const web = new GateWeb();
    const units = unitsOf(this.#index, by, web);
    const made: Workbench = {
      web,
      units,
      compiler: new Compiler(this.#index, units, web),
      book: new FamilyBook(),
      memos: new Map(),
      levels: new Map(),
      unitAt: [],
      fresh: 0,
      answers: new Map(),
    };
    this.#benches.set(by, made);
    return made;
  }

  #putPassage(passage: CasePassage): void {
    const exhibit = this.#index.exhibits.get(passage.exhibit);
    if (exhibit === undefined)
      throw refused(`exhibit '${passage.exhibit}' is not in the case; deposit it first`);
    if (!this.#index.facts.has(passage.fact))
      throw refused(`fact '${passage.fact}' is not in the case; record it first`);
    for (const id of passage.answer?.exhibits ?? [])
      if (!this.#index.exhibits.has(id))
        throw refused(`the answer names exhibit '${id}', which is not in the case`);
    const before = this.#passages.get(passage.id);
    this.#passages.set(passage.id, passage);
    if (before !== undefined && before.fact !== passage.fact)
      this.#onFact?.get(before.fact)?.delete(passage.id);
    if (this.#onFact !== undefined) addTo(this.#onFact, passage.fact, passage.id);
    const weighed = weighPassage(exhibit, passage, this.#index.sourceOf);
    this.#weighed.set(passage.id, weighed);
    if (before !== undefined && (before.fact !== passage.fact || before.bearing !== passage.bearing))
      this.#unfile(before);
    this.#file(weighed);
    this.#dirty(before === undefined ? [passage.fact] : [before.fact, passage.fact]);
  }

  #removePassage(id: string): void {
    const before = this.#passages.get(id);
    if (before === undefined) throw refused(`passage '${id}' is not in the case`);
    this.#passages.delete(id);
    this.#onFact?.get(before.fact)?.delete(id);
    this.#weighed.delete(id);
    this.#unfile(before);
    this.#dirty([before.fact]);
  }

  #putExhibit(exhibit: CaseExhibit): void {
    const touched: string[] = [];
    this.#case.exhibits = put(this.#case.exhibits, exhibit);
    this.#index = { ...this.#index, exhibits: new Map([...this.#index.exhibits, [exhibit.id, exhibit]]) };
    for (const passage of this.#passages.values()) {
      if (passage.exhibit === exhibit.id) {
        const weighed = weighPassage(exhibit, passage, this.#index.sourceOf);
        this.#weighed.set(passage.id, weighed);
        this.#file(weighed);
        touched.push(passage.fact);
      } else if (passage.answer?.exhibits.includes(exhibit.id) === true) touched.push(passage.fact);
    }
    // the units of every kind read the exhibit's class and standing, so the diagrams start afresh
    this.#benches.clear();
    this.#dirty(touched);
  }

  #putFact(fact: CaseFact): void {
    const facts = new Map(this.#index.facts).set(fact.id, fact);
    for (const { from } of fact.inferences)
      for (const premise of from)
        if (!facts.has(premise))
          throw refused(`the inference names fact '${premise}', which is not in the case`);
    // What is inferred from nothing closes no circle.
    if (fact.inferences.length > 0) {
      const leadsTo = new Map(
        [...facts].map(([id, { inferences }]) => [id, inferences.flatMap(({ from }) => from)]),
      );
      const circle = findCircle(leadsTo);
      if (circle !== undefined) throw refused(`a fact cannot be inferred from itself: ${circle.join(' → ')}`);
    }
    this.#case.facts = [...facts.values()];
    this.#index = { ...this.#index, facts };
    this.#dirty([fact.id]);
  }

  #reopen(change: Partial<ProofCase>): void {
    const next = new LiveCase({ ...this.proofCase, ...change });
    this.#case = next.#case;
    this.#passages = next.#passages;
    this.#index = next.#index;
    this.#supporting = next.#supporting;
    this.#contradicting = next.#contradicting;
    this.#weighed = next.#weighed;
    this.#onFact = next.#onFact;
    this.#evaluation = next.#evaluation;
    this.#benches.clear();
  }

  #file(weighed: WeighedPassage): void {
    const { id, fact, bearing } = weighed.passage;
    const shelves =
      bearing === 'supports' ? this.#supporting : bearing === 'contradicts' ? this.#contradicting : undefined;
    if (shelves === undefined) return;
    const shelf = shelves.get(fact) ?? [];
    const at = shelf.findIndex(({ passage }) => passage.id === id);
    shelves.set(fact, at < 0 ? [...shelf, weighed] : shelf.with(at, weighed));
  }

  #unfile({ id, fact, bearing }: CasePassage): void {
    const shelves = bearing === 'supports' ? this.#supporting : this.#contradicting;
    const shelf = shelves.get(fact);
    if (shelf !== undefined)
      shelves.set(
        fact,
        shelf.filter(({ passage }) => passage.id !== id),
      );
  }

  /** Forgets what was decided of these facts and of all that is inferred from them; nodes are cheap and start afresh. */
  #dirty(facts: readonly string[]): void {
    this.#index = {
      ...this.#index,
      passages: this.#weighed,
      supporting: this.#supporting,
      contradicting: this.#contradicting,
    };
    const touched = this.#inferredFrom(facts);
    const next = new Evaluation(this.#index);
    for (const [key, result] of this.#evaluation.facts)
      if (!touched.has(result.fact.id)) next.facts.set(key, result);
    this.#evaluation = next;
    for (const bench of this.#benches.values()) bench.compiler.forget(this.#index, bench.units, touched);
  }

  #inferredFrom(facts: readonly string[]): Set<string> {
    const touched = new Set(facts);
    const inferring = [...this.#index.facts.values()].filter(({ inferences }) => inferences.length > 0);
    for (let before = -1; before !== touched.size; ) {
      before = touched.size;
      for (const { id, inferences } of inferring)
        if (inferences.some(({ from }) => from.some((premise) => touched.has(premise)))) touched.add(id);
    }
    return touched;
  }

  #allegation(id: string): CaseAllegation {
    const found = this.#index.allegations.find((allegation) => allegation.id === id);
    if (found === undefined) throw refused(`allegation '${id}' is not in the case`);
    return found;
  }
}

function addTo(shelves: Map<string, Set<string>>, key: string, item: string): void {
  const shelf = shelves.get(key);
  if (shelf === undefined) shelves.set(key, new Set([item]));
  else shelf.add(item);
}

/** One memo per order: a family solved to order 2 is not the family to order 3. */
function memoFor(bench: Workbench, order: number): FamilyMemo {
  const known = bench.memos.get(order);
  if (known !== undefined) return known;
  const memo: FamilyMemo = new Map();
  bench.memos.set(order, memo);
  return memo;
}

/** In its own place, or at the end when it is new. */
function put<T extends { readonly id: string }>(list: readonly T[], item: T): T[] {
  const at = list.findIndex(({ id }) => id === item.id);
  return at < 0 ? [...list, item] : list.with(at, item);
}

function refused(why: string): Refusal {
  return new Refusal('PROOF_EDIT_REFUSED', `The edit is refused: ${why}.`);
}
