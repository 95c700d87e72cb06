// The real terminal: the standard streams of this process.
import { writeSync } from 'node:fs';
import { mayColour, type Terminal } from './terminal.ts';

export function processTerminal(env: Readonly<Record<string, string | undefined>>): Terminal {
  const { stdout, stderr, stdin } = process;
  return {
    out: (text) => writeAll(1, text),
    err: (text) => writeAll(2, text),
    columns: Math.max(40, Math.min(80, stdout.isTTY ? stdout.columns : 80)),
    colour: mayColour(stdout.isTTY, env),
    live: stderr.isTTY && env['TERM'] !== 'dumb',
    now: () => performance.now(),
    secret: async (question) => (stdin.isTTY && stderr.isTTY ? askHidden(question) : undefined),
  };
}

// Written at once, so that nothing is lost when the process ends; a pipe that is full for the moment is waited for.
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (thrown) {
      const code = (thrown as NodeJS.ErrnoException).code;
      if (code === 'EPIPE') process.exit(0);
      if (code !== 'EAGAIN') throw thrown;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

async function askHidden(question: string): Promise<string> {
  const { stdin } = process;
  writeAll(2, question);
  stdin.setRawMode(true);
  stdin.resume();
  let typed = '';
  try {
    for await (const chunk of stdin) {
      for (const character of String(chunk)) {
        if (character === '\r' || character === '\n') return typed;
        if (character === '\u0003') {
          writeAll(2, '\n');
          process.exit(130);
        }
        typed = character === '\u007f' || character === '\b' ? typed.slice(0, -1) : typed + character;
      }
    }
    return typed;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    writeAll(2, '\n');
  }
}
