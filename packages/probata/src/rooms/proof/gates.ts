// The logic of a case as a web of gates: "all of", "any of" and "at least k of", shared wherever two parts agree.

/** A gate is named by its number inside one web. 0 is never true, 1 is always true. */
export type Gate = number;
export const NEVER: Gate = 0;
export const ALWAYS: Gate = 1;

export type GateKind = 'never' | 'always' | 'unit' | 'all' | 'any' | 'atLeast';

/**
 * A web of monotone gates over numbered units. Equal gates are one gate (hash-consing), constants are folded away,
 * so that comparing two parts of a case is comparing two integers.
 * Only monotone gates can be written: there is no negation, hence every level set has minimal cut and path sets.
 */
export class GateWeb {
  readonly #kinds: GateKind[] = ['never', 'always'];
  readonly #parts: (readonly Gate[])[] = [[], []];
  readonly #numbers: number[] = [0, 0];
  readonly #known = new Map<string, Gate>();
  readonly #duals = new Map<Gate, Gate>([
    [NEVER, ALWAYS],
    [ALWAYS, NEVER],
  ]);

  /** How many gates exist so far, the two constants included. */
  get size(): number {
    return this.#kinds.length;
  }

  kind(gate: Gate): GateKind {
    return this.#kinds[gate] ?? 'never';
  }

  parts(gate: Gate): readonly Gate[] {
    return this.#parts[gate] ?? [];
  }

  /** The unit's number for a unit gate, k for an 'atLeast' gate, else 0. */
  number(gate: Gate): number {
    return this.#numbers[gate] ?? 0;
  }

  /** The gate that is true while unit `unit` (0, 1, 2 …) stands. */
  unit(unit: number): Gate {
    return this.#share('unit', unit, [], `u${unit}`);
  }

  /** True when every part is true; of nothing: always. */
  all(parts: readonly Gate[]): Gate {
    const kept = distinct(parts, ALWAYS);
    if (kept.includes(NEVER)) return NEVER;
    if (kept.length === 0) return ALWAYS;
    const only = kept[0];
    return kept.length === 1 && only !== undefined ? only : this.#share('all', 0, kept, `a${keyOf(kept)}`);
  }

  /** True when one part is true; of nothing: never. */
  any(parts: readonly Gate[]): Gate {
    const kept = distinct(parts, NEVER);
    if (kept.includes(ALWAYS)) return ALWAYS;
    if (kept.length === 0) return NEVER;
    const only = kept[0];
    return kept.length === 1 && only !== undefined ? only : this.#share('any', 0, kept, `o${keyOf(kept)}`);
  }

  /** True when at least `k` of the parts are; a part named twice counts twice. */
  atLeast(k: number, parts: readonly Gate[]): Gate {
    let need = k;
    const kept: Gate[] = [];
    for (const part of parts) {
      if (part === ALWAYS) need -= 1;
      else if (part !== NEVER) kept.push(part);
    }
    if (need <= 0) return ALWAYS;
    if (need > kept.length) return NEVER;
    if (need === 1) return this.any(kept);
    if (need === kept.length) return this.all(kept);
    return this.#share('atLeast', need, kept, `k${need}:${keyOf(kept)}`);
  }

  /**
   * The failure side of a gate: swap 'all' and 'any', k of n becomes n-k+1 of n, and unit i now means "unit i is out".
   * The minimal solutions of the dual are the minimal cut sets of the gate.
   */
  dual(gate: Gate): Gate {
    for (const next of this.postOrder(gate)) {
      if (this.#duals.has(next)) continue;
      const parts = this.parts(next).map((part) => this.#duals.get(part) ?? NEVER);
      const turned = this.#turn(next, parts);
      this.#duals.set(next, turned);
      this.#duals.set(turned, next);
    }
    return this.#duals.get(gate) ?? NEVER;
  }

  #turn(gate: Gate, parts: readonly Gate[]): Gate {
    switch (this.kind(gate)) {
      case 'all':
        return this.any(parts);
      case 'any':
        return this.all(parts);
      case 'atLeast':
        return this.atLeast(parts.length - this.number(gate) + 1, parts);
      case 'never':
        return ALWAYS;
      case 'always':
        return NEVER;
      case 'unit':
        return gate;
    }
  }

  /** Every gate under `root`, parts before wholes, each once, left to right. Iterative: depth is no limit. */
  postOrder(root: Gate): Gate[] {
    const order: Gate[] = [];
    const seen = new Uint8Array(this.size);
    const stack: Gate[] = [root];
    while (stack.length > 0) {
      const gate = stack[stack.length - 1] ?? NEVER;
      if (seen[gate] === 2) {
        stack.pop();
        continue;
      }
      if (seen[gate] === 1) {
        seen[gate] = 2;
        order.push(gate);
        stack.pop();
        continue;
      }
      seen[gate] = 1;
      const parts = this.parts(gate);
      for (let i = parts.length - 1; i >= 0; i -= 1) {
        const part = parts[i] ?? NEVER;
        if (seen[part] === 0) stack.push(part);
      }
    }
    return order;
  }

  /**
   * A function that tells whether `root` is true when exactly the units for which `stands` answers true are in.
   * Laid out flat once, for questions asked many thousand times.
   */
  evaluator(root: Gate): (stands: (unit: number) => boolean) => boolean {
    const order = this.postOrder(root);
    const placeOf = new Map(order.map((gate, place) => [gate, place]));
    const units = new Int32Array(order.length).fill(-1);
    const needs = new Int32Array(order.length);
    const starts = new Int32Array(order.length + 1);
    const parts: number[] = [];
    order.forEach((gate, place) => {
      const kind = this.kind(gate);
      const count = this.parts(gate).length;
      if (kind === 'unit') units[place] = this.number(gate);
      // how many parts must hold: all of them, one, k, or (never) more than there are
      needs[place] = kind === 'all' ? count : kind === 'any' ? 1 : kind === 'never' ? 1 : this.number(gate);
      if (kind === 'always') needs[place] = 0;
      for (const part of this.parts(gate)) parts.push(placeOf.get(part) ?? 0);
      starts[place + 1] = parts.length;
    });
    const flat = Int32Array.from(parts);
    const values = new Uint8Array(order.length);
    return (stands) => {
      for (let place = 0; place < units.length; place += 1) {
        const unit = units[place] as number;
        if (unit >= 0) {
          values[place] = stands(unit) ? 1 : 0;
          continue;
        }
        let held = 0;
        for (let at = starts[place] as number; at < (starts[place + 1] as number); at += 1)
          held += values[flat[at] as number] as number;
        values[place] = held >= (needs[place] as number) ? 1 : 0;
      }
      return values[units.length - 1] === 1;
    };
  }

  #share(kind: GateKind, number: number, parts: readonly Gate[], key: string): Gate {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const gate = this.#kinds.length;
    this.#kinds.push(kind);
    this.#parts.push(parts);
    this.#numbers.push(number);
    this.#known.set(key, gate);
    return gate;
  }
}

/** Order of parts carries meaning for a reader and for variable order, not for sameness: the key is sorted. */
function keyOf(parts: readonly Gate[]): string {
  return parts.toSorted((a, b) => a - b).join();
}

function distinct(parts: readonly Gate[], neutral: Gate): Gate[] {
  return [...new Set(parts)].filter((part) => part !== neutral);
}
