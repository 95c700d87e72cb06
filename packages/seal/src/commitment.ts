// A commitment binds an entry to what was said without showing it: opened with its salt, or erased by destroying it.
import { equalBytes, fromHex, type Hex64, isHex64, toHex } from './bytes.ts';
import { canonicalBytes, type Json } from './canonical.ts';
import { Refusal } from './error.ts';
import { hmacSha256 } from './hash.ts';

/** Bytes of a salt. One fresh, random salt per record; without it a name or a date could be guessed from the hash. */
export const SALT_BYTES = 32;

/** HMAC-SHA-256 with key `salt` (32 random bytes) over the canonical JSON of `content`, in hexadecimal. */
export function commit(content: Json, salt: Uint8Array): Hex64 {
  if (salt.length !== SALT_BYTES) throw new Refusal('SEAL_SALT', `A salt has ${SALT_BYTES} bytes.`);
  return toHex(hmacSha256(salt, canonicalBytes(content)));
}

/** Whether `content` and `salt` open `commitment`. The comparison takes the same time wherever they differ. */
export function opensCommitment(commitment: Hex64, content: Json, salt: Uint8Array): boolean {
  return isHex64(commitment) && equalBytes(fromHex(commit(content, salt)), fromHex(commitment));
}
