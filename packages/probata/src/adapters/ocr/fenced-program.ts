// Runs one program of the system on one picture, where it can reach nothing: no network, no vault, no keys.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { endFenced, type FencedProgram } from '../extract/fence.ts';
import { residentBytes } from '../extract/memory.ts';

const RSS_BYTES = 1024 * 1024 * 1024;
const OUT_MAX = 32 * 1024 * 1024;

/**
 * Feeds `input` to the program and gives what it wrote. Ended with its whole group after `wallMs`, beyond a GiB of
 * memory or 32 MiB of output. Throws Error with a sentence.
 */
export function runFenced(
  program: FencedProgram,
  args: readonly string[],
  input: readonly Uint8Array[],
  wallMs: number,
  signal?: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program.command, [...program.args, ...args], {
      // One thread each: several pages are recognised beside each other.
      env: { TZ: 'UTC', LC_ALL: 'C', OMP_THREAD_LIMIT: '1' },
      cwd: existsSync('/') ? '/' : undefined,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const out: Buffer[] = [];
    let size = 0;
    let said = '';
    let why: string | undefined;
    const stop = (reason: string): void => {
      why ??= reason;
      endFenced(child);
    };
    const clock = setTimeout(() => stop(`took longer than ${Math.round(wallMs / 1000)} seconds`), wallMs);
    const watch = setInterval(() => {
      if (child.pid !== undefined && (residentBytes(child.pid) ?? 0) > RSS_BYTES)
        stop('needed more than 1 GiB of memory');
    }, 200);
    const abort = (): void => stop('was stopped');
    signal?.addEventListener('abort', abort, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > OUT_MAX) stop('wrote more than 32 MiB');
      else out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('latin1')).slice(-2_000);
    });
    child.stdin.on('error', () => undefined); // a program that ends early shows itself by its code
    child.once('error', (error) => {
      why ??= error.message;
    });
    child.once('close', (code) => {
      clearTimeout(clock);
      clearInterval(watch);
      signal?.removeEventListener('abort', abort);
      if (why === undefined && code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else
        reject(new Error(why ?? `ended with ${code}: ${said.trim().split('\n').at(-1) ?? ''}`.slice(0, 300)));
    });
    for (const piece of input) child.stdin.write(piece);
    child.stdin.end();
  });
}
