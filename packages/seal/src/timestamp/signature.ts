// Signatures as certificates and time stamps carry them, handed to the platform's WebCrypto: RSA, ECDSA, Ed25519.
import { concat } from '../bytes.ts';
import { Refusal } from '../error.ts';
import * as der from './der.ts';

export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';

const HASHES: Readonly<Record<string, HashName>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
const RSA = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';
const EC = '1.2.840.10045.2.1';
const ED25519 = '1.3.101.112';
/** Signature identifiers that name their hash. */
const WITH_HASH: Readonly<Record<string, readonly ['rsa' | 'ecdsa', HashName]>> = {
  '1.2.840.113549.1.1.11': ['rsa', 'SHA-256'],
  '1.2.840.113549.1.1.12': ['rsa', 'SHA-384'],
  '1.2.840.113549.1.1.13': ['rsa', 'SHA-512'],
  '1.2.840.10045.4.3.2': ['ecdsa', 'SHA-256'],
  '1.2.840.10045.4.3.3': ['ecdsa', 'SHA-384'],
  '1.2.840.10045.4.3.4': ['ecdsa', 'SHA-512'],
};
const CURVES: Readonly<Record<string, readonly [string, number]>> = {
  '1.2.840.10045.3.1.7': ['P-256', 32],
  '1.3.132.0.34': ['P-384', 48],
  '1.3.132.0.35': ['P-521', 66],
};

/** The hash that an AlgorithmIdentifier names; SHA-1 and MD5 are not accepted anywhere (SEAL_ALGORITHM). */
export function readHash(algorithm: der.Der): HashName {
  const oid = der.readOid(der.sequence(algorithm).take());
  return HASHES[oid] ?? unknown(oid);
}

/** Digest of `message` by the platform. SHA-1 only to compare a certificate with an ESS version 1 identifier. */
export async function digest(hash: HashName | 'SHA-1', message: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(hash, new Uint8Array(message)));
}

/**
 * Whether `signature` is by the key in `spki` over `message`. `algorithm` is the AlgorithmIdentifier beside the signature;
 * `hash` is the signer's digest algorithm where that identifier names none, and must agree with it where it does.
 */
export async function verifySignature(
  spki: Uint8Array,
  algorithm: der.Der,
  message: Uint8Array,
  signature: Uint8Array,
  hash?: HashName,
): Promise<boolean> {
  const fields = der.sequence(algorithm);
  const oid = der.readOid(fields.take());
  const key = readSpki(spki);
  const named = WITH_HASH[oid];
  if (named !== undefined && hash !== undefined && named[1] !== hash) return false;
  if (oid === ED25519) return key.oid === ED25519 && check(spki, 'Ed25519', 'Ed25519', message, signature);
  if (oid === RSA_PSS) {
    const pss = readPss(fields.optional(der.SEQUENCE), hash);
    const [hashed, salted] = [
      { name: 'RSA-PSS', hash: pss.hash },
      { name: 'RSA-PSS', saltLength: pss.salt },
    ];
    return check(key.plain, hashed, salted, message, signature);
  }
  const hashed = named?.[1] ?? (oid === RSA || oid === EC ? hash : undefined) ?? unknown(oid);
  if (oid === RSA || named?.[0] === 'rsa') {
    const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: hashed };
    return key.oid === RSA && check(spki, rsa, rsa, message, signature);
  }
  const [curve, size] = CURVES[key.curve] ?? unknown(key.curve);
  const raw = ecdsaRaw(signature, size);
  const [onCurve, ecdsa] = [
    { name: 'ECDSA', namedCurve: curve },
    { name: 'ECDSA', hash: hashed },
  ];
  return raw !== undefined && check(spki, onCurve, ecdsa, message, raw);
}

type Algorithm = string | { name: string; hash?: string; namedCurve?: string; saltLength?: number };

async function check(
  spki: Uint8Array,
  importAs: Algorithm,
  verifyAs: Algorithm,
  ...rest: Uint8Array[]
): Promise<boolean> {
  const [bytes, message, signature] = [spki, ...rest].map((part) => new Uint8Array(part)) as [
    Copy,
    Copy,
    Copy,
  ];
  const key = await crypto.subtle.importKey('spki', bytes, importAs, false, ['verify']);
  return crypto.subtle.verify(verifyAs, key, signature, message);
}

type Copy = Uint8Array<ArrayBuffer>; // WebCrypto takes no shared memory

// SubjectPublicKeyInfo. `plain` names the key as ordinary RSA, which is how WebCrypto wants even a key kept for PSS.
function readSpki(spki: Uint8Array): { oid: string; curve: string; plain: Uint8Array } {
  const fields = der.sequence(der.readDer(spki));
  const algorithm = der.sequence(fields.take());
  const oid = der.readOid(algorithm.take(der.OID));
  const parameters = algorithm.optional(der.OID);
  const bits = fields.take();
  der.readBits(bits);
  const rsa = der.writeDer(
    der.SEQUENCE,
    Uint8Array.of(der.OID, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0),
  );
  const plain = oid === RSA_PSS || oid === RSA ? der.writeDer(der.SEQUENCE, rsa, bits.raw) : spki;
  return { oid, curve: parameters === undefined ? '' : der.readOid(parameters), plain };
}

// RSASSA-PSS-params (RFC 4055): one of our hashes, MGF1 with the same one, a stated salt length.
function readPss(parameters: der.Der | undefined, expected?: HashName): { hash: HashName; salt: number } {
  const fields = der.sequence(parameters);
  const inside = (n: number): der.Der => der.readDer(fields.take(der.context(n)).body);
  const hash = readHash(inside(0));
  const mask = der.sequence(inside(1));
  const maskOid = der.readOid(mask.take());
  if (maskOid !== MGF1 || readHash(mask.take()) !== hash || (expected !== undefined && expected !== hash))
    unknown(maskOid);
  return { hash, salt: Number(der.readInteger(inside(2))) };
}

// WebCrypto takes r and s side by side; certificates carry them as a der.SEQUENCE of two integers.
function ecdsaRaw(signature: Uint8Array, size: number): Uint8Array | undefined {
  const fields = der.sequence(der.readDer(signature));
  const numbers = [fields.take(der.INTEGER), fields.take(der.INTEGER)].map(({ body }) =>
    body[0] === 0 ? body.subarray(1) : body,
  );
  fields.end();
  if (numbers.some((number) => number.length > size)) return undefined;
  return concat(...numbers.flatMap((number) => [new Uint8Array(size - number.length), number]));
}

function unknown(oid: string): never {
  throw new Refusal('SEAL_ALGORITHM', `The algorithm ${oid} is not accepted.`, { oid });
}
