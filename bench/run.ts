// npm run bench -- NAME [ARGS]: measures one thing and prints machine, command and figures.
import { existsSync, readdirSync, writeSync } from 'node:fs';
import { cpus, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../scripts/check/tree.ts';

const FOLDER = join(ROOT, 'bench');

/** A bench is a file here that exports `run(args)`; the first sentence of its comment says what it measures. */
export async function main(argv: readonly string[]): Promise<void> {
  const [name, ...args] = argv;
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
    .map((file) => file.replace(/\.ts$/, ''));
  if (name === undefined || !names.includes(name) || !existsSync(join(FOLDER, `${name}.ts`))) {
    process.stderr.write(`Use: npm run bench -- NAME [ARGS], where NAME is one of ${names.join(', ')}.\n`);
    process.exitCode = 2;
    return;
  }
  const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
  // straight to the descriptor: opening the stream costs more than the smallest thing measured here
  writeSync(
    1,
    `${type()} ${process.arch}, ${cpus().length} x ${cpu}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}\n` +
      `npm run bench -- ${argv.join(' ')}\n`,
  );
  const { run } = (await import(`./${name}.ts`)) as { run(args: readonly string[]): Promise<void> };
  await run(args);
}
