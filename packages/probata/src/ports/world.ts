// Time and chance: the only two doors through which they may enter, so that tests can hold them still.

/** UTC in RFC 3339 with milliseconds: `2025-05-19T09:30:00.000Z`. */
export type Instant = string;

/** Promise: returns the host's idea of now, in UTC. A claim by the host; nothing in the ledger's order depends on it. */
export interface Clock {
  now(): Instant;
}

/** Promise: `count` bytes from the system's cryptographic source; never repeated, never derived from the clock. */
export interface Entropy {
  bytes(count: number): Uint8Array;
}
