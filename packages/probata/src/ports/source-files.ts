// Files outside the house that somebody wants to bring in. Everything about them is hostile: names, kinds, sizes, timing.

/** Why a file was not read; the words of the intake's final states. */
export type NotRead =
  | 'changed-while-read'
  | 'not-regular'
  | 'symlink-not-followed'
  | 'unreadable'
  | 'too-large'
  | 'sparse';

/** Something found under the source. `path` is relative, with `/`, in normal form C, and for people. */
export interface Found {
  readonly path: string;
  /** The exact bytes of the path in hexadecimal, where they are not UTF-8 in normal form C. */
  readonly pathBytes?: string;
  /** How the adapter finds it again; means nothing to others. */
  readonly handle: unknown;
}

/** A file that is open: `whole` when it was small enough to be read at once. */
export type Opened =
  | { readonly state: 'whole'; readonly bytes: Uint8Array; readonly modified: string }
  | {
      readonly state: 'open';
      readonly size: number;
      readonly modified: string;
      /** Plain bytes in order; may be walked once. */
      readonly chunks: Iterable<Uint8Array>;
      /** After the last chunk: undefined when the file stayed as it was, otherwise why it did not. */
      settle(): { readonly state: NotRead; readonly detail: string } | undefined;
      close(): void;
    }
  | { readonly state: NotRead; readonly detail: string };

export interface SourceLimits {
  /** Files beyond this many bytes are not read. */
  readonly maxBytes: number;
  /** Files up to this size are read at once. */
  readonly wholeBytes: number;
}

/** Promise: never follows a link below the source, never waits for a pipe, never reads what is no regular file. */
export interface SourceFiles {
  /** The absolute form of a path that a person gave. */
  resolve(path: string): string;
  /** How many files lie under the paths, for the progress bar. Walks folders without opening a file. */
  count(paths: readonly string[]): number;
  /** Everything that is not a folder, in the order of the path's bytes; what cannot be listed is yielded too. */
  walk(paths: readonly string[]): IterableIterator<Found>;
  /**
   * Opens and, if small, reads a file. Size, inode, change and modification times are compared on the same
   * descriptor before and after, and with the path afterwards (security.md R14).
   */
  open(found: Found, limits: SourceLimits): Opened;
  /** What stands in `exhibits.json`, `exhibits.yaml` or `exhibits.yml` of a folder, parsed; undefined when there is none. Refusal SOURCE_SIDECAR when it cannot be read. */
  sidecar(path: string): { readonly name: string; readonly value: unknown } | undefined;
}
