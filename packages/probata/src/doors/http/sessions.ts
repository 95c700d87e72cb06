// Who may talk to this server: whoever came through the link that was printed in the terminal, once.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** One browser that came through a start link. Ids are 256 bits of chance and are kept hashed. */
export interface Sessions {
  /** A new token for a start link; it works once. */
  startToken(): string;
  /** Exchanges a start token for a session id; undefined when it is unknown or was used. */
  exchange(token: string): string | undefined;
  holds(cookieHeader: string | undefined): boolean;
  /** `Set-Cookie` for a session id. */
  cookie(id: string): string;
  endAll(): void;
}

// A working day; then the terminal gives a new link.
const LIFE_MS = 12 * 60 * 60 * 1000;
const TOKENS_KEPT = 8;

/** Sessions of one server. The cookie's name holds the port, for browsers do not keep the cookies of ports apart. */
export function makeSessions(port: number, now: () => number = () => performance.now()): Sessions {
  const name = `probata_${port}`;
  const tokens: Buffer[] = [];
  const sessions = new Map<string, number>();
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return {
    startToken() {
      const token = randomBytes(32).toString('base64url');
      tokens.push(digest(token));
      if (tokens.length > TOKENS_KEPT) tokens.shift();
      return token;
    },
    exchange(token) {
      const given = digest(token);
      const at = tokens.findIndex((each) => timingSafeEqual(each, given));
      if (at < 0) return undefined;
      tokens.splice(at, 1);
      const id = randomBytes(32).toString('base64url');
      sessions.set(digest(id).toString('hex'), now() + LIFE_MS);
      return id;
    },
    holds(cookieHeader) {
      for (const part of (cookieHeader ?? '').split(';')) {
        const [key = '', value = ''] = part.trim().split('=');
        if (key !== name || value === '') continue;
        const until = sessions.get(digest(value).toString('hex'));
        if (until !== undefined && until > now()) return true;
      }
      return false;
    },
    // No Secure: on loopback there is no TLS, and browsers then drop such a cookie. No Max-Age: it ends with the browser.
    cookie: (id) => `${name}=${id}; Path=/; HttpOnly; SameSite=Strict`,
    endAll() {
      tokens.length = 0;
      sessions.clear();
    },
  };
}
