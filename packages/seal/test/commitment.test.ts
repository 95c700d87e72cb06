// Commitments bind an entry to what was said, and open with content and salt alone.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commit, opensCommitment } from '../src/commitment.ts';

describe('a commitment', () => {
  it('is HMAC-SHA-256 of the canonical content under the salt, and opens with both alone', () => {
    const salt = new Uint8Array(32).fill(5);
    const made = commit({ b: 1, a: 'é' }, salt);
    expect(made).toBe(createHmac('sha256', salt).update('{"a":"é","b":1}').digest('hex'));
    expect(opensCommitment(made, { a: 'é', b: 1 }, salt)).toBe(true);
    expect(opensCommitment(made, { a: 'é', b: 2 }, salt)).toBe(false);
    expect(opensCommitment(made, { a: 'é', b: 1 }, new Uint8Array(32))).toBe(false);
    expect(opensCommitment(made.toUpperCase(), { a: 'é', b: 1 }, salt)).toBe(false);
  });

  it('takes a salt of 32 bytes and no other', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 31 }), (salt) => {
        expect(() => commit(1, salt)).toThrow();
      }),
    );
  });
});
