// A sealed original on disk: chunks of ciphertext, each bound to its place and the last one marked, so that none can go missing.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Breach } from '../../base/errors.ts';
import type { ObjectKey } from '../../ports/object-store.ts';

// The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its
// Nonce-Reuse Misuse-Resistance, CRYPTO 2015): nonce = 7 random bytes | chunk number (4, big-endian) | 1 if last.
const MAGIC = Buffer.from('PBSEAL01', 'latin1');
const PREFIX = 7;
const HEADER = MAGIC.length + PREFIX;
const TAG = 16;
export const CHUNK = 64 * 1024;

function contextOf(ref: string, header: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`probata sealed object\n${ref}\n`, 'utf8'), header]);
}

function nonceOf(header: Uint8Array, index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.set(header.subarray(MAGIC.length, HEADER), 0);
  nonce.writeUInt32BE(index, PREFIX);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

/** Enciphers plain chunks of any size; gives the bytes of the object, header first. */
export function* encipherStream(source: Iterable<Uint8Array>, key: ObjectKey): IterableIterator<Uint8Array> {
  const header = Buffer.concat([MAGIC, randomBytes(PREFIX)]);
  const context = contextOf(key.ref, header);
  yield header;
  let index = 0;
  const seal = (chunk: Uint8Array, isLast: boolean): Uint8Array => {
    const cipher = createCipheriv('aes-256-gcm', key.key, nonceOf(header, index, isLast));
    cipher.setAAD(context);
    index += 1;
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  };
  // One chunk is held back until it is known whether another follows.
  const held = Buffer.allocUnsafe(CHUNK);
  let filled = 0;
  for (const piece of source) {
    for (let at = 0; at < piece.length; ) {
      if (filled === CHUNK) {
        yield seal(held, false);
        filled = 0;
      }
      const n = Math.min(CHUNK - filled, piece.length - at);
      held.set(piece.subarray(at, at + n), filled);
      filled += n;
      at += n;
    }
  }
  yield seal(held.subarray(0, filled), true);
}

/**
 * Deciphers the bytes of an object in order. Throws Breach VAULT_SEAL_BROKEN when a chunk was altered, moved, dropped
 * or added, when the end is missing, or when the key or its name is another's.
 */
export function* decipherStream(
  source: Iterable<Uint8Array>,
  key: ObjectKey,
  address: string,
): IterableIterator<Uint8Array> {
  const broken = (): Breach =>
    new Breach(
      'VAULT_SEAL_BROKEN',
      `The sealed object ${address} does not open: it was altered, or this is not its key.`,
      { address },
    );
  const full = CHUNK + TAG;
  let waiting = Buffer.alloc(0);
  let header: Buffer | undefined;
  let context: Buffer | undefined;
  let index = 0;
  const open = (chunk: Uint8Array, isLast: boolean): Uint8Array => {
    if (header === undefined || context === undefined || chunk.length < TAG) throw broken();
    const decipher = createDecipheriv('aes-256-gcm', key.key, nonceOf(header, index, isLast));
    decipher.setAAD(context);
    decipher.setAuthTag(chunk.subarray(chunk.length - TAG));
    index += 1;
    try {
      return Buffer.concat([decipher.update(chunk.subarray(0, chunk.length - TAG)), decipher.final()]);
    } catch {
      // A wrong tag is the one thing `final` can say.
      throw broken();
    }
  };
  for (const piece of source) {
    waiting = waiting.length === 0 ? Buffer.from(piece) : Buffer.concat([waiting, piece]);
    if (header === undefined) {
      if (waiting.length < HEADER) continue;
      if (!waiting.subarray(0, MAGIC.length).equals(MAGIC)) throw broken();
      header = Buffer.from(waiting.subarray(0, HEADER));
      context = contextOf(key.ref, header);
      waiting = waiting.subarray(HEADER);
    }
    // More than one full chunk waiting: the first cannot be the last.
    while (waiting.length > full) {
      yield open(waiting.subarray(0, full), false);
      waiting = waiting.subarray(full);
    }
  }
  if (header === undefined) throw broken();
  yield open(waiting, true);
}
