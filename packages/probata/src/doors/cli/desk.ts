// What every command of the command line has at hand: where it was called, how it speaks, and how it opens a matter.
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import type { NewMatter } from '../../compose.ts';
import { type Engine, openEngine } from '../worker/engine-client.ts';
import { findMatter } from './find-matter.ts';
import type { ExitCode } from './outcome.ts';
import { type ProgressLine, progressLine } from './progress.ts';
import { type Ink, inkFor, type Terminal } from './terminal.ts';

export interface Desk {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  readonly ink: Ink;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly progress: ProgressLine;
  /** Where keys and heads are kept, if not at the platform's places. */
  readonly places: DeskParts['places'];
  /** The answer is for a program: nothing of it is left out. */
  readonly json: boolean;
  /** Where the matter is, by --matter, PROBATA_MATTER or the folder we stand in. */
  matterFolder(): string;
  /** Opens the matter in a thread of its own, asking for the passphrase if there is one. Closed by `closeAll`. */
  open(folder: string, create?: NewMatter): Promise<Engine>;
  closeAll(): Promise<void>;
  absolute(path: string): string;
  /** A path as a person would type it from here. */
  near(path: string): string;
}

/** How a command ended: what to print, the last line, and the exit code. */
export interface Ending {
  readonly answer?: unknown;
  readonly last: string;
  readonly code: ExitCode;
}

/** A command of the command line alone, beside those of the catalogue. */
export interface OwnCommand {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType;
  readonly example: JsonObject;
  /** The member that words without an option fill; a list takes all of them. */
  readonly positional?: string;
  run(input: unknown, desk: Desk): Promise<Ending>;
}

export interface DeskParts {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly places?: { readonly config: string; readonly state: string } | undefined;
}

export function deskFor(parts: DeskParts, matter: string | undefined, json: boolean): Desk {
  const { cwd, env, terminal, signal, places } = parts;
  const opened = new Map<string, Engine>();
  const start = (folder: string, create: NewMatter | undefined, passphrase: string | undefined) =>
    openEngine({
      folder,
      ...(create === undefined ? {} : { create }),
      ...(places === undefined ? {} : { places }),
      ...(passphrase === undefined ? {} : { passphrase }),
      drain: false,
    });
  return {
    cwd,
    env,
    terminal,
    ink: inkFor(terminal.colour),
    signal,
    json,
    places,
    progress: progressLine(terminal),
    matterFolder: () => findMatter(matter, cwd, env),
    async open(folder, create) {
      const before = opened.get(folder);
      if (before !== undefined) return before;
      const engine = await withPassphrase(env, terminal, (passphrase) => start(folder, create, passphrase));
      opened.set(folder, engine);
      return engine;
    },
    async closeAll() {
      await Promise.all([...opened.values()].map((engine) => engine.close()));
    },
    absolute: (path) => resolve(cwd, path),
    near: (path) => {
      const short = relative(cwd, path);
      return short === '' ? '.' : short.startsWith('..') ? path : short;
    },
  };
}

/**
 * Calls `open` with the passphrase from the file named by PROBATA_PASSPHRASE_FILE, or without one; where one turns out
 * to be needed it is asked for at the terminal. It never stands in the command line or the environment.
 */
export async function withPassphrase<T>(
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
  open: (passphrase: string | undefined) => Promise<T>,
): Promise<T> {
  const file = env['PROBATA_PASSPHRASE_FILE'];
  if (file !== undefined && file !== '') return open(readFileSync(file, 'utf8').split(/\r?\n/)[0]);
  try {
    return await open(undefined);
  } catch (thrown) {
    if (!(thrown instanceof Refusal && thrown.code === 'KEYS_PASSPHRASE')) throw thrown;
    const typed = await terminal.secret('Passphrase of your keys: ');
    if (typed === undefined) throw thrown;
    return open(typed);
  }
}
