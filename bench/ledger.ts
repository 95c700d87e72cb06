// Measures the ledger: entries appended in batches, refolded, reopened, proved; and a list over many exhibits.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMatter, openMatter } from '../packages/probata/src/compose.ts';

const USAGE = 'npm run bench -- ledger [--entries N] [--batch B]     1,000,000 entries in batches of 500';
const RUN = fileURLToPath(new URL('../scripts/run.mjs', import.meta.url));
const placesIn = (folder: string) => ({ config: join(folder, 'config'), state: join(folder, 'state') });
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `ledger` of the bench: see USAGE. */
export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return say(USAGE);
  const reopen = args.indexOf('--reopen');
  if (reopen >= 0) return reopened(args[reopen + 1] ?? '');
  const value = (name: string, fallback: number): number => {
    const given = Number(args[args.indexOf(name) + 1]);
    return args.includes(name) && given > 0 ? given : fallback;
  };
  const [entries, batch] = [value('--entries', 1_000_000), value('--batch', 500)];
  const folder = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  const places = placesIn(folder);
  const timed = async <T>(name: string, bar: string, work: () => Promise<T> | T): Promise<T> => {
    const start = performance.now();
    const result = await work();
    const took = performance.now() - start;
    say(`${name}: ${took < 1000 ? `${took.toFixed(1)} ms` : `${(took / 1000).toFixed(1)} s`}${bar}`);
    return result;
  };
  try {
    const matter = await createMatter(
      join(folder, 'matter'),
      { title: 'Bench', person: 'Bench' },
      { places },
    );
    const start = performance.now();
    await timed(`append ${entries} entries in batches of ${batch}`, '', async () => {
      for (let n = 0; n < entries; n += batch)
        await matter.house.ledger.append(async (_look, act) =>
          Array.from({ length: Math.min(batch, entries - n) }, (_, i) => ({
            kind: 'authority.cited',
            subject: act.newId('authority'),
            said: { title: `Authority ${n + i}`, sort: 'judgment', citation: `Reports, p. ${n + i}` },
          })),
        );
    });
    await timed('refold', '', () => matter.house.ledger.refold());
    say(`both: ${((performance.now() - start) / 1000).toFixed(1)} s; the bar is 120 s for 1,000,000`);
    say(`memory in use: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`);
    await matter.close();
    // Opened again as it is in life: by another process, which has entered nothing.
    execFileSync(process.execPath, [RUN, 'bench', 'ledger', '--reopen', folder], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function reopened(folder: string): Promise<void> {
  const start = performance.now();
  const matter = await openMatter(join(folder, 'matter'), { places: placesIn(folder) });
  say(`reopen: ${(performance.now() - start).toFixed(1)} ms; the bar is 3 s`);
  const { ledger } = matter.house;
  const size = ledger.size();
  const took = Array.from({ length: 1000 }, (_, i) => {
    const from = performance.now();
    ledger.inclusion(Math.floor(((i * 0.618_034) % 1) * size), size);
    return performance.now() - from;
  }).sort((a, b) => a - b);
  say(
    `inclusion proof, of 1000: median ${took[500]?.toFixed(2)} ms, 99 in 100 under ${took[990]?.toFixed(2)} ms, worst ${took.at(-1)?.toFixed(2)} ms; the bar is 5 ms`,
  );
  await matter.close();
}
