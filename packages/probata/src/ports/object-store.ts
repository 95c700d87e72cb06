// Originals: written once under their own hash, read back and checked, never edited.

/** One stored object: `address` is the SHA-256 (64 hex) of the bytes as stored (of the ciphertext, if sealed). */
export interface StoredObject {
  readonly address: string;
  readonly bytes: number;
}

/** How one object is enciphered: AES-256-GCM in chunks of 64 KiB under a key of its own, used for nothing else. */
export interface ObjectKey {
  readonly ref: string;
  readonly key: Uint8Array;
}

/** What `take` found out about the source while copying it. */
export interface Taken extends StoredObject {
  /** SHA-256 of the plain bytes; equals `address` when the object is not sealed. */
  readonly plain: string;
  readonly plainBytes: number;
  /** True when the same object was held already (nothing was written). */
  readonly held: boolean;
  /** The first plain bytes (at most 4 KiB), for a look at the media type. */
  readonly head: Uint8Array;
}

export type ObjectVerdict = 'sound' | 'altered' | 'missing';

/**
 * Promises: bytes are durable and have been read back and re-hashed before `commit` resolves; the same bytes again are
 * success; other bytes at an address are a Breach VAULT_OBJECT_ALTERED; an object is read-only from then on. A sealed
 * object is ciphertext before its first byte reaches the disk. Fault VAULT_DISK_FULL leaves nothing half visible, and
 * the store works again as soon as there is space. Fault VAULT_STORE for any other failure of the disk.
 */
export interface ObjectStore {
  /** Begins a group of takes that become durable together; cheaper than one by one. */
  group(): ObjectGroup;
  has(address: string): boolean;
  /**
   * Reads an object whole, checking its hash. Throws Breach VAULT_OBJECT_ALTERED, Fault VAULT_OBJECT_MISSING, or Refusal
   * VAULT_OBJECT_LONG for one of more than 2 GiB, which is streamed only.
   */
  read(address: string, key?: ObjectKey): Uint8Array;
  /** Reads in chunks of at most 1 MiB, plain; the hash is checked at the end and a Breach thrown if it differs. */
  stream(address: string, key?: ObjectKey): IterableIterator<Uint8Array>;
  /** Re-hashes what is stored. */
  verify(address: string): ObjectVerdict;
  /**
   * Re-hashes many objects on all processors; gives the verdicts in the order of the addresses. `progress` is told how
   * many are done, now and then. Rejects with the signal's reason when it aborts.
   */
  verifyAll(
    addresses: readonly string[],
    progress?: (done: number) => void,
    signal?: AbortSignal,
  ): Promise<readonly ObjectVerdict[]>;
  addresses(): IterableIterator<string>;
  /** Names in the folder that are no object: nobody writes them, so somebody did. */
  strangers(): readonly string[];
  /** Removes the bytes, on a recorded authority only (erasure). 'absent' when there were none. */
  destroy(address: string): 'destroyed' | 'absent';
  /** Throws away what killed groups left behind; gives how many files. Groups of living programs are left alone. */
  sweep(): number;
}

/** Who watches a long take: told how many plain bytes are copied, and able to stop it. */
export interface LongWatch {
  copied?(bytes: number): void;
  readonly signal?: AbortSignal | undefined;
}

export interface ObjectGroup {
  /** Copies a source (chunks of plain bytes) into a temporary file while hashing it. */
  take(source: Iterable<Uint8Array>, key?: ObjectKey): Taken;
  /**
   * The same for a source of many megabytes: other work goes on between its pieces, and what is written is read back
   * and hashed on another thread meanwhile. Throws the signal's reason when it aborts; the take then was not made.
   */
  takeLong(source: Iterable<Uint8Array>, key?: ObjectKey, watch?: LongWatch): Promise<Taken>;
  /** The same for bytes that are whole in memory: one call of the hash, no copying. */
  takeWhole(bytes: Uint8Array, key?: ObjectKey): Taken;
  /** Throws one take of this group away, as if it had not been made. */
  drop(taken: Taken): void;
  /** Flushes, renames into place, flushes the folders, reads back and re-hashes every object of the group. */
  commit(): Promise<void>;
  /** Throws the temporary files away. */
  abandon(): Promise<void>;
}
