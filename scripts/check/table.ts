// The one table of the architecture: which floor may see which, which room may look into which, and what is kept out.
// A change here is a change of the house (docs/house.md), and should read like one in the diff.

/** Floors of packages/probata/src, from the ground up. A file imports from its own floor and from lower ones. */
export const FLOORS = ['base', 'ports', 'ledger', 'rooms', 'app', 'doors'] as const;

/** What stands beside the floors: which floors it may see. */
export const BESIDE: Readonly<Record<string, readonly string[]>> = {
  adapters: ['base', 'ports', 'adapters'],
  'compose.ts': ['base', 'ports', 'ledger', 'rooms', 'app', 'adapters'],
  'index.ts': ['base', 'ports', 'ledger', 'rooms', 'app', 'adapters', 'compose.ts'],
  'contract.ts': ['base', 'ports', 'ledger', 'rooms', 'app'],
};

/** Floors that may call on compose.ts: a door opens the house through it. */
export const MAY_COMPOSE = ['doors', 'index.ts'];

/** A room may look into the index.ts of these rooms, and of no other. Acyclic, left to right, as data walks. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  vault: [],
  reading: ['vault'],
  record: ['vault', 'reading'],
  law: ['vault', 'reading', 'record'],
  proof: ['vault', 'record', 'law'],
  flows: ['vault', 'reading'],
  quantum: ['vault', 'reading', 'record', 'law', 'proof', 'flows'],
  pleading: ['vault', 'reading', 'record', 'law', 'proof', 'flows', 'quantum'],
  bundle: ['vault', 'reading', 'pleading'],
};

/** Packages from npm that each part may import. Adapters and doors may import any that package.json lists. */
export const NPM: Readonly<Record<string, readonly string[]>> = {
  base: ['zod', 'decimal.js', '@probata/seal'],
  ports: ['zod', 'kysely', '@probata/seal'],
  ledger: ['zod', 'kysely', '@probata/seal'],
  rooms: ['zod', 'kysely', 'decimal.js', '@probata/seal'],
  app: ['zod', 'kysely', '@probata/seal'],
};

/** Parts of packages/probata/src in which `node:` modules may be used. */
export const NODE = ['adapters', 'doors', 'compose.ts'];

/** Files in which a SQL driver may be used. */
export const SQL = ['adapters/'];

/** Workspaces, and which other workspaces each may import. */
export const WORKSPACES: Readonly<Record<string, readonly string[]>> = {
  seal: [],
  probata: ['@probata/seal', '@probata/seal/node'],
  workbench: ['@probata/seal', 'probata/contract'],
};

/** Scripts that lie in a workspace and are no part of what runs. */
export const SCRIPTS: readonly string[] = ['packages/seal/page/build.ts'];

/** The one file of the seal that uses `node:`. */
export const SEAL_NODE = 'packages/seal/src/node.ts';
/** All of the seal must be readable in a day. */
export const SEAL_LINES = 2500;

/** Time and chance come through the ports: these words stand in adapters only. */
export const WORLD = /\bDate\.now\b|\bMath\.random\b|\brandomUUID\b|\bnew Date\(\)/;
/** Ways in which text can become script. */
export const INJECTION =
  /\binnerHTML\b|\bouterHTML\b|\binsertAdjacentHTML\b|\bdocument\.write|\bdangerouslySetInnerHTML\b|\beval\(|\bnew Function\(/;
/** The file that may make trusted values of the names in doors/http/headers.ts. */
export const TRUSTED = 'packages/workbench/src/lib/trusted-types.ts';

/** Licences that a run-time dependency may have beside AGPL-3.0-or-later code. */
export const LICENCES = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'OFL-1.1',
  'Zlib',
  'Unlicense',
  'BlueOak-1.0.0',
  'MPL-2.0',
  'LGPL-3.0-or-later',
  'AGPL-3.0-or-later',
  'GPL-3.0-or-later',
  'CC0-1.0',
  'CC-BY-4.0',
  'Python-2.0',
]);

/** Packages that may run a script when they are installed. None does. */
export const INSTALL_SCRIPTS: readonly string[] = ['tesseract.js'];
