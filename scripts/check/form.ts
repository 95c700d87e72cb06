// Form and lint of every file, as Biome sees them by biome.json.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './tree.ts';

/** What Biome calls an error, a line each; `npm run format` mends form. */
export function formFaults(): readonly string[] {
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const args = [
    biome,
    'check',
    '--diagnostic-level=error',
    '--reporter=github',
    '--max-diagnostics=200',
    '--colors=off',
    '.',
  ];
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (error !== undefined) return [`Biome could not be run: ${error.message}`];
  if (status === 0) return [];
  const told = stdout.split('\n').filter((line) => line.startsWith('::error'));
  return told.length > 0
    ? told.map((line) => `${line.slice('::error '.length)}; 'npm run format' mends form`)
    : [`Biome failed: ${(stderr || stdout).trim().slice(0, 500)}`];
}
