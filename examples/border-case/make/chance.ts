/** A small fixed source of chance: the same seed gives the same file on every machine. */

export interface Chance {
  /** A number in [0, 1). */
  readonly unit: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
}

/** Marsaglia's xorshift with 32 bits of state; only for drawing and filling, never for secrets. */
export function chance(seed: number): Chance {
  let state = seed >>> 0 || 1;
  const unit = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
  const whole = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1));
  return { unit, whole, pick: (from) => from[whole(0, from.length - 1)] ?? from[0] };
}
