// AES-256-GCM from the platform.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Cipher } from '../../ports/cipher.ts';

const NONCE = 12;
const TAG = 16;

export const aesGcm: Cipher = {
  encipher(key, plain, context) {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(context);
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return new Uint8Array(Buffer.concat([nonce, body, cipher.getAuthTag()]));
  },
  decipher(key, box, context) {
    if (box.length < NONCE + TAG) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE));
    decipher.setAAD(context);
    decipher.setAuthTag(box.subarray(box.length - TAG));
    try {
      return new Uint8Array(
        Buffer.concat([decipher.update(box.subarray(NONCE, box.length - TAG)), decipher.final()]),
      );
    } catch {
      // A wrong tag is the one thing `final` can say; the caller names the Breach.
      return undefined;
    }
  },
};
