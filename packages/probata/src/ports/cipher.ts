// Authenticated encryption of small values.

/**
 * Promise: AES-256-GCM with a fresh random nonce of 96 bits for each call, the nonce in front and the 128-bit tag behind
 * the ciphertext (NIST SP 800-38D). `decipher` gives undefined when the key, the bytes or the context are not those of
 * `encipher`.
 */
export interface Cipher {
  encipher(key: Uint8Array, plain: Uint8Array, context: Uint8Array): Uint8Array;
  decipher(key: Uint8Array, box: Uint8Array, context: Uint8Array): Uint8Array | undefined;
}
