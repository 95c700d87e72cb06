// Imports a folder of hostile files into a served matter while its door is asked how it is, and counts stalls, ends and leftovers.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../scripts/check/tree.ts';

const PROGRAM = join(ROOT, 'packages', 'probata', 'bin', 'probata.mjs');
const ASK_MS = 50;
const WHOLE_MS = 45 * 60_000;

/**
 * `--dir DIR` (default `../shared/samples`), `--strace` to have every connect of every process written down. The server
 * reads what is deposited; `/healthz` is asked every 50 ms from a process that does nothing else.
 */
export async function run(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--dir');
  const dir = join(process.cwd(), at < 0 ? '../shared/samples' : (args[at + 1] ?? ''));
  if (!existsSync(dir)) throw new Error(`There is no folder ${dir}. Name one with --dir.`);
  const folder = mkdtempSync(join(tmpdir(), 'probata-hostile-'));
  const matter = join(folder, 'matter');
  const env = {
    ...process.env,
    PROBATA_CONFIG: join(folder, 'config'),
    PROBATA_STATE: join(folder, 'state'),
    PROBATA_MATTER: matter,
    TMPDIR: join(folder),
  };
  const cli = (...words: string[]): string => {
    const done = spawnSync(process.execPath, [PROGRAM, ...words], {
      env,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (done.status !== 0) throw new Error(`${words.join(' ')}: ${done.stderr.slice(-800)}`);
    return done.stdout;
  };
  cli('init', matter, '--title', 'Aurelia v. Borovia', '--person', 'A. Counsel');
  const trace = join(folder, 'connects.txt');
  const served = [PROGRAM, 'serve', matter];
  const [command, words] = args.includes('--strace')
    ? [
        'strace',
        [
          '-f',
          '-qq',
          '-e',
          'trace=connect,sendto',
          '-e',
          'signal=none',
          '-o',
          trace,
          process.execPath,
          ...served,
        ],
      ]
    : [process.execPath, served];
  const server = spawn(command, words, { env, stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  try {
    const origin = await originOf(server);
    const before = residentOf(server.pid);
    const asking = askHealth(origin);
    const started = performance.now();
    cli('intake', 'add', '--paths', dir);
    let waiting = -1;
    while (performance.now() - started < WHOLE_MS) {
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      if (server.exitCode !== null) break;
      waiting = (JSON.parse(cli('reading', 'states', '--json')) as { waiting: number }).waiting;
      if (waiting === 0) break;
    }
    const seconds = Math.round((performance.now() - started) / 1000);
    const health = await asking();
    const states = JSON.parse(cli('reading', 'states', '--json')) as { states: unknown; fence: string };
    const told = {
      fence: states.fence,
      states: states.states,
      waiting,
      seconds,
      serverDied: server.exitCode !== null,
      health,
      residentMiB: [before, residentOf(server.pid)],
      connects: existsSync(trace) ? connectsIn(trace) : 'not traced (--strace)',
    };
    process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
  } finally {
    if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const left = readdirSync(folder).filter(
      (name) => !['matter', 'config', 'state', 'connects.txt', 'node-compile-cache'].includes(name),
    );
    process.stdout.write(`files left beside the matter: ${left.length === 0 ? 'none' : left.join(', ')}\n`);
    rmSync(folder, { recursive: true, force: true });
  }
}

function originOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const found = /(http:\/\/127\.0\.0\.1:\d+)/.exec(said);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    server.once('exit', () => reject(new Error('The server ended before it could be asked.')));
  });
}

interface Health {
  readonly asked: number;
  readonly unanswered: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  readonly above200: number;
}

/** Asks in a process of its own, so that nothing of this one is measured; gives the way to stop and hear. */
function askHealth(origin: string): () => Promise<Health> {
  const script = `
    const times = []; let unanswered = 0; let on = true;
    process.stdin.on('data', () => { on = false; });
    process.stdin.on('end', () => process.exit(0)); // whoever asked for this is gone
    process.stdin.resume();
    while (on) {
      const from = performance.now();
      try { const r = await fetch('${origin}/healthz'); await r.text(); if (!r.ok) unanswered += 1; } catch { unanswered += 1; }
      times.push(performance.now() - from);
      await new Promise((r) => setTimeout(r, ${ASK_MS}));
    }
    times.sort((a, b) => a - b);
    const at = (p) => Math.round((times[Math.min(times.length - 1, Math.floor(times.length * p))] ?? 0) * 10) / 10;
    console.log(JSON.stringify({ asked: times.length, unanswered, p50: at(0.5), p99: at(0.99), longest: at(1), above200: times.filter((t) => t > 200).length }));
    process.exit(0);`;
  const asker = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  asker.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  return () =>
    new Promise((resolve) => {
      asker.once('close', () => resolve(JSON.parse(said) as Health));
      asker.stdin.write('stop\n');
    });
}

/** Resident MiB of the server itself, without the processes it started. */
function residentOf(pid: number | undefined): number | null {
  try {
    const kb = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? null : Math.round(Number(kb) / 1024);
  } catch {
    return null;
  }
}

/** What processes tried to reach: by family of address, with everything that is not of this machine written out. */
function connectsIn(path: string): { readonly internet: readonly string[]; readonly local: number } {
  const lines = readFileSync(path, 'utf8').split('\n');
  const internet = lines.filter((line) => /connect\(.*AF_INET/.test(line));
  writeFileSync(path, '');
  return { internet: internet.slice(0, 20), local: lines.filter((line) => /AF_UNIX/.test(line)).length };
}
