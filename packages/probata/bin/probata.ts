#!/usr/bin/env node
// The command `probata`.
import { enableCompileCache } from 'node:module';
import { processTerminal } from '../src/doors/cli/process-terminal.ts';

enableCompileCache();
// `npm run probata` stands in the root of the checkout; what was typed is meant from where npm was called.
const called = process.env['INIT_CWD'];
if (process.env['npm_lifecycle_event'] === 'probata' && called !== undefined) process.chdir(called);
const { runCli } = await import('../src/doors/cli/main.ts');
const stop = new AbortController();
const terminal = processTerminal(process.env);
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // The second time nothing is waited for: what was acknowledged is on disk, and the rest was never begun.
    if (stop.signal.aborted) process.exit(130);
    terminal.err('\nStopping after what is in hand; once more to stop at once.\n');
    stop.abort();
  });
}
process.exitCode = await runCli(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  terminal,
  signal: stop.signal,
});
