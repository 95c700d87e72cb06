// What leaves the house: a folder written beside its place and moved there whole; and folders that others bring.
import type { FileSource } from '@probata/seal';

export interface Written {
  readonly sha256: string;
  readonly bytes: number;
}

export interface OutgoingFolder {
  /** Writes one file (plain ASCII path with `/`), hashing what is written. */
  write(path: string, chunks: Iterable<Uint8Array>): Written;
  /** Flushes everything and moves the folder to its place. Gives the absolute path. */
  finish(): string;
  /** Removes what was written. */
  abandon(): void;
}

/**
 * Promises: nothing stands at the final place before `finish` has flushed everything; an existing folder is never
 * overwritten (Refusal BUNDLE_PLACE_TAKEN).
 */
export interface Outgoing {
  begin(folder: string): OutgoingFolder;
  /** The matter's own place for filings of this name, made unique. */
  place(name: string): string;
  /** A folder that somebody brings, to be read and never written; links are not followed. */
  bring(folder: string): FileSource;
  /** A ZIP of these members, as office documents are; the same members give the same bytes. */
  zip(members: readonly { readonly name: string; readonly content: Uint8Array }[]): Uint8Array;
  /** The standalone verifier page, if this installation has it built. */
  verifierPage(): Uint8Array | undefined;
}
