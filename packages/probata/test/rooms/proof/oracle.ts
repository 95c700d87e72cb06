// Answers small proof cases by trying every subset, written from the rules alone: it shares no line with the engine.

/* eslint is not used here; the shapes are those of `probata-proof-case/1` as JSON. */
export interface OracleCase {
  readonly profiles: Readonly<Record<string, OracleProfile>>;
  readonly exhibits: readonly OracleExhibit[];
  readonly facts: readonly OracleFact[];
  readonly passages: readonly OraclePassage[];
  readonly nodes: readonly OracleNode[];
  readonly allegations: readonly { readonly id: string; readonly root: string; readonly profile: string }[];
  readonly merges?: readonly { readonly a: string; readonly b: string }[];
  readonly selections?: readonly { readonly id: string; readonly exhibits: readonly string[] }[];
}
export interface OracleProfile {
  readonly label: string;
  readonly sufficiency: readonly { readonly w3: number; readonly w2: number; readonly w1: number }[];
  readonly contradiction: { readonly minWeight: number; readonly outweighMargin: number | null };
  readonly inferenceMin: number;
}
export interface OracleExhibit {
  readonly id: string;
  readonly class: string;
  readonly authenticity?: string;
  readonly status?: string;
  readonly tested?: boolean;
  readonly preparedForCase?: boolean;
  readonly identityWithheldFromCourt?: boolean;
  readonly origin?: string;
}
export interface OraclePassage {
  readonly id: string;
  readonly exhibit: string;
  readonly fact: string;
  readonly bearing: string;
  readonly group?: string;
  readonly directness?: string;
  readonly contemporaneity?: string;
  readonly interest?: string;
  readonly hedged?: boolean;
  readonly override?: { readonly to: number };
  readonly answer?: { readonly kind: string; readonly exhibits?: readonly string[] };
}
export interface OracleFact {
  readonly id: string;
  readonly premise?: string;
  readonly override?: { readonly to?: string; readonly status?: string };
  readonly inferences?: readonly { readonly from: readonly string[]; readonly strength: number }[];
}
export interface OracleNode {
  readonly id: string;
  readonly op: string;
  readonly k?: number;
  readonly of: readonly string[];
  readonly profile?: string;
}

export type OracleUnit = 'exhibit' | 'group' | 'class' | 'selection';
const ORDER = ['empty', 'single-sourced', 'arguable', 'contested', 'proved'];
export const rank = (status: string): number => ORDER.indexOf(status);

/** What is out: units of one kind that no longer help, and exhibits that no longer hurt either. */
interface Out {
  readonly by: OracleUnit;
  readonly units: ReadonlySet<string>;
  readonly struck: ReadonlySet<string>;
}
const NOTHING_OUT: Out = { by: 'exhibit', units: new Set(), struck: new Set() };

/** Weight by the table of the rules: base by class, one lift at most, caps. */
export function oracleWeight(exhibit: OracleExhibit, passage: OraclePassage): number {
  if (passage.override !== undefined) return passage.override.to;
  const bases: Record<string, number> = { admission: 3, judgment: 3, instrument: 3 };
  for (const name of ['record', 'sensor', 'io-report', 'expert']) bases[name] = 2;
  for (const name of ['witness', 'ngo-report', 'press', 'open-source', 'official-statement']) bases[name] = 1;
  let weight = bases[exhibit.class] ?? 0;
  const isClose = passage.directness === 'direct' || passage.directness === 'operative';
  const isTimely = passage.contemporaneity === 'at-time' || passage.contemporaneity === 'near';
  const isFair = passage.interest === 'disinterested' || passage.interest === 'against';
  const isVerified = exhibit.authenticity === 'verified';
  const isSensor = exhibit.class === 'sensor' || exhibit.class === 'open-source';
  if ((isClose && isTimely && isFair) || exhibit.tested === true || (isSensor && isVerified)) weight += 1;
  const cap = (most: number): void => {
    weight = Math.min(weight, most);
  };
  cap(3);
  if (exhibit.authenticity === 'failed') cap(0);
  if (exhibit.authenticity === 'disputed') cap(1);
  if (passage.directness === 'derived')
    cap(['io-report', 'judgment', 'expert'].includes(exhibit.class) ? 2 : 1);
  if (passage.directness === 'secondhand') cap(2);
  if (passage.interest === 'self-serving' && !isVerified && passage.directness !== 'operative') cap(2);
  if (exhibit.class === 'press') cap(1);
  const speaksForIt = exhibit.class === 'witness' || exhibit.class === 'expert';
  if (exhibit.preparedForCase === true && passage.interest === 'self-serving' && speaksForIt) cap(1);
  if (passage.hedged === true) cap(1);
  if (exhibit.identityWithheldFromCourt === true) cap(1);
  return weight;
}

/** A case to ask questions of, each answered from nothing. */
export class Oracle {
  readonly #case: OracleCase;
  readonly #exhibits: ReadonlyMap<string, OracleExhibit>;

  constructor(json: OracleCase) {
    this.#case = json;
    this.#exhibits = new Map(json.exhibits.map((exhibit) => [exhibit.id, exhibit]));
  }

  /** Groups after mergers: connected names are one; it is called by the first of them in the alphabet. */
  groupOf(passage: OraclePassage): string {
    const start = passage.group ?? this.#exhibits.get(passage.exhibit)?.origin ?? 'origin not stated';
    const joined = new Set([start]);
    for (let grew = true; grew; ) {
      grew = false;
      for (const { a, b } of this.#case.merges ?? [])
        if (joined.has(a) !== joined.has(b)) {
          joined.add(a).add(b);
          grew = true;
        }
    }
    return [...joined].sort()[0] ?? start;
  }

  #isOffered(exhibit: string): boolean {
    return (this.#exhibits.get(exhibit)?.status ?? 'offered') === 'offered';
  }

  #unitsOfExhibit(by: OracleUnit, exhibit: string): string[] {
    if (by === 'exhibit') return [exhibit];
    if (by === 'class') return [this.#exhibits.get(exhibit)?.class ?? ''];
    if (by === 'selection')
      return (this.#case.selections ?? [])
        .filter(({ exhibits }) => exhibits.includes(exhibit))
        .map(({ id }) => id);
    return [];
  }

  #helps(passage: OraclePassage, out: Out): boolean {
    if (!this.#isOffered(passage.exhibit)) return false;
    const units =
      out.by === 'group' ? [this.groupOf(passage)] : this.#unitsOfExhibit(out.by, passage.exhibit);
    return units.every((unit) => !out.units.has(unit));
  }

  #isAnswered(passage: OraclePassage, out: Out): boolean {
    const { answer } = passage;
    if (answer === undefined) return false;
    if (answer.kind === 'argument') return true;
    return (answer.exhibits ?? []).every(
      (exhibit) =>
        this.#isOffered(exhibit) &&
        this.#unitsOfExhibit(out.by, exhibit).every((unit) => !out.units.has(unit)),
    );
  }

  weight(passage: OraclePassage): number {
    const exhibit = this.#exhibits.get(passage.exhibit);
    return exhibit === undefined ? 0 : oracleWeight(exhibit, passage);
  }

  counts(id: string, out: Out = NOTHING_OUT): { counts: number[]; best: number } {
    const heaviest = new Map<string, number>();
    for (const passage of this.#case.passages) {
      if (passage.fact !== id || passage.bearing !== 'supports' || !this.#helps(passage, out)) continue;
      const weight = this.weight(passage);
      if (weight < 1) continue;
      const group = this.groupOf(passage);
      heaviest.set(group, Math.max(heaviest.get(group) ?? 0, weight));
    }
    const all = [...heaviest.values()];
    return {
      counts: [3, 2, 1].map((least) => all.filter((weight) => weight >= least).length),
      best: Math.max(0, ...all),
    };
  }

  material(id: string, profileId: string, out: Out = NOTHING_OUT): string[] {
    const profile = this.#case.profiles[profileId] as OracleProfile;
    const { best } = this.counts(id, out);
    const { minWeight, outweighMargin } = profile.contradiction;
    return this.#case.passages
      .filter((passage) => {
        if (passage.fact !== id || passage.bearing !== 'contradicts') return false;
        if (!this.#isOffered(passage.exhibit) || out.struck.has(passage.exhibit)) return false;
        const weight = this.weight(passage);
        if (weight < 1 || weight < minWeight || this.#isAnswered(passage, out)) return false;
        return outweighMargin === null || best < weight + outweighMargin;
      })
      .map((passage) => passage.id);
  }

  fact(id: string, profileId: string, out: Out = NOTHING_OUT): string {
    const fact = this.#case.facts.find((one) => one.id === id);
    const profile = this.#case.profiles[profileId];
    if (fact === undefined || profile === undefined) throw new Error(`no ${id} or ${profileId}`);
    const set = fact.override?.to ?? fact.override?.status;
    if (set !== undefined) return set;
    if (fact.premise === 'conceded' || fact.premise === 'notice') return 'proved';
    const { counts } = this.counts(id, out);
    const [c3 = 0, c2 = 0, c1 = 0] = counts;
    const live = (fact.inferences ?? []).filter(({ from }) =>
      from.every((premise) => this.fact(premise, profileId, out) === 'proved'),
    );
    const isMet = profile.sufficiency.some(({ w3, w2, w1 }) => c3 >= w3 && c2 >= w2 && c1 >= w1);
    const isSufficient = isMet || live.some(({ strength }) => strength >= profile.inferenceMin);
    if (isSufficient) return this.material(id, profileId, out).length > 0 ? 'contested' : 'proved';
    if (c1 === 0 && live.length === 0) return 'empty';
    return c1 === 1 && live.length === 0 ? 'single-sourced' : 'arguable';
  }

  status(ref: string, profile: string, out: Out = NOTHING_OUT): string {
    const id = ref.slice(5);
    if (ref.startsWith('fact:')) return this.fact(id, profile, out);
    const node = this.#case.nodes.find((one) => one.id === id);
    if (node === undefined) throw new Error(`no ${ref}`);
    const ranks = node.of
      .map((part) => rank(this.status(part, node.profile ?? profile, out)))
      .sort((a, b) => b - a);
    const k = node.op === 'all' ? ranks.length : node.op === 'any' ? 1 : (node.k ?? 0);
    return ORDER[ranks[k - 1] ?? 0] ?? 'empty';
  }

  /** Facts reached from a reference, premises of what is inferred too; `leaves` only those directly under nodes. */
  reach(ref: string, profile: string): { facts: Set<string>; leaves: Set<string>; nodes: Set<string> } {
    const facts = new Set<string>();
    const leaves = new Set<string>();
    const nodes = new Set<string>();
    const visitFact = (id: string, under: string): void => {
      facts.add(`${id}@${under}`);
      const fact = this.#case.facts.find((one) => one.id === id);
      const isSettled =
        fact?.override !== undefined || fact?.premise === 'conceded' || fact?.premise === 'notice';
      if (!isSettled)
        for (const { from } of fact?.inferences ?? []) for (const premise of from) visitFact(premise, under);
    };
    const visit = (at: string, under: string): void => {
      const id = at.slice(5);
      if (at.startsWith('fact:')) {
        leaves.add(`${id}@${under}`);
        visitFact(id, under);
        return;
      }
      const node = this.#case.nodes.find((one) => one.id === id);
      nodes.add(`${id}@${node?.profile ?? under}`);
      for (const part of node?.of ?? []) visit(part, node?.profile ?? under);
    };
    visit(ref, profile);
    return { facts, leaves, nodes };
  }

  /** The units that could matter: of what supports the facts reached, and of what answers rest on. */
  universe(ref: string, profile: string, by: OracleUnit): string[] {
    const reached = new Set([...this.reach(ref, profile).facts].map((key) => key.slice(0, key.indexOf('@'))));
    const units = new Set<string>();
    for (const passage of this.#case.passages) {
      if (!reached.has(passage.fact)) continue;
      if (passage.bearing === 'supports' && this.#isOffered(passage.exhibit))
        for (const unit of by === 'group'
          ? [this.groupOf(passage)]
          : this.#unitsOfExhibit(by, passage.exhibit))
          units.add(unit);
      if (passage.bearing === 'contradicts')
        for (const exhibit of passage.answer?.exhibits ?? [])
          if (this.#isOffered(exhibit)) for (const unit of this.#unitsOfExhibit(by, exhibit)) units.add(unit);
    }
    return [...units].sort();
  }

  /** Every subset tried: minimal cut sets, minimal path sets, pivotal counts, the ranking. */
  analyse(ref: string, profile: string, by: OracleUnit, level: string) {
    const universe = this.universe(ref, profile, by);
    const size = universe.length;
    const membersOf = (mask: number): string[] => universe.filter((_, i) => (mask & (1 << i)) !== 0);
    const holds = Array.from({ length: 1 << size }, (_, mask) => {
      const out: Out = { by, units: new Set(membersOf(mask)), struck: new Set() };
      return rank(this.status(ref, profile, out)) >= rank(level);
    });
    const bits = universe.map((_, i) => 1 << i);
    const everything = (1 << size) - 1;
    const cuts: string[][] = [];
    const paths: string[][] = [];
    holds.forEach((_, mask) => {
      const inside = bits.filter((bit) => (mask & bit) !== 0);
      if (holds[mask] === false && inside.every((bit) => holds[mask ^ bit] === true))
        cuts.push(membersOf(mask));
      if (
        holds[everything ^ mask] === true &&
        inside.every((bit) => holds[(everything ^ mask) | bit] === false)
      )
        paths.push(membersOf(mask));
    });
    const importance = universe.map((unit, i) => {
      const bit = 1 << i;
      let pivotal = 0;
      holds.forEach((held, mask) => {
        if ((mask & bit) === 0 && held !== holds[mask | bit]) pivotal += 1;
      });
      const cutsByOrder: Record<string, number> = {};
      for (const cut of cuts)
        if (cut.includes(unit)) cutsByOrder[cut.length] = (cutsByOrder[cut.length] ?? 0) + 1;
      return { unit, cutsByOrder, pivotal, of: 2 ** (size - 1) };
    });
    importance.sort((a, b) => {
      for (let order = 1; order <= size; order += 1) {
        const more = (b.cutsByOrder[order] ?? 0) - (a.cutsByOrder[order] ?? 0);
        if (more !== 0) return more;
      }
      return b.pivotal - a.pivotal || (a.unit < b.unit ? -1 : 1);
    });
    return { universe, cuts, paths, importance };
  }

  /** Minimal sets of failing leaf facts that, taken as proved, carry it. */
  gaps(ref: string, profile: string): string[][] {
    const failing = [
      ...new Set(
        [...this.reach(ref, profile).leaves].flatMap((key) => {
          const [id = '', under = ''] = key.split('@');
          return this.fact(id, under) === 'proved' ? [] : [id];
        }),
      ),
    ].sort();
    const carries = (taken: ReadonlySet<string>): boolean => {
      const visit = (at: string, under: string): boolean => {
        const id = at.slice(5);
        if (at.startsWith('fact:')) return taken.has(id) || this.fact(id, under) === 'proved';
        const node = this.#case.nodes.find((one) => one.id === id);
        const held = (node?.of ?? []).filter((part) => visit(part, node?.profile ?? under)).length;
        if (node?.op === 'all') return held === node.of.length;
        return held >= (node?.op === 'any' ? 1 : (node?.k ?? 0));
      };
      return visit(ref, profile);
    };
    const sets: string[][] = [];
    for (let mask = 0; mask < 1 << failing.length; mask += 1) {
      const set = failing.filter((_, i) => (mask & (1 << i)) !== 0);
      if (
        carries(new Set(set)) &&
        set.every((one) => !carries(new Set(set.filter((other) => other !== one))))
      )
        sets.push(set);
    }
    return sets;
  }

  whatIf(ref: string, profile: string, exclude: readonly string[], mode: 'knock-out' | 'strike'): string {
    const units = new Set(exclude);
    const struck: ReadonlySet<string> = mode === 'strike' ? units : new Set<string>();
    return this.status(ref, profile, { by: 'exhibit', units, struck });
  }
}
