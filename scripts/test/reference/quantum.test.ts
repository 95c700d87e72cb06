import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../reference/quantum.ts';

const CASES = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'reference', 'quantum');
const present = existsSync(CASES);
if (!present)
  console.warn('SKIPPED: no reference cases beside the repository (looked for ../shared/reference/quantum)');
const whenPresent = present ? test : test.skip;

/** Runs one case with a piece of its input changed. */
async function changed(name: string, from: string, to: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'probata-reference-'));
  try {
    cpSync(join(CASES, name), folder, { recursive: true });
    const input = readFileSync(join(CASES, name, 'input.csv'), 'utf8');
    expect(input).toContain(from);
    rmSync(join(folder, 'input.csv'), { force: true });
    writeFileSync(join(folder, 'input.csv'), input.replace(from, to));
    return (await run(folder)).passed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the reference cases for money and statistics', () => {
  whenPresent('are all met within their tolerances', async () => {
    const result = await run(CASES);
    expect(result.failed).toEqual([]);
    expect(result.passed).toBeGreaterThanOrEqual(22);
  });

  whenPresent('fail as soon as a cell of their input moves', async () => {
    expect(await changed('icj-costa-rica-v-nicaragua', '152372.81', '152372.82')).toBe(0);
    expect(await changed('fx-ecb-conversion', '1250000.00', '1250000.10')).toBe(0);
    expect(await changed('nile-local-level', '1120', '1220')).toBe(0);
    expect(await changed('prop99-sdid', '89.80000305', '99.80000305')).toBe(0);
  });

  test('a kind of case that nobody has built has failed, it is not passed over', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'probata-reference-'));
    try {
      writeFileSync(join(folder, 'input.csv'), 'a,b\n1,2\n');
      writeFileSync(
        join(folder, 'expected.json'),
        '{"tea_leaves":{"value":1,"tolerance":0,"tolerance_kind":"abs"}}',
      );
      const result = await run(folder);
      expect(result.passed).toBe(0);
      expect(result.failed.map((one) => one.why)).toEqual(['method not built yet']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
