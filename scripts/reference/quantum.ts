// Runs the reference cases for money and statistics: each answer comes from the product's own code and the case's input.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Method, type ReferenceCase, readTable, stripped } from './quantum/case.ts';
import { judge } from './quantum/judge.ts';
import { MONEY } from './quantum/money.ts';
import { PANELS } from './quantum/panels.ts';
import { STATISTICS } from './quantum/statistics.ts';

export interface ReferenceResult {
  passed: number;
  failed: { case: string; why: string }[];
}

const METHODS: readonly Method[] = [...MONEY, ...STATISTICS, ...PANELS];

/**
 * Runs every case under a folder (or the one case that the folder is). A case passes when every checked number of its
 * `expected.json` is answered within its tolerance. A kind of case that no method knows has failed: it is never passed over.
 * @param dir a folder of case folders, each with `input.csv` and `expected.json`
 */
export async function run(dir: string): Promise<ReferenceResult> {
  const failed: { case: string; why: string }[] = [];
  let passed = 0;
  for (const folder of caseFolders(dir)) {
    const name = basename(folder);
    const reasons = runCase(folder);
    if (reasons.length === 0) passed += 1;
    else failed.push({ case: name, why: reasons.join('; ') });
  }
  return { passed, failed };
}

function caseFolders(dir: string): readonly string[] {
  if (existsSync(join(dir, 'expected.json'))) return [dir];
  return readdirSync(dir)
    .sort()
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isDirectory() && existsSync(join(path, 'expected.json')));
}

function runCase(folder: string): readonly string[] {
  try {
    const expected: unknown = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
    const input = join(folder, 'input.csv');
    // The method is given the task without its answers, so that no answer can find its way into a result.
    const task = stripped(expected);
    const one: ReferenceCase = {
      folder,
      task,
      input: readTable(existsSync(input) ? readFileSync(input, 'utf8') : ''),
    };
    const method = METHODS.find((candidate) => candidate.fits(one));
    if (method === undefined) return ['method not built yet'];
    return judge(expected, method.answer(one));
  } catch (thrown) {
    return [thrown instanceof Error ? thrown.message : String(thrown)];
  }
}
