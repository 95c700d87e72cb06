// Gives a run of the tests one temporary folder of its own, and removes it with everything in it at the end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Vitest's global setup: what a test leaves in the temporary folder, also when it fails, does not stay on the machine. */
export default function scratch(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'probata-tests-'));
  // POSIX reads the first, Windows the others.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
