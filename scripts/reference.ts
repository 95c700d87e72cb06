// npm run reference -- KIND DIR: runs every reference case under a folder through the product's own doors.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from './check/tree.ts';

interface Outcome {
  readonly passed: number;
  readonly failed: readonly { readonly case: string; readonly why: string }[];
  readonly skipped?: number;
}

const KINDS = ['integrity', 'documents', 'proof', 'quantum', 'drafting'] as const;

/** Prints each mismatch and `N passed, N failed`; the exit code is 1 on any, 2 when the question was not understood. */
export async function main(argv: readonly string[]): Promise<void> {
  const [kind = '', dir] = argv;
  const no = (message: string): void => {
    process.stderr.write(`${message}\n`);
    process.exitCode = 2;
  };
  if (!(KINDS as readonly string[]).includes(kind) || dir === undefined)
    return no(`Use: npm run reference -- KIND DIR, where KIND is one of ${KINDS.join(', ')}.`);
  const file = join(ROOT, 'scripts', 'reference', `${kind}.ts`);
  if (!existsSync(file)) return no(`This version does not run cases of the kind ${kind}.`);
  // npm runs scripts in the root; a path is meant from where npm was called.
  const folder = resolve(process.env['INIT_CWD'] ?? process.cwd(), dir);
  if (!existsSync(folder)) return no(`${dir} does not exist.`);
  const { run } = (await import(`./reference/${kind}.ts`)) as { run(dir: string): Promise<Outcome> };
  const { passed, failed, skipped = 0 } = await run(folder);
  for (const each of failed) process.stdout.write(`${each.case}: ${each.why}\n`);
  process.stdout.write(
    `${passed} passed, ${failed.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  );
  if (failed.length > 0 || passed === 0) process.exitCode = 1;
}
