// The bounds put on reading one file, and the name and version under which its output is cached.
import type { ExtractLimits, ToolVersion } from '../../ports/extractor.ts';

const MIB = 1 << 20;

/** What a reader may use where the caller says nothing else (security.md: caps of Dangerzone, our own memory). */
export const DEFAULT_LIMITS: ExtractLimits = {
  wallMs: 60_000,
  rssBytes: 1024 * MIB,
  inputBytes: 512 * MIB,
  textUnits: 64 * MIB,
  pages: 10_000,
  cells: 2_000_000,
  pixels: 100_000_000,
  unpackedBytes: 512 * MIB,
  unpackedRatio: 200,
  members: 50_000,
  depth: 4,
};

/**
 * Changes whenever any output may change: it is part of the key under which an extraction is cached.
 * The libraries that decide the output are named, because a new release of one is a new reader.
 */
export const TOOL: ToolVersion = {
  name: 'probata-extract',
  version:
    '9+mupdf-1.28.1,xlsx-0.20.3,readability-0.6.0,linkedom-0.18.15,exifr-7.1.3,iconv-0.7.3,libarchive-3.7.7',
};

/** Small archives may be any ratio: only beyond this many unpacked bytes does the ratio count. */
export const RATIO_FREE_BYTES = 8 * MIB;

/** Caps on single strings and short lists of a record, so that one odd field cannot fill the house's memory. */
export const RECORD_CAPS = {
  shortText: 65_536,
  metadataKeys: 2_000,
  warnings: 500,
  flags: 5_000,
  attachments: 50_000,
  lines: 2_000_000,
  cues: 200_000,
  headBytes: 1 << 19,
  /** Paragraphs of a Word file read as a draft, the characters, written length and runs of one, and the ids of its manifest. */
  paragraphs: 100_000,
  paragraphUnits: 40_000,
  paragraphJson: 250_000,
  paragraphRuns: 1_000,
  manifestIds: 20_000,
} as const;
