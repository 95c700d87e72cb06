// What the threads that hash a bag share with the one who asks.

/** The state of each file: whoever changes `free` into something else computes it. */
export const CLAIM = { free: 0, asked: 1, taken: 2, done: 3, failed: 4 } as const;

export interface DigestWork {
  readonly folder: string;
  /** The files to hash, in the order in which they will be asked for. */
  readonly paths: readonly string[];
  /** One state of CLAIM for each path. */
  readonly claims: Int32Array;
  /** 64 hexadecimal digits for each path whose state is `done`. */
  readonly found: Uint8Array;
}
