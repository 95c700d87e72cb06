// Pictures of pages: what a reader sees of an exhibit, made by us, so that the exhibit itself is never opened by a browser.

export interface PictureRequest {
  /** Pages of one exhibit are drawn by one process, never two exhibits by the same. */
  readonly exhibit: string;
  /** The file's bytes; asked for only when no process holds this exhibit yet. */
  readonly bytes: () => Uint8Array;
  readonly mediaType: string;
  /** From 1. */
  readonly page: number;
  /** Width of the picture in pixels. */
  readonly width: number;
}

export interface PagePictures {
  /**
   * The page as PNG. Promise: the bytes are drawn in a process without network, keys or vault, within limits of time,
   * memory and pixels; what comes back is a PNG by its signature and length.
   * Throws Refusal PICTURE_NONE (no such page, or a kind that has no pages), PICTURE_LIMIT (the drawing beat a limit).
   */
  png(request: PictureRequest): Promise<Uint8Array>;
  /** Ends every process. */
  close(): Promise<void>;
}
