// Measures the verification of a large sealed bag, as a whole process, beside sha256sum -c over its manifest.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as seal from '../packages/seal/src/index.ts';
import { type MadeLog, makeBag, makeLog, writeFiles } from '../packages/seal/test/bag-maker.ts';
import { ROOT } from '../scripts/check/tree.ts';

const USAGE = 'npm run bench -- verify [--files N] [--bytes B]     10,000 annexes of 100,000 bytes';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `verify` of the bench: see USAGE. Every annex has its opened entry and its inclusion proof. */
export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return say(USAGE);
  const value = (name: string, fallback: number): number => {
    const given = Number(args[args.indexOf(name) + 1]);
    return args.includes(name) && given > 0 ? given : fallback;
  };
  const [files, bytes] = [value('--files', 10_000), value('--bytes', 100_000)];
  const folder = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  try {
    const annex = (n: number): Uint8Array => {
      const body = Buffer.alloc(bytes, 46);
      body.write(`exhibit ${n} `);
      return body;
    };
    const { vkey, files: bag } = await makeBag(files, {}, annex, rememberingLog());
    writeFiles(folder, bag);
    bag.clear();
    spawnSync('sync');
    const timed = (command: string, words: readonly string[]): { took: number; exit: number | null } => {
      const start = performance.now();
      const { status } = spawnSync(command, words, { cwd: folder, stdio: 'ignore' });
      return { took: (performance.now() - start) / 1000, exit: status };
    };
    for (let round = 0; round < 3; round += 1) {
      const sums = timed('sha256sum', ['-c', '--quiet', 'manifest-sha256.txt']);
      const ours = timed(process.execPath, [
        join(ROOT, 'packages/probata/bin/probata.mjs'),
        'verify',
        folder,
        '--vkey',
        vkey,
      ]);
      say(
        `${files} annexes of ${bytes} bytes: sha256sum -c ${sums.took.toFixed(2)} s (exit ${sums.exit}), probata verify ${ours.took.toFixed(2)} s (exit ${ours.exit}), ratio ${(ours.took / sums.took).toFixed(2)}; the bar is 1`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A log whose complete subtrees are kept: a proof for each of many annexes asks for the same ones again. */
function rememberingLog(): MadeLog {
  const log = makeLog();
  const kept = new Map<string, Uint8Array>();
  const source: seal.NodeSource = (level, index) => {
    const name = `${level}/${index}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const leaf = log.leaves[index] ?? new Uint8Array();
    const hash =
      level === 0
        ? seal.leafHash(leaf)
        : seal.nodeHash(source(level - 1, 2 * index), source(level - 1, 2 * index + 1));
    kept.set(name, hash);
    return hash;
  };
  return { ...log, source };
}
