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

/** A folder that stands beside the filings, with the files that lie in it. */
export interface WrittenFolder {
  readonly name: string;
  /** Where it lies on this machine. */
  readonly path: string;
  /** When it was put there: an instant in UTC. */
  readonly at: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

export interface WrittenBytes {
  readonly bytes: number;
  readonly chunks: Iterator<Uint8Array>;
}

/**
 * Promises: nothing stands at the final place before `finish` has flushed everything; an existing folder is never
 * overwritten (Refusal BUNDLE_PLACE_TAKEN).
 */
export interface Outgoing {
  begin(folder: string): OutgoingFolder;
  /** The matter's own place for filings of this name, made unique. */
  place(name: string): string;
  /** What stands beside the filings, the latest first. Links are not followed, nor is anything half written told of. */
  written(): readonly WrittenFolder[];
  /** The bytes of one file that `written` tells of; undefined for any other name, so that no name leads elsewhere. */
  open(folder: string, path: string): WrittenBytes | undefined;
  /** A folder that somebody brings, to be read and never written; links are not followed. */
  bring(folder: string): FileSource;
  /** A ZIP of these members, as office documents are; the same members give the same bytes. */
  zip(members: readonly { readonly name: string; readonly content: Uint8Array }[]): Uint8Array;
  /** The standalone verifier page, if this installation has it built. */
  verifierPage(): Uint8Array | undefined;
}
