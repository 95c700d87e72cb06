// Runs every fault tree of a folder, each in its own process, beside SCRAM from Debian on the same file.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface TableChoices {
  readonly order: number;
  readonly complete: boolean;
}

interface Timed {
  readonly ok: boolean;
  readonly out: string;
  readonly error: string;
  readonly cpu: number;
}

/** Every model of a folder in its own process, one after another, each beside SCRAM on the same file. */
export function printTable(dir: string, choices: TableChoices): void {
  const peer = choices.complete ? undefined : findScram();
  const chip = cpus();
  say(
    `machine: ${chip.length} x ${chip[0]?.model ?? 'unknown'}, Node ${process.version}; CPU = user + system of the whole process`,
  );
  say(peer === undefined ? 'scram: not compared' : `scram: ${peer}, --zbdd --limit-order ${choices.order}`);
  say(
    `${'model'.padEnd(10)}${['events', 'solve ms', 'CPU s', 'scram s', 'ratio'].map((head) => head.padStart(10)).join('')}  counts`,
  );
  const expected = readExpected(dir);
  const rows: { name: string; size: number; cpu: number; peer: number | undefined }[] = [];
  let [total, wrong, refused, solved, stopped] = [0, 0, 0, 0, 0];
  for (const file of readdirSync(dir).sort()) {
    if (!file.endsWith('.xml')) continue;
    const path = resolve(dir, file);
    const name = basename(file, '.xml');
    const mine = timed(process.execPath, childArgs(path, choices), 60_000);
    if (!mine.ok) {
      const coherent = !/not coherent/.test(mine.error);
      const unfinished = coherent && /more than \d+ nodes|stopped after/.test(mine.error);
      if (!coherent) refused += 1;
      else if (unfinished) stopped += 1;
      else wrong += 1;
      say(
        `${name.padEnd(10)}  ${coherent ? (unfinished ? 'not finished' : 'FAILED') : 'refused'}: ${mine.error.trim().split('\n').at(-1) ?? ''}`,
      );
      continue;
    }
    solved += 1;
    const counts = lastCounts(mine.out);
    const other = peer === undefined ? undefined : runScram(path, choices.order);
    const verdicts = [
      compareWith('expected', expected.get(name), counts, choices),
      compareWith('scram', other?.counts, counts, choices),
    ];
    if (verdicts.some((verdict) => verdict.startsWith('DIFFERS'))) wrong += 1;
    total += mine.cpu;
    rows.push({ name, size: readFileSync(path).length, cpu: mine.cpu, peer: other?.cpu });
    const figures = [
      /: (\d+) events/.exec(mine.out)?.[1] ?? '',
      /solved ([\d.]+) ms/.exec(mine.out)?.[1] ?? '',
      mine.cpu.toFixed(2),
      other === undefined ? '-' : other.cpu.toFixed(2),
      other === undefined ? '-' : (mine.cpu / other.cpu).toFixed(2),
    ];
    say(
      `${name.padEnd(10)}${figures.map((figure) => figure.padStart(10)).join('')}  ${summary(counts)} ${verdicts.join(' ')}`,
    );
  }
  say(
    `${solved} solved, ${refused} refused as non-coherent, ${stopped} not finished, ${wrong} wrong; ${total.toFixed(2)} s CPU together`,
  );
  sayLargest(rows);
  if (wrong > 0) process.exitCode = 1;
}

function sayLargest(
  rows: readonly { name: string; size: number; cpu: number; peer: number | undefined }[],
): void {
  const largest = rows.filter(({ peer }) => peer !== undefined).sort((a, b) => b.size - a.size);
  if (largest.length === 0) return;
  const ratios = largest.slice(0, 10).map(({ name, cpu, peer }) => ({ name, ratio: cpu / (peer ?? 1) }));
  say(
    `ten largest files, CPU against scram: ${ratios.map(({ name, ratio }) => `${name} ${ratio.toFixed(2)}`).join(', ')}`,
  );
}

/** The bench's own entry, so that what is timed is what a user runs, Node's start included (npm's own is not). */
function childArgs(path: string, choices: TableChoices): string[] {
  const entry = fileURLToPath(new URL('../scripts/run.mjs', import.meta.url));
  const how = choices.complete ? ['--complete'] : ['--order', String(choices.order)];
  return ['--max-old-space-size=2048', entry, 'bench', 'cutsets', path, ...how];
}

/** Runs a program under bash's own clock, which counts the user and system time of the whole process. */
function timed(program: string, args: readonly string[], timeout: number): Timed {
  const done = spawnSync('bash', ['-c', 'TIMEFORMAT="cpu %U %S"; time "$@"', 'bash', program, ...args], {
    encoding: 'utf8',
    timeout,
    maxBuffer: 1 << 28,
  });
  const clock = /cpu ([\d.]+) ([\d.]+)\s*$/.exec(done.stderr ?? '');
  return {
    ok: done.status === 0,
    out: done.stdout ?? '',
    error:
      done.signal === null
        ? (done.stderr ?? '').replace(/cpu [\d. ]+\s*$/, '')
        : `stopped after ${timeout / 1000} s`,
    cpu: Number(clock?.[1] ?? 0) + Number(clock?.[2] ?? 0),
  };
}

function findScram(): string | undefined {
  const found = spawnSync('scram', ['--version'], { encoding: 'utf8' });
  return found.status === 0 ? (found.stdout.split('\n')[0] ?? 'scram').trim() : undefined;
}

function runScram(path: string, order: number): { counts: Map<number, string>; cpu: number } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'cutsets-'));
  try {
    const report = join(folder, 'report.xml');
    const done = timed('scram', ['--zbdd', '--limit-order', String(order), path, '-o', report], 60_000);
    if (!done.ok) return undefined;
    const distribution =
      /<sum-of-products[^>]*distribution="([^"]*)"/.exec(readFileSync(report, 'utf8'))?.[1] ?? '';
    const counts = new Map(distribution.split(' ').map((count, i): [number, string] => [i + 1, count]));
    return { counts, cpu: done.cpu };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Counts beside the models, where the folder's parent holds them. */
function readExpected(dir: string): Map<string, Map<number, string>> {
  const path = join(dir, '..', 'expected.json');
  const found = new Map<string, Map<number, string>>();
  if (!existsSync(path)) return found;
  const { expected } = JSON.parse(readFileSync(path, 'utf8')) as {
    expected: Record<string, { byOrder: Record<string, string> }>;
  };
  for (const [name, { byOrder }] of Object.entries(expected))
    found.set(
      name,
      new Map(Object.entries(byOrder).map(([size, count]): [number, string] => [Number(size), count])),
    );
  return found;
}

function compareWith(
  whom: string,
  theirs: ReadonlyMap<number, string> | undefined,
  mine: ReadonlyMap<number, string>,
  { order, complete }: TableChoices,
): string {
  if (theirs === undefined) return '';
  const sizes = new Set([...theirs.keys(), ...mine.keys()].filter((size) => complete || size <= order));
  const differs = [...sizes].filter((size) => (theirs.get(size) || '0') !== (mine.get(size) ?? '0'));
  return differs.length === 0 ? `= ${whom}` : `DIFFERS from ${whom} at order ${differs.join(', ')}`;
}

function lastCounts(out: string): Map<number, string> {
  const line = out.trim().split('\n').at(-1) ?? '{}';
  const { countByOrder } = JSON.parse(line) as { countByOrder: Record<string, number | string> };
  return new Map(
    Object.entries(countByOrder).map(([size, count]): [number, string] => [Number(size), String(count)]),
  );
}

function summary(counts: ReadonlyMap<number, string>): string {
  const all = [...counts.values()];
  return all.length <= 4 ? all.join(' ') : `${all.reduce((sum, count) => sum + BigInt(count), 0n)} in all`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
