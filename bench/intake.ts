// Measures intake: many small files beside a small peer that takes the same durable steps, and one large file beside cp, sync and openssl.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMatter } from '../packages/probata/src/compose.ts';

const USAGE = `npm run bench -- intake [--files N] [--bytes B] [--rounds R]     10,000 files of 4 KB, 3 rounds
npm run bench -- intake --large [GB]                              one file, 1 GB unless said otherwise`;

const seconds = (from: number): number => (performance.now() - from) / 1000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `intake` of the bench: see USAGE. */
export async function run(args: readonly string[]): Promise<void> {
  const value = (name: string, fallback: number): number => {
    const at = args.indexOf(name);
    const given = Number(args[at + 1]);
    return at >= 0 && given > 0 ? given : fallback;
  };
  if (args.includes('--help')) return say(USAGE);
  const folder = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  try {
    if (args.includes('--large')) await large(folder, value('--large', 1));
    else await small(folder, value('--files', 10_000), value('--bytes', 4096), value('--rounds', 3));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function small(folder: string, files: number, bytes: number, rounds: number): Promise<void> {
  const source = join(folder, 'source');
  mkdirSync(source);
  const body = Buffer.alloc(bytes, 46);
  for (let i = 0; i < files; i += 1) {
    body.write(`exhibit ${i} `);
    writeFileSync(join(source, `f${String(i).padStart(7, '0')}.txt`), body);
  }
  spawnSync('sync');
  say(`${files} files of ${bytes} bytes`);
  const ratios: number[] = [];
  // By turns, so that a change in the machine's load meets both.
  for (let round = 0; round < rounds; round += 1) {
    const peer = Number(
      execFileSync(process.execPath, [
        fileURLToPath(new URL('peers/intake.ts', import.meta.url)),
        source,
        join(folder, `peer-${round}`),
      ]).toString(),
    );
    const ours = await intake(folder, source, `ours-${round}`);
    ratios.push(ours / peer);
    say(
      `round ${round + 1}: peer ${peer.toFixed(2)} s (${Math.round(files / peer)}/s), probata ${ours.toFixed(2)} s (${Math.round(files / ours)}/s), ratio ${(ours / peer).toFixed(2)}`,
    );
  }
  const start = performance.now();
  spawnSync('cp', ['-r', source, join(folder, 'copied')]);
  const copied = seconds(start);
  spawnSync('sh', ['-c', 'find . -type f -print0 | xargs -0 sha256sum > ../sums'], {
    cwd: join(folder, 'copied'),
  });
  say(
    `cp -r ${copied.toFixed(2)} s, cp -r + sha256sum ${seconds(start).toFixed(2)} s (not durable, not re-read)`,
  );
  say(
    `median ratio ${[...ratios].sort((a, b) => a - b)[Math.floor(ratios.length / 2)]?.toFixed(2)}; the bar is 2`,
  );
}

async function intake(folder: string, source: string, name: string): Promise<number> {
  const places = { config: join(folder, 'config'), state: join(folder, 'state') };
  const matter = await createMatter(join(folder, name), { title: 'Bench', person: 'Bench' }, { places });
  const start = performance.now();
  await matter.task(
    'intake.add',
    { paths: [source] },
    { progress() {}, signal: new AbortController().signal },
  );
  const took = seconds(start);
  await matter.close();
  return took;
}

async function large(folder: string, gigabytes: number): Promise<void> {
  const bytes = gigabytes * 2 ** 30;
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytes * 3.2) return say(`Three times ${gigabytes} GB do not fit on this disk.`);
  const source = join(folder, 'large.bin');
  const file = openSync(source, 'w');
  const block = Buffer.alloc(2 ** 20);
  for (let i = 0; i * block.length < bytes; i += 1) {
    block.writeDoubleLE(i, 0);
    writeSync(file, block);
  }
  closeSync(file);
  spawnSync('sync');
  for (let round = 0; round < 2; round += 1) {
    const start = performance.now();
    spawnSync('sh', ['-c', 'cp large.bin copy.bin && sync copy.bin && openssl dgst -sha256 copy.bin'], {
      cwd: folder,
    });
    const tools = seconds(start);
    rmSync(join(folder, 'copy.bin'));
    const ours = await intake(folder, source, `large-${round}`);
    rmSync(join(folder, `large-${round}`), { recursive: true });
    const rate = (took: number): string => `${(bytes / took / 1e6).toFixed(0)} MB/s`;
    say(
      `${gigabytes} GB: cp && sync && openssl ${tools.toFixed(2)} s (${rate(tools)}), probata ${ours.toFixed(2)} s (${rate(ours)}), speed ${(tools / ours).toFixed(2)} times theirs; the bar is 0.9`,
    );
  }
}
