// What a recognition engine does: one picture of a page in grey, in known languages, to words; or its script.
import type { ToolVersion } from '../../ports/extractor.ts';
import type { PixelWord } from './tsv.ts';

/** A page drawn in grey: PGM (`P5`), one byte a pixel. */
export interface GreyPage {
  readonly pgm: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Pixels per inch, for the engine's sense of sizes. */
  readonly dpi: number;
}

export interface Engine {
  readonly tool: ToolVersion;
  /** Engine and fence, in words. */
  readonly words: string;
  readonly languages: ReadonlySet<string>;
  /** True where it can tell script and orientation. */
  readonly tellsScript: boolean;
  /** `turned`: also look for a page that lies on its side. Throws Error with a sentence when the engine gave up. */
  recognise(
    page: GreyPage,
    languages: readonly string[],
    turned: boolean,
    signal?: AbortSignal,
  ): Promise<PixelWord[]>;
  script(page: GreyPage, signal?: AbortSignal): Promise<string | undefined>;
  close(): Promise<void>;
}
