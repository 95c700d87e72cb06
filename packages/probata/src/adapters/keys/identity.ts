// Who acts on this machine: one person's two keys, in a file of their own, with or without a passphrase.
import {
  argon2Sync,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault, Refusal } from '../../base/errors.ts';
import { writeDurably } from '../files/head-file.ts';
import { aesGcm } from './cipher.ts';

/** A person's keys, opened. `signing` is Ed25519 (RFC 8032), `exchange` X25519 (RFC 7748). */
export interface Identity {
  readonly user: string;
  readonly signingKey: Uint8Array;
  readonly exchangeKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
  /** Wraps 32 bytes for a holder of `exchangeKey`: ephemeral X25519, HKDF-SHA-256, AES-256-GCM. */
  wrapFor(exchangeKey: Uint8Array, secret: Uint8Array, context: string): Uint8Array;
  unwrap(box: Uint8Array, context: string): Uint8Array | undefined;
}

interface IdentityFile {
  readonly format: 1;
  readonly user: string;
  /** PKCS#8 DER in base64, in clear or enciphered under the passphrase. */
  readonly signing: string;
  readonly exchange: string;
  readonly passphrase?: { readonly salt: string; readonly memory: number; readonly passes: number };
}

// OWASP's figures for Argon2id leave a margin above 19 MiB; house bar: 64 MiB, 3 passes (security.md).
const ARGON = { memory: 65_536, passes: 3, parallelism: 1, tagLength: 32 } as const;

/** Opens the identity file, making it at first use. Refusal KEYS_PASSPHRASE when it is enciphered and the passphrase is wrong or missing. */
export function openIdentity(path: string, makeUser: () => string, passphrase?: string): Identity {
  if (!existsSync(path)) return createIdentity(path, makeUser(), passphrase);
  let file: IdentityFile;
  try {
    file = JSON.parse(readFileSync(path, 'utf8')) as IdentityFile;
  } catch (thrown) {
    throw new Fault('KEYS_IDENTITY', `The identity file ${path} cannot be read.`, { cause: thrown });
  }
  const open = (text: string, name: string): KeyObject => {
    const stored = new Uint8Array(Buffer.from(text, 'base64'));
    const der =
      file.passphrase === undefined ? stored : decipherWith(passphrase, file.passphrase, stored, name);
    return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  };
  return identityOf(file.user, open(file.signing, 'signing'), open(file.exchange, 'exchange'));
}

function createIdentity(path: string, user: string, passphrase: string | undefined): Identity {
  const signing = generateKeyPairSync('ed25519').privateKey;
  const exchange = generateKeyPairSync('x25519').privateKey;
  const der = (key: KeyObject): Uint8Array => new Uint8Array(key.export({ format: 'der', type: 'pkcs8' }));
  const protection =
    passphrase === undefined
      ? undefined
      : { salt: randomBytes(16).toString('base64'), memory: ARGON.memory, passes: ARGON.passes };
  const kept = (key: KeyObject, name: string): string => {
    const plain = der(key);
    if (passphrase === undefined || protection === undefined) return Buffer.from(plain).toString('base64');
    const box = aesGcm.encipher(stretch(passphrase, protection), plain, new TextEncoder().encode(name));
    return Buffer.from(box).toString('base64');
  };
  const file: IdentityFile = {
    format: 1,
    user,
    signing: kept(signing, 'signing'),
    exchange: kept(exchange, 'exchange'),
    ...(protection === undefined ? {} : { passphrase: protection }),
  };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeDurably(path, new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`));
  return identityOf(user, signing, exchange);
}

function stretch(passphrase: string, protection: NonNullable<IdentityFile['passphrase']>): Uint8Array {
  const out = argon2Sync('argon2id', {
    message: passphrase.normalize('NFC'),
    nonce: Buffer.from(protection.salt, 'base64'),
    parallelism: ARGON.parallelism,
    tagLength: ARGON.tagLength,
    memory: protection.memory,
    passes: protection.passes,
  });
  return new Uint8Array(out);
}

function decipherWith(
  passphrase: string | undefined,
  protection: NonNullable<IdentityFile['passphrase']>,
  box: Uint8Array,
  name: string,
): Uint8Array {
  const plain =
    passphrase === undefined
      ? undefined
      : aesGcm.decipher(stretch(passphrase, protection), box, new TextEncoder().encode(name));
  if (plain === undefined)
    throw new Refusal(
      'KEYS_PASSPHRASE',
      'The passphrase is missing or wrong. Give it at the prompt, or in the file named by PROBATA_PASSPHRASE_FILE.',
    );
  return plain;
}

// The raw 32 bytes stand at the end of the SPKI form of both curves (RFC 8410).
function rawPublic(key: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
}

function identityOf(user: string, signing: KeyObject, exchange: KeyObject): Identity {
  const exchangeKey = rawPublic(exchange);
  return {
    user,
    signingKey: rawPublic(signing),
    exchangeKey,
    sign: (message) => new Uint8Array(sign(null, message, signing)),
    wrapFor(peer, secret, context) {
      const ephemeral = generateKeyPairSync('x25519').privateKey;
      const own = rawPublic(ephemeral);
      const key = sharedKey(ephemeral, peer, own, peer);
      return new Uint8Array(
        Buffer.concat([own, aesGcm.encipher(key, secret, new TextEncoder().encode(context))]),
      );
    },
    unwrap(box, context) {
      const peer = box.subarray(0, 32);
      const key = sharedKey(exchange, peer, peer, exchangeKey);
      return aesGcm.decipher(key, box.subarray(32), new TextEncoder().encode(context));
    },
  };
}

function sharedKey(
  own: KeyObject,
  peer: Uint8Array,
  ephemeral: Uint8Array,
  recipient: Uint8Array,
): Uint8Array {
  const spki = Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), peer]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const secret = diffieHellman({ privateKey: own, publicKey });
  return new Uint8Array(
    hkdfSync('sha256', secret, Buffer.concat([ephemeral, recipient]), 'probata wrap v1', 32),
  );
}
