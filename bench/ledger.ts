// Measures the ledger: entries appended in batches, refolded, reopened, proved; and a list over many exhibits.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMatter, openMatter } from '../packages/probata/src/compose.ts';

const USAGE = 'npm run bench -- ledger [--entries N] [--batch B]     1,000,000 entries in batches of 500';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `ledger` of the bench: see USAGE. */
export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return say(USAGE);
  const value = (name: string, fallback: number): number => {
    const given = Number(args[args.indexOf(name) + 1]);
    return args.includes(name) && given > 0 ? given : fallback;
  };
  const [entries, batch] = [value('--entries', 1_000_000), value('--batch', 500)];
  const folder = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  const places = { config: join(folder, 'config'), state: join(folder, 'state') };
  const timed = async <T>(name: string, bar: string, work: () => Promise<T> | T): Promise<T> => {
    const start = performance.now();
    const result = await work();
    const took = performance.now() - start;
    say(`${name}: ${took < 1000 ? `${took.toFixed(1)} ms` : `${(took / 1000).toFixed(1)} s`}${bar}`);
    return result;
  };
  try {
    let matter = await createMatter(join(folder, 'matter'), { title: 'Bench', person: 'Bench' }, { places });
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
    await matter.close();
    matter = await timed('reopen', '; the bar is 3 s', () => openMatter(join(folder, 'matter'), { places }));
    const { ledger } = matter.house;
    const size = ledger.size();
    let worst = 0;
    for (let i = 0; i < 1000; i += 1) {
      const from = performance.now();
      ledger.inclusion(Math.floor(((i * 0.618_034) % 1) * size), size);
      worst = Math.max(worst, performance.now() - from);
    }
    say(`inclusion proof, worst of 1000: ${worst.toFixed(2)} ms; the bar is 5 ms`);
    say(`memory in use: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`);
    await matter.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
