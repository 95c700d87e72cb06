// The last signed checkpoint, kept apart from the ledger so that a restored old copy cannot pass for the new one.

/**
 * Promises: the text survives a crash once `swap` has returned; `swap` changes it only if it still equals `expected`
 * (null = nothing there yet) and otherwise throws Breach HEAD_MOVED; no operation ever takes it back to an older text.
 */
export interface HeadStore {
  /** Where it is kept, for messages. */
  readonly place: string;
  read(): string | null;
  swap(expected: string | null, next: string): void;
}
