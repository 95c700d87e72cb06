// The real clock and the real source of chance.
import { hash, randomBytes } from 'node:crypto';
import type { Clock, Entropy } from '../../ports/world.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() };

export const systemEntropy: Entropy = { bytes: (count) => new Uint8Array(randomBytes(count)) };

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
