// Feeds broken copies of good files to the pool of reading processes and counts how they end.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExtractorPool, openExtractorPool } from '../packages/probata/src/adapters/extract/pool.ts';
import { type MadeFile, seeds } from '../packages/probata/test/adapters/extract/made.ts';

export interface MutantOutcome {
  readonly seeds: number;
  readonly mutants: number;
  /** How many ended in each state; errors by their kind. */
  readonly states: Readonly<Record<string, number>>;
  /** Files without a final state, or later than their limit allows. */
  readonly withoutEnd: number;
  /** Readers still there after the pool was closed. */
  readonly leakedProcesses: number;
  /** Entries of the folder for temporary files that were not there before. */
  readonly leftFiles: readonly string[];
  /** File descriptors of the house, before and after (undefined where the system does not tell). */
  readonly descriptors: readonly [number | undefined, number | undefined];
  readonly slowestMs: number;
  /** Mutants that took more than ten seconds: their number in the series and their seed. */
  readonly slow: readonly { readonly mutant: number; readonly seed: string; readonly ms: number }[];
  /** Longest time the house itself did not answer. */
  readonly stallMs: number;
  readonly seconds: number;
}

const WALL_MS = 60_000;
const SLOW_MS = 10_000;

interface Ends {
  late: number;
  slowest: number;
  readonly slow: { readonly mutant: number; readonly seed: string; readonly ms: number }[];
}

/**
 * `--count N` mutants (default 1,000) of `--seeds DIR` (default: files made by the tests), `--seed S` for the random
 * numbers, `--size P` readers at once,
 * `--wall MS` for one file, `--minutes M` to stop after that time with what was done. The same arguments make the same
 * mutants.
 */
export async function run(args: readonly string[]): Promise<MutantOutcome> {
  const option = (name: string): string | undefined =>
    args[args.indexOf(`--${name}`) + (args.includes(`--${name}`) ? 1 : args.length + 1)];
  const count = Number(option('count') ?? 1_000);
  const from = option('seeds') === undefined ? seeds() : filesUnder(option('seeds') ?? '');
  const series = mutants(from, Number(option('seed') ?? 1));
  const wallMs = Number(option('wall') ?? WALL_MS);
  const started = performance.now();
  const states: Record<string, number> = {};
  const before = descriptors();
  const pool = await openExtractorPool({
    limits: { wallMs },
    ...(option('size') === undefined ? {} : { size: Number(option('size')) }),
  });
  const ends: Ends = { late: 0, slowest: 0, slow: [] };
  const stall = watchForStalls();
  const temporary = new Set(readdirSync(tmpdir()));
  let left = count;
  const minutes = Number(option('minutes') ?? Number.POSITIVE_INFINITY);
  const until = started + minutes * 60_000;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (left > 0 && performance.now() < until) {
      left -= 1;
      const mutant = count - left;
      const { name, bytes } = series.next().value;
      const ms = await readOne(pool, name, bytes, states);
      done += 1;
      ends.slowest = Math.max(ends.slowest, ms);
      if (ms > wallMs + 5_000) ends.late += 1;
      if (ms > Math.min(SLOW_MS, wallMs)) ends.slow.push({ mutant, seed: name, ms: Math.round(ms) });
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  const stallMs = stall();
  const pids = pool.load().processes;
  await pool.close();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const outcome: MutantOutcome = {
    seeds: from.length,
    mutants: done,
    states,
    withoutEnd: ends.late,
    leakedProcesses: pids.filter(isAlive).length + pool.load().processes.length,
    leftFiles: readdirSync(tmpdir()).filter(
      (name) => !temporary.has(name) && /probata|bwrap|mupdf/.test(name),
    ),
    descriptors: [before, descriptors()],
    slowestMs: Math.round(ends.slowest),
    slow: ends.slow,
    stallMs: Math.round(stallMs),
    seconds: Math.round((performance.now() - started) / 100) / 10,
  };
  process.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`);
  const leaked = outcome.leakedProcesses + outcome.leftFiles.length + outcome.withoutEnd;
  if (leaked > 0) process.exitCode = 1;
  return outcome;
}

/** An endless series of broken copies; the same seed files and number give the same series. */
export function* mutants(from: readonly MadeFile[], seed: number): Generator<MadeFile, never> {
  if (from.length === 0) throw new Error('there are no seed files');
  const random = randomNumbers(seed);
  for (;;) {
    const one = from[Math.floor(random() * from.length)] as MadeFile; // from is not empty
    yield { name: one.name, bytes: mutate(one.bytes, random) };
  }
}

async function readOne(
  pool: ExtractorPool,
  name: string,
  bytes: Uint8Array,
  states: Record<string, number>,
): Promise<number> {
  // The clock runs from the file's own turn, not from when it was put in the queue.
  let started = performance.now();
  const result = await pool.extract({
    name,
    compartment: 'mutants',
    bytes: async () => {
      started = performance.now();
      return bytes;
    },
  });
  const ms = performance.now() - started;
  const state = result.state === 'error' ? `error:${result.errorKind}` : result.state;
  states[state] = (states[state] ?? 0) + 1;
  return ms;
}

/** Some of: bytes changed, a stretch removed, doubled, zeroed or moved, a number made huge, the end cut. */
function mutate(bytes: Uint8Array, random: () => number): Buffer {
  let out = Buffer.from(bytes);
  const times = 1 + Math.floor(random() * 4);
  for (let i = 0; i < times && out.length > 4; i += 1) {
    const at = Math.floor(random() * out.length);
    const length = 1 + Math.floor(random() * Math.min(64, out.length - at));
    const kind = Math.floor(random() * 7);
    if (kind === 0)
      for (let k = 0; k < 1 + out.length / 250; k += 1)
        out[Math.floor(random() * out.length)] = Math.floor(random() * 256);
    else if (kind === 1) out = Buffer.concat([out.subarray(0, at), out.subarray(at + length)]);
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at + length), out.subarray(at)]);
    else if (kind === 3) out.fill(0, at, at + length);
    else if (kind === 4) out.fill(0xff, at, Math.min(out.length, at + 4));
    else if (kind === 5) out = out.subarray(0, Math.max(4, at));
    else {
      const digits = out.toString('latin1').matchAll(/\d+/g);
      const found = [...digits];
      const one = found[Math.floor(random() * found.length)];
      if (one !== undefined)
        out = Buffer.concat([
          out.subarray(0, one.index),
          Buffer.from('99999999999'),
          out.subarray(one.index + one[0].length),
        ]);
    }
  }
  return Buffer.from(out);
}

/** xorshift32: small, seeded, and the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

function watchForStalls(): () => number {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 20);
    last = now;
  }, 20);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

function filesUnder(dir: string): MadeFile[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    const stat = statSync(path);
    if (stat.isDirectory()) return filesUnder(path);
    return stat.isFile() && stat.size > 0 && stat.size < 2_000_000 && name !== 'manifest.json'
      ? [{ name, bytes: readFileSync(path) }]
      : [];
  });
}

function descriptors(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
