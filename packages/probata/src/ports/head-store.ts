// The last signed checkpoint, kept apart from the ledger so that a restored old copy cannot pass for the new one.

/** A next head that is already on stable storage beside the old one, and not yet in force. */
export interface PreparedHead {
  /**
   * Puts it in force if `replaces` says so of the head that stands there now (null = none yet); otherwise throws it
   * away. Nobody else can change the head between the question and the change. Fault HEAD_WRITE when the disk fails.
   */
  publish(replaces: (current: string | null) => boolean): void;
  /** Throws it away. */
  discard(): void;
}

/**
 * Promises: after `prepare` has returned, no lack of space can keep `publish` from succeeding; after `publish` has
 * returned, the text survives a crash; a crash between leaves the old head whole.
 */
export interface HeadStore {
  /** Where it is kept, for messages. */
  readonly place: string;
  read(): string | null;
  /** Fault LEDGER_DISK_FULL or HEAD_WRITE when it cannot be written; the old head then still stands. */
  prepare(next: string): PreparedHead;
}
