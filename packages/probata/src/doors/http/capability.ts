// Links to bytes on the content origin: signed, short-lived, for one exhibit or one written file of one matter.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ContentRequest } from '../worker/content.ts';

/** The matter by its name in the URL, and what of it the link gives. */
export type Capability = { readonly matter: string } & ContentRequest;

export interface Capabilities {
  /** The last part of the link. */
  mint(capability: Capability): string;
  /** What a link allows; undefined when it was not signed by us or is too old. */
  open(token: string): Capability | undefined;
  readonly lifeMs: number;
}

/** The key lives as long as the process; a link is of no use to another one. */
export function makeCapabilities(
  lifeMs = 5 * 60 * 1000,
  now: () => number = () => performance.now(),
): Capabilities {
  const key = randomBytes(32);
  const sign = (body: string): Buffer => createHmac('sha256', key).update(body).digest();
  return {
    lifeMs,
    mint(capability) {
      const body = Buffer.from(JSON.stringify([now() + lifeMs, capability])).toString('base64url');
      return `${body}.${sign(body).toString('base64url')}`;
    },
    open(token) {
      const [body = '', signature = '', ...more] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = sign(body);
      if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right))
        return undefined;
      const [until, capability] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
        number,
        Capability,
      ];
      return until > now() ? capability : undefined;
    },
  };
}
