// Measures the server over a matter of many exhibits: its memory, and how long lists and searches take to answer.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createMatter } from '../packages/probata/src/compose.ts';
import { ROOT } from '../scripts/check/tree.ts';

const USAGE = 'npm run bench -- server [--exhibits N]     100,000 exhibits of a few words';
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const watch = { progress() {}, signal: new AbortController().signal };

/** `server` of the bench: see USAGE. Linux only: memory is read from /proc. */
export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return say(USAGE);
  const given = Number(args[args.indexOf('--exhibits') + 1]);
  const exhibits = args.includes('--exhibits') && given > 0 ? given : 100_000;
  const folder = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  try {
    const env = {
      ...process.env,
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_STATE_HOME: join(folder, 'state'),
    };
    await make(folder, exhibits);
    const child = spawn(
      process.execPath,
      [join(ROOT, 'packages/probata/bin/probata.mjs'), 'serve', join(folder, 'matter')],
      { env, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    try {
      await measure(child, exhibits);
    } finally {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.on('close', resolve));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function make(folder: string, exhibits: number): Promise<void> {
  const source = join(folder, 'source');
  for (let i = 0; i < exhibits; i += 1) {
    const at = join(source, String(Math.floor(i / 1000)).padStart(4, '0'));
    if (i % 1000 === 0) mkdirSync(at, { recursive: true });
    writeFileSync(join(at, `f${i}.txt`), `Exhibit ${i}: the patrol of day ${i % 400} saw ${i % 37} persons.`);
  }
  const places = { config: join(folder, 'config', 'probata'), state: join(folder, 'state', 'probata') };
  const matter = await createMatter(join(folder, 'matter'), { title: 'Bench', person: 'Bench' }, { places });
  const start = performance.now();
  await matter.task('intake.add', { paths: [source] }, watch);
  say(`${exhibits} exhibits taken in: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  await matter.close();
}

async function measure(child: ChildProcess, exhibits: number): Promise<void> {
  const start = performance.now();
  const link = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (piece: Buffer) => resolve(piece.toString().trim()));
    child.once('close', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  say(`served after ${((performance.now() - start) / 1000).toFixed(2)} s`);
  const { origin } = new URL(link);
  const entered = await fetch(link, { redirect: 'manual' });
  const cookie = (entered.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  const listed = await fetch(`${origin}/api/matters`, { headers: { cookie } });
  const { matters } = (await listed.json()) as { matters: { name: string }[] };
  const matter = basename(matters[0]?.name ?? 'matter');
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    const answer = await fetch(`${origin}/api/${matter}/ask/${name}`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json', 'x-probata': '1' },
      body: JSON.stringify({ input }),
    });
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const questions: readonly (readonly [string, string, unknown])[] = [
    ['first page of the list', 'exhibit.list', {}],
    ['counts', 'exhibit.counts', {}],
    ['list by a word of the title', 'exhibit.list', { text: `f${exhibits - 1}` }],
    ['allegations', 'allegation.list', {}],
    ['chronology', 'chronology.list', {}],
  ];
  for (const [words, name, input] of questions) {
    const times: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      const from = performance.now();
      await ask(name, input);
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    say(`${words}: median ${times[10]?.toFixed(1)} ms, worst ${times.at(-1)?.toFixed(1)} ms`);
  }
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const megabytes = (name: string): string =>
    (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024).toFixed(0);
  say(
    `server process: ${megabytes('VmRSS')} MB, at its most ${megabytes('VmHWM')} MB; the bar is 400 MB (readers are processes apart)`,
  );
}
