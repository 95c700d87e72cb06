// Families of small sets kept free of redundant members: the arithmetic behind "which exhibits, struck together, sink it".
import { enlarge, scatter, TooLarge } from './node-arrays.ts';

/** A family is named by its number inside one book. NOTHING = no set at all; EMPTY_SET = the family {∅}. */
export type Family = number;
export const NOTHING: Family = 0;
export const EMPTY_SET: Family = 1;

const DEEPEST = 0x7fffffff;
const FIRST_NODES = 1 << 12;
const FIRST_CACHE = 1 << 12;
const LARGEST_CACHE = 1 << 22;
const NEVER_SHORT = 32767;

/**
 * Zero-suppressed decision diagrams in typed arrays, every family minimal (no member contains another).
 * Follows Minato (DAC 1993) for the representation, Rauzy (2001) for minimal operations, and truncates every product
 * at an order so that sets too large to matter are never built.
 * Each operation walks the long "absent" branch in a loop and recurses only along the "present" branch: the depth of
 * recursion is the size of the sets, not the number of units.
 */
export class FamilyBook {
  /** level of the deciding unit of each node; members without it; members with it (unit removed) */
  level = new Int32Array(FIRST_NODES);
  lo = new Int32Array(FIRST_NODES);
  hi = new Int32Array(FIRST_NODES);
  /** size of the smallest and of the largest member */
  shortest = new Int16Array(FIRST_NODES);
  longest = new Int16Array(FIRST_NODES);
  /** how many members (approximate beyond 2^53; used to multiply small things first) */
  members = new Float64Array(FIRST_NODES);
  size = 2;
  readonly #limit: number;
  #table = new Int32Array(FIRST_NODES * 2);
  #stack = new Int32Array(1024);
  #top = 0;
  #cacheMask = FIRST_CACHE - 1;
  #cacheA = new Int32Array(FIRST_CACHE);
  #cacheB = new Int32Array(FIRST_CACHE);
  #cacheOp = new Int32Array(FIRST_CACHE);
  #cacheResult = new Int32Array(FIRST_CACHE);
  /** least and greatest size that one level adds to a set: 1 for a unit, more for a module that stands for many */
  readonly #least: (level: number) => number;
  readonly #most: (level: number) => number;
  readonly #plain: boolean;

  /**
   * @param limit most nodes before TooLarge is thrown (one node is about 26 bytes with its table)
   * @param span for levels that stand for a whole module: the sizes of its smallest and largest member
   */
  constructor(
    limit = 30_000_000,
    span?: { least: (level: number) => number; most: (level: number) => number },
  ) {
    this.#limit = limit;
    this.#plain = span === undefined;
    this.#least = span?.least ?? (() => 1);
    this.#most = span?.most ?? (() => 1);
    this.level[0] = DEEPEST;
    this.level[1] = DEEPEST;
    this.shortest[0] = NEVER_SHORT;
    this.longest[0] = -1;
    this.members[1] = 1;
  }

  /** The family {{unit}} for the unit at `level`. */
  single(level: number): Family {
    return this.node(level, NOTHING, EMPTY_SET);
  }

  /** The node "unit at level absent: lo, present: hi", shared if it exists. Levels grow downwards. */
  node(level: number, lo: Family, hi: Family): Family {
    if (hi === NOTHING) return lo;
    let mask = this.#table.length - 1;
    let slot = scatter(level, lo, hi) & mask;
    for (;;) {
      const found = this.#table[slot] as number;
      if (found === 0) break;
      if (this.lo[found] === lo && this.hi[found] === hi && this.level[found] === level) return found;
      slot = (slot + 1) & mask;
    }
    if (this.size >= this.lo.length) {
      this.#grow();
      mask = this.#table.length - 1;
      slot = scatter(level, lo, hi) & mask;
      while (this.#table[slot] !== 0) slot = (slot + 1) & mask;
    }
    const made = this.size;
    if (made >= this.#limit) throw new TooLarge(`more than ${this.#limit} nodes`);
    this.size += 1;
    this.level[made] = level;
    this.lo[made] = lo;
    this.hi[made] = hi;
    const least = this.#plain ? 1 : this.#least(level);
    const most = this.#plain ? 1 : this.#most(level);
    this.shortest[made] = Math.min(this.shortest[lo] as number, (this.shortest[hi] as number) + least);
    this.longest[made] = Math.max(this.longest[lo] as number, (this.longest[hi] as number) + most);
    this.members[made] = (this.members[lo] as number) + (this.members[hi] as number);
    this.#table[slot] = made;
    return made;
  }

  /** Members of either, minus those that contain another. */
  union(first: Family, second: Family): Family {
    const base = this.#top;
    let a = first;
    let b = second;
    let result: Family;
    for (;;) {
      if (a === b || b === NOTHING) {
        result = a;
        break;
      }
      if (a === NOTHING) {
        result = b;
        break;
      }
      if (a === EMPTY_SET || b === EMPTY_SET) {
        result = EMPTY_SET;
        break;
      }
      if (a > b) {
        const swap = a;
        a = b;
        b = swap;
      }
      const known = this.#recall(a, b, 1);
      if (known >= 0) {
        result = known;
        break;
      }
      this.#push(a, b);
      const la = this.level[a] as number;
      const lb = this.level[b] as number;
      if (la <= lb) a = this.lo[a] as number;
      if (lb <= la) b = this.lo[b] as number;
    }
    while (this.#top > base) {
      b = this.#pop();
      a = this.#pop();
      const la = this.level[a] as number;
      const lb = this.level[b] as number;
      let high: Family;
      if (la < lb) high = this.without(this.hi[a] as number, b);
      else if (lb < la) high = this.without(this.hi[b] as number, a);
      else high = this.without(this.union(this.hi[a] as number, this.hi[b] as number), result);
      result = this.node(Math.min(la, lb), result, high);
      this.#keep(a, b, 1, result);
    }
    return result;
  }

  /** Members of the first that contain no member of the second. */
  without(first: Family, second: Family): Family {
    const base = this.#top;
    let a = first;
    let b = second;
    let result: Family;
    for (;;) {
      if (a === NOTHING || b === EMPTY_SET || a === b) {
        result = NOTHING;
        break;
      }
      if (b === NOTHING || a === EMPTY_SET) {
        result = a;
        break;
      }
      if ((this.shortest[b] as number) > (this.longest[a] as number)) {
        result = a;
        break;
      }
      const la = this.level[a] as number;
      const lb = this.level[b] as number;
      if (lb < la) {
        // no member of a holds b's unit, so members of b that need it cannot be contained in one
        b = this.lo[b] as number;
        continue;
      }
      const known = this.#recall(a, b, 2);
      if (known >= 0) {
        result = known;
        break;
      }
      this.#push(a, b);
      a = this.lo[a] as number;
      if (la === lb) b = this.lo[b] as number;
    }
    while (this.#top > base) {
      b = this.#pop();
      a = this.#pop();
      const la = this.level[a] as number;
      let high = this.hi[a] as number;
      if (la === (this.level[b] as number)) {
        high = this.without(high, this.lo[b] as number);
        high = this.without(high, this.hi[b] as number);
      } else {
        high = this.without(high, b);
      }
      result = this.node(la, result, high);
      this.#keep(a, b, 2, result);
    }
    return result;
  }

  /** Every union of a member of the first with one of the second, of at most `order` units, minimal ones only. */
  product(first: Family, second: Family, order: number): Family {
    const base = this.#top;
    let a = first;
    let b = second;
    let k = order;
    let result: Family;
    for (;;) {
      if (a === NOTHING || b === NOTHING) {
        result = NOTHING;
        break;
      }
      if (a > b) {
        const swap = a;
        a = b;
        b = swap;
      }
      if (a === EMPTY_SET || a === b) {
        result = this.upTo(b, k);
        break;
      }
      if ((this.shortest[a] as number) > k || (this.shortest[b] as number) > k) {
        result = NOTHING;
        break;
      }
      k = Math.min(k, (this.longest[a] as number) + (this.longest[b] as number));
      const known = this.#recall(a, b, k + 4);
      if (known >= 0) {
        result = known;
        break;
      }
      this.#push(a, b);
      this.#push(k, 0);
      const la = this.level[a] as number;
      const lb = this.level[b] as number;
      if (la <= lb) a = this.lo[a] as number;
      if (lb <= la) b = this.lo[b] as number;
    }
    while (this.#top > base) {
      this.#pop();
      k = this.#pop();
      b = this.#pop();
      a = this.#pop();
      const la = this.level[a] as number;
      const lb = this.level[b] as number;
      const level = Math.min(la, lb);
      const left = k - (this.#plain ? 1 : this.#least(level));
      let high: Family;
      if (la < lb) high = this.product(this.hi[a] as number, b, left);
      else if (lb < la) high = this.product(this.hi[b] as number, a, left);
      else {
        const anyB = this.union(this.lo[b] as number, this.hi[b] as number);
        const withA = this.product(this.hi[a] as number, anyB, left);
        const withB = this.product(this.lo[a] as number, this.hi[b] as number, left);
        high = this.union(withA, withB);
      }
      high = this.without(high, result);
      result = this.node(level, result, high);
      this.#keep(a, b, k + 4, result);
    }
    return result;
  }

  /** Only the members of at most `order` units. */
  upTo(family: Family, order: number): Family {
    const base = this.#top;
    let a = family;
    let result: Family;
    for (;;) {
      if ((this.longest[a] as number) <= order) {
        result = a;
        break;
      }
      if ((this.shortest[a] as number) > order) {
        result = NOTHING;
        break;
      }
      const known = this.#recall(a, -1, order + 4);
      if (known >= 0) {
        result = known;
        break;
      }
      this.#push(a, 0);
      a = this.lo[a] as number;
    }
    while (this.#top > base) {
      this.#pop();
      a = this.#pop();
      const level = this.level[a] as number;
      const left = order - (this.#plain ? 1 : this.#least(level));
      result = this.node(level, result, this.upTo(this.hi[a] as number, left));
      this.#keep(a, -1, order + 4, result);
    }
    return result;
  }

  #push(a: number, b: number): void {
    if (this.#top + 2 > this.#stack.length) this.#stack = enlarge(this.#stack, Int32Array);
    this.#stack[this.#top] = a;
    this.#stack[this.#top + 1] = b;
    this.#top += 2;
  }

  #pop(): number {
    this.#top -= 1;
    return this.#stack[this.#top] as number;
  }

  #recall(a: number, b: number, op: number): number {
    const slot = scatter(a, b, op) & this.#cacheMask;
    return this.#cacheA[slot] === a && this.#cacheB[slot] === b && this.#cacheOp[slot] === op
      ? (this.#cacheResult[slot] as number)
      : -1;
  }

  #keep(a: number, b: number, op: number, result: number): void {
    const slot = scatter(a, b, op) & this.#cacheMask;
    this.#cacheA[slot] = a;
    this.#cacheB[slot] = b;
    this.#cacheOp[slot] = op;
    this.#cacheResult[slot] = result;
  }

  #grow(): void {
    this.level = enlarge(this.level, Int32Array);
    this.lo = enlarge(this.lo, Int32Array);
    this.hi = enlarge(this.hi, Int32Array);
    this.shortest = enlarge(this.shortest, Int16Array);
    this.longest = enlarge(this.longest, Int16Array);
    this.members = enlarge(this.members, Float64Array);
    const table = new Int32Array(this.lo.length * 2);
    const mask = table.length - 1;
    for (let id = 2; id < this.size; id += 1) {
      let slot = scatter(this.level[id] as number, this.lo[id] as number, this.hi[id] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = id;
    }
    this.#table = table;
    // the operation cache is lossy; it grows with the book so that small cases do not pay for large ones
    const entries = Math.min(LARGEST_CACHE, this.lo.length);
    if (entries > this.#cacheA.length) this.#enlargeCache(entries);
  }

  #enlargeCache(entries: number): void {
    const [a, b, op, result] = [this.#cacheA, this.#cacheB, this.#cacheOp, this.#cacheResult];
    this.#cacheMask = entries - 1;
    this.#cacheA = new Int32Array(entries);
    this.#cacheB = new Int32Array(entries);
    this.#cacheOp = new Int32Array(entries);
    this.#cacheResult = new Int32Array(entries);
    for (let i = 0; i < a.length; i += 1) {
      if (op[i] !== 0) this.#keep(a[i] as number, b[i] as number, op[i] as number, result[i] as number);
    }
  }
}
