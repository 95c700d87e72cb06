// One reading process for all tests of a file; when they are done it must be gone.
import { afterAll, beforeAll, expect } from 'vitest';
import { type ExtractorPool, openExtractorPool } from '../../../src/adapters/extract/pool.ts';

/** Opens a pool of one before the tests of this file and closes it behind them. */
export function oneReader(): Pick<ExtractorPool, 'extract' | 'load' | 'tool'> {
  let pool: ExtractorPool | undefined;
  beforeAll(async () => {
    pool = await openExtractorPool({ size: 1 });
  });
  afterAll(async () => {
    await pool?.close();
    expect(pool?.load().processes).toEqual([]);
  });
  const held = (): ExtractorPool => {
    if (pool === undefined) throw new Error('The pool is open only while tests run.');
    return pool;
  };
  return {
    extract: (file) => held().extract(file),
    load: () => held().load(),
    tool: () => held().tool(),
  };
}
