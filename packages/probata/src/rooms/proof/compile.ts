// Turns "this fact reaches this level" into a web of gates over units, so that a question about many sets is one question.
import { type CaseFact, type Profile, type Ref, rankOf, type Status } from './case.ts';
import { type CaseIndex, settledStatus, type WeighedPassage } from './evaluate.ts';
import { ALWAYS, type Gate, type GateWeb, NEVER } from './gates.ts';
import type { Units } from './units.ts';

/** What a reference leads to under one standard: fact@profile and node@profile, by name. */
export interface Reach {
  readonly facts: ReadonlyMap<string, { readonly fact: string; readonly profile: string }>;
  readonly nodes: ReadonlyMap<string, { readonly node: string; readonly profile: string }>;
  /** facts that stand directly under a node or are the root, in order of first use */
  readonly leaves: readonly { readonly fact: string; readonly profile: string }[];
}

/** Everything under `root`: nodes with the standard that applies, facts, and the premises of their inferences. */
export function reachOf(index: CaseIndex, root: Ref, profile: string): Reach {
  const facts = new Map<string, { fact: string; profile: string }>();
  const nodes = new Map<string, { node: string; profile: string }>();
  const leaves: { fact: string; profile: string }[] = [];
  const pending: { ref: Ref; profile: string; leaf: boolean }[] = [{ ref: root, profile, leaf: true }];
  while (pending.length > 0) {
    const next = pending.pop();
    if (next === undefined) break;
    const name = next.ref.slice(5);
    if (next.ref.startsWith('fact:')) {
      const key = `${name}@${next.profile}`;
      if (facts.has(key)) {
        if (next.leaf && !leaves.some((leaf) => leaf.fact === name && leaf.profile === next.profile))
          leaves.push({ fact: name, profile: next.profile });
        continue;
      }
      facts.set(key, { fact: name, profile: next.profile });
      if (next.leaf) leaves.push({ fact: name, profile: next.profile });
      const fact = index.facts.get(name);
      if (fact === undefined || settledStatus(fact) !== undefined) continue;
      for (const { from } of fact.inferences.toReversed())
        for (const premise of from.toReversed())
          pending.push({ ref: `fact:${premise}`, profile: next.profile, leaf: false });
    } else {
      const node = index.nodes.get(name);
      if (node === undefined) continue;
      const own = node.profile ?? next.profile;
      const key = `${name}@${own}`;
      if (nodes.has(key)) continue;
      nodes.set(key, { node: name, profile: own });
      for (const ref of node.of.toReversed()) pending.push({ ref, profile: own, leaf: true });
    }
  }
  return { facts, nodes, leaves };
}

/**
 * Compiles references to gates: "status of ref under profile is at least level", true while enough units stand.
 * Contradictions of a knocked-out exhibit stay (what hurts is kept), so that every gate is monotone (proof.md 5).
 * Gates of facts are remembered by fact@profile@level until `forget` says that a fact has changed.
 */
export class Compiler {
  readonly #memo = new Map<string, Gate>();
  readonly #keysOf = new Map<string, string[]>();
  readonly #dependents = new Map<string, Set<string>>();
  readonly #web: GateWeb;
  #index: CaseIndex;
  #units: Units;

  constructor(index: CaseIndex, units: Units, web: GateWeb) {
    this.#index = index;
    this.#units = units;
    this.#web = web;
  }

  /** Takes a new layout of the same case in which only `facts` changed; everything inferred from them is forgotten too. */
  forget(index: CaseIndex, units: Units, facts: Iterable<string>): void {
    this.#index = index;
    this.#units = units;
    const pending = [...facts];
    const seen = new Set(pending);
    while (pending.length > 0) {
      const fact = pending.pop() ?? '';
      for (const key of this.#keysOf.get(fact) ?? []) this.#memo.delete(key);
      this.#keysOf.delete(fact);
      for (const dependent of this.#dependents.get(fact) ?? []) {
        if (!seen.has(dependent)) pending.push(dependent);
        seen.add(dependent);
      }
    }
  }

  gate(ref: Ref, profile: string, level: Status): Gate {
    return this.#ref(ref, profile, rankOf(level), new Map());
  }

  #ref(ref: Ref, profile: string, rank: number, nodes: Map<string, Gate>): Gate {
    const name = ref.slice(5);
    if (ref.startsWith('fact:')) return this.#fact(name, profile, rank);
    const node = this.#index.nodes.get(name);
    if (node === undefined) return NEVER;
    const own = node.profile ?? profile;
    const key = `${name}@${own}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const parts = node.of.map((part) => this.#ref(part, own, rank, nodes));
    const gate =
      parts.length === 0
        ? rank === 0
          ? ALWAYS
          : NEVER
        : node.op === 'all'
          ? this.#web.all(parts)
          : node.op === 'any'
            ? this.#web.any(parts)
            : this.#web.atLeast(node.k ?? 1, parts);
    nodes.set(key, gate);
    return gate;
  }

  #fact(id: string, profileId: string, rank: number): Gate {
    if (rank === 0) return ALWAYS;
    const key = `${id}@${profileId}@${rank}`;
    const known = this.#memo.get(key);
    if (known !== undefined) return known;
    const fact = this.#index.facts.get(id);
    const profile = this.#index.profiles.get(profileId);
    if (fact === undefined || profile === undefined) return NEVER;
    const settled = settledStatus(fact);
    const gate =
      settled === undefined
        ? this.#evidence(fact, profile, rank)
        : rankOf(settled.status) >= rank
          ? ALWAYS
          : NEVER;
    this.#memo.set(key, gate);
    const keys = this.#keysOf.get(id);
    if (keys === undefined) this.#keysOf.set(id, [key]);
    else keys.push(key);
    return gate;
  }

  #evidence(fact: CaseFact, profile: Profile, rank: number): Gate {
    const web = this.#web;
    const sources = this.#sources(fact.id);
    const inferences = fact.inferences.map((inference) => ({
      strength: inference.strength,
      gate: web.all(
        inference.from.map((premise) => {
          this.#depends(premise, fact.id);
          return this.#fact(premise, profile.id, rankOf('proved'));
        }),
      ),
    }));
    const patterns = profile.sufficiency.map((wanted) =>
      web.all([
        web.atLeast(
          wanted.w3,
          sources.map((source) => source[3]),
        ),
        web.atLeast(
          wanted.w2,
          sources.map((source) => source[2]),
        ),
        web.atLeast(
          wanted.w1,
          sources.map((source) => source[1]),
        ),
      ]),
    );
    const strong = inferences.filter(({ strength }) => strength >= profile.inferenceMin);
    const sufficient = web.any([...patterns, ...strong.map(({ gate }) => gate)]);
    if (rank === rankOf('proved')) return web.all([sufficient, ...this.#rebuttals(fact, profile)]);
    if (rank === rankOf('contested')) return sufficient;
    const leads = sources.map((source) => source[1]);
    const enough = rank === rankOf('arguable') ? web.atLeast(2, leads) : web.any(leads);
    return web.any([sufficient, enough, ...inferences.map(({ gate }) => gate)]);
  }

  /** Per origin group: the gates "still carries weight ≥ 1, ≥ 2, ≥ 3". Index 0 is unused. */
  #sources(fact: string): (readonly [Gate, Gate, Gate, Gate])[] {
    const groups = new Map<string, WeighedPassage[]>();
    for (const weighed of this.#index.supporting.get(fact) ?? []) {
      if (weighed.weight < 1) continue;
      const members = groups.get(weighed.group);
      if (members === undefined) groups.set(weighed.group, [weighed]);
      else members.push(weighed);
    }
    return [...groups.values()].map((members) => {
      const from = (weight: number): Gate =>
        this.#web.any(
          members.filter((member) => member.weight >= weight).map((member) => this.#units.ofPassage(member)),
        );
      return [NEVER, from(1), from(2), from(3)];
    });
  }

  /** One gate per contradiction that could be material: it is answered, or outweighed. */
  #rebuttals(fact: CaseFact, profile: Profile): Gate[] {
    const { minWeight, outweighMargin } = profile.contradiction;
    const gates: Gate[] = [];
    for (const { passage, exhibit, weight } of this.#index.contradicting.get(fact.id) ?? []) {
      if (weight < 1 || weight < minWeight || exhibit.status === 'excluded') continue;
      const ways: Gate[] = [];
      if (passage.answer?.kind === 'argument') ways.push(ALWAYS);
      if (passage.answer?.kind === 'evidence')
        ways.push(this.#web.all(passage.answer.exhibits.map((id) => this.#units.ofAnswer(id))));
      if (outweighMargin !== null) {
        const heavier = (this.#index.supporting.get(fact.id) ?? []).filter(
          (support) => support.weight >= Math.max(1, weight + outweighMargin),
        );
        ways.push(...heavier.map((support) => this.#units.ofPassage(support)));
      }
      gates.push(this.#web.any(ways));
    }
    return gates;
  }

  #depends(premise: string, fact: string): void {
    const known = this.#dependents.get(premise);
    if (known === undefined) this.#dependents.set(premise, new Set([fact]));
    else known.add(fact);
  }
}
