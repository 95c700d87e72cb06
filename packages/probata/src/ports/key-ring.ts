// Keys: each compartment has its own, each sealed value a key of its own wrapped by it, and destruction is final.

export interface SealedKey {
  readonly ref: string;
  readonly key: Uint8Array;
}

/**
 * Promises: a key that `mint` returned is on stable storage before anything enciphered with it may be; `destroy` is
 * final and reported; a key of a compartment that the present person does not hold is never returned.
 */
export interface KeyRing {
  /** The compartments whose key the person at this machine holds. */
  compartments(): readonly string[];
  holds(compartment: string): boolean;
  /** Makes the key of a new compartment and wraps it for the given users (X25519 public keys, 32 bytes). */
  openCompartment(compartment: string, members: readonly Member[]): void;
  /** Wraps an existing compartment's key for one more member. Throws Refusal KEYS_NOT_HELD. */
  grant(compartment: string, member: Member): void;
  /** Lets a member sign for the log. Throws Refusal KEYS_NOT_HELD. */
  grantLog(member: Member): void;
  revoke(compartment: string, user: string): void;
  /** New keys for sealed values or objects, wrapped by the compartment's key. Throws Refusal KEYS_NOT_HELD. */
  mint(compartment: string, refs: readonly string[]): readonly SealedKey[];
  /** The key of a sealed value; undefined when it was destroyed. Throws Refusal KEYS_NOT_HELD. */
  unwrap(ref: string): Uint8Array | undefined;
  /** True while there is a key under this name, whoever may open it. */
  has(ref: string): boolean;
  /** 'destroyed' when the key existed and is gone now, 'absent' when there was none. */
  destroy(ref: string): 'destroyed' | 'absent';
  /** A keyed fingerprint inside one compartment, so that twins can be found without a plain hash of small values. */
  fingerprint(compartment: string, bytes: Uint8Array): string;
  /** Signs with the matter's log key (Ed25519). */
  signCheckpoint(message: Uint8Array): Uint8Array;
  /** The log's public key, 32 bytes. */
  readonly logKey: Uint8Array;
  /** Signs with the present person's own key, for acts of weight. */
  signAsPerson(message: Uint8Array): Uint8Array;
  readonly person: Person;
  close(): void;
}

export interface Member {
  readonly user: string;
  readonly exchangeKey: Uint8Array;
}

/** Who acts on this machine. */
export interface Person {
  readonly user: string;
  readonly signingKey: Uint8Array;
  readonly exchangeKey: Uint8Array;
}
