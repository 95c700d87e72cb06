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

/** A page in shades of grey, as recognition takes it: PGM (`P5`), one byte a pixel. */
export interface GreyPicture {
  readonly pgm: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface PagePictures {
  /**
   * The page as PNG. Promise: the bytes are drawn in a process without network, keys or vault, within limits of time,
   * memory and pixels; what comes back is a PNG by its signature and length.
   * Throws Refusal PICTURE_NONE (no such page, or a kind that has no pages), PICTURE_LIMIT (the drawing beat a limit).
   */
  png(request: PictureRequest): Promise<Uint8Array>;
  /** The same page in grey, up to 16 million pixels. */
  grey(request: PictureRequest): Promise<GreyPicture>;
  /** Starts a process ahead of the first page that will be asked for; it holds nothing, and ends if none is. */
  ready(): Promise<void>;
  /** True for kinds with pages that can be drawn. */
  draws(mediaType: string): boolean;
  /** Ends every process. */
  close(): Promise<void>;
}
