// Yes/no questions over many units as one shared diagram: exact even where the sets behind it cannot be listed.
import { enlarge, scatter, TooLarge } from './node-arrays.ts';
import { EMPTY_SET, type Family, type FamilyBook, NOTHING } from './zbdd.ts';

/** A monotone truth function, by its number inside one book: 0 is never, 1 is always. */
export type Decision = number;
export const NO: Decision = 0;
export const YES: Decision = 1;

const DEEPEST = 0x7fffffff;
const FIRST_NODES = 1 << 12;
const LARGEST_CACHE = 1 << 22;
/** Recursion goes as deep as there are levels; beyond this the stack of an ordinary thread could run out. */
const MOST_LEVELS = 4000;

/** Reduced ordered binary decision diagrams (Bryant 1986) in typed arrays, for monotone functions only. */
export class DecisionBook {
  level = new Int32Array(FIRST_NODES);
  lo = new Int32Array(FIRST_NODES);
  hi = new Int32Array(FIRST_NODES);
  size = 2;
  readonly #limit: number;
  #table = new Int32Array(FIRST_NODES * 2);
  #mask = FIRST_NODES - 1;
  #cacheA = new Int32Array(FIRST_NODES);
  #cacheB = new Int32Array(FIRST_NODES);
  #cacheOp = new Int32Array(FIRST_NODES);
  #cacheResult = new Int32Array(FIRST_NODES);

  /** @param limit most nodes before TooLarge is thrown */
  constructor(limit = 30_000_000) {
    this.#limit = limit;
    this.level[0] = DEEPEST;
    this.level[1] = DEEPEST;
  }

  /** True exactly while the unit at `level` is. @throws TooLarge for more levels than the stack is sure to hold */
  single(level: number): Decision {
    if (level >= MOST_LEVELS) throw new TooLarge(`more than ${MOST_LEVELS} units in one question`);
    return this.node(level, NO, YES);
  }

  node(level: number, lo: Decision, hi: Decision): Decision {
    if (lo === hi) return lo;
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
    this.#table[slot] = made;
    return made;
  }

  both(first: Decision, second: Decision): Decision {
    if (first === second || second === YES) return first;
    if (first === YES) return second;
    if (first === NO || second === NO) return NO;
    const a = first < second ? first : second;
    const b = first < second ? second : first;
    const slot = scatter(a, b, 1) & this.#mask;
    if (this.#cacheA[slot] === a && this.#cacheB[slot] === b && this.#cacheOp[slot] === 1)
      return this.#cacheResult[slot] as number;
    const la = this.level[a] as number;
    const lb = this.level[b] as number;
    const lo = this.both(la <= lb ? (this.lo[a] as number) : a, lb <= la ? (this.lo[b] as number) : b);
    const hi = this.both(la <= lb ? (this.hi[a] as number) : a, lb <= la ? (this.hi[b] as number) : b);
    const result = this.node(Math.min(la, lb), lo, hi);
    this.#keep(a, b, 1, result);
    return result;
  }

  either(first: Decision, second: Decision): Decision {
    if (first === second || second === NO) return first;
    if (first === NO) return second;
    if (first === YES || second === YES) return YES;
    const a = first < second ? first : second;
    const b = first < second ? second : first;
    const slot = scatter(a, b, 2) & this.#mask;
    if (this.#cacheA[slot] === a && this.#cacheB[slot] === b && this.#cacheOp[slot] === 2)
      return this.#cacheResult[slot] as number;
    const la = this.level[a] as number;
    const lb = this.level[b] as number;
    const lo = this.either(la <= lb ? (this.lo[a] as number) : a, lb <= la ? (this.lo[b] as number) : b);
    const hi = this.either(la <= lb ? (this.hi[a] as number) : a, lb <= la ? (this.hi[b] as number) : b);
    const result = this.node(Math.min(la, lb), lo, hi);
    this.#keep(a, b, 2, result);
    return result;
  }

  /**
   * The minimal solutions of a monotone decision, as a family in `book` (Rauzy 1993).
   * @throws TooLarge when `book` outgrows its allowance
   */
  minimalSolutions(decision: Decision, book: FamilyBook): Family {
    return this.#minimal(decision, book, new Int32Array(decision + 1).fill(-1));
  }

  #minimal(decision: Decision, book: FamilyBook, memo: Int32Array): Family {
    if (decision === NO) return NOTHING;
    if (decision === YES) return EMPTY_SET;
    const known = memo[decision] as number;
    if (known >= 0) return known;
    const lo = this.lo[decision] as number;
    const absent = this.#minimal(lo, book, memo);
    const present = this.#thin(this.#minimal(this.hi[decision] as number, book, memo), lo, book);
    const result = book.node(this.level[decision] as number, absent, present);
    memo[decision] = result;
    return result;
  }

  /** The members of a family that do not already make `decision` true. */
  #thin(family: Family, decision: Decision, book: FamilyBook): Family {
    if (family === NOTHING || decision === YES) return NOTHING;
    // a monotone decision that is not constant is false of the empty set
    if (decision === NO || family === EMPTY_SET) return family;
    const lf = book.level[family] as number;
    const ld = this.level[decision] as number;
    if (ld < lf) return this.#thin(family, this.lo[decision] as number, book);
    const slot = scatter(family, decision, 3) & this.#mask;
    if (this.#cacheA[slot] === family && this.#cacheB[slot] === decision && this.#cacheOp[slot] === 3)
      return this.#cacheResult[slot] as number;
    const absent = this.#thin(
      book.lo[family] as number,
      lf === ld ? (this.lo[decision] as number) : decision,
      book,
    );
    const present = this.#thin(
      book.hi[family] as number,
      lf === ld ? (this.hi[decision] as number) : decision,
      book,
    );
    const result = book.node(lf, absent, present);
    // the cache may have grown meanwhile: #keep finds the slot anew
    this.#keep(family, decision, 3, result);
    if (book.size > this.#cacheA.length) this.#enlargeCache(book.size);
    return result;
  }

  #keep(a: number, b: number, op: number, result: number): void {
    const slot = scatter(a, b, op) & this.#mask;
    this.#cacheA[slot] = a;
    this.#cacheB[slot] = b;
    this.#cacheOp[slot] = op;
    this.#cacheResult[slot] = result;
  }

  #grow(): void {
    this.level = enlarge(this.level, Int32Array);
    this.lo = enlarge(this.lo, Int32Array);
    this.hi = enlarge(this.hi, Int32Array);
    const table = new Int32Array(this.lo.length * 2);
    const mask = table.length - 1;
    for (let id = 2; id < this.size; id += 1) {
      let slot = scatter(this.level[id] as number, this.lo[id] as number, this.hi[id] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = id;
    }
    this.#table = table;
    this.#enlargeCache(this.lo.length);
  }

  #enlargeCache(wanted: number): void {
    let entries = this.#cacheA.length;
    while (entries < wanted && entries < LARGEST_CACHE) entries *= 2;
    if (entries === this.#cacheA.length) return;
    const [a, b, op, result] = [this.#cacheA, this.#cacheB, this.#cacheOp, this.#cacheResult];
    this.#mask = entries - 1;
    this.#cacheA = new Int32Array(entries);
    this.#cacheB = new Int32Array(entries);
    this.#cacheOp = new Int32Array(entries);
    this.#cacheResult = new Int32Array(entries);
    for (let i = 0; i < a.length; i += 1) {
      if (op[i] !== 0) this.#keep(a[i] as number, b[i] as number, op[i] as number, result[i] as number);
    }
  }
}
