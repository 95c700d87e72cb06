// SHA-256 (FIPS 180-4), the one hash of the house, written out so that an auditor can follow it on paper.
import { equalBytes, utf8 } from './bytes.ts';
import { Fault } from './error.ts';

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 section 4.2.2)
// and of the square roots of the first 8 (section 5.3.3), computed and not copied.
const PRIMES: number[] = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((p) => n % p !== 0)) PRIMES.push(n);
const K = Uint32Array.from(PRIMES, (p) => fractionBits(p, 3));
const START = Uint32Array.from(PRIMES.slice(0, 8), (p) => fractionBits(p, 2));

/** floor(2^32 * p^(1/power)) modulo 2^32, by integer root, so that no rounding of Math.cbrt can enter. */
function fractionBits(p: number, power: 2 | 3): number {
  const target = BigInt(p) << BigInt(32 * power);
  let low = 0n;
  let high = BigInt(p) << 32n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** BigInt(power) <= target) low = middle;
    else high = middle - 1n;
  }
  return Number(low & 0xffffffffn);
}

/** SHA-256 of bytes that arrive in pieces. `digest` ends it. */
export class Sha256 {
  #state = START.slice();
  #block = new Uint8Array(64);
  #words = new Uint32Array(64);
  #filled = 0;
  #length = 0;

  update(bytes: Uint8Array): this {
    this.#length += bytes.length;
    let at = 0;
    while (at < bytes.length) {
      if (this.#filled === 0 && bytes.length - at >= 64) {
        this.#compress(bytes, at);
        at += 64;
        continue;
      }
      const take = Math.min(64 - this.#filled, bytes.length - at);
      this.#block.set(bytes.subarray(at, at + take), this.#filled);
      this.#filled += take;
      at += take;
      if (this.#filled === 64) {
        this.#compress(this.#block, 0);
        this.#filled = 0;
      }
    }
    return this;
  }

  /** The 32-byte digest. */
  digest(): Uint8Array {
    const bits = this.#length * 8; // exact below 2^50 bytes
    const padding = new Uint8Array((this.#filled < 56 ? 56 : 120) - this.#filled + 8);
    padding[0] = 0x80;
    const end = new DataView(padding.buffer);
    end.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32));
    end.setUint32(padding.length - 4, bits % 2 ** 32);
    this.update(padding);
    const out = new Uint8Array(32);
    const view = new DataView(out.buffer);
    for (const [i, word] of this.#state.entries()) view.setUint32(4 * i, word);
    return out;
  }

  #compress(bytes: Uint8Array, at: number): void {
    const w = this.#words;
    // Every index below is inside its fixed-size array, so no read is undefined.
    for (let i = 0; i < 16; i++) {
      const j = at + 4 * i;
      w[i] =
        ((bytes[j] as number) << 24) |
        ((bytes[j + 1] as number) << 16) |
        ((bytes[j + 2] as number) << 8) |
        (bytes[j + 3] as number);
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15] as number;
      const y = w[i - 2] as number;
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
    }
    const s = this.#state;
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = s;
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] as number) + (w[i] as number)) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
      s[i] = (s[i] as number) + word;
    });
  }
}

type OneShot = (bytes: Uint8Array) => Uint8Array;
let oneShot: OneShot = (bytes) => new Sha256().update(bytes).digest();

/** SHA-256 of `bytes`, 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return oneShot(bytes);
}

/**
 * Lets the platform's own SHA-256 do the work of `sha256`. It is held against the code above on messages around
 * each padding boundary first, so a wrong one cannot slip in; a difference is a Fault (SEAL_HASH_DIFFERS).
 */
export function adoptSha256(fast: OneShot): void {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 1000]) {
    const message = utf8('probata'.repeat(200)).subarray(0, length);
    if (!equalBytes(fast(message), new Sha256().update(message).digest())) {
      throw new Fault('SEAL_HASH_DIFFERS', 'The platform computes SHA-256 differently from the seal.', {
        length,
      });
    }
  }
  oneShot = fast;
}

/** HMAC-SHA-256 (RFC 2104). `key` may be at most 64 bytes, which every key of the house is. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  if (key.length > 64) throw new RangeError('An HMAC key of the house has at most 64 bytes.');
  const inner = new Uint8Array(64 + message.length).fill(0x36, 0, 64);
  const outer = new Uint8Array(96).fill(0x5c, 0, 64);
  key.forEach((byte, i) => {
    inner[i] = byte ^ 0x36;
    outer[i] = byte ^ 0x5c;
  });
  inner.set(message, 64);
  outer.set(sha256(inner), 64);
  return sha256(outer);
}
