// A terminal that keeps what is said, and a scratch folder with places of its own, for tests of the command line.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../../src/doors/cli/main.ts';
import type { Terminal } from '../../../src/doors/cli/terminal.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Scene {
  readonly folder: string;
  probata(...argv: readonly string[]): Promise<Said>;
  end(): void;
}

export function scene(env: Readonly<Record<string, string>> = {}): Scene {
  const folder = mkdtempSync(join(tmpdir(), 'probata-cli-'));
  return {
    folder,
    async probata(...argv) {
      const terminal = keeping();
      const code = await runCli(argv, {
        cwd: folder,
        env,
        terminal,
        signal: new AbortController().signal,
        places: { config: join(folder, 'config'), state: join(folder, 'state') },
      });
      return { code, out: terminal.said.out, err: terminal.said.err };
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function keeping(live = false): Terminal & { readonly said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  let now = 0;
  return {
    said,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    columns: 80,
    colour: false,
    live,
    secret: async () => undefined,
    now: () => {
      now += 1000;
      return now;
    },
  };
}
