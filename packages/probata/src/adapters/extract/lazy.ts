// Starts the extractors at the first file: a command that reads nothing tries no fence and starts no process.
import type { Extractor } from '../../ports/extractor.ts';
import { TOOL } from './limits.ts';
import { type ExtractorPool, openExtractorPool, type PoolOptions } from './pool.ts';

/** An extractor that opens its pool when it is first needed. */
export function lazyExtractor(options: PoolOptions = {}): Extractor {
  let opening: Promise<ExtractorPool> | undefined;
  const pool = (): Promise<ExtractorPool> => {
    opening ??= openExtractorPool(options);
    return opening;
  };
  return {
    extract: async (request) => (await pool()).extract(request),
    tool: () => TOOL,
    fence: async () => (await pool()).fence(),
    close: async () => (await opening)?.close(),
  };
}
