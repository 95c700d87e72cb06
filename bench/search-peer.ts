// Measures reading and indexing a mixed folder beside Recoll's recollindex (Debian package recollcmd) on the same files.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createMatter } from '../packages/probata/src/compose.ts';

const USAGE = `npm run bench -- search-peer FOLDER [--documents N] [--beside]
FOLDER holds files of many kinds; N (5000) copies of them, each made different by some bytes at its end, are the corpus.
With --beside they are read while others are still taken in, as the server does.`;
const KINDS = new Set(['.txt', '.html', '.htm', '.eml', '.csv', '.pdf', '.docx', '.odt', '.rtf']);
const MOST_BYTES = 400_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `search-peer` of the bench: see USAGE. */
export async function run(args: readonly string[]): Promise<void> {
  const [source] = args;
  if (source === undefined || source.startsWith('--')) return say(USAGE);
  const at = args.indexOf('--documents');
  const documents = at < 0 ? 5000 : Number(args[at + 1]);
  const folder = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  try {
    const corpus = join(folder, 'corpus');
    mkdirSync(corpus);
    const seeds = filesIn(source).filter(
      (file) => KINDS.has(extname(file).toLowerCase()) && statSync(file).size <= MOST_BYTES,
    );
    let bytes = 0;
    for (let i = 0; i < documents; i += 1) {
      const seed = seeds[i % seeds.length] ?? '';
      const file = join(corpus, `${String(i).padStart(5, '0')}${extname(seed)}`);
      copyFileSync(seed, file);
      appendFileSync(file, `\n% copy ${i}\n`);
      bytes += statSync(file).size;
    }
    say(`${documents} documents of ${seeds.length} different files, ${(bytes / 2 ** 20).toFixed(0)} MiB`);
    recoll(folder, corpus);
    await ours(folder, corpus, args.includes('--beside'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function recoll(folder: string, corpus: string): void {
  const conf = join(folder, 'recoll');
  mkdirSync(conf);
  writeFileSync(join(conf, 'recoll.conf'), `topdirs = ${corpus}\nidxflushmb = 200\nloglevel = 2\n`);
  const start = performance.now();
  const ran = spawnSync('sh', ['-c', `recollindex -c ${conf} -z >/dev/null 2>&1; times`], {
    encoding: 'utf8',
  });
  const count =
    spawnSync('recollq', ['-c', conf, '-S', 'mtime', '-n', '1', 'dir:/'], { encoding: 'utf8' }).stdout?.split(
      '\n',
    )[1] ?? '';
  say(
    `recollindex: ${((performance.now() - start) / 1000).toFixed(1)} s; CPU of its processes ${ran.stdout.trim().split('\n').at(-1)} (user, system); ${count.trim()}`,
  );
}

async function ours(folder: string, corpus: string, beside: boolean): Promise<void> {
  const places = { config: join(folder, 'config'), state: join(folder, 'state') };
  const matter = await createMatter(join(folder, 'case'), { title: 'Bench', person: 'Bench' }, { places });
  const watch = { progress() {}, signal: new AbortController().signal };
  const began = performance.now();
  const before = childSeconds();
  const adding = matter.task('intake.add', { paths: [corpus] }, watch);
  if (beside) await readUntil(adding, async () => void (await matter.task('reading.run', {}, watch)));
  await adding;
  const added = performance.now();
  const cpu = process.cpuUsage();
  const read = await matter.task('reading.run', {}, watch);
  await matter.task('search.find', { query: 'the', limit: 1 }, watch);
  const end = performance.now();
  const used = process.cpuUsage(cpu);
  await matter.close();
  if (beside)
    return say(
      `probata: intake, reading and indexing beside each other ${((end - began) / 1000).toFixed(1)} s; ${JSON.stringify(read)} in the end`,
    );
  say(
    `probata: intake ${((added - began) / 1000).toFixed(1)} s (hashed, durable, re-read, entered), reading and indexing ${((end - added) / 1000).toFixed(1)} s; CPU of its own process ${((used.user + used.system) / 1e6).toFixed(1)} s, of its readers ${(childSeconds() - before).toFixed(1)} s; ${JSON.stringify(read)}`,
  );
}

/** Reads what has come in, again and again, until the adding has ended. */
async function readUntil(adding: Promise<unknown>, read: () => Promise<void>): Promise<void> {
  let isAdding = true;
  void adding.finally(() => {
    isAdding = false;
  });
  while (isAdding) {
    await read();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** CPU seconds of the children that have ended, as the system counts them. */
function childSeconds(): number {
  const stat = execFileSync('cat', [`/proc/${process.pid}/stat`], { encoding: 'utf8' });
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
