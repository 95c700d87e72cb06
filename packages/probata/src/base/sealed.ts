// A value that may be sealed: outside its compartment one sees that something is there, and nothing else.
import { z } from 'zod';
import { idOf } from './ids.ts';

/**
 * Stands where a sealed value would stand. `commit` binds the value (HMAC-SHA-256 under 32 random bytes kept with
 * the ciphertext), so that a later disclosure can be checked; `ref` finds the ciphertext, for those who hold the key.
 */
export const sealedToken = z.strictObject({
  sealed: idOf('compartment'),
  ref: idOf('sealedValue'),
  commit: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SealedToken = z.infer<typeof sealedToken>;

/** A field that holds either the value in clear or the token of a sealed one. */
export type Sealable<T> = T | SealedToken;

/** The schema of a field that may be sealed. */
export function sealable<T>(plain: z.ZodType<T>): z.ZodType<Sealable<T>> {
  // A text is never a token, and is by far the commoner: it is tried first. For objects the stricter form goes first.
  const isText = plain instanceof z.ZodString;
  return z.union(isText ? [plain, sealedToken] : [sealedToken, plain]) as z.ZodType<Sealable<T>>;
}

/** True if the field holds a token rather than the value. */
export function isSealed(value: unknown): value is SealedToken {
  // Most of what is asked about is no token at all, and is known as such without reading a form.
  if (typeof value !== 'object' || value === null || !('sealed' in value)) return false;
  return sealedToken.safeParse(value).success;
}
