// Where the tests find reference cases and programs of others; what is absent is skipped, and said aloud.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';

const SHARED = fileURLToPath(new URL('../../../../shared/reference/integrity/', import.meta.url));

/** The folder of published cases, or undefined. */
export const reference: string | undefined = existsSync(SHARED) ? SHARED : undefined;

/** Whether a program runs here. */
export function hasProgram(name: string, ...args: readonly string[]): boolean {
  return spawnSync(name, args, { stdio: 'ignore' }).status === 0;
}

export const hasOpenssl = hasProgram('openssl', 'version');
export const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

/** `it`, or a skipped `it` that says what is missing. */
export function itIf(present: unknown, what: string): typeof it | typeof it.skip {
  if (present) return it;
  console.warn(`SKIPPED: ${what} is not here.`);
  return it.skip;
}

/** Runs a program and gives what it prints; throws if it fails. */
export function run(program: string, args: readonly string[], cwd: string): Buffer {
  return execFileSync(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
}
