// Turns typesetting source into pages.

export interface RenderInput {
  /** Typst source of the main file. */
  readonly source: string;
  /** Further files by path (pictures, data), as the source names them. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Fixed time stamped into the file, so that the same input gives the same bytes. UTC, RFC 3339. */
  readonly at: string;
  readonly standard: 'plain' | 'a-2b' | 'a-2a' | 'ua-1';
}

/** Promise: the same input gives the same bytes; a broken source gives Refusal RENDER_SOURCE naming line and message. */
export interface Renderer {
  readonly tool: { readonly name: string; readonly version: string };
  pdf(input: RenderInput): Promise<Uint8Array>;
}
