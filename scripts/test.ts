// npm test: types, rules, tests, and the workbench in a real browser. The runners' own closing lines are shown as they are.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { buildIfStale } from './build.ts';
import { ROOT } from './check/tree.ts';
import { findChromium } from './chromium.ts';

const BROWSER_TESTS = 'packages/workbench/test/browser';

interface Stage {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface Done {
  readonly code: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The lines in which the runner names what failed, once each. */
  readonly names: readonly string[];
}

/** `--no-browser` leaves the browser out; other words are handed to vitest. */
export async function main(argv: readonly string[]): Promise<void> {
  const noBrowser = argv.includes('--no-browser');
  const words = argv.filter((word) => word !== '--no-browser');
  const browserTests = existsSync(join(ROOT, BROWSER_TESTS));
  const chromium = findChromium();
  if (!noBrowser && chromium === undefined) {
    process.stderr.write(
      "The tests of the workbench need Chromium. Install Debian's package 'chromium' (apt-get install chromium), name another with PROBATA_CHROMIUM, or run npm test -- --no-browser.\n",
    );
    process.exitCode = 1;
    return;
  }
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const stages: Stage[] = [
    { name: 'types', command: [join(ROOT, 'node_modules/typescript/bin/tsc'), '-b'] },
    { name: 'rules', command: [join(ROOT, 'scripts/run.mjs'), 'check'] },
    { name: 'tests', command: [vitest, 'run', ...words] },
  ];
  if (!noBrowser && browserTests && words.length === 0 && chromium !== undefined) {
    await buildIfStale();
    stages.push({
      name: 'browser',
      command: [vitest, 'run', '--config', join(ROOT, BROWSER_TESTS, 'vitest.config.ts')],
      env: { PROBATA_CHROMIUM: chromium },
    });
  }
  const all: Done[] = [];
  for (const stage of stages) {
    process.stdout.write(`\n${stage.name}\n`);
    const done = await run(stage);
    all.push(done);
    if (done.code !== 0) process.stdout.write(`${stage.name} failed\n`);
  }
  const sum = (of: (done: Done) => number): number => all.reduce((total, done) => total + of(done), 0);
  // A stage that fails without counting a failure (types, a crash) is one failure.
  const failed = all.reduce((total, done) => total + (done.code === 0 ? 0 : Math.max(1, done.failed)), 0);
  const skipped = sum((done) => done.skipped);
  // Said again where it is looked for: between a failure and this line lie thousands of lines.
  const names = all.flatMap((done) => [...done.names]);
  if (names.length > 0) process.stdout.write(`\nfailed:\n${names.map((name) => `  ${name}\n`).join('')}`);
  process.stdout.write(
    `\n${sum((done) => done.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  );
  if (failed > 0) process.exitCode = 1;
}

/** `FAIL  file > test` is vitest's line for a test or file that failed, `FAILS  rules` the check's for a rule. */
function nameOf(line: string): string | undefined {
  return /^\s*FAILS?\s+(\S.*)$/.exec(stripVTControlCharacters(line))?.[1];
}

function run({ command, env }: Stage): Promise<Done> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...command], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let tail = '';
    const names = new Set<string>();
    child.stdout.on('data', (part: Buffer) => {
      process.stdout.write(part);
      tail = (tail + part.toString()).slice(-4000);
    });
    // Vitest names what failed on its stream of errors, the check on the other.
    child.stderr.on('data', (part: Buffer) => process.stderr.write(part));
    for (const input of [child.stdout, child.stderr])
      createInterface({ input }).on('line', (line) => {
        const name = nameOf(line);
        if (name !== undefined) names.add(name);
      });
    child.on('close', (code) => {
      const text = stripVTControlCharacters(tail);
      const line = /^\s*Tests\s+(.*)$/m.exec(text)?.[1] ?? /^check: (.*)$/m.exec(text)?.[1] ?? '';
      const count = (word: string): number => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
      resolve({
        code: code ?? 1,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        names: [...names],
      });
    });
  });
}
