// npm run build: the workbench and the verifier page, each only if its sources have changed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './check/tree.ts';
import { builtHash, contentHash, noteBuilt } from './content-hash.ts';

interface Part {
  readonly name: string;
  readonly sources: readonly string[];
  /** What is there when it is built. */
  readonly result: string;
  /** Whether this checkout has it. */
  readonly needs: string;
  readonly command: readonly string[];
}

const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');
const LOCK = 'package-lock.json';
const PARTS: readonly Part[] = [
  {
    name: 'workbench',
    sources: ['packages/workbench', 'packages/seal/src', 'packages/seal/make', 'packages/probata/src', LOCK],
    result: 'packages/workbench/dist/index.html',
    needs: 'packages/workbench/index.html',
    command: [VITE, 'build', '--logLevel', 'warn', 'packages/workbench'],
  },
  {
    name: 'verifier',
    sources: ['packages/seal', LOCK],
    result: 'packages/seal/page/dist/verify.html',
    needs: 'packages/seal/page/build.ts',
    command: [join(ROOT, 'packages/seal/page/build.ts')],
  },
];

/** A part could not be built; the builder has said why. */
export class NotBuilt extends Error {
  override readonly name = 'NotBuilt';
}

/** `--force` builds all anew. */
export async function main(argv: readonly string[]): Promise<void> {
  const built = await buildIfStale(argv.includes('--force'));
  process.stdout.write(
    built.length === 0 ? 'Nothing has changed; all is built.\n' : `Built: ${built.join(', ')}.\n`,
  );
}

/** Builds what is absent or stale; gives the names of what was built. Throws when a build fails. */
export async function buildIfStale(force = false): Promise<readonly string[]> {
  const built: string[] = [];
  for (const part of PARTS) {
    if (!existsSync(join(ROOT, part.needs))) continue;
    const hash = contentHash(part.sources, (path) => /(^|\/)(dist|test|node_modules)$/.test(path));
    if (!force && builtHash(part.name) === hash && existsSync(join(ROOT, part.result))) continue;
    const code = await new Promise<number>((resolve) => {
      const child = spawn(process.execPath, [...part.command], {
        cwd: ROOT,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      child.on('close', (status) => resolve(status ?? 1));
    });
    if (code !== 0) throw new NotBuilt(`The ${part.name} could not be built; its own words are above.`);
    noteBuilt(part.name, hash);
    built.push(part.name);
  }
  return built;
}
