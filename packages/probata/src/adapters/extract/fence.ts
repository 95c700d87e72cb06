// How a reading process is started so that the file it reads can reach nothing: no network, no vault, no keys.
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENDS_WITH_HOUSE } from './watchdog.ts';

/** A way of starting readers, found to work on this machine. */
export interface Fence {
  /** In words, for the overview page. */
  readonly words: string;
  readonly command: string;
  readonly args: readonly string[];
}

export interface FenceWish {
  /** Heap of the reader, MiB. */
  readonly heapMib: number;
  /** The program the reader runs; our own child.ts unless a test says otherwise. */
  readonly program: string;
  /** Where to look for bwrap and unshare; the process's PATH unless a test says otherwise. */
  readonly path?: string;
  /** Further folders the reader may read: language data, say. */
  readonly folders?: readonly string[];
}

/** A program of the system behind a fence: its arguments are put after these. */
export interface FencedProgram {
  readonly words: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** No network, processes, memory or names of the house's; ended with it. */
const BWRAP_COMMON = [
  '--unshare-net',
  '--unshare-pid',
  '--unshare-ipc',
  '--unshare-uts',
  // A library that asks for its own machine's name finds it here, and asks no name server.
  '--hostname',
  'localhost',
  '--die-with-parent',
  '--new-session',
  '--proc',
  '/proc',
  '--dev',
  '/dev',
  '--chdir',
  '/',
];
/** What any program of the system needs to start. */
const SYSTEM = [
  '/usr',
  '/lib',
  '/lib64',
  '/bin',
  '/etc/alternatives',
  '/etc/nsswitch.conf',
  '/etc/hosts',
  '/nix/store',
].flatMap((f) => ['--ro-bind-try', f, f]);

const here = dirname(fileURLToPath(import.meta.url));

/** The folders a reader must see: its own code, the port's types, and the libraries. Nothing else is readable. */
export function readableFolders(program: string): readonly string[] {
  const folders = new Set<string>([dirname(program), here, join(here, '..', '..', 'ports')]);
  for (const name of [
    'mupdf',
    '@imagemagick/magick-wasm',
    'libarchive-wasm',
    'linkedom',
    'iconv-lite',
    '@e965/xlsx',
  ]) {
    const file = fileURLToPath(import.meta.resolve(name));
    const at = file.lastIndexOf(`${sep}node_modules${sep}`);
    if (at >= 0) folders.add(file.slice(0, at + `${sep}node_modules`.length));
  }
  return [...folders];
}

/** Node's own fence and bounds: no files but the code, no child processes, no add-ons, no code made from strings. */
function nodeArguments(wish: FenceWish, endsWithHouse: boolean): string[] {
  return [
    '--permission',
    ...(endsWithHouse ? [] : ['--allow-worker']), // one thread: the watchdog that ends an orphan
    ...[...readableFolders(wish.program), ...(wish.folders ?? [])].map(
      (folder) => `--allow-fs-read=${folder}${sep}*`,
    ),
    '--no-addons',
    '--disallow-code-generation-from-strings',
    '--disable-warning=SecurityWarning',
    '--no-deprecation',
    `--max-old-space-size=${wish.heapMib}`,
    '--wasm-max-mem-pages=12288', // 768 MiB of 64 KiB pages: MuPDF's heap
    '--wasm-lazy-validation', // of ten megabytes a file needs a few functions; each is checked when it is first called
    '--wasm-tiering-budget=100000000', // made fast only where a file is long: a reader may live for a short one
    '--stack-size=900',
    wish.program,
    ...(endsWithHouse ? [ENDS_WITH_HOUSE] : []),
  ];
}

/**
 * Finds the strongest fence that really starts here: bubblewrap, else a network namespace, else Node's own.
 * Each is tried by running Node once inside it. Source: security.md, hostile document author.
 */
export async function findFence(wish: FenceWish): Promise<Fence> {
  const node = process.execPath;
  const inner = nodeArguments(wish, false);
  const path = wish.path ?? process.env['PATH'] ?? '';
  if (process.platform === 'linux') {
    const bwrap = findProgram('bwrap', path);
    if (bwrap !== undefined) {
      const common = BWRAP_COMMON;
      const held = nodeArguments(wish, true);
      const seen = [...readableFolders(wish.program), ...(wish.folders ?? []), dirname(node)];
      const narrow = [...SYSTEM, ...seen.flatMap((f) => ['--ro-bind', f, f]), ...common];
      if (await starts(bwrap, [...narrow, node, '--version'])) {
        return {
          words:
            'bubblewrap: no network, own process space, only the program itself is visible; Node permissions inside',
          command: bwrap,
          args: [...narrow, node, ...held],
        };
      }
      const wide = ['--ro-bind', '/', '/', ...common];
      if (await starts(bwrap, [...wide, node, '--version'])) {
        return {
          words: 'bubblewrap: no network, own process space, disk read-only; Node permissions inside',
          command: bwrap,
          args: [...wide, node, ...held],
        };
      }
    }
    const unshare = findProgram('unshare', path);
    if (unshare !== undefined) {
      for (const flags of [['--net'], ['--user', '--map-current-user', '--net']]) {
        if (await starts(unshare, [...flags, '--', node, '--version'])) {
          return {
            words: 'network namespace: no network; Node permissions allow no file but the program itself',
            command: unshare,
            args: [...flags, '--', node, ...inner],
          };
        }
      }
    }
  }
  return {
    words:
      'Node permissions only: no file but the program itself, no child process; network calls are switched off in the reader',
    command: node,
    args: inner,
  };
}

/**
 * Puts a program of the system behind the strongest fence in which it starts with `probe`.
 * @param folders what it must see beside the system's own
 */
export async function fenceProgram(
  command: string,
  folders: readonly string[],
  probe: readonly string[],
  path = process.env['PATH'] ?? '',
): Promise<FencedProgram> {
  if (process.platform === 'linux') {
    const bwrap = findProgram('bwrap', path);
    const bound = [...SYSTEM, ...folders.flatMap((f) => ['--ro-bind', f, f]), ...BWRAP_COMMON, command];
    if (bwrap !== undefined && (await starts(bwrap, [...bound, ...probe])))
      return {
        words: 'bubblewrap: no network, only the program itself is visible',
        command: bwrap,
        args: bound,
      };
    const unshare = findProgram('unshare', path);
    for (const flags of [['--net'], ['--user', '--map-current-user', '--net']]) {
      if (unshare !== undefined && (await starts(unshare, [...flags, '--', command, ...probe])))
        return { words: 'network namespace: no network', command: unshare, args: [...flags, '--', command] };
    }
  }
  return { words: 'no fence but a process of its own', command, args: [] };
}

/** Starts one reader behind the fence: no environment, own process group (not on Windows), pipes only. */
export function startFenced(fence: Fence): ChildProcess {
  return spawn(fence.command, fence.args, {
    env: readerEnvironment(),
    cwd: process.platform === 'win32' ? here : '/',
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

/** Ends a reader and whatever it started: the whole process group where there are groups. */
export function endFenced(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform !== 'win32') {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The group is gone already, which is what was wanted.
    }
  }
  child.kill('SIGKILL');
}

function readerEnvironment(): NodeJS.ProcessEnv {
  // UTC, so that no output depends on the machine's zone; Windows cannot start a program without SystemRoot.
  const root = process.env['SystemRoot'];
  return process.platform === 'win32' && root !== undefined ? { TZ: 'UTC', SystemRoot: root } : { TZ: 'UTC' };
}

/** The first executable of that name in the folders of `path`. */
export function findProgram(name: string, path: string): string | undefined {
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue;
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

function starts(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: readerEnvironment(), stdio: 'ignore', timeout: 10_000 });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}
