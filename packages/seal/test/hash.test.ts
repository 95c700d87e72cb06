// Our own SHA-256 and HMAC are held against node:crypto, whole and in pieces.
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../src/bytes.ts';
import { adoptSha256, hmacSha256, Sha256, sha256 } from '../src/hash.ts';

describe('SHA-256', () => {
  it('gives the digests of FIPS 180-4', () => {
    const digest = (text: string): string => toHex(new Sha256().update(utf8(text)).digest());
    expect(digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(digest('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(digest('a'.repeat(1_000_000))).toBe(
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    );
  });

  it('agrees with node:crypto at every length around the block, and however the bytes arrive', () => {
    for (let length = 0; length < 200; length++) {
      const message = Buffer.alloc(length, length);
      expect(toHex(new Sha256().update(message).digest())).toBe(
        createHash('sha256').update(message).digest('hex'),
      );
    }
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }), (pieces) => {
        const ours = new Sha256();
        for (const piece of pieces) ours.update(piece);
        expect(toHex(ours.digest())).toBe(createHash('sha256').update(Buffer.concat(pieces)).digest('hex'));
      }),
    );
  });

  it('adopts a faster one only if it agrees', () => {
    expect(() => adoptSha256(() => new Uint8Array(32))).toThrow(
      expect.objectContaining({ code: 'SEAL_HASH_DIFFERS' }),
    );
    adoptSha256((bytes) => createHash('sha256').update(bytes).digest());
    expect(toHex(sha256(utf8('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('keys an HMAC as node:crypto does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.uint8Array({ maxLength: 300 }), (key, message) => {
        expect(toHex(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
      }),
    );
    expect(() => hmacSha256(new Uint8Array(65), new Uint8Array())).toThrow(RangeError);
  });
});
