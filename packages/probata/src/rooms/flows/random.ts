// Chance that can be repeated: the same seed gives the same draws for as long as this file stands.
import { exp, log, square } from './elementary.ts';

// The ziggurat: 128 layers of equal area under exp(-x²/2), the last with the tail. EDGE[i] is where layer i ends,
// INSIDE[i] the part of it that lies wholly under the curve.
const LAST_EDGE = 3.442619855899;
const AREA = 9.91256303526217e-3;
const EDGE = new Float64Array(129);
const INSIDE = new Float64Array(128);
{
  let height = exp(-0.5 * LAST_EDGE * LAST_EDGE);
  EDGE[0] = AREA / height;
  EDGE[1] = LAST_EDGE;
  for (let i = 2; i < 128; i += 1) {
    const edge = Math.sqrt(-2 * log(AREA / (EDGE[i - 1] as number) + height));
    EDGE[i] = edge;
    height = exp(-0.5 * edge * edge);
  }
  for (let i = 0; i < 128; i += 1) INSIDE[i] = (EDGE[i + 1] as number) / (EDGE[i] as number);
}

/**
 * xoshiro256** (Blackman and Vigna, 2018) on two 32-bit halves per word, seeded by SplitMix64. Draws are made from
 * integers and exactly rounded operations only, so that a seed gives the same bytes on every machine.
 */
export class Generator {
  #s0h = 0;
  #s0l = 0;
  #s1h = 0;
  #s1l = 0;
  #s2h = 0;
  #s2l = 0;
  #s3h = 0;
  #s3l = 0;
  #high = 0;
  #low = 0;

  /** @param seed any whole number; its low 64 bits count */
  constructor(seed: bigint | number) {
    let state = BigInt.asUintN(64, BigInt(seed));
    const words: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
      let z = state;
      z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
      z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
      z ^= z >> 31n;
      words.push(Number(z >> 32n) | 0, Number(z & 0xffffffffn) | 0);
    }
    [this.#s0h, this.#s0l, this.#s1h, this.#s1l, this.#s2h, this.#s2l, this.#s3h, this.#s3l] = words as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
  }

  /** The next 64 bits, as a bigint: for tests and for seeds of further generators. */
  next64(): bigint {
    this.#step();
    return (BigInt(this.#high >>> 0) << 32n) | BigInt(this.#low >>> 0);
  }

  /** Uniform on [0, 1), in steps of 2^-53. */
  uniform(): number {
    this.#step();
    return ((this.#high >>> 5) * 67_108_864 + (this.#low >>> 6)) * 1.1102230246251565e-16;
  }

  /** A whole number from 0 to n - 1, each alike; `n` up to 2^32. */
  below(n: number): number {
    // Draws in the last, incomplete run of n would favour small numbers: they are thrown back.
    const limit = 4_294_967_296 - (4_294_967_296 % n);
    for (;;) {
      this.#step();
      const draw = this.#high >>> 0;
      if (draw < limit) return draw % n;
    }
  }

  /** Standard normal, by the ziggurat of 128 layers (Marsaglia and Tsang, 2000) with bits apart for layer and place (Doornik, 2005). */
  normal(): number {
    for (;;) {
      this.#step();
      const layer = ((this.#high & 31) << 2) | (this.#low & 3);
      const u = ((this.#high >>> 5) * 67_108_864 + (this.#low >>> 6)) * 2.220446049250313e-16 - 1;
      if (Math.abs(u) < (INSIDE[layer] as number)) return u * (EDGE[layer] as number);
      if (layer === 0) return this.#tail(u < 0);
      const x = u * (EDGE[layer] as number);
      const below = exp(-0.5 * (square(EDGE[layer] as number) - x * x));
      const above = exp(-0.5 * (square(EDGE[layer + 1] as number) - x * x));
      if (above + this.uniform() * (below - above) < 1) return x;
    }
  }

  /** Gamma of a shape above zero and scale one (Marsaglia and Tsang, 2000). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * exp(log(1 - this.uniform()) / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const w = 1 + c * x;
      if (w <= 0) continue;
      const v = w * w * w;
      const u = 1 - this.uniform();
      if (u < 1 - 0.0331 * x * x * x * x || log(u) < 0.5 * x * x + d * (1 - v + log(v))) return d * v;
    }
  }

  /** Beta of two shapes above zero. */
  beta(a: number, b: number): number {
    const x = this.gamma(a);
    return x / (x + this.gamma(b));
  }

  /** Puts the first `count` places of a list into random order (Fisher and Yates): a sample without replacement. */
  shuffle<T>(list: T[], count = list.length): T[] {
    for (let i = 0; i < Math.min(count, list.length - 1); i += 1) {
      const j = i + this.below(list.length - i);
      const held = list[i] as T; // both places exist: i and j lie below the length
      list[i] = list[j] as T;
      list[j] = held;
    }
    return list;
  }

  /** A normal value beyond the last edge (Marsaglia, 1964). */
  #tail(negative: boolean): number {
    for (;;) {
      const x = log(1 - this.uniform()) / LAST_EDGE;
      const y = log(1 - this.uniform());
      if (-2 * y >= x * x) return negative ? x - LAST_EDGE : LAST_EDGE - x;
    }
  }

  #step(): void {
    // result = rotl(s1 * 5, 7) * 9, in 32-bit halves; x * 5 = (x << 2) + x, x * 9 = (x << 3) + x.
    const h1 = this.#s1h;
    const l1 = this.#s1l;
    let low = ((l1 << 2) >>> 0) + (l1 >>> 0);
    let high = (((h1 << 2) | (l1 >>> 30)) + h1 + (low > 0xffffffff ? 1 : 0)) | 0;
    low |= 0;
    const rotatedHigh = (high << 7) | (low >>> 25);
    const rotatedLow = (low << 7) | (high >>> 25);
    low = ((rotatedLow << 3) >>> 0) + (rotatedLow >>> 0);
    high = (((rotatedHigh << 3) | (rotatedLow >>> 29)) + rotatedHigh + (low > 0xffffffff ? 1 : 0)) | 0;
    this.#high = high;
    this.#low = low | 0;
    const th = (h1 << 17) | (l1 >>> 15);
    const tl = l1 << 17;
    this.#s2h ^= this.#s0h;
    this.#s2l ^= this.#s0l;
    this.#s3h ^= h1;
    this.#s3l ^= l1;
    this.#s1h ^= this.#s2h;
    this.#s1l ^= this.#s2l;
    this.#s0h ^= this.#s3h;
    this.#s0l ^= this.#s3l;
    this.#s2h ^= th;
    this.#s2l ^= tl;
    // rotl(s3, 45) = the halves changed over, then rotl 13.
    const h3 = this.#s3h;
    const l3 = this.#s3l;
    this.#s3h = (l3 << 13) | (h3 >>> 19);
    this.#s3l = (h3 << 13) | (l3 >>> 19);
  }
}
