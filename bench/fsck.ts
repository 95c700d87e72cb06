// Measures fsck with every original read again, beside sha256sum -c over the same files.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMatter, openMatter } from '../packages/probata/src/compose.ts';

const USAGE = 'npm run bench -- fsck [--files N] [--bytes B]     10,000 files of 100,000 bytes';
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const watch = { progress() {}, signal: new AbortController().signal };

/** `fsck` of the bench: see USAGE. */
export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return say(USAGE);
  const value = (name: string, fallback: number): number => {
    const given = Number(args[args.indexOf(name) + 1]);
    return args.includes(name) && given > 0 ? given : fallback;
  };
  const [files, bytes] = [value('--files', 10_000), value('--bytes', 100_000)];
  const folder = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  try {
    const source = join(folder, 'source');
    mkdirSync(source);
    const body = Buffer.alloc(bytes, 46);
    for (let i = 0; i < files; i += 1) {
      body.write(`exhibit ${i} `);
      writeFileSync(join(source, `f${String(i).padStart(7, '0')}.txt`), body);
    }
    const places = { config: join(folder, 'config'), state: join(folder, 'state') };
    const made = await createMatter(join(folder, 'matter'), { title: 'Bench', person: 'Bench' }, { places });
    await made.task('intake.add', { paths: [source] }, watch);
    await made.close();
    const originals = join(folder, 'matter', 'originals');
    spawnSync('sh', ['-c', 'find . -type f -print0 | xargs -0 sha256sum > ../sums && sync'], {
      cwd: originals,
    });
    for (let round = 0; round < 3; round += 1) {
      const start = performance.now();
      const sums = spawnSync('sha256sum', ['-c', '--quiet', '../sums'], { cwd: originals });
      const tool = (performance.now() - start) / 1000;
      const matter = await openMatter(join(folder, 'matter'), { places });
      const from = performance.now();
      const answer = (await matter.task('vault.fsck', {}, watch)) as { sound: boolean };
      const ours = (performance.now() - from) / 1000;
      await matter.close();
      say(
        `${files} files of ${bytes} bytes: sha256sum -c ${tool.toFixed(2)} s (exit ${sums.status}), fsck ${ours.toFixed(2)} s (sound: ${answer.sound}), ratio ${(ours / tool).toFixed(2)}; the bar is 1`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
