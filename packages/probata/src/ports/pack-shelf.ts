// Where packs of law lie as texts that a lawyer can edit, and where in the text each of their parts stands.
import type { JsonValue } from '../base/json.ts';

/** A place in a text, both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Something in the text itself that cannot be read, before anything is asked about its meaning. */
export interface PackTextFault extends TextPlace {
  readonly message: string;
  readonly remedy: string;
}

/** A pack as it was written. */
export interface PackText {
  /** The file's name, as errors print it. */
  readonly file: string;
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly digest: string;
  readonly value: JsonValue;
  readonly faults: readonly PackTextFault[];
  /** Where the part at this path stands; the nearest part around it where it is missing. */
  placeOf(path: readonly (string | number)[]): TextPlace;
}

/**
 * Promise: reads a shipped pack by its name, or any other by the path of its file; never follows what the file says to
 * elsewhere, runs no code in it, and never reads more than 2 MB.
 * Throws Refusal LAW_PACK_MISSING when there is no such pack, LAW_PACK_TOO_LARGE; Fault when the disk fails.
 */
export interface PackShelf {
  /** Names of the packs that ship with the program. */
  shipped(): readonly string[];
  read(nameOrPath: string): PackText;
}
