// The real clock and the real source of chance.
import { hash, randomBytes } from 'node:crypto';
import type { Clock, Entropy } from '../../ports/world.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() };

// Drawn from the system in one go and handed out once: a call for each salt costs more than the salt.
const POOL = 8192;
let pool = new Uint8Array(0);
let used = 0;

export const systemEntropy: Entropy = {
  bytes(count) {
    if (count > POOL) return new Uint8Array(randomBytes(count));
    if (used + count > pool.length) {
      pool = new Uint8Array(randomBytes(POOL));
      used = 0;
    }
    const given = pool.slice(used, used + count);
    pool.fill(0, used, used + count);
    used += count;
    return given;
  },
};

/** A clock that starts at `from` and moves one second at each look, and a chance that follows from a seed: for examples and tests. */
export function fixedWorld(from: string, seed: string): { clock: Clock; entropy: Entropy } {
  let at = Date.parse(from);
  let counter = 0;
  return {
    clock: {
      now() {
        const now = new Date(at).toISOString();
        at += 1000;
        return now;
      },
    },
    entropy: {
      bytes(count) {
        const out = new Uint8Array(count);
        for (let filled = 0; filled < count; counter += 1) {
          const block = hash('sha256', `${seed}:${counter}`, 'buffer');
          out.set(block.subarray(0, Math.min(32, count - filled)), filled);
          filled += 32;
        }
        return out;
      },
    },
  };
}
