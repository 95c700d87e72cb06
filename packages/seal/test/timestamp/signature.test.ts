// Signatures by node:crypto are accepted here, and only over the message that was signed.
import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readDer, writeDer } from '../../src/timestamp/der.ts';
import { verifySignature } from '../../src/timestamp/signature.ts';

const message = Buffer.from('what was signed');
const oid = (...bytes: readonly number[]): Uint8Array => writeDer(0x06, Uint8Array.from(bytes));
const rsaOid = (last: number): Uint8Array => oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, last);
const algorithm = (...parts: readonly Uint8Array[]) => readDer(writeDer(0x30, ...parts));
const sha512 = writeDer(0x30, oid(0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3));
const pss = algorithm(
  rsaOid(10),
  writeDer(
    0x30,
    writeDer(0xa0, sha512),
    writeDer(0xa1, writeDer(0x30, rsaOid(8), sha512)),
    writeDer(0xa2, Uint8Array.of(2, 1, 64)),
  ),
);
const spki = (key: KeyObject): Uint8Array => key.export({ format: 'der', type: 'spki' });

const pairs = {
  Ed25519: {
    pair: generateKeyPairSync('ed25519'),
    hash: null,
    algorithm: algorithm(oid(0x2b, 0x65, 0x70)),
    options: {},
  },
  'ECDSA P-521': {
    pair: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
    hash: 'sha512',
    algorithm: algorithm(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4)),
    options: {},
  },
  'ECDSA P-256': {
    pair: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    hash: 'sha256',
    algorithm: algorithm(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2)),
    options: {},
  },
  'RSA PKCS1': {
    pair: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    hash: 'sha384',
    algorithm: algorithm(rsaOid(12)),
    options: {},
  },
  'RSA-PSS with an ordinary key': {
    pair: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    hash: 'sha512',
    algorithm: pss,
    options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 },
  },
  'RSA-PSS with a key kept for PSS': {
    pair: generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
    hash: 'sha512',
    algorithm: pss,
    options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 },
  },
};

describe('a signature in a certificate or token', () => {
  for (const [name, { pair, hash, algorithm, options }] of Object.entries(pairs)) {
    it(`by ${name} holds over its message alone`, async () => {
      for (let turn = 0; turn < 8; turn++) {
        const signature = sign(hash, message, { key: pair.privateKey, ...options });
        expect(await verifySignature(spki(pair.publicKey), algorithm, message, signature)).toBe(true);
        expect(
          await verifySignature(spki(pair.publicKey), algorithm, Buffer.from('another'), signature),
        ).toBe(false);
      }
    });
  }

  it('must use the hash that the signer stated', async () => {
    const { pair, algorithm } = pairs['RSA PKCS1'];
    const signature = sign('sha384', message, pair.privateKey);
    expect(await verifySignature(spki(pair.publicKey), algorithm, message, signature, 'SHA-384')).toBe(true);
    expect(await verifySignature(spki(pair.publicKey), algorithm, message, signature, 'SHA-256')).toBe(false);
  });

  it('by SHA-1 or an unknown algorithm is refused', async () => {
    const { pair } = pairs['RSA PKCS1'];
    const signature = sign('sha1', message, pair.privateKey);
    await expect(
      verifySignature(spki(pair.publicKey), algorithm(rsaOid(5)), message, signature),
    ).rejects.toMatchObject({ code: 'SEAL_ALGORITHM' });
  });
});
