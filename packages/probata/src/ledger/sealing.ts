// Sealed values: enciphered under a key of their own before they touch the disk, opened only with an entry to show for it.
import { canonicalBytes, commit, fromHex, fromUtf8, opensCommitment, toHex, utf8 } from '@probata/seal';
import { Breach } from '../base/errors.ts';
import { makeId } from '../base/ids.ts';
import type { JsonObject, JsonValue } from '../base/json.ts';
import { isSealed, type SealedToken } from '../base/sealed.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { Entropy } from '../ports/world.ts';

/** A value waiting to be enciphered when its entry is appended. */
export interface PendingSeal {
  readonly token: SealedToken;
  readonly plain: Uint8Array;
}

/** Makes the token of a value and what will be enciphered: the salt of its commitment and the value itself. */
export function prepareSeal(
  compartment: SealedToken['sealed'],
  value: JsonValue,
  entropy: Entropy,
): PendingSeal {
  const salt = entropy.bytes(32);
  const ref = makeId('sealedValue', entropy.bytes(16));
  const token: SealedToken = { sealed: compartment, ref, commit: commit(value, salt) };
  return { token, plain: canonicalBytes({ salt: toHex(salt), value }) };
}

/** The bytes that bind a box to its place, so that two boxes cannot be exchanged unnoticed. */
export function boxContext(token: { readonly sealed: string; readonly ref: string }): Uint8Array {
  return utf8(`probata sealed value\n${token.sealed}\n${token.ref}`);
}

/** Opens a box. Breach LEDGER_SEAL_BROKEN when it was altered or does not open the commitment of its token. */
export function openBox(token: SealedToken, box: Uint8Array, key: Uint8Array, cipher: Cipher): JsonValue {
  const broken = (): Breach =>
    new Breach(
      'LEDGER_SEAL_BROKEN',
      `The sealed value ${token.ref} does not open its commitment: it was altered.`,
      { ref: token.ref },
    );
  const plain = cipher.decipher(key, box, boxContext(token));
  if (plain === undefined) throw broken();
  const { salt, value } = JSON.parse(fromUtf8(plain)) as { salt: string; value: JsonValue };
  if (!opensCommitment(token.commit, value, fromHex(salt))) throw broken();
  return value;
}

/** Every token inside a content, wherever it stands. */
export function tokensIn(content: JsonObject | JsonValue): SealedToken[] {
  const found: SealedToken[] = [];
  const walk = (value: JsonValue): void => {
    if (value === null || typeof value !== 'object') return;
    if (isSealed(value)) {
      found.push(value);
      return;
    }
    for (const member of Object.values(value)) walk(member as JsonValue);
  };
  walk(content);
  return found;
}
