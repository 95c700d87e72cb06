// Measures the questions of the proof room on a matter of 5,000 exhibits, 2,000 facts and 200 elements in a real ledger.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMatter } from '../packages/probata/src/compose.ts';
import { inventedMatter, type Shape } from './parts/invented-matter.ts';

const USAGE = `npm run bench -- what-if [--exhibits 5000] [--facts 2000] [--elements 200] [--seed 1] [--rounds 20]

Enters an invented matter through the ledger (a temporary folder, removed at the end), then times, through the same door
as the workbench and the command line: the first question, a what-if, a class struck, origins merged, a contradiction
added, and one citation weighed anew with the question after it. Milliseconds: median and worst of the rounds by the clock, and
the mean of processor time, which other programs on the machine do not inflate.`;

interface Choices extends Shape {
  readonly rounds: number;
}

/** `what-if` of the bench: see USAGE. The last line is JSON. */
export async function run(args: readonly string[]): Promise<void> {
  const choices = parseArgs(args);
  if (choices === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  const matter = await createMatter(
    join(scratch, 'matter'),
    { title: 'An invented matter', person: 'The bench' },
    { places: { config: join(scratch, 'config'), state: join(scratch, 'state') } },
  );
  try {
    const made = inventedMatter(choices);
    const begun = performance.now();
    for (let i = 0; i < made.drafts.length; i += 5000)
      await matter.house.ledger.append(async () => made.drafts.slice(i, i + 5000));
    const enteredMs = performance.now() - begun;
    const time = async (name: string, input: object): Promise<number> => {
      const from = performance.now();
      await matter.ask(name, input);
      return performance.now() - from;
    };
    const figures: Record<string, number> = { ...choices, entries: matter.house.ledger.size() };
    figures['enteredMs'] = round(enteredMs);
    figures['firstQuestionMs'] = round(await time('proof.what-if', { exclude: [made.exhibits[0]] }));
    const rounds = async (name: string, ask: (n: number) => Promise<number>): Promise<void> => {
      const times: number[] = [];
      const cpu = process.cpuUsage();
      for (let n = 0; n < choices.rounds; n += 1) times.push(await ask(n));
      const { user, system } = process.cpuUsage(cpu);
      figures[`${name}MeanCpuMs`] = round((user + system) / 1000 / choices.rounds);
      times.sort((a, b) => a - b);
      figures[`${name}MedianMs`] = round(times[Math.floor(times.length / 2)] ?? 0);
      figures[`${name}WorstMs`] = round(times.at(-1) ?? 0);
    };
    const at = <T>(list: readonly T[], n: number): T => list[(n * 37) % list.length] as T;
    await rounds('whatIf', (n) =>
      time('proof.what-if', { exclude: [at(made.exhibits, n)], mode: 'knock-out' }),
    );
    await rounds('strike', (n) =>
      time('proof.what-if', { exclude: [at(made.exhibits, n), at(made.exhibits, n + 1)], mode: 'strike' }),
    );
    await rounds('class', () => time('proof.what-if', { exclude: [], excludeClasses: ['witness'] }));
    await rounds('merge', (n) =>
      time('proof.what-if', {
        exclude: [],
        merges: [{ a: `source-${n}`, b: `source-${n + 1}`, reason: 'bench' }],
      }),
    );
    await rounds('contradiction', (n) =>
      time('proof.what-if', { exclude: [], contradictions: [{ fact: at(made.facts, n), weight: 3 }] }),
    );
    const edits: number[] = [];
    await rounds('editAndAsk', async (n) => {
      const from = performance.now();
      await matter.run('citation.weigh', {
        citation: at(made.citations, n),
        to: n % 4,
        reason: 'Weighed anew by the bench.',
      });
      const entered = performance.now();
      await matter.ask('proof.what-if', { exclude: [] });
      edits.push(entered - from);
      return performance.now() - entered;
    });
    edits.sort((a, b) => a - b);
    figures['entryItselfMedianMs'] = round(edits[Math.floor(edits.length / 2)] ?? 0);
    figures['matrixMs'] = round(await time('proof.matrix', {}));
    figures['rssMiB'] = Math.round(process.memoryUsage().rss / 2 ** 20);
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  } finally {
    await matter.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function parseArgs(args: readonly string[]): Choices | undefined {
  const choices = { exhibits: 5000, facts: 2000, elements: 200, seed: 1, rounds: 20 };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i]?.slice(2) as keyof typeof choices;
    if (!(name in choices)) return undefined;
    choices[name] = Number(args[i + 1]);
    if (!Number.isInteger(choices[name])) return undefined;
  }
  return choices;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
