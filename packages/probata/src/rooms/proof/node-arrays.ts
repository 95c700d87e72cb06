// Small shared pieces of the two diagram books: growing number arrays and mixing three numbers into one slot.

/** Thrown inside a computation that outgrew its allowance; callers fall back to a truncated answer and say so. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** Mixes three integers into an unsigned 32-bit number (finaliser after Mulvey); used to pick a table slot. */
export function scatter(a: number, b: number, c: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

type Numbers = Int32Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A copy of twice the length, the second half zero. */
export function enlarge<T extends Numbers>(old: T, make: new (length: number) => T): T {
  const larger = new make(old.length * 2);
  larger.set(old);
  return larger;
}
